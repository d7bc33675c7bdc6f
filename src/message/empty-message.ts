import { NO_HEADER } from './header-text.js';
import type { Message } from './message.js';

/** A message of which nothing was read: what a reader, or a row of a case, tells no other of. */
export const EMPTY_MESSAGE: Omit<Message, 'origin'> = {
  custodian: null,
  folder: null,
  messageId: null,
  alternateIds: [],
  inReplyTo: [],
  references: [],
  threadIndex: null,
  providerThread: null,
  date: null,
  from: null,
  sender: null,
  replyTo: [],
  to: [],
  cc: [],
  bcc: [],
  subject: { text: '', base: '', reply: false, forward: false },
  headers: NO_HEADER,
  body: null,
  attachments: [],
  embedded: [],
  problems: [],
};
