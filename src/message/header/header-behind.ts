import { latin1 } from '../mime/charset.js';
import { afterLineEnd, endOfLine } from './field-range.js';
import { type HeaderRanges, readHeaderRanges, startsField } from './header-fields.js';

const MOST_STRAY = 5;
const MOST_FIELDS = 100;
/** Nobody but a mail program writes these, or a date with the zone in figures: a header that is quoted has none of them. */
const SENT = /^(?:message-id|received|mime-version|return-path|date[ \t]*:.{8,40}\d\d:\d\d(?::\d\d)? [+-]\d{4}\b)/i;
const TELLING = /^(?:from|to|subject)[ \t]*:/i;

/**
 * The header of a sent mail behind up to five lines that are no fields, or behind one empty line: what an export, or a script that joins
 * mails, put below the line that separates them. Null where no such header follows: a text that quotes one as it is printed is a text.
 */
export function headerBehind(bytes: Uint8Array): HeaderRanges | null {
  let start = 0;
  for (let lines = 0; lines <= MOST_STRAY && start < bytes.length; lines++) {
    const end = endOfLine(bytes, start, false);
    if (startsField(bytes, start, false))
      return lines > 0 && isSentHeader(bytes, start) ? { ...readHeaderRanges(bytes, start), strayLines: lines } : null;
    if (end === start && lines > 0) return null;
    start = afterLineEnd(bytes, end);
  }
  return null;
}

function isSentHeader(bytes: Uint8Array, start: number): boolean {
  let sent = false;
  let telling = 0;
  for (let at = start, count = 0; at < bytes.length && count < MOST_FIELDS; count++) {
    const end = endOfLine(bytes, at, false);
    if (end === at) break;
    const line = latin1(bytes, at, Math.min(end, at + 200));
    sent ||= SENT.test(line);
    if (TELLING.test(line)) telling++;
    at = afterLineEnd(bytes, end);
  }
  return sent && telling >= 2;
}
