/** Lines that may stand above the header of a printed message. */
const MOST_LINES = 24;
const LONGEST_LINE = 120;

/**
 * True if a text is what a printer, an archive or a court puts above a document, and nothing that somebody wrote to somebody: the owner of
 * the mailbox and a rule, stamps, numbers, the date of printing, metadata with labels, titles.
 *
 * `"Renn, Tobias\n______"`, `"UNCLASSIFIED"`, `"RELEASE IN PART\nB6"`, `"EXHIBIT 14"`, `"Importance: High"` → true;
 * `"I agree."`, `"FYI"`, `"Hi Tobias,"`, `"see what Mira says"` → false.
 */
export function isLetterhead(text: string): boolean {
  return linesOf(text).length <= MOST_LINES && linesOf(text).every(isPrinters);
}

/**
 * True if the same stands above a header, and beside it only its subject, as pages of web mail and archives show it for a title. A header
 * that tells no subject may have one line above it that is no sentence: its title, see `titleAbove`.
 */
export function isTitledLetterhead(text: string, subject: string | null): boolean {
  const lines = linesOf(text);
  const others = lines.filter((line) => !isPrinters(line));
  if (lines.length > MOST_LINES) return false;
  if (subject === null) return others.length === 1 && isTitleLine(others[0]!);
  const wanted = foldTitle(subject);
  return (
    wanted.length >= 3 &&
    others.every((line) => line.length <= LONGEST_LINE + wanted.length && holdsTitle(line, wanted))
  );
}

/** The one line above a header without a subject that is its title; null where none is, or several may be. */
export function titleAbove(text: string): string | null {
  const lines = linesOf(text).filter((line) => /\p{Ll}/u.test(line) && !/:(?:\s|$)|^https?:|@/.test(line));
  return lines.length === 1 && isTitleLine(lines[0]!) ? lines[0]! : null;
}

const linesOf = (text: string): readonly string[] =>
  text
    .split(/[\n\f]/)
    .map((line) => line.trim())
    .filter((line) => line !== '');

const isTitleLine = (line: string): boolean =>
  line.length <= LONGEST_LINE && !TALK.test(line) && !/[.!?;:,…]$/.test(line);

const foldTitle = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^(?:\p{L}{1,5}(?:\[\d+\])?\s?[:：]\s*)+/u, '')
    .replace(/\s+/g, ' ')
    .trim();

/** The title, with marks of reply before it or not, or behind the name of the program: `Proton Mail   Ferry contract`. */
function holdsTitle(line: string, wanted: string): boolean {
  const folded = foldTitle(line);
  if (folded === wanted) return true;
  const before = folded.endsWith(` ${wanted}`) ? line.trim().slice(0, -wanted.length).trim() : null;
  return before !== null && isPrinters(before);
}

/** Words that people begin a note with. */
const TALK = new RegExp(
  `^(?:${[
    "fyi|fya|fyr|ok|okay|yes|yep|no|nope|thanks?|thx|tks|ty|please|pls|see|hi|hello|dear|hey|good|great|sounds|agreed?|done|will|can|could|would|should|i|i'm|i'll|i've|we|you|it|it's|this|that|these|what|why|when|who|how|let|let's|if|as|att|attached|are|is|am|do|does|don't|did|sure|right|never|not|also|just|sorry|approved|confirmed|noted|understood|perfect|fine|exactly|correct|wrong|maybe|bye|cheers|best|regards|congrats|congratulations|wow|ha|haha|lol|interesting|here|there|more|my|your|our|any|forwarding|resending|looks|so|but|and|btw|ugh",
    'danke|vielen|ja|nein|bitte|siehe|s\\.u|hallo|liebe|lieber|sehr|zur|zk|z\\.k|gruß|grüße|gut|klar|ich|wir|das|anbei|einverstanden',
    'merci|oui|non|voir|bonjour|salut|cher|chère|je|nous|ci-joint|pour|bien|d’accord|parfait',
    'gracias|sí|hola|ver|estimado|estimada|de acuerdo|adjunto|claro|perfecto|obrigad[oa]|olá|sim|não|prezad[oa]|segue',
    'grazie|sì|ciao|caro|cara|vedi|allego|bedankt|dank|nee|beste|zie|tack|hej|takk|hei|tak|kære|kiitos|dzięki|cześć|спасибо|да|нет|привет',
  ].join('|')})(?![\\p{L}\\p{N}])`,
  'iu',
);
/** Small words of titles and names. */
const SMALL =
  /^(?:of|the|a|an|to|for|and|or|in|on|at|by|from|with|under|pursuant|per|re|vs?|no|nr|p|pp|von|van|de|der|den|des|du|la|le|el|al|da|di|do|dos|y|e|und|et|en|zu|zum|zur|im|am|bin|ten|ter)\.?$/;

function isPrinters(line: string): boolean {
  if (line.length > LONGEST_LINE) return false;
  if (!/[\p{L}]/u.test(line)) return true;
  if (TALK.test(line) || /[!?,;…]$/.test(line)) return false;
  if (/^https?:\/\/\S+(?:\s+\d{1,4}\/\d{1,4})?$/.test(line)) return true;
  // Stamps are in capitals, with a full stop or without.
  if (!/\p{Ll}/u.test(line)) return true;
  if (/^\p{L}[\p{L}\p{N} .#/()'&-]{0,40}:(?:\s|$)/u.test(line))
    return !/:$/.test(line) || line.split(/\s+/).length <= 3;
  if (/[.:]$/.test(line) && !/\b(?:\p{L}|Inc|Ltd|Co|Corp|Jr|Sr|No|GmbH)\.$/u.test(line)) return false;
  const words = line
    .split(/\s+/)
    // Numbers of cases and documents: `1:16-cv-01234-ABC`, `45-3`.
    .flatMap((word) => (/\d/.test(word) ? [] : word.split(/[/|–—-]+/)))
    .filter((word) => /\p{L}/u.test(word));
  const small = words.filter((word) => /^["'(]?\p{Ll}/u.test(word) && !SMALL.test(word) && !/\d|@/.test(word));
  return small.length === 0 || (small.length === 1 && words.length >= 3 && TITLE.test(line));
}

/** Titles of printed pages that go on with a subject as it was written. */
const TITLE = /^(?:gmail|outlook|yahoo|hotmail|mail|print|printed|message|email|e-mail|exhibit|page|from the desk)\b/i;
