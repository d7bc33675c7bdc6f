import { type ByteRange, type StoredBytes, storedBuffer } from './mapi-object.js';

/** A storage (folder) or stream (file) of a compound file. */
export interface CompoundEntry {
  readonly name: string;
  readonly isStream: boolean;
  /** What is in a storage, by name in lower case. */
  readonly children: ReadonlyMap<string, CompoundEntry>;
  /** What is in a stream; empty for a storage. */
  readonly content: StoredBytes;
}

const SIGNATURE = 'd0cf11e0a1b11ae1';
const END_OF_CHAIN = 0xfffffffe;
const NO_ENTRY = 0xffffffff;
const ENTRY_LENGTH = 128;
const MINI_SECTOR = 64;
const MOST_ENTRIES = 200_000;

/** True for the signature of a compound file: .msg, and also .doc and .xls of old. */
export const isCompoundFile = (bytes: Buffer): boolean => bytes.toString('hex', 0, 8) === SIGNATURE;

/**
 * Reads the directory of a compound file (MS-CFB) that lies in memory, and gives its root; null where there is none. Chains of sectors
 * that turn in circles or leave the file end there; a stream is as long as the sectors that are there. `base` is the offset in the source of
 * the first byte.
 */
export function readCompoundFile(bytes: Buffer, base: number): CompoundEntry | null {
  if (bytes.length < 512 || !isCompoundFile(bytes)) return null;
  const shift = bytes.readUInt16LE(30);
  if (shift !== 9 && shift !== 12) return null;
  const sectors = new Sectors(bytes, 1 << shift);
  const directory = sectors.join(sectors.chain(bytes.readUInt32LE(48)), Number.POSITIVE_INFINITY, 1 << shift, 0);
  const entries = Buffer.concat([...directory.pieces()]);
  const count = Math.min(Math.floor(entries.length / ENTRY_LENGTH), MOST_ENTRIES);
  if (count === 0) return null;
  const cutoff = bytes.readUInt32LE(56);
  const mini = sectors.miniStream(entries.readUInt32LE(116), bytes.readUInt32LE(60));
  const read = (index: number): { entry: CompoundEntry; children: Map<string, CompoundEntry> } => {
    const at = index * ENTRY_LENGTH;
    const isStream = entries[at + 66] === 2;
    const name = entries.toString('utf16le', at, at + Math.max(0, Math.min(64, entries.readUInt16LE(at + 64)) - 2));
    const start = entries.readUInt32LE(at + 116);
    const size = entries.readUInt32LE(at + 120);
    const content = !isStream
      ? storedBuffer(new Uint8Array(0), [])
      : size < cutoff
        ? mini(start, size, base)
        : sectors.join(sectors.chain(start), size, sectors.length, base);
    const children = new Map<string, CompoundEntry>();
    return { entry: { name, isStream, children, content }, children };
  };
  const seen = new Uint8Array(count);
  const root = read(0);
  seen[0] = 1;
  // Storages to be filled, each with the first entry of its tree of siblings.
  const open: { index: number; into: Map<string, CompoundEntry> }[] = [
    { index: entries.readUInt32LE(76), into: root.children },
  ];
  while (open.length) {
    const { index, into } = open.pop()!;
    if (index === NO_ENTRY || index >= count || seen[index]) continue;
    seen[index] = 1;
    const at = index * ENTRY_LENGTH;
    const type = entries[at + 66];
    open.push({ index: entries.readUInt32LE(at + 68), into }, { index: entries.readUInt32LE(at + 72), into });
    if (type !== 1 && type !== 2) continue;
    const { entry, children } = read(index);
    into.set(entry.name.toLowerCase(), entry);
    if (type === 1) open.push({ index: entries.readUInt32LE(at + 76), into: children });
  }
  return root.entry;
}

/** The sectors of a file and the table that chains them. */
class Sectors {
  readonly #bytes: Buffer;
  readonly #table: readonly number[];
  readonly #count: number;
  readonly length: number;

  constructor(bytes: Buffer, length: number) {
    this.#bytes = bytes;
    this.length = length;
    this.#count = Math.max(0, Math.ceil(bytes.length / length) - 1);
    const table: number[] = [];
    for (let at = 76; at < 512; at += 4) table.push(bytes.readUInt32LE(at));
    let next = bytes.readUInt32LE(68);
    for (let read = 0; next < this.#count && read < this.#count; read++) {
      const start = this.#offset(next);
      const end = Math.min(start + length, bytes.length - 3) - 4;
      for (let at = start; at < end; at += 4) table.push(bytes.readUInt32LE(at));
      if (start + length > bytes.length) break;
      next = bytes.readUInt32LE(start + length - 4);
    }
    this.#table = table;
  }

  #offset(sector: number): number {
    return (sector + 1) * this.length;
  }

  /** The sectors of a chain, in order, up to its end, a circle or a sector that is not there. */
  chain(start: number): readonly number[] {
    return followChain(start, this.#count, (sector) => this.#next(sector));
  }

  #next(sector: number): number {
    const perSector = this.length >> 2;
    const at = this.#table[Math.floor(sector / perSector)];
    if (at === undefined || at >= this.#count) return END_OF_CHAIN;
    const offset = this.#offset(at) + (sector % perSector) * 4;
    return offset + 4 > this.#bytes.length ? END_OF_CHAIN : this.#bytes.readUInt32LE(offset);
  }

  /** A stream of these sectors, cut to its size. */
  join(chain: readonly number[], size: number, length: number, base: number): StoredBytes {
    return joinRanges(
      this.#bytes,
      chain.map((sector) => ({ offset: this.#offset(sector), length })),
      size,
      base,
    );
  }

  /** Reader of the streams that are kept in a stream of short sectors. */
  miniStream(start: number, tableStart: number): (start: number, size: number, base: number) => StoredBytes {
    const holders = this.chain(start);
    const tables = this.chain(tableStart);
    const perTable = this.length >> 2;
    const perHolder = this.length / MINI_SECTOR;
    const count = holders.length * perHolder;
    const next = (sector: number): number => {
      const table = tables[Math.floor(sector / perTable)];
      if (table === undefined) return END_OF_CHAIN;
      const offset = this.#offset(table) + (sector % perTable) * 4;
      return offset + 4 > this.#bytes.length ? END_OF_CHAIN : this.#bytes.readUInt32LE(offset);
    };
    return (first, size, base) => {
      const needed = Math.ceil(size / MINI_SECTOR);
      const chain = followChain(first, Math.min(count, needed), next, count);
      const ranges = chain.map((sector) => ({
        offset: this.#offset(holders[Math.floor(sector / perHolder)]!) + (sector % perHolder) * MINI_SECTOR,
        length: MINI_SECTOR,
      }));
      return joinRanges(this.#bytes, ranges, size, base);
    };
  }
}

/** Sectors from `start` on, at most `most`, each below `count`. */
function followChain(start: number, most: number, next: (sector: number) => number, count = most): readonly number[] {
  const chain: number[] = [];
  for (let sector = start; sector < count && chain.length < most; sector = next(sector)) chain.push(sector);
  return chain;
}

/** The bytes of these ranges one after the other, neighbours joined, cut to `size`. */
function joinRanges(bytes: Buffer, ranges: readonly ByteRange[], size: number, base: number): StoredBytes {
  const joined: { offset: number; length: number }[] = [];
  let left = size;
  for (const range of ranges) {
    const length = Math.min(range.length, left, bytes.length - range.offset);
    if (length <= 0) break;
    left -= length;
    const last = joined.at(-1);
    if (last && last.offset + last.length === range.offset) last.length += length;
    else joined.push({ offset: range.offset, length });
  }
  return {
    length: joined.reduce((sum, range) => sum + range.length, 0),
    places: joined.map(({ offset, length }) => ({ offset: base + offset, length })),
    pieces: () => joined.map(({ offset, length }) => bytes.subarray(offset, offset + length)),
  };
}
