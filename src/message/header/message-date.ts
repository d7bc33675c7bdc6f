import { type ParsedDate, parseLooseDate } from '../../date/loose-date.js';
import type { MessageDate } from '../message.js';
import { decodeHeaderText } from './encoded-word.js';

export type { ParsedDate };

/**
 * Reads a date as headers write it: RFC 5322 §3.3 and §4.3 (two-digit years, named zones, comments), RFC 850, asctime,
 * `ctime` with a zone, ISO 8601 and RFC 3339, and localised month names. `"Mon, 3 Jan 2005 10:00:00 +0100"` →
 * `{time: 1104742800000, offset: 60}`. Missing seconds are 0; a missing zone gives offset null and reads as UTC; 24:00 is
 * the next day's midnight; a day without a time is its midnight, with an oddity (RFC 5256 §2.2). Null where day, month and year cannot
 * all be told, or a value is impossible: never a made-up moment. What is cut off within the time is not read.
 */
export function parseMessageDate(text: string): ParsedDate | null {
  // QUIRK: gateways encode the date as they do words, and the charset's name would lend it a number; others write months as bytes.
  return fastDate(text) ?? parseLooseDate(decodeHeaderText(text).replace(CUT_TIME, '$1$2'));
}

/** A time that breaks off within its minutes, of which nothing is known then, or its seconds: `Mon, 7 May 2018 09:1`. */
const CUT_TIME = /^(.{0,60}[a-z]{3}\.? \d{4})(?: \d\d?:\d|( \d\d?:\d\d):\d)\s*$/is;

/** `[Www, ]D[D] Mon YYYY HH:MM:SS +ZZZZ` exactly, the form of nearly all mail; null for anything else. */
function fastDate(text: string): ParsedDate | null {
  let at = 0;
  const code = (index: number): number => text.charCodeAt(index);
  while (code(at) === 0x20) at++;
  if (code(at + 3) === 0x2c && code(at + 4) === 0x20) at += 5;
  if (code(at) === 0x20) at++;
  let day = code(at) - 0x30;
  if (!(day >= 0 && day <= 9)) return null;
  at++;
  const second = code(at) - 0x30;
  if (second >= 0 && second <= 9) {
    day = day * 10 + second;
    at++;
  }
  if (code(at) !== 0x20 || code(at + 4) !== 0x20 || code(at + 9) !== 0x20) return null;
  const month = SHORT_MONTHS.indexOf(text.slice(at + 1, at + 4).toLowerCase()) / 3 + 1;
  if (month < 1 || month % 1) return null;
  const year = digits(text, at + 5, 4);
  const hour = digits(text, at + 10, 2);
  const minute = digits(text, at + 13, 2);
  const seconds = digits(text, at + 16, 2);
  if (code(at + 12) !== 0x3a || code(at + 15) !== 0x3a || code(at + 18) !== 0x20) return null;
  const sign = code(at + 19);
  if (sign !== 0x2b && sign !== 0x2d) return null;
  const zoneHour = digits(text, at + 20, 2);
  const zoneMinute = digits(text, at + 22, 2);
  if (year < 1970 || year > 2050 || day < 1 || day > 28 || hour > 23 || minute > 59 || seconds > 59) return null;
  if (hour < 0 || minute < 0 || seconds < 0 || zoneHour < 0 || zoneHour > 14 || zoneMinute < 0 || zoneMinute > 59)
    return null;
  const next = code(at + 24);
  if (next >= 0x30 && next <= 0x39) return null;
  const offset = (sign === 0x2d ? -1 : 1) * (zoneHour * 60 + zoneMinute);
  // RFC 5322 §3.3: "-0000" says that the time is UTC and the local zone is not known.
  const unknown = sign === 0x2d && zoneHour === 0 && zoneMinute === 0;
  return {
    time: Date.UTC(year, month - 1, day, hour, minute, seconds) - offset * 60_000,
    offset: unknown ? null : offset,
    oddity: null,
  };
}

const SHORT_MONTHS = 'janfebmaraprmayjunjulaugsepoctnovdec';

function digits(text: string, at: number, count: number): number {
  let value = 0;
  for (let index = at; index < at + count; index++) {
    const digit = text.charCodeAt(index) - 0x30;
    if (!(digit >= 0 && digit <= 9)) return -1;
    value = value * 10 + digit;
  }
  return value;
}

/**
 * ISO 8601 of a date with its own offset: `2005-01-03T10:00:00+01:00`. Where the message gave no zone the offset is
 * `-00:00`, which RFC 3339 §4.3 defines as "UTC time, local offset unknown".
 */
export function formatDate(date: Pick<MessageDate, 'time' | 'offset'>): string {
  const offset = date.offset ?? 0;
  const local = new Date(date.time + offset * 60_000);
  if (Number.isNaN(local.getTime())) return '';
  const minutes = Math.abs(offset);
  const sign = date.offset === null || offset < 0 ? '-' : '+';
  const zone = `${sign}${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}`;
  return local.toISOString().replace(/\.\d+Z$/, zone);
}
