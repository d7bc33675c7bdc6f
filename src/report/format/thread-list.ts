import { senderOf, timeOf } from '../../link/post/post-facts.js';
import type { Mailbox } from '../../message/message.js';
import { makeVisible } from '../../text/visible-text.js';
import type { Thread } from '../../thread/thread.js';
import { batesSpan } from '../answer/bates.js';
import { countAround, eventLine, eventText, passEvents } from '../answer/events.js';
import { isoDateOf } from '../answer/iso-date.js';
import { spanOf, threadSubject } from '../answer/report.js';
import type { CaseEvent } from '../answer/report-file.js';
import { displayWidth, keepInPlace, padEnd, padStart, truncate } from './display-text.js';
import { countOf, dayOf, personName, shortThreadKey, withCommas } from './phrases.js';
import { paint, plainStyle, type TextStyle } from './text-style.js';

const SENDER_WIDTH = 18;

/**
 * A line a thread: key, first and last day, posts (and how many of them are not produced), who began it, subject.
 *
 *     t-5uzsivdo  2016-03-01 … 2016-04-22   14 -3  Ada Lovelace        Harbour plan
 *
 * Asks each post for its date only, and the first one for sender and subject, so that it is quick on a million of them.
 */
export function* writeThreadList(
  threads: readonly Thread[],
  style: TextStyle = plainStyle,
  events: readonly CaseEvent[] = [],
): Generator<string, void, undefined> {
  const passed = passEvents(events);
  let produced = 0;
  let absent = 0;
  for (const thread of threads) {
    const missing = thread.posts.reduce((count, { post }) => count + (post.kind === 'produced' ? 0 : 1), 0);
    absent += missing;
    produced += thread.posts.length - missing;
    if (events.length) yield* passedMarks(thread, passed, style);
    yield threadLine(thread, missing, style);
  }
  const also = absent ? `, ${withCommas(absent)} recovered or missing` : '';
  yield paint(`${countOf(threads.length, 'thread')}, ${countOf(produced, 'message')}${also}\n`, 'dim', style);
  const posts = threads.flatMap((thread) => (events.length ? [...postsOf(thread)] : []));
  for (const event of countAround(posts, events)) yield paint(`◆ ${makeVisible(eventText(event))}\n`, 'dim', style);
}

/** A line a day that lies between the beginning of the thread before and of this one. */
function* passedMarks(thread: Thread, passed: ReturnType<typeof passEvents>, style: TextStyle): Generator<string> {
  const { first } = spanOf(postsOf(thread));
  for (const event of passed(first === null ? null : timeOf(first))) yield eventLine(event, style);
}

function threadLine(thread: Thread, missing: number, style: TextStyle): string {
  const { first, last } = spanOf(postsOf(thread));
  const from = dayOf(first && isoDateOf(first));
  const to = first === last ? from : dayOf(last && isoDateOf(last));
  const days = padEnd(from === to ? from : `${from} … ${to}`, 23);
  const counts = padStart(String(thread.posts.length), 5) + padEnd(missing ? ` -${missing}` : '', 4);
  const sender = keepInPlace(truncate(makeVisible(personName(firstSender(thread))), SENDER_WIDTH));
  const start = `${shortThreadKey(thread.key)}  ${days}${counts} ${padEnd(sender, SENDER_WIDTH)}  `;
  const subject = makeVisible(threadSubject(thread)) || '(no subject)';
  const span = batesSpan(postsOf(thread));
  const bates = span === null ? '' : `  ${keepInPlace(makeVisible(span))}`;
  const room = Math.max(12, style.width - displayWidth(start) - displayWidth(bates));
  const shown = keepInPlace(truncate(subject, room));
  if (!style.colour) return `${start}${shown}${bates}\n`;
  return `${paint(shortThreadKey(thread.key), 'dim', style)}${start.slice(shortThreadKey(thread.key).length)}${paint(shown, 'bold', style)}${paint(bates, 'dim', style)}\n`;
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
