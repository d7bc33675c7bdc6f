import type { ProducedPost } from '../../dedupe/produced-post.js';
import type { Post, RecoveredPost } from '../../link/post/post.js';
import { timeOf } from '../../link/post/post-facts.js';
import { locateInBody } from '../../message/locate-in-body.js';
import type { EmbeddedHeader, EmbeddedMessage } from '../../quote/segment.js';
import type { Origin } from '../../source/source.js';
import type { FindingContext } from '../finding-context.js';
import { bareSubject, isSameMoment } from '../same-sending.js';
import { findDifferingLines, indexLines } from './differing-lines.js';
import { isOtherPatch } from './patch-version.js';
import { isUnknown } from './put-in-passage.js';
import type { QuoteChange } from './quotation-comparison.js';
import { compareQuotation, isPassage, type QuotationChange } from './quotation-diff.js';
import { type TextView, viewRanges } from './text-view.js';

/** Two quotations of one message that nobody produced, which differ in substance. */
export interface WitnessDifference {
  /** The quotation that stands alone, or else the later one. */
  readonly post: ProducedPost;
  /** The one it is held against. */
  readonly against: ProducedPost;
  readonly message: RecoveredPost;
  /** `before` as in `against`, `after` as in `post`. */
  readonly changes: readonly (QuoteChange & { readonly phrases: readonly string[] })[];
}

/** Quotations of one message that are compared. */
const MOST_WITNESSES = 50;
/** Share of the shorter quotation's words that both must have in common to be quotations of the same text. */
const LEAST_COMMON = 0.7;
/** Changes in a hundred words beyond which two texts are two versions. */
const MOST_CHANGES = 4;
/** Changes up to which two quotations whose headers do not tell when it was sent are of one message. */
const FEW_CHANGES = 1;

interface Quotation {
  readonly post: ProducedPost;
  readonly header: EmbeddedHeader;
  readonly view: TextView;
  /** Its lines bear marks: `> `. */
  readonly marked: boolean;
}

/**
 * Compares the quotations of each message that nobody produced with the fullest of them, and tells where two differ in
 * substance. Where most of the others agree against the fullest, that one is told of; of two the later one.
 */
export function* compareWitnesses(context: FindingContext, names: ReadonlySet<string>): Generator<WitnessDifference> {
  for (const message of context.posts) {
    if (message.kind !== 'recovered' || message.recovered.witnesses.length < 2) continue;
    const quotations = gatherQuotations(message, context);
    if (quotations.length < 2) continue;
    const fullest = quotations.reduce((best, one) => (one.view.text.length > best.view.text.length ? one : best));
    const index = indexLines(fullest.view.text);
    const differing = quotations.flatMap((one) => {
      if (one === fullest || findDifferingLines(index, one.view.text) === null) return [];
      const changes = compareTexts(fullest, one, names);
      return changes.length ? [{ one, changes }] : [];
    });
    if (differing.length > 1 && 2 * differing.length > quotations.length - 1 && areAlike(differing)) {
      const [{ one, changes }] = differing as [(typeof differing)[number]];
      yield toDifference(message, one, fullest, changes, true);
      continue;
    }
    for (const { one, changes } of differing) {
      const swapped = isEarlier(one.post, fullest.post);
      yield swapped
        ? toDifference(message, one, fullest, changes, true)
        : toDifference(message, fullest, one, changes, false);
    }
  }
}

function gatherQuotations(message: RecoveredPost, context: FindingContext): Quotation[] {
  const quotations = new Map<string, Quotation>();
  for (const witness of message.recovered.witnesses.slice(0, MOST_WITNESSES)) {
    const post = context.placeOf.get(witness.post)?.post;
    const embedded = context.splits.get(witness.post)?.embedded[witness.embedded];
    if (post?.kind !== 'produced' || post.duplicateOf || !post.message.body || !embedded) continue;
    const view = viewRanges(post.message.body.text, embedded.ranges);
    const known = quotations.get(post.key);
    if (!known || known.view.text.length < view.text.length)
      quotations.set(post.key, { post, header: embedded.header, view, marked: isMarked(post, embedded) });
  }
  return [...quotations.values()];
}

function isMarked({ message }: ProducedPost, { ranges: [first] }: EmbeddedMessage): boolean {
  if (!first) return false;
  const { text } = message.body!;
  return /[>|]/.test(text.slice(text.lastIndexOf('\n', first.start - 1) + 1, first.start));
}

/** True in a line of a compiler's list, `mm/nommu.c:158:25: error: …`: of many that read alike, each who quotes takes those that he answers. */
function isComplaint(text: string, at: number): boolean {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  return /^\s*[\w./+-]{1,200}\.\w{1,8}:\d{1,7}(?::\d{1,5})?: /.test(text.slice(start, start + 240));
}

/** The changes of substance from one quotation to another; none where these are two versions of a text. */
function compareTexts(one: Quotation, other: Quotation, names: ReadonlySet<string>): readonly QuotationChange[] {
  const diff = compareQuotation(one.view.text, other.view.text, { ...surroundings(other), names });
  const isWhole = !one.marked && !other.marked;
  const changes = [
    ...diff.changes.filter((change) => (isWhole || !isPassage(change)) && tells(change, one)),
    ...(isWhole ? findLeftOut(one, other) : []),
  ];
  if (changes.some(({ quoted: { start } }) => isFileName(other.view.text, start))) return [];
  if (changes.some(({ quoted: { start } }) => isComplaint(other.view.text, start))) return [];
  const places = changes.map(({ quoted }) => quoted.start);
  if (isOtherPatch(other.view.text, places)) return [];
  if (changes.length && isForm(one.view.text, other.view.text)) return [];
  if (!mayBeOneSending(one.header, other.header, changes.length)) return [];
  if (diff.matched < LEAST_COMMON * diff.words || changes.length * 100 > MOST_CHANGES * diff.words + 100) return [];
  return changes;
}

const surroundings = ({ post }: Quotation) => ({ body: post.message.body!.text, passages: true });

/** True for a change of substance; for a whole passage if nothing like it stands in the other quotation. */
const tells = (change: QuotationChange, { view }: Quotation) =>
  change.class === 'substantive' && (!isPassage(change) || isUnknown(change.after, [view.text]));

/**
 * The passages within a paragraph that the one quotation has and the other has not. Asked only of quotations without marks: whoever quotes
 * line by line leaves out what is not answered.
 */
function findLeftOut(one: Quotation, other: Quotation): readonly QuotationChange[] {
  return compareQuotation(other.view.text, one.view.text, surroundings(one))
    .changes.filter((change) => isPassage(change) && tells(change, other))
    .map(({ after, original, quoted, ...change }) => ({
      ...change,
      kind: 'deleted',
      before: after,
      after: '',
      phrases: [],
      original: quoted,
      quoted: original,
    }));
}

/** True if a change lies in the name of a file: two sendings of one text may bring two files. */
function isFileName(text: string, at: number): boolean {
  const token = /^[^\s<>()]{1,80}/.exec(text.slice(at, at + 80))?.[0] ?? '';
  return /\.[a-z]{3,4}\W*$/i.test(token) && !token.includes('@');
}

/** Fields that two people filled in otherwise, from which a text is a form. */
const LEAST_FIELDS = 3;
/** Characters that the label of a field takes. */
const LONGEST_LABEL = 60;

/** True if the texts are one form that two people filled in: `Extension: 12` here and `Extension: 34` there, three times or more. */
function isForm(one: string, other: string): boolean {
  const fields = readFields(one);
  let otherwise = 0;
  for (const [label, value] of readFields(other)) {
    const written = fields.get(label);
    if (written !== undefined && written !== value) otherwise++;
  }
  return otherwise >= LEAST_FIELDS;
}

function readFields(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of text.split('\n')) {
    const end = line.search(/[:?]/);
    const label = end < 0 || end > LONGEST_LABEL ? '' : line.slice(0, end).trim();
    if (/\p{L}{2}/u.test(label)) fields.set(label, line.slice(end + 1).trim());
  }
  return fields;
}

/**
 * True if two headers tell of one message: the same id, or the same moment, in whatever zones, and the same subject as far as
 * they have one. Where no moment is told, more than one change makes another version.
 */
function mayBeOneSending(one: EmbeddedHeader, other: EmbeddedHeader, changes: number): boolean {
  if (one.messageId && one.messageId === other.messageId) return true;
  if (one.subject && other.subject && bareSubject(one.subject) !== bareSubject(other.subject)) return false;
  return one.date && other.date ? isSameMoment(one.date, other.date) : changes <= FEW_CHANGES;
}

/** True if all differ from the fullest at the same places in the same way. */
function areAlike(differing: readonly { readonly changes: readonly QuotationChange[] }[]): boolean {
  const told = differing.map(({ changes }) =>
    changes.map(({ before, after }) => `${before}\u0000${after}`).join('\u0001'),
  );
  return new Set(told).size === 1;
}

function isEarlier(one: Post, other: Post): boolean {
  const [a, b] = [timeOf(one), timeOf(other)];
  if (a !== null && b !== null && a !== b) return a < b;
  return one.key < other.key;
}

/** `changes` lead from the fullest to the other; where the fullest is the one told of, they are turned around. */
function toDifference(
  message: RecoveredPost,
  against: Quotation,
  told: Quotation,
  changes: readonly QuotationChange[],
  turned: boolean,
): WitnessDifference {
  const locate = ({ post, view }: Quotation, range: { readonly start: number; readonly end: number }): Origin => {
    const { start, end } = view.toBody(range.start, Math.max(range.end, range.start + 1));
    return locateInBody(post.message.body!, { start, end });
  };
  return {
    post: told.post,
    against: against.post,
    message,
    changes: changes.map((change) => ({
      kind: turned ? turnKind(change.kind) : change.kind,
      before: turned ? change.after : change.before,
      after: turned ? change.before : change.after,
      class: change.class,
      reason: change.reason,
      phrases: turned ? [] : change.phrases,
      origins: [
        locate(against, turned ? change.quoted : change.original),
        locate(told, turned ? change.original : change.quoted),
      ],
    })),
  };
}

function turnKind(kind: QuotationChange['kind']): QuotationChange['kind'] {
  if (kind === 'inserted') return 'deleted';
  return kind === 'deleted' ? 'inserted' : kind;
}
