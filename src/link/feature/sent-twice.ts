import type { HashSet } from '../../text/shingles.js';
import type { Pair } from '../candidate/compare-pair.js';
import type { FeatureIndex } from './feature-index.js';

/** What a message is to another one of its author that says the same. */
export const TWINS = ['no', 'first', 'later'] as const;

type Twin = (typeof TWINS)[number];

/** Messages by one author that wrote the same: the first of them, and the later ones. */
export function findTwins(featureIndex: FeatureIndex, pairs: readonly Pair[]): readonly Twin[] {
  const twins = new Array<Twin>(pairs.length).fill('no');
  if (!mayHoldTwins(pairs)) return twins;
  const seen = new Map<string, number>();
  const ordered = [...pairs.keys()].sort(
    (a, b) => featureIndex.rank[pairs[a]!.post]! - featureIndex.rank[pairs[b]!.post]!,
  );
  for (const index of ordered) {
    const { author, levels } = pairs[index]!.candidate;
    if (levels[0]!.length < LEAST_RUNS || author === '') continue;
    const key = `${author} ${nameText(levels[0]!)}`;
    const first = seen.get(key);
    if (first === undefined) {
      seen.set(key, index);
      continue;
    }
    twins[first] = 'first';
    twins[index] = 'later';
  }
  return twins;
}

const LEAST_RUNS = 4;

/** Runs are sorted hashes: equal in number and at three places, they are the same text. */
const nameText = (text: HashSet): string =>
  `${text.length} ${text[0]} ${text[text.length >> 1]} ${text[text.length - 1]}`;

/** Memory that is used again: the middle runs of the texts of a pool. */
const middles = new Set<number>();

/** False where all texts differ, as they mostly do: told without a string for each. */
function mayHoldTwins(pairs: readonly Pair[]): boolean {
  middles.clear();
  for (const { candidate } of pairs) {
    const text = candidate.levels[0]!;
    if (text.length < LEAST_RUNS) continue;
    const size = middles.size;
    middles.add(text[text.length >> 1]!);
    if (middles.size === size) return true;
  }
  return false;
}
