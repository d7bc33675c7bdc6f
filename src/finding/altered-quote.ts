import type { Post, ProducedPost } from '../link/post.js';
import { originsOf } from '../link/post-facts.js';
import type { EmbeddedMessage, Segment, SplitBody } from '../quote/segment.js';
import type { Origin } from '../source/source.js';
import { compareAttribution } from './attribution-diff.js';
import { createFinding } from './create-finding.js';
import { findDifferingLines, type Run } from './differing-lines.js';
import type { Finding } from './finding.js';
import { describePost, type FindingContext } from './finding-context.js';
import { compareQuotation, type QuotationChange } from './quotation-diff.js';
import { type TextView, viewRanges, viewUnmarked } from './text-view.js';

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
  /** Keys of later posts that quote the altered text on. */
  readonly carriedOn: readonly string[];
}

/** Steps from a post that carries an alteration on to the one that made it. */
const LONGEST_TRACE = 100;

/** Share of a quotation's words that must stand in the original, in order, before differences are read as changes. */
const LEAST_MATCH = 0.4;
/** Words in common below which nothing is compared. */
const LEAST_WORDS = 5;
/** Share of a quotation's words from which its header is held against the original. */
const SAME_TEXT = 0.9;
/** Characters of a quotation below which it does not prove whose it is. */
const LEAST_TEXT = 40;
const GRAVE = new Set<string>(['number', 'negation', 'name', 'date', 'attribution']);

/** Quotations that differ in substance from the produced original; later messages that carry one on are told with it. */
export function* findAlteredQuotes(context: FindingContext): Generator<Finding> {
  const found = new Map<string, Comparison>();
  const carriers: { readonly post: ProducedPost; readonly from: ProducedPost; readonly original: ProducedPost }[] = [];
  const keep = (comparison: Comparison | 'equal' | null) => {
    if (comparison && comparison !== 'equal') found.set(pairKey(comparison.post, comparison.original), comparison);
  };
  for (const post of context.produced) {
    const split = context.splits.get(post.key);
    if (!split || !post.message.body) continue;
    const parents = findParents(post, split, context);
    const parent = parents[0] ?? null;
    keep(fittest(parents.map((one) => compareWithParent(post, split, one, context))));
    for (const [index, embedded] of split.embedded.entries()) {
      const original = produced(context.originals.get(post.key)?.[index], context);
      if (!original || parents.includes(original) || original === post) continue;
      if (parent && holdsQuotation(parent, post, embedded)) carriers.push({ post, from: parent, original });
      else keep(compareWithOriginal(post, embedded, original, context));
    }
  }
  const carriedOn = traceCarriers(found, carriers);
  for (const comparison of found.values()) yield report(comparison, carriedOn.get(comparison) ?? [], context);
}

interface Comparison {
  readonly post: ProducedPost;
  readonly original: ProducedPost;
  readonly changes: AlteredQuoteDetail['changes'];
  /** Words of the quotation that stand in the original. */
  readonly matched: number;
}

const pairKey = (post: Post, original: Post) => `${post.key} ${original.key}`;

/** For each altered quotation the posts that quote it on, through any number of steps. */
function traceCarriers(
  found: ReadonlyMap<string, Comparison>,
  carriers: readonly { readonly post: ProducedPost; readonly from: ProducedPost; readonly original: ProducedPost }[],
): ReadonlyMap<Comparison, readonly ProducedPost[]> {
  const fromOf = new Map(carriers.map(({ post, from, original }) => [pairKey(post, original), from]));
  const carriedOn = new Map<Comparison, ProducedPost[]>();
  for (const { post, from, original } of carriers) {
    let at: ProducedPost | undefined = from;
    for (let step = 0; at && step < LONGEST_TRACE; step++) {
      const comparison = found.get(pairKey(at, original));
      if (comparison) {
        const list = carriedOn.get(comparison);
        if (list) list.push(post);
        else carriedOn.set(comparison, [post]);
        break;
      }
      at = fromOf.get(pairKey(at, original));
    }
  }
  return carriedOn;
}

/** True if the parent's body shows the same text already: what was changed in it was changed there, and is told there. */
function holdsQuotation(parent: ProducedPost, post: ProducedPost, embedded: EmbeddedMessage): boolean {
  if (!parent.message.body || !post.message.body) return false;
  const { text } = parent.message.body;
  const shown = viewUnmarked(text, [{ start: 0, end: text.length }]).text;
  return findDifferingLines(shown, viewRanges(post.message.body.text, embedded.ranges).text) === null;
}

const produced = (key: string | null | undefined, context: FindingContext): ProducedPost | null => {
  const post = key ? context.placeOf.get(key)?.post : undefined;
  return post?.kind === 'produced' ? post : null;
};

/** The produced posts that all of the quotation may have been copied from: the parent, and the one bound at depth 1. */
function findParents(post: ProducedPost, split: SplitBody, context: FindingContext): readonly ProducedPost[] {
  const outermost = split.embedded.findIndex(({ depth }) => depth === 1);
  const keys = [context.placeOf.get(post.key)?.link?.parent, context.originals.get(post.key)?.[outermost]];
  const found = keys.map((key) => produced(key, context)).filter((one) => one !== null && one !== post);
  return [...new Set(found)] as ProducedPost[];
}

/** The comparison that explains most; null if one explains all: then nothing was altered. */
function fittest(comparisons: readonly (Comparison | 'equal' | null)[]): Comparison | null {
  if (comparisons.includes('equal')) return null;
  const differing = comparisons.filter((one) => one !== null && one !== 'equal') as Comparison[];
  return differing.reduce<Comparison | null>((best, one) => (best && best.matched >= one.matched ? best : one), null);
}

/** Compares all that a reply quotes, deeper quotations and their attributions included, with all of its parent's body. */
function compareWithParent(
  post: ProducedPost,
  split: SplitBody,
  parent: ProducedPost,
  context: FindingContext,
): Comparison | 'equal' | null {
  const body = post.message.body!;
  const own = parent.message.body;
  if (!own) return null;
  const introduces = ({ kind, depth }: Segment) => depth === 1 && (kind === 'attribution' || kind === 'header');
  const quoted = split.segments.filter((segment) => segment.depth > 0 && !introduces(segment));
  const sides = {
    original: viewUnmarked(own.text, [{ start: 0, end: own.text.length }]),
    quotation: viewUnmarked(body.text, quoted),
  };
  const outermost = split.embedded.find(({ depth }) => depth === 1);
  return compareSides(post, parent, sides, outermost ?? null, context);
}

function compareWithOriginal(
  post: ProducedPost,
  embedded: EmbeddedMessage,
  original: ProducedPost,
  context: FindingContext,
): Comparison | 'equal' | null {
  const own = original.message.body;
  const split = context.splits.get(original.key);
  if (!own || !split) return null;
  const authored = split.segments.filter(({ depth }) => depth === 0);
  const sides = {
    original: viewRanges(own.text, authored),
    quotation: viewRanges(post.message.body!.text, embedded.ranges),
  };
  return compareSides(post, original, sides, embedded, context);
}

function compareSides(
  post: ProducedPost,
  original: ProducedPost,
  sides: { readonly original: TextView; readonly quotation: TextView },
  embedded: EmbeddedMessage | null,
  context: FindingContext,
): Comparison | 'equal' | null {
  const body = post.message.body!;
  const lines = findDifferingLines(sides.original.text, sides.quotation.text);
  const own = lines && viewRanges(sides.original.text, lines.original);
  const quoted = lines && viewRanges(sides.quotation.text, lines.quoted);
  const diff = own && quoted && compareQuotation(own.text, quoted.text, body.text);
  if (diff && (diff.matched < LEAST_WORDS || diff.matched < LEAST_MATCH * diff.words)) return null;
  const locate = (inner: TextView, view: TextView, place: ProducedPost, range: Run): Origin => {
    const shown = inner.toBody(range.start, Math.max(range.end, range.start + 1));
    const { start, end } = view.toBody(shown.start, shown.end);
    return place.message.body!.locate(start, end);
  };
  const changes: AlteredQuoteDetail['changes'][number][] = (diff?.changes ?? []).map((change) => ({
    kind: change.kind,
    before: change.before,
    after: change.after,
    class: change.class,
    origins: [
      locate(own!, sides.original, original, change.original),
      locate(quoted!, sides.quotation, post, change.quoted),
    ],
  }));
  if (embedded && isQuotationOf(embedded, original, context)) {
    const { start, end } = embedded.header;
    const written = body.text.slice(start, end);
    for (const { before, after } of compareAttribution(embedded.header, written, original, context)) {
      const origins = [...originsOf(original).slice(0, 1), body.locate(start, end)];
      changes.push({ kind: 'attribution', before, after, class: 'substantive', origins });
    }
  }
  if (!changes.some((change) => change.class === 'substantive')) return 'equal';
  return { post, original, changes, matched: diff?.matched ?? Number.POSITIVE_INFINITY };
}

/** True if the words that a header introduces are the original's own: then the header speaks of it. */
function isQuotationOf(embedded: EmbeddedMessage, original: ProducedPost, { splits }: FindingContext): boolean {
  const authored = splits.get(original.key)?.authored ?? '';
  if (embedded.text.length < LEAST_TEXT) return false;
  if (findDifferingLines(authored, embedded.text) === null) return true;
  const { matched, words } = compareQuotation(authored, embedded.text);
  return matched >= SAME_TEXT * words;
}

function report(
  { post, original, changes }: Comparison,
  carriers: readonly ProducedPost[],
  context: FindingContext,
): Finding {
  const substantive = changes.filter((change) => change.class === 'substantive');
  const carriedOn = carriers.map((carrier) => carrier.key);
  const detail: AlteredQuoteDetail = { quoting: post.key, quoted: original.key, changes, carriedOn };
  const [first] = substantive;
  const more = substantive.length > 1 ? ` and ${substantive.length - 1} more` : '';
  const onward = carriers.length
    ? `; ${carriers.length} later ${carriers.length === 1 ? 'message carries' : 'messages carry'} it on`
    : '';
  return createFinding({
    kind: 'altered-quote',
    severity: substantive.some((change) => GRAVE.has(change.kind)) ? 'warning' : 'notice',
    summary: `The quotation in ${describePost(post, context)} differs from the produced original: ${showChange(first!)}${more}${onward}.`,
    posts: [post.key, original.key, ...carriedOn],
    origins: substantive.flatMap((change) => change.origins),
    detail,
  });
}

function showChange({ before, after }: AlteredQuoteDetail['changes'][number]): string {
  if (!before) return `"${after}" was put in`;
  if (!after) return `"${before}" was left out`;
  return `"${before}" is quoted as "${after}"`;
}
