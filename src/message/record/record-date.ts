import { isPlausibleMoment } from '../../date/plausible-moment.js';
import { isWithheld } from '../address/withheld-person.js';
import { parseMessageDate } from '../header/message-date.js';
import type { MessageDate } from '../message.js';
import { isEmpty, isRecord, type RecordEntry, type RecordFields, scalarText } from './record-fields.js';
import { type RecordHeader, recordHeader } from './record-headers.js';

/** The date of a record, and what is wrong with it: a code as the Date header of a mail gets it. */
export interface RecordDate {
  readonly date: MessageDate | null;
  readonly problem: string | null;
  /** The date as written, where no mail was sent then. */
  readonly doubted?: string;
}

interface ReadDate {
  readonly date: MessageDate;
  readonly oddity: string | null;
}

/** The Date header if the record kept its headers, the record's own date (with its time field), then when it was received. */
export function readRecordDate(fields: RecordFields, headers: readonly RecordHeader[]): RecordDate {
  const header = recordHeader(headers, 'date');
  const parsed = header === undefined ? null : parseMessageDate(header);
  if (parsed && isPlausibleMoment(parsed.time)) {
    const date: MessageDate = { time: parsed.time, offset: parsed.offset, source: 'date', raw: header! };
    return told({ date: withPrecision(date, parsed.oddity), oddity: parsed.oddity });
  }
  // QUIRK: mailparser gives the current time for a date that it cannot read; with header lines at hand it is not asked.
  const made = fields.record.headerLines !== undefined && fields.record.headers instanceof Map;
  const own = made ? [] : fields.candidates('date').filter(({ value }) => !isWithheldDate(value));
  const read = readBest(fields, own);
  if (read && isPlausibleMoment(read.date.time)) return told(read);
  const doubted = (parsed ? header : read?.date.raw)?.trim();
  const stand = readBest(fields, fields.candidates('received'));
  if (stand && isPlausibleMoment(stand.date.time)) {
    if (doubted !== undefined) return { date: stand.date, problem: 'date-implausible', doubted };
    return own.length ? { date: stand.date, problem: 'date-unreadable' } : told(stand);
  }
  if (doubted !== undefined || stand)
    return { date: null, problem: 'date-implausible', doubted: doubted ?? stand!.date.raw };
  return { date: null, problem: header === undefined && !own.length ? 'date-missing' : 'date-unreadable' };
}

const told = ({ date, oddity }: ReadDate): RecordDate => ({ date, problem: oddity === null ? null : `date-${oddity}` });

const isWithheldDate = (value: unknown): boolean => typeof value === 'string' && isWithheld(value);

/** The first that can be read; one of the same day that tells the time as well is better. */
function readBest(fields: RecordFields, entries: readonly RecordEntry[]): ReadDate | null {
  let best: { entry: RecordEntry; read: ReadDate } | null = null;
  for (const entry of entries) {
    const value = readDateValue(entry.value);
    if (!value) continue;
    const read = isCatalogued(entry) ? { ...value, date: { ...value.date, precision: 'day' as const } } : value;
    if (!best) best = { entry, read };
    else if (Math.abs(read.date.time - best.read.date.time) < DAY && read.date.precision !== 'day')
      best = { entry, read };
    if (best.read.date.precision !== 'day') break;
  }
  if (!best) return null;
  fields.use(best.entry, 'whole');
  return best.read.date.precision === 'day' ? (withTimeField(fields, best.entry) ?? best.read) : best.read;
}

const DAY = 86_400_000;

/** QUIRK: catalogues of released mail (`MetadataDateSent`, `docDate`) keep the day alone, as midnight in Washington: `2012-09-12T04:00:00+00:00`. */
const isCatalogued = ({ key, value }: RecordEntry): boolean =>
  /^(?:metadata|doc(?:ument)?_?date$)/i.test(key) &&
  typeof value === 'string' &&
  /T0[45]:00:00(?:\.0+)?(?:Z|\+00:?00)$/.test(value);

/** `date: "2016-04-04", time: "09:12:00"`, with the zone where a field tells one. */
function withTimeField(fields: RecordFields, entry: RecordEntry): ReadDate | null {
  const day = scalarText(entry.value)?.trim();
  if (day === undefined) return null;
  for (const candidate of fields.candidates('timeOfDay')) {
    const time = scalarText(candidate.value)?.trim() ?? '';
    if (
      candidate === entry ||
      !/^(?:[01]\d|2[0-3])[0-5]\d(?:[0-5]\d)?$|^\d{1,2}[:.]\d\d(?:[:.]\d\d(?:\.\d+)?)?(?:\s*[AaPp]\.?[Mm]\.?)?(?:\s*(?:Z|[A-Z]{3,4}|[+-]\d\d:?\d\d))?$/.test(
        time,
      )
    )
      continue;
    const clock = time
      .replace(/^(\d\d)(\d\d)(\d\d)?$/, (_, hour, minute, second) => `${hour}:${minute}${second ? `:${second}` : ''}`)
      .replace(
        /^(\d{1,2})\.(\d\d)(?:\.(\d\d))?/,
        (_, hour, minute, second) => `${hour}:${minute}${second ? `:${second}` : ''}`,
      );
    const plain = /^\d{8}$/.test(day)
      ? day.replace(/^(\d{4})(\d\d)/, '$1-$2-')
      : /^\d{4}-\d{2}-\d{2}T/.test(day)
        ? day.slice(0, 10)
        : day.replace(/[ T]+0?0:00(?::00(?:\.0+)?)?$/, '');
    const zoned = fields
      .candidates('zone')
      .find(({ value }) => /^(?:Z|UTC|GMT|[+-]\d\d:?\d\d|[A-Z]{3,4})$/.test(scalarText(value) ?? ''));
    const zone = zoned && !/[A-Z+-]/i.test(clock.slice(5)) ? ` ${scalarText(zoned.value)!}` : '';
    const read = readText(`${plain} ${clock}${zone}`) ?? readText(`${plain} ${clock}`);
    if (!read || read.date.precision === 'day') continue;
    fields.use(candidate, 'whole');
    if (zoned && zone) fields.use(zoned, 'whole');
    return read;
  }
  return null;
}

const TIME_KEYS = [
  '$date',
  '$numberLong',
  '$numberDouble',
  '$numberInt',
  'dateTime',
  'datetime',
  'DateTime',
  'iso',
  'date',
  'value',
  'time',
  'timestamp',
  'epoch',
  '_value',
  '#text',
  'text',
  'raw',
];

/** Members of a time in seconds: what else such an object holds may be as large as it likes. */
const SECOND_KEYS = ['seconds', '_seconds', 'nanoseconds', '_nanoseconds', 'nanos'];

function readDateValue(value: unknown): ReadDate | null {
  let inner = value;
  for (let depth = 0; depth < 5; depth++) {
    if (inner instanceof Date) return atTime(inner.getTime(), inner.toString());
    if (typeof inner === 'number') return readNumber(inner, String(inner));
    if (typeof inner === 'string') return readText(inner.trim());
    if (Array.isArray(inner)) {
      const many: readonly unknown[] = inner;
      const dates = many.filter((item) => !isEmpty(item));
      if (many.length >= 3 && many.length <= 7 && many.every((item) => Number.isInteger(item)))
        return readParts(many as number[]);
      if (dates.length !== 1) return null;
      inner = dates[0];
    } else if (isRecord(inner)) {
      const seconds = Number(inner.seconds ?? inner._seconds);
      if (Number.isFinite(seconds)) {
        const nanoseconds = Number(inner.nanoseconds ?? inner._nanoseconds ?? inner.nanos ?? 0) || 0;
        return atTime(seconds * 1000 + nanoseconds / 1e6, JSON.stringify(inner, SECOND_KEYS));
      }
      const object = inner;
      const key = TIME_KEYS.find((name) => !isEmpty(object[name]));
      if (key === undefined) return null;
      const zone = object.timeZone ?? object.timezone;
      const told: unknown = object[key];
      if (typeof told === 'string' && typeof zone === 'string' && /^(?:UTC|GMT|[+-]\d\d:?\d\d)$/.test(zone)) {
        const zoned = /(?:Z|[+-]\d\d:?\d\d)$/.test(told) ? told : `${told}${/^[A-Z]/.test(zone) ? 'Z' : zone}`;
        return readText(zoned.trim());
      }
      inner = told;
    } else return null;
  }
  return null;
}

function readText(text: string): ReadDate | null {
  if (/^\d{5,19}(?:\.\d+)?$/.test(text) && !/^(?:19|20)\d{6}(?:\d{4}(?:\d\d)?)?$/.test(text))
    return readNumber(Number(text), text);
  // Seconds as BigQuery's API writes them.
  if (/^\d\.\d{1,16}E(?:9|1[0-8])$/.test(text)) return readNumber(Number(text), text);
  // Excel in countries that write the comma for the point.
  if (/^[2-7]\d{4},\d{1,12}$/.test(text)) return readNumber(Number(text.replace(',', '.')), text);
  const called = /^(?:new Date|ISODate|datetime\.datetime|Timestamp|NumberLong)\((.{1,60})\)$/.exec(text)?.[1];
  if (called !== undefined) return readCall(called, text);
  const dotNet = /^\\?\/Date\((-?\d{1,16})([+-])?(\d{2})?(\d{2})?\)\\?\/$/.exec(text);
  if (dotNet) {
    const read = atTime(Number(dotNet[1]), text);
    const minutes = dotNet[2] ? (dotNet[2] === '-' ? -1 : 1) * (Number(dotNet[3]) * 60 + Number(dotNet[4] ?? 0)) : null;
    return read && { ...read, date: { ...read.date, offset: minutes } };
  }
  const compact = /^((?:19|20)\d\d)(\d\d)(\d\d)[T ](\d\d):?(\d\d)(?::?(\d\d))?(?=$|[Z .+-])/;
  const spaced = text.replace(
    compact,
    (_, year, month, day, hour, minute, second = '00') => `${year}-${month}-${day}T${hour}:${minute}:${second}`,
  );
  const parsed = parseMessageDate(spaced);
  if (!parsed) return null;
  const date: MessageDate = { time: parsed.time, offset: parsed.offset, source: 'record', raw: text };
  return { date: withPrecision(date, parsed.oddity), oddity: parsed.oddity };
}

/** What stands between the brackets of a call that makes a date: `1459753920000`, `'2016-04-04'`, `2016, 4, 4, 9, 12`. */
function readCall(inner: string, raw: string): ReadDate | null {
  const plain = inner.replace(/^["']|["']$/g, '');
  const parts = /^\d{4}(?:, ?\d{1,2}){2,5}(?:, ?\d{1,6})?$/.test(plain) ? plain.split(',').map(Number) : null;
  const read = parts ? readParts(parts) : readText(plain);
  return read && { ...read, date: { ...read.date, raw } };
}

/** Year, month from 1, day, and hour, minute, second: `[2016, 4, 4, 9, 12]`, as Java's LocalDateTime and Python's are written. */
function readParts(parts: readonly number[]): ReadDate | null {
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = parts;
  if (year < 1970 || year > 2100 || month < 1 || month > 12 || day < 1 || day > 31 || hour > 23 || minute > 59)
    return null;
  const two = (value: number) => String(value).padStart(2, '0');
  const clock = parts.length > 3 ? ` ${two(hour)}:${two(minute)}:${two(Math.min(second, 59))}` : '';
  return readText(`${year}-${two(month)}-${two(day)}${clock}`);
}

/** A day without a time stays a day, whatever else is odd about it. */
function withPrecision(date: MessageDate, oddity: string | null): MessageDate {
  const midnight = date.offset === null && date.time % DAY === 0;
  const day = oddity === 'time-missing' || (midnight && !/\d[:.]\d\d|T\d\d|\d{11}|[时時點点시]/.test(date.raw));
  return day ? { ...date, precision: 'day' } : date;
}

const EXCEL_EPOCH = Date.UTC(1899, 11, 30);
const FILETIME_EPOCH = Date.UTC(1601, 0, 1);
const TICKS_EPOCH = -62_135_596_800_000;

/**
 * A number as a time, by its size; none of the ranges is near another within the years of email:
 *
 *     42464.38             Excel's days since 1899-12-30 (20,000 to 80,000: the years 1954 to 2119), a clock without a zone
 *     1459761120           seconds, 1459761120000 milliseconds, 1459761120000000 microseconds since 1970, 19 digits nanoseconds
 *     13104134720000000    microseconds since 1601 (WebKit)
 *     131041347200000000   FILETIME: 100 nanoseconds since 1601
 *     635953651200000000   .NET ticks: 100 nanoseconds since the year 1
 */
function readNumber(value: number, raw: string): ReadDate | null {
  // A day as a number: 20160404. As seconds it would be of August 1970, when nobody sent mail.
  if (value >= 19_700_101 && value <= 20_991_231 && Number.isInteger(value)) {
    const day = String(value);
    return readText(`${day.slice(0, 4)}-${day.slice(4, 6)}-${day.slice(6)}`);
  }
  if (value >= 20_000 && value < 80_000) {
    const time = EXCEL_EPOCH + Math.round(value * 86_400) * 1000;
    const read = atTime(time, raw);
    return read && Number.isInteger(value) ? { ...read, date: { ...read.date, precision: 'day' } } : read;
  }
  if (value < 1e6) return null;
  if (value < 1e11) return atTime(value * 1000, raw);
  if (value < 1e14) return atTime(value, raw);
  if (value < 1e16) return atTime(value / 1000, raw);
  if (value < 2e16) return atTime(value / 1000 + FILETIME_EPOCH, raw);
  if (value > 1e17 && value < 1.7e17) return atTime(value / 10_000 + FILETIME_EPOCH, raw);
  if (value > 6e17 && value < 6.7e17) return atTime(value / 10_000 + TICKS_EPOCH, raw);
  return value > 8e17 && value < 4e18 ? atTime(value / 1e6, raw) : null;
}

const atTime = (time: number, raw: string): ReadDate | null =>
  Number.isFinite(time) && Math.abs(time) < 8.64e15
    ? { date: { time: Math.floor(time), offset: null, source: 'record', raw }, oddity: null }
    : null;
