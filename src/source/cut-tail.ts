import { openLargeFile } from './byte-source.js';
import { cutSource, type SourceCutting } from './cut-source.js';
import { separatesMessages } from './format/from-line.js';
import type { SharedFile } from './read-sources.js';

/** Messages longer than this near the middle of a file are left to one reader. */
const SEARCHED = 4 << 20;

/** Offset of the first message of an mbox that begins at `from` or behind it; null where none is near. */
export async function findSeam(path: string, from: number): Promise<number | null> {
  const bytes = await openLargeFile(path, false, from);
  try {
    const chunk = await bytes.read();
    if (chunk === null) return null;
    const found = chunk.buffer.subarray(chunk.start, chunk.start + SEARCHED);
    for (
      let feed = found.indexOf('\n\nFrom ', 0, 'latin1');
      feed >= 0;
      feed = found.indexOf('\n\nFrom ', feed + 1, 'latin1')
    ) {
      const at = feed + 2;
      if (separatesMessages(found, at, found.length, true, { dated: true }) === true) return from + at;
    }
    return null;
  } finally {
    await bytes.close();
  }
}

/** Cuts the rest of an mbox from the message on that begins at `seam`. */
export async function cutTail(file: SharedFile, seam: number): Promise<SourceCutting> {
  const bytes = await openLargeFile(file.path, true, seam);
  return cutSource(bytes, null, { ...file, source: file.name, map: {} }, file.size, () => {}, { from: seam });
}
