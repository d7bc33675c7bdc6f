import { FOLDED_ASCII, finish, foldedAbove, OFFSET, PRIME } from './word-hashes.js';

/** Words of one text that are read at most: what lies behind them is not indexed. */
const MOST_WORDS = 40_000;

/** Memory that is used again from text to text. */
let words = new Int32Array(8192);

/**
 * Hashes of the words of a text without the letters that a charset mishap eats (`é` → `?`, `=E9`, `Ã©`), in order, with 0 at each line
 * end; good until the next call. `@` is the word `at`, as list archives write it; a Chinese or Japanese character is a word of its own.
 */
export function hashBareWords(text: string): Int32Array {
  let size = 0;
  let hash = OFFSET;
  let open = false;
  for (let index = 0; index <= text.length && size < MOST_WORDS; index++) {
    const code = index < text.length ? text.charCodeAt(index) : LINE_END;
    const letter = code < 128 ? FOLDED_ASCII[code]! : letterAbove(code);
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
      hash = OFFSET;
      open = false;
    }
    if (letter === IDEOGRAPH) words[size++] = mix(code);
    else if (code === AT_SIGN) words[size++] = AT_WORD;
    else if (code === LINE_END && size > 0 && words[size - 1] !== 0) words[size++] = 0;
  }
  return words.subarray(0, size);
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
  return isSpaceOrSign(code) ? 0 : foldedAbove(code);
}

const AT_WORD = finish(Math.imul(Math.imul(OFFSET ^ 0x61, PRIME) ^ 0x74, PRIME));

function mix(code: number): number {
  return finish(Math.imul(OFFSET ^ code, PRIME));
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
  return code < 128 ? FOLDED_ASCII[code]! > 0x39 : isLostLetter(code);
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
