import { dateInterval } from '../../date/written-date.js';
import type { ProducedPost } from '../../dedupe/produced-post.js';
import type { MissingPost, Post, RecoveredPost } from '../../link/post/post.js';
import type { Message } from '../../message/message.js';
import { isAttached } from '../../recover/recovered-message.js';
import { HashFilter } from '../../text/hash-filter.js';
import { countShared, type HashSet, makeShingles } from '../../text/shingles.js';
import { hashWords } from '../../text/word-hashes.js';
import type { FindingContext } from '../finding-context.js';
import { bareSubject, isSameMoment } from '../same-sending.js';
import { type Citation, gatherCitations } from './id-citations.js';

type AbsentPost = RecoveredPost | MissingPost;

/** All that is known of one message that was not produced: the posts that stand for it, and who names its id. */
export interface MissingTrace {
  /** The first stands for all; none where only a header names the message and nothing hangs on it. */
  readonly posts: readonly AbsentPost[];
  readonly messageId: string | null;
  readonly citation: Citation | null;
}

/** [earliest, latest] in ms since 1970 UTC; null = unbounded. */
export type Interval = readonly [number | null, number | null];

/**
 * Gathers the traces of the messages that were not produced, one entry a message: recovered and missing posts in the order
 * of the threads, those that tell of one message together, then the ids that only headers name.
 */
export function gatherTraces(context: FindingContext): readonly MissingTrace[] {
  const citations = gatherCitations(context);
  const groups = joinEqual(context);
  const traces: MissingTrace[] = [];
  // What hangs on a mail was handed over with it, be it whole or its header alone (RFC 3462).
  const used = new Set(context.produced.flatMap(({ copies }) => copies.flatMap(attachedIds).map(lower)));
  for (const posts of groups) {
    const messageId = posts.map(messageIdOf).find((id) => id !== null) ?? null;
    if (posts.some((post) => post.kind === 'recovered' && isAttached(post.recovered))) {
      if (messageId !== null) used.add(lower(messageId));
      continue;
    }
    if (messageId !== null && used.has(lower(messageId))) continue;
    if (messageId !== null) used.add(lower(messageId));
    traces.push({ posts, messageId, citation: (messageId && citations.get(lower(messageId))) || null });
  }
  for (const [name, citation] of citations)
    if (!used.has(name)) traces.push({ posts: [], messageId: citation.id, citation });
  return traces;
}

/** Exports write ids in lower case. */
const lower = (id: string) => id.toLowerCase();

/** Ids of the messages that hang on one, and on these. */
function attachedIds({ embedded }: Message): readonly string[] {
  const ids: string[] = [];
  const open = [...embedded];
  for (let next = open.pop(); next; next = open.pop()) {
    if (next.messageId !== null) ids.push(next.messageId, ...next.alternateIds);
    open.push(...next.embedded);
  }
  return ids;
}

/** When the message was written, as far as the post tells. */
export function intervalOf(post: AbsentPost): Interval {
  if (post.kind === 'missing') return post.interval;
  if (!post.recovered.date) return [null, null];
  const { earliest, latest } = dateInterval(post.recovered.date);
  return [earliest, latest];
}

const messageIdOf = (post: AbsentPost) => (post.kind === 'recovered' ? post.recovered.messageId : post.messageId);
const senderOf = (post: AbsentPost) => (post.kind === 'recovered' ? post.recovered.from : post.from);

/** Posts that tell of one message, first those that tell most. */
function joinEqual(context: FindingContext): readonly (readonly AbsentPost[])[] {
  const absent = context.posts.filter((post): post is AbsentPost => post.kind !== 'produced');
  const runs = new Map<string, HashSet>();
  for (const post of absent) if (post.kind === 'recovered') runs.set(post.key, runsOf(post.recovered.text));
  const shared = runsOfSeveral([...runs.values()]);
  const byPerson = new Map<string, KnownGroups>();
  const groups: AbsentPost[][] = [];
  for (const post of [...absent].sort((a, b) => Number(a.kind === 'missing') - Number(b.kind === 'missing'))) {
    const sender = senderOf(post);
    const person = sender ? context.identify(sender) : null;
    const known = person === null ? null : (byPerson.get(person) ?? new KnownGroups());
    const clues = cluesOf(
      post,
      runs.get(post.key)?.filter((run) => shared.has(run)),
      context,
    );
    const isSame = (other: AbsentPost) => isSameMessage(other, post, runs, context);
    const place = known?.near(clues).find((group) => groups[group]!.slice(0, MOST_COMPARED).every(isSame));
    if (place !== undefined) groups[place]!.push(post);
    else groups.push([post]);
    if (person === null) continue;
    known!.note(place ?? groups.length - 1, clues);
    byPerson.set(person, known!);
  }
  const place = new Map(absent.map((post, index) => [post.key, index]));
  return groups.sort((a, b) => place.get(a[0]!.key)! - place.get(b[0]!.key)!);
}

/** Members of a group that a post is compared with; and groups that share a clue before it tells nothing any more. */
const MOST_COMPARED = 16;
const MOST_NAMESAKES = 64;

/** What two posts of one message have in common one of: their thread, or a run of words. */
function cluesOf(
  post: AbsentPost,
  runs: HashSet | undefined,
  { threadOf }: FindingContext,
): readonly (string | number)[] {
  const thread = threadOf.get(post.key);
  return thread === undefined ? [...(runs ?? [])] : [thread.key, ...(runs ?? [])];
}

/** The runs of words that more than one text holds: the others find nothing. */
function runsOfSeveral(texts: readonly HashSet[]): HashFilter {
  const total = texts.reduce((sum, { length }) => sum + length, 0);
  const once = new HashFilter(total);
  const again = new HashFilter(total);
  for (const text of texts) for (const run of text) if (once.mark(run)) again.mark(run);
  return again;
}

/** The groups of one person, by what their posts have in common with others: a robot's thousand reports are not compared in pairs. */
class KnownGroups {
  /** One group, or several: a set for each of many clues would take much memory. */
  readonly #byClue = new Map<string | number, number | Set<number>>();

  /** Groups that share a clue, in the order in which they were begun. */
  near(clues: readonly (string | number)[]): readonly number[] {
    const found = new Set<number>();
    for (const clue of clues) {
      const groups = this.#byClue.get(clue);
      if (typeof groups === 'number') found.add(groups);
      else if (groups !== undefined && groups.size <= MOST_NAMESAKES) for (const group of groups) found.add(group);
    }
    return [...found].sort((a, b) => a - b);
  }

  note(group: number, clues: readonly (string | number)[]): void {
    for (const clue of clues) {
      const groups = this.#byClue.get(clue);
      if (groups === undefined) this.#byClue.set(clue, group);
      else if (typeof groups !== 'number') {
        if (groups.size <= MOST_NAMESAKES) groups.add(group);
      } else if (groups !== group) this.#byClue.set(clue, new Set([groups, group]));
    }
  }
}

/** Share of the shorter text's runs of words that two quotations of one message have in common. */
const SAME_TEXT = 0.6;
const LEAST_RUNS = 8;

/** True if two absent posts of one sender tell of one message: the same words, or the same minute told by the same witness. */
function isSameMessage(
  a: AbsentPost,
  b: AbsentPost,
  runs: ReadonlyMap<string, HashSet>,
  context: FindingContext,
): boolean {
  const ids = [messageIdOf(a), messageIdOf(b)];
  if (ids[0] !== null && ids[1] !== null) return false;
  if (!canOverlap(intervalOf(a), intervalOf(b))) return false;
  // Two mails of one day share a notice that hangs below all mail of a house.
  if (areToldApart(a, b)) return false;
  if (a.kind === 'recovered' && b.kind === 'recovered')
    return sharedRuns(runs.get(a.key)!, runs.get(b.key)!) >= SAME_TEXT;
  const sameThread = context.threadOf.get(a.key) === context.threadOf.get(b.key);
  return sameThread && isSameMinute(intervalOf(a), intervalOf(b));
}

/** True if the headings of two quotations name another subject and another minute. */
function areToldApart(a: AbsentPost, b: AbsentPost): boolean {
  if (a.kind !== 'recovered' || b.kind !== 'recovered' || !a.recovered.subject || !b.recovered.subject) return false;
  if (a.recovered.date?.precision === 'day' || b.recovered.date?.precision === 'day') return false;
  if (!a.recovered.date || !b.recovered.date) return false;
  return (
    bareSubject(a.recovered.subject) !== bareSubject(b.recovered.subject) &&
    !isSameMoment(a.recovered.date, b.recovered.date)
  );
}

const canOverlap = (a: Interval, b: Interval) =>
  (a[0] === null || b[1] === null || a[0] <= b[1]) && (b[0] === null || a[1] === null || b[0] <= a[1]);

const MINUTE = 60_000;
const QUARTER = 15 * MINUTE;

/** Two written times are one if they are the same minute, zones apart. */
function isSameMinute(a: Interval, b: Interval): boolean {
  if (a[0] === null || a[1] === null || b[0] === null || b[1] === null) return false;
  const apart = Math.abs(a[0] + a[1] - b[0] - b[1]) / 2;
  return Math.min(apart % QUARTER, QUARTER - (apart % QUARTER)) <= MINUTE;
}

const runsOf = (text: string): HashSet => makeShingles(hashWords(text));

function sharedRuns(one: HashSet, other: HashSet): number {
  const fewer = Math.min(one.length, other.length);
  return fewer < LEAST_RUNS ? 0 : countShared(one, other) / fewer;
}

/** The produced posts that quote or cite a trace, each once. */
export function witnessesOf({ posts, citation }: MissingTrace, context: FindingContext): readonly ProducedPost[] {
  const found = new Map<string, ProducedPost>();
  const add = (post: Post | undefined) => {
    if (post?.kind === 'produced') found.set(post.key, post);
  };
  for (const post of posts)
    for (const key of post.kind === 'recovered' ? post.recovered.witnesses.map((one) => one.post) : post.citedBy)
      add(context.placeOf.get(key)?.post);
  for (const post of [...(citation?.inReplyTo ?? []), ...(citation?.references ?? [])]) add(post);
  return [...found.values()];
}
