// Long because the data of a report and how each is made stand together.

import { millisecondsInDay as DAY } from 'date-fns/constants';
import type { Finding } from '../../finding/finding.js';
import type { ExplainLink } from '../../link/evidence/evidence.js';
import type { Post } from '../../link/post/post.js';
import { timeOf } from '../../link/post/post-facts.js';
import type { MessageDate } from '../../message/message.js';
import { isAttached } from '../../recover/recovered-message.js';
import type { Source } from '../../source/source.js';
import type { Thread } from '../../thread/thread.js';
import { spanOf, threadSubject } from '../../thread/thread-span.js';
import type { RowContext } from '../format/link-row.js';
import { type PostRow, rowContext, threadRows } from '../format/thread-table.js';
import type { Manifest } from '../manifest.js';
import { countAround, type EventCounts, markEvents } from './events.js';
import { isoDate, isoDateOf } from './iso-date.js';
import { groupProblems, type ProblemGroup } from './problem-groups.js';
import type { Reconstruction } from './reconstruction.js';
import type { CaseEvent } from './report-file.js';
import { filterThreads, noFilter, type ReportFilter } from './thread-filter.js';
import { identityOf, peopleOf, personsAmong, type ReportPerson } from './thread-people.js';

/** Threads, findings and problems as plain data: what every view is made of. Survives `JSON.stringify` unchanged. */
export interface Report {
  readonly format: 'rethread-report';
  /** Grows by one where a reader could break. */
  readonly version: 1;
  /** What it was made from and how; absent where nobody told. */
  readonly manifest?: Manifest;
  readonly sources: readonly Source[];
  readonly totals: ReportTotals;
  readonly threads: readonly ReportThread[];
  readonly findings: readonly Finding[];
  /** Days that matter to the case, with the messages before and after. */
  readonly events: readonly EventCounts[];
  readonly problems: readonly ProblemGroup[];
}

/** Counts over all that the report shows. */
export interface ReportTotals {
  /** Messages read, every copy counted. */
  readonly messages: number;
  readonly threads: number;
  readonly produced: number;
  readonly recovered: number;
  readonly missing: number;
  /** Persons who wrote or were written to, as who is who tells them apart. */
  readonly people: number;
  /** Their addresses, and names without one. */
  readonly addresses: number;
  /** Dates of the earliest and latest post, ISO 8601 in their own zones; null if nothing is dated. */
  readonly first: string | null;
  readonly last: string | null;
  /** Threads that a filter left out. */
  readonly hiddenThreads: number;
}

/** One thread: its span, who took part, its posts in reading order. */
export interface ReportThread {
  readonly key: string;
  /** Subject of the first post that has one, as written. */
  readonly subject: string;
  readonly first: string | null;
  readonly last: string | null;
  /** Whole days from the first post to the last. */
  readonly days: number;
  readonly produced: number;
  readonly recovered: number;
  readonly missing: number;
  /** Everybody who wrote or was written to, most posts first. */
  readonly people: readonly ReportPerson[];
  readonly posts: readonly ReportPost[];
  /** Events that fall between its first and last post. */
  readonly events: readonly EventCounts[];
}

/** A row of the thread table and what a reader wants beside it. */
export interface ReportPost extends PostRow {
  /** Where the date was taken from; null if there is none. */
  readonly dateSource: MessageDate['source'] | 'quotation' | null;
  /** The date as written where it is not believed; absent where it is. */
  readonly doubtedDate?: string;
  /** Days without any post of the thread before this one, where they are 14 or more; else null. */
  readonly silence: number | null;
  /** Events since the post before, in the order of time. */
  readonly events: readonly CaseEvent[];
  /** True where the subject says something else than the parent's. */
  readonly newSubject: boolean;
  /** For a missing message: when it must have been sent, as far as the citations tell (ISO 8601, UTC). */
  readonly interval: { readonly after: string | null; readonly before: string | null } | null;
  /** For a missing message: which kind of trace names it. */
  readonly knownFrom: 'In-Reply-To' | 'References' | 'Thread-Index' | 'quotation' | null;
  /** Keys of the posts that a recovered message hangs on as a file; absent where it is only quoted. */
  readonly attachedTo?: readonly string[];
  readonly attachments: readonly {
    readonly name: string | null;
    readonly contentType: string;
    readonly size: number;
  }[];
}

const SILENCE_DAYS = 14;

/** What a report shows beside the threads. */
export interface ReportOptions {
  /** False leaves the findings out: they cost far more than the rest; true unless given. */
  readonly findings?: boolean;
  /** Days to mark and to count around. */
  readonly events?: readonly CaseEvent[];
  /** What tells why links were made: `explainLinks(reconstruction)` unless given. */
  readonly explain?: ExplainLink;
  /** What the report is made from and how, to be kept in it. */
  readonly manifest?: Manifest;
}

/**
 * Turns a reconstruction into the plain data of a report, restricted by a filter.
 *
 *     for (const chunk of writeTextReport(buildReport(reconstruction, { ...noFilter, subject: 'plan' }))) ...
 */
export function buildReport(
  reconstruction: Reconstruction,
  filter: ReportFilter = noFilter,
  options: ReportOptions = {},
): Report {
  const { sources, problems } = reconstruction;
  const context = rowContext(reconstruction, options.explain);
  const events = options.events ?? [];
  const findings = options.findings === false ? [] : reconstruction.findings;
  const shown = filterThreads(reconstruction.threads, filter);
  const threads = shown.map((thread) => reportThread(thread, context, events));
  const addresses = new Set<string>();
  for (const thread of threads) for (const person of thread.people) addresses.add(identityOf(person));
  const posts = shown.flatMap((thread) => thread.posts.map(({ post }) => post));
  const keys = shown.length === reconstruction.threads.length ? null : new Set(posts.map((post) => post.key));
  const { first, last } = spanOf(posts);
  return {
    format: 'rethread-report',
    version: 1,
    ...(options.manifest ? { manifest: options.manifest } : {}),
    sources,
    totals: {
      messages: sum(threads, (thread) => sum(thread.posts, (post) => post.copies.length)),
      threads: threads.length,
      produced: sum(threads, (thread) => thread.produced),
      recovered: sum(threads, (thread) => thread.recovered),
      missing: sum(threads, (thread) => thread.missing),
      people: personsAmong(posts, reconstruction.people).size,
      addresses: addresses.size,
      first: first && isoDateOf(first),
      last: last && isoDateOf(last),
      hiddenThreads: reconstruction.threads.length - shown.length,
    },
    threads,
    findings: keys ? findings.filter((finding) => finding.posts.some((key) => keys.has(key))) : findings,
    events: countAround(posts, events),
    problems: groupProblems(problems),
  };
}

function reportThread(thread: Thread, context: RowContext, events: readonly CaseEvent[]): ReportThread {
  const posts = thread.posts.map(({ post }) => post);
  const marks = markEvents(posts, events);
  const inside = events.filter((event) => [...marks.values()].flat().includes(event));
  const { first, last } = spanOf(posts);
  const count = (kind: Post['kind']) => sum(posts, (post) => (post.kind === kind ? 1 : 0));
  return {
    key: thread.key,
    subject: threadSubject(thread),
    first: first && isoDateOf(first),
    last: last && isoDateOf(last),
    days: first && last ? Math.floor((timeOf(last)! - timeOf(first)!) / DAY) : 0,
    produced: count('produced'),
    recovered: count('recovered'),
    missing: count('missing'),
    people: peopleOf(posts),
    posts: reportPosts(thread, context, marks),
    events: countAround(posts, inside),
  };
}

function reportPosts(
  thread: Thread,
  context: RowContext,
  marks: ReadonlyMap<string, readonly CaseEvent[]>,
): readonly ReportPost[] {
  const silences = silencesOf(thread);
  const ancestors: Post[] = [];
  const rows: ReportPost[] = [];
  let index = 0;
  for (const row of threadRows(thread, context)) {
    const { post, depth } = thread.posts[index++]!;
    ancestors.length = depth;
    const parent = ancestors.at(-1);
    ancestors.push(post);
    rows.push({
      ...row,
      dateSource: dateSourceOf(post),
      ...doubtedDateOf(post),
      silence: silences.get(post.key) ?? null,
      events: marks.get(post.key) ?? [],
      newSubject: parent !== undefined && hasNewSubject(post, parent),
      interval: post.kind === 'missing' ? intervalOf(post.interval) : null,
      ...attachedToOf(post),
      knownFrom: post.kind === 'missing' ? traceOf(post.messageId, thread, post.citedBy) : null,
      attachments:
        post.kind === 'produced'
          ? post.message.attachments.map(({ name, contentType, size }) => ({ name, contentType, size }))
          : [],
    });
  }
  return rows;
}

/** Days of silence before a post, in the order of time and not of the tree. */
function silencesOf(thread: Thread): ReadonlyMap<string, number> {
  const dated = thread.posts
    .map(({ post }) => ({ key: post.key, time: timeOf(post) }))
    .filter((post): post is { key: string; time: number } => post.time !== null)
    .sort((a, b) => a.time - b.time);
  const silences = new Map<string, number>();
  for (let at = 1; at < dated.length; at++) {
    const days = Math.floor((dated[at]!.time - dated[at - 1]!.time) / DAY);
    if (days >= SILENCE_DAYS) silences.set(dated[at]!.key, days);
  }
  return silences;
}

function hasNewSubject(post: Post, parent: Post): boolean {
  if (post.kind !== 'produced' || parent.kind !== 'produced') return false;
  const subject = post.message.subject.base.toLowerCase();
  return subject !== '' && subject !== parent.message.subject.base.toLowerCase();
}

const doubtedDateOf = (post: Post): Pick<ReportPost, 'doubtedDate'> =>
  post.kind === 'produced' && post.message.doubtedDate !== undefined ? { doubtedDate: post.message.doubtedDate } : {};

const attachedToOf = (post: Post): Pick<ReportPost, 'attachedTo'> =>
  post.kind === 'recovered' && isAttached(post.recovered)
    ? { attachedTo: post.recovered.witnesses.flatMap((one) => (one.attached ? [one.post] : [])) }
    : {};

function dateSourceOf(post: Post): ReportPost['dateSource'] {
  switch (post.kind) {
    case 'produced':
      return post.message.date?.source ?? null;
    case 'recovered':
      return post.recovered.date === null ? null : 'quotation';
    case 'missing':
      return null;
  }
}

function intervalOf([after, before]: readonly [number | null, number | null]): ReportPost['interval'] {
  const iso = (time: number | null) => (time === null ? null : isoDate({ time, offset: 0 }));
  return after === null && before === null ? null : { after: iso(after), before: iso(before) };
}

function traceOf(messageId: string | null, thread: Thread, citedBy: readonly string[]): ReportPost['knownFrom'] {
  const citing = new Set(citedBy);
  const messages = thread.posts.flatMap(({ post }) =>
    citing.has(post.key) && post.kind === 'produced' ? post.copies : [],
  );
  if (messageId === null)
    return messages.some((message) => message.threadIndex !== null) ? 'Thread-Index' : 'quotation';
  if (messages.some((message) => message.inReplyTo.includes(messageId))) return 'In-Reply-To';
  if (messages.some((message) => message.references.includes(messageId))) return 'References';
  return 'quotation';
}

function sum<T>(items: readonly T[], amount: (item: T) => number): number {
  let total = 0;
  for (const item of items) total += amount(item);
  return total;
}
