import { latin1 } from '../mime/charset.js';
import { continuesBarely } from './bare-continuation.js';
import { afterLineEnd, endOfLine, type FieldRange } from './field-range.js';

/** Where the fields of a header stand in the bytes. */
export interface HeaderRanges {
  readonly fields: readonly FieldRange[];
  /** Index of the first byte of the body. */
  readonly bodyStart: number;
  /** False where no empty line ends the header: the body starts at the first line that is no field, or is missing. */
  readonly separated: boolean;
  /** Lines inside the header that are neither field nor continuation. */
  readonly strayLines: number;
  /** Lines that continue a field without the white space that says so. */
  readonly bareLines?: number;
}

const LF = 10;
const CR = 13;
const COLON = 58;

/**
 * Finds the fields of a header (RFC 5322 §2.2) in bytes that start with it. Tolerates a `From ` or `>From ` line at the
 * start, white space before the colon, 8-bit names, NUL bytes, bare CR (a line end only where the whole header uses it),
 * mixed line ends, a missing empty line, stray lines between fields. One pass; nothing is copied.
 */
export function readHeaderRanges(bytes: Uint8Array, start = 0): HeaderRanges {
  const bareCr = usesBareCr(bytes, start);
  const fields: FieldRange[] = [];
  let strayLines = 0;
  let bareLines = 0;
  let at = start;
  const ranges = (bodyStart: number, separated: boolean): HeaderRanges => ({
    fields,
    bodyStart,
    separated,
    strayLines,
    ...(bareLines > 0 && { bareLines }),
  });
  while (at < bytes.length) {
    const lineEnd = endOfLine(bytes, at, bareCr);
    const next = afterLineEnd(bytes, lineEnd);
    const first = bytes[at]!;
    if (lineEnd === at) return ranges(next, true);
    if (first === 0x20 || first === 0x09) {
      if (!fields.length || isSeparator(bytes, at, lineEnd, next)) {
        if (isBlank(bytes, at, lineEnd)) return ranges(next, true);
        if (!fields.length) return ranges(at, false);
      }
      const last = fields.at(-1)!;
      fields[fields.length - 1] = { ...last, end: lineEnd };
      at = next;
      continue;
    }
    const colon = nameEndOf(bytes, at, lineEnd);
    const above = fields.at(-1);
    if (colon) fields.push({ start: at, nameEnd: colon.nameEnd, valueStart: colon.valueStart, end: lineEnd });
    else if (at === start && isFromLine(bytes, at)) strayLines += 0;
    else if (above !== undefined && continuesBarely(bytes, above, [at, lineEnd], bareLines > 0)) {
      fields[fields.length - 1] = { ...above, end: lineEnd };
      bareLines++;
    } else if (startsField(bytes, next, bareCr)) strayLines++;
    else return ranges(at, false);
    at = next;
  }
  return ranges(bytes.length, false);
}

/** Raw value after the colon: folds kept, bytes as latin1. */
export function fieldValue(bytes: Uint8Array, field: FieldRange): string {
  return latin1(bytes, field.valueStart, field.end);
}

/** Old Macintosh files: the first line ends with a CR that no LF follows. */
function usesBareCr(bytes: Uint8Array, start: number): boolean {
  for (let at = start; at < bytes.length; at++) {
    if (bytes[at] === LF) return false;
    if (bytes[at] === CR) return at + 1 < bytes.length && bytes[at + 1] !== LF && startsField(bytes, at + 1, true);
  }
  return false;
}

/** A name is any bytes but controls, space and colon; white space may stand before the colon (RFC 5322 §4.5). */
function nameEndOf(bytes: Uint8Array, start: number, end: number): { nameEnd: number; valueStart: number } | null {
  let at = start;
  while (at < end && bytes[at]! > 0x20 && bytes[at] !== COLON && bytes[at] !== 0x7f) at++;
  const nameEnd = at;
  while (at < end && (bytes[at] === 0x20 || bytes[at] === 0x09)) at++;
  return at < end && bytes[at] === COLON && nameEnd > start ? { nameEnd, valueStart: at + 1 } : null;
}

function isFromLine(bytes: Uint8Array, at: number): boolean {
  const start = bytes[at] === 0x3e ? at + 1 : at;
  return latin1(bytes, start, Math.min(start + 5, bytes.length)) === 'From ';
}

/** True where a line is a field, or looks like one. */
export function startsField(bytes: Uint8Array, at: number, bareCr: boolean): boolean {
  if (at >= bytes.length || bytes[at] === LF || bytes[at] === CR) return false;
  const limit = Math.min(bytes.length, at + 200);
  let end = at;
  while (end < limit && bytes[end] !== LF && !(bareCr && bytes[end] === CR)) end++;
  return nameEndOf(bytes, at, end) !== null;
}

/** A line of white space only ends the header where neither a continuation nor a field follows. */
function isSeparator(bytes: Uint8Array, start: number, end: number, next: number): boolean {
  if (!isBlank(bytes, start, end)) return false;
  return !(
    bytes[next] === 0x20 ||
    bytes[next] === 0x09 ||
    startsField(bytes, next, false) ||
    bytes[next] === LF ||
    bytes[next] === CR
  );
}

function isBlank(bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (bytes[at]! > 0x20) return false;
  return true;
}
