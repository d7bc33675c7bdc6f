import {
  millisecondsInDay as DAY,
  millisecondsInHour as HOUR,
  millisecondsInMinute as MINUTE,
} from 'date-fns/constants';
import { formatDuration } from 'date-fns/formatDuration';
import type { ProducedPost } from '../dedupe/produced-post.js';
import { boundaryOf, readBoundaryClock } from '../message/header/boundary-clock.js';
import { parseMessageDate } from '../message/header/message-date.js';
import { type MessageIdClock, readMessageIdClock } from '../message/header/message-id-clock.js';
import { parseThreadIndex } from '../message/header/thread-index.js';
import { fieldsNamed } from '../message/header-text.js';
import type { MessageDate } from '../message/message.js';
import type { Origin } from '../source/source.js';
import { createFinding } from './create-finding.js';
import { type DetailOf, declareFinding } from './declare-finding.js';
import type { Finding } from './finding.js';
import { describePost, type FindingContext } from './finding-context.js';

/** Date against the other clocks of a message and of its parent; a sender's constant offset is one finding. */
export const clockContradiction = declareFinding({
  kind: 'clock-contradiction',
  label: 'Clock contradiction',
  about: 'Two clocks that cannot both be right',
  severities: ['info', 'notice'],
  mark: 'clock',
  castsDoubtOn: 'every',
  detail: ({ z, time }) =>
    z.strictObject({
      type: z.enum(['before-parent', 'received', 'message-id', 'thread-index', 'boundary', 'zone', 'sender-offset']),
      date: time.describe('What the message says'),
      other: time.nullable().describe('What the other clock says'),
      seconds: z.number().describe('Date minus the other clock'),
      messages: z.int().min(0).describe('For sender-offset: messages that agree on it'),
    }),
  find: findClockContradictions,
});

/** A Date, and a clock that contradicts it. */
export type ClockContradictionDetail = DetailOf<typeof clockContradiction>;

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

function* findClockContradictions(context: FindingContext): Generator<Finding> {
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

/** A clock that cannot be right if the Date is. */
interface OtherClock {
  readonly type: Contradiction['type'];
  readonly time: number;
  readonly origins: readonly Origin[];
  readonly what: string;
}

type ReadClock = (post: ProducedPost, time: number, context: FindingContext) => OtherClock | null;

const CLOCKS: readonly ReadClock[] = [
  readReceivedClock,
  readIdClock,
  readMimeBoundaryClock,
  readThreadIndexClock,
  readParentClock,
];

function* readClocks(post: ProducedPost, context: FindingContext): Generator<Contradiction> {
  const date = post.message.date!;
  const dateOrigins = fieldOrigins(post, /^date$/i);
  if (hasImpossibleZone(date)) {
    const what = `its Date "${date.raw.trim()}" has a zone that no place uses`;
    yield { type: 'zone', post, other: null, difference: 0, origins: dateOrigins, what };
    return;
  }
  for (const readClock of CLOCKS) {
    const clock = readClock(post, date.time, context);
    if (clock === null) continue;
    const { type, time: other, what } = clock;
    yield { type, post, other, difference: date.time - other, origins: [...dateOrigins, ...clock.origins], what };
  }
}

function readReceivedClock(post: ProducedPost, time: number): OtherClock | null {
  const first = receivedTimes(post).at(-1);
  if (!first) return null;
  const clock = { type: 'received', time: first.time, origins: [first.origin] } as const;
  if (time - first.time > TOLERANCE)
    return { ...clock, what: 'its Date is later than the first server that received it' };
  if (first.time - time > 7 * DAY)
    return { ...clock, what: 'its Date is more than a week before the first server received it' };
  return null;
}

/** A time that lies farther from the Date of a web mailer is none. */
const LONGEST_SERVER_ERROR = 20 * DAY;

function readIdClock(post: ProducedPost, time: number): OtherClock | null {
  const { messageId } = post.message;
  const clock = messageId ? readMessageIdClock(messageId) : null;
  if (!clock || !disagrees(time, clock)) return null;
  // QUIRK: in one of a hundred ids of Gmail's first years other digits read as a time; its servers write the Date themselves.
  if (clock.form === 'gmail-2004' && Math.abs(time - clock.time) > LONGEST_SERVER_ERROR) return null;
  const what = `its Date disagrees with the time inside its Message-ID (${clock.form})`;
  return { type: 'message-id', time: clock.time, origins: fieldOrigins(post, /^message-id$/i), what };
}

function readMimeBoundaryClock(post: ProducedPost, time: number): OtherClock | null {
  const field = fieldsNamed(post.message.headers, /^content-type$/i)[0];
  const boundary = field ? boundaryOf(field) : null;
  const clock = boundary === null ? null : readBoundaryClock(boundary);
  if (!clock || !disagrees(time, clock)) return null;
  const what = `its Date disagrees with the time inside its MIME boundary (${clock.form})`;
  return { type: 'boundary', time: clock.time, origins: [field!.origin], what };
}

function readThreadIndexClock(post: ProducedPost, time: number): OtherClock | null {
  const field = fieldsNamed(post.message.headers, /^thread-index$/i)[0];
  const index = field ? parseThreadIndex(field.value) : null;
  if (index === null) return null;
  const written = index.levels.at(-1)?.time ?? index.headerTime;
  if (written === null || (written - time <= TOLERANCE && time - written <= 7 * WRITING)) return null;
  const what = 'its Date disagrees with the time inside its Thread-Index';
  return { type: 'thread-index', time: written, origins: fieldOrigins(post, /^thread-index$/i), what };
}

/** A weaker link may be a wrong one, and then no clock is. */
const SURE_LINK = 0.95;

function readParentClock(post: ProducedPost, time: number, { placeOf, nameOf }: FindingContext): OtherClock | null {
  const link = placeOf.get(post.key)?.link;
  const parent = link ? placeOf.get(link.parent)?.post : undefined;
  if (parent?.kind !== 'produced' || parent.message.date?.source !== 'date' || link!.confidence < SURE_LINK)
    return null;
  const answered = parent.message.date.time;
  if (answered - time <= TOLERANCE) return null;
  const what = `it is dated before the message that it answers (${describePost(parent, { nameOf })})`;
  return { type: 'before-parent', time: answered, origins: fieldOrigins(parent, /^date$/i), what };
}

/** True if the clock in a Message-ID or boundary cannot be the Date: a writer in local time may be off by a whole zone. */
function disagrees(time: number, clock: Pick<MessageIdClock, 'time' | 'zone'>): boolean {
  const difference = time - clock.time;
  if (clock.zone === 'utc') return difference < -TOLERANCE * 2 || difference > WRITING;
  return Math.abs(difference) > 14 * HOUR + WRITING;
}

/** Times of the Received fields of the first copy that has any, the last hop first, as they stand in the header. */
function receivedTimes(post: ProducedPost): readonly { time: number; origin: Origin }[] {
  for (const { headers } of post.copies) {
    const hops: { time: number; origin: Origin }[] = [];
    for (const { value, origin } of fieldsNamed(headers, /^received$/i)) {
      const date = parseMessageDate(value.slice(value.lastIndexOf(';') + 1));
      if (date) hops.push({ time: date.time, origin });
    }
    if (hops.length) return hops;
  }
  return [];
}

function fieldOrigins(post: ProducedPost, name: RegExp): Origin[] {
  const field = fieldsNamed(post.message.headers, name)[0];
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
  return createFinding(clockContradiction, {
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
    clockContradiction,
    {
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
