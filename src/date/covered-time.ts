const DAY = 86_400_000;
/** Days without any mail that cut strays off. */
const LONGEST_GAP = 180;
/** Messages at either end, as a share of all, that may be strays; one always may. */
const MOST_STRAYS = 0.05;
/** Messages that show a time that a production covers. */
const LEAST_COVERING = 3;

/**
 * The time that a production covers, from the times of its messages, ms since 1970 UTC; null without any. A few messages at an end count as
 * strays where a gap lies before the others that is longer than all the time of these: the greeting that came with a mailbox years before an export
 * that a date filter cut tells nothing of the years between.
 */
export function coveredTime(times: readonly number[]): readonly [first: number, last: number] | null {
  if (times.length === 0) return null;
  const sorted = Float64Array.from(times).sort();
  const most = Math.max(1, Math.floor(MOST_STRAYS * sorted.length));
  const isGap = (from: number, to: number, rest: number) => to - from > Math.max(LONGEST_GAP * DAY, rest);
  let [first, last] = [0, sorted.length - 1];
  for (let at = 0; at < most; at++)
    if (isGap(sorted[at]!, sorted[at + 1]!, sorted[last]! - sorted[at + 1]!)) first = at + 1;
  for (let at = sorted.length - 1; at > sorted.length - 1 - most; at--)
    if (isGap(sorted[at - 1]!, sorted[at]!, sorted[at - 1]! - sorted[first]!)) last = at - 1;
  return last - first + 1 < LEAST_COVERING ? [sorted[0]!, sorted.at(-1)!] : [sorted[first]!, sorted[last]!];
}
