import type { Message } from '../message/message.js';

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

  /** The first 100 bits as 20 letters and digits of lower-case base 32 (RFC 4648 §6 alphabet). */
  toString(): string {
    const words = new Uint32Array(4);
    this.store(words, 0);
    return encodeWords(words, 0);
  }
}

/** Keys of posts, equal on every run and in any order of input: each computed when first asked for. */
export class PostKeys {
  /** Four words a post; all zero where its key was not asked for. */
  private words: Uint32Array | null = null;
  private ordinals: ReadonlyMap<number, number> | null = null;
  private readonly messages: readonly Message[];
  private readonly hasOwnId: (index: number) => boolean;

  /**
   * @param messages the message that stands for each post, in canonical order.
   * @param hasOwnId true where no other of them has the Message-ID, so that no other can have the key.
   */
  constructor(messages: readonly Message[], hasOwnId: (index: number) => boolean) {
    this.messages = messages;
    this.hasOwnId = hasOwnId;
  }

  /** Key of the post at `index`: 20 characters; the second of an equal identity ends in `-2`, the third in `-3`. */
  at(index: number): string {
    const key = this.identity(index);
    if (this.hasOwnId(index)) return key;
    this.ordinals ??= this.numberEqual();
    const ordinal = this.ordinals.get(index);
    return ordinal === undefined ? key : `${key}-${ordinal}`;
  }

  private identity(index: number): string {
    this.words ??= new Uint32Array(this.messages.length * 4);
    const { words } = this;
    const at = index * 4;
    if ((words[at]! | words[at + 1]! | words[at + 2]! | words[at + 3]!) === 0)
      hashIdentity(this.messages[index]!).store(words, at);
    return encodeWords(words, at);
  }

  private numberEqual(): ReadonlyMap<number, number> {
    const seen = new Map<string, number>();
    const ordinals = new Map<number, number>();
    for (let index = 0; index < this.messages.length; index++) {
      if (this.hasOwnId(index)) continue;
      const key = this.identity(index);
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      if (count > 1) ordinals.set(index, count);
    }
    return ordinals;
  }
}

/**
 * Key of a message by what its header says it is: Message-ID, date, sender, base subject.
 * The body is no part of it, so a run that reads headers only gives the same key.
 */
function hashIdentity(message: Message): TextHash {
  return new TextHash()
    .add(message.messageId ?? '')
    .add(message.date === null ? '' : String(message.date.time))
    .add(senderIdentity(message))
    .add(message.subject.base);
}

/** The sender as identity: lower-cased address, else the name; '' if there is none. */
export function senderIdentity(message: Message): string {
  const { from } = message;
  return from === null ? '' : (from.address || from.name).toLowerCase();
}

/** Key of a message that nobody produced, by what names it: `missing-` and 20 characters. */
export function missingKey(name: string): string {
  return `missing-${new TextHash().add(name).toString()}`;
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

function encodeWords(words: Uint32Array, at: number): string {
  let key = '';
  for (let bit = 0; bit < 100; bit += 5) {
    const word = at + (bit >>> 5);
    const shift = bit & 31;
    let digit = words[word]! >>> shift;
    if (shift > 27) digit |= words[word + 1]! << (32 - shift);
    key += ALPHABET[digit & 31];
  }
  return key;
}

function finish(word: number): number {
  let mixed = word;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
