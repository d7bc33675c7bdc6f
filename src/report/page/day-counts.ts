import { plottedRange } from './plotted-range.js';
import type { ViewerPosts } from './viewer-data.js';

/** How many posts each day has. Missing posts have no moment of their own and count for nothing. */
export interface DayCounts {
  /** Days since 1970 (UTC) in order; days without any post are left out. */
  readonly day: readonly number[];
  readonly produced: readonly number[];
  readonly recovered: readonly number[];
  /** First and last moment in seconds, but for a few posts that lie years away from the others; null where nothing is dated. */
  readonly span: readonly [first: number, last: number] | null;
  /** How many those few are. */
  readonly outside: number;
}

const DAY = 86_400;

/** Counts some posts by day; all with null. */
export function countDays(
  { posts }: { readonly posts: Pick<ViewerPosts, 'kind' | 'time'> },
  some: readonly number[] | null,
): DayCounts {
  const counts = new Map<number, { produced: number; recovered: number }>();
  const times: number[] = [];
  const add = (post: number) => {
    const time = posts.time[post] ?? Number.NaN;
    const kind = posts.kind[post];
    if (Number.isNaN(time) || kind === 'm') return;
    times.push(time);
    const day = Math.floor(time / DAY);
    let count = counts.get(day);
    if (count === undefined) {
      count = { produced: 0, recovered: 0 };
      counts.set(day, count);
    }
    if (kind === 'r') count.recovered++;
    else count.produced++;
  };
  if (some) some.forEach(add);
  else for (let post = 0; post < posts.time.length; post++) add(post);
  const sorted = Float64Array.from(times).sort();
  const [first, last] = plottedRange(sorted);
  const days = [...counts].sort((a, b) => a[0] - b[0]);
  return {
    day: days.map(([day]) => day),
    produced: days.map(([, { produced }]) => produced),
    recovered: days.map(([, { recovered }]) => recovered),
    span: sorted.length ? [sorted[first]!, sorted[last]!] : null,
    outside: sorted.length ? sorted.length - (last - first + 1) : 0,
  };
}

/** Posts of the days from one moment to another, exclusive. */
export function countBetween({ day, produced, recovered }: DayCounts, from: number, to: number): number {
  let count = 0;
  for (let at = 0; at < day.length; at++)
    if (day[at]! * DAY >= from && day[at]! * DAY < to) count += produced[at]! + recovered[at]!;
  return count;
}
