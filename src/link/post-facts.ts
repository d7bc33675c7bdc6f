import type { Mailbox } from '../message/message.js';
import type { Origin } from '../source/source.js';
import type { Post } from './post.js';

/** Who wrote the post, as far as it is known: the message's From, the witnesses' From, or what citations tell. */
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

/** To, Cc and Bcc of a post; Bcc joined from all copies. */
export function recipientsOf(post: Post): {
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly bcc: readonly Mailbox[];
} {
  switch (post.kind) {
    case 'produced':
      return post.message;
    case 'recovered':
      return post.recovered;
    case 'missing':
      return { to: post.to, cc: [], bcc: [] };
  }
}

/** The moment of a post in ms since 1970 UTC; a written date without a zone is taken as UTC; null if unknown. */
export function timeOf(post: Post): number | null {
  switch (post.kind) {
    case 'produced':
      return post.message.date?.time ?? null;
    case 'recovered': {
      const date = post.recovered.date;
      return date === null ? null : date.local - (date.offset ?? 0) * 60_000;
    }
    case 'missing':
      return post.interval[1] ?? post.interval[0];
  }
}

/** The subject as written, or null. */
export function subjectOf(post: Post): string | null {
  switch (post.kind) {
    case 'produced':
      return post.message.subject.text;
    case 'recovered':
      return post.recovered.subject;
    case 'missing':
      return post.subject;
  }
}

/** The bytes that show that the post exists: its copies, or its witnesses. */
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
