import { isConnector } from '../../language/attribution-words.js';
import { allOf } from '../../language/languages.js';
import { isAsciiLetter } from '../../text/ascii-letter.js';

/**
 * What is left of a part of a sentence when the words that join name, date and verb are taken from both ends:
 * `"at 10:05, Ann Example"` → `Ann Example`, `"odesílatel Ann Example <ann@example.org>"` → without the first word.
 *
 * `quoting` says that a verb of quoting stands directly before it (`Zitat von Ann Example`): then a particle goes as well.
 */
export function trimConnectors(part: string, quoting = false): string {
  let text = part.trim();
  for (let round = 0; round < 12 && text; round++) {
    const before = text;
    if (mayBeNoName(text.charCodeAt(0))) text = text.replace(NO_NAME, '');
    if (!isAsciiLetter(text.charCodeAt(0))) text = text.replace(/^[\s,;:.*|/[\])>?@\ufffd–—،、，֊-]{1,20}/, '');
    if (!isAsciiLetter(text.charCodeAt(text.length - 1)))
      text = text.replace(/[\s,;:*|/[({<?@\ufffd–—،、，-]{1,20}$/, '');
    if (!isAsciiLetter(text.charCodeAt(0))) text = text.replace(LEADING_PARTICLE, '');
    if (mayEndInParticle(text.charCodeAt(text.length - 1))) text = text.replace(TRAILING_PARTICLE, '');
    text = withoutLead(text, quoting);
    text = withoutTail(text);
    const first = /^[\p{L}\p{M}'’/]+/u.exec(text)?.[0];
    // `Dana` joins dates in Bosnian, and is a name where another one follows.
    if (first && isConnector(first) && !isBeforeName(first, text) && !isBeforeSign(first, text))
      text = text.slice(first.length).trimStart();
    const last = /[\p{L}\p{M}'’./()-]+$/u.exec(text.slice(-40))?.[0];
    if (last && last === last.toLowerCase() && isConnector(last.replace(/[()./-]/g, '')))
      text = text.slice(0, -last.length).trimEnd();
    if (text === before) break;
  }
  // QUIRK: Notes tells the time `in some time zone`.
  return withoutLead(withoutDate(text), false).replace(/^(?:in )?some time ?zone[\s,]{0,3}/, '');
}

/** True for letters that an address begins with: `an12070@moor.example`, `de.ann@moor.example`. */
const isBeforeSign = (first: string, text: string): boolean =>
  /^[\w.+-]{0,64}@/.test(text.slice(first.length, first.length + 66));

/** True for a capitalised word that another one follows. */
function isBeforeName(first: string, text: string): boolean {
  return first[0] !== first[0]!.toLowerCase() && /^\s+\p{Lu}/u.test(text.slice(first.length));
}

/** By first word, the phrases that begin with it, the longest first. */
const LEADS = byFirstWord(allOf('beforeNames'));
const TAILS = [...new Set(allOf('behindNames'))].sort((one, other) => other.length - one.length);
/** What they end in. */
const TAIL_ENDS: ReadonlySet<number> = new Set(TAILS.map((tail) => tail.charCodeAt(tail.length - 1)));
const QUOTING = new Set(allOf('behindQuoting'));
/** Words of a script without capitals before a name in Latin letters: the sentence's own. */
const FOREIGN = /^(?:[\p{Lo}\p{M}()/.]{1,30}[\s,،:]{1,3}){1,8}(?=["„«(]?\p{Lu})/u;

/** True where a text begins with a word that stands before names: `Kasutaja Ann Example`, `lietotājs Ann Example`. */
export function startsWithLead(text: string): boolean {
  return withoutLead(text, false) !== text;
}

function withoutLead(text: string, quoting: boolean): string {
  if (quoting) {
    const word = /^[\p{L}\p{M}'’/()-]+/u.exec(text.slice(0, 40))?.[0] ?? '';
    if (QUOTING.has(word)) return text.slice(word.length).trimStart();
  }
  const first = /^[\p{L}\p{M}'’]+/u.exec(text.slice(0, 40))?.[0];
  if (!first && !/^[/()-]/.test(text)) return text;
  for (const phrase of LEADS.get(first?.toLowerCase() ?? '') ?? []) {
    if (
      !text
        .slice(0, phrase.length + 2)
        .toLowerCase()
        .startsWith(phrase)
    )
      continue;
    const rest = text.slice(phrase.length);
    if (rest !== '' && !/^[\s,،:;<("]/.test(rest)) continue;
    // A capitalised word is a name where it is followed by another: only small ones, and units such as `Uhr`, go.
    if (text[0] !== text[0]!.toLowerCase() && phrase !== 'uhr' && !/[<(@]/.test(rest.slice(0, 120))) continue;
    return rest.trimStart();
  }
  return text.charCodeAt(0) > 0x58f ? text.replace(FOREIGN, '') : text;
}

function withoutTail(text: string): string {
  if (!TAIL_ENDS.has(text.charCodeAt(text.length - 1))) return text;
  for (const tail of TAILS) {
    if (!text.endsWith(tail) || text.length <= tail.length) continue;
    const before = text[text.length - tail.length - 1]!;
    const joined = tail.charCodeAt(0) > 0x2fff;
    if (joined || /\s/.test(before)) return text.slice(0, -tail.length).trimEnd();
  }
  return text;
}

function byFirstWord(phrases: readonly string[]): ReadonlyMap<string, readonly string[]> {
  const words = new Map<string, string[]>();
  for (const phrase of new Set(phrases)) {
    const first = /^[\p{L}\p{M}'’]+/u.exec(phrase)?.[0] ?? phrase;
    const known = words.get(first);
    if (known) known.push(phrase);
    else words.set(first, [phrase]);
  }
  for (const found of words.values()) found.sort((one, other) => other.length - one.length);
  return words;
}

/** Takes what of a date was not read: `19 Mar, 09:49, Ann`, `jeudi 2 ao?t 2018, 15:24:55 CEST Ann`, `2005/10/19, Ann`. */
function withoutDate(written: string): string {
  const text = written.replaceAll('，', ', ');
  // An archived address may hold figures: "ann02 at example.org".
  if (!/\p{N}/u.test(text) || /^[\w.+-]{1,64} (?:at|AT) [\w-]+\./.test(text)) return text;
  for (const form of DATES) {
    const found = form.exec(text);
    if (found) return text.slice(found[0].length);
  }
  return text;
}

const DATES = [
  /^[^<"]{0,60}\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?(?: [A-Z]{3,4}| [+-]\d{4})?,? (?=[\p{L}"<])/u,
  /^[^<"]{0,40}\p{N}[^<",]{0,30},\s*(?=\p{L})/u,
  /^(?:(?!(?!GMT|UTC)\p{Lu}{2}|\d{1,3}\p{Lu}\p{L}*\s(?<![AP]M\s))[^\s@<"]{0,20}\p{N}[^\s@<"]{0,20}\s){1,4}(?=\p{L})/u,
];

/** Endings that Basque, Armenian, Greek and Hebrew sentences put between the date and the name. */
const LEADING_PARTICLE = /^(?:\(e\)an|ზე|ში|ին|ο\/η|Ο\/Η|ב־?)(?=[\s,]|$)\s?,?\s?/;
/** Endings that mark the name as the one who acts. */
const TRAILING_PARTICLE = /(?:['’]s message(?: of)?|-\(e\)k|\s?이\(가\)|(?<=[a-z가-힣])이|[-֊]?ը|ൽ|,\sב־?|-(?:ին|ը))$/;

/** False for what no particle ends in: the ASCII ones end in `e`, `f`, `k` and `)`. */
function mayEndInParticle(code: number): boolean {
  return code > 0x7f || code === 0x65 || code === 0x66 || code === 0x6b || code === 0x29;
}

/** The number of a footnote (`[1]Ann Example`), and the zone by its place, as OTRS and Macs write it: `(Europe/Berlin) - Ann Example`. */
const NO_NAME =
  /^(?:\[\d{1,3}\](?=\S)|\(?(?:Europe|America|Asia|Africa|Australia|Pacific|Atlantic|Indian|Etc)\/[\p{L}_/-]{2,40}\)?[\s,–-]{1,4})/u;

/** A bracket, or a letter that a continent begins with. */
const mayBeNoName = (code: number): boolean => code === 0x28 || code === 0x5b || (code >= 0x41 && code <= 0x50);
