import type { ProducedPost } from '../../dedupe/produced-post.js';
import { bareTaggedSubject } from '../../dedupe/same-header.js';
import { recipientFields, senderOf, timeOf } from '../../link/post/post-facts.js';
import type { Mailbox } from '../../message/message.js';
import { compareSenders, readSender } from '../../recover/sender-match.js';
import { type FindingContext, participantsOf } from '../finding-context.js';
import type { MissingTrace } from './missing-trace.js';

/**
 * Ids that ticket systems, trackers and forums write into every mail about one thing, whether a message bears them or not.
 *
 * `RT-Ticket-100@rt.example`, `owner/repo/issues/7@github.com`, `topic/12@forum.example`, `bug-9-0@bugs.example/`.
 */
export const isTopicMark = (id: string): boolean =>
  /^(?:rt-ticket-\d|bug-\d|jira\.\d|redmine\.\w|topic\/\d|issue[_-]?\d|merge_request_\d|gerrit\.|differential-rev-|maniphest-task-|discourse\/|trac-)/i.test(
    id,
  ) || /^[^@]{1,200}\/(?:issues?|pull|pulls|discussions?|merge_requests|commit|topic)\/[^@]{1,60}@/i.test(id);

/** Days between a message and its answer beyond which the subject alone says nothing. */
const MOST_DAYS = 60;
const MOST_LOOKED_AT = 50;

/** Domains of senders from which on an id's domain that is none of theirs is a collection's. */
const FEWEST_HOUSES = 3;

/**
 * Messages that were produced without an id of their own, by their subject: without any, or with one that an export gave them, as it gave one
 * to what people of several houses sent.
 */
export function indexWithoutId({ produced }: FindingContext): ReadonlyMap<string, readonly ProducedPost[]> {
  const bySubject = new Map<string, ProducedPost[]>();
  const isGiven = findGivenIds(produced);
  for (const post of produced) {
    if (!post.copies.every(({ messageId }) => messageId === null || isGiven(messageId))) continue;
    const subject = bareTaggedSubject(post.message.subject.text);
    if (subject === '') continue;
    const list = bySubject.get(subject);
    if (!list) bySubject.set(subject, [post]);
    else if (list.length < MOST_LOOKED_AT) list.push(post);
  }
  return bySubject;
}

/**
 * Tells the ids of an export: their domain stands in ids of mail from several others, in none of its own, and nobody answers by one. Where the
 * addresses of a production are withheld, each name is a house.
 */
function findGivenIds(produced: readonly ProducedPost[]): (id: string) => boolean {
  const houses = new Map<string, Set<string>>();
  const answered = new Set<string>();
  for (const { copies } of produced)
    for (const { messageId, from, inReplyTo, references } of copies) {
      for (const id of inReplyTo.length ? inReplyTo : references.slice(-1)) answered.add(houseOf(id));
      if (messageId === null || from === null) continue;
      const house = from.address.includes('@') ? houseOf(from.address) : from.name;
      const known = houses.get(houseOf(messageId));
      if (!known) houses.set(houseOf(messageId), new Set([house]));
      else if (known.size < MOST_HOUSES) known.add(house);
    }
  return (id) => {
    const house = houseOf(id);
    const known = houses.get(house);
    if (known === undefined || known.size < FEWEST_HOUSES) return false;
    return !known.has(house) && !answered.has(house) && !PROVIDER.test(house);
  };
}

const MOST_HOUSES = 64;
const houseOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();
/** Who writes from an own domain by such a service has its ids. */
const PROVIDER =
  /(?:^|\.)(?:gmail|googlemail|google|outlook|hotmail|yahoo|icloud|apple|amazonses|sendgrid|mailgun|protonmail|zoho|exchangelabs|prod)\.|^localhost|\.local(?:domain)?$/;

/**
 * A message that was produced without an id of its own and may bear the one that an answer names: mail is kept where it was written before a server
 * gave it its id. It has the answer's subject, stands before it, and one of them went to the other's author, as far as that is told.
 */
export function findBearer(
  { posts, messageId, citation }: MissingTrace,
  withoutId: ReadonlyMap<string, readonly ProducedPost[]>,
  { identify }: FindingContext,
): ProducedPost | null {
  if (messageId === null || posts[0]?.kind === 'recovered' || withoutId.size === 0) return null;
  for (const answer of (citation?.inReplyTo ?? []).slice(0, MOST_LOOKED_AT)) {
    const time = timeOf(answer);
    const { to, cc } = recipientFields(answer);
    const asked = [...to, ...cc];
    const author = senderOf(answer);
    // A table tells names alone.
    const isOne = (one: Mailbox, other: Mailbox) =>
      identify(one) === identify(other) || compareSenders(readSender(one), readSender(other)) === 'same';
    const found = withoutId.get(bareTaggedSubject(answer.message.subject.text))?.find((post) => {
      const sender = senderOf(post);
      const sent = timeOf(post);
      if (post.key === answer.key) return false;
      const isTold = sender !== null && author !== null && !asked.some((mailbox) => isOne(mailbox, sender));
      if (isTold && !participantsOf(post).some((mailbox) => isOne(mailbox, author))) return false;
      return time === null || sent === null || (sent <= time && time - sent <= MOST_DAYS * 86_400_000);
    });
    if (found) return found;
  }
  return null;
}
