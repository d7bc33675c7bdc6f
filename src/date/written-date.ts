import { BEFORE_WEEKDAYS, DATE_CONNECTORS } from '../language/date-words.js';
import { type DateCore, type DayReading, readCores } from './date-core.js';
import { readDottedTime, readTimes, readZone, type TimeOfDay } from './date-time-of-day.js';
import { type DateToken, tokeniseDate } from './date-tokens.js';
import { toCommonCalendar } from './islamic-calendars.js';
import type { WrittenDate } from './written-clock.js';

export { type DateGrade, dateInterval, datesAgree } from './date-agreement.js';

/** What helps to read a date in running text. */
export interface WrittenDateOptions {
  /** When the quoting message was sent (ms since 1970 UTC): tells day from month, and the year where none is written. */
  readonly near?: number | null;
  /** The language of the text writes the day before the month: `Le 04/05/2004` is of May unless that is too late or a year away. */
  readonly dayFirst?: boolean;
}

/** A date in a sentence and where it stands: UTF-16 offsets, end exclusive. */
export interface FoundDate {
  readonly date: WrittenDate;
  readonly start: number;
  readonly end: number;
}

/**
 * Reads the date that a mail program wrote into a header block or an attribution, in any language of the label tables.
 *
 * `"Am 5. Jan. 2020 um 10:05 Uhr"` → local 2020-01-05T10:05, offset null, precision `minute`. `"1/2/2003"` keeps the
 * other reading in `alternatives`; `near` puts the likelier one first. null where there is no date, or neither the
 * text nor `near` tells the year.
 */
export function parseWrittenDate(text: string, options: WrittenDateOptions = {}): WrittenDate | null {
  const found = assembleCommon(text.slice(0, LONGEST_TEXT), options, false);
  return found && { ...found.date, raw: text.trim().slice(0, 200) };
}

/**
 * Finds the date inside a sentence, so that what is left is the author.
 *
 * `"On Fri, 3 Jan 2020 at 10:05, Ann Example wrote:"` → the date, from `Fri` to `10:05`. Stricter than
 * `parseWrittenDate`: a day without a year needs a time beside it.
 */
export function findWrittenDate(text: string, options: WrittenDateOptions = {}): FoundDate | null {
  return assembleCommon(text.slice(0, LONGEST_TEXT), options, true);
}

const LONGEST_TEXT = 2000;
const DAY = 86_400_000;

interface Candidate {
  readonly core: DateCore;
  readonly time: TimeOfDay | null;
  readonly score: number;
}

/** Reads a date of an Islamic calendar as what it is in the common one. */
function assembleCommon(text: string, options: WrittenDateOptions, strict: boolean): FoundDate | null {
  const common = toCommonCalendar(text);
  if (!common) return assemble(text, options, strict);
  const found = assemble(common.text, options, strict);
  if (!found || found.start > common.at + common.read || found.end < common.at)
    return found && assemble(text, options, strict);
  const end = found.end + common.written - common.read;
  const { date } = found;
  const alternatives = common.vague ? [-1, 1, -2].map((days) => date.local + days * DAY) : [];
  return { date: { ...date, raw: text.slice(found.start, end), alternatives }, start: found.start, end };
}

function assemble(text: string, options: WrittenDateOptions, strict: boolean): FoundDate | null {
  const tokens = tokeniseDate(text);
  const times = readTimes(tokens);
  let best: Candidate | null = null;
  for (const core of readCores(tokens, times, text)) {
    const time = timeOf(core, times, tokens, strict);
    const score = scoreOf(core, time, tokens);
    if (strict && score < 4) continue;
    if (!best || score > best.score) best = { core, time, score };
  }
  return best && resolve(best, tokens, text, options);
}

function scoreOf(core: DateCore, time: TimeOfDay | null, tokens: readonly DateToken[]): number {
  const year = core.year === 'written' ? 3 : core.year === 'short' ? 2 : 0;
  const before = tokens[core.from - 1];
  const introduced = !before || (before.kind === 'word' && (DATE_CONNECTORS.has(before.text) || before.weekdays !== 0));
  return year + (core.named ? 2 : 0) + (time ? 3 : 0) + (introduced ? 2 : 0);
}

/** The time that goes with a day: the next one after it, else the last one before it. */
function timeOf(
  core: DateCore,
  times: readonly TimeOfDay[],
  tokens: readonly DateToken[],
  strict: boolean,
): TimeOfDay | null {
  const after = times.find((time) => time.from >= core.to);
  if (after && isGap(tokens, core.to, after.from, strict)) return after;
  const dotted = dottedAfter(core, tokens);
  if (dotted) return dotted;
  const before = times.findLast((time) => time.to <= core.from);
  if (before && isGap(tokens, before.to, core.from, strict)) return before;
  return null;
}

function dottedAfter(core: DateCore, tokens: readonly DateToken[]): TimeOfDay | null {
  for (let at = core.to; at < core.to + 5 && at < tokens.length; at++) {
    if (tokens[at]!.kind === 'number') return at > core.to || tokens[at]!.spaced ? readDottedTime(tokens, at) : null;
    if (!isFiller(tokens[at]!)) return null;
  }
  return null;
}

/** True if nothing but fillers stands between a day and its time. */
function isGap(tokens: readonly DateToken[], from: number, to: number, strict: boolean): boolean {
  if (to - from > (strict ? 8 : 14)) return false;
  for (let at = from; at < to; at++) {
    if (isFiller(tokens[at]!) || isVietnameseWeekday(tokens, at)) continue;
    if (strict && !isZoneAhead(tokens, at, to)) return false;
  }
  return true;
}

/** `10:05 AM GMT+1 on 5 Jan`: the zone stands between a time and the day after it. */
function isZoneAhead(tokens: readonly DateToken[], at: number, to: number): boolean {
  for (let from = Math.max(0, at - 3); from <= at; from++) {
    const zone = readZone(tokens, from);
    if (zone && zone.to > at && zone.to <= to) return true;
  }
  return false;
}

/** `Th 6,` = Friday, `Thứ Ba` = Tuesday. */
function isVietnameseWeekday(tokens: readonly DateToken[], at: number): boolean {
  const token = tokens[at]!;
  if (!/^thu?$/.test(tokens[at - 1]?.text ?? '')) return false;
  return token.kind === 'number' ? token.value <= 7 : /^(?:hai|ba|tu|nam|sau|bay)$/.test(token.text);
}

function isFiller(token: DateToken): boolean {
  if (token.kind === 'mark') return FILLER_MARKS.includes(token.text);
  if (token.kind === 'number') return false;
  // Hungarian writes week days as one letter.
  return DATE_CONNECTORS.has(token.text) || token.weekdays !== 0 || token.half !== null || token.text.length === 1;
}

const FILLER_MARKS = ",.()-/@;'|:\u0970*_~?\ufffd";

function resolve(
  candidate: Candidate,
  tokens: readonly DateToken[],
  text: string,
  options: WrittenDateOptions,
): FoundDate | null {
  const { core, time } = candidate;
  let from = Math.min(core.from, time?.from ?? core.from);
  let to = Math.max(core.to, time?.to ?? core.to);
  let offset: number | null = null;
  let year: number | null = null;
  if (time) {
    const zone = zoneAfter(tokens, time.to);
    if (zone) {
      offset = zone.offset;
      to = Math.max(to, zone.to);
    }
    // asctime: the year comes last, a zone may follow it.
    const last = tokens[to];
    if (
      core.year === 'none' &&
      last?.kind === 'number' &&
      last.text.length === 4 &&
      last.value >= 1900 &&
      last.value < 2200
    ) {
      year = last.value;
      to++;
      const late = zone ? null : readZone(tokens, to);
      if (late) {
        offset = late.offset;
        to = late.to;
      }
    }
  }
  const weekday = weekdayBeside(tokens, core, from, to);
  from = Math.min(from, weekday.from);
  to = Math.max(to, weekday.to);
  const clock = time ? ((time.hour * 60 + time.minute) * 60 + (time.second ?? 0)) * 1000 : 0;
  const readings = order(core, year, clock, weekday.bits, options, time ? time.half : !options.dayFirst);
  if (!readings.length) return null;
  const start = tokens[from]!.start;
  const end = tokens[to - 1]!.end;
  return {
    date: {
      raw: text.slice(start, end),
      local: readings[0]!,
      alternatives: readings.slice(1),
      offset,
      precision: time ? (time.second === null ? 'minute' : 'second') : 'day',
    },
    start,
    end,
  };
}

/** The zone after a time, over units such as `Uhr` and a comma. */
function zoneAfter(tokens: readonly DateToken[], at: number): { offset: number | null; to: number } | null {
  const zone = readZone(tokens, at);
  if (zone) return zone;
  const skipped = tokens[at];
  if (skipped && (skipped.text === ',' || skipped.text === 'uhr')) return readZone(tokens, at + 1);
  return null;
}

/** Week days that stand directly before or after the date, as bits of all that they may mean. */
function weekdayBeside(
  tokens: readonly DateToken[],
  core: DateCore,
  from: number,
  to: number,
): { bits: number; from: number; to: number } {
  for (let at = from - 1; at >= 0 && at >= from - 4; at--) {
    const token = tokens[at]!;
    if (token.weekdays && !DATE_CONNECTORS.has(token.text)) {
      const led = at > 0 && BEFORE_WEEKDAYS.has(tokens[at - 1]!.text);
      return { bits: token.weekdays, from: led ? at - 1 : at, to };
    }
    if (token.kind !== 'mark' && !DATE_CONNECTORS.has(token.text)) break;
  }
  for (let at = core.to; at < to && at < core.to + 5; at++) {
    if (tokens[at]!.weekdays) return { bits: tokens[at]!.weekdays, from, to };
  }
  const bracket = tokens[to]?.text === '(' ? 1 : 0;
  const after = tokens[to + bracket];
  if (after?.weekdays && bracket && tokens[to + 2]?.text === ')') return { bits: after.weekdays, from, to: to + 3 };
  return { bits: 0, from, to };
}

/** Within this time most replies are written. */
const MOST_USUAL = 45 * DAY;

/** The readings as if UTC, likeliest first; those that the week day or the quoting message's date rule out are left out. */
function order(
  core: DateCore,
  lateYear: number | null,
  clock: number,
  weekdays: number,
  { near = null, dayFirst = false }: WrittenDateOptions,
  monthFirst: boolean,
): readonly number[] {
  let days: number[] = [];
  const readings = monthFirst && core.slashed ? [...core.readings].sort(byMonthFirst(core)) : core.readings;
  for (const { year, month, day } of readings) {
    const known = year ?? lateYear ?? (near === null ? null : yearBefore(near, month, day));
    if (known === null) continue;
    const time = dayTime({ year: known, month, day });
    if (time !== null && !days.includes(time)) days.push(time);
  }
  const isOnWeekday = (day: number) => (weekdays & (1 << new Date(day).getUTCDay())) !== 0;
  const onWeekday = days.filter(isOnWeekday);
  const swapped = weekdays !== 0 && !onWeekday.length ? dayTime(core.swapped) : null;
  if (swapped !== null && isOnWeekday(swapped)) onWeekday.push(swapped);
  if (onWeekday.length) days = onWeekday;
  if (near !== null && days.length > 1) {
    const past = days.filter((day) => day <= near + 2 * DAY);
    if (past.length) days = past;
    // A reply follows within weeks; farther away, nearness tells nothing. Clocks and zones seldom put it before what it quotes.
    const distance = (day: number) => (day > near + DAY ? day - near + MOST_USUAL : Math.abs(near - day));
    if (days.some((day) => distance(day) < MOST_USUAL)) {
      days = days.filter((day) => distance(day) < 400 * DAY).sort((a, b) => distance(a) - distance(b));
    }
  }
  const usual = dayFirst && !monthFirst ? dayTime(core.readings[0]!) : null;
  if (usual !== null && days.includes(usual)) days = [usual, ...days.filter((day) => day !== usual)];
  return days.map((day) => day + clock);
}

/** As if UTC; null where there is no such day. */
function dayTime(reading: DayReading | null): number | null {
  if (reading === null || reading.year === null) return null;
  const time = Date.UTC(reading.year, reading.month - 1, reading.day);
  const date = new Date(time);
  return date.getUTCDate() === reading.day && date.getUTCMonth() === reading.month - 1 ? time : null;
}

/** Puts the reading `month/day/year` first: the other one of the same year. `13/05/07` has none: its second one is `year/month/day`. */
function byMonthFirst({ readings: [dayFirst, ...others] }: DateCore): (a: DayReading, b: DayReading) => number {
  const first = others.find(({ year }) => year === dayFirst!.year);
  return (a, b) => (a === first ? -1 : b === first ? 1 : 0);
}

/** The latest year in which that day does not lie after `near` (two days of slack for clocks and zones). */
function yearBefore(near: number, month: number, day: number): number {
  const current = new Date(near + 2 * DAY).getUTCFullYear();
  return Date.UTC(current, month - 1, day) <= near + 2 * DAY ? current : current - 1;
}
