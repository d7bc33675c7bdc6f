import { mostUnpacked } from './container/archive-limits.js';
import { isArchiveName } from './container/archived-files.js';
import { compressionOf } from './container/compression.js';
import { libarchiveKind } from './container/libarchive-entries.js';
import { type RandomBytes, randomFile } from './container/random-bytes.js';
import { isZip, listDirectory, salvageZip } from './container/zip-entries.js';

/** Times its packed size that mail takes where nothing tells more: gzip packs lists and mailboxes 3.5 to 4 to one, the others some 5. */
const USUAL_RATIO = 5;
/** What the trailer of gzip counts up to. */
const FULL = 2 ** 32;
/** Bytes that tell what a file is. */
const HEAD = 8;

/**
 * Bytes that a file takes unpacked, as far as its directory or its trailer tells them, else by the usual ratio; its own size where it is not
 * packed. Nothing is unpacked for it, so archives in archives count by the ratio, and a lie counts up to what would be read of a bomb.
 */
export async function unpackedSize(path: string, size: number): Promise<number> {
  const bytes = randomFile(path, size);
  try {
    const told = await toldSize(bytes);
    return told === null ? size : Math.max(size, Math.min(told, mostUnpacked(size)));
  } finally {
    bytes.close();
  }
}

async function toldSize(bytes: RandomBytes): Promise<number | null> {
  const head = bytes.read(0, HEAD);
  if (isZip(head)) return zipSize(bytes);
  const usual = bytes.size * USUAL_RATIO;
  const compression = compressionOf(head);
  if (compression === 'gzip' && usual < FULL) return gzipSize(bytes) ?? usual;
  return compression !== null || libarchiveKind(head) !== null || isParquet(head) ? usual : null;
}

async function zipSize(bytes: RandomBytes): Promise<number> {
  const entries = listDirectory(bytes) ?? (await salvageZip(bytes, 0));
  let sum = 0;
  for (const { name, packed, unpacked } of entries)
    sum += isArchiveName(name) || unpacked === 0 ? Math.max(unpacked, packed * USUAL_RATIO) : unpacked;
  return sum;
}

/** What the trailer tells (RFC 1952 §2.3.1: of the last of several members); null where that cannot be all. */
function gzipSize(bytes: RandomBytes): number | null {
  const trailer = bytes.read(bytes.size - 4, 4);
  const told = trailer.length === 4 ? trailer.readUInt32LE(0) : 0;
  return told > bytes.size ? told : null;
}

const isParquet = (head: Buffer): boolean => head.toString('latin1', 0, 4) === 'PAR1';
