import { hexPair } from '../header/encoded-word.js';
import { latin1 } from './charset.js';

/** Bytes after their transfer encoding is undone, and how many could not be read. */
export interface DecodedBytes {
  readonly bytes: Uint8Array;
  /**
   * Pairs (offset in `bytes`, offset in the source) where the distance between the two changes, ascending; a source offset with
   * `ESCAPED` stands for one byte that is written with three. Null where the source cannot be told finer than as a whole.
   */
  readonly map: Uint32Array | null;
}

/** Marks a source offset in a map as that of an escape (`=E4`). */
const ESCAPED = 0x80000000;

const UUENCODE: ReadonlySet<string> = new Set(['x-uuencode', 'uuencode', 'x-uue']);

/** True for an encoding that is undone: of any other the bytes are as they stand. */
export const isEncoded = (encoding: string): boolean =>
  encoding === 'base64' || encoding === 'quoted-printable' || UUENCODE.has(encoding);

/** Undoes a Content-Transfer-Encoding (RFC 2045 §6) of `source[start, end)`; an unknown one is taken as identity. */
export function decodeTransfer(source: Uint8Array, start: number, end: number, encoding: string): DecodedBytes {
  if (encoding === 'base64') return { bytes: Buffer.from(latin1(source, start, end), 'base64'), map: null };
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(source, start, end);
  if (UUENCODE.has(encoding)) return { bytes: decodeUuencode(source, start, end), map: null };
  return { bytes: source.subarray(start, end), map: Uint32Array.of(0, start) };
}

/** Offset in the source of an offset in decoded bytes; `ending` takes the end of what stands before it. */
export function sourceOffset(map: ArrayLike<number>, offset: number, ending: boolean): number {
  const at = findMark(map, offset, ending);
  const written = map[at + 1]!;
  const step = offset - map[at]!;
  if (written < ESCAPED) return written + step;
  return written - ESCAPED + (step ? 3 + step - 1 : 0);
}

/** Index of the last pair whose first number is <= offset (< offset where `ending`). */
export function findMark(map: ArrayLike<number>, offset: number, ending: boolean): number {
  let low = 0;
  let high = map.length / 2 - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    const value = map[middle * 2]!;
    if (ending ? value < offset : value <= offset) low = middle;
    else high = middle - 1;
  }
  return low * 2;
}

/** Quoted-printable (RFC 2045 §6.7): white space at line ends goes, a broken escape stays as written. */
export function decodeQuotedPrintable(source: Uint8Array, start: number, end: number): DecodedBytes {
  const out = Buffer.allocUnsafe(end - start);
  const map: number[] = [];
  let length = 0;
  let at = start;
  /** True while source and decoded bytes run in step since the last pair of the map. */
  let aligned = false;
  while (at < end) {
    const byte = source[at]!;
    const value = byte === 0x3d && at + 2 < end ? hexPair(source, at + 1) : -1;
    if (value >= 0) {
      map.push(length, at + ESCAPED);
      out[length++] = value;
      at += 3;
      aligned = false;
      continue;
    }
    const skipped = byte === 0x3d ? softBreakEnd(source, at + 1, end) : trailingBlankEnd(source, at, end);
    if (skipped > 0) {
      at = skipped;
      aligned = false;
      continue;
    }
    if (!aligned) map.push(length, at);
    aligned = true;
    out[length++] = byte;
    at++;
  }
  if (!map.length) map.push(0, start);
  return { bytes: out.subarray(0, length), map: Uint32Array.from(map) };
}

/** Index of the line end where only white space stands from `at` to it, else -1. */
function trailingBlankEnd(source: Uint8Array, at: number, end: number): number {
  if (source[at] !== 0x20 && source[at] !== 0x09) return -1;
  const next = blankEnd(source, at, end);
  return next < end && (source[next] === 10 || (source[next] === 13 && source[next + 1] === 10)) ? next : -1;
}

/** Index after a soft line break whose `=` stands before `at`, else -1. */
function softBreakEnd(source: Uint8Array, at: number, end: number): number {
  const next = blankEnd(source, at, end);
  if (next >= end) return next;
  if (source[next] === 10) return next + 1;
  return source[next] === 13 ? (source[next + 1] === 10 ? next + 2 : next + 1) : -1;
}

function blankEnd(source: Uint8Array, at: number, end: number): number {
  let next = at;
  while (next < end && (source[next] === 0x20 || source[next] === 0x09)) next++;
  return next;
}

/** Lines between `begin` and `end`, each with its length first; damaged lines give what they can. */
function decodeUuencode(source: Uint8Array, start: number, end: number): Uint8Array {
  const out: number[] = [];
  let inside = false;
  for (const line of latin1(source, start, end).split('\n')) {
    if (!inside) {
      inside = /^begin \d+ /.test(line);
      continue;
    }
    if (/^end\s*$/.test(line)) break;
    const count = (line.charCodeAt(0) - 32) & 63;
    const before = out.length;
    for (let at = 1; at + 1 < line.length && out.length - before < count; at += 4) {
      const [a, b, c, d] = [0, 1, 2, 3].map((index) => ((line.charCodeAt(at + index) || 32) - 32) & 63) as [
        number,
        number,
        number,
        number,
      ];
      out.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d);
    }
    out.length = Math.min(out.length, before + count);
  }
  return Uint8Array.from(out);
}
