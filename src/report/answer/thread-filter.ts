import type { MissingPost, Post } from '../../link/post/post.js';
import { agentOf, recipientsOf, resendingsOf, senderOf, subjectOf, timeOf } from '../../link/post/post-facts.js';
import type { Mailbox, Message } from '../../message/message.js';
import { findPeople } from '../../people/find-people.js';
import type { People } from '../../people/person.js';
import { indexPeople, type PeopleIndex } from '../../people/person-of.js';
import type { Thread } from '../../thread/thread.js';
import { type BatesRange, isInRange } from './bates-range.js';

/** What to show. A field that is null does not restrict. */
export interface ReportFilter {
  /** Ms since 1970 UTC, inclusive. */
  readonly since: number | null;
  /** Ms since 1970 UTC, exclusive. */
  readonly until: number | null;
  /** One of them must be sender (of From or Sender) or recipient: see `selectPersons`. */
  readonly persons: PersonSelection | null;
  /** Part of the subject, any case. */
  readonly subject: string | null;
  /** Bates numbers of the document or its family; any of the ranges. */
  readonly bates?: readonly BatesRange[];
  /** Part of the custodian's name, as named by the user or by a load file, any case. */
  readonly heldBy?: string | null;
  /** Part of the folder's path, any case. */
  readonly folder?: string | null;
  /** Keys of threads: no others. */
  readonly threads?: ReadonlySet<string>;
}

/** Some of the people of a case, whatever name or address they use. */
export interface PersonSelection {
  readonly people: PeopleIndex;
  /** Ids of the persons. */
  readonly ids: ReadonlySet<string>;
}

/** Lets everything through. */
export const noFilter: ReportFilter = { since: null, until: null, persons: null, subject: null };

/** Everybody whom one of the words stands for, by `findPeople`: `['holt', 'finch@harbour.example']`. */
export function selectPersons(words: readonly string[], people: People): PersonSelection {
  const ids = new Set(words.flatMap((word) => findPeople(word, { people }).map(({ id }) => id)));
  return { people: indexPeople(people), ids };
}

/**
 * The threads that hold at least one post which satisfies the whole filter, each thread whole: half a chain misleads.
 *
 * A post without a known date satisfies no date filter.
 */
export function filterThreads(threads: readonly Thread[], filter: ReportFilter): readonly Thread[] {
  if (isOpen(filter)) return threads;
  const { threads: wanted } = filter;
  return threads.filter((thread) => (wanted?.has(thread.key) ?? true) && fitsFilter(postsOf(thread), filter));
}

/** True if one of the posts satisfies the whole filter. */
export function fitsFilter(posts: Iterable<Post>, filter: ReportFilter): boolean {
  if (isOpen(filter)) return true;
  const subject = filter.subject?.toLowerCase() ?? null;
  for (const post of posts) {
    if (!isWithin(timeOf(post), filter)) continue;
    if (!isProducedSo(post, filter)) continue;
    if (subject !== null && !subjectOf(post).toLowerCase().includes(subject)) continue;
    if (filter.persons === null || takesPart(post, filter.persons)) return true;
  }
  return false;
}

/** True for a filter that lets everything through. */
export function isOpen(filter: ReportFilter): boolean {
  const { since, until, persons, subject, threads } = filter;
  const isPlain = since === null && until === null && persons === null && subject === null;
  return isPlain && threads === undefined && !asksForProduction(filter);
}

/** True for a filter that asks how a post was produced. */
export const asksForProduction = ({ bates = [], heldBy = null, folder = null }: ReportFilter): boolean =>
  bates.length > 0 || heldBy !== null || folder !== null;

/** True if one copy of the post was produced with such a number, by such a custodian, in such a folder. */
function isProducedSo(post: Post, filter: ReportFilter): boolean {
  if (!asksForProduction(filter)) return true;
  return post.kind === 'produced' && post.copies.some((copy) => isCopyProducedSo(copy, filter));
}

/** True if a copy was produced with such a number, by such a custodian, in such a folder. */
export function isCopyProducedSo(
  { custodian, folder: own, production }: Pick<Message, 'custodian' | 'folder' | 'production'>,
  { bates = [], heldBy = null, folder = null }: ReportFilter,
): boolean {
  const holds = (text: string | null | undefined, part: string): boolean =>
    text?.toLowerCase().includes(part.toLowerCase()) === true;
  return (
    (bates.length === 0 || (production !== undefined && bates.some((range) => isInRange(production, range)))) &&
    (heldBy === null || holds(custodian, heldBy) || holds(production?.custodian, heldBy)) &&
    (folder === null || holds(own, folder) || holds(production?.folder, folder))
  );
}

function* postsOf(thread: Thread): Generator<Post> {
  for (const { post } of thread.posts) yield post;
}

/** True for a time between the days of a filter; an unknown one is between none. */
export function isWithin(time: number | null, { since, until }: ReportFilter): boolean {
  if (since === null && until === null) return true;
  if (time === null) return false;
  return (since === null || time >= since) && (until === null || time < until);
}

/** True if the days between which a missing post was sent overlap those of a filter; false where one of them is open. */
export function overlaps([first, last]: MissingPost['interval'], { since, until }: ReportFilter): boolean {
  if (first === null || last === null) return false;
  return (since === null || last >= since) && (until === null || first < until);
}

function takesPart(post: Post, { people, ids }: PersonSelection): boolean {
  const isOne = (mailbox: Mailbox | null) => mailbox !== null && ids.has(people.identify(mailbox));
  return (
    isOne(senderOf(post)) ||
    isOne(agentOf(post)) ||
    recipientsOf(post).some(isOne) ||
    resendingsOf(post).some(({ from, to }) => isOne(from) || to.some(isOne))
  );
}
