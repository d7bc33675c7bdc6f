import type { Post } from '../link/post.js';
import { timeOf } from './post-fields.js';
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
  const times: number[] = [];
  for (const post of posts) {
    const time = post.kind === 'produced' ? timeOf(post) : null;
    if (time !== null) times.push(time);
  }
  return events.map((event) => {
    const { start, end } = spanOfEvent(event);
    const before = times.filter((time) => time < start).length;
    const after = times.filter((time) => time >= end).length;
    return { date: event.date, label: event.label, before, on: times.length - before - after, after };
  });
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
export function eventText({ date, label, before, on, after }: EventCounts): string {
  const messages = `${before} ${before === 1 ? 'message' : 'messages'} before`;
  return `${date} ${label}: ${messages}, ${on ? `${on} on that day, ` : ''}${after} after`;
}
