import { crc32 } from 'node:zlib';
import { MOST_ENTRIES } from './archive-limits.js';
import type { RandomBytes } from './random-bytes.js';

/** What the headers of a RAR archive say of it. */
export interface RarCount {
  /** Files and folders. */
  readonly entries: number;
  /** False where a header is damaged, or the mark of the end is missing. */
  readonly whole: boolean;
  /** Files without a checksum of what is in them, as version 5 allows: damage there cannot be seen. */
  readonly unchecked: number;
}

const FIVE = 'Rar!\x1a\x07\x01\x00';
const FOUR = 'Rar!\x1a\x07\x00';
/** Headers are short. */
const LONGEST_HEADER = 2 << 20;

/**
 * Goes from header to header of a RAR archive, version 4 or 5, by the sizes and checksums that they give: what unpacks it takes a damaged
 * header for the end and says nothing. null where the headers are encrypted.
 */
export function countRar(bytes: RandomBytes): RarCount | null {
  const head = bytes.read(0, 8).toString('latin1');
  if (head === FIVE) return countFive(bytes);
  return head.startsWith(FOUR) ? countFour(bytes) : { entries: 0, whole: false, unchecked: 0 };
}

/** `CRC-32, size, type, flags, [size of extra], [size of data] …`, numbers of seven bits a byte. */
function countFive(bytes: RandomBytes): RarCount | null {
  let entries = 0;
  let unchecked = 0;
  for (let at = FIVE.length; at < bytes.size && entries < MOST_ENTRIES; ) {
    const start = numbersOf(bytes.read(at + 4, 10), 1);
    const size = start.values[0];
    if (size === undefined || size > LONGEST_HEADER) break;
    const header = bytes.read(at + 4, start.length + size);
    if (header.length < start.length + size || crc32(header) !== bytes.read(at, 4).readUInt32LE()) break;
    const [type = 0, flags = 0, first = 0, second = 0] = numbersOf(header.subarray(start.length), 4).values;
    if (type === 4) return null;
    if (type === 5) return { entries, whole: true, unchecked };
    if (type === 2) entries++;
    if (type === 2 && !isChecked(header.subarray(start.length))) unchecked++;
    const data = flags & 2 ? (flags & 1 ? second : first) : 0;
    at += 4 + header.length + data;
  }
  return { entries, whole: false, unchecked };
}

/** True for the header of a file with a checksum, CRC-32 in it or BLAKE2 in its extra records; and for a folder. */
function isChecked(header: Buffer): boolean {
  const [, flags = 0] = numbersOf(header, 2).values;
  const place = 2 + (flags & 1 ? 1 : 0) + (flags & 2 ? 1 : 0);
  const { values } = numbersOf(header, place + 1);
  const fileFlags = values[place] ?? 0;
  if (fileFlags & (IS_FOLDER | HAS_CRC)) return true;
  const extra = flags & 1 ? header.subarray(Math.max(0, header.length - values[2]!)) : Buffer.alloc(0);
  for (let at = 0; at < extra.length; ) {
    const size = numbersOf(extra.subarray(at), 1);
    const record = numbersOf(extra.subarray(at), 2).values;
    if (record[1] === FILE_HASH) return true;
    if (size.values[0] === undefined) break;
    at += size.length + Math.max(1, size.values[0]);
  }
  return false;
}

const IS_FOLDER = 1;
const HAS_CRC = 4;
const FILE_HASH = 2;

function numbersOf(bytes: Buffer, count: number): { readonly values: readonly number[]; readonly length: number } {
  const values: number[] = [];
  let value = 0;
  let weight = 1;
  for (let at = 0; at < bytes.length; at++) {
    value += (bytes[at]! & 0x7f) * weight;
    weight *= 128;
    if (bytes[at]! & 0x80) continue;
    values.push(value);
    if (values.length === count) return { values, length: at + 1 };
    value = 0;
    weight = 1;
  }
  return { values, length: bytes.length };
}

/** `CRC (lower half), type, flags, size, [size of data] …` */
function countFour(bytes: RandomBytes): RarCount | null {
  let entries = 0;
  for (let at = FOUR.length; at + 7 <= bytes.size && entries < MOST_ENTRIES; ) {
    const fixed = bytes.read(at, 7);
    const [type, flags, size] = [fixed[2]!, fixed.readUInt16LE(3), fixed.readUInt16LE(5)];
    const header = bytes.read(at, size);
    if (size < 7 || header.length < size || (crc32(header.subarray(2)) & 0xffff) !== fixed.readUInt16LE(0)) break;
    if (type === 0x73 && flags & 0x80) return null;
    if (type === 0x7b) return { entries, whole: true, unchecked: 0 };
    const isFile = type === 0x74;
    if (isFile) entries++;
    const low = (isFile || flags & 0x8000) && size >= 11 ? header.readUInt32LE(7) : 0;
    const high = isFile && flags & 0x100 && size >= 36 ? header.readUInt32LE(32) : 0;
    at += size + low + high * 0x1_0000_0000;
  }
  return { entries, whole: false, unchecked: 0 };
}
