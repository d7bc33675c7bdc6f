import { createHash } from 'node:crypto';
import { heldBytes, type MapiObject, OutlookFault, type StoredBytes } from '../../source/outlook/mapi-object.js';
import type { Origin, Problem } from '../../source/source.js';
import type { Packing } from '../body-places.js';
import type { Attachment } from '../message.js';
import { MapiValues } from './mapi-values.js';
import { packingOfValue } from './value-places.js';

const TAG = {
  data: 0x3701,
  shortName: 0x3704,
  method: 0x3705,
  longName: 0x3707,
  path: 0x370d,
  type: 0x370e,
  shown: 0x3001,
  size: 0xe20,
} as const;
/** Methods whose attachment is a file elsewhere (MS-OXCMSG 2.2.2.9). */
const BY_REFERENCE = new Set([2, 3, 4, 7]);
/** Types of the part in which a signed or encrypted item stands (MS-OXOSMIME 2.1). */
const SIGNED = /^(?:multipart\/signed|application\/(?:x-)?pkcs7-mime)$/;
/** A mail as a file is read in turn up to this: 256 MB. */
const LONGEST_MAIL = 256 << 20;

/** An attachment of an item, and the mail that it is where it is one. */
export interface OutlookAttachment {
  readonly attachment: Attachment;
  /** A message that Outlook keeps as an item. */
  readonly item: MapiObject | null;
  /** The bytes of a mail that is attached as a file, and where they stand. */
  readonly mail: { readonly bytes: Buffer; readonly packing: Packing } | null;
  /** True for a part of S/MIME, or one that is signed beside its signature, whose bytes `mail` has. */
  readonly signed: boolean;
}

/** Reads the attachments of an item; what cannot be read of one is a problem, and the others are read. */
export function readOutlookAttachments(
  values: MapiValues,
  source: string,
  problems: Problem[],
): readonly OutlookAttachment[] {
  return values.object
    .attachments()
    .map((object) => readAttachment(new MapiValues(object, source, values), source, problems));
}

function readAttachment(values: MapiValues, source: string, problems: Problem[]): OutlookAttachment {
  const { object } = values;
  const name = values.text(TAG.longName) || values.text(TAG.shortName) || values.text(TAG.shown) || null;
  const type = values.text(TAG.type).trim().toLowerCase();
  const method = values.number(TAG.method) ?? 1;
  const item = object.embedded();
  const data = item === null ? values.property(TAG.data)?.value : undefined;
  const origin: Origin = data
    ? packingOfValue(source, data).origin
    : { source, offset: object.place.offset, length: object.place.length };
  const plain = { name, contentType: type || 'application/octet-stream', origin };
  if (item !== null) {
    const size = values.number(TAG.size) ?? 0;
    return {
      attachment: { ...plain, contentType: 'message/rfc822', size, sha256: '', message: true },
      item,
      mail: null,
      signed: false,
    };
  }
  if (data === undefined) {
    const path = values.text(TAG.path);
    const what = BY_REFERENCE.has(method) ? `lies elsewhere (${path || 'no path told'})` : 'has no content in the item';
    problems.push(attachmentProblem(`The attachment ${name ?? '(no name)'} ${what}.`, origin));
    return { attachment: { ...plain, size: 0, sha256: '', message: false }, item: null, mail: null, signed: false };
  }
  try {
    const isMail = (type === 'message/rfc822' || /\.(?:eml|msg)$/i.test(name ?? '')) && data.length <= LONGEST_MAIL;
    const signed = (SIGNED.test(type) || /\.p7m$/i.test(name ?? '')) && data.length <= LONGEST_MAIL;
    const sha256 = hashOf(data);
    const attachment = { ...plain, size: data.length, sha256, message: isMail };
    return {
      attachment,
      item: null,
      mail: isMail || signed ? { bytes: heldBytes(data), packing: packingOfValue(source, data) } : null,
      signed,
    };
  } catch (error) {
    if (!(error instanceof OutlookFault) && !(error instanceof RangeError)) throw error;
    problems.push(attachmentProblem(`The attachment ${name ?? '(no name)'} cannot be read: ${error.message}.`, origin));
    return {
      attachment: { ...plain, size: data.length, sha256: '', message: false },
      item: null,
      mail: null,
      signed: false,
    };
  }
}

function hashOf(data: StoredBytes): string {
  const hash = createHash('sha256');
  for (const piece of data.pieces()) hash.update(piece);
  return hash.digest('hex');
}

const attachmentProblem = (message: string, origin: Origin): Problem => ({
  code: 'attachment-not-read',
  severity: 'notice',
  message,
  origin,
});
