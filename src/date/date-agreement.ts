import type { WrittenDate } from './written-clock.js';

/** How well a written date fits a moment, best first. */
export type DateGrade =
  /** The zone is known (written, or the sender's own) and the minute is the same. */
  | 'same-minute'
  /** The zone is unknown; the minute is the same but for whole hours. */
  | 'whole-hours'
  /** The same but for quarters of an hour. */
  | 'quarter-hours'
  /** The same but for whole hours and up to five minutes: clocks and delivery differ. */
  | 'clock-slack'
  /** Only a day is written, and that day is right somewhere on earth. */
  | 'same-day'
  | 'none';

/** How well a written date and a message's own date agree, and in which zone. */
export interface DateAgreement {
  readonly grade: DateGrade;
  /** Minutes east of UTC of the clock that wrote the date, if the two are the same moment; null where that is unknown. */
  readonly offset: number | null;
}

/** How two written dates, each under a clock that may be unknown, stand to each other. */
export type WrittenGrade =
  | Extract<DateGrade, 'same-minute' | 'whole-hours' | 'quarter-hours'>
  /** A date is not written, or only the day. */
  | 'unknown'
  /** Within a day or so, at another minute. */
  | 'near'
  | 'none';

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FARTHEST_ZONE = 14 * HOUR;
/** Two clocks without zones differ by at most that. */
const FARTHEST_CLOCKS = 26 * HOUR;
const GRADES: readonly DateGrade[] = ['same-minute', 'whole-hours', 'quarter-hours', 'clock-slack', 'same-day', 'none'];
const WRITTEN_GRADES: readonly WrittenGrade[] = [
  'same-minute',
  'whole-hours',
  'quarter-hours',
  'unknown',
  'near',
  'none',
];

/**
 * The moments (ms since 1970 UTC, both inclusive) that a written date may mean.
 *
 * No zone means 14 hours either way; a day means all of it; several readings give the span that holds them all.
 */
export function dateInterval(date: WrittenDate): { readonly earliest: number; readonly latest: number } {
  const width = date.precision === 'day' ? DAY - 1 : date.precision === 'minute' ? MINUTE - 1 : 999;
  const zone = date.offset === null ? FARTHEST_ZONE : 0;
  const shift = (date.offset ?? 0) * MINUTE;
  return {
    earliest: Math.min(...readingsOf(date)) - shift - zone,
    latest: Math.max(...readingsOf(date)) - shift + zone + width,
  };
}

/**
 * Tells whether a written date and a moment (ms since 1970 UTC) can be the same, and how surely.
 *
 * Whoever quotes writes the date in the own zone, so without a zone the two agree if they are the same minute
 * modulo whole zones. `offsetOfSender`: minutes east of UTC in the original's Date header: some programs copy that clock. `dayOnly`: the
 * moment is the midnight of a day of which no more is known (released tables tell no time).
 */
export function datesAgree(
  written: WrittenDate,
  time: number,
  offsetOfSender: number | null = null,
  dayOnly = false,
): DateAgreement {
  if (dayOnly) {
    const fits = readingsOf(written).some(
      (local) => local >= time - FARTHEST_ZONE && local < time + DAY + FARTHEST_ZONE,
    );
    return { grade: fits ? 'same-day' : 'none', offset: null };
  }
  let best: DateAgreement = { grade: 'none', offset: null };
  for (const local of readingsOf(written)) {
    const agreement = readingAgrees(written, local, time, offsetOfSender);
    if (GRADES.indexOf(agreement.grade) < GRADES.indexOf(best.grade)) best = agreement;
  }
  return best;
}

function readingAgrees(
  written: WrittenDate,
  local: number,
  time: number,
  offsetOfSender: number | null,
): DateAgreement {
  if (written.precision === 'day') {
    const shift = written.offset === null ? FARTHEST_ZONE : 0;
    const start = local - (written.offset ?? 0) * MINUTE;
    return { grade: time >= start - shift && time < start + DAY + shift ? 'same-day' : 'none', offset: written.offset };
  }
  // The written minute has lost its seconds.
  const moment = written.precision === 'minute' ? Math.floor(time / MINUTE) * MINUTE : Math.floor(time / 1000) * 1000;
  const ahead = local - moment;
  if (written.offset !== null) {
    const wrong = Math.abs(ahead - written.offset * MINUTE);
    if (wrong <= MINUTE) return { grade: 'same-minute', offset: written.offset };
    if (wrong <= 5 * MINUTE) return { grade: 'clock-slack', offset: written.offset };
    // QUIRK: daylight saving misread: some programs write the clock of one zone with the name of the other.
    return { grade: Math.abs(wrong - HOUR) <= MINUTE ? 'whole-hours' : 'none', offset: null };
  }
  if (Math.abs(ahead) > FARTHEST_ZONE + 5 * MINUTE) return { grade: 'none', offset: null };
  if (offsetOfSender !== null && Math.abs(ahead - offsetOfSender * MINUTE) <= MINUTE)
    return { grade: 'same-minute', offset: offsetOfSender };
  const hours = nearest(ahead, HOUR);
  if (Math.abs(ahead - hours) <= MINUTE) return { grade: 'whole-hours', offset: hours / MINUTE };
  const quarters = nearest(ahead, QUARTER);
  if (Math.abs(ahead - quarters) <= MINUTE) return { grade: 'quarter-hours', offset: quarters / MINUTE };
  if (Math.abs(ahead - hours) <= 5 * MINUTE) return { grade: 'clock-slack', offset: hours / MINUTE };
  return { grade: 'none', offset: null };
}

/** Compares the dates under which two people may have quoted one message; of several readings the best pair counts. */
export function compareWritten(one: WrittenDate | null, other: WrittenDate | null): WrittenGrade {
  if (!one || !other) return 'unknown';
  let best = WRITTEN_GRADES.length - 1;
  for (const a of readingsOf(one))
    for (const b of readingsOf(other)) best = Math.min(best, WRITTEN_GRADES.indexOf(compareReadings(one, a, other, b)));
  return WRITTEN_GRADES[best]!;
}

function compareReadings(one: WrittenDate, a: number, other: WrittenDate, b: number): WrittenGrade {
  if (one.precision === 'day' || other.precision === 'day') return Math.abs(a - b) <= 2 * DAY ? 'unknown' : 'none';
  const [first, second] = [a - (one.offset ?? 0) * MINUTE, b - (other.offset ?? 0) * MINUTE];
  const apart = Math.abs(first - second);
  const sure = (one.offset === null) === (other.offset === null);
  if (sure && apart <= MINUTE) return 'same-minute';
  if (apart > FARTHEST_CLOCKS) return 'none';
  if (one.offset !== null && other.offset !== null) return 'near';
  if ((Math.floor(first / MINUTE) - Math.floor(second / MINUTE)) % 60 === 0) return 'whole-hours';
  return Math.abs(apart - nearest(apart, QUARTER)) <= MINUTE ? 'quarter-hours' : 'near';
}

/** ms since 1970 UTC; by the clock that wrote it where its zone is unknown. */
export function momentOf(date: WrittenDate): number {
  return date.local - (date.offset ?? 0) * MINUTE;
}

/** The multiple of `step` that is nearest. */
function nearest(time: number, step: number): number {
  return Math.round(time / step) * step;
}

function readingsOf(date: WrittenDate): readonly number[] {
  return [date.local, ...date.alternatives];
}
