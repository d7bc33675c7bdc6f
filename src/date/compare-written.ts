import type { WrittenDate } from './written-clock.js';

/** How two written dates stand to each other, best first. */
export type WrittenFit =
  /** The same minute on one clock. */
  | 'equal'
  /** The same minute but for whole hours, where a zone is unknown. */
  | 'hours'
  /** The same minute or the next one, but for quarters of an hour. */
  | 'quarters'
  /** A date is not written, or only the day. */
  | 'unknown'
  /** Within a day or so, at another minute. */
  | 'near'
  | 'different';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Two clocks without zones differ by at most that. */
const FARTHEST = 26 * HOUR;
const FITS: readonly WrittenFit[] = ['equal', 'hours', 'quarters', 'unknown', 'near', 'different'];

/** Compares the dates under which two people may have quoted one message; of several readings the best pair counts. */
export function compareWritten(one: WrittenDate | null, other: WrittenDate | null): WrittenFit {
  if (!one || !other) return 'unknown';
  let best = FITS.length - 1;
  for (const a of readings(one))
    for (const b of readings(other)) best = Math.min(best, FITS.indexOf(compareReadings(one, a, other, b)));
  return FITS[best]!;
}

function compareReadings(one: WrittenDate, a: number, other: WrittenDate, b: number): WrittenFit {
  if (one.precision === 'day' || other.precision === 'day') return Math.abs(a - b) <= 2 * DAY ? 'unknown' : 'different';
  const [first, second] = [a - (one.offset ?? 0) * MINUTE, b - (other.offset ?? 0) * MINUTE];
  const apart = Math.abs(first - second);
  const sure = (one.offset === null) === (other.offset === null);
  if (sure && apart <= MINUTE) return 'equal';
  if (apart > FARTHEST) return 'different';
  if (one.offset !== null && other.offset !== null) return 'near';
  if ((Math.floor(first / MINUTE) - Math.floor(second / MINUTE)) % 60 === 0) return 'hours';
  const quarter = 15 * MINUTE;
  return Math.abs(apart - Math.round(apart / quarter) * quarter) <= MINUTE ? 'quarters' : 'near';
}

const readings = (date: WrittenDate): readonly number[] => [date.local, ...date.alternatives];

/** ms since 1970 UTC; by the clock that wrote it where its zone is unknown. */
export function momentOf(date: WrittenDate): number {
  return date.local - (date.offset ?? 0) * MINUTE;
}
