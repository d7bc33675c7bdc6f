import { datesAgree } from '../../date/date-agreement.js';
import type { WrittenDate } from '../../date/written-clock.js';
import type { ProducedPost } from '../../dedupe/produced-post.js';
import { bareTaggedSubject } from '../../dedupe/same-header.js';
import { makeSkeleton } from '../../dedupe/text-skeleton.js';
import { senderOf } from '../../link/post/post-facts.js';
import type { Mailbox } from '../../message/message.js';
import { compareSenders, readSender } from '../../recover/sender-match.js';
import { hasWithheldMarks } from '../../text/withheld-marks.js';
import { runsOf } from '../altered-quote/quotation-words.js';
import type { UnnamedQuotation } from '../altered-quote/unnamed-quotation.js';
import type { FindingContext } from '../finding-context.js';
import { compareWithheld } from '../holder/withheld-text.js';
import type { MissingTrace } from './missing-trace.js';

/** A produced message that may be the one that is quoted, or is it: a release took out what would tell. */
export interface WithheldOriginal {
  readonly post: ProducedPost;
  /** True where what is left tells that it is the one. */
  readonly isSure: boolean;
}

/** Messages of one subject that are looked at. */
const MOST_LOOKED_AT = 64;
const DAY = 86_400_000;
/** Letters of a text that is the same, and the share of its runs of words that a longer one has in common with the other. */
const FEWEST_LETTERS = 2;
const LEAST_SHARE = 0.6;
const FEWEST_RUNS = 4;
/** Letters of a text that another one begins with by no chance. */
const TELLING_LETTERS = 16;

/** A message that is known from quotations, as far as they tell it. */
interface Quoted {
  readonly from: Mailbox | null;
  readonly date: WrittenDate | null;
  readonly subject: string | null;
  readonly text: string;
  /** Who quotes it. */
  readonly quotedBy: readonly ProducedPost[];
}

/** Looks for the produced message that a quoted one may be. */
export interface WithheldOriginals {
  ofTrace(trace: MissingTrace): WithheldOriginal | null;
  ofQuotation(quotation: UnnamedQuotation): WithheldOriginal | null;
}

/**
 * Finds for a message that is known from quotations alone the produced one that it may be, where the sender or words are blacked out of the one or
 * the other. Nothing may speak against it: sender, subject, time and what is left of the words.
 */
export function findWithheldOriginals(context: FindingContext): WithheldOriginals {
  const { produced, splits, placeOf, originals } = context;
  const textOf = ({ key, message }: ProducedPost) => splits.get(key)?.authored ?? message.body?.text ?? '';
  const bySubject = new Map<string, ProducedPost[]>();
  const withheld = new Set<ProducedPost>();
  for (const post of produced) {
    const subject = bareTaggedSubject(post.message.subject.text);
    if (subject === '') continue;
    if (senderOf(post) === null || hasWithheldMarks(textOf(post))) withheld.add(post);
    const list = bySubject.get(subject);
    if (!list) bySubject.set(subject, [post]);
    else if (list.length < MOST_LOOKED_AT) list.push(post);
  }

  function fitOf({ from, date, text }: Quoted, post: ProducedPost): WithheldOriginal | null {
    const fit = compareSenders(readSender(from), readSender(senderOf(post)));
    if (fit === 'different') return null;
    const isWithheld = withheld.has(post) || hasWithheldMarks(text);
    // A few words of the same sender under the same subject, and no time that would tell them apart from others.
    const isUndated = from !== null && fit !== 'unknown' && (date === null || date.precision === 'day');
    if (!isWithheld && !isUndated) return null;
    const own = post.message.date;
    if (date !== null && own !== null)
      if (datesAgree(date, own.time, own.offset, own.precision === 'day').grade === 'none') return null;
    const left = compareWithheld(text, textOf(post)) ?? (isSameText(text, textOf(post)) ? 'same' : 'different');
    return left === 'different' ? null : { post, isSure: left === 'same' };
  }

  function find(quoted: Quoted): WithheldOriginal | null {
    let perhaps: WithheldOriginal | null = null;
    for (const witness of quoted.quotedBy) {
      const subject = bareTaggedSubject(quoted.subject ?? witness.message.subject.text);
      for (const post of bySubject.get(subject) ?? []) {
        if (post === witness || isAfter(post, witness) || originals.get(witness.key)?.includes(post.key)) continue;
        const fit = fitOf(quoted, post);
        if (fit?.isSure) return fit;
        perhaps ??= fit;
      }
    }
    return perhaps;
  }

  return {
    ofTrace({ posts }) {
      const found = posts.flatMap((post) => {
        if (post.kind !== 'recovered') return [];
        const witnesses = post.recovered.witnesses.map((witness) => placeOf.get(witness.post)?.post);
        const quotedBy = witnesses.filter((witness): witness is ProducedPost => witness?.kind === 'produced');
        // Field by field: of a recovered message whose text waits outside of memory a copy has none.
        const { from, date, subject, text } = post.recovered;
        return find({ from, date, subject, text, quotedBy }) ?? [];
      });
      return found.find(({ isSure }) => isSure) ?? found[0] ?? null;
    },
    ofQuotation: ({ header: { from, date, subject }, text, quotedBy }) => find({ from, date, subject, text, quotedBy }),
  };
}

const isAfter = ({ message: { date } }: ProducedPost, witness: ProducedPost): boolean =>
  date !== null && witness.message.date !== null && date.time > witness.message.date.time + DAY;

/** True if a text begins with all of the other, or has most of its words in common with it. */
function isSameText(one: string, other: string): boolean {
  const [a, b] = [makeSkeleton(one).letters, makeSkeleton(other).letters];
  const [shorter, longer] = a.length < b.length ? [a, b] : [b, a];
  if (shorter.length < FEWEST_LETTERS) return false;
  if (shorter === longer || (shorter.length >= TELLING_LETTERS && longer.startsWith(shorter))) return true;
  const [fewer, more] = [runsOf(one), runsOf(other)].sort((x, y) => x.size - y.size) as [Set<string>, Set<string>];
  let shared = 0;
  for (const run of fewer) if (more.has(run)) shared++;
  return fewer.size >= FEWEST_RUNS && shared >= LEAST_SHARE * fewer.size;
}
