import type { ExplainLink, LinkExplanation } from '../../link/evidence/evidence.js';
import type { ReasonStore } from '../../link/explain/kept-reasons.js';
import type { Post } from '../../link/post/post.js';
import { copyMessage } from '../../message/copy-message.js';
import type { Mailbox, Message } from '../../message/message.js';
import type { EmbeddedBinding } from '../../recover/recover-messages.js';
import { keepBody, keepHeaders } from './kept-body.js';
import { copyString, type OwnStrings, ownStrings } from './own-strings.js';
import type { TextFile } from './text-file.js';

/** What keeps messages, as `messageKeeper` gives it. */
export type KeepMessage = (message: Message) => Message;

const NONE: readonly never[] = [];

/**
 * Gives what keeps messages: their bodies and raw fields wait outside of the heap until somebody asks for them. They are read when asked for,
 * and JSON writes them as those of any other. Messages to one mailbox share it (who sent one is told from whom it names besides), equal ids and
 * subjects are one string, and what is empty is one list for all.
 */
export function messageKeeper(texts: TextFile, own: OwnStrings = ownStrings()): KeepMessage {
  const { same, sameOrNull } = own;
  const ids = (list: readonly string[]) => shared(list, () => list.map(same));
  const all = (mailboxes: readonly Mailbox[]) => shared(mailboxes, () => mailboxes.map(own.mailbox));
  const one = (mailbox: Mailbox | null) => mailbox && { ...own.mailbox(mailbox) };
  const keep: KeepMessage = (message) => {
    const { body, headers, embedded, attachments, date, subject, from, sender } = message;
    const sentBy = one(from);
    const changes = {
      folder: sameOrNull(message.folder),
      messageId: sameOrNull(message.messageId),
      alternateIds: ids(message.alternateIds),
      inReplyTo: ids(message.inReplyTo),
      references: ids(message.references),
      threadIndex: sameOrNull(message.threadIndex),
      providerThread: sameOrNull(message.providerThread),
      date: date && { ...date, raw: copyString(date.raw) },
      from: sentBy,
      sender: sender === from ? sentBy : one(sender),
      replyTo: all(message.replyTo),
      to: all(message.to),
      cc: all(message.cc),
      bcc: all(message.bcc),
      subject: { ...subject, text: same(subject.text), base: same(subject.base) },
      body: body && keepBody(body, texts),
      headers: headers.places.length ? keepHeaders(headers, texts) : headers,
      attachments: shared(attachments, () =>
        attachments.map((file) => ({
          ...file,
          name: file.name && copyString(file.name),
          contentType: same(file.contentType),
        })),
      ),
      embedded: shared(embedded, () => embedded.map(keep)),
      problems: shared(message.problems),
    };
    // In the order that its fields have, where it is a record.
    return Object.getPrototypeOf(message) === Object.prototype
      ? { ...message, ...changes }
      : copyMessage(message, changes);
  };
  return keep;
}

/** What is made of the list, a copy unless told otherwise: one that grew has room to spare. The one empty list where it is empty. */
const shared = <T>(list: readonly T[], make: () => readonly T[] = () => list.slice()): readonly T[] =>
  list.length === 0 ? NONE : make();

/** A binding whose reasons wait: they are asked for only when the case is written. */
export function keepBinding(binding: EmbeddedBinding, texts: TextFile): EmbeddedBinding {
  return binding.reasons.length ? new KeptBinding(binding, texts) : binding;
}

class KeptBinding implements EmbeddedBinding {
  readonly post: string;
  readonly embedded: number;
  readonly target: string;
  readonly kind: EmbeddedBinding['kind'];
  readonly score: number;
  private readonly at: number;
  private readonly texts: TextFile;

  constructor({ post, embedded, target, kind, score, reasons }: EmbeddedBinding, texts: TextFile) {
    this.post = post;
    this.embedded = embedded;
    this.target = target;
    this.kind = kind;
    this.score = score;
    this.at = texts.keep(JSON.stringify(reasons));
    this.texts = texts;
  }

  get reasons(): EmbeddedBinding['reasons'] {
    return this.texts.readJson(this.at);
  }

  toJSON(): EmbeddedBinding {
    const { post, embedded, target, kind, score, reasons } = this;
    return { post, embedded, target, kind, score, reasons };
  }
}

/** Where the reasons wait that are worked out while parents are chosen. */
export const reasonStore = (texts: TextFile): ReasonStore => ({
  keep: (candidates) => texts.keep(JSON.stringify(candidates)),
  read: (number) => texts.readJson(number),
});

/** Explains by reasons that wait, and tells where. */
interface KeptExplanations extends ExplainLink {
  readonly placeOf: (child: string) => number | undefined;
}

/** The reasons of all links, worked out once and kept: what they were worked out from need not be held any longer. */
export function keepExplanations(posts: readonly Post[], explain: ExplainLink, texts: TextFile): ExplainLink {
  const kept = new Map<string, number>();
  for (const { key } of posts) {
    const explanation = explain(key);
    if (explanation !== null) kept.set(key, texts.keep(JSON.stringify(explanation)));
  }
  const read: ExplainLink = (child) => {
    const number = kept.get(child);
    return number === undefined ? null : texts.readJson<LinkExplanation>(number);
  };
  return Object.assign(read, { placeOf: (child: string) => kept.get(child) }) satisfies KeptExplanations;
}

/** Number of the text that tells a post's reasons as JSON; undefined where none waits. */
export const placeOfReasons = (explain: ExplainLink, child: string): number | undefined =>
  'placeOf' in explain ? (explain as KeptExplanations).placeOf(child) : undefined;
