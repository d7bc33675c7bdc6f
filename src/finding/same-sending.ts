import { datesAgree } from '../date/date-agreement.js';
import type { WrittenDate } from '../date/written-clock.js';
import type { ProducedPost } from '../dedupe/produced-post.js';
import { parseSubject } from '../message/header/subject.js';
import type { EmbeddedHeader, EmbeddedMessage } from '../quote/segment.js';
import { compareSenders, readSender } from '../recover/sender-match.js';
import { runsOf } from './altered-quote/quotation-words.js';
import type { FindingContext } from './finding-context.js';

const MINUTE = 60_000;

/** A subject without reply marks, tags of one word before it, surplus blanks and capitals: `"RE: Fwd:  The plan"` → `"the plan"`. */
export const bareSubject = (subject: string) =>
  subject
    .replace(/^(?:\s|\p{L}{1,5}:)+/u, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();

/** True if two written dates may be one moment: the same minute, or whole quarters of an hour up to 14 hours apart. */
export function isSameMoment(one: WrittenDate, other: WrittenDate): boolean {
  const readings = (date: WrittenDate) => [date.local, ...date.alternatives];
  const slack = one.precision === 'day' || other.precision === 'day' ? 26 * 60 * MINUTE : MINUTE;
  return readings(one).some((a) =>
    readings(other).some((b) => {
      const difference = Math.abs(a - b);
      const rest = difference % (15 * MINUTE);
      return difference <= slack || (difference <= 14 * 60 * MINUTE && Math.min(rest, 15 * MINUTE - rest) <= MINUTE);
    }),
  );
}

/** True if a quotation's heading gives another minute, in whatever zone, and another subject than the message has: it tells of another one. */
export function isOtherSending({ date, subject }: EmbeddedHeader, { message }: ProducedPost): boolean {
  if (!date || date.precision === 'day' || !message.date || !subject || !message.subject.text) return false;
  if (bareSubject(subject) === bareSubject(message.subject.text)) return false;
  return ['none', 'quarter-hours'].includes(
    datesAgree(date, message.date.time, message.date.offset, message.date.precision === 'day').grade,
  );
}

/** Finds the produced message that a quotation's heading names, where its text alone did not show it. */
export interface NamedOriginals {
  find(post: ProducedPost, embedded: EmbeddedMessage): ProducedPost | null;
}

/** Messages of one subject that are looked at. */
const MOST_RIVALS = 200;
/** Share of the original's runs of words that the quotation holds at least. */
const LEAST_SHARE = 0.5;
const SURE = new Set(['same-minute', 'whole-hours']);

/**
 * Looks up quotations that were bound to no produced message: by the subject, the minute and the sender that their heading gives. The
 * quotation must hold most of that message; much may stand around it, such as the notice that a gateway appends to all mail.
 */
export function createNamedOriginals({ produced, splits }: FindingContext): NamedOriginals {
  const bySubject = new Map<string, ProducedPost[]>();
  for (const post of produced) {
    if (!post.message.date || !post.message.body) continue;
    const subject = post.message.subject.base.toLowerCase();
    const list = bySubject.get(subject);
    if (!list) bySubject.set(subject, [post]);
    else if (list.length < MOST_RIVALS) list.push(post);
  }
  return {
    find(post, { header, text }) {
      const { date, from, subject } = header;
      if (!date || date.precision === 'day' || !from || subject === null) return null;
      const sender = readSender(from);
      const named = (bySubject.get(parseSubject(subject).base.toLowerCase()) ?? []).filter(({ key, message }) => {
        if (
          key === post.key ||
          !SURE.has(datesAgree(date, message.date!.time, message.date!.offset, message.date!.precision === 'day').grade)
        )
          return false;
        const fit = compareSenders(sender, readSender(message.from));
        return fit === 'same' || fit === 'similar';
      });
      if (named.length !== 1) return null;
      const runs = runsOf(splits.get(named[0]!.key)?.authored ?? '');
      const quoted = runsOf(text);
      let shared = 0;
      for (const run of runs) if (quoted.has(run)) shared++;
      return runs.size > 0 && shared >= LEAST_SHARE * runs.size ? named[0]! : null;
    },
  };
}
