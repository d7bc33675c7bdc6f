/** Posts in order of time, those without a date first; of one moment in their own order. @param times ms since 1970 UTC by post; NaN = no date */
export function inOrderOfTime(posts: readonly number[], times: ArrayLike<number>): readonly number[] {
  const at = (post: number) => (Number.isNaN(times[post]) ? Number.NEGATIVE_INFINITY : times[post]!);
  return [...posts].sort((a, b) => (at(a) < at(b) ? -1 : at(a) > at(b) ? 1 : a - b));
}

/**
 * The last of posts in order of time that was sent no later than `time`; of a moment that is not known, the last of all. Undefined where none was.
 *
 *     lastBefore([2, 5, 9], times, times[7])
 */
export function lastBefore(ordered: readonly number[], times: ArrayLike<number>, time: number): number | undefined {
  let [low, high] = [0, ordered.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (times[ordered[middle]!]! > time) high = middle;
    else low = middle + 1;
  }
  return ordered[low - 1];
}
