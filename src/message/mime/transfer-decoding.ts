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
  /** What was odd; absent where nothing was. */
  readonly fault?: TransferFault;
}

/** What can be wrong with a transfer encoding: its name is not known, or (some of) the bytes are not written in it. */
export interface TransferFault {
  readonly code: 'transfer-encoding-unknown' | 'transfer-encoding-wrong' | 'base64-foreign-bytes';
  readonly message: string;
}

/** Marks a source offset in a map as that of an escape (`=E4`). */
const ESCAPED = 0x80000000;

const UUENCODE: ReadonlySet<string> = new Set(['x-uuencode', 'uuencode', 'x-uue']);

/** True for an encoding that is undone: of any other the bytes are as they stand. */
export const isEncoded = (encoding: string): boolean =>
  encoding === 'base64' || encoding === 'quoted-printable' || UUENCODE.has(encoding);

/** Undoes a Content-Transfer-Encoding (RFC 2045 §6) of `source[start, end)`; an unknown one is taken as identity. */
export function decodeTransfer(source: Uint8Array, start: number, end: number, encoding: string): DecodedBytes {
  if (encoding === 'base64') return decodeBase64(source, start, end);
  if (encoding === 'quoted-printable') return decodeQuotedPrintable(source, start, end);
  if (UUENCODE.has(encoding)) return { bytes: decodeUuencode(source, start, end), map: null };
  const plain = { bytes: source.subarray(start, end), map: Uint32Array.of(0, start) };
  if (IDENTITY.has(encoding)) return plain;
  const message = `The transfer encoding "${encoding.slice(0, 60)}" is not known; the part was read as it stands.`;
  return { ...plain, fault: { code: 'transfer-encoding-unknown', message } };
}

const IDENTITY: ReadonlySet<string> = new Set([
  '',
  '7bit',
  '8bit',
  'binary',
  '7-bit',
  '8-bit',
  'none',
  'us-ascii',
  'utf-8',
]);

const BASE64 = /^[A-Za-z0-9+/\s]*={0,2}\s*$/;
const BASE64_LINE = /^[A-Za-z0-9+/]*(={0,3})$/;
const SPACED = /\S[ \t]+\S/;

/**
 * Base64 (RFC 2045 §6.8). Several runs, each with its padding, are read one behind the other; lines that are none (a footer that a list put
 * below) are left out and counted. A part that is no base64 at all is read as it stands.
 */
function decodeBase64(source: Uint8Array, start: number, end: number): DecodedBytes {
  const text = latin1(source, start, end);
  if (BASE64.test(text) && !SPACED.test(text)) return { bytes: Buffer.from(text, 'base64'), map: null };
  const pieces: Buffer[] = [];
  let run: string[] = [];
  let foreign = 0;
  let taken = 0;
  const flush = () => {
    if (run.length > 0) pieces.push(Buffer.from(run.join(''), 'base64'));
    run = [];
  };
  for (const written of text.split(/[\r\n]+/)) {
    const line = written.trim();
    const padding = BASE64_LINE.exec(line)?.[1];
    if (padding === undefined) {
      foreign += line.length;
      continue;
    }
    run.push(line);
    taken += line.length;
    if (padding !== '') flush();
  }
  flush();
  if (foreign > taken) {
    const message = 'A part that is labelled as base64 is none; it was read as it stands.';
    const bytes = source.subarray(start, end);
    return { bytes, map: Uint32Array.of(0, start), fault: { code: 'transfer-encoding-wrong', message } };
  }
  if (foreign === 0) return { bytes: Buffer.concat(pieces), map: null };
  const message = `${foreign} characters in a base64 part are no base64 and were left out.`;
  return { bytes: Buffer.concat(pieces), map: null, fault: { code: 'base64-foreign-bytes', message } };
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
    for (const byte of uudecodeLine(line)) out.push(byte);
  }
  return Uint8Array.from(out);
}

/** What one line of uuencode holds: `#0V%T` → `Cat`. Spaces that were lost at its end are made up for. */
export function uudecodeLine(line: string): Uint8Array {
  const count = line === '' ? 0 : (line.charCodeAt(0) - 32) & 63;
  const out: number[] = [];
  for (let at = 1; out.length < count; at += 4) {
    const [a, b, c, d] = [0, 1, 2, 3].map((index) => ((line.charCodeAt(at + index) || 32) - 32) & 63) as [
      number,
      number,
      number,
      number,
    ];
    out.push((a << 2) | (b >> 4), ((b & 15) << 4) | (c >> 2), ((c & 3) << 6) | d);
  }
  return Uint8Array.from(out.slice(0, count));
}
