import { type DateOrder, dateOrders, readOrder } from '../date/date-order.js';
import { copyMessage } from '../message/copy-message.js';
import type { Message } from '../message/message.js';

const NUMBERS = /^\s{0,4}(?:\p{L}{2,10}\.?,? )?(\d{1,2})([/-])(\d{1,2})\2(\d{4}|\d\d)\b/u;

interface Numbers {
  readonly three: readonly [string, string, string];
  readonly separator: string;
}

/**
 * Reads `05/04/2016` day first in records of a source whose other dates can only be read so (`13/04/2016`), `04-05-2016` month first where
 * they say that, `16-04-04` year first beside `99-12-31`: by the first order that fits all dates of the source, where the usual one does not.
 * A source that fits several, or none, keeps the usual order, with the notice that each such date has.
 */
export function orderDays(messages: readonly Message[]): readonly Message[] {
  const fitting = new Map<string, readonly DateOrder[]>();
  const numbers = new Map<number, Numbers>();
  for (const [at, message] of messages.entries()) {
    // Known beforehand in rows of headers alone, which are no records.
    if (message.sentTime !== undefined) continue;
    const { date, origin } = message;
    const match = date?.source === 'record' ? NUMBERS.exec(date.raw) : null;
    if (!match) continue;
    const [, first, separator, second, third] = match as unknown as [string, string, string, string, string];
    const three = [first, second, third] as const;
    numbers.set(at, { three, separator });
    const key = `${separator}${origin.source}`;
    const orders = fitting.get(key) ?? dateOrders(separator);
    fitting.set(
      key,
      orders.filter((order) => readOrder(order, three) !== null),
    );
  }
  const read = new Map<number, Message>();
  for (const [at, { three, separator }] of numbers) {
    const message = messages[at]!;
    const [order] = fitting.get(`${separator}${message.origin.source}`) ?? [];
    if (order !== undefined && order !== dateOrders(separator)[0]) read.set(at, readInOrder(message, three, order));
  }
  return read.size === 0 ? messages : messages.map((message, at) => read.get(at) ?? message);
}

const ORDER_WORDS: Readonly<Record<DateOrder, string>> = { dmy: 'day first', mdy: 'month first', ymd: 'year first' };

function readInOrder(message: Message, three: Numbers['three'], order: DateOrder): Message {
  const date = message.date!;
  const placed = readOrder(order, three)!;
  const day = Date.UTC(placed.year, placed.month - 1, placed.day);
  const written = date.time + (date.offset ?? 0) * 60_000;
  const before = Math.floor(written / DAY) * DAY;
  // A date that was read so already stays.
  if (before === day) return message;
  const problems = message.problems.map((problem) =>
    problem.code === 'date-day-month-ambiguous' || problem.code === 'date-year-ambiguous'
      ? {
          ...problem,
          message: `The date "${date.raw.trim()}" was read ${ORDER_WORDS[order]}, as the other dates of its source are.`,
        }
      : problem,
  );
  return copyMessage(message, { date: { ...date, time: date.time - before + day }, problems });
}

const DAY = 86_400_000;
