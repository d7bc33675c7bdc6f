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

/** The hashes of each text, in order of the texts: an array of them, or what reads each when asked. */
export interface HashSets {
  readonly length: number;
  at(text: number): HashSet;
}

const ALL: WantedHashes = { has: () => true };

/**
 * Indexes the texts by their hashes, or by those that somebody may ask for. Time and memory grow with the number of hashes. A hash that more than `MOST_FOUND` texts
 * hold keeps just so many entries as tell that.
 *
 *     bounds    slot -> places of its first entry and behind its last
 *     entries   one number a hash of a text, of one slot after the other, texts in order
 *
 * The slot tells the upper bits of a mixed hash; an entry holds the others, and the text in the bits that are left: slots are as many as texts
 * at least.
 *
 * Hashes go to their part of the entries first, to their slot within that part then: what lies all over a long table costs a
 * wait for memory each, a part stays near the processor. Parts are filled some at a time, so that what is not in its slot yet takes little.
 */
export function indexHashes(sets: HashSets, wanted: WantedHashes = ALL): HashIndex {
  const starts = startParts(sets, wanted);
  const total = starts[PARTS]!;
  // Some entries a slot: those lie side by side, a longer table of bounds would be slower to read.
  const usual = Math.min(22, Math.ceil(Math.log2(total + 1)) - 2);
  const bits = Math.max(PART_BITS, usual, Math.ceil(Math.log2(sets.length)));
  const entries = new Int32Array(total);
  const bounds = new Int32Array(2 << bits);
  const step = partsTogether(total);
  const most = mostTogether(starts, step);
  const [mixed, owners] = [new Int32Array(most), new Int32Array(most)];
  for (let part = 0; part < PARTS; part += step) {
    const parts = { sets, wanted, starts, from: part, to: part + step };
    fillParts(parts, mixed, owners);
    const begin = starts[part]!;
    for (let one = part; one < part + step; one++) {
      const [from, to] = [starts[one]!, starts[one + 1]!];
      const slots = bounds.subarray(one << (bits - PART_BITS + 1), (one + 1) << (bits - PART_BITS + 1));
      const lie = {
        mixed: mixed.subarray(from - begin, to - begin),
        owners: owners.subarray(from - begin, to - begin),
      };
      sortPart(lie, from, slots, bits, entries);
    }
  }
  for (let slot = 0; slot < bounds.length; slot += 2) {
    const from = bounds[slot]!;
    const to = bounds[slot + 1]!;
    if (to - from > MOST_FOUND) bounds[slot + 1] = dropEverywhere(entries, from, to, bits);
  }
  return new SlotIndex(bounds, entries, bits);
}

const PART_BITS = 8;
const PARTS = 1 << PART_BITS;
/** Entries that are filled at once. */
const TOGETHER = 1 << 22;

/** How many parts are filled at once, a power of two: the sets are gone through once for each. */
function partsTogether(total: number): number {
  let step = PARTS;
  while (step > 1 && (total / PARTS) * step > TOGETHER) step /= 2;
  return step;
}

/** Where the entries of each part begin; one more number tells how many there are. */
function startParts(sets: HashSets, wanted: WantedHashes): Int32Array {
  const starts = new Int32Array(PARTS + 1);
  for (let owner = 0; owner < sets.length; owner++) {
    const set = sets.at(owner);
    for (let at = 0; at < set.length; at++)
      if (wanted.has(set[at]!)) starts[(Math.imul(set[at]!, GOLDEN) >>> (32 - PART_BITS)) + 1]!++;
  }
  for (let part = 0; part < PARTS; part++) starts[part + 1]! += starts[part]!;
  return starts;
}

/** Most entries of so many parts that are filled together. */
function mostTogether(starts: Int32Array, step: number): number {
  let most = 0;
  for (let part = 0; part < PARTS; part += step) most = Math.max(most, starts[part + step]! - starts[part]!);
  return most;
}

/** Some of the parts, from one to the one before another. */
interface Parts {
  readonly sets: HashSets;
  readonly wanted: WantedHashes;
  readonly starts: Int32Array;
  readonly from: number;
  readonly to: number;
}

/** Puts the mixed hashes of some parts, and the texts that hold them, behind one another. */
function fillParts({ sets, wanted, starts, from, to }: Parts, mixed: Int32Array, owners: Int32Array): void {
  const next = starts.slice(from, to).map((start) => start - starts[from]!);
  for (let owner = 0; owner < sets.length; owner++) {
    const set = sets.at(owner);
    for (let at = 0; at < set.length; at++) {
      const mix = Math.imul(set[at]!, GOLDEN);
      const part = mix >>> (32 - PART_BITS);
      if (part < from || part >= to || !wanted.has(set[at]!)) continue;
      const place = next[part - from]!;
      next[part - from] = place + 1;
      mixed[place] = mix;
      owners[place] = owner;
    }
  }
}

/** Puts the entries of a part, which begins at `first`, in the order of their slots and notes the bounds of those. */
function sortPart(
  { mixed, owners }: { readonly mixed: Int32Array; readonly owners: Int32Array },
  first: number,
  bounds: Int32Array,
  bits: number,
  entries: Int32Array,
): void {
  const shift = 32 - bits;
  const mask = bounds.length / 2 - 1;
  for (let at = 0; at < mixed.length; at++) bounds[((mixed[at]! >>> shift) & mask) * 2]!++;
  let start = first;
  for (let slot = 0; slot < bounds.length; slot += 2) {
    const held = bounds[slot]!;
    bounds[slot] = bounds[slot + 1] = start;
    start += held;
  }
  for (let at = 0; at < mixed.length; at++) {
    const slot = ((mixed[at]! >>> shift) & mask) * 2;
    const place = bounds[slot + 1]!;
    bounds[slot + 1] = place + 1;
    entries[place] = (mixed[at]! << bits) | owners[at]!;
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
  private readonly bits: number;
  /** Mixed hashes. */
  private readonly opened = new Int32Array(MOST_OPEN);
  private readonly from = new Int32Array(MOST_OPEN);
  private readonly to = new Int32Array(MOST_OPEN);

  constructor(bounds: Int32Array, entries: Int32Array, bits: number) {
    this.bounds = bounds;
    this.entries = entries;
    this.bits = bits;
  }

  look(hash: number, most: number): number {
    const mixed = Math.imul(hash, GOLDEN);
    const slot = (mixed >>> (32 - this.bits)) * 2;
    return this.read(mixed, this.bounds[slot]!, this.bounds[slot + 1]!, most);
  }

  open(hashes: HashSet, step: number): number {
    const { bounds, opened, from, to } = this;
    const shift = 32 - this.bits;
    let count = 0;
    for (let index = 0; index < hashes.length && count < MOST_OPEN; index += step) {
      const mixed = Math.imul(hashes[index]!, GOLDEN);
      const slot = (mixed >>> shift) * 2;
      opened[count] = mixed;
      from[count] = bounds[slot]!;
      to[count++] = bounds[slot + 1]!;
    }
    return count;
  }

  lookAt(place: number, most: number): number {
    return this.read(this.opened[place]!, this.from[place]!, this.to[place]!, most);
  }

  private read(mixed: number, start: number, end: number, most: number): number {
    const { entries, found, bits } = this;
    if (end - start > LONGEST_SLOT) return most + 1;
    const rest = mixed << bits;
    const mask = (1 << bits) - 1;
    let count = 0;
    for (let at = start; at < end; at++) {
      const entry = entries[at]!;
      if ((entry & ~mask) !== rest) continue;
      if (count === most) return most + 1;
      found[count++] = entry & mask;
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
function dropEverywhere(entries: Int32Array, start: number, end: number, bits: number): number {
  const seen = new Map<number, number>();
  let kept = start;
  for (let at = start; at < end; at++) {
    const rest = entries[at]! >>> bits;
    const count = (seen.get(rest) ?? 0) + 1;
    if (count > MOST_FOUND + 1) continue;
    seen.set(rest, count);
    entries[kept++] = entries[at]!;
  }
  return kept;
}

const GOLDEN = 0x9e3779b1 | 0;
