import type { Origin, RawMessage } from '../source/source.js';
import { gmailThread } from './header/provider-thread.js';
import type { Message } from './message.js';
import { isRecord } from './record/record-fields.js';
import { type LocateText, locatePackedBytes } from './record/record-text.js';

/**
 * A message that was read from bytes packed into a record (`raw`, base64url): each place in it becomes the part of the packed string that
 * holds it, or the record where that cannot be told. The record's own thread id and folder come with it.
 */
export function relocateMessage(message: Message, raw: RawMessage): Message {
  const packed = isRecord(raw.record) ? raw.record.raw : undefined;
  const locate =
    raw.recordBytes && typeof packed === 'string'
      ? locatePackedBytes({ bytes: raw.recordBytes, offset: raw.bytesOffset }, packed, raw.origin)
      : null;
  return relocate(message, raw, locate);
}

/** A message that was read from a transfer-decoded attachment: each place in it becomes the encoded bytes that hold it. */
export function relocateAttached(message: Message, raw: RawMessage, locate: LocateText): Message {
  return relocate(message, raw, locate);
}

function relocate(message: Message, raw: RawMessage, locate: LocateText | null): Message {
  const { origin } = raw;
  const placed = ({ offset, length }: Origin): Origin => (locate ? locate(offset, offset + length) : origin);
  const body = message.body;
  const thread =
    isRecord(raw.record) && typeof raw.record.threadId === 'string' ? gmailThread(raw.record.threadId) : null;
  return {
    origin,
    custodian: raw.custodian,
    folder: raw.folder,
    messageId: message.messageId,
    alternateIds: message.alternateIds,
    inReplyTo: message.inReplyTo,
    references: message.references,
    threadIndex: message.threadIndex,
    providerThread: message.providerThread ?? thread,
    date: message.date,
    from: message.from,
    sender: message.sender,
    replyTo: message.replyTo,
    to: message.to,
    cc: message.cc,
    bcc: message.bcc,
    subject: message.subject,
    headers: message.headers.map(({ name, value, origin }) => ({ name, value, origin: placed(origin) })),
    body: body && {
      text: body.text,
      html: body.html,
      textSource: body.textSource,
      flowed: body.flowed,
      locate: (start, end) => placed(body.locate(start, end)),
    },
    attachments: message.attachments.map((attachment) => ({ ...attachment, origin: placed(attachment.origin) })),
    embedded: message.embedded.map((embedded) =>
      relocate(embedded, { ...raw, origin: placed(embedded.origin), record: undefined }, locate),
    ),
    problems: message.problems.map((problem) => ({ ...problem, origin: problem.origin && placed(problem.origin) })),
  };
}
