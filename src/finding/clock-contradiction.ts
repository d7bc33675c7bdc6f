import { formatDuration } from 'date-fns';
import {
  millisecondsInDay as DAY,
  millisecondsInHour as HOUR,
  millisecondsInMinute as MINUTE,
} from 'date-fns/constants';
import type { ProducedPost } from '../link/post.js';
import { boundaryOf, readBoundaryClock } from '../message/boundary-clock.js';
import type { MessageDate } from '../message/message.js';
import { parseMessageDate } from '../message/message-date.js';
import { type MessageIdClock, readMessageIdClock } from '../message/message-id-clock.js';
import { parseThreadIndex } from '../message/thread-index.js';
import type { Origin } from '../source/source.js';
import { createFinding } from './create-finding.js';
import type { Finding } from './finding.js';
import { describePost, type FindingContext } from './finding-context.js';

export interface ClockContradictionDetail {
  readonly type: 'before-parent' | 'received' | 'message-id' | 'thread-index' | 'boundary' | 'zone' | 'sender-offset';
  /** Both clocks, ISO 8601 in UTC. */
  readonly date: string;
  readonly other: string | null;
  /** Date minus the other clock, in seconds. */
  readonly seconds: number;
  /** For `sender-offset`: messages that agree on it. */
  readonly messages: number;
}

/** Clocks on two machines may differ by this much without saying anything. */
const TOLERANCE = 5 * MINUTE;
/** A time inside a Message-ID or boundary may be older than Date by the time of writing. */
const WRITING = DAY;

interface Contradiction {
  readonly type: ClockContradictionDetail['type'];
  readonly post: ProducedPost;
  readonly other: number | null;
  /** Date minus the other clock, ms. */
  readonly difference: number;
  readonly origins: readonly Origin[];
  readonly what: string;
}

/** Messages sent by one person that must agree on an offset before it is that person's clock. */
const LEAST_AGREEING = 3;
/** Share of a sender's measured messages that must agree. */
const AGREEING_SHARE = 0.7;

/** Date against the other clocks of a message and of its parent; a sender's constant offset is one finding. */
export function* findClockContradictions(context: FindingContext): Generator<Finding> {
  const offsets = findSenderOffsets(context);
  for (const offset of offsets.values()) yield reportOffset(offset, context);
  for (const post of context.produced) {
    const { date, from } = post.message;
    if (date?.source !== 'date' && date?.source !== 'record') continue;
    const known = from ? offsets.get(context.identify(from)) : undefined;
    for (const contradiction of readClocks(post, context)) {
      if (!known || !isExplained(contradiction, known)) yield report(contradiction, context);
    }
  }
}

/** True if the sender's wrong clock accounts for a contradiction. */
function isExplained({ type, difference }: Contradiction, { lag }: SenderOffset): boolean {
  if (type === 'zone') return false;
  return type === 'before-parent' ? lag < 0 : Math.abs(difference - lag) <= 2 * TOLERANCE;
}

/** `+2600`, `+0123`: offsets that are no quarter of an hour or lie beyond the date line. */
function hasImpossibleZone({ raw, offset }: MessageDate): boolean {
  const written = /[+-](\d{2})(\d{2})\b[^\d]*$/.exec(raw);
  const minutes = written ? Number(written[1]) * 60 + Number(written[2]) : Math.abs(offset ?? 0);
  return minutes % 15 !== 0 || minutes > 14 * 60 || (written !== null && Number(written[2]) > 59);
}

function* readClocks(post: ProducedPost, context: FindingContext): Generator<Contradiction> {
  const { message } = post;
  const time = message.date!.time;
  const dateOrigins = fieldOrigins(post, /^date$/i);
  if (hasImpossibleZone(message.date!)) {
    yield {
      type: 'zone',
      post,
      other: null,
      difference: 0,
      origins: dateOrigins,
      what: `its Date "${message.date!.raw.trim()}" has a zone that no place uses`,
    };
    return;
  }
  const hops = receivedTimes(post);
  const first = hops.at(-1);
  if (first && time - first.time > TOLERANCE) {
    yield {
      type: 'received',
      post,
      other: first.time,
      difference: time - first.time,
      origins: [...dateOrigins, first.origin],
      what: 'its Date is later than the first server that received it',
    };
  } else if (first && first.time - time > 7 * DAY) {
    yield {
      type: 'received',
      post,
      other: first.time,
      difference: time - first.time,
      origins: [...dateOrigins, first.origin],
      what: 'its Date is more than a week before the first server received it',
    };
  }
  const clock = message.messageId ? readMessageIdClock(message.messageId) : null;
  if (clock && disagrees(time, clock)) {
    yield {
      type: 'message-id',
      post,
      other: clock.time,
      difference: time - clock.time,
      origins: [...dateOrigins, ...fieldOrigins(post, /^message-id$/i)],
      what: `its Date disagrees with the time inside its Message-ID (${clock.form})`,
    };
  }
  const type = message.headers.find(({ name }) => /^content-type$/i.test(name));
  const boundary = type ? boundaryOf(type) : null;
  const stamp = boundary === null ? null : readBoundaryClock(boundary);
  if (stamp && disagrees(time, stamp)) {
    yield {
      type: 'boundary',
      post,
      other: stamp.time,
      difference: time - stamp.time,
      origins: [...dateOrigins, type!.origin],
      what: `its Date disagrees with the time inside its MIME boundary (${stamp.form})`,
    };
  }
  const indexField = message.headers.find(({ name }) => /^thread-index$/i.test(name));
  const index = indexField ? parseThreadIndex(indexField.value) : null;
  const level = index ? (index.levels.at(-1)?.time ?? index.headerTime) : null;
  if (level !== null && level !== undefined && (level - time > TOLERANCE || time - level > WRITING * 7)) {
    yield {
      type: 'thread-index',
      post,
      other: level,
      difference: time - level,
      origins: [...dateOrigins, ...fieldOrigins(post, /^thread-index$/i)],
      what: 'its Date disagrees with the time inside its Thread-Index',
    };
  }
  const parent = context.placeOf.get(post.key)?.link?.parent;
  const parentPost = parent ? context.placeOf.get(parent)?.post : undefined;
  if (parentPost?.kind === 'produced' && parentPost.message.date?.source === 'date') {
    const difference = time - parentPost.message.date.time;
    if (difference < -TOLERANCE) {
      yield {
        type: 'before-parent',
        post,
        other: parentPost.message.date.time,
        difference,
        origins: [...dateOrigins, ...fieldOrigins(parentPost, /^date$/i)],
        what: `it is dated before the message that it answers (${describePost(parentPost, context)})`,
      };
    }
  }
}

/** True if the clock in a Message-ID or boundary cannot be the Date: a writer in local time may be off by a whole zone. */
function disagrees(time: number, clock: Pick<MessageIdClock, 'time' | 'zone'>): boolean {
  const difference = time - clock.time;
  if (clock.zone === 'utc') return difference < -TOLERANCE * 2 || difference > WRITING;
  if (Math.abs(difference) > 14 * HOUR + WRITING) return true;
  return false;
}

/** Times of the Received fields of the first copy that has any, the last hop first, as they stand in the header. */
function receivedTimes(post: ProducedPost): readonly { time: number; origin: Origin }[] {
  for (const { headers } of post.copies) {
    const hops: { time: number; origin: Origin }[] = [];
    for (const { name, value, origin } of headers) {
      if (name.length !== 8 || name.toLowerCase() !== 'received') continue;
      const date = parseMessageDate(value.slice(value.lastIndexOf(';') + 1));
      if (date) hops.push({ time: date.time, origin });
    }
    if (hops.length) return hops;
  }
  return [];
}

function fieldOrigins(post: ProducedPost, name: RegExp): Origin[] {
  const field = post.message.headers.find((header) => name.test(header.name));
  return field ? [field.origin] : [post.message.origin];
}

interface SenderOffset {
  /** Every message of the sender. */
  readonly posts: readonly ProducedPost[];
  /** Those that another clock dates. */
  readonly measured: readonly ProducedPost[];
  /** Median of Date minus the first Received, ms: below 0 the sender's clock is slow. */
  readonly lag: number;
  readonly origins: readonly Origin[];
}

/** Measures each sender's clock by the servers that received the mail first: several messages that agree on an offset. */
function findSenderOffsets(context: FindingContext): ReadonlyMap<string, SenderOffset> {
  const bySender = new Map<
    string,
    { posts: ProducedPost[]; lags: { lag: number; post: ProducedPost; origin: Origin }[] }
  >();
  for (const post of context.produced) {
    const { from, date } = post.message;
    if (!from || !date) continue;
    const person = context.identify(from);
    let sender = bySender.get(person);
    if (!sender) {
      sender = { posts: [], lags: [] };
      bySender.set(person, sender);
    }
    sender.posts.push(post);
    const first = receivedTimes(post).at(-1);
    if (first) sender.lags.push({ lag: date.time - first.time, post, origin: first.origin });
  }
  const offsets = new Map<string, SenderOffset>();
  for (const [person, { posts, lags }] of bySender) {
    if (lags.length < LEAST_AGREEING) continue;
    lags.sort((a, b) => a.lag - b.lag);
    const { lag } = lags[lags.length >> 1]!;
    const agreeing = lags.filter((one) => Math.abs(one.lag - lag) <= TOLERANCE);
    if (Math.abs(lag) <= 2 * TOLERANCE || agreeing.length < Math.max(LEAST_AGREEING, AGREEING_SHARE * lags.length))
      continue;
    offsets.set(person, {
      posts,
      measured: agreeing.map(({ post }) => post),
      lag,
      origins: agreeing.flatMap(({ post, origin }) => [...fieldOrigins(post, /^date$/i), origin]),
    });
  }
  return offsets;
}

function reportOffset({ posts, measured, lag, origins }: SenderOffset, context: FindingContext): Finding {
  const from = posts[0]!.message.from!;
  const detail: ClockContradictionDetail = {
    type: 'sender-offset',
    date: new Date(posts[0]!.message.date!.time).toISOString(),
    other: null,
    seconds: Math.round(lag / 1000),
    messages: measured.length,
  };
  return createFinding({
    kind: 'clock-contradiction',
    severity: 'notice',
    summary: `The clock of ${context.nameOf(from)} was ${showDuration(lag)}: so much lie between Date and the first server in ${measured.length} messages; it dates ${posts.length} in all.`,
    posts: posts.map((post) => post.key),
    origins,
    detail,
  });
}

function report({ type, post, other, difference, origins, what }: Contradiction, context: FindingContext): Finding {
  const detail: ClockContradictionDetail = {
    type,
    date: new Date(post.message.date!.time).toISOString(),
    other: other === null ? null : new Date(other).toISOString(),
    seconds: Math.round(difference / 1000),
    messages: 1,
  };
  return createFinding(
    {
      kind: 'clock-contradiction',
      severity: Math.abs(difference) > DAY ? 'notice' : 'info',
      summary: `${describePost(post, context)}: ${what}${other === null ? '' : ` (${showDuration(difference)})`}.`,
      posts: [post.key],
      origins,
      detail,
    },
    type,
  );
}

/** `3_720_000` → `"1 hour 2 minutes ahead"`. */
function showDuration(difference: number): string {
  const span = Math.abs(difference) + MINUTE / 2;
  const days = Math.floor(span / DAY);
  const hours = Math.floor((span % DAY) / HOUR);
  const minutes = days ? 0 : Math.floor((span % HOUR) / MINUTE);
  return `${formatDuration({ days, hours, minutes }) || 'no time'} ${difference > 0 ? 'ahead' : 'behind'}`;
}
