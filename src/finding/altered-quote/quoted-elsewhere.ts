import { datesAgree } from '../../date/date-agreement.js';
import type { ProducedPost } from '../../dedupe/produced-post.js';
import { locateInBody } from '../../message/locate-in-body.js';
import type { EmbeddedHeader } from '../../quote/segment.js';
import { compareSenders, readSender } from '../../recover/sender-match.js';
import type { Origin } from '../../source/source.js';
import { findMatchingRuns, type MatchingRun } from '../../text/matching-runs.js';
import { hashWords } from '../../text/word-hashes.js';
import type { FindingContext } from '../finding-context.js';
import { isResubmission } from './patch-version.js';

/** A produced message that holds what another one quotes, and whose author and minute the heading of the quotation tells. */
export interface QuotedElsewhere {
  readonly target: ProducedPost;
  /** Words of the quotation that stand in the target, and words that it has. */
  readonly matched: number;
  readonly words: number;
  /** The heading, then the longest run of words in the quotation and in the target. */
  readonly origins: readonly Origin[];
}

/** Share of the quoted words that must stand in the target: a quotation nearly in full. */
const LEAST_SHARE = 0.8;
/** Words that must stand there: fewer may be a common phrase. */
const LEAST_WORDS = 12;

/**
 * The produced message that all of a body's outermost quotation was taken from, where its heading names that message's author, and the
 * minute if it tells a time; null where any of this is not so.
 */
export function findQuotedElsewhere(post: ProducedPost, context: FindingContext): QuotedElsewhere | null {
  const split = context.splits.get(post.key);
  const { body } = post.message;
  const target = boundOutermost(post, context);
  const wrote = target && context.splits.get(target.key);
  if (!split || !body || !target?.message.body || !wrote) return null;
  const outermost = split.embedded.filter(({ depth }) => depth === 1);
  const heading = outermost.find(({ header }) => isHeadingOf(header, target));
  if (!heading || isResubmission(post, heading)) return null;
  const words = outermost.reduce((sum, { text }) => sum + hashWords(text).filter((word) => word !== 0).length, 0);
  const authored = wrote.segments.filter(
    ({ depth, kind }) => depth === 0 && kind !== 'attribution' && kind !== 'header',
  );
  const quoted = outermost.flatMap(({ ranges }) => ranges);
  const runs = findMatchingRuns(body.text, quoted, target.message.body.text, authored);
  const matched = runs.reduce((sum, run) => sum + run.words, 0);
  if (matched < LEAST_WORDS || matched < LEAST_SHARE * words) return null;
  const longest = runs.reduce((best: MatchingRun, run) => (run.words > best.words ? run : best));
  const { header } = heading;
  const origins = [
    locateInBody(body, {
      start: header.start,
      end: header.start + body.text.slice(header.start, header.end).trimEnd().length,
    }),
    locateInBody(body, { start: longest.child.start, end: longest.child.end }),
    locateInBody(target.message.body, { start: longest.parent.start, end: longest.parent.end }),
  ];
  return { target, matched, words, origins };
}

/** The one produced message that the outermost quotations are bound to; null where there is none, or another besides. */
function boundOutermost(post: ProducedPost, { splits, originals, placeOf }: FindingContext): ProducedPost | null {
  const bound = originals.get(post.key) ?? [];
  const keys = new Set<string>();
  splits.get(post.key)?.embedded.forEach(({ depth }, index) => {
    if (depth === 1 && bound[index]) keys.add(bound[index]);
  });
  const [key] = keys;
  const target = key !== undefined && keys.size === 1 ? placeOf.get(key)?.post : undefined;
  return target?.kind === 'produced' && target !== post ? target : null;
}

/** True if a heading names the author of the message, and its minute (or day, if that is all it tells); half a name needs the minute. */
function isHeadingOf(header: EmbeddedHeader, { message }: ProducedPost): boolean {
  const fit = compareSenders(readSender(header.from), readSender(message.from));
  if (fit !== 'same' && fit !== 'similar') return false;
  if (header.date === null) return fit === 'same';
  if (message.date === null) return false;
  const { grade } = datesAgree(header.date, message.date.time, message.date.offset, message.date.precision === 'day');
  if (grade === 'same-minute' || grade === 'whole-hours') return true;
  return fit === 'same' && grade === 'same-day';
}
