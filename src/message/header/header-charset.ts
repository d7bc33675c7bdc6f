import { decodeCharset, latin1, resolveCharset } from '../mime/charset.js';
import { guessCharset } from '../mime/guess-charset.js';
import { parseParameterizedValue } from './content-type.js';
import type { FieldRange } from './field-range.js';
import type { HeaderRanges } from './header-fields.js';
import { fieldCode, holdsWords } from './kept-fields.js';

/** Bytes of the body that are looked at for a label and for a guess. */
const LOOKED_AT = 8192;

/**
 * The charset of header fields that stand in the message beyond ASCII without being encoded; null where there are none, or UTF-8 or
 * windows-1252 does for them.
 *
 * QUIRK: mail programs of the nineties wrote names and subjects in the charset of the text: a header of bytes beside
 * `Content-Type: text/plain; charset=koi8-r` is in KOI8-R. Where no label tells it, header and text together are guessed.
 */
export function headerCharset(bytes: Uint8Array, { fields, bodyStart }: HeaderRanges): string | null {
  const written = fields.filter((field) => holdsWords(codeOf(bytes, field)) && isBeyondAscii(bytes, field));
  if (written.length === 0) return null;
  const words = Buffer.concat(written.map(({ valueStart, end }) => bytes.subarray(valueStart, end)));
  if (decodeCharset(words, null).charset === 'utf-8') return null;
  const body = bytes.subarray(bodyStart, bodyStart + LOOKED_AT);
  const label =
    labelOf(bytes, fields) ??
    /^content-type:[^\n]*?(?:\n[ \t][^\n]*?)?charset="?([\w.:-]{2,40})/im.exec(latin1(body))?.[1];
  const named = label === undefined ? null : resolveCharset(label);
  if (named !== null && named !== 'utf-8' && named !== 'windows-1252') return named;
  return guessCharset(Buffer.concat([words, body]));
}

const codeOf = (bytes: Uint8Array, { start, nameEnd }: FieldRange): number =>
  nameEnd - start > 31 ? 0 : fieldCode(latin1(bytes, start, nameEnd));

function isBeyondAscii(bytes: Uint8Array, { valueStart, end }: FieldRange): boolean {
  for (let at = valueStart; at < end; at++) if (bytes[at]! > 0x7f) return true;
  return false;
}

function labelOf(bytes: Uint8Array, fields: readonly FieldRange[]): string | undefined {
  const field = fields.find(({ start, nameEnd }) => latin1(bytes, start, nameEnd).toLowerCase() === 'content-type');
  return field && parseParameterizedValue(latin1(bytes, field.valueStart, field.end)).parameters.get('charset');
}
