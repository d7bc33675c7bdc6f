/**
 * Hashes of the words of a text, in order, with `0` at each line end: `"Hi Bob,\nyes"` → `[h(hi), h(bob), 0, h(yes)]`.
 *
 * A word is a run of letters and digits, compared without case; a Chinese, Japanese or Korean character is a word of its own.
 * One pass over the characters, no regular expression.
 *
 * @param before hashes that stand before those of the text, as if a line end parted the two.
 */
export function hashWords(text: string, limit = 4000, before: Int32Array | null = null): Int32Array {
  const start = before === null ? 0 : before.length + 1;
  const most = Math.min(start + text.length + 2, limit + LONGEST_LINE);
  if (buffer.length < most) buffer = new Int32Array(most * 2);
  const found = buffer;
  let size = 0;
  if (before !== null) {
    if (before.length > limit || before.length + 2 >= most) return before;
    found.set(before);
    found[before.length] = 0;
    size = start;
  }
  let hash = 0;
  let open = false;
  for (let index = 0; index < text.length && size < most - 2; index++) {
    const code = text.charCodeAt(index);
    const letter = code < 128 ? FOLDED_ASCII[code]! : foldedLetter(code);
    if (letter > 0 && letter < 0x2e80) {
      if (!open) hash = OFFSET;
      open = true;
      hash = Math.imul(hash ^ letter, PRIME);
      continue;
    }
    if (open) {
      found[size++] = finish(hash);
      open = false;
    }
    if (letter > 0) found[size++] = finish(Math.imul(OFFSET ^ letter, PRIME));
    else if (code === 10) {
      found[size++] = 0;
      if (size > limit) break;
    }
  }
  if (open) found[size++] = finish(hash);
  return found.slice(0, size);
}

/** The hash that `hashWords` gives a single word. */
export function hashWord(word: string): number {
  let hash = OFFSET;
  for (let index = 0; index < word.length; index++) {
    hash = Math.imul(hash ^ foldedLetter(word.charCodeAt(index)), PRIME);
  }
  return finish(hash);
}

/** One hash of `length` word hashes from `at` on; behind the first `count` each word counts as 1. */
export function hashRun(words: ArrayLike<number>, at: number, length: number, count = words.length): number {
  let run = 17;
  for (let index = at; index < at + length; index++)
    run = (Math.imul(run, 31) + (index < count ? words[index]! : 1)) | 0;
  return run;
}

/** Memory that is used again from text to text. */
let buffer = new Int32Array(8192);
/** A text that goes on without a line end is cut after so many words more. */
const LONGEST_LINE = 1000;

/** FNV-1a over the folded letters of a word: it begins with `OFFSET`, each letter is multiplied in with `PRIME`, `finish` ends it. */
export const OFFSET = 0x811c9dc5 | 0;
export const PRIME = 0x01000193;

/** Never 0, which stands for a line end. */
export function finish(hash: number): number {
  const mixed = hash ^ (hash >>> 15);
  return mixed === 0 ? 1 : mixed;
}

/** The code of a letter or digit, lower-cased; 0 for anything else. */
export function foldedLetter(code: number): number {
  if (code < 128) return FOLDED_ASCII[code]!;
  if (code < 0xaa || code === 0xd7 || code === 0xf7) return 0;
  if (code < 0x2000) return foldedAbove(code);
  if (code < 0x2e80 || (code >= 0x3000 && code <= 0x3004) || (code >= 0x3008 && code <= 0x3020)) return 0;
  if (code >= 0xd800 && code < 0xf900) return 0;
  if (code >= 0xfe00 && (code < 0xff10 || code > 0xffdc)) return 0;
  return code;
}

const ABOVE = new Uint16Array(0x600);
/** The lower-case code of a letter above ASCII. */
export function foldedAbove(code: number): number {
  if (code >= ABOVE.length) return code;
  const known = ABOVE[code]!;
  if (known) return known;
  const folded = String.fromCharCode(code).toLowerCase().charCodeAt(0);
  ABOVE[code] = folded;
  return folded;
}

/** Letters and digits: their lower-case code; everything else 0. */
export const FOLDED_ASCII = new Uint16Array(128);
for (let code = 48; code < 58; code++) FOLDED_ASCII[code] = code;
for (let code = 97; code < 123; code++) FOLDED_ASCII[code] = FOLDED_ASCII[code - 32] = code;
