import type { RawMessage } from '../../source/source.js';
import { latin1 } from '../mime/charset.js';
import { headerBehind } from './header-behind.js';
import { type HeaderRanges, readHeaderRanges } from './header-fields.js';

/** Where no mail header stands at the top (a printed or pasted conversation), the whole text is body. */
export function readMessageHeader(raw: RawMessage, bytes: Uint8Array): HeaderRanges {
  const ranges = readHeaderRanges(bytes);
  const behind = ranges.fields.length === 0 && !raw.isText ? headerBehind(bytes) : null;
  if (behind !== null) return behind;
  if (raw.fromLine !== null) return ranges;
  const names = new Set(ranges.fields.map((field) => latin1(bytes, field.start, field.nameEnd).toLowerCase()));
  // A page prints `From:` alone and the name below it.
  if (raw.isText && !ranges.fields.some((field) => isFilled(bytes, field))) return NO_HEADER;
  const sent = TRANSPORT_FIELDS.some((name) => names.has(name));
  // `From: / Sent: / To: / Subject:` is how Outlook prints a message, not how it is sent; `Subj: / Date: / From:` is AOL's way.
  // Of `Von: / Gesendet: / An: / Cc:` a header of mail has the last alone: it would hide the others.
  if (!sent && (raw.isText || names.has('sent'))) return NO_HEADER;
  if (names.has('subj') && !CARRIED_FIELDS.some((name) => names.has(name))) return NO_HEADER;
  return sent || MAIL_FIELDS.some((name) => names.has(name)) ? ranges : NO_HEADER;
}

const NO_HEADER: HeaderRanges = { fields: [], bodyStart: 0, separated: true, strayLines: 0 };

/** True for a field of mail that says something. */
function isFilled(bytes: Uint8Array, { start, nameEnd, end }: HeaderRanges['fields'][number]): boolean {
  const name = latin1(bytes, start, nameEnd).toLowerCase();
  return (
    (TRANSPORT_FIELDS.includes(name) || MAIL_FIELDS.includes(name)) && latin1(bytes, nameEnd + 1, end).trim() !== ''
  );
}

/** Fields that nobody but a mail program writes. */
const CARRIED_FIELDS = ['message-id', 'received', 'mime-version'];
const TRANSPORT_FIELDS = ['date', ...CARRIED_FIELDS];
const MAIL_FIELDS = [
  'from',
  'to',
  'subject',
  'return-path',
  'sender',
  'cc',
  'content-type',
  'in-reply-to',
  'references',
];
