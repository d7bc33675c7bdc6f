import { fieldsNamed } from '../message/header-text.js';
import type { Mailbox, Message } from '../message/message.js';
import type { Origin } from '../source/source.js';

/** What a second, independent reader (mailparser) makes of the bytes of one message. */
export interface SecondReading {
  readonly from: readonly Mailbox[];
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly bcc: readonly Mailbox[];
  /** Milliseconds since 1970 UTC; null where it gives none. */
  readonly time: number | null;
  readonly subject: string;
  /** The plain text; null where it has none. */
  readonly text: string | null;
  readonly attachments: readonly { readonly name: string | null; readonly size: number; readonly sha256: string }[];
}

/** Fields that both readers are asked for. */
export type ReadField = 'from' | 'to' | 'cc' | 'bcc' | 'date' | 'subject' | 'text' | 'attachments';

/** A field that two readers read differently. */
export interface ReadingDifference {
  readonly field: ReadField;
  /** Why they differ, where a rule of ours and a known habit of the other explain it; null where somebody has to look. */
  readonly because: string | null;
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
  const differ = (field: ReadField, because: string | null, ours: unknown, theirs: unknown) =>
    differences.push({ field, because, ours, theirs, origin: placeOf(message, field) });
  for (const field of ['from', 'to', 'cc', 'bcc'] as const) {
    const ours = field === 'from' ? (message.from ? [message.from] : []) : message[field];
    const theirs = field === 'from' ? reading.from.slice(0, 1) : reading[field];
    if (mailboxText(ours) !== mailboxText(theirs))
      differ(field, whyMailboxes(message, field, ours, theirs), ours, theirs);
  }
  const ours = message.date?.source === 'date' ? message.date.time : null;
  if (ours === null || reading.time === null || Math.abs(ours - reading.time) >= SAME_TIME) {
    const because = whyDate(message, ours, reading.time, now);
    if (because !== SAME) differ('date', because, ours === null ? null : message.date!.raw, dateText(reading.time));
  }
  if (flat(message.subject.text) !== flat(reading.subject))
    differ('subject', whySubject(message, reading.subject), message.subject.text, reading.subject);
  const text = compareTexts(message, reading.text);
  if (text !== SAME) differ('text', text, excerpt(message.body?.text ?? ''), excerpt(reading.text ?? ''));
  const files = compareAttachments(message, reading);
  if (files !== SAME)
    differ(
      'attachments',
      files,
      message.attachments.map(({ name, size }) => ({ name, size })),
      reading.attachments.map(({ name, size }) => ({ name, size })),
    );
  return differences;
}

/** Stands for "no difference", where null is one without an explanation. */
const SAME = 'same';

/** White space as one space, and none around. */
const flat = (text: string): string => text.replace(/[\s\u00a0]+/g, ' ').trim();

const mailboxText = (mailboxes: readonly Mailbox[]): string =>
  mailboxes.map(({ name, address }) => `${nameText(name, address)} <${address.toLowerCase()}>`).join(', ');

/** A name without marks around it; none where it repeats the address. */
function nameText(name: string, address: string): string {
  const bare = flat(name).replace(/^["']+|["']+$/g, '');
  return bare.toLowerCase() === address.toLowerCase() ? '' : bare;
}

/** Header fields by name; what is no header field has none. */
const NAMED: Readonly<Record<ReadField, RegExp | null>> = {
  from: /^from$/i,
  to: /^to$/i,
  cc: /^cc$/i,
  bcc: /^bcc$/i,
  date: /^date$/i,
  subject: /^subject$/i,
  text: null,
  attachments: null,
};

const fieldsOf = ({ headers }: Message, field: ReadField) => {
  const name = NAMED[field];
  return name === null ? [] : fieldsNamed(headers, name);
};

function placeOf(message: Message, field: ReadField): Origin {
  return fieldsOf(message, field)[0]?.origin ?? message.origin;
}

/** The raw values of a header field, as one text. */
const rawField = (message: Message, field: ReadField): string =>
  fieldsOf(message, field)
    .map(({ value }) => value)
    .join(' ');

function whyMailboxes(
  message: Message,
  field: 'from' | 'to' | 'cc' | 'bcc',
  ours: readonly Mailbox[],
  theirs: readonly Mailbox[],
): string | null {
  const raw = rawField(message, field);
  const addresses = (mailboxes: readonly Mailbox[]) => mailboxes.map(({ address }) => address.toLowerCase()).join();
  const beside = /(?:^|\s)X-(?:From|To|cc|bcc)/i.test(message.headers.text);
  if (fieldsOf(message, field).length > 1) return 'the field stands there more than once: mailparser takes one of them';
  if (beside && (raw.trim() === '' || raw.includes('@') || raw.includes('/')))
    return 'names and addresses of Exchange and Notes: we take them from X-From, X-To where those tell more';
  if (addresses(ours) === addresses(theirs) && raw.includes('('))
    return 'a comment beside an address: kept with the name by us, left out by mailparser';
  if (/ (?:at|en|a) [\w.-]+/.test(raw)) return 'an address that an archive masked (ada at moor.example): we undo it';
  if (/@.*@(?:.*@)?/.test(raw) && ours.every(({ address }) => address === ''))
    return 'letters of an address overwritten by an archive, or two addresses run into one: no address to us, a wrong one to mailparser';
  if (/[\u0080-\u00ff]/.test(raw))
    return 'bytes beyond ASCII in a header: UTF-8 or windows-1252 to us, UTF-8 to mailparser';
  if (/=\?/.test(raw)) return 'encoded words: read by us also where they stand against RFC 2047';
  if (/;|:/.test(raw) && ours.length !== theirs.length)
    return 'a group: its members are recipients to us, its name is one to mailparser';
  if (/[<>"']{2}|mailto:|<['"]|['"]>|, ?"? ?</.test(raw)) return 'marks around an address: kept out by us';
  if (theirs.every(({ address }) => address === '')) return 'no address: a name alone, which we keep';
  return null;
}

function whyDate(message: Message, ours: number | null, theirs: number | null, now: number): string | null {
  const raw = rawField(message, 'date');
  const isNow = theirs !== null && Math.abs(theirs - now) < 120_000;
  if (ours === null && (theirs === null || isNow)) return SAME;
  if (isNow) return 'mailparser gives the moment of reading for a date that it cannot read';
  if (theirs === null) return 'mailparser gives no date';
  if (ours === null)
    return message.doubtedDate === undefined ? null : 'a date at which no mail was sent: not believed by us';
  if (message.date?.offset === null)
    return 'no zone that means anything: we take UTC and say so, mailparser the zone of the machine or 0';
  if ((ours - theirs) % 900_000 === 0)
    return `zones read differently in ${/[A-Z]{2,5}/.exec(raw.replace(/GMT|UTC/, '')) ? 'a zone by letters' : 'a number'}`;
  return fieldsOf(message, 'date').length > 1 ? 'two Date fields' : null;
}

function whySubject(message: Message, theirs: string): string | null {
  const raw = rawField(message, 'subject');
  if (fieldsOf(message, 'subject').length > 1) return 'two Subject fields';
  if (/[\u0080-\u00ff]/.test(raw)) return 'bytes beyond ASCII in a header';
  if (theirs.includes('\ufffd') || message.subject.text.includes('\ufffd'))
    return 'characters that the charset does not have';
  if (/=\?/.test(raw)) return 'encoded words: read by us also where they stand against RFC 2047';
  return null;
}

/** A text without anything but its letters and digits: layout does not count. */
const letters = (text: string): string => text.replace(/[^\p{L}\p{N}]+/gu, '');

function compareTexts({ body }: Message, theirs: string | null): string | null {
  if (body === null) return SAME;
  const [ours, other] = [letters(body.text), letters(theirs ?? '')];
  if (ours === other) return SAME;
  if (body.textSource === 'html') return 'HTML: rendered as text by us, not by mailparser as it is asked here';
  if (body.flowed) return 'format=flowed: joined by mailparser, kept by us';
  if ((theirs ?? '').includes('\ufffd') || body.text.includes('\ufffd'))
    return 'bytes that the charset does not have: windows-1252 to us, U+FFFD to mailparser';
  if (/\P{ASCII}/u.test(body.text + (theirs ?? ''))) return 'charset: no label, or a wrong one';
  if (other === '' || ours === '') return 'a part that only one of the two takes for the text';
  if (other.includes(ours) || ours.includes(other))
    return 'one part more on one side: text of attached messages and files';
  return null;
}

function compareAttachments(
  { attachments, embedded, problems }: Message,
  { attachments: theirs }: SecondReading,
): string | null {
  const hashes = (files: readonly { readonly sha256: string }[]) =>
    files
      .map(({ sha256 }) => sha256)
      .sort()
      .join();
  if (hashes(attachments) === hashes(theirs)) return SAME;
  if (problems.some(({ code }) => /base64|boundary|part|structure|uuencode|yenc/.test(code)))
    return 'a damaged structure, told as a problem';
  if (
    attachments.length === theirs.length &&
    attachments.every(({ size }, at) => Math.abs(size - theirs[at]!.size) < 2)
  )
    return 'the empty line at the end of a part: part of it to us (RFC 2046 §5.1.1), dropped by mailparser';
  if (attachments.length > theirs.length && embedded.length > 0)
    return 'an attached message is an attachment and read in turn by us';
  if (attachments.length > theirs.length)
    return 'files in the lines of a text, or parts without a name: attachments to us';
  if (attachments.length < theirs.length) return 'a text part that mailparser takes for a file';
  return null;
}

const dateText = (time: number | null): string | null => (time === null ? null : new Date(time).toISOString());

const excerpt = (text: string): string => text.slice(0, 200);
