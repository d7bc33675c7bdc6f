import { orderByTime } from '../date/time-order.js';
import type { Post } from '../link/post/post.js';
import { timeOf } from '../link/post/post-facts.js';

/** The posts' numbers by date, and their times. */
export interface PostOrder {
  /** Where each post stands in time, milliseconds since 1970; +Infinity where nothing tells. */
  readonly times: Float64Array;
  /** All posts by time; equal times keep the order given. */
  readonly ranked: Int32Array;
}

/**
 * Orders posts by date. One without a date stands at the first of its answers, else at its parent, else last.
 *
 * @param parents index of each post's parent, -1 = none; may hold loops.
 */
export function orderPosts(posts: readonly Post[], parents: Int32Array): PostOrder {
  const times = new Float64Array(posts.length);
  for (let post = 0; post < posts.length; post++) times[post] = timeOf(posts[post]!) ?? Number.NaN;
  placeUndated(times, parents);
  return { times, ranked: orderByTime(times) };
}

function placeUndated(times: Float64Array, parents: Int32Array): void {
  const undated: number[] = [];
  for (let post = 0; post < times.length; post++) if (Number.isNaN(times[post]!)) undated.push(post);
  if (!undated.length) return;
  const fromAnswers = new Float64Array(times.length).fill(Number.POSITIVE_INFINITY);
  const answers: number[] = [];
  for (let post = 0; post < times.length; post++) {
    const parent = parents[post]!;
    if (parent >= 0 && !Number.isNaN(times[post]!) && Number.isNaN(times[parent]!)) answers.push(post);
  }
  // Earliest first: what was reached once needs no second visit.
  answers.sort((a, b) => times[a]! - times[b]!);
  for (const answer of answers) {
    for (let at = parents[answer]!; at >= 0 && Number.isNaN(times[at]!); at = parents[at]!) {
      if (fromAnswers[at]! < Number.POSITIVE_INFINITY) break;
      fromAnswers[at] = times[answer]!;
    }
  }
  const resolved = new Map<number, number>();
  for (const post of undated) if (fromAnswers[post]! < Number.POSITIVE_INFINITY) resolved.set(post, fromAnswers[post]!);
  for (const post of undated) {
    if (resolved.has(post)) continue;
    const path: number[] = [];
    let time = Number.POSITIVE_INFINITY;
    for (let at = post; at >= 0; at = parents[at]!) {
      const known = Number.isNaN(times[at]!) ? resolved.get(at) : times[at]!;
      if (known !== undefined) {
        time = known;
        break;
      }
      path.push(at);
      resolved.set(at, Number.POSITIVE_INFINITY);
    }
    for (const at of path) resolved.set(at, time);
  }
  for (const post of undated) times[post] = resolved.get(post) ?? Number.POSITIVE_INFINITY;
}
