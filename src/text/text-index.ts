// Long because building, asking and reading one index share its packed layout.

import { type HashSets, type InvertedIndex, invertSets } from './inverted-index.js';
import { makeTextShingles } from './shingles.js';

/** A text that holds part of a quotation. */
export interface TextMatch {
  readonly key: number;
  /** Share of the quotation that stands in the text, in [0, 1]; rare runs of words count more. */
  readonly share: number;
  /** Runs of words that both hold. */
  readonly hits: number;
  /** Those of them that at most three different texts hold. */
  readonly distinctive: number;
  /** Share of the text's own runs that stand in the quotation, in [0, 1]. */
  readonly covered: number;
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
  const index: Index = {
    sets,
    holders: invertSets(sets),
    logAll: Math.log(1 + sets.count),
    places: placeKeys(sets.keys),
    scores: new Float64Array(sets.count),
  };
  const open = (quotation: string): OpenQuotation => new LookedUp(index, makeTextShingles(quotation));
  return { size: sets.count, find: (quotation, limit) => open(quotation).find(limit), open };
}

interface Index {
  readonly sets: Sets;
  readonly holders: InvertedIndex;
  readonly logAll: number;
  /** Set of a text by its key. */
  readonly places: ReadonlyMap<number, number>;
  /** For each set, memory that is used again from quotation to quotation; all 0 between two uses. */
  readonly scores: Float64Array;
}

/** Distinct sets of runs behind one another, and the keys of the texts that have them. */
interface Sets extends HashSets {
  readonly keys: readonly (readonly number[])[];
  /** A run is kept if its bits under the mask are 0. */
  readonly mask: number;
}

function placeKeys(all: Sets['keys']): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  all.forEach((keys, owner) => {
    for (const key of keys) places.set(key, owner);
  });
  return places;
}

/** A quotation whose runs were looked up: those that some text holds, with their numbers and weights. */
class LookedUp implements OpenQuotation {
  readonly runs: number;
  readonly rare: number;
  private readonly index: Index;
  private readonly known: Int32Array;
  private readonly numbers: Int32Array;
  private readonly weights: Float64Array;
  private readonly count: number;
  private readonly total: number;

  constructor(index: Index, shingles: Int32Array) {
    const { sets, holders, logAll } = index;
    this.index = index;
    // In place: the runs that nobody holds are of no use.
    this.known = shingles;
    this.numbers = new Int32Array(shingles.length);
    this.weights = new Float64Array(shingles.length);
    let kept = 0;
    let count = 0;
    for (const shingle of shingles) {
      if (!isKept(shingle, sets.mask)) continue;
      kept++;
      const number = holders.find(shingle);
      if (number < 0) continue;
      this.known[count] = shingle;
      this.numbers[count++] = number;
    }
    // What nobody holds weighs 1, as what one text holds.
    let total = kept - count;
    let rare = kept - count;
    for (let at = 0; at < count; at++) {
      const held = this.heldBy(at);
      const weight = Math.log(1 + sets.count / held) / logAll;
      this.weights[at] = weight;
      total += weight;
      if (held <= RARE) rare++;
    }
    this.runs = kept;
    this.rare = rare;
    this.count = count;
    this.total = total;
  }

  find(limit = 12): readonly TextMatch[] {
    if (this.count === 0) return [];
    const matches = this.nameCandidates().map((owner) => this.compare(owner));
    matches.sort((one, other) => other.share - one.share || other.hits - one.hits || one.owner - other.owner);
    return expand(matches, this.index.sets, limit);
  }

  match(key: number): TextMatch | null {
    const owner = this.index.places.get(key);
    if (owner === undefined) return null;
    const { share, hits, distinctive, covered } = this.compare(owner);
    return { key, share, hits, distinctive, covered };
  }

  /** How many texts hold the known run at that place. */
  private heldBy(at: number): number {
    const { starts } = this.index.holders;
    return starts[this.numbers[at]! + 1]! - starts[this.numbers[at]!]!;
  }

  /** The texts that hold the rarest runs of the quotation, heaviest first. */
  private nameCandidates(): readonly number[] {
    const { scores, holders } = this.index;
    const touched: number[] = [];
    let visits = 0;
    for (const at of this.rarestFirst()) {
      if (visits > MOST_VISITS) break;
      const number = this.numbers[at]!;
      const end = holders.starts[number + 1]!;
      visits += end - holders.starts[number]!;
      for (let place = holders.starts[number]!; place < end; place++) {
        const owner = holders.owners[place]!;
        if (scores[owner] === 0) touched.push(owner);
        scores[owner]! += this.weights[at]!;
      }
    }
    const ranked = heaviest(touched, scores);
    for (const owner of touched) scores[owner] = 0;
    return ranked;
  }

  /** Places of the known runs that name candidates. */
  private rarestFirst(): readonly number[] {
    const byHolders: number[][] = [];
    for (let at = 0; at < this.count; at++) {
      const held = this.heldBy(at);
      if (held > COMMON) continue;
      const places = byHolders[held];
      if (places) places.push(at);
      else byHolders[held] = [at];
    }
    return byHolders.flat();
  }

  /** Counts what a candidate holds of the quotation; both are in ascending order. */
  private compare(owner: number): OwnerMatch {
    const { known, weights, count } = this;
    const { hashes, starts } = this.index.sets;
    const end = starts[owner + 1]!;
    let place = starts[owner]!;
    let shared = 0;
    let hits = 0;
    let distinctive = 0;
    for (let at = 0; at < count; at++) {
      place = seek(hashes, place, end, known[at]!);
      if (place === end) break;
      if (hashes[place] !== known[at]) continue;
      shared += weights[at]!;
      hits++;
      if (this.heldBy(at) <= RARE) distinctive++;
    }
    const { total } = this;
    const covered = hits / Math.max(1, end - starts[owner]!);
    return { owner, share: total > 0 ? Math.min(1, shared / total) : 0, hits, distinctive, covered };
  }
}

/** The texts with the highest scores, of equal ones the first. */
function heaviest(touched: readonly number[], scores: Float64Array): readonly number[] {
  const best: number[] = [];
  for (const owner of touched) {
    const score = scores[owner]!;
    let place = best.length;
    for (; place > 0; place--) {
      const before = best[place - 1]!;
      if (scores[before]! > score || (scores[before] === score && before < owner)) break;
    }
    if (place === MOST_CANDIDATES) continue;
    best.splice(place, 0, owner);
    if (best.length > MOST_CANDIDATES) best.pop();
  }
  return best;
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

interface OwnerMatch {
  readonly owner: number;
  readonly share: number;
  readonly hits: number;
  readonly distinctive: number;
  readonly covered: number;
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
  for (const { owner, share, hits, distinctive, covered } of matches) {
    if (hits === 0) continue;
    for (const key of sets.keys[owner]!) {
      if (found.length === limit) return found;
      found.push({ key, share, hits, distinctive, covered });
    }
  }
  return found;
}
