import { shownName, withSlashes } from '../file-path.js';
import { isBomb, MOST_ENTRIES } from './archive-limits.js';
import { openInflation } from './inflation.js';
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
/** A number of 32 bits that says: see the one of 64. */
const FULL = 0xffffffff;

/** True for the first bytes of a zip. */
export const isZip = (bytes: Buffer): boolean =>
  bytes.length >= 4 && (bytes.readUInt32LE(0) === LOCAL || bytes.readUInt32LE(0) === END);

/** Lists a zip by its central directory (APPNOTE 4.3.12), 64-bit too; where that is damaged or missing, by the headers before the files. */
export async function listZip(bytes: RandomBytes): Promise<ZipListing> {
  const listed = listDirectory(bytes);
  return listed === null ? { entries: await salvageZip(bytes), whole: false } : { entries: listed, whole: true };
}

/** Zips up to this long, 256 MB, are read by the headers before the files where one of these tells more than the directory. */
const DOUBTED = 256 << 20;

/** What the directory of a zip tells; null where it is damaged or missing. */
export function listDirectory(bytes: RandomBytes): readonly ZipEntry[] | null {
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
    if ((told > packed || (start < 0 && kind === 'folder')) && bytes.size <= DOUBTED) return null;
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

const MARK = Buffer.from('PK\x03\x04', 'latin1');
/** Bytes that are looked through for the next header at a time, and packed bytes that are measured at a time. */
const WINDOW = 1 << 20;
const PIECE = 64 << 10;
/** Bytes that are unpacked only to learn where files end: a gigabyte, or so many times the archive. */
const MOST_MEASURED = 1 << 30;
const MEASURED_TIMES = 20;
/** The flag that says that lengths stand behind the file. */
const UNKNOWN = 8;
const UNMEASURED = { taken: 0, unpacked: 0, ended: false };

/**
 * The files of a zip without a directory, by the headers before them: of one that was cut off, or damaged at its end. Where a header does
 * not say how long its file is, as programs that write to a pipe leave it, the packed bytes are followed to their end. Nothing of the
 * archive is held: a piece is looked at at a time.
 *
 * @param most bytes that are unpacked only to learn where files end
 */
export async function salvageZip(
  source: RandomBytes,
  most = Math.max(MOST_MEASURED, source.size * MEASURED_TIMES),
): Promise<readonly ZipEntry[]> {
  const entries: ZipEntry[] = [];
  let left = most;
  for (let at = findMark(source, 0); at >= 0 && entries.length < MOST_ENTRIES; ) {
    const header = source.read(at, 30);
    if (header.length < 30) break;
    const flags = header.readUInt16LE(6);
    const method = header.readUInt16LE(8);
    const nameLength = header.readUInt16LE(26);
    const extraLength = header.readUInt16LE(28);
    const rest = source.read(at + 30, nameLength + extraLength);
    const name = nameOf(rest.subarray(0, nameLength));
    const start = at + 30 + nameLength + extraLength;
    const told = [header.readUInt32LE(22), header.readUInt32LE(18), 0] as const;
    let [unpacked, packed] = sizes64(rest.subarray(nameLength), told);
    const isUnknown = packed === 0 || packed >= FULL;
    if (isUnknown && method === 8) {
      const measured = left > 0 ? await measure(source, start, left) : UNMEASURED;
      left -= measured.unpacked + measured.taken;
      unpacked = measured.unpacked;
      packed = measured.ended ? measured.taken : upToNext(source, start);
    } else if (isUnknown && method === 0 && (flags & UNKNOWN) !== 0) packed = storedLength(source, start);
    packed = Math.max(0, Math.min(packed, source.size - start));
    const encrypted = (flags & 1) === 1;
    const checksum = header.readUInt32LE(14) || null;
    if (start <= source.size && name !== '')
      entries.push({ name, method, encrypted, kind: kindOf(name, 0), packed, unpacked, checksum, start });
    at = findMark(source, Math.max(at + 4, start + packed));
  }
  return entries;
}

/** Where the next header stands; most often at once. */
function findMark(source: RandomBytes, from: number, mark = MARK): number {
  let length = 256;
  for (let at = from; at + mark.length <= source.size; at += length - (mark.length - 1)) {
    if (at > from) length = WINDOW;
    const found = source.read(at, length).indexOf(mark);
    if (found >= 0) return at + found;
  }
  return -1;
}

const upToNext = (source: RandomBytes, start: number): number => {
  const next = findMark(source, start);
  return (next < 0 ? source.size : next) - start;
};

/** A stored file whose length stands behind it only (APPNOTE 4.3.9): up to what says that it is so long; else up to the next header. */
function storedLength(source: RandomBytes, start: number): number {
  const length = upToNext(source, start);
  for (const size of [16, 12]) {
    const behind = source.read(start + length - size, size);
    if (behind.length === size && behind.readUInt32LE(size - 8) === length - size) return length - size;
  }
  return length;
}

/** How long deflated bytes are, followed to their end; `ended` is false where they are damaged, cut, a bomb, or too many to follow. */
async function measure(
  source: RandomBytes,
  start: number,
  most: number,
): Promise<{ readonly taken: number; readonly unpacked: number; readonly ended: boolean }> {
  const inflation = openInflation();
  let taken = 0;
  let unpacked = 0;
  try {
    while (!isBomb(taken, unpacked) && taken + unpacked < most) {
      const piece = source.read(start + taken, PIECE);
      if (piece.length === 0) break;
      const given = await inflation.push(piece);
      taken += given.taken;
      for (const { length } of given.pieces) unpacked += length;
      if (given.state === 'ended') return { taken, unpacked, ended: true };
      if (given.state === 'damaged' || given.taken === 0) break;
    }
    return { taken, unpacked, ended: false };
  } finally {
    inflation.close();
  }
}
