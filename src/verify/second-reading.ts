import { withoutFilterMark } from '../message/header/message-id.js';
import { fieldsNamed } from '../message/header-text.js';
import type { Mailbox, Message } from '../message/message.js';
import type { Origin } from '../source/source.js';
import { whyAttachments, whyHtml, whyText } from './content-reasons.js';
import { whyDate, whyIds, whyMailboxes, whySubject } from './header-reasons.js';
import type { SecondReading } from './mailparser-reading.js';
import { flatText, lettersOf, type Reason, SAME } from './reading-reason.js';

/** Fields that both readers are asked for. */
export type ReadField =
  | 'from'
  | 'to'
  | 'cc'
  | 'bcc'
  | 'date'
  | 'subject'
  | 'message-id'
  | 'in-reply-to'
  | 'references'
  | 'text'
  | 'html'
  | 'attachments';

/** A field that two readers read differently. */
export interface ReadingDifference {
  readonly field: ReadField;
  /** Why they differ and who is right, where what both read shows it; null where somebody has to look. */
  readonly because: string | null;
  /** `both`: each reading is true, one tells more or follows another custom; null where somebody has to look. */
  readonly right: Reason['right'] | null;
  readonly ours: unknown;
  readonly theirs: unknown;
  /** Where the field stands; the whole message where it is no header field. */
  readonly origin: Origin;
}

/** Seconds by which two readings of one date may differ: a second reader drops parts of a second. */
const SAME_TIME = 1000;

/**
 * Where two readers differ about a message. What both take from the same bytes is compared as it is meant: white space, the case of
 * addresses and quotation marks around names do not count. `now` is when the second one read: it gives that for a date that it cannot read.
 */
export function compareReadings(message: Message, reading: SecondReading, now: number): readonly ReadingDifference[] {
  const differences: ReadingDifference[] = [];
  const differ = (field: ReadField, reason: Reason | null | typeof SAME, ours: unknown, theirs: unknown) => {
    if (reason === SAME) return;
    const { because, right } = reason ?? { because: null, right: null };
    differences.push({ field, because, right, ours, theirs, origin: placeOf(message, field) });
  };
  for (const field of ['from', 'to', 'cc', 'bcc'] as const) {
    const ours = field === 'from' ? (message.from ? [message.from] : []) : message[field];
    const theirs = field === 'from' ? reading.from.slice(0, 1) : reading[field];
    if (mailboxText(ours) !== mailboxText(theirs))
      differ(field, whyMailboxes({ message, field, raw: rawValues(message, field), ours, theirs }), ours, theirs);
  }
  const ours = message.date?.source === 'date' ? message.date.time : null;
  if (ours === null || reading.time === null || Math.abs(ours - reading.time) >= SAME_TIME)
    differ(
      'date',
      whyDate(message, rawValues(message, 'date'), { ours, theirs: reading.time, now }),
      ours === null ? (message.doubtedDate ?? null) : message.date!.raw,
      dateText(reading.time),
    );
  if (flatText(message.subject.text) !== flatText(reading.subject))
    differ(
      'subject',
      whySubject(message.subject.text, reading.subject, rawValues(message, 'subject')),
      message.subject.text,
      reading.subject,
    );
  for (const [field, own, other] of idsOf(message, reading))
    if (own.join(' ') !== other.join(' ')) differ(field, whyIds(own, other, rawValues(message, field)), own, other);
  compareContents(message, reading, differ);
  return differences;
}

function compareContents(
  message: Message,
  reading: SecondReading,
  differ: (field: ReadField, reason: Reason | null | typeof SAME, ours: unknown, theirs: unknown) => void,
): void {
  const { body, attachments } = message;
  const named = (files: readonly { readonly name: string | null; readonly size: number }[]) =>
    files.map(({ name, size }) => ({ name, size }));
  const files = whyAttachments(message, reading);
  differ('attachments', files, named(attachments), named(reading.attachments));
  if (body === null) return;
  differ('text', whyText(message, body, reading), excerpt(body.text), excerpt(reading.text ?? ''));
  if (body.html !== null && reading.html !== null && lettersOf(body.html) !== lettersOf(reading.html))
    differ('html', whyHtml(body.html, reading.html), excerpt(body.html), excerpt(reading.html));
}

const idsOf = (
  { messageId, inReplyTo, references }: Message,
  reading: SecondReading,
): readonly (readonly [ReadField, readonly string[], readonly string[]])[] => [
  ['message-id', messageId === null ? [] : [messageId], reading.messageId === null ? [] : [reading.messageId]],
  ['in-reply-to', inReplyTo, reading.inReplyTo.map(withoutFilterMark)],
  ['references', references, reading.references.map(withoutFilterMark)],
];

const mailboxText = (mailboxes: readonly Mailbox[]): string =>
  mailboxes.map(({ name, address }) => `${nameText(name, address)} <${address.toLowerCase()}>`).join(', ');

/** A name without marks around it; none where it repeats the address. */
function nameText(name: string, address: string): string {
  const bare = flatText(name).replace(/^["']+|["']+$/g, '');
  return bare.toLowerCase() === address.toLowerCase() ? '' : bare;
}

/** What is no header field. */
const CONTENTS: ReadonlySet<ReadField> = new Set(['text', 'html', 'attachments']);

const fieldsOf = ({ headers }: Message, field: ReadField) =>
  CONTENTS.has(field) ? [] : fieldsNamed(headers, new RegExp(`^${field}$`, 'i'));

function placeOf(message: Message, field: ReadField): Origin {
  return fieldsOf(message, field)[0]?.origin ?? message.origin;
}

/** The raw values of a header field. */
const rawValues = (message: Message, field: ReadField): readonly string[] =>
  fieldsOf(message, field).map(({ value }) => value);

const dateText = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());

const excerpt = (text: string): string => text.slice(0, 200);
