import type { Origin, Problem, RawMessage } from '../source/source.js';
import { latin1 } from './charset.js';
import { decodeHeaderText, decodeRawText } from './encoded-word.js';
import { pairNames } from './exchange-names.js';
import { type HeaderRanges, readHeaderRanges } from './header-fields.js';
import { parseMailboxes } from './mailbox.js';
import type { Attachment, Body, HeaderField, Mailbox, Message, MessageDate, Subject } from './message.js';
import { type ParsedDate, parseMessageDate } from './message-date.js';
import { parseMessageIds } from './message-id.js';
import { parseSubject } from './subject.js';
import { threadIndexHex } from './thread-index.js';

/** Names (lower case) of the fields that a headers-only message keeps. */
const KEPT = new Set([
  'message-id',
  'in-reply-to',
  'references',
  'date',
  'from',
  'sender',
  'reply-to',
  'to',
  'cc',
  'bcc',
  'subject',
  'thread-index',
  'x-gm-thrid',
  'x-original-message-id',
  'x-google-original-message-id',
  'x-mailman-original-message-id',
  'x-alt-message-id',
  'resent-message-id',
  'x-universally-unique-identifier',
  'x-from',
  'x-to',
  'x-cc',
  'x-bcc',
  'in_reply_to',
  '$ref',
  '$messageid',
  'references-to',
  'apparently-to',
  'delivery-date',
  'x-microsoft-original-message-id',
]);

const ALTERNATE_IDS = [
  'x-original-message-id',
  'x-google-original-message-id',
  'x-mailman-original-message-id',
  'x-microsoft-original-message-id',
  'x-alt-message-id',
  'resent-message-id',
  'x-universally-unique-identifier',
  '$messageid',
];

/** What the body stage found; absent for a headers-only message. */
export interface Contents {
  readonly body: Body;
  readonly attachments: readonly Attachment[];
  readonly embedded: readonly Message[];
  readonly problems: readonly Problem[];
}

/** A field as it is kept: lower-case name, raw value, offset in the message's bytes and length with its name. */
interface KeptField {
  readonly key: string;
  readonly name: string;
  readonly value: string;
  readonly offset: number;
  readonly length: number;
}

/** Reads the header of a raw message; `contents` where bodies are read too. */
export function readByteMessage(raw: RawMessage, contents: ((ranges: HeaderRanges) => Contents) | null): Message {
  const bytes = raw.bytes ?? new Uint8Array(0);
  const ranges = readMessageHeader(raw, bytes);
  const all = contents !== null;
  const fields: KeptField[] = [];
  for (const range of ranges.fields) {
    const name = latin1(bytes, range.start, range.nameEnd);
    const key = name.toLowerCase();
    if (all || KEPT.has(key))
      fields.push({
        key,
        name,
        value: latin1(bytes, range.valueStart, range.end),
        offset: range.start,
        length: range.end - range.start,
      });
  }
  return new ByteMessage(raw, fields, readDate(raw, bytes, ranges, fields), contents?.(ranges) ?? null);
}

/** Where no mail header stands at the top (a printed or pasted conversation), the whole text is body. */
function readMessageHeader(raw: RawMessage, bytes: Uint8Array): HeaderRanges {
  const ranges = readHeaderRanges(bytes);
  if (raw.fromLine !== null) return ranges;
  const names = new Set(ranges.fields.map((field) => latin1(bytes, field.start, field.nameEnd).toLowerCase()));
  const sent = TRANSPORT_FIELDS.some((name) => names.has(name));
  const known = sent || MAIL_FIELDS.some((name) => names.has(name));
  // `From: / Sent: / To: / Subject:` is how Outlook prints a message, not how it is sent.
  if (known && (sent || !names.has('sent'))) return ranges;
  return { fields: [], bodyStart: 0, separated: true, strayLines: 0 };
}

const TRANSPORT_FIELDS = ['date', 'message-id', 'received', 'mime-version'];
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

function readDate(
  raw: RawMessage,
  bytes: Uint8Array,
  ranges: HeaderRanges,
  fields: readonly KeptField[],
): MessageDate | null {
  const written = fields.find((field) => field.key === 'date')?.value;
  if (written !== undefined) {
    const date = parseMessageDate(written);
    if (date) return toDate(date, 'date', written);
  }
  // The earliest hop is nearest to the sending: fields are added on top, so the last readable one counts.
  for (let at = ranges.fields.length - 1; at >= 0; at--) {
    const range = ranges.fields[at]!;
    if (range.nameEnd - range.start !== 8 || latin1(bytes, range.start, range.nameEnd).toLowerCase() !== 'received')
      continue;
    const value = latin1(bytes, range.valueStart, range.end);
    const date = parseMessageDate(value.slice(value.lastIndexOf(';') + 1));
    if (date && date.oddity === null) return toDate(date, 'received', value);
  }
  const stamp = raw.fromLine === null ? null : fromLineDate(raw.fromLine);
  return stamp ? toDate(stamp, 'from-line', raw.fromLine!) : null;
}

/** `From jane@x.org Mon Jan  3 10:00:00 2005`: the date stands after the address, which may hold spaces. */
function fromLineDate(line: string): ParsedDate | null {
  const at = line.search(/\b(?:mon|tue|wed|thu|fri|sat|sun)\b,?\s/i);
  const text = at < 0 ? line.replace(/^>?From \S*/, '') : line.slice(at);
  const date = parseMessageDate(text);
  return date?.oddity === null ? date : null;
}

const toDate = (date: ParsedDate, source: MessageDate['source'], raw: string): MessageDate => ({
  time: date.time,
  offset: date.offset,
  source,
  raw: collapse(raw),
});

const collapse = (text: string): string => text.replace(/\s+/g, ' ').trim();

class ByteMessage implements Message {
  readonly origin: Origin;
  readonly custodian: string | null;
  readonly folder: string | null;
  readonly date: MessageDate | null;
  readonly body: Body | null;
  readonly attachments: readonly Attachment[];
  readonly embedded: readonly Message[];
  readonly #fields: readonly KeptField[];
  readonly #contents: Contents | null;
  readonly #bytesOffset: number;

  constructor(raw: RawMessage, fields: readonly KeptField[], date: MessageDate | null, contents: Contents | null) {
    this.origin = raw.origin;
    this.custodian = raw.custodian;
    this.folder = raw.folder;
    this.date = date;
    this.body = contents?.body ?? null;
    this.attachments = contents?.attachments ?? [];
    this.embedded = contents?.embedded ?? [];
    this.#fields = fields;
    this.#contents = contents;
    this.#bytesOffset = raw.bytesOffset;
  }

  get messageId(): string | null {
    return parseMessageIds(this.#value('message-id') ?? '')[0] ?? null;
  }

  get alternateIds(): readonly string[] {
    const ids = ALTERNATE_IDS.flatMap((key) => parseMessageIds(this.#value(key) ?? ''));
    return ids.length ? [...new Set(ids)].filter((id) => id !== this.messageId) : ids;
  }

  get inReplyTo(): readonly string[] {
    const value = this.#value('in-reply-to') ?? this.#value('in_reply_to') ?? this.#value('$ref');
    return value === undefined ? [] : parseMessageIds(value, this.#participants(value));
  }

  get references(): readonly string[] {
    const values = this.#fields.filter((field) => field.key === 'references').map((field) => field.value);
    return values.length ? parseMessageIds(values.join(' '), undefined) : [];
  }

  get threadIndex(): string | null {
    const value = this.#value('thread-index');
    return value === undefined ? null : threadIndexHex(value);
  }

  get providerThread(): string | null {
    const value = this.#value('x-gm-thrid')?.trim();
    return value ? `gmail:${value}` : null;
  }

  get from(): Mailbox | null {
    const named = pairNames(this.#mailboxes('from', true), this.#text('x-from'));
    return named[0] ?? null;
  }

  get sender(): Mailbox | null {
    return this.#mailboxes('sender', true)[0] ?? null;
  }

  get replyTo(): readonly Mailbox[] {
    return this.#mailboxes('reply-to', false);
  }

  get to(): readonly Mailbox[] {
    return pairNames(this.#mailboxes('to', false), this.#text('x-to'));
  }

  get cc(): readonly Mailbox[] {
    return pairNames(this.#mailboxes('cc', false), this.#text('x-cc'));
  }

  get bcc(): readonly Mailbox[] {
    return pairNames(this.#mailboxes('bcc', false), this.#text('x-bcc'));
  }

  get subject(): Subject {
    return parseSubject(decodeHeaderText(this.#value('subject') ?? ''));
  }

  get headers(): readonly HeaderField[] {
    return this.#fields.map((field) => ({
      name: field.name,
      value: field.value,
      origin: { source: this.origin.source, offset: this.#bytesOffset + field.offset, length: field.length },
    }));
  }

  get problems(): readonly Problem[] {
    const problems: Problem[] = [];
    const written = this.#value('date');
    if (written !== undefined && this.date?.source !== 'date')
      problems.push(this.#problem('date-unreadable', `The Date header cannot be read; ${this.#standIn()}.`));
    else if (written === undefined)
      problems.push(this.#problem('date-missing', `There is no Date header; ${this.#standIn()}.`));
    else {
      const oddity = parseMessageDate(written)?.oddity;
      if (oddity) problems.push(this.#problem(`date-${oddity}`, 'The Date header is kept as written, but it is odd.'));
    }
    return this.#contents ? [...problems, ...this.#contents.problems] : problems;
  }

  #standIn(): string {
    if (!this.date) return 'the message has no date';
    return this.date.source === 'received' ? 'the earliest Received header stands in' : 'the From line stands in';
  }

  #problem(code: string, message: string): Problem {
    return { code, severity: 'notice', message, origin: this.origin };
  }

  #value(key: string): string | undefined {
    return this.#fields.find((field) => field.key === key)?.value;
  }

  #text(key: string): string | undefined {
    const value = this.#value(key);
    return value === undefined ? undefined : decodeRawText(value);
  }

  #mailboxes(key: string, single: boolean): readonly Mailbox[] {
    const values = this.#fields.filter((field) => field.key === key).map((field) => field.value);
    return values.length ? parseMailboxes(decodeRawText(values.join(',\n ')), { single }) : [];
  }

  #participants(value: string): ReadonlySet<string> | undefined {
    if (!value.includes(' ')) return undefined;
    return new Set(
      [this.from, ...this.to, ...this.cc].flatMap((mailbox) =>
        mailbox?.address ? [mailbox.address.toLowerCase()] : [],
      ),
    );
  }
}
