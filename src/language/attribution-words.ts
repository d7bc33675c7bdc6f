import { entriesOf } from './language.js';
import { allOf, LANGUAGES } from './languages.js';

/** A verb of writing in a sentence: `wrote`, `schrieb`, `a écrit`. Offsets of its word. */
export interface FoundVerb {
  readonly start: number;
  readonly end: number;
  /** A word that also says other things: it counts only where the rest fits. */
  readonly weak: boolean;
  /** A language that has the verb writes the day before the month, and no other one has it. */
  readonly dayFirst: boolean;
}

/** Verbs of languages that do not part words by blanks. */
const TAILS = allOf('endings');
const TAIL_SCRIPTS = /[\u0e00-\u0eff\u1780-\u17ff\u3040-\u9fff\uac00-\ud7af]/;

const VERBS = new Map<string, Pick<FoundVerb, 'weak' | 'dayFirst'>>();
/** Pieces of verbs whose other letters an archive has turned into question marks: `escribi` of `escribi??`. */
const BROKEN = new Set<string>();
const CONNECTORS = new Set(allOf('connectors'));
const STARTERS = new Set(allOf('starters'));
const WORDS = /[\p{L}\p{M}'’]+/gu;
readPatterns();

/** The last verb of writing in a sentence; a sure one before a weak one. */
export function findVerb(text: string): FoundVerb | null {
  let found: FoundVerb | null = null;
  let seen = 0;
  const broken = text.includes('?') || text.includes('\ufffd');
  for (let at = 0; at < text.length; at++) {
    if (!isWordCode(text.charCodeAt(at))) continue;
    const start = at;
    let codes = 0;
    for (; at < text.length; at++) {
      const code = text.charCodeAt(at);
      if (!isWordCode(code)) break;
      codes |= code;
    }
    seen |= codes;
    if (at - start < 3 || at - start > LONGEST_VERB) continue;
    if (!broken && !(codes > 0x7f ? mayBeVerb(text.charCodeAt(start), at - start) : mayBeAscii(text, start, at)))
      continue;
    const word = foldWord(text.slice(start, at));
    const verb = VERBS.get(word);
    if (verb && (!verb.weak || !found || found.weak)) found = { start, end: at, ...verb };
    else if (broken && at - start > 3 && BROKEN.has(word) && hasLostLetter(text, start, at))
      found = { start, end: at, weak: false, dayFirst: false };
  }
  if (found || seen <= 0x7f || !TAIL_SCRIPTS.test(text)) return found;
  for (const tail of TAILS) {
    const at = text.lastIndexOf(tail);
    if (at > 0 && text.length <= 200) return { start: at, end: at + tail.length, weak: false, dayFirst: false };
  }
  return null;
}

const LONGEST_VERB = 24;

/** By first letter (a to z), the lengths of the verbs that begin with it, as bits. */
const LENGTHS = new Int32Array(26);
for (const verb of VERBS.keys()) {
  const letter = verb.charCodeAt(0) - 0x61;
  if (letter >= 0 && letter < 26) LENGTHS[letter]! |= 1 << verb.length;
}

/** False where no verb begins with the letter and has the length. */
function mayBeVerb(first: number, length: number): boolean {
  const letter = (first | 0x20) - 0x61;
  return first > 0x7f || letter < 0 || letter > 25 || (LENGTHS[letter]! & (1 << length)) !== 0;
}

/** By first and last letter, the lengths of the verbs of ASCII, as bits. */
const ASCII_LENGTHS = new Int32Array(32 * 32);
for (const verb of VERBS.keys()) ASCII_LENGTHS[endsOf(verb, 0, verb.length)]! |= 1 << verb.length;

function endsOf(text: string, start: number, end: number): number {
  return (text.charCodeAt(start) & 31) * 32 + (text.charCodeAt(end - 1) & 31);
}

function mayBeAscii(text: string, start: number, end: number): boolean {
  return (ASCII_LENGTHS[endsOf(text, start, end)]! & (1 << (end - start))) !== 0;
}

/** Letters, marks and apostrophes; punctuation and blanks beyond ASCII are none. */
function isWordCode(code: number): boolean {
  if (code >= 0x61 && code <= 0x7a) return true;
  if (code < 0x80) return (code >= 0x41 && code <= 0x5a) || code === 0x27;
  if (code < 0xc0) return code === 0xaa || code === 0xb5 || code === 0xba;
  if (code >= 0x2000 && code <= 0x206f) return code === 0x2019;
  return (
    !(code >= 0x3000 && code <= 0x303f) &&
    code !== 0xff1a &&
    code !== 0xff0c &&
    code !== 0xfffd &&
    !(code >= 0x1360 && code <= 0x1368) &&
    code !== 0x61b &&
    code !== 0x60c
  );
}

/** True for the small words that join date, author and verb; of the capitalised ones only those that begin such sentences. */
export function isConnector(word: string): boolean {
  const folded = foldWord(word);
  return CONNECTORS.has(folded) && (word === folded || STARTERS.has(folded));
}

/** True for a word that attributions begin with: `On`, `Am`, `Le`. */
export function isStarter(word: string): boolean {
  return STARTERS.has(foldWord(word));
}

/** QUIRK: pipermail archives put one or two question marks for each letter beyond ASCII: `a ??crit :`. */
function hasLostLetter(text: string, start: number, end: number): boolean {
  return /[?\ufffd]/.test(text[start - 1] ?? '') || /[?\ufffd]/.test(text[end] ?? '');
}

function foldWord(word: string): string {
  const lower = word.toLowerCase();
  for (let at = 0; at < lower.length; at++) if (lower.charCodeAt(at) > 0x7f) return lower.normalize('NFC');
  return lower;
}

/** Takes verbs, connectors and first words from the patterns of all languages. */
function readPatterns(): void {
  const learn = (verb: string, weak: boolean, dayFirst: boolean) =>
    VERBS.set(verb, { weak, dayFirst: dayFirst && (VERBS.get(verb)?.dayFirst ?? true) });
  for (const { attributions, figures } of LANGUAGES) {
    const patterns = entriesOf(attributions, ' | ');
    const plain = patterns.filter((pattern) => !/\{[DT]\}/.test(pattern));
    const verbs = new Set<string>();
    for (const pattern of plain.length ? plain : patterns) {
      const longest = longestOf(pattern);
      if (longest.length >= 3) verbs.add(longest);
    }
    for (const pattern of patterns) {
      if (!wordsOf(pattern).some((word) => verbs.has(word))) {
        const longest = longestOf(pattern);
        if (longest.length >= 4) verbs.add(longest);
      }
      for (const word of wordsOf(pattern)) if (!verbs.has(word)) CONNECTORS.add(word);
      const head = /^[\p{L}\p{M}'’/]+(?=\s*\{[DT]\}|\s[\p{L}]+\s\{[DT]\})/u.exec(pattern)?.[0];
      if (head && !verbs.has(foldWord(head))) STARTERS.add(foldWord(head));
    }
    for (const verb of verbs) learn(verb, false, figures === undefined);
  }
  for (const { verbs, figures } of LANGUAGES)
    for (const verb of entriesOf(verbs)) learn(verb, false, figures === undefined);
  for (const { weakVerbs, figures } of LANGUAGES)
    for (const verb of entriesOf(weakVerbs)) learn(verb, true, figures === undefined);
  for (const verb of [...VERBS.keys()]) {
    const plain = verb.normalize('NFD').replace(/\p{M}/gu, '');
    if (plain !== verb && plain.length > 4 && !VERBS.has(plain)) VERBS.set(plain, VERBS.get(verb)!);
    for (const piece of verb.split(/[^a-z]+/)) if (piece.length > 3 && piece !== verb) BROKEN.add(piece);
  }
}

function longestOf(pattern: string): string {
  return wordsOf(pattern).reduce((longest, word) => (word.length > longest.length ? word : longest), '');
}

function wordsOf(pattern: string): readonly string[] {
  return (pattern.replace(/\{[ADT]\}/g, ' ').match(WORDS) ?? []).map(foldWord);
}
