import { parseSubject } from '../message/header/subject.js';
import type { Mailbox, Message } from '../message/message.js';
import type { EmbeddedHeader, EmbeddedMessage, SplitBody } from '../quote/segment.js';
import { splitMessage } from '../quote/split-message.js';
import { readAuthor } from './read-author.js';
import { readSender, type SenderFeatures } from './sender-match.js';

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
  /** Index into that post's `split.embedded`; past its end for attached messages. */
  readonly index: number;
  readonly embedded: EmbeddedMessage;
  /** The attached email that it is; null for one that stands in the body. */
  readonly attached: Message | null;
  /** Who wrote it: as the header's From says, or the person on whose behalf that sent it. */
  readonly from: Mailbox | null;
  readonly sender: SenderFeatures | null;
  /** Base subject of the post that quotes it; lower case. */
  readonly subject: string;
  /** Base subject that its own header gives; null if it gives none. */
  readonly ownSubject: string | null;
}

/** Gathers every embedded and every attached message of the posts, in the order of the posts. */
export function gatherEmbedded(posts: readonly QuotingPost[]): readonly EmbeddedFacts[] {
  const all: EmbeddedFacts[] = [];
  posts.forEach((post, place) => {
    const subject = post.message.subject.base.toLowerCase();
    post.split.embedded.forEach((embedded, index) => {
      const from = readAuthor(embedded.header, post.message.body?.text ?? '');
      const written = embedded.header.subject;
      const ownSubject = written === null ? null : parseSubject(written).base.toLowerCase();
      all.push({ attached: null, place, post, index, embedded, from, sender: readSender(from), subject, ownSubject });
    });
    for (const attached of attachedTo(post.message)) all.push(readAttached(attached, place, post, all));
  });
  return all;
}

/** The attached emails of a message, those attached to them included. */
function attachedTo(message: Message): readonly Message[] {
  const found: Message[] = [];
  const open = [...message.embedded].reverse();
  for (let next = open.pop(); next; next = open.pop()) {
    found.push(next);
    open.push(...[...next.embedded].reverse());
  }
  return found;
}

/** An attached email as if the body quoted it: its header is its own. */
function readAttached(
  attached: Message,
  place: number,
  post: QuotingPost,
  all: readonly EmbeddedFacts[],
): EmbeddedFacts {
  const last = all.at(-1);
  const index =
    last?.place === place ? Math.max(last.index + 1, post.split.embedded.length) : post.split.embedded.length;
  const from = attached.from ?? attached.sender;
  const { to, cc, bcc, messageId, subject, date } = attached;
  const header: EmbeddedHeader = {
    style: 'block',
    start: 0,
    end: 0,
    from,
    to,
    cc,
    bcc,
    date: date && {
      raw: date.raw,
      local: date.time + (date.offset ?? 0) * 60_000,
      alternatives: [],
      offset: date.offset,
      precision: 'second',
    },
    subject: subject.text || null,
    messageId,
    action: 'forward',
  };
  return {
    attached,
    place,
    post,
    index,
    embedded: { header, depth: 1, quotedBy: null, text: splitMessage(attached).authored, ranges: [] },
    from,
    sender: readSender(from),
    subject: '',
    ownSubject: subject.base.toLowerCase(),
  };
}

/** All text of the message that is no quotation: what its author wrote, signature included. */
export function ownText(post: QuotingPost): string {
  const { body } = post.message;
  if (body === null) return '';
  return post.split.segments
    .filter((segment) => segment.depth === 0 && segment.kind !== 'attribution' && segment.kind !== 'header')
    .map((segment) => body.text.slice(segment.start, segment.end))
    .join('');
}
