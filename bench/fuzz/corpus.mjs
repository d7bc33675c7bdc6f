/** Mail to mutate: the repository's invented cases, and the real mail beside the checkout where it is there. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';

const MOST = 200_000;
/** Longest stretch of one file that is mutated. */
const STRETCH = 40_000;

const filesIn = (folder) =>
  existsSync(folder)
    ? readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile())
        .map((entry) => path.join(entry.parentPath, entry.name))
        .sort()
    : [];

/** The files that seeds choose from. */
export function readCorpus(shared) {
  const invented = ['samples/case', 'tests/cases'].flatMap(filesIn);
  const real = shared
    ? ['cases', 'data/lists', 'data/exports', 'data/torture', 'data/enron'].flatMap((name) =>
        filesIn(path.join(shared, name)),
      )
    : [];
  return [...invented, ...real];
}

/** The beginning of a packed file; the file as it is where that is no gzip. */
function unpacked(bytes) {
  try {
    return gunzipSync(bytes).subarray(0, 8_000_000);
  } catch {
    return bytes;
  }
}

const kept = new Map();

/** A stretch of a file: of a long one, from a separator that chance chooses. */
export function stretchOf(file, random) {
  let bytes = kept.get(file);
  if (bytes === undefined) {
    const read = readFileSync(file);
    bytes = read;
    if (/\.mbox\.gz$/.test(file) && read.length > 5000) bytes = unpacked(read);
    kept.set(file, bytes);
    if (kept.size > 40) kept.delete(kept.keys().next().value);
  }
  if (bytes.length <= MOST && !/mbox/.test(file)) return bytes;
  const start = Math.max(0, bytes.indexOf('\nFrom ', random.below(bytes.length)) + 1);
  return bytes.subarray(start, start + STRETCH);
}
