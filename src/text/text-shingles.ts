// Runs of words for finding quotations, letters left out that a mishap eats; `shingles.ts` makes those that links are weighed by.
import { distinctHashes } from './distinct-hashes.js';

/** Words of one text that are read at most: what lies behind them is not indexed. */
const MOST_WORDS = 40_000;
const WORDS_OF_RUN = 4;

/**
 * The runs of a text by which a quotation of it is known again: hashes, distinct, ascending.
 *
 * Every run of four words, across line ends, so that a new line wrap changes nothing; and every line of one to three
 * words as a whole, so that "yes, do it" can be found too. A Chinese or Japanese character counts as a word. Letters
 * that a charset mishap eats (`é` → `?`, `=E9`, `Ã©`) are left out of the words they stand in, and `@` is the word
 * `at`, as list archives write it.
 */
export function makeTextShingles(text: string): Int32Array {
  const count = scanWords(text);
  if (found.length < count * 2 + 1) found = new Int32Array(count * 4);
  let size = 0;
  let lineHash = LINE_SEED;
  let lineWords = 0;
  let seen = 0;
  let a = 0;
  let b = 0;
  let c = 0;
  for (let index = 0; index <= count; index++) {
    const word = index < count ? words[index]! : 0;
    if (word === 0) {
      if (lineWords > 0 && lineWords < WORDS_OF_RUN) found[size++] = finish(lineHash);
      lineHash = LINE_SEED;
      lineWords = 0;
      continue;
    }
    lineWords++;
    lineHash = Math.imul(lineHash ^ word, PRIME);
    seen++;
    if (seen >= WORDS_OF_RUN) found[size++] = joinWords(a, b, c, word);
    a = b;
    b = c;
    c = word;
  }
  return distinctHashes(found, size);
}

/** Memory that is used again from text to text. */
let words = new Int32Array(8192);
let found = new Int32Array(16384);

/** Puts the hashes of the words in order into `words`, with 0 at each line end; how many there are. */
function scanWords(text: string): number {
  let size = 0;
  let hash = WORD_SEED;
  let open = false;
  for (let index = 0; index <= text.length && size < MOST_WORDS; index++) {
    const code = index < text.length ? text.charCodeAt(index) : LINE_END;
    const letter = code < 128 ? ASCII[code]! : letterAbove(code);
    if (letter > 0) {
      hash = Math.imul(hash ^ letter, PRIME);
      open = true;
      continue;
    }
    if (letter === LOST || (code === QUESTION && isLetterAt(text, index + 1))) continue;
    if (code === EQUALS && isQuotedPrintable(text, index)) {
      // `=` at a line end is a soft line break, `=E9` a letter that got lost.
      index += text.charCodeAt(index + 1) === LINE_END ? 1 : 2;
      continue;
    }
    if (size + 3 > words.length) {
      const longer = new Int32Array(words.length * 2);
      longer.set(words);
      words = longer;
    }
    if (open) {
      words[size++] = finish(hash);
      hash = WORD_SEED;
      open = false;
    }
    if (letter === IDEOGRAPH) words[size++] = mix(code);
    else if (code === AT_SIGN) words[size++] = AT_WORD;
    else if (code === LINE_END && size > 0 && words[size - 1] !== 0) words[size++] = 0;
  }
  return size;
}

const LINE_END = 0x0a;
const QUESTION = 0x3f;
const EQUALS = 0x3d;
const AT_SIGN = 0x40;
/** What `letterAbove` gives for characters that are no letters of a word. */
const LOST = -1;
const IDEOGRAPH = -2;

/** The lower-case code of a letter above ASCII, 0 for a sign or a space. */
function letterAbove(code: number): number {
  if (isLostLetter(code)) return LOST;
  if (isIdeograph(code)) return IDEOGRAPH;
  return isSpaceOrSign(code) ? 0 : lower(code);
}

const WORD_SEED = 0x811c9dc5 | 0;
const LINE_SEED = 0x2f0b4c47;
const PRIME = 0x01000193;

/** Letters and digits: their lower-case code; everything else 0. */
const ASCII = new Uint8Array(128);
for (let code = 0x30; code <= 0x39; code++) ASCII[code] = code;
for (let code = 0x61; code <= 0x7a; code++) ASCII[code] = ASCII[code - 32] = code;

const AT_WORD = finish(Math.imul(Math.imul(WORD_SEED ^ 0x61, PRIME) ^ 0x74, PRIME));

function joinWords(a: number, b: number, c: number, d: number): number {
  return finish(Math.imul(Math.imul(Math.imul(Math.imul(a, 31) + b, 31) + c, 31) + d, 0x9e3779b1));
}

function mix(code: number): number {
  return finish(Math.imul(WORD_SEED ^ code, PRIME));
}

/** Spreads the bits; never 0, which stands for a line end. */
function finish(hash: number): number {
  const mixed = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  const spread = mixed ^ (mixed >>> 13);
  return spread === 0 ? 1 : spread;
}

function isQuotedPrintable(text: string, at: number): boolean {
  const next = text.charCodeAt(at + 1);
  return next === 10 || (isHex(next) && isHex(text.charCodeAt(at + 2)) && next >= 0x38);
}

function isHex(code: number): boolean {
  return (code >= 0x30 && code <= 0x39) || (code >= 0x41 && code <= 0x46);
}

function isLetterAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 128 ? ASCII[code]! > 0x39 : isLostLetter(code);
}

/** Accented Latin letters, the second halves of wrongly decoded UTF-8, the replacement character, soft hyphens and joiners. */
function isLostLetter(code: number): boolean {
  if (code < 0x250) return code !== 0xa0 && code !== 0xab && code !== 0xbb;
  return code === 0xfffd || (code >= 0x300 && code < 0x370) || (code >= 0x200b && code <= 0x200f) || code === 0xfeff;
}

/** Han, kana: scripts without spaces. */
function isIdeograph(code: number): boolean {
  return (code >= 0x3040 && code < 0xa000) || (code >= 0xf900 && code < 0xfb00);
}

function isSpaceOrSign(code: number): boolean {
  return (
    code < 0x100 ||
    (code >= 0x2000 && code < 0x2c00) ||
    (code >= 0x3000 && code < 0x3040) ||
    (code >= 0xfe10 && code < 0xff10) ||
    (code >= 0xff1a && code < 0xff21)
  );
}

const LOWER = new Uint16Array(0x600);
function lower(code: number): number {
  if (code >= LOWER.length) return code;
  const known = LOWER[code]!;
  if (known) return known;
  LOWER[code] = String.fromCharCode(code).toLowerCase().charCodeAt(0);
  return LOWER[code]!;
}
