import {
  type ByteRange,
  fixedLength,
  type MapiObject,
  type MapiProperty,
  plainObject,
  type StoredBytes,
  storedBuffer,
  TYPE,
} from './mapi-object.js';
import { namedKey } from './named-properties.js';

const SIGNATURE = 0x223e9f78;
/** Attributes (MS-OXTNEF 2.1.3.2), by the lower half of their numbers. */
const ATTRIBUTE = {
  from: 0x8000,
  subject: 0x8004,
  class: 0x8008,
  body: 0x800c,
  attachData: 0x800f,
  attachTitle: 0x8010,
  attachStart: 0x9002,
  messageProperties: 0x9003,
  recipients: 0x9004,
  attachProperties: 0x9005,
  codepage: 0x9007,
} as const;
const CLASS = 0x1a;
const SUBJECT = 0x37;
const CORRELATION = 0x7f;
const SENDER_NAME = 0xc1a;
const SENDER_TYPE = 0xc1e;
const SENDER_ADDRESS = 0xc1f;
const BODY = 0x1000;
const MESSAGE_ID = 0x1035;
const ATTACH_DATA = 0x3701;
const ATTACH_NAME = 0x3704;
const MESSAGE_CODEPAGE = 0x3ffd;
const ID_LENGTH = 16;
const MOST_PROPERTIES = 100_000;

/** True for the first bytes of TNEF: winmail.dat. */
export const isTnef = (bytes: Buffer): boolean => bytes.length >= 6 && bytes.readUInt32LE(0) === SIGNATURE;

interface Parts {
  readonly properties: Map<number, MapiProperty>;
  readonly names: Map<string, number>;
}

/**
 * Reads TNEF (MS-OXTNEF) that lies in memory: the properties of the message, its recipients and attachments. Null where the bytes are none.
 * A part that is damaged or cut ends what is read, and is told. `base` is the offset in the source of the first byte.
 */
export function readTnef(bytes: Buffer, base: number): MapiObject | null {
  if (!isTnef(bytes)) return null;
  const faults: string[] = [];
  const message: Parts = { properties: new Map(), names: new Map() };
  const recipients: MapiObject[] = [];
  const attachments: Parts[] = [];
  let at = 6;
  while (at + 9 <= bytes.length) {
    const attribute = bytes.readUInt16LE(at + 1);
    const length = bytes.readUInt32LE(at + 5);
    const start = at + 9;
    if (start + length > bytes.length) {
      faults.push('it is cut off');
      break;
    }
    const value: Piece = { bytes: bytes.subarray(start, start + length), offset: base + start };
    try {
      readAttribute(attribute, value, { message, recipients, attachments });
    } catch (error) {
      if (!(error instanceof RangeError)) throw error;
      faults.push('a part of it is damaged');
    }
    at = start + length + 2;
  }
  nameByCorrelation(message.properties);
  const place = { offset: base, length: bytes.length };
  return {
    place,
    properties: message.properties,
    names: message.names,
    recipients,
    attachments: () => attachments.map((parts) => attachmentOf(parts, place)),
    embedded: () => null,
    faults,
  };
}

/** Bytes and the offset in the source of their first. */
interface Piece {
  readonly bytes: Buffer;
  readonly offset: number;
}

const storedPiece = ({ bytes, offset }: Piece): StoredBytes => storedBuffer(bytes, [{ offset, length: bytes.length }]);

function readAttribute(
  attribute: number,
  value: Piece,
  { message, recipients, attachments }: { message: Parts; recipients: MapiObject[]; attachments: Parts[] },
): void {
  const put = (parts: Parts | undefined, id: number, type: number): void => {
    // The properties tell the same, and tell it better.
    if (parts && !parts.properties.has(id)) parts.properties.set(id, { type, value: storedPiece(value) });
  };
  switch (attribute) {
    case ATTRIBUTE.messageProperties:
      readProperties(value, 0, message);
      break;
    case ATTRIBUTE.from:
      putSender(value, (id, part) => {
        if (!message.properties.has(id)) message.properties.set(id, { type: TYPE.string8, value: storedPiece(part) });
      });
      break;
    case ATTRIBUTE.class: {
      const written = value.bytes.toString('latin1').replace(/\0.*$/s, '');
      const known = CLASSES.get(written.toLowerCase()) ?? (/^ipm\.microsoft/i.test(written) ? undefined : written);
      if (known !== undefined && !message.properties.has(CLASS))
        message.properties.set(CLASS, {
          type: TYPE.string8,
          value: storedBuffer(Buffer.from(known), [{ offset: value.offset, length: value.bytes.length }]),
        });
      break;
    }
    case ATTRIBUTE.subject:
      put(message, SUBJECT, TYPE.string8);
      break;
    case ATTRIBUTE.body:
      put(message, BODY, TYPE.string8);
      break;
    case ATTRIBUTE.codepage:
      put(message, MESSAGE_CODEPAGE, TYPE.int32);
      break;
    case ATTRIBUTE.recipients: {
      const count = Math.min(value.bytes.readUInt32LE(0), value.bytes.length);
      let at = 4;
      for (let row = 0; row < count; row++) {
        const parts: Parts = { properties: new Map(), names: message.names };
        const start = at;
        at = readProperties(value, at, parts);
        recipients.push(plainObject({ offset: value.offset + start, length: at - start }, parts.properties));
      }
      break;
    }
    case ATTRIBUTE.attachStart:
      if (attachments.length < MOST_PROPERTIES) attachments.push({ properties: new Map(), names: new Map() });
      break;
    case ATTRIBUTE.attachTitle:
      put(attachments.at(-1), ATTACH_NAME, TYPE.string8);
      break;
    case ATTRIBUTE.attachData:
      put(attachments.at(-1), ATTACH_DATA, TYPE.binary);
      break;
    case ATTRIBUTE.attachProperties:
      if (attachments.length) readProperties(value, 0, attachments.at(-1)!);
  }
}

/** Classes as TNEF writes them (MS-OXTNEF 2.1.3.3.2) that are written otherwise elsewhere. */
const CLASSES: ReadonlyMap<string, string> = new Map([
  ['ipm.microsoft mail.note', 'IPM.Note'],
  ['ipm.microsoft mail.read receipt', 'REPORT.IPM.Note.IPNRN'],
  ['ipm.microsoft mail.non-delivery', 'REPORT.IPM.Note.NDR'],
  ['ipm.microsoft schedule.mtgreq', 'IPM.Schedule.Meeting.Request'],
  ['ipm.microsoft schedule.mtgrespp', 'IPM.Schedule.Meeting.Resp.Pos'],
  ['ipm.microsoft schedule.mtgrespn', 'IPM.Schedule.Meeting.Resp.Neg'],
  ['ipm.microsoft schedule.mtgrespa', 'IPM.Schedule.Meeting.Resp.Tent'],
  ['ipm.microsoft schedule.mtgcncl', 'IPM.Schedule.Meeting.Canceled'],
]);

/** The sender as a triple (MS-OXTNEF 2.1.3.3.10): lengths, the name, and the address behind its kind, `SMTP:`. */
function putSender({ bytes, offset }: Piece, put: (id: number, part: Piece) => void): void {
  const [name, address] = [bytes.readUInt16LE(4), bytes.readUInt16LE(6)];
  if (bytes.readUInt16LE(0) !== ONE_OFF || 8 + name + address > bytes.length) return;
  const part = (start: number, length: number): Piece => ({
    bytes: bytes.subarray(start, start + length),
    offset: offset + start,
  });
  const colon = bytes.subarray(8 + name, 8 + name + address).indexOf(':');
  if (colon < 0) return;
  put(SENDER_NAME, part(8, name));
  put(SENDER_TYPE, part(8 + name, colon));
  put(SENDER_ADDRESS, part(8 + name + colon + 1, address - colon - 1));
}

/** Kind of a triple that holds a name and an address. */
const ONE_OFF = 4;

/** The id of the mail that carried the TNEF stands in it a second time, by which both are matched (MS-OXCMSG 2.2.1.30). */
function nameByCorrelation(properties: Map<number, MapiProperty>): void {
  const key = properties.get(CORRELATION);
  if (key === undefined || key.value.length > 1000 || properties.has(MESSAGE_ID)) return;
  const text = Buffer.concat([...key.value.pieces()]).toString('latin1');
  if (/^<[^<>\s]+>\0*$/.test(text)) properties.set(MESSAGE_ID, { type: TYPE.string8, value: key.value });
}

/** A message in an attachment is TNEF again, behind the id of its kind. */
function attachmentOf({ properties }: Parts, around: ByteRange): MapiObject {
  const object = properties.get(ATTACH_DATA);
  const place = object?.value.places[0] ?? around;
  const plain = plainObject(place, properties);
  if (object?.type !== TYPE.object) return plain;
  const bytes = Buffer.concat([...object.value.pieces()]);
  return { ...plain, embedded: () => readTnef(bytes.subarray(ID_LENGTH), place.offset + ID_LENGTH) };
}

/** Reads a list of properties (MS-OXTNEF 2.1.3.4) and gives the index behind it. */
function readProperties({ bytes, offset }: Piece, start: number, { properties, names }: Parts): number {
  const count = Math.min(bytes.readUInt32LE(start), MOST_PROPERTIES);
  let at = start + 4;
  for (let index = 0; index < count; index++) {
    const type = bytes.readUInt16LE(at);
    const id = bytes.readUInt16LE(at + 2);
    at += 4;
    if (id >= 0x8000) at = readName(bytes, at, id, names);
    const single = type & ~TYPE.many;
    const fixed = fixedLength(single);
    const isMany = (type & TYPE.many) !== 0;
    const values: StoredBytes[] = [];
    const take = (length: number): void => {
      if (at + length > bytes.length) throw new RangeError('out of bytes');
      values.push(storedPiece({ bytes: bytes.subarray(at, at + length), offset: offset + at }));
      at += (length + 3) & ~3;
    };
    if (fixed !== null || single === TYPE.guid) {
      const many = isMany ? bytes.readUInt32LE(at) : 1;
      if (isMany) at += 4;
      for (let part = 0; part < many; part++) take(fixed ?? 16);
    } else {
      const many = bytes.readUInt32LE(at);
      at += 4;
      for (let part = 0; part < many; part++) {
        at += 4;
        take(bytes.readUInt32LE(at - 4));
      }
    }
    const [first] = values;
    if (first) properties.set(id, { type, value: first, ...(isMany ? { parts: values } : {}) });
  }
  return at;
}

function readName(bytes: Buffer, start: number, id: number, names: Map<string, number>): number {
  const set = bytes.toString('hex', start, start + 16);
  const value = bytes.readUInt32LE(start + 20);
  if (bytes.readUInt32LE(start + 16) === 0) {
    names.set(namedKey(set, value), id);
    return start + 24;
  }
  if (start + 24 + value > bytes.length) throw new RangeError('out of bytes');
  names.set(namedKey(set, bytes.toString('utf16le', start + 24, start + 24 + value).replace(/\0+$/, '')), id);
  return start + 24 + ((value + 3) & ~3);
}
