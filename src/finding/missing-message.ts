import type { MissingPost, Post, ProducedPost, RecoveredPost } from '../link/post.js';
import { originsOf, recipientsOf, senderOf, subjectOf } from '../link/post-facts.js';
import type { Mailbox } from '../message/message.js';
import { dateInterval } from '../quote/written-date.js';
import type { Origin } from '../source/source.js';
import { createFinding } from './create-finding.js';
import type { Finding } from './finding.js';
import { describePost, expectedHolders, type FindingContext, holdersAmong, participantsOf } from './finding-context.js';

/** One line of the request list. */
export interface MissingMessageDetail {
  /** `recovered`: its text is known from quotations; `cited`: only that it existed; `series`: a number left out. */
  readonly knownFrom: 'recovered' | 'cited' | 'series';
  readonly messageId: string | null;
  readonly from: Mailbox | null;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  /** Earliest and latest time, ISO 8601 in UTC; null = unbounded. */
  readonly interval: readonly [string | null, string | null];
  readonly subject: string | null;
  /** Keys of the posts that cite or quote it. */
  readonly citedBy: readonly string[];
  /** How it is known, one phrase each. */
  readonly known: readonly string[];
  /** Custodians whose production should hold it. */
  readonly expectedHolders: readonly string[];
}

/** The request list: every recovered or missing post, and the holes of numbered series. */
export function* findMissingMessages(context: FindingContext): Generator<Finding> {
  for (const post of context.posts) {
    if (post.kind === 'recovered') yield reportRecovered(post, context);
    else if (post.kind === 'missing') yield reportMissing(post, context);
  }
  yield* findSeriesHoles(context);
}

function reportRecovered(post: RecoveredPost, context: FindingContext): Finding {
  const { recovered } = post;
  const interval = recovered.date ? dateInterval(recovered.date) : null;
  const holders = expectedHolders(post, context).map(({ custodian }) => custodian);
  const citedBy = [...new Set(recovered.witnesses.map((witness) => witness.post))];
  const detail: MissingMessageDetail = {
    knownFrom: 'recovered',
    messageId: recovered.messageId,
    from: recovered.from,
    to: recovered.to,
    cc: recovered.cc,
    interval: [isoTime(interval?.earliest ?? null), isoTime(interval?.latest ?? null)],
    subject: recovered.subject,
    citedBy,
    known: recovered.witnesses.map(
      (witness) => `quoted at depth ${witness.depth} in ${describeKey(witness.post, context)}`,
    ),
    expectedHolders: holders,
  };
  return createFinding({
    kind: 'missing-message',
    severity: holders.length ? 'warning' : 'notice',
    summary: `${describePost(post, context)} was not produced; ${count(citedBy.length, 'message')} ${citedBy.length === 1 ? 'quotes' : 'quote'} it${expected(holders)}.`,
    posts: [post.key, ...citedBy],
    origins: originsOf(post),
    detail,
  });
}

function reportMissing(post: MissingPost, context: FindingContext): Finding {
  const holders = expectedHolders(post, context).map(({ custodian }) => custodian);
  const citing = post.citedBy
    .map((key) => context.placeOf.get(key)?.post)
    .filter((cite): cite is Post => cite !== undefined);
  const detail: MissingMessageDetail = {
    knownFrom: 'cited',
    messageId: post.messageId,
    from: post.from,
    to: post.to,
    cc: [],
    interval: [isoTime(post.interval[0]), isoTime(post.interval[1])],
    subject: post.subject,
    citedBy: post.citedBy,
    known: citing.map((cite) => `cited by ${describePost(cite, context)}`),
    expectedHolders: holders,
  };
  const name = post.messageId ? `A message with the id ${post.messageId}` : 'A message';
  return createFinding({
    kind: 'missing-message',
    severity: holders.length ? 'warning' : 'notice',
    summary: `${name} was not produced; ${count(post.citedBy.length, 'message')} ${post.citedBy.length === 1 ? 'cites' : 'cite'} it${expected(holders)}.`,
    posts: [post.key, ...post.citedBy],
    origins: citationOrigins(post, citing),
    detail,
  });
}

/** The header fields of the citing messages that name the missing one; the whole message where they cannot be told. */
function citationOrigins(post: MissingPost, citing: readonly Post[]): Origin[] {
  return citing.flatMap((cite) => {
    if (cite.kind !== 'produced') return originsOf(cite).slice(0, 1);
    const id = post.messageId;
    const fields = cite.message.headers.filter(
      ({ name, value }) =>
        /^(in-reply-to|references|thread-index)$/i.test(name) &&
        (id === null || value.replace(/\s+/g, '').includes(id.replace(/\s+/g, ''))),
    );
    return fields.length ? fields.map((field) => field.origin) : [cite.message.origin];
  });
}

interface Series {
  readonly total: number;
  readonly members: Map<number, ProducedPost>;
}

/** Longest series that is looked at. */
const LONGEST_SERIES = 200;
/** A series is sent within this time. */
const SERIES_SPAN = 3 * 86_400_000;

/** `[PATCH 2/5]` or `Report 2/5` of one sender with numbers left out. */
function* findSeriesHoles(context: FindingContext): Generator<Finding> {
  const all = new Map<string, Series[]>();
  for (const post of context.produced) {
    const { subject, from, date } = post.message;
    if (!from || !date || subject.reply || subject.forward) continue;
    const match = /^(.{0,60}?)\b0{0,3}(\d{1,3})\/0{0,3}(\d{1,3})\b(?!\/)/.exec(subject.text);
    if (!match) continue;
    const [, label, number, total] = match;
    if (Number(total) < 2 || Number(total) > LONGEST_SERIES || Number(number) > Number(total)) continue;
    if (!/[[(]|\bpart\b|\bteil\b/i.test(label!)) continue;
    const key = [context.identify(from), label!.toLowerCase().replace(/\s+/g, ' '), Number(total)].join('\n');
    const runs = all.get(key) ?? [];
    all.set(key, runs);
    let run = runs.find(({ members }) => {
      const [first] = members.values();
      return !members.has(Number(number)) && Math.abs(first!.message.date!.time - date.time) <= SERIES_SPAN;
    });
    if (!run) {
      run = { total: Number(total), members: new Map() };
      runs.push(run);
    }
    run.members.set(Number(number), post);
  }
  for (const series of [...all.values()].flat()) {
    const { total, members } = series;
    if (members.size < 2 || members.size === total) continue;
    for (let hole = 1; hole <= total; hole++) if (!members.has(hole)) yield reportHole(hole, series, context);
  }
}

function reportHole(hole: number, { total, members }: Series, context: FindingContext): Finding {
  const numbers = [...members.keys()].sort((a, b) => a - b);
  const posts = numbers.map((number) => members.get(number)!);
  const first = posts[0]!;
  const timeAt = (number: number | undefined) =>
    number === undefined ? null : members.get(number)!.message.date!.time;
  const before = timeAt(numbers.filter((number) => number < hole).at(-1));
  const after = timeAt(numbers.find((number) => number > hole));
  const holders = holdersAmong(participantsOf(first), before ?? after, context).map(({ custodian }) => custodian);
  const detail: MissingMessageDetail = {
    knownFrom: 'series',
    messageId: null,
    from: senderOf(first),
    to: recipientsOf(first).to,
    cc: recipientsOf(first).cc,
    interval: [isoTime(before), isoTime(after)],
    subject: null,
    citedBy: posts.map((post) => post.key),
    known: [`number ${hole} of ${total} is absent; ${posts.length} of the series were produced`],
    expectedHolders: holders,
  };
  return createFinding(
    {
      kind: 'missing-message',
      severity: 'notice',
      summary: `Number ${hole} of ${total} in the series "${subjectOf(first) ?? ''}" was not produced${expected(holders)}.`,
      posts: posts.map((post) => post.key),
      origins: posts.map((post) => post.message.origin),
      detail,
    },
    `hole ${hole}`,
  );
}

const isoTime = (time: number | null) => (time === null ? null : new Date(time).toISOString());
const count = (n: number, noun: string) => `${n} ${noun}${n === 1 ? '' : 's'}`;
const expected = (holders: readonly string[]) => (holders.length ? `; expected from ${holders.join(', ')}` : '');
const describeKey = (key: string, context: FindingContext) => {
  const post = context.placeOf.get(key)?.post;
  return post ? describePost(post, context) : key;
};
