import { datesAgree, momentOf } from '../../date/date-agreement.js';
import type { ProducedPost } from '../../dedupe/produced-post.js';
import { makeSkeleton } from '../../dedupe/text-skeleton.js';
import type { RecoveredPost } from '../../link/post/post.js';
import { parseSubject } from '../../message/header/subject.js';
import { compareSenders, readSender } from '../../recover/sender-match.js';
import { runsOf } from '../altered-quote/quotation-words.js';
import type { FindingContext } from '../finding-context.js';
import type { MissingTrace } from './missing-trace.js';

/** Messages of one subject that are looked at. */
const MOST_RIVALS = 200;
/** Runs of three words of the quotation, and the share of them that the produced message must hold. */
const FEWEST_RUNS = 8;
const LEAST_SHARE = 0.8;
/** Letters that both begin with: so many, or all of the shorter, which has this many at least. */
const FEWEST_LETTERS = 40;
const LEAST_LETTERS = 4;
/** Letters that tell whatever the sender is called: an address may spell him otherwise than the mailbox does. */
const LETTERS_OF_ANY_SENDER = 60;
const LONGEST_START = 1000;
/** A mail that waits in the outbox is dated otherwise in its answers; and a report may lose the half of the day. */
const LONGEST_WAIT = 26 * 3_600_000;
const MINUTE = 60_000;
/** Letters of a whole text that is the same. */
const FEWEST_OF_ALL = 16;
const SURE = new Set(['same-minute', 'whole-hours']);

/**
 * Tells of a message that is known from quotations whether it was produced under another name: what an assistant sent for somebody is quoted
 * `From: Ada Lind … Sent by: Eva Sand` and lies in a mailbox as Eva Sand's. It has the subject, the minute in whatever zone, and the words.
 * Of the same sender's own, a few words are enough (`Please see attached.`), whatever names of files and notices stand behind them.
 */
export function findProducedOtherwise({ produced, splits }: FindingContext): (trace: MissingTrace) => boolean {
  const bySubject = new Map<string, ProducedPost[]>();
  for (const post of produced) {
    const subject = post.message.subject.base.toLowerCase();
    if (subject === '' || !post.message.date) continue;
    const list = bySubject.get(subject);
    if (!list) bySubject.set(subject, [post]);
    else if (list.length < MOST_RIVALS) list.push(post);
  }
  const wasSentThen = findSameText(produced, (key) => splits.get(key)?.authored ?? '');
  return ({ posts }) =>
    posts.some((post) => {
      if (post.kind !== 'recovered') return false;
      if (wasSentThen(post)) return true;
      const { date, subject, text } = post.recovered;
      if (date === null || date.precision === 'day' || !subject) return false;
      const rivals = (bySubject.get(parseSubject(subject).base.toLowerCase()) ?? []).filter(({ message }) =>
        SURE.has(datesAgree(date, message.date!.time, message.date!.offset).grade),
      );
      if (rivals.length === 0) return false;
      if (rivals.some((rival) => isSameSending(post, rival, splits.get(rival.key)?.authored ?? ''))) return true;
      const quoted = runsOf(text);
      if (quoted.size < FEWEST_RUNS) return false;
      return rivals.some(({ key }) => {
        const known = runsOf(splits.get(key)?.authored ?? '');
        let shared = 0;
        for (const run of quoted) if (known.has(run)) shared++;
        return shared >= LEAST_SHARE * quoted.size;
      });
    });
}

/**
 * Tells of a message that is known from quotations whether its sender's very text was produced from within a day of it: under its subject, or
 * where none is told, of the same minute in another hour. So stands what was sent when the computer was on the net again, and what a report
 * of non-delivery dates by half of the day.
 */
function findSameText(
  produced: readonly ProducedPost[],
  authoredOf: (key: string) => string,
): (post: RecoveredPost) => boolean {
  const byStart = new Map<string, ProducedPost[]>();
  for (const post of produced) {
    const { letters } = makeSkeleton(authoredOf(post.key).slice(0, LONGEST_START));
    if (letters.length < FEWEST_OF_ALL || !post.message.date || !post.message.from) continue;
    const start = letters.slice(0, FEWEST_OF_ALL);
    const list = byStart.get(start);
    if (!list) byStart.set(start, [post]);
    else if (list.length < MOST_RIVALS) list.push(post);
  }
  return ({ recovered: { from, date, subject, text } }) => {
    const quoted = makeSkeleton(text).letters;
    if (from === null || date === null || date.precision === 'day' || quoted.length < FEWEST_OF_ALL) return false;
    const sender = readSender(from);
    const base = subject === null ? null : parseSubject(subject).base.toLowerCase();
    const moment = momentOf(date);
    return (byStart.get(quoted.slice(0, FEWEST_OF_ALL)) ?? []).some(({ key, message }) => {
      const zone = date.offset === null ? (message.date!.offset ?? 0) * MINUTE : 0;
      const apart = Math.abs(message.date!.time + zone - moment);
      if (apart > LONGEST_WAIT) return false;
      const fit = compareSenders(sender, readSender(message.from));
      if (fit !== 'same' && fit !== 'similar') return false;
      const isMinute = Math.abs(apart - Math.round(apart / HOUR) * HOUR) < MINUTE;
      if (base === null || base === '' ? !isMinute : base !== message.subject.base.toLowerCase()) return false;
      // People say a few words twice.
      if (!isMinute && quoted.length < FEWEST_LETTERS) return false;
      const authored = authoredOf(key);
      return quoted.startsWith(makeSkeleton(authored).letters) || isNearlyAll(text, authored);
    });
  };
}

const HOUR = 60 * MINUTE;
const NEARLY_ALL = 0.95;

/** True if all but a word or two of the quotation stand in the text. */
function isNearlyAll(quotation: string, text: string): boolean {
  const quoted = runsOf(quotation);
  const known = runsOf(text);
  let shared = 0;
  for (const run of quoted) if (known.has(run)) shared++;
  return quoted.size >= FEWEST_RUNS && shared >= NEARLY_ALL * quoted.size;
}

/** True if sender and beginning, or a long beginning, are those of the produced message; subject and minute are. */
function isSameSending({ recovered }: RecoveredPost, { message }: ProducedPost, authored: string): boolean {
  const fit =
    recovered.from && message.from ? compareSenders(readSender(recovered.from), readSender(message.from)) : null;
  const [quoted, own] = [recovered.text, authored].map((text) => makeSkeleton(text.slice(0, LONGEST_START)).letters);
  const isSender = fit === 'same' || fit === 'similar';
  const shared = Math.min(quoted!.length, own!.length, isSender ? FEWEST_LETTERS : LETTERS_OF_ANY_SENDER);
  return (
    shared >= (isSender ? LEAST_LETTERS : LETTERS_OF_ANY_SENDER) && quoted!.slice(0, shared) === own!.slice(0, shared)
  );
}
