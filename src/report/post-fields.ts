import { sentTimeOf } from '../link/gathered-post.js';
import type { Post } from '../link/post.js';
import type { Mailbox, MessageDate } from '../message/message.js';
import type { WrittenDate } from '../quote/segment.js';
import type { Origin } from '../source/source.js';

const MINUTE = 60_000;
const none: readonly Mailbox[] = [];

/** Who sent a post; null where neither the message nor a quotation says so. */
export function senderOf(post: Post): Mailbox | null {
  switch (post.kind) {
    case 'produced':
      return post.message.from ?? post.message.sender;
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

const identityOf = ({ name, address }: Mailbox): string => (address || name).toLowerCase();

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
      return post.message.messageId;
    case 'recovered':
      return post.recovered.messageId;
    case 'missing':
      return post.messageId;
  }
}

/** Moment of a post in ms since 1970 UTC; null where only an interval or nothing is known. A clock without zone counts as UTC. */
export function timeOf(post: Post): number | null {
  switch (post.kind) {
    case 'produced':
      return knownTime(sentTimeOf(post));
    case 'recovered':
      return post.recovered.date === null ? null : writtenTime(post.recovered.date);
    case 'missing':
      return null;
  }
}

const knownTime = (time: number): number | null => (Number.isNaN(time) ? null : time);

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

/**
 * Date of a post as ISO 8601, in its own zone and no more precise than it was written.
 *
 * Produced `Mon, 1 Mar 2004 09:30:00 +0100` → `2004-03-01T09:30:00+01:00`; no zone → `2004-03-01T09:30:00-00:00`
 * (RFC 3339 §4.3: the offset to local time is unknown); a quotation that gives only the day → `2004-03-01`; unknown → null.
 */
export function isoDateOf(post: Post): string | null {
  switch (post.kind) {
    case 'produced': {
      const { date } = post.message;
      return date === null ? null : isoDate(date);
    }
    case 'recovered':
      return post.recovered.date === null ? null : isoWrittenDate(post.recovered.date);
    case 'missing':
      return null;
  }
}

/** `{time, offset}` → `2004-03-01T09:30:00+01:00`; offset null → `-00:00`. Years outside 0000-9999 get a sign, as ISO 8601 has it. */
export function isoDate(date: Pick<MessageDate, 'time' | 'offset'>): string {
  const local = new Date(date.time + (date.offset ?? 0) * MINUTE);
  if (Number.isNaN(local.getTime())) return new Date(date.time).toISOString();
  return local.toISOString().slice(0, -5) + isoOffset(date.offset);
}

/** `60` → `+01:00`, `-210` → `-03:30`, null → `-00:00`. */
export function isoOffset(offset: number | null): string {
  if (offset === null) return '-00:00';
  const minutes = Math.abs(offset);
  return `${offset < 0 ? '-' : '+'}${pad(Math.floor(minutes / 60))}:${pad(minutes % 60)}`;
}

/** A date as a quotation gives it, no more precise than it was written: `2016-03-01`, `2016-03-01T14:22-00:00`. */
export function isoWrittenDate(date: WrittenDate): string {
  const text = new Date(date.local).toISOString().slice(0, -5);
  switch (date.precision) {
    case 'day':
      return text.slice(0, -9);
    case 'minute':
      return text.slice(0, -3) + isoOffset(date.offset);
    case 'second':
      return text + isoOffset(date.offset);
  }
}

function writtenTime(date: WrittenDate): number {
  return date.local - (date.offset ?? 0) * MINUTE;
}

function bccOf(post: Post & { readonly kind: 'produced' }): readonly Mailbox[] {
  if (post.copies.length < 2) return post.message.bcc;
  const seen = new Map<string, Mailbox>();
  for (const copy of post.copies)
    for (const mailbox of copy.bcc) {
      const identity = mailbox.address || mailbox.name;
      if (!seen.has(identity)) seen.set(identity, mailbox);
    }
  return [...seen.values()];
}

function pad(number: number): string {
  return String(number).padStart(2, '0');
}
