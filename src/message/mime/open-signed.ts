import type { Problem, RawMessage } from '../../source/source.js';
import type { Packing, Pieces } from '../body-places.js';
import { type HeaderRanges, readHeaderRanges } from '../header/header-fields.js';
import { latin1 } from './charset.js';
import type { MimePart } from './mime-parts.js';
import { readSignedContent } from './signed-content.js';
import { decodeTransfer } from './transfer-decoding.js';

/** A message with what was signed in the place of the part that held it. */
export interface OpenedMessage {
  readonly bytes: Uint8Array;
  /** Where its bytes stand in those of the message that was opened. */
  readonly packing: Packing;
  readonly problem: Problem;
}

/** True for a part in Cryptographic Message Syntax, by its type or the name of the file. */
export const mayBeSigned = ({ contentType, fileName }: MimePart): boolean =>
  /^application\/(?:x-)?pkcs7-mime$/.test(contentType) || /\.p7m$/i.test(fileName ?? '');

/**
 * Opens a signed part (S/MIME, RFC 8551 §3.5.2) in its place: what was signed is a part with a header of its own, which takes the place of
 * the one that held it. Says what the part is where there is nothing to open: `encrypted`; `empty` for certificates alone; `document` for a
 * signed file that is no mail (`invoice.xml.p7m`).
 */
export function openSigned(
  raw: RawMessage,
  bytes: Uint8Array,
  header: HeaderRanges,
  part: MimePart,
): OpenedMessage | 'encrypted' | 'empty' | 'document' | 'damaged' {
  const content = readSignedContent(decodeTransfer(bytes, part.bodyStart, part.bodyEnd, part.encoding).bytes);
  if (content === null) return 'damaged';
  if (content.kind === 'encrypted' || content.kind === 'empty') return content.kind;
  if (content.bytes.length === 0) return 'damaged';
  if (!isPart(content.bytes)) return 'document';
  const before = part.parent < 0 ? ownFields(bytes, header) : [[0, part.start] as const];
  const kept = before.map(([start, end]) => bytes.subarray(start, end));
  const place = (start: number, end: number) => [raw.bytesOffset + start, end - start] as const;
  const pieces: Pieces['pieces'] = [
    ...before.map(([start, end]) => place(start, end)),
    [...place(part.bodyStart, part.bodyEnd), content.bytes.length] as const,
    place(part.bodyEnd, bytes.length),
  ];
  const { source } = raw.origin;
  const whole = { source, offset: raw.bytesOffset, length: bytes.length };
  const how = content.kind === 'signed' ? 'signed' : 'packed';
  const cut = content.complete ? '' : ' It is cut off: what is there was read.';
  return {
    bytes: Buffer.concat([...kept, content.bytes, bytes.subarray(part.bodyEnd)]),
    packing: { origin: whole, map: { pieces } },
    problem: {
      code: content.complete ? 'part-opened' : 'part-not-read',
      severity: content.complete ? 'info' : 'warning',
      message: `The content of a ${how} part (S/MIME) was taken out of it and read; whether the signature fits was not looked at.${cut}`,
      origin: { source, offset: raw.bytesOffset + part.bodyStart, length: part.bodyEnd - part.bodyStart },
    },
  };
}

/** True for bytes that begin with the header of a part, or with the empty line that ends one without fields. */
function isPart(bytes: Uint8Array): boolean {
  const { fields, separated } = readHeaderRanges(bytes);
  if (!separated) return false;
  return (
    fields.length === 0 ||
    fields.some(({ start, nameEnd }) => /^(?:content-type|mime-version)$/i.test(latin1(bytes, start, nameEnd)))
  );
}

/** The fields of a message but those that tell what its content is, which the content that was opened tells itself. */
function ownFields(bytes: Uint8Array, { fields, bodyStart }: HeaderRanges): readonly (readonly [number, number])[] {
  const ranges: (readonly [number, number])[] = [[0, fields[0]?.start ?? 0]];
  for (const { start, nameEnd, end } of fields) {
    if (/^content-/i.test(latin1(bytes, start, nameEnd))) continue;
    const feed = bytes.indexOf(10, end);
    ranges.push([start, feed < 0 || feed >= bodyStart ? bodyStart : feed + 1]);
  }
  return ranges.filter(([start, end]) => end > start);
}
