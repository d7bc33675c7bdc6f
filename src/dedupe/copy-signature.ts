import { readMessageIdClock } from '../message/header/message-id-clock.js';
import type { Message } from '../message/message.js';
import { TextHash } from '../text/text-hash.js';
import { ownTextOf } from './copy-text.js';
import { senderIdentity } from './post-key.js';

const MINUTE = 60_000;
/** Letters and digits that a body needs before its words alone show that two messages with different ids are one. */
const TELLING_LENGTH = 24;
/** Letters and digits from which the body tells enough without the attachments: exports leave these out. */
const SUFFICIENT_LENGTH = 80;
/** A program that stamps its ids does so when it sends. */
const SENDING_TOLERANCE = 15 * MINUTE;

/**
 * What two messages with the same Message-ID must share to be copies: date (to the minute), sender, subject and, where
 * bodies were read, the body text as far as no copy can have lost it.
 */
export function signatureOfSameId(message: Message): string {
  const hash = headHash(message).add(message.messageId ?? '');
  if (message.body !== null) hash.addVisible(ownTextOf(message), true);
  return hash.toString();
}

/**
 * What two messages with different or no ids must share to be copies; null where the message cannot tell.
 *
 * Collections give each copy an id of its own (the CMU Enron mail does), so ids that differ are not evidence against. The
 * same date, sender, subject and text are; a body of a line or two also needs the same attachments, one of a few
 * characters, and a message without a date, the same recipients.
 */
export function signatureAcrossIds(message: Message): string | null {
  if (message.body === null || message.from === null) return null;
  const hash = headHash(message);
  const length = hash.addVisible(ownTextOf(message), false);
  const isTelling = length >= TELLING_LENGTH;
  if (message.date === null && !isTelling) return null;
  if (length < SUFFICIENT_LENGTH) for (const attachment of message.attachments) hash.add(attachment.sha256);
  if (!isTelling || message.date === null) hash.add('to').add(recipients(message));
  return hash.toString();
}

/** Sorts messages into piles before anything is read from their bodies: minute, sender and subject. */
export function pileOf(message: Message): string | null {
  if (message.body === null || message.from === null) return null;
  return `${message.date === null ? '' : minuteOf(message)} ${senderIdentity(message)} ${message.subject.text}`;
}

/** As `pileOf`, with the place in the hour instead of the time: what is left where an export shifted times by a zone. */
export function hourPileOf(message: Message): string | null {
  if (message.body === null || message.from === null || message.date === null) return null;
  return `${message.date.time % 3_600_000} ${senderIdentity(message)} ${message.subject.text}`;
}

/** What two messages that are dated otherwise must share to be copies all the same; null where the text is too short to tell. */
export function signatureWithoutDate(message: Message): string | null {
  const hash = new TextHash().add(senderIdentity(message)).add(message.subject.text);
  const length = hash.addVisible(ownTextOf(message), false);
  if (length < TELLING_LENGTH) return null;
  if (length < SUFFICIENT_LENGTH) for (const attachment of message.attachments) hash.add(attachment.sha256);
  return hash.toString();
}

/**
 * True if the id was made where the message was sent: its domain is the sender's, or the clock in it agrees with the
 * date. Two of these are two messages, though their texts agree: somebody sent the same twice.
 */
export function hasSendersId(message: Message): boolean {
  const { messageId, from, date } = message;
  if (messageId === null) return false;
  const clock = readMessageIdClock(messageId);
  if (clock !== null && clock.zone === 'utc' && date !== null)
    return Math.abs(clock.time - date.time) < SENDING_TOLERANCE;
  return from !== null && organisationOf(messageId) === organisationOf(from.address);
}

/** Last two labels of the domain: `x@mail.example.org` -> `example.org`. */
const organisationOf = (address: string) =>
  address
    .slice(address.lastIndexOf('@') + 1)
    .toLowerCase()
    .split('.')
    .slice(-2)
    .join('.');

const headHash = (message: Message) =>
  new TextHash()
    .add(message.date === null ? '' : String(minuteOf(message)))
    .add(senderIdentity(message))
    .add(message.subject.text);

const minuteOf = (message: Message) => Math.floor((message.date?.time ?? 0) / MINUTE);

const recipients = (message: Message) =>
  [...message.to, ...message.cc, ...message.bcc]
    .map((mailbox) => (mailbox.address || mailbox.name).toLowerCase())
    .sort()
    .join(',');
