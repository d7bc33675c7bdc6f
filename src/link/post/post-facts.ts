import { messageIdOf as producedIdOf, sentTimeOf } from '../../dedupe/gathered-post.js';
import type { ProducedPost } from '../../dedupe/produced-post.js';
import { identityOf } from '../../dedupe/same-header.js';
import type { Resending } from '../../dedupe/sending/resending.js';
import type { Sending } from '../../dedupe/sending/sending.js';
import { authorOf } from '../../message/author-of.js';
import type { Mailbox } from '../../message/message.js';
import type { Origin } from '../../source/source.js';
import type { Post } from './post.js';

const none: readonly Mailbox[] = [];

/** Who sent a post: the message's From, or what quotations or citations tell; null where nothing says so. */
export function senderOf(post: Post): Mailbox | null {
  switch (post.kind) {
    case 'produced':
      return authorOf(post.message);
    case 'recovered':
      return post.recovered.from;
    case 'missing':
      return post.from;
  }
}

/**
 * Who sent a produced message for its author, where its Sender field names somebody else than From (RFC 5322 §3.6.2): an assistant
 * `on behalf of` a director, a mailing list; else null.
 */
export function agentOf(post: Post): Mailbox | null {
  if (post.kind !== 'produced') return null;
  const { from, sender } = post.message;
  if (from === null || sender === null) return null;
  return identityOf(from) === identityOf(sender) ? null : sender;
}

/** How a message was sent that was not sent by hand: a draft, by a program; null for any other. */
export const sendingOf = (post: Post): Sending | null => (post.kind === 'produced' ? (post.sending ?? null) : null);

/** Who passed a message on as it was, oldest first; [] where nobody did, as far as headers tell. */
export const resendingsOf = (post: Post): readonly Resending[] =>
  post.kind === 'produced' ? (post.resendings ?? []) : [];

/** The recipients in the order To, Cc, Bcc. */
export function recipientsOf(post: Post): readonly Mailbox[] {
  const { to, cc, bcc } = recipientFields(post);
  return cc.length + bcc.length === 0 ? to : [...to, ...cc, ...bcc];
}

/** To, Cc and Bcc apart. Bcc of every copy is taken together: only the sender's copy tells it. */
export function recipientFields(post: Post): Readonly<Record<'to' | 'cc' | 'bcc', readonly Mailbox[]>> {
  switch (post.kind) {
    case 'produced':
      return { to: post.message.to, cc: post.message.cc, bcc: bccOf(post) };
    case 'recovered':
      return { to: post.recovered.to, cc: post.recovered.cc, bcc: post.recovered.bcc };
    case 'missing':
      return { to: post.to, cc: none, bcc: none };
  }
}

/** The subject as written, '' if none is known. */
export function subjectOf(post: Post): string {
  switch (post.kind) {
    case 'produced':
      return post.message.subject.text;
    case 'recovered':
      return post.recovered.subject ?? '';
    case 'missing':
      return post.subject ?? '';
  }
}

/** Without angle brackets; null if none is known. */
export function messageIdOf(post: Post): string | null {
  switch (post.kind) {
    case 'produced':
      return producedIdOf(post);
    case 'recovered':
      return post.recovered.messageId;
    case 'missing':
      return post.messageId;
  }
}

/** Moment of a post in ms since 1970 UTC; null where only an interval or nothing is known. A clock without zone counts as UTC. */
export function timeOf(post: Post): number | null {
  switch (post.kind) {
    case 'produced': {
      const time = sentTimeOf(post);
      return Number.isNaN(time) ? null : time;
    }
    case 'recovered': {
      const { date } = post.recovered;
      return date === null ? null : date.local - (date.offset ?? 0) * 60_000;
    }
    case 'missing':
      return null;
  }
}

/** As `timeOf`; of a missing message the latest moment that it can have been sent at, else the earliest. */
export function latestTimeOf(post: Post): number | null {
  return post.kind === 'missing' ? (post.interval[1] ?? post.interval[0]) : timeOf(post);
}

/** Bytes that prove the post: the message itself, or the first quotation of it; null for a missing message. */
export function originOf(post: Post): Origin | null {
  switch (post.kind) {
    case 'produced':
      return post.message.origin;
    case 'recovered':
      return post.recovered.witnesses[0]?.origin ?? null;
    case 'missing':
      return null;
  }
}

/** All bytes that prove the post: its copies, or the headings of its quotations. */
export function originsOf(post: Post): readonly Origin[] {
  switch (post.kind) {
    case 'produced':
      return post.copies.map((copy) => copy.origin);
    case 'recovered':
      return post.recovered.witnesses.map((witness) => witness.headerOrigin ?? witness.origin);
    case 'missing':
      return [];
  }
}

function bccOf(post: ProducedPost): readonly Mailbox[] {
  if (post.copies.length < 2) return post.message.bcc;
  const seen = new Map<string, Mailbox>();
  for (const copy of post.copies)
    for (const mailbox of copy.bcc) {
      const identity = mailbox.address || mailbox.name;
      if (!seen.has(identity)) seen.set(identity, mailbox);
    }
  return [...seen.values()];
}
