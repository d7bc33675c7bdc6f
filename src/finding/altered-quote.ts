import type { Post, ProducedPost } from '../link/post.js';
import { originsOf } from '../link/post-facts.js';
import type { EmbeddedMessage, SplitBody } from '../quote/segment.js';
import type { Origin } from '../source/source.js';
import { type AttributionChange, compareAttribution } from './attribution-diff.js';
import { createFinding } from './create-finding.js';
import type { Finding } from './finding.js';
import { describePost, type FindingContext } from './finding-context.js';
import { compareQuotation, type QuotationChange } from './quotation-diff.js';
import { type TextView, viewRanges } from './text-view.js';

/** What was changed in a quotation: `before` as in the original, `after` as quoted. */
export interface AlteredQuoteDetail {
  readonly quoting: string;
  readonly quoted: string | null;
  readonly changes: readonly {
    readonly kind: QuotationChange['kind'] | 'attribution';
    readonly before: string;
    readonly after: string;
    readonly class: 'substantive' | 'harmless';
    readonly origins: readonly Origin[];
  }[];
}

/** Share of a quotation's words that must stand in the original, in order, before differences are read as changes. */
const LEAST_MATCH = 0.6;
/** Words of a quotation below which nothing is compared. */
const LEAST_WORDS = 4;
const GRAVE = new Set<string>(['number', 'negation', 'name', 'date', 'attribution']);

/** Quotations that differ in substance from the produced original, and recovered messages whose witnesses differ. */
export function* findAlteredQuotes(context: FindingContext): Generator<Finding> {
  for (const post of context.produced) {
    const split = context.splits.get(post.key);
    if (!split || !post.message.body) continue;
    for (const [index, embedded] of split.embedded.entries()) {
      const original = findOriginal(post, index, embedded, context);
      if (original) yield* compareWithOriginal(post, split, embedded, original, context);
    }
  }
}

/** The produced post that an embedded message repeats: bound by its text, else the parent where nothing names another. */
function findOriginal(
  post: ProducedPost,
  index: number,
  embedded: EmbeddedMessage,
  context: FindingContext,
): ProducedPost | null {
  const bound = context.originals.get(post.key)?.[index];
  const parent = embedded.depth === 1 ? context.placeOf.get(post.key)?.link?.parent : undefined;
  for (const key of [bound, parent]) {
    const original = key ? context.placeOf.get(key)?.post : undefined;
    if (original?.kind === 'produced' && original.key !== post.key) return original;
    if (bound) return null;
  }
  return null;
}

function* compareWithOriginal(
  post: ProducedPost,
  split: SplitBody,
  embedded: EmbeddedMessage,
  original: ProducedPost,
  context: FindingContext,
): Generator<Finding> {
  const body = post.message.body!;
  const originalBody = original.message.body;
  const originalSplit = context.splits.get(original.key);
  if (!originalBody || !originalSplit) return;
  const quotation = viewRanges(body.text, embedded.ranges);
  const own = viewRanges(originalBody.text, ownRanges(originalSplit));
  const diff = compareQuotation(own.text, quotation.text, split.authored);
  if (diff.words < LEAST_WORDS || diff.matched < LEAST_MATCH * diff.words) return;
  const locate = (
    view: TextView,
    place: ProducedPost,
    range: { readonly start: number; readonly end: number },
  ): Origin => {
    const { start, end } = view.toBody(range.start, Math.max(range.end, range.start + 1));
    return place.message.body!.locate(start, end);
  };
  const changes: AlteredQuoteDetail['changes'][number][] = diff.changes.map((change) => ({
    kind: change.kind,
    before: change.before,
    after: change.after,
    class: change.class,
    origins: [locate(own, original, change.original), locate(quotation, post, change.quoted)],
  }));
  const certain = diff.words >= 20 && diff.matched >= 0.9 * diff.words;
  const attribution: readonly AttributionChange[] = certain
    ? compareAttribution(embedded.header, original, context)
    : [];
  for (const { before, after } of attribution) {
    changes.push({
      kind: 'attribution',
      before,
      after,
      class: 'substantive',
      origins: [...originsOf(original).slice(0, 1), body.locate(embedded.header.start, embedded.header.end)],
    });
  }
  if (changes.some((change) => change.class === 'substantive')) yield report(post, original, changes);
}

/** What the author of a message wrote: authored runs and the signature. */
function ownRanges(split: SplitBody): { start: number; end: number }[] {
  return split.segments.filter(({ kind, depth }) => depth === 0 && (kind === 'authored' || kind === 'signature'));
}

function report(post: ProducedPost, original: Post, changes: AlteredQuoteDetail['changes']): Finding {
  const substantive = changes.filter((change) => change.class === 'substantive');
  const detail: AlteredQuoteDetail = { quoting: post.key, quoted: original.key, changes };
  const [first] = substantive;
  const shown = `"${first!.before || '(nothing)'}" is quoted as "${first!.after || '(nothing)'}"`;
  return createFinding({
    kind: 'altered-quote',
    severity: substantive.some((change) => GRAVE.has(change.kind)) ? 'warning' : 'notice',
    summary: `The quotation in ${describePost(post)} differs from the produced original: ${shown}${substantive.length > 1 ? ` and ${substantive.length - 1} more` : ''}.`,
    posts: [post.key, original.key],
    origins: substantive.flatMap((change) => change.origins),
    detail,
  });
}
