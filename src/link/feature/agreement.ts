import type { DateFeatures, Features, HeaderFeatures } from './features.js';

/** How well the date of an attribution agrees with a message, best last. */
export const DATE_AGREEMENTS = ['none', 'contradicts', 'day', 'minutes', 'hour-shift', 'exact'] as const;
/** How well the name in an attribution agrees with a message's author, best last. */
export const NAME_AGREEMENTS = ['none', 'contradicts', 'part', 'full'] as const;

/** Grades of agreement of two times, as numbers for the weight tables. */
export const DATE = { none: 0, contradicts: 1, day: 2, minutes: 3, hourShift: 4, exact: 5 } as const;
/** Grades of agreement of two names, as numbers for the weight tables. */
export const NAME = { none: 0, contradicts: 1, part: 2, full: 3 } as const;

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/**
 * Whether a date in an attribution can be the date of a message.
 *
 * Without a zone the clock that wrote it may be the quoting person's, the quoted person's or a server's: equal minutes in
 * one of the known zones are `exact`, in any other zone `hour-shift`. Clocks differ: up to 5 minutes is `minutes`.
 */
export function compareDates(
  written: DateFeatures | null,
  message: { readonly time: number; readonly offset: number | null; readonly dayOnly?: boolean },
  childOffset: number | null,
): number {
  if (written === null || Number.isNaN(message.time)) return DATE.none;
  let best: number = DATE.contradicts;
  for (const reading of written.readings) {
    const found =
      message.dayOnly && written.precise
        ? compareDay(reading, message.time)
        : compareReading(reading, written, message.time, message.offset, childOffset);
    if (found > best) best = found;
  }
  return best;
}

/** A clock beside a message of which only the day is known: in whatever zone, no more than that the day fits. */
const compareDay = (reading: number, midnight: number): number =>
  reading >= midnight - DAY / 2 && reading < midnight + 1.5 * DAY ? DATE.day : DATE.contradicts;

function compareReading(
  reading: number,
  written: DateFeatures,
  time: number,
  offset: number | null,
  childOffset: number | null,
): number {
  if (!written.precise) {
    const distance = Math.abs(reading - (time + (offset ?? 0) * MINUTE));
    return distance <= 1.5 * DAY ? DATE.day : DATE.contradicts;
  }
  if (written.offset !== null) {
    const distance = Math.abs(reading - written.offset * MINUTE - time);
    if (distance <= 61_000) return DATE.exact;
    if (distance <= 5 * MINUTE) return DATE.minutes;
  }
  const shift = reading - time;
  if (Math.abs(shift) > 15 * HOUR) return DATE.contradicts;
  if (written.offset === null) {
    if (offset !== null && Math.abs(shift - offset * MINUTE) <= 61_000) return DATE.exact;
    if (childOffset !== null && Math.abs(shift - childOffset * MINUTE) <= 61_000) return DATE.exact;
  }
  const rest = (((shift % HOUR) + HOUR) % HOUR) as number;
  const toHour = Math.min(rest, HOUR - rest);
  if (toHour <= 61_000) return DATE.hourShift;
  if (toHour <= 5 * MINUTE) return DATE.minutes;
  const half = Math.abs(rest - HOUR / 2);
  return half <= 61_000 ? DATE.minutes : DATE.contradicts;
}

/** Whether a name in an attribution can be the author's: `Anna B. <a@x>` and `Anna Bell` agree in part, `Anna Bell` and `<abell@x>` too. */
export function compareNames(
  header: HeaderFeatures,
  author: Partial<Pick<Features, 'local' | 'account'>> & Pick<Features, 'address' | 'name'>,
): number {
  if (header.address !== '' && header.address === author.address) return NAME.full;
  if (header.name.length === 0 && header.address === '') return NAME.none;
  if (author.name.length === 0 && author.address === '') return NAME.none;
  let shared = 0;
  for (const word of author.name) if (header.name.includes(word)) shared++;
  if (shared >= 2 || (shared > 0 && author.name.length === 1)) return NAME.full;
  if (shared > 0) return NAME.part;
  if (author.local && header.name.includes(author.local)) return NAME.part;
  if (author.account && header.accounts.includes(author.account)) return NAME.part;
  return NAME.contradicts;
}

/** Whether two attributions can speak of the same message. */
export function compareHeaders(one: HeaderFeatures, other: HeaderFeatures): 'same' | 'other' | 'unknown' {
  const names = compareNames(one, other);
  const dates = compareWritten(one.date, other.date);
  if (dates === 'other' || names === NAME.contradicts) return 'other';
  if (dates === 'same' && names >= NAME.part) return 'same';
  return dates === 'same' || names === NAME.full ? 'same' : 'unknown';
}

function compareWritten(one: DateFeatures | null, other: DateFeatures | null): 'same' | 'other' | 'unknown' {
  if (one === null || other === null) return 'unknown';
  for (const a of one.readings) {
    for (const b of other.readings) {
      const shift = Math.abs(a - b);
      if (!one.precise || !other.precise) {
        if (shift < 1.5 * DAY) return 'same';
        continue;
      }
      const rest = shift % HOUR;
      if (shift <= 24 * HOUR && Math.min(rest, HOUR - rest) <= 61_000) return 'same';
    }
  }
  return 'other';
}
