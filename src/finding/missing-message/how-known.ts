import type { ProducedPost } from '../../dedupe/produced-post.js';
import { parseThreadIndex } from '../../message/header/thread-index.js';
import type { UnnamedQuotation } from '../altered-quote/unnamed-quotation.js';
import { describePost, type FindingContext } from '../finding-context.js';
import { nameSome } from '../name-some.js';
import type { MissingTrace } from './missing-trace.js';
import type { SeriesHole } from './series-hole.js';

/** Messages that a phrase names; of more it tells the number. */
const MOST_NAMED = 3;

/**
 * How a message that was not produced is known, a phrase each: they complete "known because it is ...".
 *
 *     quoted by 2 messages: Ada Lind to Bo Roth of 2019-04-30 "Plan"; Bo Roth ... (two levels deep)
 *     named in In-Reply-To of Ada Lind to Bo Roth of 2019-04-30 "Re: Plan"
 *     an ancestor in the Thread-Index of Ada Lind ..., begun at 2019-08-20 15:08 UTC by its computed time
 */
export function tellHowKnown({ posts, messageId, citation }: MissingTrace, context: FindingContext): readonly string[] {
  const known: string[] = [];
  const depths = new Map<ProducedPost, number>();
  const described: ProducedPost[] = [];
  for (const post of posts) {
    if (post.kind === 'recovered') {
      for (const { post: key, depth } of post.recovered.witnesses) {
        const witness = context.placeOf.get(key)?.post;
        if (witness?.kind === 'produced') depths.set(witness, Math.min(depth, depths.get(witness) ?? depth));
      }
      continue;
    }
    if (post.messageId !== null) continue;
    for (const key of post.citedBy) {
      const witness = context.placeOf.get(key)?.post;
      if (witness?.kind !== 'produced') continue;
      if (post.from === null && witness.message.threadIndex !== null)
        known.push(
          `an ancestor in the Thread-Index of ${describePost(witness, context)}${begunAt(witness, post.interval[0])}`,
        );
      else described.push(witness);
    }
  }
  if (depths.size)
    known.push(`quoted by ${nameMessages([...depths], ([post, depth]) => describeAt(post, depth, context))}`);
  const name = (post: ProducedPost) => describePost(post, context);
  const others = described.filter((post) => !depths.has(post));
  if (others.length) known.push(`described in the attribution of ${nameMessages(others, name)}`);
  if (messageId !== null && citation?.inReplyTo.length)
    known.push(`named in In-Reply-To of ${nameMessages(citation.inReplyTo, name)}`);
  if (messageId !== null && citation?.references.length)
    known.push(`named in References of ${nameMessages(citation.references, name)}`);
  return known;
}

/** `"number 3 of 4 in a series whose numbers 1, 2, 4 were produced"`. */
export function tellHole({ number, total, members }: SeriesHole): string {
  const numbers = members.map(([one]) => one);
  const shown = numbers.length > 12 ? `${numbers.length} other numbers` : `numbers ${numbers.join(', ')}`;
  return `number ${number} of ${total} in a series whose ${shown} were produced`;
}

/** `"quoted, with no author that could be read, by Ada Lind ...; no produced message holds the words \"…\""`. */
export function tellUnnamed({ text, header, quotedBy }: UnnamedQuotation, context: FindingContext): string {
  const words = text.replace(/\s+/g, ' ').trim();
  const start = words.length > 60 ? `${words.slice(0, words.lastIndexOf(' ', 60) || 60)} …` : words;
  return `quoted${header.from ? '' : ', with no author that could be read,'} by ${nameMessages(quotedBy, (post) => describePost(post, context))}; no message produced from before that, and no quotation of a named author, holds the words "${start}"`;
}

const LEVELS = ['', '', ' (two levels deep)', ' (three levels deep)'];

const describeAt = (post: ProducedPost, depth: number, context: FindingContext) =>
  `${describePost(post, context)}${LEVELS[depth] ?? ` (${depth} levels deep)`}`;

function nameMessages<T>(items: readonly T[], name: (item: T) => string): string {
  const named = nameSome(items, MOST_NAMED, '; ', name);
  return items.length === 1 ? named : `${items.length} messages: ${named}`;
}

/** `", begun at 2019-08-20 15:08 UTC by its computed time"` where a level of the Thread-Index was begun then; else ''. */
function begunAt({ message }: ProducedPost, time: number | null): string {
  const index = message.threadIndex === null ? null : parseThreadIndex(message.threadIndex);
  if (index === null || time === null) return '';
  const times = [index.headerTime, ...index.levels.map((level) => level.time)];
  if (!times.includes(time)) return '';
  return `, begun at ${new Date(time).toISOString().slice(0, 16).replace('T', ' ')} UTC by its computed time`;
}
