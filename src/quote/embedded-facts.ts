import type { Message } from '../message/message.js';
import type { EmbeddedMessage, SplitBody } from './segment.js';
import { readSender, type SenderTraits } from './sender-match.js';

/** A produced message with its body split: what recovery works on. */
export interface QuotingPost {
  readonly key: string;
  readonly message: Message;
  readonly split: SplitBody;
}

/** One embedded message of one post, with what can be compared. */
export interface EmbeddedFacts {
  /** Place of the post that quotes it. */
  readonly place: number;
  readonly post: QuotingPost;
  /** Index into that post's `split.embedded`. */
  readonly index: number;
  readonly embedded: EmbeddedMessage;
  readonly sender: SenderTraits | null;
  /** Base subject of the header, else of the post that quotes it; lower case. */
  readonly subject: string;
}

/** Gathers every embedded message of the posts, in the order of the posts. */
export function gatherEmbedded(posts: readonly QuotingPost[]): readonly EmbeddedFacts[] {
  return posts.flatMap((post, place) =>
    post.split.embedded.map((embedded, index) => ({
      place,
      post,
      index,
      embedded,
      sender: readSender(embedded.header.from),
      subject: post.message.subject.base.toLowerCase(),
    })),
  );
}

/** What the author wrote at the end included: all text of the message that is no quotation. */
export function ownText(post: QuotingPost): string {
  const { body } = post.message;
  if (body === null) return '';
  return post.split.segments
    .filter((segment) => segment.depth === 0 && segment.kind !== 'attribution' && segment.kind !== 'header')
    .map((segment) => body.text.slice(segment.start, segment.end))
    .join('');
}
