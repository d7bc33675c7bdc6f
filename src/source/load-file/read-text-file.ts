import { isUtf8 } from 'node:buffer';
import { readFileSync, statSync } from 'node:fs';
import { inflateRawSync } from 'node:zlib';
import { decodeWindows1252 } from '../../text/windows-1252.js';
import { openable } from '../file-path.js';
import type { RecordCell } from '../source.js';
import type { RowPlan } from './production-plan.js';

/** A longer text is none of one document: 64 MB. */
export const LONGEST_TEXT = 64 << 20;
const PRINTED = /^[ \t]{0,8}(?:from|sent|date|to|cc|bcc|subject|attachments?|importance)[ \t]{0,8}:/i;
/** Lines of a printed header: many recipients may take many. */
const MOST_LINES = 200;

/**
 * The text of a document from the file beside the load file, as a cell. The header that extraction printed above the text is left out: the
 * row tells the same, and a header block inside a text would be taken for a quoted message. Null where the file cannot be read.
 *
 * @param packed the bytes of a file in an archive, raw deflate; undefined reads the file at the path
 */
export function readTextFile(
  { name: source, path }: NonNullable<RowPlan['text']>,
  name: string,
  packed: Uint8Array | undefined,
): RecordCell | null {
  try {
    if (packed === undefined && statSync(openable(path)).size > LONGEST_TEXT) return null;
    const bytes =
      packed === undefined
        ? readFileSync(openable(path))
        : inflateRawSync(packed, { maxOutputLength: LONGEST_TEXT + 1 });
    const mark = bytes[0] === 0xff && bytes[1] === 0xfe;
    if (mark)
      return { name, text: bytes.toString('utf16le', 2), offset: 2, length: bytes.length - 2, doubled: false, source };
    const start = afterPrintedHeader(bytes);
    const rest = bytes.subarray(start);
    const text = isUtf8(rest) ? rest.toString('utf8') : decodeWindows1252(rest);
    return { name, text, offset: start, length: rest.length, doubled: false, source };
  } catch {
    return null;
  }
}

/** Index after a header of three fields or more and the empty line below it; after the byte order mark where there is none. */
function afterPrintedHeader(bytes: Buffer): number {
  const first = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  let at = first;
  let fields = 0;
  for (let count = 0; count < MOST_LINES && at < bytes.length; count++) {
    const feed = bytes.indexOf(10, at);
    const end = feed < 0 ? bytes.length : feed;
    const line = bytes.toString('latin1', at, Math.min(end, at + 200));
    if (line.trim() === '') {
      if (fields >= 3) return end + 1;
      if (fields > 0) return first;
    } else if (PRINTED.test(line)) fields++;
    else if (fields === 0) return first;
    at = end + 1;
  }
  return first;
}
