/** Sets of hashes behind one another: set n is `hashes[starts[n]]` to `hashes[starts[n + 1]]`, each hash in it once. */
export interface HashSets {
  readonly hashes: Int32Array;
  readonly starts: Float64Array;
  readonly count: number;
}

/** Which sets hold a hash. */
export interface InvertedIndex {
  /** Number of the hash, -1 where no set holds it. */
  find(hash: number): number;
  /** The sets that hold hash number n, in order: `owners[starts[n]]` to `owners[starts[n + 1]]`. */
  readonly starts: Int32Array;
  readonly owners: Int32Array;
}

const GOLDEN = 0x9e3779b1 | 0;
const PART_BITS = 8;
const PARTS = 1 << PART_BITS;
/** A slot that holds more was made to, or holds what everybody writes. */
const SHORT = 32;

/**
 * Indexes sets by their hashes; time and memory grow with the number of hashes, however they lie.
 *
 *     slots     slot -> number of its first hash
 *     hashes    those of one slot after the other, each once
 *     starts    number -> place of its first owner
 *     owners    sets in order
 *
 * Hashes go to one of 256 parts first and to their slot within it then: a part stays near the processor, a long table does not.
 */
export function invertSets(sets: HashSets): InvertedIndex {
  const total = sets.starts[sets.count] ?? 0;
  const parts = startParts(sets.hashes, total);
  const hashes = new Int32Array(total);
  const owners = new Int32Array(total);
  fillParts(sets, parts, hashes, owners);
  const bits = Math.max(PART_BITS, Math.min(22, Math.ceil(Math.log2(total + 1)) - 1));
  const slots = new Int32Array((1 << bits) + 1);
  const starts = new Int32Array(total + 1);
  const sorter = new PartSorter(bits);
  const slotsOfPart = 1 << (bits - PART_BITS);
  let kept = 0;
  for (let part = 0; part < PARTS; part++) {
    const from = parts[part]!;
    sorter.sort(hashes, owners, from, parts[part + 1]!);
    for (let slot = 0, at = from; slot < slotsOfPart; slot++) {
      slots[part * slotsOfPart + slot] = kept;
      const first = kept;
      for (const end = from + sorter.ends[slot]!; at < end; at++) {
        const hash = hashes[at]!;
        if (kept > first && hashes[kept - 1] === hash) continue;
        hashes[kept] = hash;
        starts[kept++] = at;
      }
    }
  }
  slots[1 << bits] = kept;
  starts[kept] = total;
  return { starts, owners, find: (hash) => findIn(hashes, slots, Math.imul(hash, GOLDEN) >>> (32 - bits), hash) };
}

function findIn(hashes: Int32Array, slots: Int32Array, slot: number, hash: number): number {
  let low = slots[slot]!;
  let high = slots[slot + 1]!;
  const end = high;
  while (high - low > 8) {
    const middle = (low + high) >>> 1;
    if (hashes[middle]! <= hash) low = middle;
    else high = middle;
  }
  for (; low < end && hashes[low]! <= hash; low++) if (hashes[low] === hash) return low;
  return -1;
}

/** Where the hashes of each part begin; one more number tells how many there are. */
function startParts(hashes: Int32Array, total: number): Int32Array {
  const starts = new Int32Array(PARTS + 1);
  for (let at = 0; at < total; at++) starts[(Math.imul(hashes[at]!, GOLDEN) >>> (32 - PART_BITS)) + 1]!++;
  for (let part = 0; part < PARTS; part++) starts[part + 1]! += starts[part]!;
  return starts;
}

function fillParts(sets: HashSets, parts: Int32Array, hashes: Int32Array, owners: Int32Array): void {
  const next = parts.slice(0, PARTS);
  for (let owner = 0; owner < sets.count; owner++) {
    const end = sets.starts[owner + 1]!;
    for (let at = sets.starts[owner]!; at < end; at++) {
      const hash = sets.hashes[at]!;
      const part = Math.imul(hash, GOLDEN) >>> (32 - PART_BITS);
      const place = next[part]!;
      next[part] = place + 1;
      hashes[place] = hash;
      owners[place] = owner;
    }
  }
}

/** Sorts the hashes of a part by slot, within a slot by hash; owners of one hash keep their order. */
class PartSorter {
  /** Where the slots of the last part end, counted from its beginning. */
  readonly ends: Int32Array;
  private readonly shift: number;
  private hashes = new Int32Array(0);
  private owners = new Int32Array(0);

  constructor(bits: number) {
    this.shift = 32 - bits;
    this.ends = new Int32Array(1 << (bits - PART_BITS));
  }

  sort(hashes: Int32Array, owners: Int32Array, from: number, to: number): void {
    const { ends, shift } = this;
    const mask = ends.length - 1;
    if (this.hashes.length < to - from) {
      this.hashes = new Int32Array(to - from);
      this.owners = new Int32Array(to - from);
    }
    this.hashes.set(hashes.subarray(from, to));
    this.owners.set(owners.subarray(from, to));
    ends.fill(0);
    for (let at = from; at < to; at++) ends[(Math.imul(hashes[at]!, GOLDEN) >>> shift) & mask]!++;
    let start = 0;
    for (let slot = 0; slot < ends.length; slot++) {
      const held = ends[slot]!;
      ends[slot] = start;
      start += held;
    }
    for (let at = 0; at < to - from; at++) {
      const hash = this.hashes[at]!;
      const slot = (Math.imul(hash, GOLDEN) >>> shift) & mask;
      const place = from + ends[slot]!;
      ends[slot]!++;
      hashes[place] = hash;
      owners[place] = this.owners[at]!;
    }
    for (let slot = 0; slot < ends.length; slot++) {
      const first = from + (slot === 0 ? 0 : ends[slot - 1]!);
      const last = from + ends[slot]!;
      if (last - first > SHORT) this.sortLong(hashes, owners, first, last);
      else sortShort(hashes, owners, first, last);
    }
  }

  /** Counts each hash, then deals them out: what everybody writes fills such slots. */
  private sortLong(hashes: Int32Array, owners: Int32Array, from: number, to: number): void {
    const counts = new Map<number, number>();
    for (let at = from; at < to; at++) counts.set(hashes[at]!, (counts.get(hashes[at]!) ?? 0) + 1);
    let start = from;
    for (const hash of [...counts.keys()].sort((a, b) => a - b)) {
      const held = counts.get(hash)!;
      counts.set(hash, start);
      start += held;
    }
    for (let at = from; at < to; at++) {
      this.hashes[at - from] = hashes[at]!;
      this.owners[at - from] = owners[at]!;
    }
    for (let at = 0; at < to - from; at++) {
      const hash = this.hashes[at]!;
      const place = counts.get(hash)!;
      counts.set(hash, place + 1);
      hashes[place] = hash;
      owners[place] = this.owners[at]!;
    }
  }
}

function sortShort(hashes: Int32Array, owners: Int32Array, from: number, to: number): void {
  for (let at = from + 1; at < to; at++) {
    const hash = hashes[at]!;
    const owner = owners[at]!;
    let place = at;
    for (; place > from && hashes[place - 1]! > hash; place--) {
      hashes[place] = hashes[place - 1]!;
      owners[place] = owners[place - 1]!;
    }
    hashes[place] = hash;
    owners[place] = owner;
  }
}
