// Long because each way in which a message is known to be missing is told here.
import { dateInterval } from '../../date/written-date.js';
import type { ProducedPost } from '../../dedupe/produced-post.js';
import type { Post } from '../../link/post/post.js';
import { latestTimeOf, originsOf, recipientFields, senderOf, subjectOf, timeOf } from '../../link/post/post-facts.js';
import type { Origin } from '../../source/source.js';
import { attachQuotations, findUnnamedQuotations, type UnnamedQuotation } from '../altered-quote/unnamed-quotation.js';
import { createFinding } from '../create-finding.js';
import { type DetailOf, declareFinding } from '../declare-finding.js';
import type { Finding } from '../finding.js';
import {
  answeredWith,
  describePost,
  expectedHolders,
  type FindingContext,
  holdersAmong,
  isAddress,
  participantsOf,
} from '../finding-context.js';
import type { Holder } from '../holder/holders.js';
import { nameSome } from '../name-some.js';
import { tellHole, tellHowKnown, tellUnnamed } from './how-known.js';
import { citationOrigins } from './id-citations.js';
import { gatherTraces, type Interval, intervalOf, type MissingTrace, witnessesOf } from './missing-trace.js';
import { findWithheldOriginals } from './perhaps-produced.js';
import { findProducedOtherwise } from './produced-otherwise.js';
import { findSeriesHoles, type SeriesHole, seriesPlaceOf } from './series-hole.js';
import { findBearer, indexWithoutId, isTopicMark } from './unborne-id.js';

/** The request list: each message that was not produced once, with all that tells of it. */
export const missingMessage = declareFinding({
  kind: 'missing-message',
  label: 'Missing message',
  about: 'A message that was not produced, and what is known of it',
  severities: ['info', 'notice', 'warning'],
  otherLabel: 'Cites a missing message',
  detail: ({ z, key, time, mailbox, mailboxes }) =>
    z.strictObject({
      knownFrom: z
        .enum(['recovered', 'quoted', 'cited', 'series'])
        .describe(
          'recovered: its text from quotations that name its author; quoted: from quotations that do not; cited: only that it existed; series: a number that is left out',
        ),
      messageId: z.string().nullable().describe('Without angle brackets'),
      from: mailbox.nullable(),
      to: mailboxes,
      cc: mailboxes,
      interval: z
        .tuple([time.nullable(), time.nullable()])
        .describe('Earliest and latest time that it can have been sent at; null = unbounded'),
      subject: z.string().nullable(),
      citedBy: z.array(key).describe('Posts that cite or quote it'),
      known: z.array(z.string()).describe('How it is known: phrases that complete `known because it is`'),
      expectedHolders: z
        .array(z.string())
        .describe(
          'Custodians whose production should hold it: its sender, a recipient, who answered it or quotes it at first hand',
        ),
      perhapsHolders: z
        .array(z.string())
        .describe('Custodians whom an answer to it went to as well: they had it before, or were added by the answer'),
      whyNoHolder: z
        .enum(['no-custodian-named', 'no-custodian-took-part', 'perhaps-had', 'topic-mark', 'perhaps-produced'])
        .nullable()
        .describe(
          'Why nobody is expected to hold it; null where somebody is. perhaps-had: an answer to it went to somebody as well; topic-mark: the id reads like that of a ticket or a topic; perhaps-produced: a message without an id of its own, or of which a release took something out, may be the one',
        ),
    }),
  find: findMissingMessages,
});

/** One line of the request list. */
export type MissingMessageDetail = DetailOf<typeof missingMessage>;

function* findMissingMessages(context: FindingContext): Generator<Finding> {
  const holes = [...findSeriesHoles(context.posts, context.identify)];
  const told = new Set<SeriesHole>();
  const traces = gatherTraces(context);
  const withoutId = indexWithoutId(context);
  const isProducedOtherwise = findProducedOtherwise(context);
  const originals = findWithheldOriginals(context);
  const { attached, alone } = attachQuotations(findUnnamedQuotations(context), traces, context);
  for (const trace of traces) {
    if (trace.posts[0]?.kind !== 'recovered' && trace.messageId !== null && isAddress(trace.messageId, context))
      continue;
    if (isProducedOtherwise(trace)) continue;
    const withheld = originals.ofTrace(trace);
    if (withheld?.isSure) continue;
    const quotations = attached.get(trace) ?? [];
    const witnesses = [...new Set([...witnessesOf(trace, context), ...quotations.flatMap(({ quotedBy }) => quotedBy)])];
    const hole =
      trace.posts[0]?.kind === 'recovered' ? undefined : findHoleOf(answersTo(trace, context), holes, context);
    if (hole) told.add(hole);
    const bearer = findBearer(trace, withoutId, context) ?? withheld?.post ?? null;
    yield reportTrace({ trace, witnesses, quotations, hole, bearer }, context);
  }
  for (const quotation of alone) {
    const withheld = originals.ofQuotation(quotation);
    if (!withheld?.isSure) yield reportUnnamed(quotation, withheld?.post ?? null, context);
  }
  for (const hole of holes) if (!told.has(hole)) yield reportHole(hole, context);
}

/** The produced posts that answer the missing message: below it, or naming it in In-Reply-To. */
function answersTo({ posts, citation }: MissingTrace, context: FindingContext): readonly ProducedPost[] {
  const below = posts.flatMap((post) => context.childrenOf(post.key));
  return [...(citation?.inReplyTo ?? []), ...below].filter((post) => post.kind === 'produced');
}

/** Messages above one that are looked at. */
const MOST_ABOVE = 100;

/** Who took part in what a message answers, and in what stands above that: of those whom its answers went to as well, these had it. */
function partakersAbove({ key }: Post, { placeOf, identify }: FindingContext): readonly string[] {
  const found: string[] = [];
  let above = placeOf.get(key)?.link?.parent;
  for (let step = 0; above !== undefined && step < MOST_ABOVE; step++) {
    const place = placeOf.get(above);
    if (place) found.push(...participantsOf(place.post).map(identify));
    above = place?.link?.parent;
  }
  return found;
}

/** The hole of a series that the answers tell of: `Re: [PATCH 2/5]` answers number 2. */
function findHoleOf(
  answers: readonly ProducedPost[],
  holes: readonly SeriesHole[],
  context: FindingContext,
): SeriesHole | undefined {
  for (const { key, message } of answers) {
    const place = message.subject.reply ? seriesPlaceOf(message.subject.base) : null;
    if (!place) continue;
    const thread = context.threadOf.get(key);
    const hole = holes.find(
      ({ number, total, label, members }) =>
        number === place.number &&
        total === place.total &&
        label.endsWith(place.label) &&
        members.some(([, member]) => context.threadOf.get(member.key) === thread),
    );
    if (hole) return hole;
  }
  return undefined;
}

interface ToldTrace {
  readonly trace: MissingTrace;
  readonly witnesses: readonly ProducedPost[];
  readonly quotations: readonly UnnamedQuotation[];
  readonly hole: SeriesHole | undefined;
  /** A message that was produced without an id, or without what a release took out of it, and may be the one. */
  readonly bearer: ProducedPost | null;
}

function reportTrace({ trace, witnesses, quotations, hole, bearer }: ToldTrace, context: FindingContext): Finding {
  const { posts, messageId, citation } = trace;
  const [first] = posts;
  const part = hole?.members[0]?.[1];
  const { to, cc } = posts.map(recipientFields).find((one) => one.to.length + one.cc.length > 0) ?? {
    to: part ? recipientFields(part).to : [],
    cc: part ? recipientFields(part).cc : [],
  };
  const interval: Interval = first ? intervalOf(first) : [null, earliest(witnesses)];
  const isMark = messageId !== null && first?.kind !== 'recovered' && isTopicMark(messageId);
  const isOpen = isMark || bearer !== null;
  const answers = answersTo(trace, context);
  const time = first ? latestTimeOf(first) : interval[1];
  const candidates = first
    ? uniqueHolders([...posts.flatMap((post) => expectedHolders(post, context)), ...holdersOfPart(part, context)])
    : uniqueHolders(
        holdersAmong(
          answers.flatMap((answer) => senderOf(answer) ?? []),
          time,
          context,
        ),
      );
  const isTold = to.length + cc.length > 0;
  const asked = isTold ? [] : answers.flatMap(answeredWith);
  const before = new Set(posts.flatMap((post) => partakersAbove(post, context)));
  const again = asked.filter((mailbox) => before.has(context.identify(mailbox)));
  const holders = isOpen ? [] : [...new Set([...candidates, ...uniqueHolders(holdersAmong(again, time, context))])];
  const answered = isOpen ? [] : uniqueHolders(holdersAmong(asked, time, context));
  const perhaps = answered.filter((holder) => !holders.includes(holder));
  const citedBy = witnesses.map((post) => post.key);
  const recovered = first?.kind === 'recovered';
  const detail: MissingMessageDetail = {
    knownFrom: recovered ? 'recovered' : quotations.length ? 'quoted' : 'cited',
    messageId,
    from: posts.map(senderOf).find((from) => from !== null) ?? (part ? senderOf(part) : null),
    to,
    cc,
    interval: isoInterval(interval),
    subject: posts.map(subjectOf).find((subject) => subject) ?? null,
    citedBy,
    known: [
      ...tellHowKnown(trace, context),
      ...quotations.map((quotation) => tellUnnamed(quotation, context)),
      ...(hole ? [tellHole(hole)] : []),
    ],
    expectedHolders: holders,
    perhapsHolders: perhaps,
    whyNoHolder: isMark ? 'topic-mark' : bearer !== null ? 'perhaps-produced' : whyNone(holders, perhaps, context),
  };
  const gone = recovered
    ? `${tellRecovered(first, context)} was not produced${bearer !== null ? ' as it is quoted' : ''}`
    : messageId !== null
      ? `No message with the id ${messageId} was produced`
      : `A message${tellSender(detail, context)}${tellTime(detail)} was not produced`;
  const fact = `${gone}; ${tellWitnesses(trace, witnesses, quotations, context)}`;
  const headers = [...(citation?.inReplyTo ?? []), ...(citation?.references ?? [])];
  const plain = posts.some((post) => post.kind === 'missing') ? witnesses : headers;
  const told = {
    severity:
      isMark || (recovered && bearer !== null)
        ? ('info' as const)
        : holders.length
          ? ('warning' as const)
          : ('notice' as const),
    summary: `${fact}${tellBearer(bearer, recovered, context)}${isMark ? MARK : ''}${expected(holders, perhaps)}.`,
    posts: [...posts.map((post) => post.key), ...citedBy],
    origins: uniqueOrigins([
      ...posts.flatMap(originsOf),
      ...quotations.flatMap(({ origins }) => origins),
      ...citationOrigins(messageId, plain),
    ]),
    detail,
  };
  return createFinding(missingMessage, told, `${fact}.`);
}

/** `"3 messages quote it"`, `"1 message quotes it and 7 name its id"`, `"2 messages cite it"`. */
function tellWitnesses(
  { posts }: MissingTrace,
  witnesses: readonly ProducedPost[],
  quotations: readonly UnnamedQuotation[],
  context: FindingContext,
): string {
  const does = (many: number, one: string, more: string) => `${count(many, 'message')} ${many === 1 ? one : more} it`;
  if (posts[0]?.kind !== 'recovered') return does(witnesses.length, 'cites', 'cite');
  const quoting = new Set(quotations.flatMap(({ quotedBy }) => quotedBy));
  const recovered = posts.filter((post) => post.kind === 'recovered');
  for (const post of witnessesOf({ posts: recovered, messageId: null, citation: null }, context)) quoting.add(post);
  const others = witnesses.filter((post) => !quoting.has(post)).length;
  const fact = does(witnesses.length - others, 'quotes', 'quote');
  return others === 0 ? fact : `${fact} and ${others} ${others === 1 ? 'cites' : 'cite'} it`;
}

const MARK = '; it reads like the mark of a ticket or a topic, which no message need bear';
function tellBearer(bearer: ProducedPost | null, isQuoted: boolean, context: FindingContext): string {
  if (bearer === null) return '';
  const told = describePost(bearer, context);
  if (isQuoted) return `; it may be ${told}: a release took something out of the one or the other`;
  return `; it may be the id of ${told}, which was produced without ${bearer.copies.every((copy) => copy.messageId === null) ? 'one' : 'one of its own'}`;
}

/** A message of which the sender alone is known is not its sender; one whose sender is withheld is nobody's. */
function tellRecovered(post: Post, context: FindingContext): string {
  const told = describePost(post, context);
  if (senderOf(post) === null) return `A message${told.replace(/^somebody/, '')} whose sender is not told`;
  const isNamed = subjectOf(post) !== '' || timeOf(post) !== null || recipientFields(post).to.length > 0;
  return isNamed ? told : `A message from ${told}`;
}

const tellSender = ({ from }: MissingMessageDetail, context: FindingContext) =>
  from === null ? '' : ` from ${context.nameOf(from)}`;

/** `" of 2019-08-20 (UTC)"`, `" sent between 2019-08-20 and 2019-08-21 (UTC)"`; '' where both ends are not known. */
function tellTime({ interval }: MissingMessageDetail): string {
  const [first, last] = interval.map((time) => time?.slice(0, 10) ?? null);
  if (!first || !last) return '';
  return first === last ? ` of ${first} (UTC)` : ` sent between ${first} and ${last} (UTC)`;
}

function reportUnnamed(quotation: UnnamedQuotation, bearer: ProducedPost | null, context: FindingContext): Finding {
  const { quotedBy, origins, header } = quotation;
  const before = earliest(quotedBy);
  const written = header.date ? dateInterval(header.date) : null;
  const candidates = holdersAmong(
    [header.from, ...header.to, ...header.cc, ...quotedBy.map(senderOf)].filter((mailbox) => mailbox !== null),
    written?.latest ?? before,
    context,
  ).map(({ custodian }) => custodian);
  // Of words that nobody is named for, who quotes them may have had a message, or a page, or a book.
  const isAuthorTold = header.from !== null;
  const holders = bearer === null && isAuthorTold ? candidates : [];
  const perhaps = bearer === null && !isAuthorTold ? candidates : [];
  const known = tellUnnamed(quotation, context);
  const detail: MissingMessageDetail = {
    knownFrom: 'quoted',
    messageId: null,
    from: header.from,
    to: header.to,
    cc: header.cc,
    interval: isoInterval(written ? [written.earliest, written.latest] : [null, before]),
    subject: header.subject,
    citedBy: quotedBy.map((post) => post.key),
    known: [known],
    expectedHolders: holders,
    perhapsHolders: perhaps,
    whyNoHolder: bearer === null ? whyNone(holders, perhaps, context) : 'perhaps-produced',
  };
  const fact = `A message, or another text, was not produced that is ${known}`;
  const told = {
    severity: 'info' as const,
    summary: `${fact}${tellBearer(bearer, true, context)}${expected(holders, perhaps, 'who quotes it')}.`,
    posts: quotedBy.map((post) => post.key),
    origins,
    detail,
  };
  // Naming custodians must not give the finding another key.
  return createFinding(missingMessage, told, `${fact}.`);
}

function reportHole(hole: SeriesHole, context: FindingContext): Finding {
  const { number, total, members } = hole;
  const posts = members.map(([, post]) => post);
  const first = posts[0]!;
  const timeAt = (entry: readonly [number, ProducedPost] | undefined) => (entry ? timeOf(entry[1]) : null);
  const before = timeAt(members.filter(([one]) => one < number).at(-1));
  const after = timeAt(members.find(([one]) => one > number));
  const holders = holdersAmong(participantsOf(first), before ?? after, context).map(({ custodian }) => custodian);
  const detail: MissingMessageDetail = {
    knownFrom: 'series',
    messageId: null,
    from: senderOf(first),
    to: recipientFields(first).to,
    cc: recipientFields(first).cc,
    interval: isoInterval([before, after]),
    subject: null,
    citedBy: posts.map((post) => post.key),
    known: [tellHole(hole)],
    expectedHolders: holders,
    perhapsHolders: [],
    whyNoHolder: whyNone(holders, [], context),
  };
  return createFinding(
    missingMessage,
    {
      severity: 'notice',
      summary: `Number ${number} of ${total} in the series "${subjectOf(first)}" was not produced${expected(holders)}.`,
      posts: posts.map((post) => post.key),
      origins: posts.map((post) => post.message.origin),
      detail,
    },
    `hole ${number}`,
  );
}

function whyNone(
  holders: readonly string[],
  perhaps: readonly string[],
  { hasCustodians }: FindingContext,
): MissingMessageDetail['whyNoHolder'] {
  if (holders.length) return null;
  if (perhaps.length) return 'perhaps-had';
  return hasCustodians ? 'no-custodian-took-part' : 'no-custodian-named';
}

function holdersOfPart(part: Post | undefined, context: FindingContext): readonly Holder[] {
  return part ? holdersAmong(participantsOf(part), timeOf(part), context) : [];
}

const uniqueHolders = (holders: readonly Holder[]) => [...new Set(holders.map(({ custodian }) => custodian))];

function uniqueOrigins(origins: readonly Origin[]): readonly Origin[] {
  const seen = new Map(
    origins.map((origin) => [`${origin.offset} ${origin.length} ${origin.row} ${origin.source}`, origin]),
  );
  return [...seen.values()];
}

/** When the first of them was sent; null where none is dated. */
function earliest(posts: readonly Post[]): number | null {
  let first: number | null = null;
  for (const post of posts) {
    const time = timeOf(post);
    if (time !== null && (first === null || time < first)) first = time;
  }
  return first;
}

const isoInterval = ([from, to]: Interval): MissingMessageDetail['interval'] => [isoTime(from), isoTime(to)];
const isoTime = (time: number | null) => (time === null ? null : new Date(time).toISOString());
const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;
/** `"; expected from Roth; perhaps had by Vale, whom an answer went to"`. */
function expected(holders: readonly string[], perhaps: readonly string[] = [], why = 'whom an answer went to'): string {
  const named = (custodians: readonly string[]) => nameSome(custodians, 20, ', ', String);
  const sure = holders.length ? `; expected from ${named(holders)}` : '';
  return perhaps.length ? `${sure}; perhaps had by ${named(perhaps)}, ${why}` : sure;
}
