import type { Origin, Problem, RawMessage } from '../../source/source.js';
import { decodeWords } from '../header/encoded-word.js';
import { parseMessageDate } from '../header/message-date.js';
import { parseMessageIds } from '../header/message-id.js';
import { gmailThread } from '../header/provider-thread.js';
import { parseSubject } from '../header/subject.js';
import { threadIndexHex } from '../header/thread-index.js';
import type { HeaderField, Mailbox, Message, MessageDate } from '../message.js';
import { readRecordContents } from './record-body.js';
import { isEmpty, isRecord, RecordFields } from './record-fields.js';
import { type RecordHeader, readRecordHeaders, recordHeader } from './record-headers.js';
import { readRecordPeople } from './record-people.js';

/** A record as a message, or why it is none. */
export interface ReadRecord {
  readonly message: Message | null;
  readonly problems: readonly Problem[];
}

/** How to read a record: the fields that the user maps by hand. */
export interface RecordOptions {
  readonly bodies: boolean;
  readonly map?: Readonly<Record<string, string>>;
}

/**
 * Reads a JSON record: a message of the Gmail API (`payload`), of Microsoft Graph, a mailparser `ParsedMail`, or a flat record
 * under the usual names in any case style. A record in which no two fields of a message are found is none: null, with a problem.
 */
export function readRecord(
  raw: Pick<RawMessage, 'record' | 'origin' | 'custodian' | 'folder'> &
    Partial<Pick<RawMessage, 'recordBytes' | 'recordCells' | 'bytesOffset'>>,
  options: RecordOptions,
): ReadRecord {
  const { origin, record } = raw;
  if (!isRecord(record)) return refuse(origin);
  const fields = new RecordFields(record, options.map);
  const payload = fields.named('payload');
  const headers = [
    ...(isRecord(payload) ? readRecordHeaders(payload.headers) : []),
    ...readRecordHeaders(fields.value('headers')),
  ];
  const header = (name: string): string | undefined => recordHeader(headers, name);
  const people = (field: 'from' | 'sender' | 'to' | 'cc' | 'bcc' | 'replyTo', name: string): readonly Mailbox[] => {
    const found = readRecordPeople(fields.value(field), field === 'from' || field === 'sender');
    const single = field === 'from' || field === 'sender';
    return found.length ? found : readRecordPeople(header(name), single);
  };
  const from = withName(people('from', 'from')[0] ?? null, fields);
  const subject = parseSubject(decodeWords(textOf(fields.value('subject')) ?? header('subject') ?? ''));
  const date = readRecordDate(fields, headers);
  const messageId = idsOf(fields.value('messageId') ?? header('message-id'))[0] ?? null;
  const contents = options.bodies ? readRecordContents(fields, origin, bytesOf(raw), raw.recordCells) : null;
  const to = people('to', 'to');
  const known = [
    from,
    subject.text,
    date.date,
    messageId,
    to.length > 0,
    !isEmpty(fields.value('text')) || !isEmpty(fields.value('html')),
  ];
  if (known.filter(Boolean).length < 2) return refuse(origin);
  const threadIndex = textOf(fields.value('threadIndex')) ?? header('thread-index');
  const folder = fields.value('folder');
  const message: Message = {
    origin,
    custodian: raw.custodian,
    folder: raw.folder ?? (typeof folder === 'string' ? folder : null),
    messageId,
    alternateIds: ALTERNATE_IDS.flatMap((name) => idsOf(header(name))).filter((id) => id !== messageId),
    inReplyTo: idsOf(fields.value('inReplyTo') ?? header('in-reply-to')),
    references: idsOf(fields.value('references') ?? header('references')),
    threadIndex: threadIndex === undefined ? null : threadIndexHex(threadIndex),
    providerThread: providerThreadOf(fields, header('x-gm-thrid')),
    date: date.date,
    from,
    sender: people('sender', 'sender')[0] ?? null,
    replyTo: people('replyTo', 'reply-to'),
    to,
    cc: people('cc', 'cc'),
    bcc: people('bcc', 'bcc'),
    subject,
    headers: headers.map(({ name, value }): HeaderField => ({ name, value, origin })),
    body: contents?.body ?? null,
    attachments: contents?.attachments ?? [],
    embedded: [],
    problems:
      date.problem === null
        ? []
        : [
            problem(
              date.problem,
              'notice',
              'The date of the record cannot be read or is missing; what else the record tells stands in, if anything.',
              origin,
            ),
          ],
  };
  return { message, problems: [] };
}

const ALTERNATE_IDS = [
  'x-original-message-id',
  'x-google-original-message-id',
  'x-mailman-original-message-id',
  'x-microsoft-original-message-id',
  'resent-message-id',
];

/**
 * A message from an object of a program: its own, or mailparser's `ParsedMail` as it comes. `row` tells several apart in
 * their origins. An object that is no message gives a message without fields, with a problem.
 *
 * `{ from: 'Ada <ada@moor.example>', subject: 'Re: Plan', text: 'Yes.' }` → subject base `Plan`, a reply.
 */
export function messageFromObject(value: unknown, row = 0): Message {
  const origin: Origin = { source: 'memory', offset: row, length: 0, row };
  const read = readRecord({ record: value, origin, custodian: null, folder: null }, { bodies: true });
  return read.message ?? emptyMessage(origin, read.problems);
}

function emptyMessage(origin: Origin, problems: readonly Problem[]): Message {
  return {
    origin,
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
    subject: parseSubject(''),
    headers: [],
    body: null,
    attachments: [],
    embedded: [],
    problems,
  };
}

function refuse(origin: Origin): ReadRecord {
  return {
    message: null,
    problems: [
      problem('record-not-a-message', 'warning', 'The record has no two fields of a message; it is left out.', origin),
    ],
  };
}

const problem = (code: string, severity: Problem['severity'], message: string, origin: Origin): Problem => ({
  code,
  severity,
  message,
  origin,
});

const textOf = (value: unknown): string | undefined =>
  typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;

function idsOf(value: unknown): readonly string[] {
  if (typeof value === 'string') return parseMessageIds(value);
  return Array.isArray(value)
    ? [...new Set(value.flatMap((item) => (typeof item === 'string' ? parseMessageIds(item) : [])))]
    : [];
}

/** Name and address in two fields: `from_name`, `from_email`. */
function withName(from: Mailbox | null, fields: RecordFields): Mailbox | null {
  const name = textOf(fields.named('fromname') ?? fields.named('sendername'))?.trim() ?? '';
  const address =
    textOf(
      fields.named('fromemail') ??
        fields.named('senderemail') ??
        fields.named('fromaddress') ??
        fields.named('senderaddress'),
    )?.trim() ?? '';
  if (!from) return null;
  return { name: from.name || name, address: from.address || address };
}

/** Gmail's thread id is hexadecimal in the API and decimal in Takeout's X-GM-THRID: decimal here. */
function providerThreadOf(fields: RecordFields, takeout: string | undefined): string | null {
  if (takeout?.trim()) return `gmail:${takeout.trim()}`;
  const thread = textOf(fields.value('thread'))?.trim();
  if (!thread) return null;
  if (fields.named('conversationid') !== undefined) return `graph:${thread}`;
  if (isRecord(fields.named('payload')) || fields.named('historyid') !== undefined) return gmailThread(thread);
  return `record:${thread}`;
}

/** The Date header if the record kept its headers, the record's own date, then when it was received. */
function readRecordDate(
  fields: RecordFields,
  headers: readonly RecordHeader[],
): { date: MessageDate | null; problem: string | null } {
  const header = recordHeader(headers, 'date');
  const parsed = header === undefined ? null : parseMessageDate(header);
  if (parsed)
    return {
      date: { time: parsed.time, offset: parsed.offset, source: 'date', raw: header! },
      problem: parsed.oddity && `date-${parsed.oddity}`,
    };
  // QUIRK: mailparser gives the current time for a date that it cannot read; with header lines at hand it is not asked.
  const own = fields.named('headerlines') !== undefined ? undefined : fields.value('date');
  for (const value of [own, fields.value('received')]) {
    const date = readDateValue(value);
    if (date) return { date, problem: isEmpty(own) || value === own ? null : 'date-unreadable' };
  }
  return { date: null, problem: header === undefined && isEmpty(own) ? 'date-missing' : 'date-unreadable' };
}

function readDateValue(value: unknown): MessageDate | null {
  if (value instanceof Date) return atTime(value.getTime(), value.toString());
  if (isRecord(value)) return readDateValue(value.dateTime ?? value.$date ?? value.value);
  if (typeof value === 'number') return atTime(toMilliseconds(value), String(value));
  if (typeof value !== 'string') return null;
  const text = value.trim();
  if (/^\d{9,16}(?:\.\d+)?$/.test(text)) return atTime(toMilliseconds(Number(text)), text);
  const parsed = parseMessageDate(text);
  return parsed ? { time: parsed.time, offset: parsed.offset, source: 'record', raw: text } : null;
}

/** Seconds, milliseconds or microseconds since 1970, by size: none of them is near another within 1973-2286. */
function toMilliseconds(value: number): number {
  if (value < 1e11) return value * 1000;
  return value < 1e14 ? value : Math.floor(value / 1000);
}

const atTime = (time: number, raw: string): MessageDate | null =>
  Number.isFinite(time) && Math.abs(time) < 8.64e15
    ? { time: Math.floor(time), offset: null, source: 'record', raw }
    : null;

const bytesOf = ({ recordBytes, bytesOffset }: Partial<Pick<RawMessage, 'recordBytes' | 'bytesOffset'>>) =>
  recordBytes && bytesOffset !== undefined ? { bytes: recordBytes, offset: bytesOffset } : null;
