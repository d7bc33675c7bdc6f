import { senderOf, timeOf } from '../../link/post/post-facts.js';
import type { Mailbox } from '../../message/message.js';
import { makeVisible } from '../../text/visible-text.js';
import type { Thread } from '../../thread/thread.js';
import { spanOf, threadSubject } from '../../thread/thread-span.js';
import { batesSpan } from '../answer/bates.js';
import { countTimes, eventLine, eventText, passEvents } from '../answer/events.js';
import { isoDateOf } from '../answer/iso-date.js';
import type { CaseEvent } from '../answer/report-file.js';
import { displayWidth, keepInPlace, padEnd, padStart, truncate } from './display-text.js';
import { countOf, personName, shortThreadKey, spanText, withCommas } from './phrases.js';
import { paint, plainStyle, type TextStyle } from './text-style.js';

const SENDER_WIDTH = 18;
const HEADING = `${padEnd('thread', 10)}  ${padEnd('first … last day', 23)}posts    ${padEnd('begun by', SENDER_WIDTH)}  subject\n`;

/** What the list tells of a thread. */
export interface ThreadLine {
  readonly key: string;
  /** Day or moment of its first and last dated post, ISO 8601; null where none is dated. */
  readonly first: string | null;
  readonly last: string | null;
  /** The first of them in ms since 1970 UTC. */
  readonly time: number | null;
  readonly posts: number;
  /** How many of them were not produced. */
  readonly missing: number;
  /** Who began it, as far as anything tells. */
  readonly sender: Mailbox | null;
  readonly subject: string;
  /** First and last Bates number; null where there is none. */
  readonly bates: string | null;
}

/** What the list tells of a thread: asks each post for its date only, and the first one for sender and subject. */
export function threadLineOf(thread: Thread): ThreadLine {
  const { first, last } = spanOf(postsOf(thread));
  const firstDate = first && isoDateOf(first);
  return {
    key: thread.key,
    first: firstDate,
    last: first === last ? firstDate : last && isoDateOf(last),
    time: first && timeOf(first),
    posts: thread.posts.length,
    missing: thread.posts.reduce((count, { post }) => count + (post.kind === 'produced' ? 0 : 1), 0),
    sender: firstSender(thread),
    subject: threadSubject(thread),
    bates: batesSpan(postsOf(thread)),
  };
}

/**
 * A line a thread: key, first and last day, posts (and how many of them are not produced), who began it, subject.
 *
 *     t-5uzsivdo  2016-03-01 … 2016-04-22   14 -3  Ada Lovelace        Harbour plan
 *
 * On a terminal subjects are cut to its width, under a heading; a file or a pipe gets them in full.
 */
export function* writeThreadList(
  threads: readonly Thread[],
  style: TextStyle = plainStyle,
  events: readonly CaseEvent[] = [],
): Generator<string, void, undefined> {
  const times = () =>
    threads.flatMap((thread) => thread.posts.map(({ post }) => (post.kind === 'produced' ? timeOf(post) : null)));
  yield* writeThreadLines(linesOf(threads), times, style, events);
}

function* linesOf(threads: readonly Thread[]): Generator<ThreadLine> {
  for (const thread of threads) yield threadLineOf(thread);
}

/** The list of threads from its lines; `times` gives the times of their produced posts, and is asked where there are events. */
export function* writeThreadLines(
  lines: Iterable<ThreadLine>,
  times: () => readonly (number | null)[],
  style: TextStyle = plainStyle,
  events: readonly CaseEvent[] = [],
): Generator<string, void, undefined> {
  const passed = passEvents(events);
  let threads = 0;
  let produced = 0;
  let absent = 0;
  for (const line of lines) {
    if (style.terminal && threads === 0) yield paint(HEADING, 'dim', style);
    threads++;
    absent += line.missing;
    produced += line.posts - line.missing;
    for (const event of passed(line.time)) yield eventLine(event, style);
    yield lineText(line, style);
  }
  const also = absent ? `, ${withCommas(absent)} recovered or missing` : '';
  yield paint(`${countOf(threads, 'thread')}, ${countOf(produced, 'message')}${also}\n`, 'dim', style);
  if (!events.length) return;
  for (const event of countTimes(times(), events)) yield paint(`◆ ${makeVisible(eventText(event))}\n`, 'dim', style);
}

function lineText({ key, first, last, posts, missing, ...line }: ThreadLine, style: TextStyle): string {
  const days = padEnd(spanText(first, last), 23);
  const counts = padStart(String(posts), 5) + padEnd(missing ? ` -${missing}` : '', 4);
  const sender = keepInPlace(truncate(makeVisible(personName(line.sender)), SENDER_WIDTH));
  const start = `${shortThreadKey(key)}  ${days}${counts} ${padEnd(sender, SENDER_WIDTH)}  `;
  const subject = makeVisible(line.subject) || '(no subject)';
  const bates = line.bates === null ? '' : `  ${keepInPlace(makeVisible(line.bates))}`;
  const room = Math.max(12, style.width - displayWidth(start) - displayWidth(bates));
  const shown = keepInPlace(style.terminal ? truncate(subject, room) : subject);
  if (!style.colour) return `${start}${shown}${bates}\n`;
  return `${paint(shortThreadKey(key), 'dim', style)}${start.slice(shortThreadKey(key).length)}${paint(shown, 'bold', style)}${paint(bates, 'dim', style)}\n`;
}

function firstSender(thread: Thread): Mailbox | null {
  for (const { post } of thread.posts) {
    const sender = senderOf(post);
    if (sender !== null) return sender;
  }
  return null;
}

function* postsOf(thread: Thread) {
  for (const { post } of thread.posts) yield post;
}
