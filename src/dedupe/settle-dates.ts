import { isPlausibleMoment } from '../date/plausible-moment.js';
import { copyMessage } from '../message/copy-message.js';
import { boundaryOf, readBoundaryClock } from '../message/header/boundary-clock.js';
import { parseMessageDate } from '../message/header/message-date.js';
import { readMessageIdClock } from '../message/header/message-id-clock.js';
import { headerFields } from '../message/header-text.js';
import type { Message, MessageDate } from '../message/message.js';
import { messageTime } from './canonical-order.js';

const DAY = 86_400_000;
const YEAR = 365.25 * DAY;
/** Another clock contradicts a date from here on, and bears it out up to here. */
const CONTRADICTS = YEAR;
/** Messages from which on a share of them counts, not each; and the share that may lie outside. */
const MANY = 20;
const OUTSIDE = 0.01;
/** So far from all others a date is doubted if another clock contradicts it; and if none bears it out. */
const FAR = 5 * YEAR;
const FARTHEST = 10 * YEAR;
/** As `FAR`, for the `From ` line: that of many mailboxes says when they were written. */
const FAR_FROM_LINE = 2 * CONTRADICTS;

/**
 * Doubts the dates that lie years outside of all other dates of the collection: another clock of the message (its first Received, the
 * time inside its id or boundary, what it answers) contradicts them, or none bears out what is farther away still. Such a message takes
 * its date from Received where that is told and better, else has none; what is written is kept as `doubtedDate`, with a problem.
 *
 *     2001 2001 2002 … 2044 → the last without a date: it sets neither the span of the case nor an order
 */
export function settleDates(messages: readonly Message[]): readonly Message[] {
  const times = Float64Array.from(messages, messageTime);
  const span = readSpan(times.filter(Number.isFinite));
  if (span === null) return messages;
  let byId: Map<string, number> | null = null;
  const timeOfId = (id: string) => {
    byId ??= new Map(
      messages.flatMap(({ messageId, date }) => (messageId && date ? [[messageId, date.time] as const] : [])),
    );
    return byId.get(id);
  };
  const settled = new Map<number, Message>();
  for (const [at, message] of messages.entries()) {
    const away = span.distance(times[at]!);
    if (away < FAR_FROM_LINE || message.date === null) continue;
    const { date } = message;
    if (date.source === 'decision' || (date.source !== 'from-line' && away < FAR)) continue;
    const doubted = doubt(message, date, away, span, timeOfId);
    if (doubted) settled.set(at, doubted);
  }
  return settled.size === 0 ? messages : messages.map((message, at) => settled.get(at) ?? message);
}

interface Span {
  readonly text: string;
  /** How far a time lies outside of the others beyond what they themselves are apart, ms; 0 inside. */
  distance(time: number): number;
}

/** The span of nearly all dates; null where there are too few to tell one that lies outside. */
function readSpan(times: Float64Array): Span | null {
  const count = times.length;
  if (count < 3) return null;
  const sorted = times.sort();
  const text = (first: number, last: number) => `${isoDay(first)} to ${isoDay(last)}`;
  const outside = (time: number, first: number, last: number) =>
    Math.max(0, Math.max(first - time, time - last) - (last - first));
  if (count >= MANY) {
    const skipped = Math.floor(OUTSIDE * count) || 1;
    const [first, last] = [sorted[skipped]!, sorted[count - 1 - skipped]!];
    return { text: text(first, last), distance: (time) => outside(time, first, last) };
  }
  const [first, second, beforeLast, last] = [sorted[0]!, sorted[1]!, sorted[count - 2]!, sorted[count - 1]!];
  // Each is held against the others.
  return {
    text: text(
      outside(first, second, last) > FAR ? second : first,
      outside(last, first, beforeLast) > FAR ? beforeLast : last,
    ),
    distance: (time) =>
      time === first ? outside(time, second, last) : time === last ? outside(time, first, beforeLast) : 0,
  };
}

const isoDay = (time: number) => new Date(time).toISOString().slice(0, 10);

function doubt(
  message: Message,
  date: MessageDate,
  away: number,
  span: Span,
  timeOfId: (id: string) => number | undefined,
): Message | null {
  const clocks = readClocks(message).filter(({ time }) => isPlausibleMoment(time));
  const apart = (time: number) => Math.abs(time - date.time);
  if (clocks.some(({ time }) => apart(time) < CONTRADICTS)) return null;
  const answered = [...message.inReplyTo, ...message.references].flatMap((id) => timeOfId(id) ?? []);
  const isContradicted = [...clocks.map(({ time }) => time), ...answered].some((time) => apart(time) >= CONTRADICTS);
  if (!isContradicted && away < FARTHEST && date.source !== 'from-line') return null;
  const better = clocks.find(({ received, time }) => received !== null && span.distance(time) < FAR);
  const standIn: MessageDate | null = better
    ? { time: better.time, offset: better.offset, source: 'received', raw: better.received! }
    : null;
  const problem = {
    code: 'date-implausible',
    severity: 'notice' as const,
    message: `The date "${date.raw.trim()}" is kept as written, but lies years outside of the other dates (${span.text}); ${standIn ? 'the earliest Received header stands in' : 'the message counts as undated'}.`,
    origin: message.origin,
  };
  return copyMessage(message, {
    date: standIn,
    doubtedDate: message.doubtedDate ?? date.raw.trim(),
    problems: [...message.problems, problem],
  });
}

interface OwnClock {
  readonly time: number;
  readonly offset: number | null;
  /** The text of the Received field that tells it; null for other clocks. */
  readonly received: string | null;
}

/** Clocks of a message beside its Date: the first server that had it, when it was sent again, its id and its boundary. */
function readClocks({ headers, messageId }: Message): readonly OwnClock[] {
  const clocks: OwnClock[] = [];
  for (const { name, value } of headerFields(headers)) {
    const label = name.toLowerCase();
    if (label === 'received') {
      const date = parseMessageDate(value.slice(value.lastIndexOf(';') + 1));
      // The first server's field stands last.
      if (date?.oddity === null) clocks.unshift({ ...date, received: value.replace(/\s+/g, ' ').trim() });
    } else if (RESENT.has(label)) {
      const date = parseMessageDate(value);
      if (date) clocks.push({ ...date, received: null });
    } else if (label === 'content-type') {
      const boundary = boundaryOf({ value });
      const clock = boundary === null ? null : readBoundaryClock(boundary);
      if (clock) clocks.push({ time: clock.time, offset: null, received: null });
    }
  }
  const clock = messageId === null ? null : readMessageIdClock(messageId);
  if (clock) clocks.push({ time: clock.time, offset: null, received: null });
  return clocks;
}

const RESENT = new Set(['resent-date', 'delivery-date', 'x-originalarrivaltime', 'x-original-date']);
