import type { MessageDate } from '../message/message.js';

const MINUTE = 60_000;

/** The same minute; where one has no zone, by the other's own clock or by UTC. */
export function isSameClock(one: MessageDate, other: MessageDate): boolean {
  const minuteOf = (time: number) => Math.floor(time / MINUTE);
  if (minuteOf(one.time) === minuteOf(other.time)) return true;
  if (one.offset !== null && other.offset !== null) return false;
  const local = (date: MessageDate) => minuteOf(date.time) + (date.offset ?? 0);
  return local(one) === local(other);
}
