import type { ZodType } from 'zod';
import type { ProducedPost } from '../../dedupe/produced-post.js';
import type { Post } from '../../link/post/post.js';
import { senderOf } from '../../link/post/post-facts.js';
import type { SplitBody } from '../../quote/segment.js';
import { createFinding } from '../create-finding.js';
import { type DetailOf, declareFinding } from '../declare-finding.js';
import type { Finding } from '../finding.js';
import { describePost, type FindingContext } from '../finding-context.js';
import { createNamedOriginals } from '../same-sending.js';
import { compareWitnesses, type WitnessDifference } from './differing-witnesses.js';
import { createKnownPassages, type KnownPassages } from './known-passages.js';
import { isResubmission } from './patch-version.js';
import { type Comparison, createComparer, isSubstantive, type QuoteChange } from './quotation-comparison.js';
import { GRAVE, identityOf, showChanges, showDifference } from './show-changes.js';

/** Quotations that differ in substance from the produced original; later messages that carry one on are told with it. */
export const alteredQuote = declareFinding({
  kind: 'altered-quote',
  label: 'Altered quotation',
  about: 'A quotation that differs from what it quotes',
  severities: ['notice', 'warning'],
  mark: 'altered',
  otherLabel: 'Altered where it is quoted',
  castsDoubtOn: 'first',
  detail: ({ z, key, origin }) =>
    z.strictObject({
      quoting: key.describe('Post that quotes'),
      quoted: key.nullable().describe('The post that is quoted; null = unknown'),
      against: key.nullable().describe('The post that quotes it otherwise, where the original was not produced'),
      changes: z.array(
        z
          .strictObject({
            kind: z.enum(['number', 'negation', 'name', 'date', 'word', 'inserted', 'deleted', 'attribution']),
            before: z.string().describe('As in the original; empty for what was put in'),
            after: z.string().describe('As quoted; empty for what was left out'),
            class: z.enum(['substantive', 'harmless']),
            reason: (z.string().nullable() as unknown as ZodType<QuoteChange['reason']>).describe(
              'Why it is harmless, such as `wrapping`; null for a substantive change',
            ),
            origins: z.array(origin).describe('Bytes of the original, bytes of the quotation'),
          })
          .meta({ id: 'change' }),
      ),
      carriedOn: z.array(key).describe('Later posts that quote the altered text on'),
      alike: z
        .array(key)
        .describe(
          'Posts by other people who quote it alike and did not have it from this one: the original may have read so',
        ),
    }),
  find: findAlteredQuotes,
});

/** What was changed in a quotation. */
export type AlteredQuoteDetail = DetailOf<typeof alteredQuote>;

/** Steps from a post that carries an alteration on to the one that made it. */
const LONGEST_TRACE = 100;

/** A quotation that was altered before the post that shows it, and the post it came through. */
interface Carrier {
  readonly post: ProducedPost;
  readonly from: ProducedPost;
  readonly original: ProducedPost;
}

function* findAlteredQuotes(context: FindingContext): Generator<Finding> {
  const comparer = createComparer(context);
  const passages = createKnownPassages(context);
  const named = createNamedOriginals(context);
  const found = new Map<string, Comparison>();
  const carriers: Carrier[] = [];
  let ofPost: PlacedComparison[] = [];
  const keep = (comparison: Comparison | null) => {
    const own = comparison && leaveKnown(comparison, passages);
    if (!own) return;
    const places = quotedPlaces(own);
    const before = ofPost.find((other) => isTold(places, other));
    if (!before) ofPost.push({ comparison: own, places });
    found.set(pairKey(own.post, own.original), before?.comparison ?? own);
  };
  for (const post of context.produced) {
    const split = context.splits.get(post.key);
    if (!split || !post.message.body || !split.embedded.length) continue;
    ofPost = [];
    const parents = findParents(post, split, context).filter((parent) => !wasSentLater(parent, post));
    const parent = parents[0] ?? null;
    const resubmitted = split.embedded.findIndex((embedded) => isResubmission(post, embedded));
    if (resubmitted < 0) keep(fittest(parents.map((one) => comparer.compareWithParent(post, split, one))));
    for (const [index, embedded] of split.embedded.entries()) {
      const original = produced(context.originals.get(post.key)?.[index], context) ?? named.find(post, embedded);
      if (!original || parents.includes(original) || original === post || wasSentLater(original, post)) continue;
      if (index === resubmitted || isBetterNamed(split, index, original, context.originals.get(post.key))) continue;
      if (parent && comparer.holdsQuotation(parent, post, embedded)) carriers.push({ post, from: parent, original });
      else keep(comparer.compareWithOriginal(post, embedded, original));
    }
  }
  const carriedOn = traceCarriers(found, carriers);
  for (const [comparison, alike] of joinAlike([...new Set(found.values())], context))
    yield report(comparison, carriedOn.get(comparison) ?? [], alike, context);
  const told = new Set([...found.values()].map(({ post }) => post.key));
  for (const difference of compareWitnesses(context, comparer.names)) {
    const { post, against, changes } = difference;
    const isKnown = changes.every(({ phrases }) => passages.standsEarlier(phrases, post, against));
    if (!told.has(post.key) && !isKnown) yield reportWitnesses(difference, context);
    told.add(post.key);
  }
}

/**
 * True for a quotation that names nobody, where another one of the body is of that message by name: a line that only reads like one of its
 * lines (what is typed at a prompt) is somebody else's.
 */
function isBetterNamed(
  { embedded }: SplitBody,
  index: number,
  original: ProducedPost,
  originals: readonly (string | null)[] = [],
): boolean {
  if (embedded[index]!.header.style !== 'none') return false;
  return embedded.some(({ header }, other) => header.style !== 'none' && originals[other] === original.key);
}

/** A comparison and the quoted bytes that its changes of substance lie at. */
interface PlacedComparison {
  readonly comparison: Comparison;
  readonly places: ReadonlySet<string>;
}

const quotedPlaces = ({ changes }: Comparison): ReadonlySet<string> =>
  new Set(
    changes
      .filter(isSubstantive)
      .map(({ before, after, origins }) => `${origins.at(-1)!.offset}\u0000${before}\u0000${after}`),
  );

/** True if another comparison of the same post tells of all these changes: two messages hold the passage, it was altered once. */
function isTold(places: ReadonlySet<string>, other: PlacedComparison): boolean {
  for (const place of places) if (!other.places.has(place)) return false;
  return true;
}

/** Clocks of two programs may differ by so much. */
const CLOCK_SLACK = 3_600_000;

/** True if a message was sent after the one that is to quote it, which does not name it: an earlier version was quoted. */
function wasSentLater(original: ProducedPost, { message }: ProducedPost): boolean {
  const { messageId, alternateIds, date } = original.message;
  if (!date || !message.date || date.time <= message.date.time + CLOCK_SLACK) return false;
  const named = new Set([...message.inReplyTo, ...message.references]);
  return ![messageId ?? '', ...alternateIds].some((id) => named.has(id));
}

const pairKey = (post: Post, original: Post) => `${post.key} ${original.key}`;

/** The comparison without what stands so in an earlier message; null if nothing of substance is left. */
function leaveKnown(comparison: Comparison, passages: KnownPassages): Comparison | null {
  const { post, original } = comparison;
  if (!comparison.changes.some(isSubstantive)) return null;
  const changes = comparison.changes.filter(
    (change) => !isSubstantive(change) || !passages.standsEarlier(change.phrases, post, original),
  );
  return changes.some(isSubstantive) ? { ...comparison, changes } : null;
}

/** For each altered quotation the posts that quote it on, through any number of steps. */
function traceCarriers(
  found: ReadonlyMap<string, Comparison>,
  carriers: readonly Carrier[],
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

/** Joins quotations of one message that differ from it alike though different people made them, each with those joined to it. */
function joinAlike(
  comparisons: readonly Comparison[],
  { identify }: FindingContext,
): readonly (readonly [Comparison, readonly ProducedPost[]])[] {
  const groups = new Map<string, Comparison[]>();
  for (const comparison of comparisons) {
    const told = comparison.changes.filter(isSubstantive).map(({ before, after }) => `${before}\u0000${after}`);
    const key = [comparison.original.key, ...new Set(told)].join('\u0001');
    const group = groups.get(key);
    if (group) group.push(comparison);
    else groups.set(key, [comparison]);
  }
  return [...groups.values()].flatMap((group): (readonly [Comparison, readonly ProducedPost[]])[] => {
    const senders = new Set(group.map(({ post }) => identify(senderOf(post) ?? { name: '', address: '' })));
    if (senders.size < 2) return group.map((comparison) => [comparison, []]);
    return [[group[0]!, group.slice(1).map(({ post }) => post)]];
  });
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

/** Of the comparisons that tell of a change the one that explains most; null if another message explains every line. */
function fittest(comparisons: readonly (Comparison | null)[]): Comparison | null {
  if (comparisons.some((one) => one?.matched === Number.POSITIVE_INFINITY && !one.changes.some(isSubstantive)))
    return null;
  const telling = comparisons.filter((one) => one?.changes.some(isSubstantive));
  return telling.reduce<Comparison | null>((best, one) => (best && best.matched >= one!.matched ? best : one!), null);
}

function report(
  { post, original, changes }: Comparison,
  carriers: readonly ProducedPost[],
  others: readonly ProducedPost[],
  context: FindingContext,
): Finding {
  const substantive = changes.filter(isSubstantive);
  const carriedOn = carriers.map((carrier) => carrier.key);
  const alike = others.map((other) => other.key);
  const detail: AlteredQuoteDetail = {
    quoting: post.key,
    quoted: original.key,
    against: null,
    changes: changes.map(({ phrases, ...change }) => change),
    carriedOn,
    alike,
  };
  const onward = tellMore(carriers.length, 'later message carries it on', 'later messages carry it on');
  const agreeing = tellMore(others.length, 'other quotation reads alike', 'other quotations read alike');
  const tell = (what: string) =>
    `The quotation in ${describePost(post, context)} differs from the produced original: ${what}${onward}${agreeing}.`;
  const told = {
    severity: substantive.some((change) => GRAVE.has(change.kind)) ? 'warning' : 'notice',
    summary: tell(showChanges(substantive)),
    posts: [post.key, original.key, ...carriedOn, ...alike],
    origins: substantive.flatMap((change) => change.origins),
    detail,
  } as const;
  return createFinding(alteredQuote, told, tell(identityOf(substantive)));
}

function reportWitnesses({ post, against, message, changes }: WitnessDifference, context: FindingContext): Finding {
  const detail: AlteredQuoteDetail = {
    quoting: post.key,
    quoted: message.key,
    against: against.key,
    changes: changes.map(({ phrases, ...change }) => change),
    carriedOn: [],
    alike: [],
  };
  const tell = (what: string) =>
    `Two quotations of a message that was not produced differ: ${describePost(against, context)} and ${describePost(post, context)}: ${what}.`;
  const told = {
    severity: changes.some((change) => GRAVE.has(change.kind)) ? 'warning' : 'notice',
    summary: tell(showChanges(changes, showDifference)),
    posts: [post.key, message.key, against.key],
    origins: changes.flatMap((change) => change.origins),
    detail,
  } as const;
  return createFinding(alteredQuote, told, tell(identityOf(changes)));
}

const tellMore = (count: number, one: string, many: string) => (count ? `; ${count} ${count === 1 ? one : many}` : '');
