import { countCoreFields, fieldNameLength, headerNames, isBlankLine, nextLine } from './header-scan.js';

/** Bytes after a `From ` that may be looked at to decide whether it separates messages: 16 KB. */
export const LOOKAHEAD = 1 << 14;

const MONTHS = new Set(['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']);
const MONTH_CODES = new Set(
  [...MONTHS].map((month) => ((month.charCodeAt(0) - 32) << 16) | (month.charCodeAt(1) << 8) | month.charCodeAt(2)),
);

/** What is known about the separators of a file so far. */
export interface SeparatorHabit {
  /** True once a separator with a date was seen: then one without needs more to be believed. */
  readonly dated: boolean;
  /** True once git's separator began a message: else such a line is a patch shown in a mail. */
  readonly patches?: boolean;
}

/**
 * Decides whether the `From ` at `at` separates two messages of an mbox: `true`, `'unspaced'` if it does although no
 * empty line stands before it, or `false`. Looks at no more than `LOOKAHEAD` bytes after it.
 *
 * `From a@b.c Mon Jan  3 10:00:00 2005` + `Date: ...` → true; `From what I know, ...` → false.
 * Writers disagree on everything but the five bytes (RFC 4155 appendix A), so the header behind it must agree.
 */
export function separatesMessages(
  bytes: Buffer,
  at: number,
  end: number,
  spaced: boolean,
  habit: SeparatorHabit,
): boolean | 'unspaced' {
  // `From : Ann`: a field with a blank before its colon.
  if (/^From[ \t]+:/.test(bytes.toString('latin1', at, Math.min(end, at + 20)))) return false;
  const limit = Math.min(end, at + LOOKAHEAD);
  const header = nextLine(bytes, at, limit);
  if (habit.dated && !habit.patches && isPatchLine(bytes, at, header)) return false;
  const dated = hasFromDate(bytes, at + 5, header);
  if (dated && spaced && fieldNameLength(bytes, header, limit) > 0) return true;
  if (dated && spaced)
    return header >= limit || isBlankLine(bytes, header, limit) || hasFieldSoon(bytes, header, limit);
  const fields = countCoreFields(bytes, skipEscapedFrom(bytes, header, limit), limit);
  if (dated) return fields >= 2 ? 'unspaced' : false;
  // QUIRK: Thunderbird's `From - ` and exports that write `From ` alone, some of them without an empty line before it.
  if (!spaced) return !habit.dated && fields >= 3 && isBareLine(bytes, at + 5, header) ? 'unspaced' : false;
  return fields >= (habit.dated ? 3 : 2) && fieldNameLength(bytes, header, limit) > 0;
}

/** `From 1a2b… Mon Sep 17 00:00:00 2001`: git writes a commit's name, and the same date above every patch. */
export function isPatchLine(bytes: Buffer, at: number, lineEnd: number): boolean {
  return /^From [0-9a-f]{40,64} Mon Sep 17 00:00:00 2001\s*$/.test(
    bytes.toString('latin1', at, Math.min(lineEnd, at + 110)),
  );
}

/** True where nothing but a dash stands behind `From `. */
function isBareLine(bytes: Buffer, at: number, lineEnd: number): boolean {
  const text = bytes.toString('latin1', at, Math.min(lineEnd, at + 20)).trim();
  return text === '' || text === '-';
}

/**
 * True if the text after `From ` ends like a From_ line: a month's name, a time and a year.
 * `a@b Mon Jan  3 10:00:00 2005`, `- Mon, 3 Jan 2005 10:00 +0100`, `user at host  Mon Jan  3 10:00:00 2005`.
 */
export function hasFromDate(bytes: Buffer, at: number, lineEnd: number): boolean {
  return (
    endsInClockAndYear(bytes, lineEnd) || hasLooseFromDate(bytes.toString('latin1', at, Math.min(lineEnd, at + 300)))
  );
}

/** The form that nearly all writers use, told without making a string of it: ` Jan  3 10:00:00 2005` and a line end. */
function endsInClockAndYear(bytes: Uint8Array, lineEnd: number): boolean {
  let end = lineEnd;
  if (bytes[end - 1] === 10) end--;
  if (bytes[end - 1] === 13) end--;
  return (
    bytes[end - 5] === 32 &&
    bytes[end - 8] === 58 &&
    bytes[end - 11] === 58 &&
    bytes[end - 14] === 32 &&
    bytes[end - 17] === 32 &&
    bytes[end - 21] === 32 &&
    areDigits(bytes, end - 4, 4) &&
    areDigits(bytes, end - 7, 2) &&
    areDigits(bytes, end - 10, 2) &&
    areDigits(bytes, end - 13, 2) &&
    areDigits(bytes, end - 15, 1) &&
    isMonth(bytes, end - 20)
  );
}

function areDigits(bytes: Uint8Array, at: number, count: number): boolean {
  for (let index = at; index < at + count; index++) if (bytes[index]! < 48 || bytes[index]! > 57) return false;
  return true;
}

/** True for a capital and two small letters that are the start of a month's name. */
function isMonth(bytes: Uint8Array, at: number): boolean {
  return MONTH_CODES.has((bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!);
}

/** QUIRK: `a@b 2016-04-04T09:12:00+02:00`, `a@b 4/4/2016 9:12:00 AM`: exports write the date as their system does. */
const DATE_IN_NUMBERS =
  /^\S{1,200}[ \t]+(?:\d{4}[-/]\d\d[-/]\d\d[T ]|\d{1,2}[./-]\d{1,2}[./-](?:\d\d){1,2},?[ ])\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?(?: ?[AP]M)?(?: ?(?:Z|[A-Z]{3,4}|[+-]\d\d:?\d\d))?\s*$/i;

/** `From Monday to 5 April 2016 at 10:00 the quay is shut`: words go on behind the time of a sentence. */
function hasLooseFromDate(line: string): boolean {
  if (DATE_IN_NUMBERS.test(line)) return true;
  const colon = line.lastIndexOf(':');
  if (colon < 1 || !isDigit(line, colon - 1) || !isDigit(line, colon + 1)) return false;
  if (/[ \t][a-z]{2,}/.test(line.slice(colon).replace(/ remote from .*/, ''))) return false;
  let year = false;
  let month = false;
  for (const word of line.split(/[\s,/-]/)) {
    if (word.length === 4 && (word.startsWith('19') || word.startsWith('20')))
      year ||= isDigit(word, 2) && isDigit(word, 3);
    else if (word.length >= 3) month ||= MONTHS.has(word.slice(0, 3).toLowerCase());
  }
  return year && month;
}

const isDigit = (text: string, index: number): boolean => {
  const code = text.charCodeAt(index);
  return code >= 48 && code <= 57;
};

/** QUIRK: UUCP relays and Mailman leave `>From ` lines between the separator and the header. */
function skipEscapedFrom(bytes: Buffer, at: number, end: number): number {
  let line = at;
  while (line < end && bytes[line] === 62 && bytes.toString('latin1', line, line + 6) === '>From ')
    line = nextLine(bytes, line, end);
  return line;
}

/** True if one of the next six lines starts a mail header: separators are followed by odd lines now and then. */
function hasFieldSoon(bytes: Buffer, at: number, end: number): boolean {
  let line = at;
  for (let count = 0; count < 6 && line < end; count++) {
    if (isBlankLine(bytes, line, end)) return false;
    if (headerNames(bytes, line, end).length > 0 && countCoreFields(bytes, line, end) > 0) return true;
    line = nextLine(bytes, line, end);
  }
  return false;
}
