import type { HashSet } from './shingles.js';

/** Which texts hold a hash. Hashes that more than `most` texts hold tell nothing and are forgotten. */
export interface HashIndex {
  /** How many texts hold the hash. */
  count(hash: number): number;
  /** Calls `visit` with each text that holds the hash, in order; none where too many do. */
  visit(hash: number, visit: (owner: number) => void): void;
}

/** Indexes the texts by their hashes in two passes: count, then fill. Time and memory grow with the number of hashes. */
export function indexHashes(sets: readonly HashSet[], most = 200): HashIndex {
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
  const count = (hash: number): number => {
    const slot = Math.imul(hash, GOLDEN) >>> shift;
    let found = 0;
    const end = Math.min(starts[slot + 1]!, starts[slot]! + LONGEST_SLOT);
    for (let at = starts[slot]!; at < end; at++) if (hashes[at] === hash) found++;
    return found;
  };
  return {
    count,
    visit(hash, visit) {
      const slot = Math.imul(hash, GOLDEN) >>> shift;
      const end = starts[slot + 1]!;
      if (end - starts[slot]! > LONGEST_SLOT || count(hash) > most) return;
      for (let at = starts[slot]!; at < end; at++) if (hashes[at] === hash) visit(owners[at]!);
    },
  };
}

const GOLDEN = 0x9e3779b1 | 0;
/** A slot longer than this holds a hash that is everywhere: reading it would cost more than it tells. */
const LONGEST_SLOT = 1000;
