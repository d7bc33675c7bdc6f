import { orderByTime } from '../date/time-order.js';
import type { Mailbox, Message } from '../message/message.js';
import { isTextHidden } from './hidden-text.js';
import { senderIdentity } from './post-key.js';

/** Messages in canonical order with what was read of each on the way. */
export interface SortedMessages {
  readonly messages: readonly Message[];
  /** Milliseconds since 1970; Infinity where undated. */
  readonly times: Float64Array;
  readonly messageIds: readonly (string | null)[];
}

/**
 * Messages in the one order that does not depend on the order of input: date, Message-ID, sender, subject, content;
 * undated ones last. Where they stood in which file decides only between messages that are equal in all of these.
 */
export function sortCanonically(messages: readonly Message[]): SortedMessages {
  const count = messages.length;
  const times = new Float64Array(count);
  for (let i = 0; i < count; i++) times[i] = messageTime(messages[i]!);
  const ids = messages.map((message) => message.messageId);
  // A dump without dates is one large tie: what is compared of a message is read once.
  const details = new Map<number, readonly string[]>();
  const detailsOf = (index: number) => {
    const known = details.get(index) ?? detailsToCompare(messages[index]!);
    details.set(index, known);
    return known;
  };
  const compare = (a: number, b: number) =>
    compareText(ids[a] ?? '', ids[b] ?? '') ||
    compareLists(detailsOf(a), detailsOf(b)) ||
    compareContents(messages[a]!, messages[b]!);
  const order = orderByTime(times, compare);
  // Plain loops: the engine's `from` with a function takes ten times as long.
  const sorted: SortedMessages & { messages: Message[]; messageIds: (string | null)[] } = {
    messages: [],
    times: new Float64Array(count),
    messageIds: [],
  };
  for (let place = 0; place < count; place++) {
    const index = order[place]!;
    sorted.messages.push(messages[index]!);
    sorted.times[place] = times[index]!;
    sorted.messageIds.push(ids[index]!);
  }
  return sorted;
}

/** Milliseconds since 1970; Infinity where undated. */
export function messageTime(message: Message): number {
  const time = message.sentTime ?? message.date?.time ?? Number.NaN;
  return Number.isNaN(time) ? Number.POSITIVE_INFINITY : time;
}

/** What orders messages of the same date and id, in this order. */
function detailsToCompare(message: Message): readonly string[] {
  return [
    String(message.date?.offset ?? ''),
    senderIdentity(message),
    message.subject.text,
    addresses(message),
    message.inReplyTo.join(' '),
    message.references.join(' '),
  ];
}

function compareLists(a: readonly string[], b: readonly string[]): number {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return compareText(a[i]!, b[i]!);
  return 0;
}

/** Orders two messages whose headers are the same: one that can be read stands for one whose text is hidden. */
function compareContents(a: Message, b: Message): number {
  return (
    Number(isTextHidden(a)) - Number(isTextHidden(b)) ||
    compareText(a.body?.text ?? '', b.body?.text ?? '') ||
    compareText(attachments(a), attachments(b)) ||
    compareText(a.custodian ?? '', b.custodian ?? '') ||
    compareText(a.folder ?? '', b.folder ?? '') ||
    compareText(a.origin.source, b.origin.source) ||
    a.origin.offset - b.origin.offset ||
    (a.origin.row ?? 0) - (b.origin.row ?? 0)
  );
}

/** Compares by UTF-16 code units: the same on every machine, unlike a locale's order. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

const mailboxes = (list: readonly Mailbox[]) => list.map((mailbox) => `${mailbox.address} ${mailbox.name}`).join(',');
const addresses = (message: Message) =>
  `${mailboxes(message.to)};${mailboxes(message.cc)};${mailboxes(message.bcc)};${message.from?.name ?? ''}`;
const attachments = (message: Message) => message.attachments.map((attachment) => attachment.sha256).join(' ');
