/** Before it no mail was sent: the clocks of 0001, 1601, 1900 and 1970 that programs write where they know no date lie there. */
const FIRST = Date.UTC(1971, 0, 1);
/** NTP's clock begins anew on 2036-02-07; what lies beyond (2038, 4501, 9999) are ends of other clocks. */
const LAST = Date.UTC(2036, 1, 7);
/** The first day of MS-DOS's clock, in whatever zone. */
const DOS_EPOCH = Date.UTC(1980, 0, 1);
const FARTHEST_ZONE = 14 * 3_600_000;

/**
 * False for a moment at which no mail can have been sent, which is an empty clock's: the years 0001, 1601, 1900, 1970, the day
 * 1980-01-01, 2036 and after. `Date.UTC(1970, 0, 1)` → false, `Date.UTC(1975, 6, 2)` → true. NaN is false.
 */
export function isPlausibleMoment(time: number): boolean {
  return time >= FIRST && time < LAST && Math.abs(time - DOS_EPOCH) > FARTHEST_ZONE;
}
