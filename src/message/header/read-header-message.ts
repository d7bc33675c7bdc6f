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
  SOUND_DATE,
} from '../mime/byte-message.js';
import { latin1 } from '../mime/charset.js';
import type { FieldRange } from './field-range.js';
import { headerCharset } from './header-charset.js';
import type { HeaderRanges } from './header-fields.js';
import {
  FIELD_CODES,
  FieldKeeper,
  type FieldPage,
  fieldCode,
  type KeptFields,
  keptNumbers,
  type PageMemory,
} from './kept-fields.js';
import { type ParsedDate, parseMessageDate } from './message-date.js';
import { readMessageHeader } from './message-header.js';
import { scanHeader } from './scan-header.js';
import { readStandIn } from './stand-in-date.js';

/** Reads bytes of a source anew. */
export type ReadAgain = (source: string, offset: number, length: number) => Uint8Array;

/** The message whose header fields another thread kept. */
export function messageAt(page: FieldPage, at: number, place: Place): Message {
  return new ByteMessage({ page, at }, place, null);
}

/**
 * Reads headers alone, for one run: the fields that threading needs stay as bytes in pages that its messages share; `body` is null and other
 * fields are not kept.
 */
export class HeaderReader {
  readonly #keeper = new FieldKeeper();
  /** Reads whole what is asked for again. */
  #again: HeaderReader | null = null;
  /** Neighbours share it. */
  #place: Place = { source: '', custodian: null, folder: null };

  /** What the rows of this run share; for pages that another thread filled. */
  get memory(): PageMemory {
    return this.#keeper.memory;
  }

  /** The header fields of a message, read where they are asked for. */
  read(raw: RawMessage): Message & KeptFields {
    const keeper = this.#keeper;
    const bytes = raw.bytes ?? NO_BYTES;
    const scan = scanHeader(bytes, keeper);
    if (scan?.sent && scan.date !== null) {
      const date = parseMessageDate(scan.date);
      if (date && isPlausibleMoment(date.time)) return this.#row(raw, { date, source: 'date' });
    }
    keeper.drop();
    const { lean } = keeper;
    keeper.lean = false;
    try {
      return this.#row(raw, keepFields(keeper, raw, bytes, readMessageHeader(raw, bytes), false));
    } catch (error) {
      keeper.drop();
      throw error;
    } finally {
      keeper.lean = lean;
    }
  }

  /** From here on recipients are left out of what is kept, and read again where somebody asks; null keeps them. */
  leaveOutRecipients(read: ReadAgain | null): void {
    this.#keeper.lean = read !== null;
    if (read !== null) this.memory.readWhole = (row) => this.#readLeftOut(row as ByteMessage, read);
  }

  /** This message with the fields that were left out. */
  #readLeftOut(message: ByteMessage, read: ReadAgain): Message {
    const { offset, length, bytesOffset } = keptNumbers(message);
    const { origin, custodian, folder } = message;
    const bytes = read(origin.source, bytesOffset, offset + length - bytesOffset);
    this.#again ??= new HeaderReader();
    return this.#again.read({
      origin,
      custodian,
      folder,
      bytes,
      bytesOffset,
      fromLine: null,
      fromQuoting: 'none',
      record: null,
    });
  }

  #row(raw: RawMessage, sent: SentDate): ByteMessage {
    const { source } = raw.origin;
    const { custodian, folder } = raw;
    const place = this.#place;
    if (place.source !== source || place.custodian !== custodian || place.folder !== folder)
      this.#place = { source, custodian, folder };
    return new ByteMessage(takeFields(this.#keeper, raw, sent), this.#place, null);
  }
}

/** Room for the fields of one message with its body, which is plain data when it is left. */
const room = new FieldKeeper();

/** Reads the whole header of a raw message, with the contents that were read of it. */
export function readFullMessage(raw: RawMessage, header: HeaderRanges, contents: Contents): Message {
  const { source } = raw.origin;
  const { custodian, folder } = raw;
  const kept = takeWhole(raw, header);
  const plain = plainMessage(new ByteMessage(kept, { source, custodian, folder }, contents));
  room.giveBack(kept);
  return plain;
}

/** All fields of a header. Those of one that could not be read are no fields of the next. */
function takeWhole(raw: RawMessage, header: HeaderRanges): KeptFields {
  try {
    return takeFields(room, raw, keepFields(room, raw, raw.bytes ?? NO_BYTES, header, true));
  } catch (error) {
    room.drop();
    throw error;
  }
}

const NO_BYTES = new Uint8Array(0);

/** When a message was sent, and what tells it. */
interface SentDate {
  readonly date: ParsedDate | null;
  readonly source: DateSource;
}

/** Keeps the fields of a header; those that threading does not need where `all` are wanted. */
function keepFields(
  keeper: FieldKeeper,
  raw: RawMessage,
  bytes: Uint8Array,
  ranges: HeaderRanges,
  all: boolean,
): SentDate {
  for (const range of ranges.fields) {
    const code = range.nameEnd - range.start > 31 ? 0 : fieldCode(latin1(bytes, range.start, range.nameEnd));
    if (code || all) keeper.keep(bytes, code, range);
  }
  const charset = headerCharset(bytes, ranges);
  if (charset !== null) keeper.keepText(FIELD_CODES.$charset, charset);
  const written = ranges.fields.find((range) => isDateField(bytes, range));
  const date = written === undefined ? null : parseMessageDate(latin1(bytes, written.valueStart, written.end));
  if (date && isPlausibleMoment(date.time)) return { date, source: 'date' };
  const standIn = readStandIn(raw, bytes, ranges);
  if (standIn !== null) keeper.keepText(FIELD_CODES['$date-text'], standIn.raw);
  return { date: standIn, source: standIn?.source ?? 'date' };
}

const isDateField = (bytes: Uint8Array, { start, nameEnd }: FieldRange): boolean =>
  nameEnd - start === 4 && fieldCode(latin1(bytes, start, nameEnd)) === FIELD_CODES.date;

/** Takes the fields that were kept, with what is known of the message besides. */
function takeFields(keeper: FieldKeeper, { origin, bytesOffset }: RawMessage, { date, source }: SentDate): KeptFields {
  return keeper.take({
    time: date ? date.time : Number.NaN,
    zone: date ? date.offset : null,
    dateSource: source === 'date' && date?.oddity === null ? SOUND_DATE : DATE_SOURCES.indexOf(source),
    offset: origin.offset,
    length: origin.length,
    row: origin.row ?? -1,
    bytesOffset,
  });
}

/** A message with its body is plain data: who asks for that asks for its fields again and again. */
function plainMessage(message: ByteMessage): Message {
  return copyMessage(message, {
    to: shareMailboxes(message.to),
    cc: shareMailboxes(message.cc),
    bcc: shareMailboxes(message.bcc),
  });
}
