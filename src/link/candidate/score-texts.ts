import type { HashSet } from '../../text/shingles.js';
import { ChildTexts } from '../feature/child-texts.js';
import type { FeatureIndex } from '../feature/feature-index.js';
import type { Features } from '../feature/features.js';

/** Memory that is reused from child to child. */
export interface Scratch {
  /** For each post: the weight of the runs found in it, and how many; all 0 between two uses. */
  readonly scores: Float64Array;
  readonly texts: ChildTexts;
}

/** Counters for all posts, reused from child to child so that scoring allocates nothing. */
export function makeScratch(posts: number): Scratch {
  return { scores: new Float64Array(posts * 2), texts: new ChildTexts() };
}

/** A reply may bear an earlier date than what it answers if the clocks disagree. */
export const CLOCK_TOLERANCE = 26 * 3_600_000;

/** False for the child itself and for what was sent so long after it that it cannot be answered by it. */
export function mayPrecede(featureIndex: FeatureIndex, post: number, child: Features, self: number): boolean {
  if (post === self) return false;
  const time = featureIndex.times[post]!;
  return Number.isNaN(time) || Number.isNaN(child.time) || time - child.time < CLOCK_TOLERANCE;
}

/** How much of the child's text a post wrote: shared runs, weighted by their rarity. */
export interface TextScore {
  share: number;
  hits: number;
}

/** How much of a text is looked up, and how common a run of words may be. */
export interface Lookup {
  readonly hashes: number;
  readonly owners: number;
  /** How many posts are returned. */
  readonly posts: number;
}

/** Limits for what the child quotes at the first depth: runs looked up, posts that may share a run, candidates kept. */
export const QUOTED: Lookup = { hashes: 120, owners: 100, posts: 12 };
/** The same limits for the second depth of quotation. */
export const DEEPER: Lookup = { hashes: 60, owners: 50, posts: 4 };
/** The same limits for text without quote marks. */
export const UNMARKED: Lookup = { hashes: 50, owners: 12, posts: 4 };

/** The same limits for who quotes what the child quotes at the second depth. */
export const QUOTERS: Lookup = { hashes: 60, owners: 40, posts: 6 };

/** The posts that wrote most of a text, rare runs counting more than common ones. */
export function scoreTexts(
  featureIndex: FeatureIndex,
  text: HashSet,
  child: Features,
  self: number,
  scratch: Scratch,
  lookup: Lookup,
): Map<number, TextScore> {
  const found = new Map<number, TextScore>();
  if (text.length === 0) return found;
  const { authored, rarity } = featureIndex;
  const { scores } = scratch;
  const touched: number[] = [];
  let total = 0;
  const opened = authored.open(text, Math.max(1, Math.floor(text.length / lookup.hashes)));
  for (let asked = 0; asked < opened; asked++) {
    const count = authored.lookAt(asked, lookup.owners);
    if (count > lookup.owners) continue;
    const weight = rarity[count]!;
    total += weight;
    const owners = authored.found;
    for (let place = 0; place < count; place++) {
      const owner = owners[place]!;
      if (owner === self) continue;
      const at = owner * 2;
      if (scores[at + 1] === 0) touched.push(owner);
      scores[at]! += weight;
      scores[at + 1]!++;
    }
  }
  let most = 0;
  for (const post of touched) if (scores[post * 2]! > most) most = scores[post * 2]!;
  const ranked = touched
    .filter((post) => scores[post * 2]! > most / 50 && mayPrecede(featureIndex, post, child, self))
    .sort((a, b) => scores[b * 2]! - scores[a * 2]! || featureIndex.rank[b]! - featureIndex.rank[a]!)
    .slice(0, lookup.posts);
  for (const post of ranked) found.set(post, { share: scores[post * 2]! / total, hits: scores[post * 2 + 1]! });
  for (const post of touched) {
    scores[post * 2] = 0;
    scores[post * 2 + 1] = 0;
  }
  return found;
}
