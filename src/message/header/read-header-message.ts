import { isPlausibleMoment } from '../../date/plausible-moment.js';
import type { RawMessage } from '../../source/source.js';
import { shareMailboxes } from '../address/shared-mailboxes.js';
import { copyMessage } from '../copy-message.js';
import type { Message } from '../message.js';
import {
  ByteMessage,
  type Contents,
  DATE_SOURCES,
  type DateSource,
  type Place,
  readLeftOutBy,
  SOUND_DATE,
} from '../mime/byte-message.js';
import { latin1 } from '../mime/charset.js';
import type { FieldRange, HeaderRanges } from './header-fields.js';
import { FIELD_CODES, FieldKeeper, type FieldPage, fieldCode, type KeptFields, keptNumbers } from './kept-fields.js';
import { type ParsedDate, parseMessageDate } from './message-date.js';
import { readMessageHeader } from './message-header.js';
import { scanHeader } from './scan-header.js';
import { readStandIn } from './stand-in-date.js';

const keeper = new FieldKeeper();

/** Reads the header fields that threading needs, to be handed to another thread: where they are kept. */
export function readHeaderPlaces(raw: RawMessage): KeptFields {
  return readHeaderMessage(raw) as ByteMessage;
}

/** The message whose header fields another thread kept. */
export function messageAt(page: FieldPage, at: number, place: Place): Message {
  return new ByteMessage({ page, at }, place, null);
}

/** Reads the header fields that threading needs; `body` is null and other fields are not kept. */
export function readHeaderMessage(raw: RawMessage): Message {
  const bytes = raw.bytes ?? NO_BYTES;
  const scan = scanHeader(bytes, keeper);
  if (scan?.sent && scan.date !== null) {
    const date = parseMessageDate(scan.date);
    if (date && isPlausibleMoment(date.time)) return keepMessage(raw, date, 'date', null);
  }
  keeper.drop();
  const { lean } = keeper;
  keeper.lean = false;
  const message = readWithRanges(raw, bytes, readMessageHeader(raw, bytes), null);
  keeper.lean = lean;
  return message;
}

/** Reads bytes of a source anew. */
export type ReadAgain = (source: string, offset: number, length: number) => Uint8Array;

let readAgain: ReadAgain | null = null;

/** From here on recipients are left out of what is kept, and read again where somebody asks; null keeps them. */
export function leaveOutRecipients(read: ReadAgain | null): void {
  readAgain = read ?? readAgain;
  keeper.lean = read !== null;
  readLeftOutBy(readLeftOut);
}

/** This message with the fields that were left out. */
function readLeftOut(message: ByteMessage): Message {
  const { offset, length, bytesOffset } = keptNumbers(message);
  const { origin, custodian, folder } = message;
  const bytes = readAgain!(origin.source, bytesOffset, offset + length - bytesOffset);
  const { lean } = keeper;
  keeper.lean = false;
  const raw = {
    origin,
    custodian,
    folder,
    bytes,
    bytesOffset,
    fromLine: null,
    fromQuoting: 'none',
    record: null,
  } as const;
  const whole = readHeaderMessage(raw);
  keeper.lean = lean;
  return whole;
}

/** Reads the whole header of a raw message, with the contents that were read of it. */
export function readFullMessage(raw: RawMessage, header: HeaderRanges, contents: Contents): Message {
  return readWithRanges(raw, raw.bytes ?? NO_BYTES, header, contents);
}

const NO_BYTES = new Uint8Array(0);

function readWithRanges(raw: RawMessage, bytes: Uint8Array, ranges: HeaderRanges, contents: Contents | null): Message {
  for (const range of ranges.fields) {
    const code = range.nameEnd - range.start > 31 ? 0 : fieldCode(latin1(bytes, range.start, range.nameEnd));
    if (code || contents) keeper.keep(bytes, code, range);
  }
  const written = ranges.fields.find((range) => isDateField(bytes, range));
  const date = written === undefined ? null : parseMessageDate(latin1(bytes, written.valueStart, written.end));
  if (date && isPlausibleMoment(date.time)) return keepMessage(raw, date, 'date', contents);
  const standIn = readStandIn(raw, bytes, ranges);
  if (standIn !== null) keeper.keepText(FIELD_CODES['$date-text'], standIn.raw);
  return keepMessage(raw, standIn, standIn?.source ?? 'date', contents);
}

const isDateField = (bytes: Uint8Array, { start, nameEnd }: FieldRange): boolean =>
  nameEnd - start === 4 && fieldCode(latin1(bytes, start, nameEnd)) === FIELD_CODES.date;

/** Puts what is known of a message beside the fields that were kept of it. */
function keepMessage(
  raw: RawMessage,
  date: ParsedDate | null,
  dateSource: DateSource,
  contents: Contents | null,
): Message {
  const { origin } = raw;
  const kept = keeper.take({
    time: date ? date.time : Number.NaN,
    zone: date ? date.offset : null,
    dateSource: dateSource === 'date' && date?.oddity === null ? SOUND_DATE : DATE_SOURCES.indexOf(dateSource),
    offset: origin.offset,
    length: origin.length,
    row: origin.row ?? -1,
    bytesOffset: raw.bytesOffset,
  });
  const message = new ByteMessage(kept, placeOf(raw), contents);
  if (contents === null) return message;
  const plain = plainMessage(message);
  keeper.giveBack(kept);
  return plain;
}

/** A message with its body is plain data: who asks for that asks for its fields again and again. */
function plainMessage(message: ByteMessage): Message {
  return copyMessage(message, {
    to: shareMailboxes(message.to),
    cc: shareMailboxes(message.cc),
    bcc: shareMailboxes(message.bcc),
  });
}

let lastPlace: Place = { source: '', custodian: null, folder: null };

function placeOf(raw: RawMessage): Place {
  const { source } = raw.origin;
  const { custodian, folder } = raw;
  if (lastPlace.source !== source || lastPlace.custodian !== custodian || lastPlace.folder !== folder)
    lastPlace = { source, custodian, folder };
  return lastPlace;
}
