import type { Message } from '../message/message.js';
import { senderOf, TextHash } from './post-key.js';

const MINUTE = 60_000;
/** Letters and digits that a body needs before its words alone show that two messages with different ids are one. */
const TELLING_LENGTH = 24;

/**
 * What two messages with the same Message-ID must share to be copies: date (to the minute), sender, subject and, where
 * bodies were read, the body text without its white space.
 */
export function signatureOfSameId(message: Message): string {
  const hash = headHash(message).add(message.messageId ?? '');
  if (message.body !== null) hash.add(withoutWhiteSpace(message.body.text));
  return hash.toString();
}

/**
 * What two messages with different or no ids must share to be copies; null where the message cannot tell.
 *
 * Collections give each copy an id of its own (the CMU Enron mail does), so ids that differ are not evidence against. The
 * same date, sender, subject, text and attachments are; a body of a few characters also needs the same recipients.
 */
export function signatureAcrossIds(message: Message): string | null {
  if (message.body === null || message.date === null || message.from === null) return null;
  const text = withoutWhiteSpace(message.body.text);
  const hash = headHash(message).add(text);
  for (const attachment of message.attachments) hash.add(attachment.sha256);
  if (text.length < TELLING_LENGTH) hash.add('to').add(recipients(message));
  return hash.toString();
}

/** Sorts messages into piles before anything is read from their bodies: minute, sender and subject. */
export function pileOf(message: Message): string | null {
  if (message.body === null || message.date === null || message.from === null) return null;
  return `${minuteOf(message)} ${senderOf(message)} ${message.subject.text}`;
}

/** True if the texts are the same but for white space: the check behind an equal signature. */
export function isSameText(a: Message, b: Message): boolean {
  if (a.body === null || b.body === null) return true;
  return a.body.text === b.body.text || withoutWhiteSpace(a.body.text) === withoutWhiteSpace(b.body.text);
}

const headHash = (message: Message) =>
  new TextHash()
    .add(message.date === null ? '' : String(minuteOf(message)))
    .add(senderOf(message))
    .add(message.subject.text);

const minuteOf = (message: Message) => Math.floor((message.date?.time ?? 0) / MINUTE);

const withoutWhiteSpace = (text: string) => text.replace(/\s+/g, '');

const recipients = (message: Message) =>
  [...message.to, ...message.cc, ...message.bcc]
    .map((mailbox) => (mailbox.address || mailbox.name).toLowerCase())
    .sort()
    .join(',');
