import { CommandError, exitCode } from '../exit-code.js';

/** A stretch of time, end exclusive, in ms since 1970 UTC. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

const MINUTE = 60_000;
const SHAPE = /^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?(Z|[+-]\d{2}:?\d{2})?)?)?)?$/;

/**
 * Reads a year, month, day or moment; without a zone it is UTC.
 *
 * `2016-03` → the whole of March 2016; `2016-03-01T09:30+0100` → that minute. Anything else: a usage error.
 */
export function parsePeriod(option: string, text: string): Period {
  const match = SHAPE.exec(text.trim());
  const period = match && periodOf(match);
  if (!period || Number.isNaN(period.start))
    throw new CommandError(
      exitCode.usage,
      `${option} ${text}: not a date. Write 2016, 2016-03, 2016-03-01 or 2016-03-01T09:30+01:00`,
    );
  return period;
}

function periodOf(match: RegExpExecArray): Period | null {
  const [, year, month, day, hour, minute, second, zone] = match;
  const y = Number(year);
  const m = month === undefined ? 0 : Number(month) - 1;
  const d = day === undefined ? 1 : Number(day);
  const start = Date.UTC(y, m, d, Number(hour ?? 0), Number(minute ?? 0), Number(second ?? 0));
  const date = new Date(start);
  if (date.getUTCMonth() !== m || date.getUTCDate() !== d || Number(hour ?? 0) > 23 || Number(minute ?? 0) > 59)
    return null;
  const shift = zoneMinutes(zone) * MINUTE;
  if (month === undefined) return { start, end: Date.UTC(y + 1, 0, 1) };
  if (day === undefined) return { start, end: Date.UTC(y, m + 1, 1) };
  if (hour === undefined) return { start, end: Date.UTC(y, m, d + 1) };
  return { start: start - shift, end: start - shift + (second === undefined ? MINUTE : 1000) };
}

function zoneMinutes(zone: string | undefined): number {
  if (zone === undefined || zone === 'Z') return 0;
  const minutes = Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2));
  return zone.startsWith('-') ? -minutes : minutes;
}
