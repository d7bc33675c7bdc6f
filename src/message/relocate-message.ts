import type { RawMessage } from '../source/source.js';
import type { Message } from './message.js';
import { gmailThread } from './provider-thread.js';
import { isRecord } from './record-fields.js';

/**
 * A message that was read from bytes packed into a record: every place in it is the record's, for offsets into the unpacked bytes
 * mean nothing in the source. The record's own thread id and folder come with it.
 */
export function relocateMessage(message: Message, raw: RawMessage): Message {
  const { origin } = raw;
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
    headers: message.headers.map(({ name, value }) => ({ name, value, origin })),
    body: body && {
      text: body.text,
      html: body.html,
      textSource: body.textSource,
      flowed: body.flowed,
      locate: () => origin,
    },
    attachments: message.attachments.map((attachment) => ({ ...attachment, origin })),
    embedded: message.embedded.map((embedded) => relocateMessage(embedded, { ...raw, record: undefined })),
    problems: message.problems.map((problem) => ({ ...problem, origin })),
  };
}
