import type { MessageDate } from './message.js';
import { monthNumber } from './month-names.js';

/** What a date text tells: `time` in ms since 1970 UTC, `offset` in minutes east of UTC or null where none is written. */
export interface ParsedDate {
  readonly time: number;
  readonly offset: number | null;
  /** Kebab-case name of what is odd about it although it was read; null for a plain date. */
  readonly oddity: 'before-1970' | 'far-future' | 'weekday-contradicts' | 'zone-unknown' | 'zone-impossible' | null;
}

/**
 * Reads a date as headers write it: RFC 5322 §3.3 and §4.3 (two-digit years, named zones, comments), RFC 850, asctime,
 * `ctime` with a zone, ISO 8601 and RFC 3339, and localised month names. `"Mon, 3 Jan 2005 10:00:00 +0100"` →
 * `{time: 1104742800000, offset: 60}`. Missing seconds are 0; a missing zone gives offset null and reads as UTC; 24:00 is
 * the next day's midnight. Null where day, month, year and time cannot all be told: never a made-up moment.
 */
export function parseMessageDate(text: string): ParsedDate | null {
  return fastDate(text) ?? slowDate(text);
}

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

/** Named zones in minutes east of UTC (RFC 822 §5, RFC 5322 §4.3, and what clients write). Ambiguous names are left out. */
const ZONES: Readonly<Record<string, number>> = {
  z: 0,
  ut: 0,
  utc: 0,
  gmt: 0,
  wet: 0,
  west: 60,
  bst: 60,
  ist: 330,
  met: 60,
  mez: 60,
  mewt: 60,
  cet: 60,
  mest: 120,
  mesz: 120,
  cest: 120,
  cedt: 120,
  metdst: 120,
  eet: 120,
  eest: 180,
  sast: 120,
  msk: 180,
  msd: 240,
  jst: 540,
  kst: 540,
  hkt: 480,
  sgt: 480,
  awst: 480,
  acst: 570,
  acdt: 630,
  aest: 600,
  aedt: 660,
  nzst: 720,
  nzdt: 780,
  nst: -210,
  ndt: -150,
  ast: -240,
  adt: -180,
  est: -300,
  edt: -240,
  cst: -360,
  cdt: -300,
  mst: -420,
  mdt: -360,
  pst: -480,
  pdt: -420,
  akst: -540,
  akdt: -480,
  hst: -600,
  brt: -180,
  art: -180,
  clt: -240,
  idt: 180,
  pkt: 300,
  wib: 420,
  ict: 420,
  swt: 60,
};

const SKIPPED = new Set(
  'mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday saturday sunday'.split(' '),
);
const WEEKDAYS = 'sunmontuewedthufrisat';

interface Fields {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  offset: number | null;
  weekday: number;
  zoneProblem: 'zone-unknown' | 'zone-impossible' | null;
  afternoon: boolean | null;
}

function slowDate(text: string): ParsedDate | null {
  if (text.length > 2000) return null;
  const plain = withoutComments(text);
  if (plain === null) return null;
  const fields: Fields = {
    year: -1,
    month: 0,
    day: -1,
    hour: -1,
    minute: 0,
    second: 0,
    offset: null,
    weekday: -1,
    zoneProblem: null,
    afternoon: null,
  };
  if (!isoDate(plain, fields) && !readTokens(plain.match(TOKEN) ?? [], fields)) return null;
  return finish(fields);
}

const TOKEN = /\d+|[^\s\d,:;.()/+-]+|[:.+/-]/gu;

/** Comments become a space; null where a closing parenthesis has no opening one inside the date. */
function withoutComments(text: string): string | null {
  if (!text.includes('(') && !text.includes(')')) return text;
  let depth = 0;
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === '\\' && depth) at++;
    else if (char === '(') {
      depth++;
      out += ' ';
    } else if (char === ')') {
      if (depth > 0) depth--;
    } else if (!depth) out += char;
  }
  return out;
}

/** `2005-01-03T10:00:00+01:00`, `2005-01-03 10:00`, `20050103T100000Z`, with fractions. */
function isoDate(text: string, fields: Fields): boolean {
  const match = ISO.exec(text);
  if (!match) return false;
  fields.year = Number(match[1]);
  fields.month = Number(match[2]);
  fields.day = Number(match[3]);
  fields.hour = Number(match[4] ?? -1);
  fields.minute = Number(match[5] ?? 0);
  fields.second = Number(match[6] ?? 0);
  const zone = (match[7] ?? '').trim();
  if (zone) readZone(zone, fields);
  return true;
}

const ISO =
  /^\s*(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?\s*([+-]\d{2}:?\d{2}|[A-Za-z]{1,5})?\s*$/;

/** `+0100`, `+01:00`, `GMT+0100`, `GMT`, `EST5EDT`. */
function readZone(zone: string, fields: Fields): void {
  const numeric = /([+-])(\d{1,2}):?(\d{2})?$/.exec(zone);
  if (numeric) {
    const hours = Number(numeric[2]);
    const minutes = Number(numeric[3] ?? 0);
    setNumericZone(numeric[1]!, hours, minutes, fields);
    return;
  }
  const name = zone.toLowerCase().replace(/\./g, '');
  const known = ZONES[name];
  if (known !== undefined) fields.offset = known;
  else fields.zoneProblem = 'zone-unknown';
}

function setNumericZone(sign: string, hours: number, minutes: number, fields: Fields): void {
  if (hours > 15 || minutes > 59) {
    fields.zoneProblem = 'zone-impossible';
    return;
  }
  const offset = (sign === '-' ? -1 : 1) * (hours * 60 + minutes);
  fields.offset = sign === '-' && offset === 0 ? null : offset;
}

/** Any order that a month by name, a time with a colon, a year and a day can stand in. */
function readTokens(tokens: readonly string[], fields: Fields): boolean {
  const numbers: string[] = [];
  for (let at = 0; at < tokens.length && at < 60; at++) {
    const token = tokens[at]!;
    if (/^\d/.test(token)) {
      if (fields.hour < 0 && (tokens[at + 1] === ':' || tokens[at + 1] === '.') && isTime(tokens, at, fields)) {
        fields.hour = Number(token);
        fields.minute = Number(tokens[at + 2]);
        at += 2;
        if ((tokens[at + 1] === ':' || tokens[at + 1] === '.') && /^\d{1,2}$/.test(tokens[at + 2] ?? '')) {
          fields.second = Number(tokens[at + 2]);
          at += 2;
        }
        if (tokens[at + 1] === '.' && /^\d+$/.test(tokens[at + 2] ?? '')) at += 2;
        continue;
      }
      if (token.length <= 4) numbers.push(token);
      continue;
    }
    if (
      (token === '+' || token === '-') &&
      fields.hour >= 0 &&
      fields.offset === null &&
      /^\d{2,4}$/.test(tokens[at + 1] ?? '')
    ) {
      const zone = tokens[at + 1]!;
      const minutes =
        zone.length > 2 ? Number(zone.slice(-2)) : tokens[at + 2] === ':' ? Number(tokens[at + 3] ?? 0) : 0;
      const hours = Number(zone.length > 2 ? zone.slice(0, -2) : zone);
      setNumericZone(token, hours, minutes, fields);
      at += zone.length > 2 || tokens[at + 2] !== ':' ? 1 : 3;
      continue;
    }
    if (token.length > 1 || /[a-z]/i.test(token)) readWord(token, fields);
  }
  return placeNumbers(numbers, fields);
}

/** `10:30` or `10.30`; a point counts only before two digits and not in `3.1.2005`. */
function isTime(tokens: readonly string[], at: number, fields: Fields): boolean {
  if (tokens[at]!.length > 2 || !/^\d{1,2}$/.test(tokens[at + 2] ?? '')) return false;
  if (tokens[at + 1] === ':') return true;
  return (
    tokens[at + 2]!.length === 2 &&
    fields.month > 0 &&
    !(tokens[at + 3] === '.' && /^\d{4}$/.test(tokens[at + 4] ?? ''))
  );
}

function readWord(token: string, fields: Fields): void {
  const word = token.toLowerCase();
  if (word === 'am' || word === 'pm') fields.afternoon = word === 'pm';
  else if (SKIPPED.has(word)) fields.weekday = WEEKDAYS.indexOf(word.slice(0, 3)) / 3;
  else if (!fields.month && monthNumber(token)) fields.month = monthNumber(token);
  else if (fields.hour >= 0 && fields.offset === null && /^[a-z]{1,6}$/.test(word)) {
    const known = ZONES[word];
    if (known !== undefined) fields.offset = known;
    else if (word.length > 1 && word !== 'dst') fields.zoneProblem ??= 'zone-unknown';
  }
}

/** Day and year from the numbers that are left; a month without a name only in `D M Y` or `Y M D` order. */
function placeNumbers(numbers: readonly string[], fields: Fields): boolean {
  const values = numbers.map(Number);
  const yearAt = numbers.findIndex((number) => number.length >= 3);
  if (fields.month) {
    if (numbers.length < 2) return false;
    if (yearAt === 0) [fields.year, fields.day] = [values[0]!, values[1]!];
    else [fields.day, fields.year] = [values[0]!, values[yearAt > 0 ? yearAt : 1]!];
  } else if (numbers.length >= 3) {
    if (yearAt === 0) [fields.year, fields.month, fields.day] = [values[0]!, values[1]!, values[2]!];
    else [fields.day, fields.month, fields.year] = [values[0]!, values[1]!, values[2]!];
  } else return false;
  const used =
    yearAt > 0 && fields.month
      ? numbers[yearAt]
      : yearAt === 0
        ? numbers[0]
        : numbers[fields.month && numbers.length === 2 ? 1 : Math.min(2, numbers.length - 1)];
  if (numbers.includes(String(fields.year)) && String(fields.year).length >= 4) return true;
  fields.year = fullYear(fields.year, (used ?? '').length);
  return true;
}

/** RFC 5322 §4.3: two digits below 50 are 20xx, other two and three digits 19xx. */
function fullYear(year: number, length: number): number {
  if (length >= 4) return year;
  if (year < 50 && length <= 2) return 2000 + year;
  return year < 1000 ? 1900 + year : year;
}

function finish(fields: Fields): ParsedDate | null {
  const { year, month, day, minute } = fields;
  let { hour, second } = fields;
  if (hour < 0) return null;
  if (fields.afternoon !== null && hour <= 12) hour = (hour % 12) + (fields.afternoon ? 12 : 0);
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month) || year < 0 || year > 9999) return null;
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && (minute > 0 || second > 0))) return null;
  second = Math.min(second, 60);
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day);
  moment.setUTCHours(hour, minute, second);
  const time = moment.getTime() - (fields.offset ?? 0) * 60_000;
  return { time, offset: fields.offset, oddity: fields.zoneProblem ?? oddityOf(year) };
}

function oddityOf(year: number): ParsedDate['oddity'] {
  if (year < 1970) return 'before-1970';
  return year > 2050 ? 'far-future' : null;
}

function daysOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
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
