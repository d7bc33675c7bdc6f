import type { Sending } from '../../dedupe/sending/sending.js';
import type { Post } from '../../link/post/post.js';
import { senderOf, sendingOf, subjectOf } from '../../link/post/post-facts.js';
import type { Mailbox } from '../../message/message.js';
import { batesOf } from './bates.js';
import { isoDateOf } from './iso-date.js';

/** What the JSON answers tell of a post; its key leads to the rest. */
export interface PostGlance {
  readonly key: string;
  readonly kind: Post['kind'];
  /** ISO 8601, as in the thread table. */
  readonly date: string | null;
  readonly from: Mailbox | null;
  readonly subject: string;
  /** Bates ranges of its copies; absent where no load file tells them. */
  readonly bates?: readonly string[];
  /** Absent where it was sent by hand, as far as anything says. */
  readonly sending?: Sending;
}

/** A post at a glance. */
export function glanceAt(post: Post): PostGlance {
  const { key, kind } = post;
  const bates = batesOf(post);
  const sending = sendingOf(post);
  return {
    ...{ key, kind, date: isoDateOf(post), from: senderOf(post), subject: subjectOf(post) },
    ...(bates.length ? { bates } : {}),
    ...(sending === null ? {} : { sending }),
  };
}
