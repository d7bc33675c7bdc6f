// Long because what one comparison of a quotation takes is read from top to bottom.

import type { ProducedPost } from '../../dedupe/produced-post.js';
import { originsOf } from '../../link/post/post-facts.js';
import { locateInBody } from '../../message/locate-in-body.js';
import type { EmbeddedMessage, Segment, SplitBody } from '../../quote/segment.js';
import type { Origin } from '../../source/source.js';
import type { FindingContext } from '../finding-context.js';
import { isOtherSending } from '../same-sending.js';
import { compareAttribution, introduces } from './attribution-diff.js';
import type { ChangeKind } from './change-kind.js';
import { findDifferingLines, indexLines, type LineIndex, type Run } from './differing-lines.js';
import type { HarmlessReason } from './harmless-change.js';
import { isOtherPatch } from './patch-version.js';
import { isUnknown, liesInOneQuotation } from './put-in-passage.js';
import { compareQuotation, countMatched, isPassage } from './quotation-diff.js';
import { readWords } from './quotation-words.js';
import { type TextView, viewRanges, viewUnmarked } from './text-view.js';

/** One difference between a quotation and its original: `before` as in the original, `after` as quoted. */
export interface QuoteChange {
  readonly kind: ChangeKind | 'attribution';
  readonly before: string;
  readonly after: string;
  readonly class: 'substantive' | 'harmless';
  /** Why it is harmless; null for a substantive change. */
  readonly reason: HarmlessReason | null;
  /** Bytes of the original, bytes of the quotation. */
  readonly origins: readonly Origin[];
}

/** A quotation that was held against a produced message. */
export interface Comparison {
  readonly post: ProducedPost;
  readonly original: ProducedPost;
  /** None, or harmless ones alone, where nothing was altered. */
  readonly changes: readonly ComparedChange[];
  /** Words of the quotation that stand in the original; infinite if every line does. */
  readonly matched: number;
}

/** A change with the words around it; none for an attribution. */
export interface ComparedChange extends QuoteChange {
  readonly phrases: readonly string[];
}

/** Words in common below which nothing is compared. */
const LEAST_WORDS = 6;
/** Share of a quotation's words from which its header is held against the original. */
const SAME_TEXT = 0.9;
/** Characters of a quotation below which it does not prove whose it is. */
const LEAST_TEXT = 40;
/** Characters below which a text may have been sent more than once: its date proves nothing. */
const LEAST_DATED_TEXT = 120;
/** Share of the matched words above which two messages quote the same, and neither quotes the other. */
const BESIDE = 0.9;

/** Compares quotations with produced messages; keeps what it read of an original for the next who quotes it. */
export interface QuotationComparer {
  /** Words of the names of people who have an address. */
  readonly names: ReadonlySet<string>;
  /** All that a reply quotes, deeper quotations and their attributions included, against all of its parent's body. */
  compareWithParent(post: ProducedPost, split: SplitBody, parent: ProducedPost): Comparison | null;
  /** One embedded message against what the author of the original wrote. */
  compareWithOriginal(post: ProducedPost, embedded: EmbeddedMessage, original: ProducedPost): Comparison | null;
  /** True if the parent's body shows the same text already: what was changed in it was changed there. */
  holdsQuotation(parent: ProducedPost, post: ProducedPost, embedded: EmbeddedMessage): boolean;
}

interface Side {
  readonly view: TextView;
  readonly index: LineIndex;
}

interface Sides {
  readonly original: Side;
  readonly quotation: TextView;
}

/** Originals that are kept read. */
const KEPT_SIDES = 32;

/** A comparer of quotations with produced messages that looks each message up once. */
export function createComparer(context: FindingContext): QuotationComparer {
  const names = namesOf(context);
  const wholes = new Map<string, Side>();
  const wholeOf = (post: ProducedPost): Side => {
    const known = wholes.get(post.key);
    if (known) return known;
    const { text } = post.message.body!;
    const view = viewUnmarked(text, [{ start: 0, end: text.length }]);
    const side = { view, index: indexLines(view.text) };
    if (wholes.size >= KEPT_SIDES) wholes.delete(wholes.keys().next().value!);
    wholes.set(post.key, side);
    return side;
  };

  return {
    names,
    compareWithParent(post, split, parent) {
      if (!parent.message.body) return null;
      const originals = context.originals.get(post.key) ?? [];
      const isIntroduction = ({ kind, depth, embedded }: Segment) =>
        (kind === 'attribution' || kind === 'header') &&
        (depth === 1 || (embedded !== null && originals[embedded] === parent.key));
      const quoted = split.segments.filter((segment) => segment.depth > 0 && !isIntroduction(segment));
      const quotation = viewUnmarked(post.message.body!.text, quoted);
      const isLinked = context.placeOf.get(post.key)?.link?.parent === parent.key;
      const first = split.embedded.findIndex(({ depth }) => depth === 1);
      const outermost = (isLinked && split.embedded[first]) || null;
      if (originals[first] === parent.key && isOtherSending(split.embedded[first]!.header, parent)) return null;
      return compareSides(post, parent, { original: wholeOf(parent), quotation }, outermost, context, names);
    },
    compareWithOriginal(post, embedded, original) {
      const own = original.message.body;
      const split = context.splits.get(original.key);
      const written = post.message.body!.text.slice(embedded.header.start, embedded.header.end);
      if (!own || !split) return null;
      if (!introduces(embedded.header, written, original, context) && !isQuotationOf(embedded, original, context))
        return null;
      const view = viewRanges(
        own.text,
        split.segments.filter(({ depth }) => depth === 0),
      );
      const quotation = viewRanges(post.message.body!.text, embedded.ranges);
      const sides = { original: { view, index: indexLines(view.text) }, quotation };
      return compareSides(post, original, sides, embedded, context, names);
    },
    holdsQuotation(parent, post, embedded) {
      if (!parent.message.body || !post.message.body) return false;
      const quoted = viewRanges(post.message.body.text, embedded.ranges).text;
      return findDifferingLines(wholeOf(parent).index, quoted) === null;
    },
  };
}

/** Words of the names of people who have an address. */
function namesOf({ people }: FindingContext): ReadonlySet<string> {
  const words = new Set<string>();
  for (const { name, addresses } of people.persons)
    if (addresses.length) for (const word of name.toLowerCase().match(/\p{L}{3,}/gu) ?? []) words.add(word);
  return words;
}

function compareSides(
  post: ProducedPost,
  original: ProducedPost,
  sides: Sides,
  embedded: EmbeddedMessage | null,
  context: FindingContext,
  names: ReadonlySet<string>,
): Comparison | null {
  if (embedded && isOtherSending(embedded.header, original)) return null;
  const body = post.message.body!;
  const { view, index } = sides.original;
  const lines = findDifferingLines(index, sides.quotation.text);
  const own = lines && viewRanges(view.text, lines.original);
  const quoted = lines && viewRanges(sides.quotation.text, lines.quoted);
  const diff =
    own &&
    quoted &&
    compareQuotation(own.text, quoted.text, { body: body.text, whole: view.text, names, passages: true });
  if (diff && diff.matched < LEAST_WORDS) return null;
  const place = (inner: TextView, outer: TextView, range: Run): Run => {
    const shown = inner.toBody(range.start, Math.max(range.end, range.start + 1));
    return outer.toBody(shown.start, shown.end);
  };
  const locate = (at: ProducedPost, { start, end }: Run) => locateInBody(at.message.body!, { start, end });
  const told = (diff?.changes ?? []).filter(
    (change) =>
      change.class === 'harmless' ||
      (!isLabel(own!.text, change.original, quoted!.text, change.quoted) &&
        !introduceOthers(
          change.kind,
          [original, place(own!, view, change.original).start],
          [post, place(quoted!, sides.quotation, change.quoted).start],
          context,
        ) &&
        (!isPassage(change) ||
          isPutIn(change.after, place(quoted!, sides.quotation, change.quoted), post, original, context))),
  );
  const altered = told.filter(isSubstantive).map(({ quoted: run }) => place(quoted!, sides.quotation, run).start);
  if (isOtherPatch(body.text, altered)) return null;
  const changes: ComparedChange[] = told.map((change) => ({
    kind: change.kind,
    before: change.before,
    after: change.after,
    class: change.class,
    reason: change.reason,
    phrases: change.phrases,
    origins: [
      locate(original, place(own!, view, change.original)),
      locate(post, place(quoted!, sides.quotation, change.quoted)),
    ],
  }));
  if (changes.some(isSubstantive)) {
    const places = diff!.matches.map(([was, is]) => [
      place(own!, view, { start: was, end: was + 1 }).start,
      place(quoted!, sides.quotation, { start: is, end: is + 1 }).start,
    ]);
    if (standsBeside(places as [number, number][], post, original, context)) return null;
  }
  if (embedded && !answersAnother(post, original, embedded)) {
    const attributed = attributionChanges(embedded, post, original, context);
    // Whether the texts are one takes longest, and hardly any header says something else.
    if (attributed.length > 0 && isQuotationOf(embedded, original, context)) changes.push(...attributed);
  }
  return { post, original, changes, matched: diff?.matched ?? Number.POSITIVE_INFINITY };
}

/** True if a passage stands in the midst of one quotation, and nothing like it in the original or in what the reply's author wrote. */
function isPutIn(
  passage: string,
  at: Run,
  post: ProducedPost,
  original: ProducedPost,
  context: FindingContext,
): boolean {
  const split = context.splits.get(post.key)!;
  if (!liesInOneQuotation(split.segments, at.start, at.end)) return false;
  return isUnknown(passage, [original.message.body!.text, split.authored]);
}

/** True of a change that alters what is said, not only how it is written. */
export const isSubstantive = (change: { readonly class: 'substantive' | 'harmless' }) => change.class === 'substantive';

/**
 * True if what both have in common bears no more quotation marks here than there: then both quote the same, as two
 * invitations to a weekly meeting do, and neither quotes the other.
 */
function standsBeside(
  places: readonly (readonly [number, number])[],
  post: ProducedPost,
  original: ProducedPost,
  { splits }: FindingContext,
): boolean {
  const there = splits.get(original.key)?.segments ?? [];
  const here = splits.get(post.key)?.segments ?? [];
  const beside = places.filter(([was, is]) => {
    const marks = countMarks(original.message.body!.text, was);
    const quotedMarks = countMarks(post.message.body!.text, is);
    if (marks || quotedMarks) return marks > 0 && quotedMarks <= marks;
    const depth = segmentAt(there, was)?.depth ?? 0;
    return depth > 0 && (segmentAt(here, is)?.depth ?? 0) <= depth;
  });
  return beside.length > BESIDE * places.length;
}

/**
 * True if the words are the label of a header line on one side and the end of a heading on the other: `Newsgroups:` where the quotation
 * has `Ada Lind forwards:`. Both only introduce what follows.
 */
function isLabel(original: string, was: Run, quoted: string, is: Run): boolean {
  if (original[was.end] !== ':' || quoted[is.end] !== ':') return false;
  const beginsLine = (text: string, { start }: Run) => start === 0 || text[start - 1] === '\n';
  return beginsLine(original, was) !== beginsLine(quoted, is);
}

/** True if the two places lie in headers that introduce two different texts: each tells of its own. */
function introduceOthers(
  kind: string,
  one: readonly [ProducedPost, number],
  other: readonly [ProducedPost, number],
  { splits }: FindingContext,
): boolean {
  const [a, b] = [one, other].map(([post, at]) => {
    const split = splits.get(post.key);
    const segment = segmentAt(split?.segments ?? [], at);
    if (!segment || segment.embedded === null) return null;
    if (segment.kind !== 'header' && !(segment.kind === 'attribution' && INTRODUCED.has(kind))) return null;
    return split!.embedded[segment.embedded] ?? null;
  });
  if (!a || !b) return false;
  const [sent, told] = [a.header.date, b.header.date];
  if (kind !== 'date' && kind !== 'number' && sent && told && sent.local !== told.local) return true;
  return beginsOtherwise(a.text, b.text);
}

/** Kinds of changes that make of one attribution another one's. */
const INTRODUCED = new Set<string>(['date', 'number', 'name']);

/** Words of a quotation that are looked for, and characters of the original in which. */
const BEGINNING = 40;
const LONGEST_TEXT = 20_000;

/** True if hardly two words in a row of a quotation's beginning stand in the original. */
function beginsOtherwise(original: string, quoted: string): boolean {
  const pairsOf = (text: string, most: number) => {
    const words = readWords(text.slice(0, LONGEST_TEXT)).slice(0, most);
    return words.slice(1).map((word, n) => `${words[n]!.text} ${word.text}`);
  };
  const known = new Set(pairsOf(original, LONGEST_TEXT));
  const pairs = pairsOf(quoted, BEGINNING);
  return known.size > 0 && pairs.length > 0 && pairs.filter((pair) => known.has(pair)).length < 0.3 * pairs.length;
}

function segmentAt(segments: readonly Segment[], at: number): Segment | undefined {
  let low = 0;
  let high = segments.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (segments[middle]!.start <= at) low = middle;
    else high = middle - 1;
  }
  return segments[low];
}

/** Quotation marks before a place, from the beginning of its line. */
function countMarks(text: string, at: number): number {
  let marks = 0;
  for (let n = text.lastIndexOf('\n', at - 1) + 1; n < at; n++) {
    if (text[n] === '>') marks++;
    else if (text[n] !== ' ' && text[n] !== '\t') break;
  }
  return marks;
}

/** True if the reply names another message than this one: then it tells of that one above what both say. */
function answersAnother({ message }: ProducedPost, original: ProducedPost, { depth }: EmbeddedMessage): boolean {
  const { messageId, alternateIds } = original.message;
  if (depth > 1 || messageId === null || !message.inReplyTo.length) return false;
  return ![messageId, ...alternateIds].some((id) => message.inReplyTo.includes(id));
}

function attributionChanges(
  embedded: EmbeddedMessage,
  post: ProducedPost,
  original: ProducedPost,
  context: FindingContext,
): ComparedChange[] {
  const body = post.message.body!;
  const { start, end } = embedded.header;
  const header = embedded.text.length < LEAST_DATED_TEXT ? { ...embedded.header, date: null } : embedded.header;
  const origins = [...originsOf(original).slice(0, 1), locateInBody(body, { start, end })];
  return compareAttribution(header, body.text.slice(start, end), original, post, context).map((change) => ({
    ...change,
    kind: 'attribution',
    class: 'substantive',
    reason: null,
    phrases: [],
    origins,
  }));
}

/** True if the words that a header introduces are the original's own: then the header speaks of it. */
function isQuotationOf(embedded: EmbeddedMessage, original: ProducedPost, { splits }: FindingContext): boolean {
  const authored = splits.get(original.key)?.authored ?? '';
  if (embedded.text.length < LEAST_TEXT) return false;
  if (findDifferingLines(authored, embedded.text) === null) return true;
  const { matched, words } = countMatched(authored, embedded.text);
  return matched >= SAME_TEXT * words;
}
