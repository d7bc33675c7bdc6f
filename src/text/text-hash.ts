import { PRIME } from './word-hashes.js';

const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';

/**
 * A 128-bit hash of text, four lanes of 32 bits: names things, proves nothing (it is not cryptographic).
 *
 * Fields are fed one after the other with a separator, so `['ab', 'c']` and `['a', 'bc']` differ.
 */
export class TextHash {
  private a = 0x9e3779b9 | 0;
  private b = 0x85ebca6b | 0;
  private c = 0xc2b2ae35 | 0;
  private d = 0x27d4eb2f | 0;

  /** Feeds one field. */
  add(text: string): this {
    let { a, b, c, d } = this;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      a = Math.imul(((a << 13) | (a >>> 19)) ^ unit, 0x2c1b3c6d);
      b = Math.imul(((b << 11) | (b >>> 21)) ^ unit, 0x297a2d39);
      c = Math.imul(((c << 17) | (c >>> 15)) ^ unit, 0x1b56c4e9);
      d = Math.imul(((d << 7) | (d >>> 25)) ^ unit, 0x7feb352d);
    }
    this.a = Math.imul(a ^ 0x1f, 0x2c1b3c6d) + b;
    this.b = Math.imul(b ^ 0x1f, 0x297a2d39) + c;
    this.c = Math.imul(c ^ 0x1f, 0x1b56c4e9) + d;
    this.d = Math.imul(d ^ 0x1f, 0x7feb352d) + this.a;
    return this;
  }

  /**
   * Feeds a text as a reader sees it: without white space and, for texts that may have lost them, without the characters
   * beyond ASCII and the `?` that stand for them. Gives the number of characters fed.
   */
  addVisible(text: string, isAsciiOnly: boolean): number {
    let visible = 0;
    let { a, b, c, d } = this;
    for (let i = 0; i < text.length; i++) {
      const unit = text.charCodeAt(i);
      if (unit <= 32 || (unit > 127 && (isAsciiOnly || isWideSpace(unit))) || (isAsciiOnly && unit === 63)) continue;
      visible++;
      a = Math.imul(((a << 13) | (a >>> 19)) ^ unit, 0x2c1b3c6d);
      b = Math.imul(((b << 11) | (b >>> 21)) ^ unit, 0x297a2d39);
      c = Math.imul(((c << 17) | (c >>> 15)) ^ unit, 0x1b56c4e9);
      d = Math.imul(((d << 7) | (d >>> 25)) ^ unit, 0x7feb352d);
    }
    this.a = a;
    this.b = b;
    this.c = c;
    this.d = d;
    this.add('');
    return visible;
  }

  /** Writes the four finished words at `at`. */
  store(words: Uint32Array, at: number): void {
    let a = finish(this.a ^ this.c);
    let b = finish(this.b ^ a);
    let c = finish(this.c ^ b);
    const d = finish(this.d ^ c);
    a ^= d;
    b ^= a;
    c ^= b;
    words[at] = a;
    words[at + 1] = b;
    words[at + 2] = c;
    words[at + 3] = d;
  }

  /** As `encodeHash`. */
  toString(): string {
    const words = new Uint32Array(4);
    this.store(words, 0);
    return encodeHash(words, 0);
  }
}

/** White space beyond ASCII: no-break space, the spaces of U+2000, ideographic space, byte-order mark, line separators. */
const isWideSpace = (unit: number): boolean =>
  unit === 0xa0 ||
  (unit >= 0x2000 && unit <= 0x200a) ||
  unit === 0x2028 ||
  unit === 0x2029 ||
  unit === 0x202f ||
  unit === 0x205f ||
  unit === 0x1680 ||
  unit === 0x3000 ||
  unit === 0xfeff;

/** The characters of the key that is being written, used again and again. */
const codes = new Uint8Array(20);

/**
 * The first 100 bits of four words as 20 letters and digits of lower-case base 32 (RFC 4648 §6 alphabet). Put together letter by letter, the
 * engine would hold a tree of pieces, seven times as large.
 */
export function encodeHash(words: Uint32Array, at: number): string {
  for (let place = 0; place < 20; place++) {
    const bit = place * 5;
    const word = at + (bit >>> 5);
    const shift = bit & 31;
    let digit = words[word]! >>> shift;
    if (shift > 27) digit |= words[word + 1]! << (32 - shift);
    codes[place] = ALPHABET.charCodeAt(digit & 31);
  }
  return String.fromCharCode.apply(null, codes as unknown as number[]);
}

/**
 * A text as 7 letters and digits of base 36: FNV-1a over UTF-16 units from `seed` on, with a final mix (that of MurmurHash3). The keys of
 * findings are made of two.
 */
export function shortHash(text: string, seed: number): string {
  let value = seed;
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), PRIME);
  return (finish(value) >>> 0).toString(36).padStart(7, '0');
}

/** Fields as 20 letters and digits of base 36: four lanes of FNV-1a, each with a prime of its own. The keys of recovered messages are made so. */
export function hashFields(fields: readonly string[]): string {
  const lanes = [0x9e3779b9 | 0, 0x85ebca6b | 0, 0xc2b2ae35 | 0, 0x27d4eb2f | 0];
  for (const field of fields) {
    for (let at = 0; at < field.length; at++) {
      const unit = field.charCodeAt(at);
      for (let lane = 0; lane < 4; lane++) lanes[lane] = Math.imul(lanes[lane]! ^ (unit + lane * 0x101), PRIMES[lane]!);
    }
    for (let lane = 0; lane < 4; lane++)
      lanes[lane] = Math.imul(lanes[lane]! ^ 0x1f, PRIMES[lane]!) + lanes[(lane + 1) & 3]!;
  }
  return lanes.map((lane) => ((lane ^ (lane >>> 15)) >>> 0).toString(36).padStart(7, '0').slice(-5)).join('');
}

const PRIMES = [PRIME, 0x2c1b3c6d, 0x297a2d39, 0x1b56c4e9];

function finish(word: number): number {
  let mixed = word;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
