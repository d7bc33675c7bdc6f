import type { Mailbox } from '../message/message.js';
import { ATTRIBUTION_LINES } from './attribution-lines.js';
import { readPerson } from './embedded-mailbox.js';
import { isBlank, type LineTable, textOf } from './line-table.js';
import type { WrittenDate } from './segment.js';
import { findWrittenDate } from './written-date.js';

/** A sentence that says who wrote the text below it. */
export interface Attribution {
  readonly first: number;
  readonly last: number;
  readonly from: Mailbox | null;
  readonly date: WrittenDate | null;
  readonly messageId: string | null;
  /** Says enough to stand above text that carries no quote marks. */
  readonly strong: boolean;
}

const MOST_LINES = 4;
const MOST_CHARACTERS = 400;

/** English and other verbs that programs and people write beside those of the tables. */
const MORE_VERBS =
  'writes said says typed stated spake quoth sprach schreibt meinte writ skriver kirjoittaa scrive escribe escribía écrivait écrivit schreef skribis scripsit dixit wrotes rašo geschreven geschrieben napisał napisała napísal napsal написал написала писала пишет writes: tulis menulis';
/** They count only directly above a quotation. */
const WEAK_VERBS =
  'quoting replied responded asked added commented selon zitat citando citerar cytat excerpts posted sent';
/** Verbs of languages that do not part words by blanks. */
const TAILS = [
  '写道',
  '寫道',
  '写于',
  '寫到',
  '写',
  '書きました',
  'より',
  '쓴 글',
  '쓴 내용',
  '작성',
  '씀',
  'เขียน',
  'សរសេរ',
];

interface Verb {
  readonly weak: boolean;
}

const VERBS = new Map<string, Verb>();
/** Words that stand before or between the date and the author. */
const CONNECTORS = new Set(
  'on at in the of following thus also um uhr dated message article from date by heeft użytkownik używatel používateľ uživatel пользователь användaren brugeren brukeren'.split(
    ' ',
  ),
);
/** First words of the patterns that begin with them. */
const STARTERS = new Set(['on', 'at', 'in', 'am', 'quoting', 'thus', 'zitat']);
readPatterns();

/**
 * Reads the attribution that ends at a line: `On Fri, 3 Jan 2020 at 10:05, Ann Example <ann@example.org> wrote:`.
 *
 * It may run over four lines and 400 characters. `deeper` says that a quotation with marks follows: then little is
 * enough (`Ann wrote:`); without it the sentence has to name a person and a time. Lines before `floor` are not looked at.
 */
export function readAttribution(
  lines: LineTable,
  line: number,
  floor: number,
  deeper: boolean,
  near: number | null,
): Attribution | null {
  const depth = lines.depth[line]!;
  let fallback: Attribution | null = null;
  let text = '';
  for (let first = line; first >= floor && line - first < MOST_LINES; first--) {
    if (isBlank(lines, first) || lines.depth[first] !== depth) break;
    const own = lines.end[first]! - lines.first[first]!;
    if (own + text.length > MOST_CHARACTERS) break;
    const piece = textOf(lines, first);
    // A sentence that ends above is not part of this one.
    if (first < line && /[.!?:]$/.test(piece) && !/\b(?:[ap]\.m|\p{L}{1,4}|\d+)\.$/iu.test(piece)) break;
    text = text ? `${piece} ${text}` : piece;
    const found = analyse(text, near);
    if (!found) {
      if (first === line && !mayContinue(text, deeper)) return null;
      continue;
    }
    const attribution = { first, last: line, ...found.fields, strong: found.strong };
    if (found.complete) return deeper || found.strong ? attribution : fallback;
    if (deeper && found.enough && !fallback) fallback = attribution;
    // "Ann Example" in the line above belongs to it only if that line begins as such sentences do.
    if (found.fields.from && first > floor && !startsLikeOne(lines, first - 1, depth)) break;
  }
  return fallback;
}

interface Analysis {
  readonly fields: {
    readonly from: Mailbox | null;
    readonly date: WrittenDate | null;
    readonly messageId: string | null;
  };
  readonly complete: boolean;
  readonly enough: boolean;
  readonly strong: boolean;
}

function analyse(sentence: string, near: number | null): Analysis | null {
  let text = sentence.replace(/^[\s*\-–—>"\ufeff]{0,12}(?=\S)/, (lead) => (lead.endsWith('"') ? '"' : ''));
  const verb = findVerb(text);
  let messageId: string | null = null;
  const cited =
    /(?:\b(?:message|article|messaggio|bericht|meddelande|wiadomości|Nachricht|mensaje|mensagem)(?:\s+de)?(?:\s+news)?:?\s*|\bnews:\s?|\bid\s)<?([^<>\s@]{1,200}@[^<>\s,]{1,200}[^<>\s,:.])>?/i.exec(
      text,
    );
  if (cited && !/^(?:from|de|von)$/i.test(cited[1]!)) {
    messageId = cited[1]!.replace(/^news:/i, '');
    const before = text.slice(0, cited.index).replace(/(?:^|\s)(?:in|im|dans le|nel|i|w|en|em)\s?$/i, ' ');
    text = `${before}${text.slice(cited.index + cited[0].length)}`;
  }
  const dated = /\p{N}/u.test(text) ? findWrittenDate(text, { near }) : null;
  const again = messageId ? findVerb(text) : verb;
  const bare = !again && !dated && BARE_PERSON.test(text);
  if (!again && !bare && !(dated && /@|\bat\b/.test(text))) return null;
  const from = findAuthor(text, again, dated);
  const address = from?.address.includes('@') ?? false;
  const timed = dated !== null && dated.date.precision !== 'day';
  const colon =
    /[:：]\s*["*]?$|[:：][\s*"]*\[?[^\s:]{0,12}$/.test(text) ||
    (again !== null && !again.weak && again.end >= text.length - 3);
  const named = from !== null || /(?:^|[\s,])(?:you|du|vous|sie|tu|hai|has)\s+\p{L}{4,}/iu.test(text);
  const head = /^\S+/.exec(text)?.[0] ?? '';
  const begins =
    /^["'<(*[\p{Lu}\p{Lo}\p{N}]/u.test(head) ||
    STARTERS.has(foldWord(head)) ||
    from?.name.startsWith(head) === true ||
    head.includes('@');
  const sure = again !== null && !again.weak;
  return {
    fields: { from, date: dated?.date ?? null, messageId },
    complete: sure && named && begins && (dated !== null || messageId !== null) && text.length <= MOST_CHARACTERS,
    enough:
      begins &&
      (bare || (again !== null && named && (colon || again.weak)) || (address && dated !== null && colon)) &&
      text.length <= 240,
    strong:
      sure &&
      colon &&
      begins &&
      from !== null &&
      (timed || (dated !== null && address) || (messageId !== null && address)),
  };
}

/** `* Ann Example <ann@example.org>:` without a verb. */
const BARE_PERSON = /^[^<>@:]{1,60}<[^<>@\s]{1,64}(?:@| at )[^<>@\s]{1,80}>\s?:$/;

interface FoundVerb {
  readonly start: number;
  readonly end: number;
  readonly weak: boolean;
}

/** The last verb of writing in a sentence. */
function findVerb(text: string): FoundVerb | null {
  let found: FoundVerb | null = null;
  for (const match of text.matchAll(/[\p{L}\p{M}'’]+/gu)) {
    const verb = VERBS.get(foldWord(match[0]));
    if (verb && (!verb.weak || !found))
      found = { start: match.index, end: match.index + match[0].length, weak: verb.weak };
  }
  if (found) return found;
  if (!/[\u0e00-\u0eff\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]/.test(text)) return null;
  for (const tail of TAILS) {
    const at = text.lastIndexOf(tail);
    if (at >= 0 && at + tail.length >= text.length - 12) return { start: at, end: at + tail.length, weak: false };
  }
  return null;
}

/** The author is what is left between the date, the verb and the words that join them. */
function findAuthor(
  text: string,
  verb: FoundVerb | null,
  dated: { start: number; end: number } | null,
): Mailbox | null {
  const cuts: [number, number][] = [];
  if (dated) cuts.push([dated.start, dated.end]);
  if (verb) cuts.push([verb.start, verb.end]);
  cuts.sort((a, b) => a[0] - b[0]);
  const parts: string[] = [];
  let from = 0;
  for (const [start, end] of cuts) {
    if (start > from) parts.push(text.slice(from, start));
    from = Math.max(from, end);
  }
  parts.push(text.slice(from));
  let best: Mailbox | null = null;
  for (const part of parts) {
    const name = trimConnectors(part);
    if (!name || name.length > 160 || STARTERS.has(foldWord(name)) || CONNECTORS.has(foldWord(name))) continue;
    const person = readPerson(name);
    if (!person || /^(?:you|du|vous|sie|i|ich|they|he|she|someone)$/i.test(person.name)) continue;
    if (!person.address && (!/\p{L}/u.test(person.name) || person.name.split(' ').length > 7)) continue;
    if (!best || (person.address && !best.address)) best = person;
  }
  return best;
}

/** Takes the words that join the parts from both ends: `"at 10:05, Ann Example"` keeps `Ann Example`. */
function trimConnectors(part: string): string {
  let text = part.trim();
  for (let round = 0; round < 12 && text; round++) {
    const before = text;
    text = text.replace(/^[\s,;:.*|/[\])>–—-]{1,20}/, '').replace(/[\s,;:*|/[({<–—-]{1,20}$/, '');
    const first = /^[\p{L}\p{M}'’/]+/u.exec(text)?.[0];
    if (first && isConnector(first)) text = text.slice(first.length).trimStart();
    const last = /[\p{L}\p{M}'’./()-]+$/u.exec(text.slice(-40))?.[0];
    if (last && last === last.toLowerCase() && isConnector(last.replace(/[()./-]/g, '')))
      text = text.slice(0, -last.length).trimEnd();
    if (text === before) break;
  }
  // Dates without a year are not read: "19 Mar, 09:49, Ann Example <ann@example.org>".
  const dated = /^[^<"]{0,40}\d[^<"]{0,20},\s*(?=\p{L})/u.exec(text);
  return dated && text.includes('@') ? text.slice(dated[0].length) : text;
}

/** Small words join; of the capitalised ones only those that begin such sentences. */
function isConnector(word: string): boolean {
  const folded = foldWord(word);
  return CONNECTORS.has(folded) && (word === folded || STARTERS.has(folded));
}

/** True where the first line read, from below, may be the end of a sentence that begins above. */
function mayContinue(text: string, deeper: boolean): boolean {
  return deeper || findVerb(text) !== null || /@[^\s]+>?\s*[:：]?$/.test(text) || /\d[\])]?\s*[:：]?$/.test(text);
}

function startsLikeOne(lines: LineTable, line: number, depth: number): boolean {
  if (isBlank(lines, line) || lines.depth[line] !== depth) return false;
  const head = /^[*"-]{0,6}\s?([\p{L}\p{M}]+|\p{N})/u.exec(textOf(lines, line).slice(0, 40));
  if (!head) return false;
  return /\p{N}/u.test(head[1]!) || STARTERS.has(foldWord(head[1]!));
}

function foldWord(word: string): string {
  return word.toLowerCase().normalize('NFC');
}

/** Takes verbs, connectors and first words from the patterns of all languages. */
function readPatterns(): void {
  for (const line of ATTRIBUTION_LINES.trim().split('\n')) {
    const patterns = line.split(' | ').slice(1);
    const plain = patterns.filter((pattern) => !/\{[DT]\}/.test(pattern));
    const verbs = new Set<string>();
    for (const pattern of plain.length ? plain : patterns) {
      const words = wordsOf(pattern);
      const longest = words.toSorted((a, b) => b.length - a.length)[0];
      if (longest && longest.length >= 3) verbs.add(longest);
    }
    for (const pattern of patterns) {
      const words = wordsOf(pattern);
      if (!words.some((word) => verbs.has(word))) {
        const longest = words.toSorted((a, b) => b.length - a.length)[0];
        if (longest && longest.length >= 4) verbs.add(longest);
      }
      for (const word of words) if (!verbs.has(word)) CONNECTORS.add(word);
      const head = /^[\p{L}\p{M}'’/]+(?=\s*\{[DT]\}|\s[\p{L}]+\s\{[DT]\})/u.exec(pattern)?.[0];
      if (head && !verbs.has(foldWord(head))) STARTERS.add(foldWord(head));
    }
    for (const verb of verbs) VERBS.set(verb, { weak: false });
  }
  for (const verb of MORE_VERBS.split(' ')) VERBS.set(verb, { weak: false });
  for (const verb of WEAK_VERBS.split(' ')) VERBS.set(verb, { weak: true });
}

function wordsOf(pattern: string): readonly string[] {
  return (pattern.replace(/\{[ADT]\}/g, ' ').match(/[\p{L}\p{M}'’]+/gu) ?? []).map(foldWord);
}
