import type { ProducedPost } from '../link/post.js';
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

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
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

/** Date against the other clocks of a message and of its parent; a sender's constant offset is one finding. */
export function* findClockContradictions(context: FindingContext): Generator<Finding> {
  const found: Contradiction[] = [];
  for (const post of context.produced)
    if (post.message.date?.source === 'date') found.push(...readClocks(post, context));
  const offsets = findSenderOffsets(found, context);
  const explained = new Set(offsets.flatMap(({ members }) => members));
  for (const { members, difference } of offsets) yield reportOffset(members, difference);
  for (const contradiction of found) if (!explained.has(contradiction)) yield report(contradiction);
}

function* readClocks(post: ProducedPost, context: FindingContext): Generator<Contradiction> {
  const { message } = post;
  const time = message.date!.time;
  const dateOrigins = fieldOrigins(post, /^date$/i);
  const offset = message.date!.offset;
  if (offset !== null && (offset % 15 !== 0 || offset < -12 * 60 || offset > 14 * 60)) {
    yield {
      type: 'zone',
      post,
      other: null,
      difference: 0,
      origins: dateOrigins,
      what: `its Date has the offset ${offset} minutes, which no place uses`,
    };
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
        what: `it is dated before the message that it answers (${describePost(parentPost)})`,
      };
    }
  }
}

/** True if a Message-ID's clock cannot be the Date: a writer in local time may be off by a whole zone. */
function disagrees(time: number, clock: MessageIdClock): boolean {
  const difference = time - clock.time;
  if (clock.zone === 'utc') return difference < -TOLERANCE * 2 || difference > WRITING;
  if (Math.abs(difference) > 14 * HOUR + WRITING) return true;
  return false;
}

/** Times of the Received fields, the last hop first, as they stand in the header. */
function receivedTimes(post: ProducedPost): { time: number; origin: Origin }[] {
  const hops: { time: number; origin: Origin }[] = [];
  for (const { name, value, origin } of post.message.headers) {
    if (name.toLowerCase() !== 'received') continue;
    const date = parseMessageDate(value.slice(value.lastIndexOf(';') + 1));
    if (date) hops.push({ time: date.time, origin });
  }
  return hops;
}

function fieldOrigins(post: ProducedPost, name: RegExp): Origin[] {
  const field = post.message.headers.find((header) => name.test(header.name));
  return field ? [field.origin] : [post.message.origin];
}

interface SenderOffset {
  readonly members: readonly Contradiction[];
  /** Median of the differences, ms. */
  readonly difference: number;
}

/** Groups the contradictions of one sender that agree on one offset: that clock was wrong, not each message. */
function findSenderOffsets(found: readonly Contradiction[], context: FindingContext): SenderOffset[] {
  const bySender = new Map<string, Contradiction[]>();
  for (const contradiction of found) {
    const from = contradiction.post.message.from;
    if (!from || contradiction.type === 'zone' || contradiction.type === 'before-parent') continue;
    const person = context.identify(from);
    const list = bySender.get(person);
    if (list) list.push(contradiction);
    else bySender.set(person, [contradiction]);
  }
  const offsets: SenderOffset[] = [];
  for (const list of bySender.values()) {
    const differences = list.map(({ difference }) => difference).sort((a, b) => a - b);
    const median = differences[differences.length >> 1]!;
    const members = list.filter(
      ({ difference }) => Math.abs(difference - median) <= Math.max(TOLERANCE, Math.abs(median) * 0.02),
    );
    const posts = new Set(members.map(({ post }) => post.key));
    if (posts.size < LEAST_AGREEING) continue;
    const late = found.filter(({ type, post }) => type === 'before-parent' && posts.has(post.key));
    offsets.push({ members: [...members, ...late], difference: median });
  }
  return offsets;
}

function reportOffset(members: readonly Contradiction[], difference: number): Finding {
  const posts = [...new Set(members.map(({ post }) => post))];
  const from = posts[0]!.message.from!;
  const detail: ClockContradictionDetail = {
    type: 'sender-offset',
    date: new Date(posts[0]!.message.date!.time).toISOString(),
    other: null,
    seconds: Math.round(difference / 1000),
    messages: posts.length,
  };
  return createFinding({
    kind: 'clock-contradiction',
    severity: 'notice',
    summary: `The clock of ${from.name || from.address} was ${showDuration(difference)} in ${posts.length} messages, by other clocks that agree.`,
    posts: posts.map((post) => post.key),
    origins: members.flatMap(({ origins }) => origins),
    detail,
  });
}

function report({ type, post, other, difference, origins, what }: Contradiction): Finding {
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
      summary: `${describePost(post)}: ${what}${other === null ? '' : ` (${showDuration(difference)})`}.`,
      posts: [post.key],
      origins,
      detail,
    },
    type,
  );
}

/** `3_720_000` → `"1 h 2 min ahead"`. */
function showDuration(difference: number): string {
  const minutes = Math.round(Math.abs(difference) / MINUTE);
  const days = Math.floor(minutes / 1440);
  const text = days
    ? `${days} d ${Math.floor((minutes % 1440) / 60)} h`
    : minutes >= 60
      ? `${Math.floor(minutes / 60)} h ${minutes % 60} min`
      : `${minutes} min`;
  return `${text} ${difference > 0 ? 'ahead' : 'behind'}`;
}
