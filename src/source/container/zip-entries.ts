import { inflateRawSync } from 'node:zlib';
import { shownName, withSlashes } from '../file-path.js';
import { MOST_ENTRIES } from './archive-limits.js';
import type { RandomBytes } from './random-bytes.js';

/** A file in a zip, as its directory tells it. */
export interface ZipEntry {
  /** As written; `/` between names. Never used as a path. */
  readonly name: string;
  /** 0 stored, 8 deflated; others are not read. */
  readonly method: number;
  readonly encrypted: boolean;
  readonly kind: 'file' | 'folder' | 'link' | 'other';
  readonly packed: number;
  readonly unpacked: number;
  /** CRC-32 of the file; null where the zip does not tell it. */
  readonly checksum: number | null;
  /** Offset in the zip of its packed bytes; -1 where it lies outside the zip. */
  readonly start: number;
}

/** The entries of a zip, and whether its directory was there: without one they are found by their own headers. */
export interface ZipListing {
  readonly entries: readonly ZipEntry[];
  readonly whole: boolean;
}

const LOCAL = 0x04034b50;
const CENTRAL = 0x02014b50;
const END = 0x06054b50;
const END64 = 0x06064b50;
const LOCATOR64 = 0x07064b50;
const FULL = 0xffffffff;

/** True for the first bytes of a zip. */
export const isZip = (bytes: Buffer): boolean =>
  bytes.length >= 4 && (bytes.readUInt32LE(0) === LOCAL || bytes.readUInt32LE(0) === END);

/** Lists a zip by its central directory (APPNOTE 4.3.12), 64-bit too; where that is damaged or missing, by the headers before the files. */
export function listZip(bytes: RandomBytes): ZipListing {
  const listed = listCentral(bytes);
  return listed === null ? { entries: listLocal(bytes), whole: false } : { entries: listed, whole: true };
}

function listCentral(bytes: RandomBytes): readonly ZipEntry[] | null {
  const tailLength = Math.min(bytes.size, 65_557);
  const tail = bytes.read(bytes.size - tailLength, tailLength);
  let at = tail.length - 22;
  while (at >= 0 && tail.readUInt32LE(at) !== END) at--;
  if (at < 0) return null;
  let count = tail.readUInt16LE(at + 10);
  let size = tail.readUInt32LE(at + 12);
  let offset = tail.readUInt32LE(at + 16);
  if (at >= 20 && tail.readUInt32LE(at - 20) === LOCATOR64) {
    const end = bytes.read(Number(tail.readBigUInt64LE(at - 12)), 56);
    if (end.length < 56 || end.readUInt32LE(0) !== END64) return null;
    count = Number(end.readBigUInt64LE(32));
    size = Number(end.readBigUInt64LE(40));
    offset = Number(end.readBigUInt64LE(48));
  }
  if (offset + size > bytes.size || size > 512 << 20) return null;
  const directory = bytes.read(offset, size);
  const entries: ZipEntry[] = [];
  let index = 0;
  while (index + 46 <= directory.length && entries.length < Math.min(count, MOST_ENTRIES)) {
    if (directory.readUInt32LE(index) !== CENTRAL) return null;
    const nameLength = directory.readUInt16LE(index + 28);
    const extraLength = directory.readUInt16LE(index + 30);
    const extra = directory.subarray(index + 46 + nameLength, index + 46 + nameLength + extraLength);
    const unpacked32 = directory.readUInt32LE(index + 24);
    const packed32 = directory.readUInt32LE(index + 20);
    const local32 = directory.readUInt32LE(index + 42);
    const [unpacked, packed, local] = sizes64(extra, [unpacked32, packed32, local32]);
    const flags = directory.readUInt16LE(index + 8);
    const name = nameOf(directory.subarray(index + 46, index + 46 + nameLength));
    const { start, told } = localOf(bytes, local, packed);
    const mode = directory.readUInt16LE(index + 4) >> 8 === 3 ? directory.readUInt16LE(index + 40) & 0xf000 : 0;
    const kind = kindOf(name, mode);
    // A damaged directory may call a file empty, or a folder, that is there: the headers before the files know better.
    if ((told > packed || (start < 0 && kind === 'folder')) && bytes.size <= SALVAGED) return null;
    entries.push({
      name,
      method: directory.readUInt16LE(index + 10),
      encrypted: (flags & 1) === 1,
      kind,
      packed,
      unpacked,
      checksum: directory.readUInt32LE(index + 16) || null,
      start,
    });
    index += 46 + nameLength + extraLength + directory.readUInt16LE(index + 32);
  }
  // A damaged count may be too small: an entry behind the last one says so.
  const more =
    entries.length < MOST_ENTRIES && index + 46 <= directory.length && directory.readUInt32LE(index) === CENTRAL;
  return entries.length === Math.min(count, MOST_ENTRIES) && !more ? entries : null;
}

/** The 64-bit sizes of the extra field 1, for those that are full in 32 bits. */
function sizes64(extra: Buffer, sizes: readonly [number, number, number]): readonly [number, number, number] {
  for (let at = 0; at + 4 <= extra.length; at += 4 + extra.readUInt16LE(at + 2)) {
    if (extra.readUInt16LE(at) !== 1) continue;
    let next = at + 4;
    const [unpacked, packed, local] = sizes.map((size) => {
      if (size !== FULL || next + 8 > extra.length) return size;
      next += 8;
      return Number(extra.readBigUInt64LE(next - 8));
    });
    return [unpacked!, packed!, local!];
  }
  return sizes;
}

/** UTF-8 whether the flag says so or not, as most programs write it; other bytes as they are. */
const nameOf = (bytes: Buffer): string => shownName(withSlashes(bytes));

function kindOf(name: string, mode: number): ZipEntry['kind'] {
  if (name.endsWith('/') || mode === 0x4000) return 'folder';
  if (mode === 0xa000) return 'link';
  return mode === 0 || mode === 0x8000 ? 'file' : 'other';
}

/** Where the bytes of a file begin, by the header before them, and how many that header tells; 0 where it tells none. */
function localOf(bytes: RandomBytes, local: number, packed: number): { readonly start: number; readonly told: number } {
  const header = bytes.read(local, 30);
  if (header.length < 30 || header.readUInt32LE(0) !== LOCAL) return { start: -1, told: 0 };
  const start = local + 30 + header.readUInt16LE(26) + header.readUInt16LE(28);
  const size = header.readUInt32LE(18);
  const told = (header.readUInt16LE(6) & 8) === 0 && size !== FULL ? size : 0;
  return { start: start + packed > bytes.size ? -1 : start, told };
}

/** Bytes of a zip without a directory that are looked through: 256 MB. */
const SALVAGED = 256 << 20;

/** Files by the headers before them: for a zip that was cut off. The last one may be cut itself. */
function listLocal(source: RandomBytes): readonly ZipEntry[] {
  const bytes = source.read(0, Math.min(source.size, SALVAGED));
  const mark = Buffer.from('PK\x03\x04', 'latin1');
  const entries: ZipEntry[] = [];
  let unpackedInAll = 0;
  for (let at = bytes.indexOf(mark); at >= 0 && at + 30 <= bytes.length && entries.length < MOST_ENTRIES; ) {
    const flags = bytes.readUInt16LE(at + 6);
    const method = bytes.readUInt16LE(at + 8);
    const nameEnd = at + 30 + bytes.readUInt16LE(at + 26);
    const start = nameEnd + bytes.readUInt16LE(at + 28);
    const name = nameOf(bytes.subarray(at + 30, nameEnd));
    let packed = bytes.readUInt32LE(at + 18);
    let unpacked = bytes.readUInt32LE(at + 22);
    if (method === 8 && (packed === 0 || packed === FULL) && unpackedInAll < SALVAGED) {
      ({ packed, unpacked } = measure(bytes.subarray(start)));
      unpackedInAll += unpacked;
    }
    packed = Math.max(0, Math.min(packed, bytes.length - start));
    const checksum = bytes.readUInt32LE(at + 14) || null;
    const encrypted = (flags & 1) === 1;
    if (start <= bytes.length && name !== '')
      entries.push({ name, method, encrypted, kind: kindOf(name, 0), packed, unpacked, checksum, start });
    at = bytes.indexOf(mark, Math.max(at + 4, start + packed));
  }
  return entries;
}

/** How long deflated bytes are whose header does not say so. */
function measure(bytes: Buffer): { readonly packed: number; readonly unpacked: number } {
  try {
    const { buffer, engine } = inflateRawSync(bytes, {
      info: true,
      maxOutputLength: SALVAGED,
      finishFlush: 2,
    }) as unknown as {
      readonly buffer: Buffer;
      readonly engine: { readonly bytesWritten: number };
    };
    return { packed: engine.bytesWritten, unpacked: buffer.length };
  } catch {
    return { packed: bytes.length, unpacked: 0 };
  }
}
