import { inflateRawSync } from 'node:zlib';
import type { RandomBytes } from '../container/random-bytes.js';
import type { ZipEntry, ZipListing } from '../container/zip-entries.js';

/** Longest part of a document that is read, 128 MB. */
const LONGEST_PART = 128 << 20;

/** A part that cannot be read, and why. */
export class UnreadPart extends Error {}

/** Reads parts of an office document by their names; null where it has none of that name. Throws `UnreadPart`. */
export function partReader(bytes: RandomBytes, { entries }: ZipListing): (name: string) => Buffer | null {
  const byName = new Map<string, ZipEntry>();
  for (const entry of entries) if (!byName.has(entry.name)) byName.set(entry.name, entry);
  return (name) => {
    const entry = byName.get(name);
    if (entry === undefined) return null;
    if (entry.encrypted) throw new UnreadPart('it is encrypted');
    if (entry.start < 0 || (entry.method !== 0 && entry.method !== 8)) throw new UnreadPart('it is damaged');
    if (entry.packed > LONGEST_PART) throw new UnreadPart('it is longer than 128 MB');
    const packed = bytes.read(entry.start, entry.packed);
    if (entry.method === 0) return packed;
    try {
      return inflateRawSync(packed, { maxOutputLength: LONGEST_PART });
    } catch (error) {
      const isTooLong = (error as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE';
      throw new UnreadPart(isTooLong ? 'it is longer than 128 MB' : 'it is damaged');
    }
  };
}
