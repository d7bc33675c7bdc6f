const YEAR = 365.25 * 86_400;
/** A part of posts that may lie outside, at each end. */
const FEW = 0.01;
/** Seconds without any post that put what lies beyond them in doubt. */
const LEAST_GAP = 2 * YEAR;
/** How often the time of the others must fit into the gap. */
const TIMES = 4;

/**
 * The stretch of times (sorted, seconds) that a plot draws, as places: all of them, but for a few at an end that lie years away from the
 * others. One mail of 2031 among a thousand of 2019 → the places of those of 2019.
 */
export function plottedRange(times: ArrayLike<number>): readonly [first: number, last: number] {
  let [first, last] = [0, times.length - 1];
  const few = Math.floor(times.length * FEW);
  const isFar = (gap: number, span: number) => gap > LEAST_GAP && gap > TIMES * span;
  for (let at = few; at > 0; at--)
    if (isFar(times[at]! - times[at - 1]!, times[last - few]! - times[at]!)) {
      first = at;
      break;
    }
  for (let at = last - few; at < last; at++)
    if (isFar(times[at + 1]! - times[at]!, times[at]! - times[first]!)) {
      last = at;
      break;
    }
  return [first, last];
}
