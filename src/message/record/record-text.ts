import type { Origin } from '../../source/source.js';
import type { Packing, Steps, StringPlaces } from '../body-places.js';
import { locateUnpacked, offsetOf } from '../locate-unpacked.js';

/** The bytes of a JSON record as they stand in its source. */
export interface RecordBytes {
  /** UTF-8, from the `{` on. */
  readonly bytes: Uint8Array;
  /** Offset in the source of `bytes[0]`. */
  readonly offset: number;
}

const QUOTE = 34;
const BACKSLASH = 92;
const CR = 13;
const LF = 10;
/** The most bytes that one UTF-16 unit takes in a JSON string: `\u000a`. */
const LONGEST_UNIT = 6;

/**
 * Finds the JSON string in a record that says `value`.
 *
 * The text that is located in it is `value` with its line ends made LF. Null where no string of the record says it (a value that
 * was put together).
 *
 * @example
 * // {"body":"Tuesday\r\nor Friday"}: the second line stands at bytes 20 to 29
 * locateInString(findRecordText({bytes, offset: 0}, 'Tuesday\r\nor Friday', origin)!, 8, 17);
 */
export function findRecordText(record: RecordBytes, value: string, origin: Origin): StringPlaces | null {
  const token = findString(record.bytes, value);
  if (!token) return null;
  const packing: Packing = { origin: wholeOf(token, record, origin), map: 'plain' };
  // Bytes that are no UTF-8 were replaced: units cannot be counted in them.
  return { packing, steps: readSteps(record.bytes, token.start, token.end, normalizedLength(value), true) };
}

/**
 * The same for text packed as base64 or base64url: `data` as it stands in the record, `bytes` what it decodes to, `text` what these say.
 * A stretch has the groups of four that hold it.
 */
export function findPackedText(
  record: RecordBytes,
  data: string,
  bytes: Uint8Array,
  text: string,
  origin: Origin,
): StringPlaces | null {
  const packing = findPackedBytes(record, data, origin);
  if (!packing) return null;
  // Another charset: units cannot be counted in its bytes.
  return { packing, steps: readSteps(bytes, 0, bytes.length, normalizedLength(text), false) };
}

/** Finds bytes that are packed as base64 or base64url in a string of a record. */
export function findPackedBytes(record: RecordBytes, data: string, origin: Origin): Packing | null {
  const token = findString(record.bytes, data);
  if (!token) return null;
  const whole = wholeOf(token, record, origin);
  // Line breaks or escapes inside: its fours are not where they are counted.
  if (whole.length !== data.length || /[^\w+/=-]/.test(data)) return { origin: whole, map: null };
  return { origin: whole, map: 'base64' };
}

/** Byte range in the source of a stretch of the text that a string of a record says. */
export function locateInString({ packing, steps }: StringPlaces, start: number, end: number): Origin {
  if (steps === null) return packing.origin;
  const offset = offsetOf(steps, start);
  return locateUnpacked(packing, { offset, length: offsetOf(steps, Math.max(start, end)) - offset });
}

/** Finds bytes that are a JSON string as it reads in UTF-8: the mail under `source` or `message`. `text` is what the string says. */
export function findTextBytes(record: RecordBytes, text: string, origin: Origin): Packing | null {
  const token = findString(record.bytes, text);
  return token && { origin: wholeOf(token, record, origin), map: readByteSteps(record.bytes, token.start, token.end) };
}

/** Walks along a JSON string and notes where the bytes of what it says and its own part. */
function readByteSteps(bytes: Uint8Array, start: number, end: number): Steps {
  const steps = { units: [0], bytes: [0] };
  let said = 0;
  for (let at = start; at < end; ) {
    const { length } = unitAt(bytes, at, true);
    const size = bytes[at] === BACKSLASH ? (length === 6 ? sizeOfCode(codeAt(bytes, at)) : 1) : length;
    at += length;
    said += size;
    if (length !== size) {
      steps.units.push(said);
      steps.bytes.push(at - start);
    }
  }
  return steps;
}

/** Bytes of a UTF-16 unit in UTF-8; the first of a surrogate pair has those of both. */
const sizeOfCode = (code: number): number => {
  if (code < 0x80) return 1;
  if (code < 0x800) return 2;
  if (code >= 0xdc00 && code < 0xe000) return 0;
  return code >= 0xd800 && code < 0xdc00 ? 4 : 3;
};

const codeAt = (bytes: Uint8Array, at: number): number =>
  Number.parseInt(String.fromCharCode(...bytes.subarray(at + 2, at + 6)), 16);

const wholeOf = ({ start, end }: Token, record: RecordBytes, origin: Origin): Origin => ({
  ...origin,
  offset: record.offset + start,
  length: end - start,
});

const normalizedLength = (text: string): number =>
  text.includes('\r') ? text.replace(/\r\n/g, '\n').length : text.length;

interface Token {
  readonly start: number;
  readonly end: number;
}

/** The first string that says `value`, without its quotes. One pass; strings too short or too long for it are not decoded. */
function findString(bytes: Uint8Array, value: string): Token | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (let at = bytes.indexOf(QUOTE); at >= 0; at = bytes.indexOf(QUOTE, at)) {
    const start = at + 1;
    let end = start;
    while (end < bytes.length && bytes[end] !== QUOTE) end += bytes[end] === BACKSLASH ? 2 : 1;
    if (end >= bytes.length) return null;
    at = end + 1;
    if (end - start < value.length || end - start > value.length * LONGEST_UNIT) continue;
    if (decodeString(buffer.toString('utf8', start - 1, end + 1)) === value) return { start, end };
  }
  return null;
}

function decodeString(token: string): string | null {
  try {
    const value: unknown = JSON.parse(token);
    return typeof value === 'string' ? value : null;
  } catch {
    return null;
  }
}

/**
 * Walks along UTF-8 (with JSON escapes or without) and notes where units and bytes part; null where there are not `length` units.
 * CR LF and CR are one unit.
 */
function readSteps(bytes: Uint8Array, start: number, end: number, length: number, escapes: boolean): Steps | null {
  const steps = { units: [0], bytes: [0] };
  let unit = 0;
  let at = start;
  while (at < end) {
    let { length: taken, units } = unitAt(bytes, at, escapes);
    if (isCode(bytes, at, taken, CR, escapes)) {
      const next = at + taken;
      const after = next < end ? unitAt(bytes, next, escapes).length : 0;
      if (after && isCode(bytes, next, after, LF, escapes)) taken += after;
      units = 1;
    }
    at += taken;
    unit += units;
    if (taken !== units) {
      steps.units.push(unit);
      steps.bytes.push(at - start);
    }
  }
  return unit === length ? steps : null;
}

function unitAt(bytes: Uint8Array, at: number, escapes: boolean): { length: number; units: number } {
  const byte = bytes[at]!;
  if (byte < 0x80) {
    if (!escapes || byte !== BACKSLASH) return { length: 1, units: 1 };
    return { length: bytes[at + 1] === 117 ? 6 : 2, units: 1 };
  }
  if (byte >= 0xf0) return { length: 4, units: 2 };
  return { length: byte >= 0xe0 ? 3 : 2, units: 1 };
}

/** True if the unit at `at` is this control character, written plainly or as an escape. */
function isCode(bytes: Uint8Array, at: number, length: number, code: number, escapes: boolean): boolean {
  if (length === 1) return bytes[at] === code;
  if (!escapes || bytes[at] !== BACKSLASH) return false;
  if (length === 2) return bytes[at + 1] === (code === CR ? 114 : 110);
  return codeAt(bytes, at) === code;
}
