import type { Post } from '../../link/post/post.js';
import { timeOf } from '../../link/post/post-facts.js';
import { makeVisible } from '../../text/visible-text.js';
import { truncate } from '../format/display-text.js';
import { countOf, withCommas } from '../format/phrases.js';
import { paint, type TextStyle } from '../format/text-style.js';
import type { CaseEvent } from './report-file.js';

/** An event with the produced messages before, on, and after that day. */
export interface EventCounts extends CaseEvent {
  readonly before: number;
  /** On the day; for an event with a time of day, 0. */
  readonly on: number;
  readonly after: number;
}

const DAY = 86_400_000;

/** The time of an event, ms since 1970 UTC, end exclusive: a whole day, or a moment; a time without zone is UTC. */
export function spanOfEvent({ date }: CaseEvent): { readonly start: number; readonly end: number } {
  if (/^\d{4}-\d{2}-\d{2}$/.test(date)) {
    const start = Date.parse(`${date}T00:00:00Z`);
    return { start, end: start + DAY };
  }
  const hasZone = /(?:[zZ]|[+-]\d{2}:?\d{2})$/.test(date);
  const start = Date.parse(hasZone ? date : `${date.replace(' ', 'T')}Z`);
  return { start, end: start };
}

/** Counts the produced messages before, on and after each event; undated ones count nowhere. */
export function countAround(posts: Iterable<Post>, events: readonly CaseEvent[]): readonly EventCounts[] {
  if (!events.length) return [];
  const times: (number | null)[] = [];
  for (const post of posts) times.push(post.kind === 'produced' ? timeOf(post) : null);
  return countTimes(times, events);
}

/** The same for times, ms since 1970 UTC; null counts nowhere. */
export function countTimes(times: readonly (number | null)[], events: readonly CaseEvent[]): readonly EventCounts[] {
  return events.map((event) => {
    const counts = { before: 0, on: 0, after: 0 };
    for (const time of times) {
      const side = sideOfEvent(time, event);
      if (side) counts[side]++;
    }
    return { date: event.date, label: event.label, ...counts };
  });
}

/** On which side of an event a time lies; null where there is no time. */
function sideOfEvent(time: number | null, event: CaseEvent): 'before' | 'on' | 'after' | null {
  if (time === null) return null;
  const { start, end } = spanOfEvent(event);
  if (time < start) return 'before';
  return time >= end ? 'after' : 'on';
}

/**
 * A column an event for a table: its heading (`2019-05-14 Meeting`) and, for a time, `before`, `on` or `after`; null where the time is
 * unknown.
 */
export function eventColumns(
  events: readonly CaseEvent[],
): readonly (readonly [heading: string, side: (time: number | null) => string | null])[] {
  return events.map((event) => [`${event.date} ${event.label}`, (time) => sideOfEvent(time, event)]);
}

/**
 * The marks of a list in the order of time: asked with the time of each row in turn, gives the events, in the order of time, that begin
 * no later than it and were not given before.
 */
export function passEvents(events: readonly CaseEvent[]): (time: number | null) => readonly CaseEvent[] {
  let next = 0;
  return (time) => {
    const first = next;
    while (time !== null && next < events.length && spanOfEvent(events[next]!).start <= time) next++;
    return events.slice(first, next);
  };
}

/** A line an event: `◆ 2019-05-14 Lantern Room: 12 findings before, 3 on that day, 40 after`. */
export function* writeEventCounts(
  counts: readonly EventCounts[],
  style: TextStyle,
  noun: readonly [one: string, many: string] = ['message', 'messages'],
): Generator<string> {
  for (const event of counts) yield `${paint(`◆ ${makeVisible(eventText(event, noun))}`, 'bold', style)}\n`;
}

/**
 * The events that fall into a thread, each with the first post from then on, in the order of time: the marks that a view puts
 * before posts. An event before the first post or after the last falls into no gap of the thread.
 */
export function markEvents(posts: readonly Post[], events: readonly CaseEvent[]): ReadonlyMap<string, CaseEvent[]> {
  const marks = new Map<string, CaseEvent[]>();
  if (!events.length || posts.length < 2) return marks;
  const dated = posts.flatMap((post) => {
    const time = timeOf(post);
    return time === null ? [] : [{ key: post.key, time }];
  });
  dated.sort((a, b) => a.time - b.time);
  for (const event of events) {
    const { start } = spanOfEvent(event);
    const index = dated.findIndex(({ time }) => time >= start);
    if (index < 1) continue;
    const { key } = dated[index]!;
    const list = marks.get(key);
    if (list) list.push(event);
    else marks.set(key, [event]);
  }
  return marks;
}

/** `2019-05-14 Lantern Room: 66 messages before, 3 on that day, 40 after`. */
export function eventText(
  { date, label, before, on, after }: EventCounts,
  [one, many]: readonly [one: string, many: string] = ['message', 'messages'],
): string {
  return `${date} ${label}: ${countOf(before, one, many)} before, ${on ? `${withCommas(on)} on that day, ` : ''}${withCommas(after)} after`;
}

/** A line across a list, where a day lies: `◆ 2019-05-14 Meeting ──────`. */
export function eventLine({ date, label }: CaseEvent, style: TextStyle): string {
  return `${paint(truncate(`◆ ${date} ${makeVisible(label)} ${'─'.repeat(style.width)}`, style.width - 1), 'bold', style)}\n`;
}
