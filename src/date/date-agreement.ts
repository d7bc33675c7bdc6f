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

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const FARTHEST_ZONE = 14 * HOUR;
const GRADES: readonly DateGrade[] = ['same-minute', 'whole-hours', 'quarter-hours', 'clock-slack', 'same-day', 'none'];

/**
 * The moments (ms since 1970 UTC, both inclusive) that a written date may mean.
 *
 * No zone means 14 hours either way; a day means all of it; several readings give the span that holds them all.
 */
export function dateInterval(date: WrittenDate): { readonly earliest: number; readonly latest: number } {
  const readings = [date.local, ...date.alternatives];
  const width = date.precision === 'day' ? DAY - 1 : date.precision === 'minute' ? MINUTE - 1 : 999;
  const zone = date.offset === null ? FARTHEST_ZONE : 0;
  const shift = (date.offset ?? 0) * MINUTE;
  return {
    earliest: Math.min(...readings) - shift - zone,
    latest: Math.max(...readings) - shift + zone + width,
  };
}

/**
 * Tells whether a written date and a moment (ms since 1970 UTC) can be the same, and how surely.
 *
 * Whoever quotes writes the date in the own zone, so without a zone the two agree if they are the same minute
 * modulo whole zones. `offsetOfSender`: minutes east of UTC in the original's Date header: some programs copy that clock.
 */
export function datesAgree(written: WrittenDate, time: number, offsetOfSender: number | null = null): DateAgreement {
  let best: DateAgreement = { grade: 'none', offset: null };
  for (const local of [written.local, ...written.alternatives]) {
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
  const hours = Math.round(ahead / HOUR) * HOUR;
  if (Math.abs(ahead - hours) <= MINUTE) return { grade: 'whole-hours', offset: hours / MINUTE };
  const quarters = Math.round(ahead / (15 * MINUTE)) * 15 * MINUTE;
  if (Math.abs(ahead - quarters) <= MINUTE) return { grade: 'quarter-hours', offset: quarters / MINUTE };
  if (Math.abs(ahead - hours) <= 5 * MINUTE) return { grade: 'clock-slack', offset: hours / MINUTE };
  return { grade: 'none', offset: null };
}
