import { plottedRange } from '../../report/page/plotted-range.js';
import type { CaseData } from '../state/case-data.js';
import { sortedBy } from '../state/sorted-by.js';

const LANES = 14;

/** Posts in the order of time; a few that lie years away from the others are left out, so that a broken year does not stretch the picture. Missing posts have no date of their own. */
export function datedPosts(
  data: CaseData,
  found: Uint8Array | null,
): { readonly posts: Int32Array; readonly outside: number; readonly undated: number } {
  const { kind } = data.index.posts;
  const dated = new Int32Array(data.postCount);
  let count = 0;
  let undated = 0;
  for (let post = 0; post < data.postCount; post++)
    if (found && !found[post]) continue;
    else if (Number.isNaN(data.time[post]!) || kind[post] === 'm') undated++;
    else dated[count++] = post;
  const posts = sortedBy(dated.subarray(0, count), (post) => data.time[post]!);
  const [first, last] = plottedRange(Float64Array.from(posts, (post) => data.time[post]!));
  const shown = posts.subarray(first, last + 1);
  return { posts: shown, outside: posts.length - shown.length, undated };
}

/** Those of posts in the order of time that were sent from one moment to another, both included. */
export function postsBetween(data: CaseData, posts: Int32Array, from: number, to: number): Int32Array {
  /** The first place whose post was sent at that moment or later, or after it. */
  const placeOf = (isBefore: (time: number) => boolean): number => {
    let [low, high] = [0, posts.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (isBefore(data.time[posts[middle]!]!)) low = middle + 1;
      else high = middle;
    }
    return low;
  };
  return posts.subarray(
    placeOf((time) => time < from),
    placeOf((time) => time <= to),
  );
}

/** The people who sent most get a lane each. */
export function lanesOf(data: CaseData, posts: Int32Array): ReadonlyMap<number, number> {
  const counts = new Int32Array(data.index.persons.id.length);
  for (const post of posts) {
    const sender = data.index.posts.from[post]!;
    if (sender >= 0) counts[sender]!++;
  }
  const busiest = [...counts.keys()].filter((person) => counts[person]! > 0);
  busiest.sort((a, b) => counts[b]! - counts[a]! || a - b);
  return new Map(busiest.slice(0, LANES).map((person, lane) => [person, lane]));
}
