import { plottedRange } from '../../report/page/plotted-range.js';
import type { CaseData } from '../state/case-data.js';

const LANES = 14;

/** Posts in the order of time; a few that lie years away from the others are left out, so that a broken year does not stretch the picture. */
export function datedPosts(
  data: CaseData,
  found: Uint8Array | null,
): { readonly posts: readonly number[]; readonly outside: number } {
  const posts: number[] = [];
  for (let post = 0; post < data.postCount; post++)
    if (!Number.isNaN(data.time[post]!) && data.index.posts.kind[post] !== 'm' && (!found || found[post]))
      posts.push(post);
  posts.sort((a, b) => data.time[a]! - data.time[b]! || a - b);
  const [first, last] = plottedRange(posts.map((post) => data.time[post]!));
  const shown = posts.slice(first, last + 1);
  return { posts: shown, outside: posts.length - shown.length };
}

/** The people who sent most get a lane each. */
export function lanesOf(data: CaseData, posts: readonly number[]): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (const post of posts) {
    const sender = data.index.posts.from[post]!;
    if (sender >= 0) counts.set(sender, (counts.get(sender) ?? 0) + 1);
  }
  const busiest = [...counts].sort((a, b) => b[1] - a[1] || a[0] - b[0]).slice(0, LANES);
  return new Map(busiest.map(([person], lane) => [person, lane]));
}
