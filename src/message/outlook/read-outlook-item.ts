import { createHash } from 'node:crypto';
import { type OutlookItem, TYPE } from '../../source/outlook/mapi-object.js';
import { readMsg } from '../../source/outlook/msg-object.js';
import type { Origin, Problem, RawMessage } from '../../source/source.js';
import { copyMessage } from '../copy-message.js';
import { readHeaderRanges } from '../header/header-fields.js';
import { parseCitedIds, parseMessageIds } from '../header/message-id.js';
import { readFullMessage } from '../header/read-header-message.js';
import { parseSubject } from '../header/subject.js';
import { threadIndexHex } from '../header/thread-index.js';
import { NO_HEADER } from '../header-text.js';
import type { Attachment, Body, Message, MessageDate } from '../message.js';
import { relocateAttached } from '../relocate-message.js';
import { MapiValues } from './mapi-values.js';
import { readOutlookAttachments } from './outlook-attachments.js';
import { readOutlookBody } from './outlook-body.js';
import { isoOf, readOutlookFacts } from './outlook-facts.js';
import { readOutlookMeeting, readOutlookReport } from './outlook-meeting.js';
import { readOutlookPeople } from './outlook-people.js';
import { isSignedClass, openSignedItem, type SignedPart } from './signed-item.js';
import { packingOfValue } from './value-places.js';

const TAG = {
  class: 0x1a,
  subject: 0x37,
  normalSubject: 0xe1d,
  topic: 0x70,
  index: 0x71,
  header: 0x7d,
  submitted: 0x39,
  delivered: 0xe06,
  id: 0x1035,
  references: 0x1039,
  inReplyTo: 0x1042,
} as const;

/** How items inside items are read: as deep as attached mails. */
export interface OutlookReading {
  readonly bodies: boolean;
  readonly depth: number;
  /** Reads the bytes of a mail that is attached as a file. */
  readonly readMail: (raw: RawMessage, depth: number) => Promise<Message>;
}

const DEEPEST_FAMILY = 20;

/**
 * Reads an item of Outlook, from a .msg, a store or TNEF, into a message. Its header as it was transmitted tells what it tells; properties
 * tell the rest. Every fact has the bytes of the property that says it.
 */
export async function readOutlookItem(raw: RawMessage, item: OutlookItem, reading: OutlookReading): Promise<Message> {
  const { origin } = raw;
  const { source } = origin;
  const values = new MapiValues(item.object, source);
  const problems: Problem[] = [];
  const header = readTransportHeader(raw, values);
  const itemClass = values.text(TAG.class);
  const people = readOutlookPeople(item, values, header, /^ipm\.(?:schedule|appointment)/i.test(itemClass));
  const body = reading.bodies ? readOutlookBody(values, source, origin) : null;
  if (body) problems.push(...body.problems);
  const family = reading.bodies ? await readFamily(raw, item, values, reading, problems) : NO_FAMILY;
  const index = values.bytes(TAG.index)?.toString('hex');
  const date = readDate(values, header);
  if (date === null)
    problems.push({ code: 'date-missing', severity: 'notice', message: 'The item tells no date of sending.', origin });
  for (const fault of new Set(item.object.faults))
    problems.push({
      code: 'outlook-item-damaged',
      severity: 'warning',
      message: `A part of the item cannot be read (${fault}); the rest was read.`,
      origin,
    });
  const subject = parseSubject(subjectOf(values) || (header?.subject.text ?? ''));
  const meeting = readOutlookMeeting(values, people, subject.text, origin);
  const receipts = readOutlookReport(values, people, origin);
  const message: Message = {
    origin,
    custodian: raw.custodian,
    folder: raw.folder,
    messageId: header?.messageId ?? parseMessageIds(values.text(TAG.id))[0] ?? null,
    alternateIds: header?.alternateIds ?? [],
    inReplyTo: header?.inReplyTo.length ? header.inReplyTo : parseCitedIds(values.text(TAG.inReplyTo)),
    references: header?.references.length ? header.references : parseCitedIds(values.text(TAG.references)),
    threadIndex: (index === undefined ? null : threadIndexHex(index)) ?? header?.threadIndex ?? null,
    providerThread: header?.providerThread ?? null,
    date,
    ...people,
    subject,
    headers: header?.headers ?? NO_HEADER,
    body: body?.body ?? null,
    attachments: family.attachments,
    embedded: family.embedded,
    problems,
    facts: readOutlookFacts(values, item.recovered, origin),
    ...(meeting === null ? {} : { meeting }),
    ...(receipts.length ? { receipts } : {}),
  };
  const isOpen = message.body === null || message.body.text.trim() !== '' || reading.depth >= DEEPEST_FAMILY;
  if (family.signed === null || isOpen) return message;
  return openSignedItem(message, raw, family.signed, (part) => reading.readMail(part, reading.depth + 1));
}

/** In stores the subject begins with a mark and the length of its reply mark (MS-PST 2.5.3.1.1.1). */
function subjectOf(values: MapiValues): string {
  const written = values.text(TAG.subject);
  const subject = written.charCodeAt(0) === 1 ? written.slice(2) : written;
  return subject || values.text(TAG.normalSubject) || values.text(TAG.topic);
}

function readDate(values: MapiValues, header: Message | null): MessageDate | null {
  if (header?.date?.source === 'date') return header.date;
  const time = values.time(TAG.submitted) ?? values.time(TAG.delivered);
  if (time === null) return header?.date ?? null;
  // The Date field of the same mail has whole seconds: the copy that was received must not differ from the one that was sent.
  return { time: Math.floor(time / 1000) * 1000, offset: 0, source: 'record', raw: isoOf(time) };
}

const NO_BODY: Body = {
  text: '',
  html: null,
  textSource: 'none',
  flowed: null,
  places: { kind: 'record', origin: { source: '', offset: 0, length: 0 }, rendered: false, runs: [] },
};

/** The header as it was transmitted, each field with the bytes that hold it; null where the item has none. */
function readTransportHeader(raw: RawMessage, values: MapiValues): Message | null {
  const property = values.property(TAG.header);
  if (property === undefined) return null;
  const whole = values.text(TAG.header);
  // QUIRK: Outlook's own line above the header.
  const lead = /^\s*Microsoft Mail Internet Headers[^\n]*\n/i.exec(whole)?.[0].length ?? whole.search(/\S|$/);
  const text = whole.slice(lead);
  if (!/^[!-9;-~]+:/.test(text)) return null;
  const bytes = Buffer.from(text);
  const inner: RawMessage = {
    ...raw,
    bytes,
    bytesOffset: 0,
    origin: { ...raw.origin, offset: 0, length: bytes.length },
    fromLine: null,
    fromQuoting: 'none',
    record: null,
  };
  const read = readFullMessage(inner, readHeaderRanges(bytes), {
    body: NO_BODY,
    attachments: [],
    embedded: [],
    problems: [],
  });
  const width = property.type === TYPE.unicode ? 2 : 1;
  const stored = packingOfValue(raw.origin.source, property.value);
  // Letters beyond ASCII take other bytes here and there: then the header is located as a whole.
  const map =
    stored.map !== 'plain' || bytes.length !== text.length
      ? null
      : ({ units: [0], bytes: [lead * width], width } as const);
  return relocateAttached(copyMessage(read, { body: null }), raw, { origin: stored.origin, map });
}

interface Family {
  readonly attachments: readonly Attachment[];
  readonly embedded: readonly Message[];
  readonly signed: SignedPart | null;
}

const NO_FAMILY: Family = { attachments: [], embedded: [], signed: null };

async function readFamily(
  raw: RawMessage,
  item: OutlookItem,
  values: MapiValues,
  reading: OutlookReading,
  problems: Problem[],
): Promise<Family> {
  const { source } = raw.origin;
  const attachments: Attachment[] = [];
  const embedded: Message[] = [];
  const isSigned = isSignedClass(values.text(TAG.class));
  let signed: SignedPart | null = null;
  const deeper = { ...reading, depth: reading.depth + 1 };
  for (const found of readOutlookAttachments(values, source, problems)) {
    const { origin } = found.attachment;
    const inner: RawMessage = { ...raw, origin, bytes: null, record: null, fromLine: null, fromQuoting: 'none' };
    let child: Message | null = null;
    if (reading.depth < DEEPEST_FAMILY) {
      if (found.item)
        child = await readOutlookItem(
          { ...inner, origin: placeOf(found.item.place, source) },
          { ...item, object: found.item },
          deeper,
        );
      else if (found.mail && !found.signed) child = await readMailFile(inner, found.mail, item, deeper);
    }
    if (child) embedded.push(child);
    const { attachment } = found;
    attachments.push(
      child && attachment.sha256 === ''
        ? { ...attachment, sha256: digestOf(child), name: attachment.name ?? (child.subject.text || null) }
        : { ...attachment, message: child !== null },
    );
    if (isSigned && found.signed && found.mail) signed ??= { ...found.mail, attachment: attachments.at(-1)! };
  }
  return { attachments, embedded, signed };
}

const placeOf = ({ offset, length }: { offset: number; length: number }, source: string): Origin => ({
  source,
  offset,
  length,
});

/** A mail that is attached as a file, .eml or .msg. */
async function readMailFile(
  raw: RawMessage,
  mail: NonNullable<ReturnType<typeof readOutlookAttachments>[number]['mail']>,
  item: OutlookItem,
  reading: OutlookReading,
): Promise<Message | null> {
  const { bytes, packing } = mail;
  const unplaced = { ...raw, bytesOffset: 0, origin: { ...raw.origin, offset: 0, length: bytes.length } };
  const object = readMsg(bytes, 0);
  if (object !== null)
    return relocateAttached(await readOutlookItem(unplaced, { ...item, object }, reading), raw, packing);
  if (!/^[!-9;-~]+[ \t]*:/.test(bytes.toString('latin1', 0, 200).trimStart())) return null;
  return relocateAttached(await reading.readMail({ ...unplaced, bytes }, reading.depth), raw, packing);
}

/** A message that is kept as an item has no bytes of its own: the hash is that of what it says. */
function digestOf({ from, to, cc, subject, date, body }: Message): string {
  return createHash('sha256')
    .update(JSON.stringify([from, to, cc, subject.text, date?.time ?? null, body?.text ?? null]))
    .digest('hex');
}
