import type { Post } from '../../link/post/post.js';
import { agentOf, recipientsOf, senderOf, subjectOf, timeOf } from '../../link/post/post-facts.js';
import type { Mailbox } from '../../message/message.js';
import type { Thread } from '../../thread/thread.js';

/** What to show. A field that is null does not restrict. */
export interface ReportFilter {
  /** Ms since 1970 UTC, inclusive. */
  readonly since: number | null;
  /** Ms since 1970 UTC, exclusive. */
  readonly until: number | null;
  /** Part of a name or address, any case; one of them must be sender (of From or Sender) or recipient. */
  readonly persons: readonly string[];
  /** Part of the subject, any case. */
  readonly subject: string | null;
}

/** Lets everything through. */
export const noFilter: ReportFilter = { since: null, until: null, persons: [], subject: null };

/**
 * The threads that hold at least one post which satisfies the whole filter, each thread whole: half a chain misleads.
 *
 * A post without a known date satisfies no date filter.
 */
export function filterThreads(threads: readonly Thread[], filter: ReportFilter): readonly Thread[] {
  if (isOpen(filter)) return threads;
  return threads.filter((thread) => fitsFilter(postsOf(thread), filter));
}

/** True if one of the posts satisfies the whole filter. */
export function fitsFilter(posts: Iterable<Post>, filter: ReportFilter): boolean {
  if (isOpen(filter)) return true;
  const persons = filter.persons.map((person) => person.toLowerCase());
  const subject = filter.subject?.toLowerCase() ?? null;
  for (const post of posts) {
    if (!isWithin(timeOf(post), filter)) continue;
    if (subject !== null && !subjectOf(post).toLowerCase().includes(subject)) continue;
    if (persons.length === 0 || persons.some((person) => takesPart(post, person))) return true;
  }
  return false;
}

function isOpen({ since, until, persons, subject }: ReportFilter): boolean {
  return since === null && until === null && !persons.length && subject === null;
}

function* postsOf(thread: Thread): Generator<Post> {
  for (const { post } of thread.posts) yield post;
}

function isWithin(time: number | null, { since, until }: ReportFilter): boolean {
  if (since === null && until === null) return true;
  if (time === null) return false;
  return (since === null || time >= since) && (until === null || time < until);
}

function takesPart(post: Post, person: string): boolean {
  const sender = senderOf(post);
  const agent = agentOf(post);
  return (
    (sender !== null && isPerson(sender, person)) ||
    (agent !== null && isPerson(agent, person)) ||
    recipientsOf(post).some((mailbox) => isPerson(mailbox, person))
  );
}

function isPerson(mailbox: Mailbox, person: string): boolean {
  return mailbox.address.toLowerCase().includes(person) || mailbox.name.toLowerCase().includes(person);
}
