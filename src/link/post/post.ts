import type { ProducedPost } from '../../dedupe/produced-post.js';
import type { Mailbox } from '../../message/message.js';
import type { RecoveredMessage } from '../../recover/recovered-message.js';

/** Anything with a place in a thread. */
export type Post = ProducedPost | RecoveredPost | MissingPost;

/** A message known only because others quote it. */
export interface RecoveredPost {
  readonly kind: 'recovered';
  readonly key: string;
  readonly recovered: RecoveredMessage;
}

/** A message that is cited but neither produced nor recoverable. */
export interface MissingPost {
  readonly kind: 'missing';
  readonly key: string;
  readonly messageId: string | null;
  /** What the citations tell; empty where they do not. */
  readonly from: Mailbox | null;
  readonly to: readonly Mailbox[];
  readonly subject: string | null;
  /** [earliest, latest] in ms since 1970 UTC; null = unbounded. */
  readonly interval: readonly [number | null, number | null];
  /** Keys of the posts that cite it. */
  readonly citedBy: readonly string[];
}
