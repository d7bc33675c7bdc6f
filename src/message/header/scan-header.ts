import { latin1 } from '../mime/charset.js';
import { type FieldKeeper, fieldCode, holdsWords } from './kept-fields.js';

/** What a quick look at a header found; the fields themselves are with the keeper. */
export interface HeaderScan {
  /** Raw value of the first Date field; null if there is none. */
  readonly date: string | null;
  /** True where a field is there that only sent mail has. */
  readonly sent: boolean;
}

const FIRST_LENGTH = 8192;

/**
 * Keeps the fields that threading needs from a plain header: the quick way for the mail of which there is a million. Null where
 * the header has anything that `readHeaderRanges` must judge (a line that is no field, a missing empty line, bare CR, blank
 * continuation lines, words beyond ASCII that are not encoded); what it does find is the same, and a test holds the two to that.
 */
export function scanHeader(bytes: Uint8Array, keeper: FieldKeeper): HeaderScan | null {
  for (let length = FIRST_LENGTH; ; length *= 4) {
    const whole = length >= bytes.length;
    const scan = scanText(latin1(bytes, 0, whole ? bytes.length : length), bytes, keeper);
    if (scan !== 'cut') return scan;
    keeper.drop();
    if (whole) return null;
  }
}

function scanText(text: string, bytes: Uint8Array, keeper: FieldKeeper): HeaderScan | null | 'cut' {
  const firstFeed = text.indexOf('\n');
  const firstReturn = text.indexOf('\r');
  if (firstReturn >= 0 && firstReturn < firstFeed - 1) return discard(keeper);
  let date: string | null = null;
  let sent = false;
  for (let at = 0; ; ) {
    if (at >= text.length) return 'cut';
    const first = text.charCodeAt(at);
    if (first === 10) return { date, sent };
    if (first === 13 && text.charCodeAt(at + 1) === 10) return { date, sent };
    // The name, white space, the colon.
    let colon = at;
    let code = first;
    while (code > 0x20 && code !== 0x3a && code !== 0x7f) code = text.charCodeAt(++colon);
    const nameEnd = colon;
    while (code === 0x20 || code === 0x09) code = text.charCodeAt(++colon);
    if (code !== 0x3a || nameEnd === at) return Number.isNaN(code) ? 'cut' : discard(keeper);
    // The end of the last line that continues it.
    let feed = text.indexOf('\n', colon);
    for (;;) {
      if (feed < 0) return 'cut';
      const next = text.charCodeAt(feed + 1);
      if (next !== 0x20 && next !== 0x09) break;
      const end = text.indexOf('\n', feed + 1);
      if (end < 0) return 'cut';
      if (isBlankLine(text, feed + 1)) return discard(keeper);
      feed = end;
    }
    if (isKeptInitial(text, at, first, nameEnd - at)) {
      const kind = fieldCode(text.slice(at, nameEnd));
      if (kind) {
        const end = text.charCodeAt(feed - 1) === 13 ? feed - 1 : feed;
        if (holdsWords(kind) && isBeyondAscii(text, colon, end)) return discard(keeper);
        keeper.keep(bytes, kind, { start: at, nameEnd, valueStart: colon + 1, end });
        if (kind === 4) date ??= text.slice(colon + 1, end);
        if (kind === 1 || kind === 4) sent = true;
      }
    }
    at = feed + 1;
  }
}

function discard(keeper: FieldKeeper): null {
  keeper.drop();
  return null;
}

function isBeyondAscii(text: string, from: number, to: number): boolean {
  for (let at = from; at < to; at++) if (text.charCodeAt(at) > 0x7f) return true;
  return false;
}

function isBlankLine(text: string, from: number): boolean {
  let at = from;
  while (text.charCodeAt(at) === 0x20 || text.charCodeAt(at) === 0x09) at++;
  const code = text.charCodeAt(at);
  return code === 10 || code === 13;
}

/** Sifts names by their first letters and length before one is looked up. */
function isKeptInitial(text: string, at: number, first: number, length: number): boolean {
  if (length > 31) return false;
  switch (first | 0x20) {
    case 0x61: // a: Apparently-To
      return length === 13;
    case 0x62: // b: Bcc
      return length === 3;
    case 0x63: // c: Cc
      return length === 2;
    case 0x64: // d: Date
    case 0x66: // f: From
      return length === 4;
    case 0x69: // i: In-Reply-To
      return length === 11;
    case 0x6d: // m: Message-ID
      return length === 10;
    case 0x72: // r: References, Reply-To, Resent-Message-ID
      return length === 10 || length === 17 || (length === 8 && (text.charCodeAt(at + 2) | 0x20) === 0x70);
    case 0x73: // s: Subject, Sender
      return length === 7 || length === 6;
    case 0x74: // t: To, Thread-Index
      return length === 2 || length === 12;
    case 0x78: // x
      return length < 7 || length === 10 || length > 15;
    default:
      return first === 0x24;
  }
}
