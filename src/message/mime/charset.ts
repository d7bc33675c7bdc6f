import iconv from 'iconv-lite';
import { guessCharset } from './guess-charset.js';
import { announcesJapanese, decodeStateful, STATEFUL_LABELS, type StatefulCharset } from './stateful-charset.js';

/** Labels in real mail that no registry lists, and what their writers meant. */
const ALIASES: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '': 'utf-8',
    // QUIRK: "x-unknown" and "default" are written by old clients that knew no charset.
    'unicode-1-1-utf-7': 'utf-7',
    csunicode11utf7: 'utf-7',
    'utf-7': 'utf-7',
    'unicode-1-1-utf-8': 'utf-8',
    'x-unknown': 'windows-1252',
    'unknown-8bit': 'windows-1252',
    default: 'windows-1252',
    default_charset: 'windows-1252',
    ascii: 'windows-1252',
    'us-ascii': 'windows-1252',
    'ansi_x3.4-1968': 'windows-1252',
    // QUIRK: text labelled iso-8859-1 is windows-1252 wherever it uses 0x80-0x9F (WHATWG Encoding).
    'iso-8859-1': 'windows-1252',
    latin1: 'windows-1252',
    'latin-1': 'windows-1252',
    'iso8859-1': 'windows-1252',
    iso_8859_1: 'windows-1252',
    'iso-8859-9': 'windows-1254',
    'iso-8859-11': 'windows-874',
    'iso-8859-8-i': 'iso-8859-8',
    'iso-8859-8-e': 'iso-8859-8',
    gb2312: 'gb18030',
    gbk: 'gb18030',
    'x-gbk': 'gb18030',
    'ks_c_5601-1987': 'cp949',
    'ks-c-5601-1987': 'cp949',
    ksc5601: 'cp949',
    'windows-949': 'cp949',
    'x-windows-949': 'cp949',
    uhc: 'cp949',
    'euc-kr': 'cp949',
    'x-sjis': 'shift_jis',
    'shift-jis': 'shift_jis',
    ms_kanji: 'shift_jis',
    'windows-31j': 'shift_jis',
    'x-euc-jp': 'euc-jp',
    'x-mac-roman': 'macroman',
    'x-mac-cyrillic': 'maccyrillic',
    macintosh: 'macroman',
    utf8mb4: 'utf-8',
    'utf-8mb4': 'utf-8',
  }),
);

/** Labels by which a client says that it knows no charset: the bytes tell. */
const UNTOLD: ReadonlySet<string> = new Set([
  'ascii',
  'us-ascii',
  'ansi_x3.4-1968',
  'x-unknown',
  'unknown-8bit',
  'default',
  'default_charset',
]);

/**
 * Encodings of the library that are no charsets of text: mail that bears their names means something else, or nothing. It knows
 * each with any punctuation (`HEX`, `base-64`), so they are compared without.
 */
const NO_CHARSETS: ReadonlySet<string> = new Set(['hex', 'base64', 'binary', 'utf7', 'utf7imap', 'internal', 'proto']);

const decoders = new Map<string, { decode(bytes: Uint8Array): string }>();
const resolved = new Map<string, string | null>();

/**
 * The name of a charset as a decoder here knows it: `"ISO-8859-1"` → `windows-1252`, `"x-foo"` → null.
 * A language suffix (RFC 2231 §5, `US-ASCII*EN`), quotes and white space are ignored.
 */
export function resolveCharset(label: string): string | null {
  const known = resolved.get(label);
  if (known !== undefined) return known;
  const found = lookUpCharset(label);
  if (resolved.size < 1000) resolved.set(label, found);
  return found;
}

function lookUpCharset(label: string): string | null {
  let name = label.toLowerCase().trim();
  const star = name.indexOf('*');
  if (star >= 0) name = name.slice(0, star);
  if (name.length > 60) return null;
  name = name.replace(/["'\s<>;,]/g, '');
  const alias = ALIASES.get(name);
  if (alias !== undefined) return alias;
  const stateful = STATEFUL_LABELS.get(name);
  if (stateful !== undefined) return stateful;
  if (NO_CHARSETS.has(name.replace(/[^a-z0-9]/g, '')) || name.startsWith('_')) return null;
  if (iconv.encodingExists(name)) return name;
  // QUIRK: `cp-850`, `windows1252`, `iso8859_2`, `win-1251`: the right charset with the wrong punctuation.
  const digits = /^(?:windows|win|cp|ibm|dos)[-_]?(\d{3,5})$/.exec(name);
  if (digits && iconv.encodingExists(`cp${digits[1]}`)) return `cp${digits[1]}`;
  const iso = /^iso[-_]?8859[-_]?(\d{1,2})(?:[-_]?[a-z])?$/.exec(name);
  if (iso && iconv.encodingExists(`iso-8859-${iso[1]}`)) return `iso-8859-${iso[1]}`;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return null;
  }
}

/** True where the bytes are well-formed UTF-8 with at least one multi-byte character, or plain ASCII. */
function isUtf8(bytes: Uint8Array): boolean {
  try {
    strictUtf8.decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Bytes as text, with the charset that was used and what was wrong. */
export interface DecodedText {
  readonly text: string;
  /** The charset that was used, as `resolveCharset` names it. */
  readonly charset: string;
  /** False where the label was absent, unknown or contradicted by the bytes. */
  readonly asLabelled: boolean;
}

/**
 * Decodes bytes by a charset label, by the bytes themselves where the label cannot be right: a label of a single-byte or
 * absent charset on well-formed multi-byte UTF-8 gives UTF-8; `utf-8` on bytes that are not gives a clear guess or windows-1252.
 * Never throws; U+FFFD only where a multi-byte charset has holes.
 */
export function decodeCharset(bytes: Uint8Array, label: string | null): DecodedText {
  if (isAscii(bytes)) {
    const name = label === null ? 'utf-8' : resolveCharset(label);
    if (isJapaneseUntold(bytes, label, name))
      return { text: decodeStateful(bytes, 'iso-2022-jp'), charset: 'iso-2022-jp', asLabelled: false };
    if (!isSevenBit(name)) return { text: latin1(bytes), charset: name ?? 'utf-8', asLabelled: name !== null };
    // QUIRK: programs that name the charset of their own strings; half of its bytes would be 0.
    if (isWide(name) && !bytes.includes(0)) return { text: latin1(bytes), charset: 'utf-8', asLabelled: false };
  }
  const name = label === null ? null : resolveCharset(label);
  if (name === null || name === 'utf-8') {
    try {
      return { text: strictUtf8.decode(bytes), charset: 'utf-8', asLabelled: name === 'utf-8' };
    } catch {
      if (mostlyUtf8(bytes)) return { text: decodeAs(bytes, 'utf-8'), charset: 'utf-8', asLabelled: name === 'utf-8' };
      const charset = resolveCharset(guessCharset(bytes) ?? 'windows-1252') ?? 'windows-1252';
      return { text: decodeAs(bytes, charset), charset, asLabelled: false };
    }
  }
  // QUIRK: UTF-8 text labelled us-ascii or iso-8859-1: no real latin text of several accents is well-formed UTF-8.
  if (name === 'windows-1252' && isUtf8(bytes))
    return { text: strictUtf8.decode(bytes), charset: 'utf-8', asLabelled: false };
  if (isUntold(label) && mostlyUtf8(bytes))
    return { text: decodeAs(bytes, 'utf-8'), charset: 'utf-8', asLabelled: false };
  const text = decodeAs(bytes, name);
  if (text.includes('\ufffd') && isUtf8(bytes))
    return { text: strictUtf8.decode(bytes), charset: 'utf-8', asLabelled: false };
  return { text, charset: name, asLabelled: true };
}

const isUntold = (label: string | null): boolean => label === null || UNTOLD.has(label.toLowerCase().trim());

// QUIRK: old Japanese mailers wrote ISO-2022-JP without saying so.
const isJapaneseUntold = (bytes: Uint8Array, label: string | null, name: string | null): boolean =>
  (isUntold(label) || name === 'utf-8' || name === 'windows-1252') && announcesJapanese(bytes);

/** Charsets that write other letters with bytes below 0x80. */
const SEVEN_BIT: ReadonlySet<string> = new Set([
  'utf-7',
  'utf-16',
  'utf-16le',
  'utf-16be',
  ...STATEFUL_LABELS.values(),
]);
const isWide = (name: string | null): boolean => name !== null && /^(?:utf-?(?:16|32)|ucs-?[24])/.test(name);
const isSevenBit = (name: string | null): boolean => name !== null && SEVEN_BIT.has(name);

/** Decodes with a charset that `resolveCharset` named. */
function decodeAs(bytes: Uint8Array, charset: string): string {
  if (STATEFUL_LABELS.has(charset)) return decodeStateful(bytes, charset as StatefulCharset);
  if (charset === 'utf-8') {
    const decoder = decoders.get(charset) ?? new TextDecoder(charset, { ignoreBOM: true });
    decoders.set(charset, decoder);
    return decoder.decode(bytes);
  }
  if (iconv.encodingExists(charset)) {
    // The mark at the start of UTF-16 and UTF-32 says how the rest is written; it is no character of the text.
    const text = iconv.decode(bytes as Buffer, charset, { stripBOM: /^utf-?(?:16|32)/.test(charset) });
    // iconv-lite leaves the five unassigned bytes of windows-1252 as U+FFFD; WHATWG keeps them as C1 controls.
    return charset === 'windows-1252' && text.includes('\ufffd') ? restoreUnassigned(bytes, text) : text;
  }
  return new TextDecoder(charset).decode(bytes);
}

/** True where every byte is below 0x80. */
function isAscii(bytes: Uint8Array): boolean {
  for (let at = 0; at < bytes.length; at++) if (bytes[at]! > 0x7f) return false;
  return true;
}

interface Latin1Slicer {
  latin1Slice(start: number, end: number): string;
}

/** Bytes as a string of the same length, one character a byte; always flat, never a view of a larger string. */
export function latin1(bytes: Uint8Array, start = 0, end = bytes.length): string {
  const buffer = Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return (buffer as unknown as Latin1Slicer).latin1Slice(start, end);
}

/** The bytes of a latin1 string. */
export function latin1Bytes(text: string): Buffer {
  return Buffer.from(text, 'latin1');
}

function restoreUnassigned(bytes: Uint8Array, text: string): string {
  let out = '';
  for (let at = 0; at < text.length; at++) out += text[at] === '\ufffd' ? String.fromCharCode(bytes[at]!) : text[at];
  return out;
}

/** UTF-8 with a few broken places (cut inside a character) rather than another charset. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  let good = 0;
  let bad = 0;
  for (let at = 0; at < bytes.length; ) {
    const byte = bytes[at]!;
    const want =
      byte < 0x80
        ? 0
        : byte >= 0xc2 && byte < 0xe0
          ? 1
          : byte >= 0xe0 && byte < 0xf0
            ? 2
            : byte >= 0xf0 && byte < 0xf5
              ? 3
              : -1;
    at++;
    if (want === 0) continue;
    let have = 0;
    while (have < want && at < bytes.length && (bytes[at]! & 0xc0) === 0x80) {
      at++;
      have++;
    }
    // What was cut at the end says nothing.
    if (have < want && at >= bytes.length) break;
    if (want > 0 && have === want) good++;
    else bad++;
  }
  return good > 0 && good > bad * 4;
}
