import type { Problem, RawMessage } from '../../source/source.js';
import type { Packing } from '../body-places.js';
import { copyMessage } from '../copy-message.js';
import type { Attachment, Message } from '../message.js';
import { relocateAttached } from '../relocate-message.js';

/** The part in which all of a signed or encrypted item stands, and its place among the attachments. */
export interface SignedPart {
  readonly bytes: Buffer;
  readonly packing: Packing;
  readonly attachment: Attachment;
}

/** The classes of items whose text and attachments stand in one attachment (MS-OXOSMIME 2.1). */
export const isSignedClass = (itemClass: string): boolean => /^ipm\.note\.smime\b/i.test(itemClass);

/** What a part without a header of its own is: the content of `smime.p7m`. */
const UNTYPED = Buffer.from('Content-Type: application/pkcs7-mime; name=smime.p7m\r\n\r\n');
const SEQUENCE = 0x30;

/**
 * An item with the text and the attachments of the part in which they were signed; with a problem where it stays closed.
 *
 * @param readMail reads bytes that begin with the header of a part
 */
export async function openSignedItem(
  item: Message,
  raw: RawMessage,
  { bytes, packing, attachment }: SignedPart,
  readMail: (raw: RawMessage) => Promise<Message>,
): Promise<Message> {
  const isUntyped = bytes[0] === SEQUENCE;
  const part = isUntyped ? Buffer.concat([UNTYPED, bytes]) : bytes;
  const inner: RawMessage = {
    ...raw,
    origin: { source: raw.origin.source, offset: 0, length: part.length },
    bytes: part,
    bytesOffset: 0,
    fromLine: null,
    fromQuoting: 'none',
    record: null,
  };
  const read = relocateAttached(await readMail(inner), raw, {
    origin: packing.origin,
    map: isUntyped ? null : packing.map,
  });
  const problems: readonly Problem[] = read.problems.filter(({ code }) => code !== 'date-missing');
  const isClosed = problems.some(({ code, severity }) => code === 'part-not-read' && severity === 'error');
  if (isClosed) return copyMessage(item, { problems: [...item.problems, ...problems] });
  return copyMessage(item, {
    body: read.body,
    attachments: [...item.attachments.filter((one) => one !== attachment), ...read.attachments],
    embedded: [...item.embedded, ...read.embedded],
    problems: [...item.problems, ...problems],
  });
}
