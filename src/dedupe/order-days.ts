import { copyMessage } from '../message/copy-message.js';
import type { Message } from '../message/message.js';

const SLASHED = /^\s{0,4}(?:\p{L}{2,10}\.?,? )?(\d{1,2})\/(\d{1,2})\/(\d{4})\b/u;

/**
 * Reads `05/04/2016` day first in records of a source whose other dates can only be read so (`13/04/2016`), none the other way round. A
 * source that tells neither, or both, keeps month first, with the notice that each such date has.
 */
export function orderDays(messages: readonly Message[]): readonly Message[] {
  const orders = new Map<string, { dayFirst: boolean; monthFirst: boolean }>();
  const doubtful: number[] = [];
  for (const [at, message] of messages.entries()) {
    // Known beforehand in rows of headers alone, which are no records.
    if (message.sentTime !== undefined) continue;
    const { date, origin } = message;
    const match = date?.source === 'record' ? SLASHED.exec(date.raw) : null;
    if (!match) continue;
    const [first, second] = [Number(match[1]), Number(match[2])];
    if (first <= 12 && second <= 12) {
      if (first !== second) doubtful.push(at);
      continue;
    }
    const order = orders.get(origin.source) ?? { dayFirst: false, monthFirst: false };
    orders.set(origin.source, order);
    if (first > 12) order.dayFirst = true;
    else order.monthFirst = true;
  }
  const read = new Map<number, Message>();
  for (const at of doubtful) {
    const order = orders.get(messages[at]!.origin.source);
    if (order?.dayFirst && !order.monthFirst) read.set(at, readDayFirst(messages[at]!));
  }
  return read.size === 0 ? messages : messages.map((message, at) => read.get(at) ?? message);
}

function readDayFirst(message: Message): Message {
  const date = message.date!;
  const [, first, second, year] = SLASHED.exec(date.raw)!.map(Number) as [number, number, number, number];
  const monthFirst = Date.UTC(year, first - 1, second);
  const written = date.time + (date.offset ?? 0) * 60_000;
  // A date that was read day first already stays.
  if (Math.floor(written / DAY) * DAY !== monthFirst) return message;
  const time = date.time - monthFirst + Date.UTC(year, second - 1, first);
  const problems = message.problems.map((problem) =>
    problem.code === 'date-day-month-ambiguous'
      ? {
          ...problem,
          message: `The date "${date.raw.trim()}" was read day first, as the other dates of its source are.`,
        }
      : problem,
  );
  return copyMessage(message, { date: { ...date, time }, problems });
}

const DAY = 86_400_000;
