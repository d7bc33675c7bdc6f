import { NO_ZONE } from '../../report/page/compact-index.js';
import { DAY_ONLY, NOT_BEFORE, type ViewerOrigin } from '../../report/page/viewer-data.js';
import { visibleText } from '../../text/visible-text.js';
import type { CaseData } from './case-data.js';

/** In which zone times are shown: the sender's own, or minutes east of UTC, or the viewer's. */
export type ZoneChoice = 'own' | 'utc' | 'local';

const DAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A moment as it is read: `Tue 14 May 2019, 16:42 +0100`. */
export function fullTime(data: CaseData, post: number, zone: ZoneChoice): string {
  const { zone: zones, kind } = data.index.posts;
  return momentText(data.time[post]!, zones[post]!, zone, kind[post] === 'm' ? 'by ' : '');
}

/** The same for a moment and the zone that it was written in, as the column of posts has it; `before` stands before a mere day. */
export function momentText(seconds: number, told: number, zone: ZoneChoice, before = ''): string {
  if (Number.isNaN(seconds)) return 'date unknown';
  const written = told === NO_ZONE ? null : told;
  if (written === DAY_ONLY || written === NOT_BEFORE) {
    const date = new Date(seconds * 1000);
    const day = `${DAYS[date.getUTCDay()]} ${dayText(date)}`;
    return written === NOT_BEFORE ? `after ${day}` : `${before}${day}`;
  }
  const offset = offsetFor(seconds, written, zone);
  const date = new Date((seconds + offset * 60) * 1000);
  const clock = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  const unsure = written === null ? ' zone?' : ` ${offsetText(offset)}`;
  return `${DAYS[date.getUTCDay()]} ${dayText(date)}, ${clock}${unsure}`;
}

/** The day of a post in the zone that is shown, short: `14 May 2019`; -1 = no post. */
export function shortDay(data: CaseData, post: number, zone: ZoneChoice): string {
  if (post < 0) return 'no date';
  return shortDayOf(data.time[post]!, data.index.posts.zone[post]!, zone);
}

/** The same for a moment and the zone that it was written in. */
export function shortDayOf(seconds: number, told: number, zone: ZoneChoice): string {
  if (Number.isNaN(seconds)) return 'no date';
  const isDay = told === DAY_ONLY || told === NOT_BEFORE;
  const offset = isDay ? 0 : offsetFor(seconds, told === NO_ZONE ? null : told, zone);
  return dayText(new Date((seconds + offset * 60) * 1000));
}

/** First and last day of posts in the zone that is shown: `14 May – 3 Jun 2019`. Missing posts have no day of their own. */
export function spanText(data: CaseData, posts: Iterable<number>, zone: ZoneChoice): string {
  let [first, last] = [-1, -1];
  for (const post of posts) {
    const time = data.index.posts.kind[post] === 'm' ? Number.NaN : data.time[post]!;
    if (first < 0 ? !Number.isNaN(time) : time < data.time[first]!) first = post;
    if (last < 0 ? !Number.isNaN(time) : time > data.time[last]!) last = post;
  }
  return joinDays(shortDay(data, first, zone), shortDay(data, last, zone));
}

/** First and last day in UTC, where no post stands for them: `14 May – 3 Jun 2019`. */
export function spanInUtc(first: number, last: number): string {
  return joinDays(dayText(new Date(first * 1000)), dayText(new Date(last * 1000)));
}

function joinDays(from: string, to: string): string {
  if (from === to) return from;
  return from.slice(-4) === to.slice(-4) ? `${from.slice(0, -5)} – ${to}` : `${from} – ${to}`;
}

/** A day as `2019-05-14`, from seconds since 1970 UTC. */
export function isoDay(seconds: number): string {
  return new Date(seconds * 1000).toISOString().slice(0, 10);
}

function offsetFor(seconds: number, written: number | null, zone: ZoneChoice): number {
  if (zone === 'utc') return 0;
  if (zone === 'local') return -new Date(seconds * 1000).getTimezoneOffset();
  return written ?? 0;
}

function offsetText(offset: number): string {
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '−' : '+'}${two(Math.floor(minutes / 60))}${two(minutes % 60)}`;
}

function dayText(date: Date): string {
  // A year of one digit is a broken Date field, and must look like one.
  return `${date.getUTCDate()} ${MONTHS[date.getUTCMonth()]} ${String(date.getUTCFullYear()).padStart(4, '0')}`;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}

/** A length of time in words: 2 days, 5 weeks. */
export function durationText(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  if (days < 1)
    return seconds < 3600 ? counted(Math.round(seconds / 60), 'minute') : counted(Math.round(seconds / 3600), 'hour');
  if (days < 60) return counted(days, 'day');
  return days < 700 ? counted(Math.round(days / 30.4), 'month') : counted(Math.round(days / 365.25), 'year');
}

/** `3 posts`, `1 post`. */
export function counted(count: number, noun: string, plural = `${noun}s`): string {
  return `${withCommas(count)} ${count === 1 ? noun : plural}`;
}

/** `1234567` as `1,234,567`. */
export function withCommas(number: number): string {
  return number.toLocaleString('en-US');
}

/** A number of bytes in the unit that reads best: `95 kB`. */
export function byteText(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(bytes < 10_000 ? 1 : 0)} kB`;
  return `${(bytes / 1_000_000).toFixed(1)} MB`;
}

/** Where something stands: `holt.mbox, bytes 1,200–1,264`. */
export function placeText(data: CaseData, [source, offset, length, row]: ViewerOrigin): string {
  const name = data.index.sources[source]?.name ?? 'memory';
  const record = row === undefined ? '' : `, record ${row}`;
  return `${visibleText(name)}${record}, bytes ${withCommas(offset)}–${withCommas(offset + length)}`;
}

/** Thousandths as percent: `970` as `97 %`. */
export function percent(perMille: number): string {
  return `${Math.min(99.9, perMille / 10).toFixed(perMille >= 995 && perMille < 1000 ? 1 : 0)} %`.replace(
    '99.9 %',
    perMille >= 1000 ? '100 %' : '99.9 %',
  );
}

/** Two letters for a person. */
export function initials(name: string): string {
  const words = visibleText(name)
    .replace(/[<("'[]/g, '')
    .split(/[\s.@_-]+/)
    .filter(Boolean);
  const first = Array.from(words[0] ?? '?')[0] ?? '?';
  const second = words.length > 1 && !name.includes('@') ? (Array.from(words.at(-1)!)[0] ?? '') : '';
  return (first + second).toUpperCase();
}

/** One of twelve colours for a person; the same each time. */
export function toneOf(person: number): string {
  return person < 0 ? 'tone-none' : `tone-${person % 12}`;
}
