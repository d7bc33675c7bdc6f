import { countCoreFields, skipBlank } from '../../source/format/header-scan.js';
import type { MimePart } from './mime-parts.js';
import { type DecodedBytes, decodeTransfer } from './transfer-decoding.js';

/** What is a message by its type: RFC 2046 §5.2.1, RFC 6532 §3.7, RFC 5537 §3.9 and what programs write for it. */
const MESSAGE_TYPES: ReadonlySet<string> = new Set([
  'message/rfc822',
  'message/global',
  'message/news',
  'message/rfc-822',
  'message/rfc5322',
  'text/rfc822',
  'application/rfc822',
  'application/eml',
  'application/x-eml',
  'message/eml',
  'text/rfc822-headers',
  'message/global-headers',
]);

const ENCODINGS = ['', 'base64', 'quoted-printable'];

/**
 * The bytes of a part that is a message: by its type, or by the name of the file (`.eml`) and a mail header at its top. Null for any other
 * part. An encoding that a label denies (RFC 2046 allows none here, so that some mailers write it and say nothing) is undone too.
 */
export function readAttachedMessage(bytes: Uint8Array, part: MimePart): DecodedBytes | null {
  const isTyped = MESSAGE_TYPES.has(part.contentType);
  if (!isTyped && !/\.eml$/i.test(part.fileName ?? '')) return null;
  const told = decodeTransfer(bytes, part.bodyStart, part.bodyEnd, part.encoding);
  if (beginsWithHeader(told.bytes)) return told;
  for (const encoding of ENCODINGS) {
    if (encoding === part.encoding) continue;
    const other = decodeTransfer(bytes, part.bodyStart, part.bodyEnd, encoding);
    if (other.fault === undefined && beginsWithHeader(other.bytes)) return other;
  }
  return isTyped ? told : null;
}

function beginsWithHeader(bytes: Uint8Array): boolean {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = skipBlank(buffer, 0, buffer.length);
  return countCoreFields(buffer, start, buffer.length) >= 2;
}
