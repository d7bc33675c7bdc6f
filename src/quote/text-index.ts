import { makeTextShingles } from './text-shingles.js';

/** A text that holds part of a quotation. */
export interface TextMatch {
  readonly key: number;
  /** Share of the quotation that stands in the text, in [0, 1]; rare runs of words count more. */
  readonly share: number;
  /** Runs of words that both hold. */
  readonly hits: number;
  /** Those of them that at most three different texts hold. */
  readonly distinctive: number;
}

/** Finds which texts a quotation repeats. */
export interface TextIndex {
  /** Number of different texts. */
  readonly size: number;
  /** The texts that hold part of the quotation, best first; [] where only common phrases are shared. */
  find(quotation: string, limit?: number): readonly TextMatch[];
  /** Looks a quotation up once for several questions. */
  open(quotation: string): OpenQuotation;
}

/** A quotation whose runs of words have been looked up. */
export interface OpenQuotation {
  /** Different runs of words in it. */
  readonly runs: number;
  /** Those of them that at most three different texts hold, or none. */
  readonly rare: number;
  /** As `TextIndex.find`. */
  find(limit?: number): readonly TextMatch[];
  /** What the text of that key holds of it; null for an unknown key. Cheaper than `find`. */
  match(key: number): TextMatch | null;
}

/** Runs that more different texts hold than this name no candidates. */
const COMMON = 200;
/** Runs that no more different texts hold are distinctive. */
const RARE = 3;
/** Candidate texts that are compared in full. */
const MOST_CANDIDATES = 24;
/** Occurrences that are looked at to find candidates, rarest runs first. */
const MOST_VISITS = 4000;
/** Runs that are indexed at most; of more texts only every second, fourth, ... run is kept. */
const MOST_SHINGLES = 12_000_000;

/**
 * Indexes what people wrote, to find the source of what others quote.
 *
 * Runs of four words (`makeTextShingles`) name the candidates, rarest first; a candidate's share is then counted in
 * full. Texts with the same runs share one entry, so a thousand copies of a circular cost as much as one. Time and
 * memory grow with the amount of text.
 */
export function indexTexts(texts: Iterable<{ readonly key: number; readonly text: string }>): TextIndex {
  const sets = gatherSets(texts);
  const table = countHolders(sets);
  const owners = fillOwners(sets, table);
  const weigh = (holders: number) => Math.log(1 + sets.count / holders) / Math.log(1 + sets.count);
  const places = new Map<number, number>();
  sets.keys.forEach((keys, owner) => {
    for (const key of keys) places.set(key, owner);
  });
  const open = (quotation: string): OpenQuotation => {
    const shingles = makeTextShingles(quotation);
    const known = lookUp(shingles, sets, table);
    let kept = 0;
    for (const shingle of shingles) if (isKept(shingle, sets.mask)) kept++;
    let total = (kept - known.length) * weigh(1);
    let rare = kept - known.length;
    for (const { holders } of known) {
      total += weigh(holders);
      if (holders <= RARE) rare++;
    }
    return {
      runs: kept,
      rare,
      find(limit = 12) {
        if (!known.length) return [];
        const candidates = nameCandidates(known, owners, weigh);
        const matches = candidates.map((owner) => compare(owner, known, sets, weigh, total));
        matches.sort((one, other) => other.share - one.share || other.hits - one.hits || one.owner - other.owner);
        return expand(matches, sets, limit);
      },
      match(key) {
        const owner = places.get(key);
        if (owner === undefined) return null;
        const { share, hits, distinctive } = compare(owner, known, sets, weigh, total);
        return { key, share, hits, distinctive };
      },
    };
  };
  return { size: sets.count, find: (quotation, limit) => open(quotation).find(limit), open };
}

/** Distinct sets of runs behind one another, and the keys of the texts that have them. */
interface Sets {
  readonly hashes: Int32Array;
  /** Set n is `hashes[starts[n]]` to `hashes[starts[n + 1]]`. */
  readonly starts: Float64Array;
  readonly keys: readonly (readonly number[])[];
  readonly count: number;
  /** A run is kept if its bits under the mask are 0. */
  readonly mask: number;
}

/** Open-addressing table from run to its number of holders and the place of its owners. */
interface Table {
  readonly hashes: Int32Array;
  readonly holders: Int32Array;
  readonly starts: Int32Array;
  readonly shift: number;
}

interface KnownShingle {
  readonly hash: number;
  readonly holders: number;
  /** First of its owners; -1 where they are too many to name. */
  readonly start: number;
}

function gatherSets(texts: Iterable<{ readonly key: number; readonly text: string }>): Sets {
  let hashes = new Int32Array(1 << 16);
  let size = 0;
  let mask = 0;
  const starts = [0];
  const keys: number[][] = [];
  const seen = new Map<string, number>();
  for (const { key, text } of texts) {
    const set = makeTextShingles(text);
    const name = nameSet(set);
    const same = seen.get(name);
    if (same !== undefined) {
      keys[same]!.push(key);
      continue;
    }
    seen.set(name, keys.length);
    keys.push([key]);
    if (size + set.length > hashes.length) {
      const longer = new Int32Array(Math.max(hashes.length * 2, size + set.length));
      longer.set(hashes.subarray(0, size));
      hashes = longer;
    }
    for (const hash of set) if (isKept(hash, mask)) hashes[size++] = hash;
    starts.push(size);
    while (size > MOST_SHINGLES) {
      mask = mask * 2 + 1;
      size = thinOut(hashes, starts, mask);
    }
  }
  for (const same of keys) same.sort((one, other) => one - other);
  return { hashes, starts: Float64Array.from(starts), keys, count: keys.length, mask };
}

/** Keeps every second run, the same ones in every text. */
function thinOut(hashes: Int32Array, starts: number[], mask: number): number {
  let size = 0;
  let from = 0;
  for (let set = 1; set < starts.length; set++) {
    const to = starts[set]!;
    for (let at = from; at < to; at++) if (isKept(hashes[at]!, mask)) hashes[size++] = hashes[at]!;
    from = to;
    starts[set] = size;
  }
  return size;
}

function isKept(hash: number, mask: number): boolean {
  return ((hash >>> 7) & mask) === 0;
}

/** Two hashes of a set and its size: equal sets have equal names. */
function nameSet(set: Int32Array): string {
  let one = 0x811c9dc5 | 0;
  let other = 0x1b873593;
  for (const hash of set) {
    one = Math.imul(one ^ hash, 0x01000193);
    other = Math.imul(other ^ (hash >>> 3), 0x85ebca6b) ^ (other >>> 15);
  }
  return `${set.length}.${one}.${other}`;
}

function countHolders(sets: Sets): Table {
  const total = sets.starts[sets.count]!;
  const bits = Math.max(4, Math.ceil(Math.log2(total * 1.15 + 2)));
  const table = {
    hashes: new Int32Array(1 << bits),
    holders: new Int32Array(1 << bits),
    starts: new Int32Array(1 << bits),
    shift: 32 - bits,
  };
  for (let at = 0; at < total; at++) {
    const slot = slotOf(table, sets.hashes[at]!);
    table.hashes[slot] = sets.hashes[at]!;
    table.holders[slot]!++;
  }
  return table;
}

/** The slot where the run stands, or the free one where it would. */
function slotOf(table: Table, hash: number): number {
  const last = table.hashes.length - 1;
  let slot = Math.imul(hash, 0x9e3779b1) >>> table.shift;
  while (table.holders[slot] !== 0 && table.hashes[slot] !== hash) slot = (slot + 1) & last;
  return slot;
}

function fillOwners(sets: Sets, table: Table): Int32Array {
  let size = 0;
  for (let slot = 0; slot < table.holders.length; slot++) {
    if (table.holders[slot]! <= COMMON) size += table.holders[slot]!;
    // Filled from its end downwards, so that it is the start when all are in.
    table.starts[slot] = table.holders[slot]! > COMMON ? -1 : size;
  }
  const owners = new Int32Array(size);
  for (let owner = sets.count - 1; owner >= 0; owner--) {
    for (let at = sets.starts[owner]!; at < sets.starts[owner + 1]!; at++) {
      const slot = slotOf(table, sets.hashes[at]!);
      if (table.starts[slot] !== -1) owners[--table.starts[slot]!] = owner;
    }
  }
  return owners;
}

/** The runs of a quotation that some text holds. */
function lookUp(shingles: Int32Array, sets: Sets, table: Table): readonly KnownShingle[] {
  const known: KnownShingle[] = [];
  for (const hash of shingles) {
    if (!isKept(hash, sets.mask)) continue;
    const slot = slotOf(table, hash);
    const holders = table.holders[slot]!;
    if (holders > 0) known.push({ hash, holders, start: table.starts[slot]! });
  }
  return known;
}

/** The texts that hold the rarest runs of the quotation, heaviest first. */
function nameCandidates(
  known: readonly KnownShingle[],
  owners: Int32Array,
  weigh: (holders: number) => number,
): readonly number[] {
  const rare = known.filter(({ start }) => start >= 0);
  rare.sort((one, other) => one.holders - other.holders || one.hash - other.hash);
  const weights = new Map<number, number>();
  let visits = 0;
  for (const { holders, start } of rare) {
    if (visits > MOST_VISITS) break;
    visits += holders;
    const weight = weigh(holders);
    for (let at = start; at < start + holders; at++) {
      weights.set(owners[at]!, (weights.get(owners[at]!) ?? 0) + weight);
    }
  }
  const ranked = [...weights].sort((one, other) => other[1] - one[1] || one[0] - other[0]);
  return ranked.slice(0, MOST_CANDIDATES).map(([owner]) => owner);
}

interface OwnerMatch {
  readonly owner: number;
  readonly share: number;
  readonly hits: number;
  readonly distinctive: number;
}

/** Counts what a candidate holds of the quotation; both are in ascending order. */
function compare(
  owner: number,
  known: readonly KnownShingle[],
  sets: Sets,
  weigh: (holders: number) => number,
  total: number,
): OwnerMatch {
  const end = sets.starts[owner + 1]!;
  let at = sets.starts[owner]!;
  let shared = 0;
  let hits = 0;
  let distinctive = 0;
  for (const { hash, holders } of known) {
    at = seek(sets.hashes, at, end, hash);
    if (at === end) break;
    if (sets.hashes[at] !== hash) continue;
    shared += weigh(holders);
    hits++;
    if (holders <= RARE) distinctive++;
  }
  return { owner, share: total > 0 ? Math.min(1, shared / total) : 0, hits, distinctive };
}

/** First place from `from` on that is not below the hash: doubling steps, then halving ones. */
function seek(hashes: Int32Array, from: number, end: number, hash: number): number {
  let step = 1;
  let low = from;
  let high = from;
  while (high < end && hashes[high]! < hash) {
    low = high + 1;
    high += step;
    step *= 2;
  }
  high = Math.min(high, end);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (hashes[middle]! < hash) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** One match a key: texts with equal runs share an entry. */
function expand(matches: readonly OwnerMatch[], sets: Sets, limit: number): readonly TextMatch[] {
  const found: TextMatch[] = [];
  for (const { owner, share, hits, distinctive } of matches) {
    if (hits === 0) continue;
    for (const key of sets.keys[owner]!) {
      if (found.length === limit) return found;
      found.push({ key, share, hits, distinctive });
    }
  }
  return found;
}
