import type { Archive } from './archive.js';
import type { Pair } from './compare-pair.js';

/** What a message is to another one of its author that says the same. */
export const TWINS = ['no', 'first', 'later'] as const;

/** Messages by one author that wrote the same: the first of them, and the later ones. */
export function findTwins(archive: Archive, pairs: readonly Pair[]): readonly (typeof TWINS)[number][] {
  const twins = new Array<(typeof TWINS)[number]>(pairs.length).fill('no');
  const seen = new Map<string, number>();
  const ordered = [...pairs.keys()].sort((a, b) => archive.rank[pairs[a]!.post]! - archive.rank[pairs[b]!.post]!);
  for (const index of ordered) {
    const { author, levels } = pairs[index]!.candidate;
    const text = levels[0]!;
    if (text.length < 4 || author === '') continue;
    // Runs are sorted hashes: equal in number and at three places, they are the same text.
    const key = `${author} ${text.length} ${text[0]} ${text[text.length >> 1]} ${text[text.length - 1]}`;
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
