import type { Origin, Problem, RawMessage } from '../../source/source.js';
import { EMPTY_MESSAGE } from '../empty-message.js';
import { decodeWords } from '../header/encoded-word.js';
import { gmailThread } from '../header/provider-thread.js';
import { parseSubject } from '../header/subject.js';
import { threadIndexHex } from '../header/thread-index.js';
import { packFields } from '../header-text.js';
import type { Mailbox, Message } from '../message.js';
import { chatListOf, chatOf } from './chat-record.js';
import { localNames } from './local-names.js';
import { payloadOf, readRecordContents } from './record-body.js';
import { readRecordDate } from './record-date.js';
import { isRecord, RecordFields, scalarText } from './record-fields.js';
import { headerNameOf, type RecordHeader, readRecordHeaders, recordHeader } from './record-headers.js';
import { readIds } from './record-ids.js';
import { readPeopleOf, readRecordPeople } from './record-people.js';
import { noteOf, serviceRecord } from './service-record.js';
import { withoutTypes } from './typed-values.js';
import { isUntold, type UnreadField, unreadFields } from './unread-fields.js';

/** A record as a message, or why it is none. */
export interface ReadRecord {
  readonly message: Message | null;
  readonly problems: readonly Problem[];
  /** Members of the record that the message does not hold. */
  readonly unread: readonly UnreadField[];
  /** False where no member was found that may hold the text. */
  readonly hasText: boolean;
}

/** How to read a record: the fields that the user maps by hand. */
export interface RecordOptions {
  readonly bodies: boolean;
  readonly map?: Readonly<Record<string, string>>;
}

/**
 * Reads a JSON record: a message of the Gmail API (`payload`), of Microsoft Graph, EWS, JMAP, a mailparser `ParsedMail`, or a flat record
 * under the usual names in any case style. A record in which no two fields of a message are found is none: null, with a problem.
 */
export function readRecord(
  raw: Pick<RawMessage, 'record' | 'origin' | 'custodian' | 'folder'> &
    Partial<Pick<RawMessage, 'recordBytes' | 'recordCells' | 'bytesOffset' | 'box'>>,
  options: RecordOptions,
): ReadRecord {
  const { origin } = raw;
  const untyped = withoutTypes(raw.record);
  if (!isRecord(untyped)) return refuse(origin, []);
  const chat = chatOf(untyped);
  const record = chat === null ? serviceRecord(untyped) : untyped;
  if (chat !== null && !chat.readable) return refuseChat(origin, chat.name);
  const listed = chatListOf(record) ?? noteOf(record);
  if (listed !== null) {
    const text = `The record is ${listed}, no message; it is left out.`;
    return {
      message: null,
      problems: [problem('record-not-a-message', 'info', text, origin)],
      unread: [],
      hasText: false,
    };
  }
  const fields = new RecordFields(
    record,
    { ...localNames(record), ...options.map, ...(chat?.from === undefined ? {} : { from: chat.from }) },
    isRecord(raw.box) ? raw.box : null,
  );
  const headers = headersOf(fields);
  const header = (name: string): string | undefined => recordHeader(headers, name);
  const named = readPeopleOf(fields);
  const people = (field: 'to' | 'cc' | 'bcc' | 'replyTo', name: string): readonly Mailbox[] =>
    fuller(named[field], readRecordPeople(header(name)));
  const from = fuller(named.from ? [named.from] : [], readRecordPeople(header('from'), true).slice(0, 1))[0] ?? null;
  const subject = parseSubject(decodeWords(textOf(fields, 'subject') ?? header('subject') ?? ''));
  const date = readRecordDate(fields, headers);
  const ids = readIds(fields, headers, chat !== null);
  const contents = options.bodies
    ? readRecordContents(fields, origin, bytesOf(raw), raw.recordCells, {
        from,
        subject: subject.text,
        date: date.date,
      })
    : null;
  const to = people('to', 'to');
  const known = [
    from,
    subject.text,
    date.date,
    ids.messageId,
    to.length > 0,
    !isUntold(fields, ['text', 'html']) || payloadOf(fields) !== null,
  ];
  const isCounted = to.every(({ name, address }) => /^[\d.,]{1,15}$/.test(name || address));
  if (
    from !== null &&
    SUMMARY.test(from.name || from.address) &&
    !date.date &&
    !ids.messageId &&
    isCounted &&
    !known[5]
  )
    return refuseSummary(origin);
  if (known.filter(Boolean).length < 2) {
    const members = Object.values(record);
    return refuse(origin, Object.keys(record), members.length === 1 && typeof members[0] === 'object');
  }
  const threadIndex = textOf(fields, 'threadIndex') ?? header('thread-index');
  const folder = textOf(fields, 'folder');
  const problems: Problem[] = [...(contents?.problems ?? [])];
  if (date.problem !== null)
    problems.push(
      problem(date.problem, 'notice', DATE_PROBLEMS.get(date.problem) ?? 'The date of the record is odd.', origin),
    );
  if (chat !== null)
    problems.push(problem('chat-message', 'notice', `The record is a chat message (${chat.name}), no mail.`, origin));
  const message: Message = {
    origin,
    custodian: raw.custodian,
    folder: raw.folder ?? folder ?? null,
    messageId: ids.messageId,
    alternateIds: ids.alternateIds,
    inReplyTo: ids.inReplyTo,
    references: ids.references,
    threadIndex: threadIndex === undefined ? null : threadIndexHex(threadIndex),
    providerThread: providerThreadOf(fields, header('x-gm-thrid'), origin.source),
    date: date.date,
    ...(date.doubted === undefined ? {} : { doubtedDate: date.doubted }),
    from,
    sender: named.sender ?? readRecordPeople(header('sender'), true)[0] ?? null,
    replyTo: people('replyTo', 'reply-to'),
    to,
    cc: people('cc', 'cc'),
    bcc: people('bcc', 'bcc'),
    subject,
    headers: packFields(headers.map(({ name, value }) => ({ name, value, origin }))),
    body: contents?.body ?? null,
    attachments: contents?.attachments ?? [],
    embedded: [],
    problems,
    ...(contents?.printed === undefined ? {} : { facts: [contents.printed] }),
  };
  const hasText = !isUntold(fields, ['text', 'html', 'preview']) || payloadOf(fields) !== null;
  return { message, problems: [], unread: unreadFields(fields, message), hasText };
}

/** The people of a field, or those of the header where it has all of them by address and tells their names as well. */
function fuller(named: readonly Mailbox[], header: readonly Mailbox[]): readonly Mailbox[] {
  if (!named.length) return header;
  if (named.some(({ name }) => name !== '')) return named;
  const told = new Set(header.map(({ address }) => address.toLowerCase()));
  return named.every(({ address }) => told.has(address.toLowerCase())) ? header : named;
}

/** Header fields that the record keeps: Gmail's payload, a list or text of its own, members such as `Message:Raw-Header:Message-ID`. */
function headersOf(fields: RecordFields): readonly RecordHeader[] {
  const payload = payloadOf(fields);
  if (payload) fields.take('payload', 'parts');
  const single = fields.entries.flatMap((entry) => {
    const name = headerNameOf(entry.key);
    if (name === null) return [];
    fields.use(entry, 'parts');
    return readRecordHeaders({ [name]: entry.value });
  });
  const headers = [...(payload ? readRecordHeaders(payload.headers) : []), ...single];
  const part = headerPart(fields.record.parts);
  if (part) headers.push(...readRecordHeaders(part));
  for (const entry of fields.candidates('headers')) {
    const read = readRecordHeaders(entry.value);
    if (!read.length) continue;
    fields.use(entry, typeof entry.value === 'string' ? 'whole' : 'parts');
    headers.push(...read);
    // One form of the header is enough; another may be a part of it.
    break;
  }
  for (const { name, value } of headers) fields.kept.add(name).add(value);
  return headers;
}

/** The header among the parts of imap-simple: `{which: 'HEADER', body: {from: [...]}}`. */
function headerPart(parts: unknown): unknown {
  if (!Array.isArray(parts)) return null;
  const part = parts.find((item) => isRecord(item) && typeof item.which === 'string' && /^header/i.test(item.which));
  return isRecord(part) ? part.body : null;
}

/** What is told of a date, by its code. */
const DATE_PROBLEMS: ReadonlyMap<string, string> = new Map([
  ['date-missing', 'The record tells no date.'],
  ['date-unreadable', 'The date of the record cannot be read; what else it tells stands in, if anything.'],
  [
    'date-implausible',
    'The date of the record is kept as written, but no mail was sent then; when it was received stands in, if that is told.',
  ],
  ['date-time-missing', 'The date of the record is a day without a time of day.'],
  [
    'date-day-month-ambiguous',
    'Day and month of the date may be meant the other way round; it was read month first where slashes stand between the numbers, else day first.',
  ],
  ['date-year-ambiguous', 'Any of the three numbers of the date may be meant for the year; the last was taken for it.'],
  ['date-zone-unknown', 'The zone of the date is not known; its time was taken as UTC.'],
  ['date-zone-impossible', 'The zone of the date is impossible; its time was taken as UTC.'],
]);

/**
 * A message from an object of a program: its own, or mailparser's `ParsedMail` as it comes. `row` tells several apart in
 * their origins. An object that is no message gives a message without fields, with a problem.
 *
 * `{ from: 'Ada <ada@moor.example>', subject: 'Re: Plan', text: 'Yes.' }` → subject base `Plan`, a reply.
 */
export function messageFromObject(value: unknown, row = 0): Message {
  const origin: Origin = { source: 'memory', offset: row, length: 0, row };
  const read = readRecord({ record: value, origin, custodian: null, folder: null }, { bodies: true });
  return read.message ?? { ...EMPTY_MESSAGE, origin, problems: read.problems };
}

/** @param isList the record is an object around one list, such as the settings of a mailbox: `{"filters": [...]}` */
function refuse(origin: Origin, keys: readonly string[], isList = false): ReadRecord {
  const named = keys.slice(0, 12).map((key) => (key.length > 60 ? `${key.slice(0, 59)}…` : key));
  const more = keys.length > named.length ? ` and ${keys.length - named.length} more` : '';
  const told = named.length ? ` Its fields: ${named.join(', ')}${more}; --map tells which of them is which.` : '';
  return {
    message: null,
    problems: [
      problem(
        'record-not-a-message',
        isList ? 'info' : 'warning',
        `The record has no two fields of a message; it is left out.${told}`,
        origin,
      ),
    ],
    unread: [],
    hasText: false,
  };
}

/** The last row of a table, where a spreadsheet adds up: it names nobody. */
const SUMMARY =
  /^(?:grand |sub-?)?(?:totals?|sum|count|summe|gesamt|gesamtsumme|anzahl|insgesamt|totaal|suma|somme|totale|итого|всего|合計|总计)\b.{0,20}$/iu;

function refuseSummary(origin: Origin): ReadRecord {
  const message = 'The record sums up the others (Total, Count) and is no message; it is left out.';
  return {
    message: null,
    problems: [problem('record-not-a-message', 'info', message, origin)],
    unread: [],
    hasText: false,
  };
}

function refuseChat(origin: Origin, name: string): ReadRecord {
  const message = `The record is a chat message (${name}), no mail; it is left out.`;
  return {
    message: null,
    problems: [problem('record-not-a-message', 'warning', message, origin)],
    unread: [],
    hasText: false,
  };
}

const problem = (code: string, severity: Problem['severity'], message: string, origin: Origin): Problem => ({
  code,
  severity,
  message,
  origin,
});

/** The first text, number or list of one under a field; it counts as used. */
function textOf(fields: RecordFields, field: 'subject' | 'thread' | 'threadIndex' | 'folder'): string | undefined {
  for (const entry of fields.candidates(field)) {
    const text = scalarText(entry.value);
    if (text === undefined) continue;
    fields.use(entry, 'whole');
    fields.kept.add(text);
    return text;
  }
  return undefined;
}

/** Shorter thread ids are numbers that any export may give. */
const LEAST_SHARED_THREAD = 8;

/** Gmail's thread id is hexadecimal in the API and decimal in Takeout's X-GM-THRID: decimal here. */
function providerThreadOf(fields: RecordFields, takeout: string | undefined, source: string): string | null {
  if (takeout?.trim()) return `gmail:${takeout.trim()}`;
  const thread = textOf(fields, 'thread')?.trim();
  if (!thread) return null;
  if (fields.named('conversationid') !== undefined) return `graph:${thread}`;
  if (payloadOf(fields) || fields.named('historyid') !== undefined) return gmailThread(thread);
  // Programs that number their threads from 1 name other threads so in another file.
  return thread.length < LEAST_SHARED_THREAD ? `record:${source}:${thread}` : `record:${thread}`;
}

const bytesOf = ({ recordBytes, bytesOffset }: Partial<Pick<RawMessage, 'recordBytes' | 'bytesOffset'>>) =>
  recordBytes && bytesOffset !== undefined ? { bytes: recordBytes, offset: bytesOffset } : null;
