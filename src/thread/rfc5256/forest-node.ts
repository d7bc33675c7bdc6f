import { rfc5256BaseSubject } from '../../message/header/subject.js';
import type { Message } from '../../message/message.js';

/** What the algorithms of RFC 5256 read of a message; every `Message` fits. */
export interface ThreadableMessage {
  readonly messageId: string | null;
  readonly inReplyTo: readonly string[];
  readonly references: readonly string[];
  readonly subject: Pick<Message['subject'], 'text'>;
  /** The sent date of RFC 5256 §2.2; its stand-in (Received, `From ` line) plays the part of INTERNALDATE. */
  readonly date: Pick<NonNullable<Message['date']>, 'time'> | null;
}

/** A place in a forest that is written as a flat list, depth first. */
export interface ForestNode<M> {
  /** null where a message is referred to and absent (the RFC's dummy). */
  readonly message: M | null;
  /** Position of the message in the input; -1 for a dummy. */
  readonly index: number;
  /** Message-ID of a dummy that was referred to; null for one that only gathers a subject, and for messages. */
  readonly absentId: string | null;
  /** Place of the parent in the list; -1 = root. */
  readonly parent: number;
  /** 0 = root. */
  readonly depth: number;
}

/** Sent date of a message in ms; one without any date sorts first. */
export const sentTime = (message: ThreadableMessage): number => message.date?.time ?? 0;

/** A base subject (RFC 5256 §2.1) as it is compared: i;unicode-casemap, RFC 5051. `rfc` gives "" for none. */
export function threadSubject(message: ThreadableMessage): { readonly base: string; readonly isReply: boolean } {
  const { base, replyOrForward } = rfc5256BaseSubject(message.subject.text);
  return { base: base.toUpperCase().normalize('NFKD'), isReply: replyOrForward };
}
