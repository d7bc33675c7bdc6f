import type { Message } from './message.js';

/**
 * A message as a record of its own, with some fields told otherwise. Reads every other field, also of a message that keeps its header as
 * bytes: what comes out is plain data and holds on to nothing.
 *
 *     copyMessage(message, { body: null })    // the same without its body
 */
export function copyMessage(message: Message, changes: Partial<Message> = {}): Message {
  return {
    origin: message.origin,
    custodian: message.custodian,
    folder: message.folder,
    messageId: message.messageId,
    alternateIds: message.alternateIds,
    inReplyTo: message.inReplyTo,
    references: message.references,
    threadIndex: message.threadIndex,
    providerThread: message.providerThread,
    date: message.date,
    from: message.from,
    sender: message.sender,
    replyTo: message.replyTo,
    // Reading them is most of the work where a message keeps its header as bytes.
    to: changes.to ?? message.to,
    cc: changes.cc ?? message.cc,
    bcc: changes.bcc ?? message.bcc,
    subject: message.subject,
    headers: message.headers,
    body: message.body,
    attachments: message.attachments,
    embedded: message.embedded,
    problems: message.problems,
    ...(message.production === undefined ? {} : { production: message.production }),
    ...(message.facts === undefined ? {} : { facts: message.facts }),
    ...(message.doubtedDate === undefined ? {} : { doubtedDate: message.doubtedDate }),
    ...(message.meeting === undefined ? {} : { meeting: message.meeting }),
    ...(message.receipts === undefined ? {} : { receipts: message.receipts }),
    ...changes,
  };
}
