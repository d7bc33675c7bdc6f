import { headerFields } from '../message/header-text.js';
import type { Message } from '../message/message.js';
import { isSameCopyText } from './copy-text.js';
import { isOutline } from './outline-copies.js';
import { senderIdentity } from './post-key.js';

/**
 * What shows that two messages are copies of one, strongest first; each key holds what those after it say.
 *
 * | key | what is equal |
 * | --- | --- |
 * | `identical` | every header field, the text and the attachments |
 * | `message-id` | Message-ID (and so the EDRM MIH), and what the content key without recipients compares |
 * | `rewritten` | Message-ID, sender and minute; the text once what gateways do to it is undone, or one text holds the other |
 * | `content` | minute, sender, subject, recipients, text but for white space, attachments |
 * | `content-without-recipients` | the same without recipients and attachments: Bcc, lists and exports change these |
 * | `content-without-date` | sender, subject and text, at times whole hours apart: an export dated it in another zone |
 * | `outline` | one is a list's row or a note beside the mail, without text: subject, and name of the file, id, or sender and minute |
 */
export type CopyKey =
  | 'identical'
  | 'message-id'
  | 'rewritten'
  | 'content'
  | 'content-without-recipients'
  | 'content-without-date'
  | 'outline';

/** The strongest key that joins a copy to the first one. */
export function copyKeyOf(first: Message, copy: Message): CopyKey {
  if (isOutline(first) !== isOutline(copy)) return 'outline';
  const sameFiles = attachmentsOf(first) === attachmentsOf(copy);
  const sameText = first.body === null || copy.body === null || first.body.text === copy.body.text;
  if (sameFiles && sameText && first.headers.text !== '' && headersOf(first) === headersOf(copy)) return 'identical';
  if (minuteOf(first) !== minuteOf(copy)) return 'content-without-date';
  if (first.messageId !== null && first.messageId === copy.messageId)
    return isRewritten(first, copy) ? 'rewritten' : 'message-id';
  const sameRecipients = recipientsOf(first) === recipientsOf(copy);
  return sameFiles && sameRecipients && isSameCopyText(first, copy, false) ? 'content' : 'content-without-recipients';
}

/** True if sender, subject or text are not those of the other copy to the letter. */
const isRewritten = (first: Message, copy: Message) =>
  senderIdentity(first) !== senderIdentity(copy) ||
  first.subject.text !== copy.subject.text ||
  !isSameCopyText(first, copy, true);

const attachmentsOf = ({ attachments }: Message) =>
  attachments
    .map(({ sha256 }) => sha256)
    .sort()
    .join(' ');

const headersOf = ({ headers }: Message) =>
  headerFields(headers)
    .map(({ name, value }) => `${name}:${value}`)
    .join('\n');

const minuteOf = ({ date }: Message) => (date === null ? null : Math.floor(date.time / 60_000));

const recipientsOf = ({ to, cc, bcc }: Message) =>
  [to, cc, bcc]
    .map((role) =>
      role
        .map(({ name, address }) => (address || name).toLowerCase())
        .sort()
        .join(','),
    )
    .join(';');
