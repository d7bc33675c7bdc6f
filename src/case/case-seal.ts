import { closeSync, fstatSync, openSync, readSync, writeSync } from 'node:fs';
import { crc32 } from 'node:zlib';
import type { Database } from '../source/database/sqlite-file.js';
import { CASE_VERSION } from './case-schema.js';
import { createReview } from './review.js';

/*
 * A case carries a checksum of its own pages, the seal: SQLite has none, and reads a damaged byte as it stands there. Sealed are all pages
 * that stay as they were built. What reviewers add later goes to the pages of the tables named here, and to new ones behind the last:
 *
 *     page 1 ......... N | N+1 ...
 *     sealed, but for    | grown since: reviews alone
 *     the tables here    |
 *
 * The seal is found by its words, from the end on, and read without SQLite.
 */

/** Tables and indexes whose pages change after a case was built. */
const CHANGING = ['review', 'sqlite_autoindex_review_1', 'sqlite_sequence', 'seal'];
const WORDS = 'seal of this case: CRC-32 of its pages ';
/** The words, the checksum in eight hexadecimal digits, the number of pages in ten, and the roots of the tables that change. */
const SEAL = new RegExp(`^${WORDS}([0-9a-f]{8}) ([0-9]{10}) ((?:[0-9]+ )+)\\.`);
const LONGEST_SEAL = 200;
/** Bytes read at once; a multiple of any size that a page can have. */
const CHUNK = 1 << 22;
/** Bytes of page 1 that writing to any table changes (SQLite file format §1.3): change counter, size, list of free pages, writer. */
const CHANGING_HEADER: readonly (readonly [number, number])[] = [
  [24, 40],
  [92, 100],
];

/** Makes a place for the seal, and leaves no free page that later writing could take. The last thing that is written to a case. */
export function placeSeal(database: Database): void {
  createReview(database);
  database.exec('CREATE TABLE seal (words TEXT, filling BLOB)');
  const number = (sql: string): number => Number(Object.values(database.prepare(sql).get() ?? {})[0]);
  const size = number('PRAGMA page_size');
  for (let free = number('PRAGMA freelist_count'); free > 0; free = number('PRAGMA freelist_count'))
    database.exec(`INSERT INTO seal(filling) VALUES (zeroblob(${Math.max(free * (size - 4), size)}))`);
  const roots = CHANGING.map((name) => number(`SELECT rootpage FROM sqlite_schema WHERE name = '${name}'`));
  const words = `${WORDS}${'0'.repeat(8)} ${'0'.repeat(10)} ${roots.join(' ')} .`;
  database.prepare('INSERT INTO seal(words) VALUES (?)').run(words);
}

/** Seals a case that has a place for it and is closed. */
export function sealCase(path: string): void {
  const file = openSync(path, 'r+');
  try {
    const pages = openPages(file);
    const place = pages && findPlaces(pages).next().value;
    if (!pages || !place) throw new Error(`${path}: no place for a seal`);
    const count = pages.count;
    const sum = checksum(pages, count, place.roots);
    writeSync(file, `${WORDS}${sum} ${String(count).padStart(10, '0')}`, place.byte, 'latin1');
  } finally {
    closeSync(file);
  }
}

/** What is wrong with the bytes of a case: null where its seal holds, and where it is of another version, which has its own words for that. */
export function brokenSeal(path: string): string | null {
  const file = openSync(path, 'r');
  try {
    const pages = openPages(file);
    if (pages === null) return DAMAGED;
    if (pages.version !== CASE_VERSION) return null;
    for (const { sum, count, roots } of findPlaces(pages))
      if (count > 0 && count <= pages.count && checksum(pages, count, roots) === sum) return null;
    return DAMAGED;
  } finally {
    closeSync(file);
  }
}

/**
 * The first byte in which a case differs from the same built again, what reviewers added left out: null where none does. Both have a
 * seal, that of the second one holds.
 */
export function sealedDifference(path: string, remade: string): number | null {
  const files = [openSync(path, 'r'), openSync(remade, 'r')] as const;
  try {
    const [one, other] = [openPages(files[0]), openPages(files[1])];
    const place = other && findPlaces(other).next().value;
    if (!one || !other || !place || one.size !== other.size) return 0;
    const left = new Set([...tablePages(one, place.roots), ...tablePages(other, place.roots)]);
    for (let page = 1; page <= other.count; page++) {
      if (left.has(page)) continue;
      const [a, b] = [one.read(page), other.read(page)];
      if (page === 1) for (const bytes of [a, b]) for (const [from, to] of CHANGING_HEADER) bytes.fill(0, from, to);
      if (!a.equals(b)) return (page - 1) * one.size + a.findIndex((byte, at) => byte !== b[at]);
    }
    return null;
  } finally {
    for (const file of files) closeSync(file);
  }
}

const DAMAGED =
  'damaged: its bytes are not those that were written. Build it anew, or take a copy; rethread verify tells what differs';

/** The pages of an SQLite file. */
interface Pages {
  readonly file: number;
  readonly size: number;
  readonly count: number;
  readonly version: number;
  read(page: number, offset?: number): Buffer;
}

function openPages(file: number): Pages | null {
  const head = Buffer.alloc(100);
  if (readSync(file, head, 0, 100, 0) < 100) return null;
  const written = head.readUInt16BE(16);
  const size = written === 1 ? 65_536 : written;
  if (size < 512 || (size & (size - 1)) !== 0) return null;
  const read = (page: number): Buffer => {
    const bytes = Buffer.alloc(size);
    readSync(file, bytes, 0, size, (page - 1) * size);
    return bytes;
  };
  return { file, size, count: Math.floor(fstatSync(file).size / size), version: head.readUInt32BE(60), read };
}

interface SealPlace {
  /** Of the first word, in the file. */
  readonly byte: number;
  readonly sum: string;
  readonly count: number;
  readonly roots: readonly number[];
}

/** Where words of a seal stand, the last first: a mail may hold the same words, a checksum that holds only the seal. */
function* findPlaces({ file, size, count }: Pages): Generator<SealPlace> {
  const words = Buffer.from(WORDS, 'latin1');
  const bytes = Buffer.alloc(CHUNK + LONGEST_SEAL);
  for (let start = Math.floor(((count - 1) * size) / CHUNK) * CHUNK; start >= 0; start -= CHUNK) {
    const length = readSync(file, bytes, 0, bytes.length, start);
    const chunk = bytes.subarray(0, length);
    for (let at = chunk.lastIndexOf(words); at >= 0; at = at === 0 ? -1 : chunk.lastIndexOf(words, at - 1)) {
      const found = SEAL.exec(chunk.toString('latin1', at, at + LONGEST_SEAL));
      if (found === null) continue;
      const [, sum, pages, roots] = found;
      yield { byte: start + at, sum: sum!, count: Number(pages), roots: roots!.trim().split(' ').map(Number) };
    }
  }
}

/** CRC-32 of the first pages, but for those of the tables that change. */
function checksum(pages: Pages, count: number, roots: readonly number[]): string {
  const { file, size } = pages;
  const left = [...tablePages(pages, roots)].filter((page) => page <= count).sort((a, b) => a - b);
  const bytes = Buffer.alloc(CHUNK);
  let sum = 0;
  let next = 0;
  for (let page = 1; page <= count; page += CHUNK / size) {
    const end = Math.min(page + CHUNK / size, count + 1);
    const length = readSync(file, bytes, 0, (end - page) * size, (page - 1) * size);
    if (page === 1) for (const [from, to] of CHANGING_HEADER) bytes.fill(0, from, to);
    let from = 0;
    for (; next < left.length && left[next]! < end; next++) {
      const at = (left[next]! - page) * size;
      sum = crc32(bytes.subarray(from, at), sum);
      from = at + size;
    }
    sum = crc32(bytes.subarray(Math.min(from, length), length), sum);
  }
  return sum.toString(16).padStart(8, '0');
}

const INTERIOR = new Set([2, 5]);

/** The pages of B-trees, from their roots (SQLite file format §1.6); what a long value runs over to is no page of the tree. */
function tablePages(pages: Pages, roots: readonly number[]): ReadonlySet<number> {
  const found = new Set<number>();
  const left = [...roots];
  while (left.length > 0) {
    const page = left.pop()!;
    if (page < 2 || page > pages.count || found.has(page)) continue;
    found.add(page);
    const bytes = pages.read(page);
    if (!INTERIOR.has(bytes[0]!)) continue;
    left.push(bytes.readUInt32BE(8));
    const cells = Math.min(bytes.readUInt16BE(3), (pages.size - 12) >> 1);
    for (let cell = 0; cell < cells; cell++) {
      const at = bytes.readUInt16BE(12 + 2 * cell);
      if (at + 4 <= pages.size) left.push(bytes.readUInt32BE(at));
    }
  }
  return found;
}
