import { closeSync, openSync, readFileSync, readSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import type { Origin, Source } from '../source/source.js';

/** Longest excerpt, in bytes. */
const LIMIT = 2000;
/** Packed files beyond this size are not unpacked again for an excerpt. */
const PACKED_LIMIT = 64_000_000;

/** Reads the bytes at origins again, so that a claim can show them; null where a source cannot be read twice. */
export function readExcerpts(
  origins: readonly Origin[],
  sources: readonly Source[],
): (origin: Origin) => string | null {
  const byName = new Map(sources.map((source) => [source.name, source]));
  const texts = new Map(origins.map((origin) => [placeKey(origin), readExcerpt(origin, byName.get(origin.source))]));
  return (origin) => texts.get(placeKey(origin)) ?? null;
}

function readExcerpt({ source: name, offset, length }: Origin, source: Source | undefined): string | null {
  if (!source || name === '-') return null;
  const count = Math.min(length, LIMIT);
  try {
    if (source.compression === 'gzip') {
      if (source.size > PACKED_LIMIT) return null;
      return gunzipSync(readFileSync(name)).toString('utf8', offset, offset + count);
    }
    const file = openSync(name, 'r');
    try {
      const buffer = Buffer.alloc(count);
      return buffer.toString('utf8', 0, readSync(file, buffer, 0, count, offset));
    } finally {
      closeSync(file);
    }
  } catch {
    return null;
  }
}

function placeKey({ source, offset, length }: Origin): string {
  return `${offset} ${length} ${source}`;
}
