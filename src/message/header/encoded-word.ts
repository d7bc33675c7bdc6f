import { decodeCharset, latin1Bytes, resolveCharset } from '../mime/charset.js';

/**
 * Decodes the text of an unstructured header field as it stands in the message (bytes as latin1): raw 8-bit text first
 * (UTF-8, else `charset`, else windows-1252), then encoded words (RFC 2047), then folds to one space each.
 * `"=?utf-8?Q?Gr=C3=BC=C3=9Fe?="` → `"Grüße"`. What cannot be decoded stays as written.
 */
export function decodeHeaderText(value: string, charset: string | null = null): string {
  return decodeWords(decodeRawText(value, charset));
}

/** Raw 8-bit or ISO-2022-JP header bytes (as latin1) to text; ASCII passes through untouched. */
export function decodeRawText(value: string, charset: string | null = null): string {
  let high = false;
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code > 0xff) return value;
    if (code > 0x7f) high = true;
  }
  if (high) {
    const bytes = latin1Bytes(value);
    const untold = decodeCharset(bytes, null);
    return charset === null || untold.charset === 'utf-8' ? untold.text : decodeCharset(bytes, charset).text;
  }
  // QUIRK: old Japanese mailers put ISO-2022-JP into headers without encoding it.
  if (value.includes('\x1b$')) return decodeCharset(latin1Bytes(value), 'iso-2022-jp').text;
  return value;
}

interface Word {
  readonly charset: string;
  readonly bytes: Buffer;
  /** Index after the closing `?=`. */
  readonly end: number;
}

/**
 * Decodes the RFC 2047 encoded words of a text; folds become one space. White space between two words is dropped and
 * characters split over adjacent words of one charset are joined. Tolerated: words without spaces around them, white
 * space and folds inside a word, missing base64 padding, a language suffix (RFC 2231 §5), an unknown charset.
 */
export function decodeWords(text: string): string {
  if (!text.includes('=?')) return unfold(text);
  let out = '';
  let at = 0;
  /** Where literal text that is not yet written out starts. */
  let literal = 0;
  const pending: { charset: string; bytes: Buffer[] } = { charset: '', bytes: [] };
  const flush = (): void => {
    if (!pending.bytes.length) return;
    out += decodeCharset(Buffer.concat(pending.bytes), pending.charset).text;
    pending.bytes = [];
  };
  for (;;) {
    const open = text.indexOf('=?', at);
    if (open < 0) break;
    const word = readWord(text, open);
    if (!word) {
      if (text.indexOf('?=', open + 2) < 0) break;
      at = open + 2;
      continue;
    }
    const between = text.slice(literal, open);
    if (!pending.bytes.length || !isBlank(between)) {
      flush();
      out += between;
    } else if (pending.charset !== word.charset) flush();
    pending.charset = word.charset;
    pending.bytes.push(word.bytes);
    literal = at = word.end;
  }
  flush();
  return unfold(out + text.slice(literal));
}

/** `=?charset?B?text?=` at `open`, or null. A second opening inside means that the first was never closed. */
function readWord(text: string, open: number): Word | null {
  let at = open + 2;
  const limit = Math.min(text.length, at + 64);
  while (at < limit && text[at] !== '?' && text.charCodeAt(at) > 0x20) at++;
  if (text[at] !== '?' || at === open + 2) return null;
  const charset = text.slice(open + 2, at).toLowerCase();
  const encoding = text[at + 1]?.toLowerCase();
  if ((encoding !== 'b' && encoding !== 'q') || text[at + 2] !== '?') return null;
  const start = at + 3;
  const close = text.indexOf('?=', start);
  if (close < 0) return null;
  const body = text.slice(start, close);
  if (body.length > 20 && startsWord(body)) return null;
  const bytes = encoding === 'b' ? base64Bytes(body) : quotedBytes(body);
  if (resolveCharset(charset) === null && !isUtf8Like(charset)) return { charset: 'x-unknown', bytes, end: close + 2 };
  return { charset, bytes, end: close + 2 };
}

const isUtf8Like = (charset: string): boolean => charset.startsWith('utf');
const startsWord = (body: string): boolean => /=\?[a-z0-9_*:.-]{2,40}\?[bq]\?/i.test(body);

function isBlank(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0x20) return false;
  return true;
}

function base64Bytes(body: string): Buffer {
  return Buffer.from(body, 'base64');
}

/** The Q encoding (RFC 2047 §4.2): `_` is a space; a broken `=` escape stays as written; folds are dropped. */
function quotedBytes(body: string): Buffer {
  const source = Buffer.from(body, isLatin1(body) ? 'latin1' : 'utf8');
  const out = Buffer.alloc(source.length);
  let length = 0;
  for (let at = 0; at < source.length; at++) {
    const byte = source[at]!;
    if (byte === 0x5f) out[length++] = 0x20;
    else if (byte === 0x3d) {
      const value = hexPair(source, at + 1);
      if (value < 0) out[length++] = byte;
      else {
        out[length++] = value;
        at += 2;
      }
    } else if (byte === 0x0a || byte === 0x0d) {
      while (source[at + 1] === 0x20 || source[at + 1] === 0x09 || source[at + 1] === 0x0a) at++;
    } else out[length++] = byte;
  }
  return out.subarray(0, length);
}

function isLatin1(text: string): boolean {
  for (let at = 0; at < text.length; at++) if (text.charCodeAt(at) > 0xff) return false;
  return true;
}

/** Value of two hexadecimal digits, or -1. */
export function hexPair(bytes: Uint8Array, at: number): number {
  const high = hexDigit(bytes[at] ?? 0);
  const low = hexDigit(bytes[at + 1] ?? 0);
  return high < 0 || low < 0 ? -1 : high * 16 + low;
}

function hexDigit(code: number): number {
  if (code >= 0x30 && code <= 0x39) return code - 0x30;
  if (code >= 0x41 && code <= 0x46) return code - 0x37;
  if (code >= 0x61 && code <= 0x66) return code - 0x57;
  return -1;
}

/** Folds (line end and the white space after it) to one space; other text as it is (RFC 5322 §2.2.3). */
export function unfold(value: string): string {
  if (!value.includes('\n') && !value.includes('\r')) return value;
  let out = '';
  let from = 0;
  for (let at = 0; at < value.length; at++) {
    const code = value.charCodeAt(at);
    if (code !== 10 && code !== 13) continue;
    out += value.slice(from, at);
    while (at + 1 < value.length && value.charCodeAt(at + 1) <= 0x20 && value.charCodeAt(at + 1) !== 0x1b) at++;
    if (at + 1 < value.length && out.length && !/\s$/.test(out.slice(-1))) out += ' ';
    from = at + 1;
  }
  return out + value.slice(from);
}

/** White space of any kind to single spaces, none at the ends. */
export function collapseSpace(text: string): string {
  const trimmed = text.trim();
  return isCollapsed(trimmed) ? trimmed : trimmed.replace(/[\s\0]+/g, ' ').trim();
}

function isCollapsed(text: string): boolean {
  let space = true;
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 0x20) {
      if (space) return false;
      space = true;
    } else if (code < 0x20 || code === 0xa0 || code === 0xfeff || (code >= 0x1680 && code < 0x3001)) return false;
    else space = false;
  }
  return !space || text === '';
}
