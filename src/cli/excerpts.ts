import { closeSync, openSync, readSync } from 'node:fs';
import { openLargeFile } from '../source/byte-source.js';
import { countedPieces, holdPieces } from '../source/container/archive-pieces.js';
import { openUnpacked } from '../source/container/compression.js';
import { randomBuffer } from '../source/container/random-bytes.js';
import { readArchived } from '../source/container/read-archived.js';
import type { UnpackEnd } from '../source/container/unpack-end.js';
import { openable } from '../source/file-path.js';
import { textOf } from '../source/format/json/json-scan.js';
import { encodingOf, unitsOf } from '../source/format/json/json-units.js';
import { INSIDE } from '../source/inside.js';
import { decodeBlock, PERMUTE } from '../source/outlook/pst/crypt.js';
import { readStoreHeader } from '../source/outlook/pst/store-header.js';
import type { Origin, Source } from '../source/source.js';

/** Longest excerpt, in bytes. */
const LIMIT = 2000;
/** Packed files beyond this size are not unpacked again for an excerpt, nor those that hold more than the second one. */
const PACKED_LIMIT = 64_000_000;
const UNPACKED_LIMIT = 512_000_000;

/** Reads the bytes at origins again, so that a claim can show them; null where a source cannot be read twice. */
export async function readExcerpts(
  origins: readonly Origin[],
  sources: readonly Source[],
): Promise<(origin: Origin) => string | null> {
  const byName = new Map(sources.map((source) => [source.name, source]));
  const unpack = lastUnpacked();
  const inOrder = [...origins].sort((one, other) =>
    one.source < other.source ? -1 : one.source > other.source ? 1 : 0,
  );
  const texts = new Map<string, string | null>();
  for (const origin of inOrder) {
    const inside = origin.source.includes(INSIDE) && byName.has(origin.source);
    const text = inside ? await readInside(origin) : await readExcerpt(origin, byName.get(origin.source), unpack);
    texts.set(placeKey(origin), text);
  }
  return (origin) => texts.get(placeKey(origin)) ?? null;
}

/** An excerpt of a file in an archive, which is read again from its beginning. */
async function readInside({ source, offset, length }: Origin): Promise<string | null> {
  try {
    const bytes = await readArchived(source, offset, Math.min(length, LIMIT));
    return bytes === null ? null : textOfBytes(bytes);
  } catch {
    return null;
  }
}

/** Unpacks a file once for all excerpts of it in a row; null where it cannot be, or is a bomb: small here, huge unpacked. */
function lastUnpacked(): (name: string) => Promise<Buffer | null> {
  let last: { readonly name: string; readonly bytes: Buffer | null } | null = null;
  return async (name) => {
    if (last?.name !== name) last = { name, bytes: await unpackFile(name) };
    return last.bytes;
  };
}

async function unpackFile(name: string): Promise<Buffer | null> {
  try {
    const end: UnpackEnd = { problems: [] };
    const { bytes: plain } = await openUnpacked(await openLargeFile(name, false), end);
    const bytes = await holdPieces(
      countedPieces(plain, () => {}),
      UNPACKED_LIMIT,
    );
    return end.problems.some(({ code }) => code === 'archive-bomb') ? null : bytes;
  } catch {
    return null;
  }
}

async function readExcerpt(
  { source: name, offset, length }: Origin,
  source: Source | undefined,
  unpack: (name: string) => Promise<Buffer | null>,
): Promise<string | null> {
  // A row of a database has no bytes of its own.
  if (!source || name === '-' || source.format === 'parquet' || source.format === 'sqlite') return null;
  const count = Math.min(length, LIMIT);
  try {
    if (source.compression !== null) {
      if (source.size > PACKED_LIMIT) return null;
      const unpacked = await unpack(name);
      return unpacked && textOfBytes(unpacked.subarray(offset, offset + count));
    }
    const file = openSync(openable(name), 'r');
    try {
      const buffer = Buffer.alloc(count);
      const bytes = buffer.subarray(0, readSync(file, buffer, 0, count, offset));
      return source.format === 'pst' ? storeText(bytes, file) : textOfBytes(bytes);
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}

function textOfBytes(bytes: Buffer): string {
  const units = unitsOf(bytes, 0, encodingOf(bytes));
  return textOf(units, 0, units.length);
}

/** Bytes of a store as text, where it hides them by a table alone; null where they are packed, or hidden by their block. */
function storeText(bytes: Buffer, file: number): string | null {
  const head = Buffer.alloc(564);
  readSync(file, head, 0, head.length, 0);
  const { crypt, form } = readStoreHeader(randomBuffer(head));
  if (form === '4k' || crypt > PERMUTE) return null;
  return textOfBytes(decodeBlock(bytes, crypt, 0));
}

function placeKey({ source, offset, length }: Origin): string {
  return `${offset} ${length} ${source}`;
}
