import { isoDay } from '../state/format-text.js';

const DAY = 86_400;
/** Pixels a day. */
export const SCALES = { day: 140, week: 34, month: 8, year: 1.2 } as const;
/** How much is seen at once; `all`: the whole range in the width that there is. */
export type Scale = keyof typeof SCALES | 'all';
/** From all to little. */
export const ZOOMS: readonly Scale[] = ['all', 'year', 'month', 'week', 'day'];
/** Pixels that the name of a month takes, and that of a day. */
const MONTH = 50;
const DATE = 80;

/** A moment with its name. */
export interface Tick {
  readonly at: number;
  readonly label: string;
}

/** Pixels between two names at least. */
const LEAST = 40;

/** Leaves out what would stand on the name before it. */
export function apart(ticks: readonly Tick[], x: (time: number) => number): readonly Tick[] {
  let last = Number.NEGATIVE_INFINITY;
  return ticks.filter(({ at }) => {
    if (x(at) - last < LEAST) return false;
    last = x(at);
    return true;
  });
}

/** The beginnings of the days, weeks, months or years between two moments. */
export function ticksOf(from: number, to: number, scale: Scale): readonly Tick[] {
  const ticks: Tick[] = [];
  if (scale === 'day' || scale === 'week') {
    const step = scale === 'day' ? DAY : 7 * DAY;
    const monday = 4 * DAY;
    for (let at = Math.ceil((from - monday) / step) * step + monday; at <= to; at += step)
      ticks.push({ at, label: isoDay(at) });
    return ticks;
  }
  const begin = new Date(from * 1000);
  const months = scale === 'month' ? 1 : 12;
  let month = scale === 'month' ? begin.getUTCMonth() : 0;
  for (;;) {
    const at = Date.UTC(begin.getUTCFullYear(), month) / 1000;
    if (at > to) return ticks;
    if (at >= from) ticks.push({ at, label: isoDay(at).slice(0, scale === 'month' ? 7 : 4) });
    month += months;
  }
}

/** What is named where the whole range stands in some pixels, so that names stand apart. */
export function namedScale(days: number, width: number): Scale {
  const room = (some: number) => (width / days) * some;
  if (room(1) > DATE) return 'day';
  if (room(7) > DATE) return 'week';
  return room(30) > MONTH ? 'month' : 'year';
}

/** The scale at which a number of days is seen first. */
export function scaleFor(days: number): Scale {
  if (days < 20) return 'day';
  return days < 90 ? 'week' : 'all';
}
