/** Byte scanners for "does a mail header stand here": no parsing, no decoding. */

const CORE_FIELDS = new Set([
  'from',
  'to',
  'cc',
  'date',
  'subject',
  'message-id',
  'received',
  'return-path',
  'delivered-to',
  'reply-to',
  'sender',
  'mime-version',
  'content-type',
  'in-reply-to',
  'references',
  'x-from',
  'x-mozilla-status',
  'x-gmail-labels',
  'status',
]);

const LF = 10;
const CR = 13;
const COLON = 58;
const SLASH = 47;

/** True if a line is empty but for its line end: `\n`, `\r\n`. `at` is the first byte of the line. */
export function isBlankLine(bytes: Uint8Array, at: number, end: number): boolean {
  return at < end && (bytes[at] === LF || (bytes[at] === CR && (at + 1 >= end || bytes[at + 1] === LF)));
}

/** Index after the line that begins at `at`; `end` where it has no line end. */
export function nextLine(bytes: Buffer, at: number, end: number): number {
  const feed = bytes.indexOf(LF, at);
  return feed < 0 || feed >= end ? end : feed + 1;
}

/**
 * Length of the field name if a header field starts at `at`, else 0: `Subject: x` → 7, `http://x` → 0.
 * Blanks before the colon are allowed, as in RFC 5322 §4.5.
 */
export function fieldNameLength(bytes: Uint8Array, at: number, end: number): number {
  let index = at;
  while (index < end) {
    const byte = bytes[index]!;
    if (byte === COLON || byte <= 32 || byte >= 127) break;
    index++;
  }
  const length = index - at;
  if (length === 0 || length > 80) return 0;
  while (index < end && (bytes[index] === 32 || bytes[index] === 9)) index++;
  if (bytes[index] !== COLON || index >= end) return 0;
  return bytes[index + 1] === SLASH && bytes[index + 2] === SLASH ? 0 : length;
}

/** The names, in lower case, of the header fields that start at `at`; ends at the first line that is no field. */
export function headerNames(bytes: Buffer, at: number, end: number): readonly string[] {
  const names: string[] = [];
  let line = at;
  while (line < end && names.length < 200) {
    const byte = bytes[line]!;
    if (byte === 32 || byte === 9) {
      if (line === at) break;
    } else {
      const length = fieldNameLength(bytes, line, end);
      if (length === 0) break;
      names.push(bytes.toString('latin1', line, line + length).toLowerCase());
    }
    line = nextLine(bytes, line, end);
  }
  return names;
}

/** How many different fields that only mail has stand in the header at `at`. */
export function countCoreFields(bytes: Buffer, at: number, end: number): number {
  return new Set(headerNames(bytes, at, end).filter((name) => CORE_FIELDS.has(name))).size;
}

/** Index of the first byte after UTF-8 byte order mark and blank lines. */
export function skipBlank(bytes: Uint8Array, at: number, end: number): number {
  let index = at;
  if (bytes[index] === 0xef && bytes[index + 1] === 0xbb && bytes[index + 2] === 0xbf) index += 3;
  while (index < end && (bytes[index] === LF || bytes[index] === CR || bytes[index] === 32 || bytes[index] === 9))
    index++;
  return index;
}
