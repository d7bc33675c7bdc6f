import type { ByteSource } from './byte-source.js';
import { countedPieces } from './container/archive-pieces.js';
import type { UnpackEnd } from './container/unpack-end.js';

/** The byte order marks of UTF-32, and three characters of ASCII without one, either byte order. */
const LITTLE = /^fffe0000|^(?:(?:0[9ad]|[2-6].|7[0-9a-e])0{6}){3}/;
const BIG = /^0000feff|^(?:0{6}(?:0[9ad]|[2-6].|7[0-9a-e])){3}/;

/** The byte order of a text in UTF-32; null for anything else. */
function orderOf(bytes: Uint8Array, at: number): 'little' | 'big' | null {
  const start = Buffer.from(bytes.subarray(at, at + 16)).toString('hex');
  return LITTLE.test(start) ? 'little' : BIG.test(start) ? 'big' : null;
}

/** True for the beginning of a text in UTF-32. */
export const isUtf32 = (bytes: Uint8Array, at = 0): boolean => orderOf(bytes, at) !== null;

const BYTE_ORDER_MARK = 0xfeff;
const REPLACEMENT = 0xfffd;

/** A text in UTF-32 as UTF-8, without its byte order mark; what is no character is U+FFFD, and told. */
export async function* fromUtf32(source: ByteSource, end: UnpackEnd): AsyncGenerator<Uint8Array> {
  let left: Buffer = Buffer.alloc(0);
  let order: 'little' | 'big' | null = null;
  let produced = 0;
  let strange = 0;
  for await (const piece of countedPieces(source, () => {})) {
    const bytes: Buffer = left.length ? Buffer.concat([left, piece]) : Buffer.from(piece);
    const isFirst = order === null;
    if (isFirst && bytes.length < 16) {
      left = bytes;
      continue;
    }
    order ??= orderOf(bytes, 0) ?? 'little';
    const whole = bytes.length - (bytes.length % 4);
    const text = decode(bytes, whole, order, isFirst);
    strange += text.strange;
    left = bytes.subarray(whole);
    const out = Buffer.from(text.text);
    produced += out.length;
    yield out;
  }
  if (order === null && left.length >= 4) {
    const text = decode(left, left.length - (left.length % 4), orderOf(left, 0) ?? 'little', true);
    strange += text.strange;
    yield Buffer.from(text.text);
  }
  if (strange === 0 && left.length % 4 === 0) return;
  const message = `${strange} character(s) of the text in UTF-32 are none${left.length % 4 ? ', and a part of one ends it' : ''}`;
  end.problems.push({ code: 'packed-corrupt', severity: 'error', message, at: produced });
}

function decode(
  bytes: Buffer,
  length: number,
  order: 'little' | 'big',
  isFirst: boolean,
): { readonly text: string; readonly strange: number } {
  const parts: string[] = [];
  let strange = 0;
  for (let at = 0; at < length; at += 4) {
    const code = order === 'little' ? bytes.readUInt32LE(at) : bytes.readUInt32BE(at);
    if (at === 0 && isFirst && code === BYTE_ORDER_MARK) continue;
    const isNone = code > 0x10ffff || (code >= 0xd800 && code < 0xe000);
    if (isNone) strange++;
    parts.push(String.fromCodePoint(isNone ? REPLACEMENT : code));
  }
  return { text: parts.join(''), strange };
}
