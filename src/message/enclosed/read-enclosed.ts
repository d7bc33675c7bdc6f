import { readTnef } from '../../source/outlook/tnef-object.js';
import type { Origin, Problem, RawMessage } from '../../source/source.js';
import { copyMessage } from '../copy-message.js';
import { parseMessageIds } from '../header/message-id.js';
import type { Attachment, Meeting, Message, Receipt } from '../message.js';
import { decodeCharset } from '../mime/charset.js';
import type { EnclosedPart } from '../mime/enclosed-part.js';
import { type OutlookReading, readOutlookItem } from '../outlook/read-outlook-item.js';
import { relocateAttached } from '../relocate-message.js';
import { readCalendar } from './calendar.js';
import { readDeliveryStatus, readDisposition } from './notification.js';

/**
 * Adds to a message what its parts tell that are no text: the meeting of an invitation or answer, what a delivery report or a read receipt
 * says of another message, and the text and attachments that stand in TNEF.
 */
export async function readEnclosed(
  message: Message,
  raw: RawMessage,
  parts: readonly EnclosedPart[],
  reading: OutlookReading,
): Promise<Message> {
  const about = returnedId(message, parts);
  const receipts: Receipt[] = [];
  let meeting: Meeting | null = null;
  let whole = message;
  // From the last one on, so that the places of the others among the attachments stay.
  for (const part of parts.toReversed()) {
    const { origin } = part.packing;
    if (part.kind === 'tnef') whole = await withTnef(whole, raw, part, reading);
    else if (part.kind === 'calendar') meeting = readCalendar(textOf(part), origin, part.method) ?? meeting;
    else if (part.kind === 'delivery') receipts.unshift(...readDeliveryStatus(textOf(part), about, origin));
    else if (part.kind === 'disposition')
      receipts.unshift(
        ...readDisposition(textOf(part), about ?? message.inReplyTo[0] ?? null, origin).map(dated(message)),
      );
  }
  const found = [...(whole.receipts ?? []), ...receipts];
  return copyMessage(whole, { ...(meeting ? { meeting } : {}), ...(found.length ? { receipts: found } : {}) });
}

const textOf = ({ bytes, charset }: EnclosedPart): string => decodeCharset(bytes, charset).text;

/** A read receipt has no time of its own: it was sent when the message was opened. */
const dated =
  ({ date }: Message) =>
  (receipt: Receipt): Receipt => ({ ...receipt, date: date && { time: date.time, offset: date.offset } });

/** Id of the message that came back with a report: attached whole, or its header. */
function returnedId(message: Message, parts: readonly EnclosedPart[]): string | null {
  const header = parts.find(({ kind }) => kind === 'header');
  return message.embedded[0]?.messageId ?? (header ? idInHeader(textOf(header)) : null);
}

function idInHeader(text: string): string | null {
  const value = /^message-id[ \t]*:([^\r\n]*(?:\r?\n[ \t][^\r\n]*)*)/im.exec(text)?.[1];
  return value === undefined ? null : (parseMessageIds(value)[0] ?? null);
}

/** The text, attachments and facts of TNEF take the place of the part that held them. What the mail itself tells stays. */
async function withTnef(
  message: Message,
  raw: RawMessage,
  part: EnclosedPart,
  reading: OutlookReading,
): Promise<Message> {
  const bytes = Buffer.from(part.bytes.buffer, part.bytes.byteOffset, part.bytes.byteLength);
  const object = readTnef(bytes, 0);
  const { origin } = part.packing;
  if (object === null || reading.depth > DEEPEST) return withProblem(message, origin);
  const inner: RawMessage = {
    ...raw,
    origin: { source: origin.source, offset: 0, length: bytes.length },
    bytes: null,
    bytesOffset: 0,
    record: null,
  };
  const item = { object, recovered: false, addresses: new Map<string, string>() };
  const read = relocateAttached(await readOutlookItem(inner, item, reading), { ...raw, origin }, part.packing);
  const hasText = message.body !== null && message.body.text.trim() !== '';
  const body = hasText || read.body === null || read.body.text.trim() === '' ? message.body : read.body;
  const before = message.attachments.slice(0, Math.max(0, part.attachment));
  const after = message.attachments.slice(part.attachment + 1);
  const attachments: readonly Attachment[] =
    part.attachment < 0 ? message.attachments : [...before, ...read.attachments, ...after];
  return copyMessage(message, {
    body,
    attachments,
    embedded: [...message.embedded, ...read.embedded],
    threadIndex: message.threadIndex ?? read.threadIndex,
    problems: [...message.problems, ...read.problems.filter(({ code }) => code !== 'date-missing')],
    facts: [...(message.facts ?? []), ...(read.facts ?? [])],
    ...(read.meeting ? { meeting: read.meeting } : {}),
    ...(read.receipts ? { receipts: read.receipts } : {}),
  });
}

const DEEPEST = 20;

function withProblem(message: Message, origin: Origin): Message {
  const problem: Problem = {
    code: 'part-not-read',
    severity: message.body?.text.trim() ? 'warning' : 'error',
    message:
      'The text and the attachments of the sender stand in a TNEF part (winmail.dat), which is damaged and not read.',
    origin,
  };
  return copyMessage(message, { problems: [...message.problems, problem] });
}
