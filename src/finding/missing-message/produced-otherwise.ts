import { datesAgree } from '../../date/date-agreement.js';
import type { ProducedPost } from '../../dedupe/produced-post.js';
import { makeSkeleton } from '../../dedupe/text-skeleton.js';
import type { RecoveredPost } from '../../link/post/post.js';
import { parseSubject } from '../../message/header/subject.js';
import { compareSenders, readSender } from '../../recover/sender-match.js';
import type { FindingContext } from '../finding-context.js';
import { runsOf } from '../same-sending.js';
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
  return ({ posts }) =>
    posts.some((post) => {
      if (post.kind !== 'recovered') return false;
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
