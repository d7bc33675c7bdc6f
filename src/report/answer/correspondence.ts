import { millisecondsInDay as DAY } from 'date-fns/constants';
import type { Resending } from '../../dedupe/sending/resending.js';
import type { Sending } from '../../dedupe/sending/sending.js';
import type { Post } from '../../link/post/post.js';
import { agentOf, recipientFields, resendingsOf, senderOf, sendingOf, timeOf } from '../../link/post/post-facts.js';
import type { Mailbox } from '../../message/message.js';
import type { Person } from '../../people/person.js';
import { indexPeople } from '../../people/person-of.js';
import type { SplitBody } from '../../quote/segment.js';
import { splitsByPost } from '../../quote/splits-by-post.js';
import { linkedPosts } from '../../thread/thread.js';
import type { Reconstruction } from './reconstruction.js';
import { type Tiding, tidingsOf } from './tidings.js';

/** One message that passed between two people, and how. */
export interface Contact {
  readonly post: Post;
  /** `direct`: one wrote to the other; `resent`: one passed a message on to the other as it was; `forwarded`: a third person passed on what one had written. */
  readonly way: 'direct' | 'resent' | 'forwarded';
  /** Which of the two the words come from. */
  readonly from: 'a' | 'b';
  /** Days since the contact before it, where they are 14 or more, else null. */
  readonly silence: number | null;
  /** True for the first message with a date that one sent the other by hand, and that no report says did not arrive. */
  readonly first: boolean;
  /** How it was passed on, where that was as it was. */
  readonly resending?: Resending;
  /** A draft is no contact, and breaks no silence; absent where it was sent by hand, as far as anything says. */
  readonly sending?: Sending;
  /** In whose name one of the two sent it, as the Sender field tells: never taken for a first contact. */
  readonly sentFor?: Mailbox;
  /** The other's addresses, where reports say of each that it did not arrive: no contact, and it breaks no silence. Absent where the other answered it. */
  readonly undelivered?: readonly string[];
}

/** All that passed between two people. */
export interface Correspondence {
  readonly a: readonly Person[];
  readonly b: readonly Person[];
  readonly contacts: readonly Contact[];
}

const SILENCE_DAYS = 14;

/**
 * All that passed between two people in order: what one wrote to the other, and what reached one of them because a third
 * person forwarded or quoted it.
 */
export function traceCorrespondence(
  reconstruction: Reconstruction,
  a: readonly Person[],
  b: readonly Person[],
): Correspondence {
  const sideOf = new Map<string, 'a' | 'b'>();
  for (const { id } of a) sideOf.set(id, 'a');
  for (const { id } of b) sideOf.set(id, 'b');
  const people = indexPeople(reconstruction.people);
  const splits = splitsByPost(reconstruction.splits);
  const side = (mailbox: { name: string; address: string } | null) =>
    mailbox === null ? undefined : sideOf.get(people.identify(mailbox));
  const tidings = tidingsOf(reconstruction.posts);
  const found: Omit<Contact, 'first' | 'silence'>[] = [];
  const add = (contact: Pick<Contact, 'post' | 'way' | 'from' | 'sentFor'>, undelivered: readonly string[] = []) => {
    const sending = sendingOf(contact.post);
    found.push({ ...contact, ...(sending && { sending }), ...(undelivered.length > 0 && { undelivered }) });
  };
  for (const thread of reconstruction.threads) {
    const answered = new Set<string>();
    for (const { post, parent } of linkedPosts(thread)) {
      const by = side(senderOf(post));
      if (parent !== null && by && by !== side(senderOf(parent))) answered.add(parent.key);
    }
    for (const { post } of thread.posts) {
      if (post.kind === 'missing') continue;
      const from = side(senderOf(post));
      const { to, cc, bcc } = recipientFields(post);
      const reached = new Set([...to, ...cc, ...bcc].map(side));
      const other = from === 'a' ? 'b' : 'a';
      for (const resending of resendingsOf(post)) {
        const by = side(resending.from);
        const whose = by ?? from;
        if (whose && resending.to.map(side).includes(whose === 'a' ? 'b' : 'a'))
          found.push({ post, way: by ? 'resent' : 'forwarded', from: whose, resending });
      }
      if (from && reached.has(other)) {
        const theirs = [...to, ...cc, ...bcc].filter((mailbox) => side(mailbox) === other);
        const reports = answered.has(post.key) ? [] : (tidings.get(post.key) ?? []);
        add({ post, way: 'direct', from }, undeliveredTo(theirs, reports));
        continue;
      }
      if (from || post.kind !== 'produced') continue;
      const agent = side(agentOf(post));
      if (agent && reached.has(agent === 'a' ? 'b' : 'a')) {
        add({ post, way: 'direct', from: agent, sentFor: senderOf(post)! });
        continue;
      }
      const author = authorsIn(splits.get(post.key))
        .map(side)
        .find((one) => one && reached.has(one === 'a' ? 'b' : 'a'));
      if (author) add({ post, way: 'forwarded', from: author });
    }
  }
  found.sort(
    (x, y) =>
      (contactTime(x) ?? Number.POSITIVE_INFINITY) - (contactTime(y) ?? Number.POSITIVE_INFINITY) ||
      (x.post.key < y.post.key ? -1 : Number(x.post.key > y.post.key)),
  );
  // What a third person passed on, or a program answered, is no contact of theirs; of what has no date nobody knows that it was the first.
  const first = found.findIndex(
    ({ way, sending, undelivered, sentFor }, at) =>
      way !== 'forwarded' && !sending && !undelivered && !sentFor && contactTime(found[at]!) !== null,
  );
  let before: number | null = null;
  const contacts = found.map((contact, index): Contact => {
    const time = contact.sending?.as === 'draft' || contact.undelivered ? null : contactTime(contact);
    const days = before !== null && time !== null ? Math.floor((time - before) / DAY) : 0;
    if (time !== null) before = time;
    return { ...contact, first: index === first, silence: days >= SILENCE_DAYS ? days : null };
  });
  return { a, b, contacts };
}

/** When a contact was, ms since 1970 UTC: when its message was sent, or passed on as it was; null where unknown. */
export const contactTime = ({ post, resending }: Pick<Contact, 'post' | 'resending'>): number | null =>
  resending ? (resending.date?.time ?? null) : timeOf(post);

/** The addresses, where reports say of each that it did not arrive; none where one of them is not reported of so. */
export function undeliveredTo(theirs: readonly Mailbox[], tidings: readonly Tiding[]): readonly string[] {
  const addresses = [...new Set(theirs.map(({ address }) => address.toLowerCase()))];
  const arrived = tidings.filter(({ kind }) => kind !== 'failed' && kind !== 'delayed');
  const isTold = (list: readonly Tiding[], address: string) =>
    list.some(({ who }) => who.address.toLowerCase() === address);
  const failed = tidings.filter(({ kind }) => kind === 'failed');
  return addresses.every((address) => isTold(failed, address) && !isTold(arrived, address)) ? addresses : [];
}

/** Who wrote what a body quotes. */
function authorsIn(split: SplitBody | undefined) {
  return split?.embedded.map(({ header }) => header.from) ?? [];
}
