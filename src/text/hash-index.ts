// Serves `link`: which texts hold one hash, told for many hashes at once. `inverted-index.ts` serves `text-index.ts`: for each hash its owners in
// order. Whether one of them could serve both has not been measured.
import type { HashSet } from './shingles.js';

/** Which texts hold a hash. */
export interface HashIndex {
  /** The texts found by the last `look`, in order. */
  readonly found: Int32Array;
  /** How many texts hold the hash; they are then in `found`. More than `most` is told as `most + 1`, and `found` is of no use. */
  look(hash: number, most: number): number;
  /**
   * Finds the slots of many hashes at once, every `step`-th of a set, for `lookAt`: `count` tells how many. Memory is slow to
   * answer, and answers several questions asked together in the time of one.
   */
  open(hashes: HashSet, step: number): number;
  /** What `look` gives for the hash at a place of those that `open` took. */
  lookAt(place: number, most: number): number;
}

/** Most texts that `look` can find. */
export const MOST_FOUND = 200;

/** Which hashes are indexed: the others are told as held by no text. */
export interface WantedHashes {
  has(hash: number): boolean;
}

const ALL: WantedHashes = { has: () => true };

/**
 * Indexes the texts by their hashes, or by those that somebody may ask for. Time and memory grow with the number of hashes. A hash that more than `MOST_FOUND` texts
 * hold keeps just so many entries as tell that.
 *
 *     bounds    slot -> places of its first entry and behind its last
 *     entries   hash, text, hash, text, ...    of one slot after the other, texts in order
 *
 * Hashes go to their part of the entries first, to their slot within that part then: what lies all over a long table costs a
 * wait for memory each, a part stays near the processor.
 */
export function indexHashes(sets: readonly HashSet[], wanted: WantedHashes = ALL): HashIndex {
  const starts = startParts(sets, wanted);
  const total = starts[PARTS]!;
  const entries = new Int32Array(total * 2);
  fillParts(sets, wanted, starts, entries);
  // Some entries a slot: those lie side by side, a longer table of bounds would be slower to read.
  const bits = Math.max(PART_BITS, Math.min(22, Math.ceil(Math.log2(total + 1)) - 2));
  const bounds = new Int32Array(2 << bits);
  let scratch = new Int32Array(0);
  for (let part = 0; part < PARTS; part++) {
    const from = starts[part]!;
    const to = starts[part + 1]!;
    if (scratch.length < (to - from) * 2) scratch = new Int32Array((to - from) * 2);
    scratch.set(entries.subarray(from * 2, to * 2));
    const slots = bounds.subarray(part << (bits - PART_BITS + 1), (part + 1) << (bits - PART_BITS + 1));
    sortPart(scratch, to - from, from, slots, bits, entries);
  }
  for (let slot = 0; slot < bounds.length; slot += 2) {
    const from = bounds[slot]!;
    const to = bounds[slot + 1]!;
    if (to - from > MOST_FOUND) bounds[slot + 1] = dropEverywhere(entries, from, to);
  }
  return new SlotIndex(bounds, entries, 32 - bits);
}

const PART_BITS = 8;
const PARTS = 1 << PART_BITS;

/** Where the entries of each part begin; one more number tells how many there are. */
function startParts(sets: readonly HashSet[], wanted: WantedHashes): Int32Array {
  const starts = new Int32Array(PARTS + 1);
  for (const set of sets)
    for (let at = 0; at < set.length; at++)
      if (wanted.has(set[at]!)) starts[(Math.imul(set[at]!, GOLDEN) >>> (32 - PART_BITS)) + 1]!++;
  for (let part = 0; part < PARTS; part++) starts[part + 1]! += starts[part]!;
  return starts;
}

function fillParts(sets: readonly HashSet[], wanted: WantedHashes, starts: Int32Array, entries: Int32Array): void {
  const next = starts.slice(0, PARTS);
  for (let owner = 0; owner < sets.length; owner++) {
    const set = sets[owner]!;
    for (let at = 0; at < set.length; at++) {
      const hash = set[at]!;
      if (!wanted.has(hash)) continue;
      const part = Math.imul(hash, GOLDEN) >>> (32 - PART_BITS);
      const place = next[part]! * 2;
      next[part]!++;
      entries[place] = hash;
      entries[place + 1] = owner;
    }
  }
}

/** Puts the entries of a part, which begins at `first`, in the order of their slots and notes the bounds of those. */
function sortPart(
  part: Int32Array,
  count: number,
  first: number,
  bounds: Int32Array,
  bits: number,
  entries: Int32Array,
): void {
  const shift = 32 - bits;
  const mask = bounds.length / 2 - 1;
  for (let at = 0; at < count * 2; at += 2) bounds[((Math.imul(part[at]!, GOLDEN) >>> shift) & mask) * 2]!++;
  let start = first;
  for (let slot = 0; slot < bounds.length; slot += 2) {
    const held = bounds[slot]!;
    bounds[slot] = bounds[slot + 1] = start;
    start += held;
  }
  for (let at = 0; at < count * 2; at += 2) {
    const slot = ((Math.imul(part[at]!, GOLDEN) >>> shift) & mask) * 2;
    const place = bounds[slot + 1]! * 2;
    bounds[slot + 1]!++;
    entries[place] = part[at]!;
    entries[place + 1] = part[at + 1]!;
  }
}

/** Lookups that `open` takes at once. */
const MOST_OPEN = 1024;
/** A slot longer than this was made to be so: reading it would cost more than it tells. */
const LONGEST_SLOT = 4 * MOST_FOUND;

class SlotIndex implements HashIndex {
  readonly found = new Int32Array(MOST_FOUND + 1);
  private readonly bounds: Int32Array;
  private readonly entries: Int32Array;
  private readonly shift: number;
  private readonly opened = new Int32Array(MOST_OPEN);
  private readonly from = new Int32Array(MOST_OPEN);
  private readonly to = new Int32Array(MOST_OPEN);

  constructor(bounds: Int32Array, entries: Int32Array, shift: number) {
    this.bounds = bounds;
    this.entries = entries;
    this.shift = shift;
  }

  look(hash: number, most: number): number {
    const slot = (Math.imul(hash, GOLDEN) >>> this.shift) * 2;
    return this.read(hash, this.bounds[slot]!, this.bounds[slot + 1]!, most);
  }

  open(hashes: HashSet, step: number): number {
    const { bounds, opened, from, to, shift } = this;
    let count = 0;
    for (let index = 0; index < hashes.length && count < MOST_OPEN; index += step) {
      const hash = hashes[index]!;
      const slot = (Math.imul(hash, GOLDEN) >>> shift) * 2;
      opened[count] = hash;
      from[count] = bounds[slot]!;
      to[count++] = bounds[slot + 1]!;
    }
    return count;
  }

  lookAt(place: number, most: number): number {
    return this.read(this.opened[place]!, this.from[place]!, this.to[place]!, most);
  }

  private read(hash: number, start: number, end: number, most: number): number {
    const { entries, found } = this;
    if (end - start > LONGEST_SLOT) return most + 1;
    let count = 0;
    for (let at = start * 2; at < end * 2; at += 2) {
      if (entries[at] !== hash) continue;
      if (count === most) return most + 1;
      found[count++] = entries[at + 1]!;
    }
    return count;
  }
}

/** An index of a part of the texts that knows which hashes many texts of the whole hold: those are told as too many. */
export class PartHashIndex implements HashIndex {
  private readonly part: HashIndex;
  private readonly countOf: (hash: number) => number | undefined;
  private opened: HashSet = new Int32Array(0);
  private step = 1;

  /** @param countOf how many texts of the whole hold a hash; undefined where no more than the part tells. */
  constructor(part: HashIndex, countOf: (hash: number) => number | undefined) {
    this.part = part;
    this.countOf = countOf;
  }

  get found(): Int32Array {
    return this.part.found;
  }

  look(hash: number, most: number): number {
    return (this.countOf(hash) ?? 0) > most ? most + 1 : this.part.look(hash, most);
  }

  open(hashes: HashSet, step: number): number {
    this.opened = hashes;
    this.step = step;
    return this.part.open(hashes, step);
  }

  lookAt(place: number, most: number): number {
    const hash = this.opened[place * this.step]!;
    return (this.countOf(hash) ?? 0) > most ? most + 1 : this.part.lookAt(place, most);
  }
}

/** Keeps of each hash of a slot at most one entry more than `look` can find; returns the new end. */
function dropEverywhere(entries: Int32Array, start: number, end: number): number {
  const seen = new Map<number, number>();
  let kept = start;
  for (let at = start; at < end; at++) {
    const hash = entries[at * 2]!;
    const count = (seen.get(hash) ?? 0) + 1;
    if (count > MOST_FOUND + 1) continue;
    seen.set(hash, count);
    entries[kept * 2] = hash;
    entries[kept * 2 + 1] = entries[at * 2 + 1]!;
    kept++;
  }
  return kept;
}

const GOLDEN = 0x9e3779b1 | 0;
