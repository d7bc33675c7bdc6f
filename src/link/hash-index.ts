import type { HashSet } from './shingles.js';

/** Which texts hold a hash. */
export interface HashIndex {
  /** The texts found by the last `look`, in order. */
  readonly found: Int32Array;
  /** How many texts hold the hash; they are then in `found`. More than `most` is told as `most + 1`, and `found` is of no use. */
  look(hash: number, most: number): number;
}

/** Most texts that `look` can find. */
export const MOST_FOUND = 200;

/** Indexes the texts by their hashes in two passes: count, then fill. Time and memory grow with the number of hashes. */
export function indexHashes(sets: readonly HashSet[]): HashIndex {
  let total = 0;
  for (const set of sets) total += set.length;
  const bits = Math.max(8, Math.min(24, Math.ceil(Math.log2(total + 1))));
  const shift = 32 - bits;
  const starts = new Int32Array((1 << bits) + 1);
  for (const set of sets) for (const hash of set) starts[(Math.imul(hash, GOLDEN) >>> shift) + 1]!++;
  for (let slot = 1; slot < starts.length; slot++) starts[slot]! += starts[slot - 1]!;
  const next = starts.slice(0, 1 << bits);
  const hashes = new Int32Array(total);
  const owners = new Int32Array(total);
  sets.forEach((set, owner) => {
    for (const hash of set) {
      const at = next[Math.imul(hash, GOLDEN) >>> shift]!++;
      hashes[at] = hash;
      owners[at] = owner;
    }
  });
  const found = new Int32Array(MOST_FOUND + 1);
  return {
    found,
    look(hash, most) {
      const slot = Math.imul(hash, GOLDEN) >>> shift;
      const end = starts[slot + 1]!;
      let count = 0;
      let at = starts[slot]!;
      if (end - at > LONGEST_SLOT) return most + 1;
      for (; at < end; at++) {
        if (hashes[at] !== hash) continue;
        if (count === most) return most + 1;
        found[count++] = owners[at]!;
      }
      return count;
    },
  };
}

const GOLDEN = 0x9e3779b1 | 0;
/** A slot longer than this holds a hash that is everywhere: reading it would cost more than it tells. */
const LONGEST_SLOT = 1000;
