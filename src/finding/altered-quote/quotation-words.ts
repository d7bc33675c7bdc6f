/** A word or number of a text with its place. */
export interface Word {
  /** As it is compared: lower case, NFKC, plain apostrophes. */
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/**
 * Words and numbers of a text in order: letters with inner apostrophes, digits with inner separators.
 * `"Don't pay 4.2 at 10:30 (a1)"` → `don't pay 4.2 at 10:30 a 1`. Lists of numbers are words of their own: `"4,4,2"` → `4 4 2`,
 * but `"1,200"` stays one. Linear.
 */
export function readWords(text: string): Word[] {
  const words: Word[] = [];
  for (let at = 0; at < text.length; ) {
    const kind = kindAt(text, at);
    if (kind === OTHER) {
      at += at + 1 < text.length && isHighSurrogate(text.charCodeAt(at)) ? 2 : 1;
      continue;
    }
    const end = kind === DIGIT ? endOfNumber(text, at) : endOfLetters(text, at);
    words.push({ text: normalise(text.slice(at, end)), start: at, end });
    at = end;
  }
  return words;
}

/** Words as they are compared, with a space between. */
export const joinWords = (words: readonly Word[]) => words.map((word) => word.text).join(' ');

const OTHER = 0;
const LETTER = 1;
const DIGIT = 2;

const ASCII_KINDS = Uint8Array.from({ length: 128 }, (_, code) => {
  if (code >= 48 && code <= 57) return DIGIT;
  return (code >= 65 && code <= 90) || (code >= 97 && code <= 122) ? LETTER : OTHER;
});

const isHighSurrogate = (code: number) => code >= 0xd800 && code < 0xdc00;

function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  if (code < 128) return ASCII_KINDS[code]!;
  const character = isHighSurrogate(code) ? text.slice(at, at + 2) : text[at]!;
  if (/^[\p{L}\p{M}\uFFFD]/u.test(character)) return LETTER;
  return /^\p{N}/u.test(character) ? DIGIT : OTHER;
}

function endOfRun(text: string, from: number, kind: number): number {
  let at = from;
  while (at < text.length && kindAt(text, at) === kind) at += isHighSurrogate(text.charCodeAt(at)) ? 2 : 1;
  return Math.min(at, text.length);
}

function endOfLetters(text: string, from: number): number {
  let at = endOfRun(text, from, LETTER);
  while ((text[at] === "'" || text[at] === '’') && at + 1 < text.length && kindAt(text, at + 1) === LETTER)
    at = endOfRun(text, at + 1, LETTER);
  return at;
}

function endOfNumber(text: string, from: number): number {
  let at = endOfRun(text, from, DIGIT);
  let thousands = at - from <= 3;
  while (at + 1 < text.length && '.,:/'.includes(text[at]!) && kindAt(text, at + 1) === DIGIT) {
    const end = endOfRun(text, at + 1, DIGIT);
    if (text[at] === ',' && !(thousands && end - at === 4)) break;
    if (text[at] !== ',') thousands = false;
    at = end;
  }
  return at;
}

function normalise(word: string): string {
  let ascii = true;
  for (let at = 0; ascii && at < word.length; at++) ascii = word.charCodeAt(at) < 128;
  return ascii ? word.toLowerCase() : word.normalize('NFKC').replaceAll('’', "'").toLowerCase();
}

const RUN = 3;

/** Runs of three words. */
export function runsOf(text: string): ReadonlySet<string> {
  const words = readWords(text);
  const runs = new Set<string>();
  for (let at = 0; at + RUN <= words.length; at++)
    runs.add(`${words[at]!.text} ${words[at + 1]!.text} ${words[at + 2]!.text}`);
  return runs;
}
