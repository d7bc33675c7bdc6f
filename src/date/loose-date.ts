import { monthNumber, WEEKDAYS } from '../language/date-words.js';
import { foldWord } from '../text/fold-word.js';
import { dateOrders, daysOf, fullYear, placed, readOrder } from './date-order.js';
import { zoneMinutes } from './time-zones.js';

/** What a date text tells: `time` in ms since 1970 UTC, `offset` in minutes east of UTC or null where none is written. */
export interface ParsedDate {
  readonly time: number;
  readonly offset: number | null;
  /** What is odd about it although it was read; null for a plain date. */
  readonly oddity: DateOddity | null;
}

/** What is odd about a date that could be read all the same. */
export type DateOddity =
  | 'before-1970'
  | 'far-future'
  | 'time-missing'
  | 'zone-unknown'
  | 'zone-impossible'
  | 'day-month-ambiguous'
  /** `16-04-04`: any of the numbers may be the year. */
  | 'year-ambiguous';

interface Fields {
  year: number;
  month: number;
  day: number;
  hour: number;
  minute: number;
  second: number;
  offset: number | null;
  zoned: boolean;
  oddity: DateOddity | null;
  afternoon: boolean | null;
}

/** Longest text that can be a date; a longer one is something else in the date's place. */
const LONGEST_DATE = 1000;

/** Reads any form that `parseMessageDate` names, token by token. */
export function parseLooseDate(text: string): ParsedDate | null {
  // A whole Received value: the date stands after the last semicolon (RFC 5321 §4.4).
  const written = text.slice(text.lastIndexOf(';') + 1);
  if (written.length > LONGEST_DATE) return null;
  const plain = westernText(withoutComments(written)).replace(AMERICAN_ZONE, shortZone);
  const fields: Fields = {
    year: -1,
    month: 0,
    day: -1,
    hour: -1,
    minute: 0,
    second: 0,
    offset: null,
    zoned: false,
    oddity: null,
    afternoon: null,
  };
  if (!readIso(plain, fields) && !new Reader(plain, fields).read()) return null;
  return finish(fields);
}

/** QUIRK: Outlook writes zones of North America in words: `Eastern Daylight Time` is EDT. */
const AMERICAN_ZONE = /\b(Eastern|Central|Mountain|Pacific) (Standard|Daylight) Time\b/gi;
const shortZone = (_: string, place: string, season: string): string => `${place[0]}${season[0]}T`;

/** Comments (RFC 5322 §3.2.2) become a space; a parenthesis without its other half goes. */
function withoutComments(text: string): string {
  if (!text.includes('(') && !text.includes(')')) return text;
  let depth = 0;
  let out = '';
  for (let at = 0; at < text.length; at++) {
    const char = text[at]!;
    if (char === '\\' && depth) at++;
    else if (char === '(') depth++;
    else if (char === ')') {
      if (depth > 0 && --depth === 0) out += ' ';
    } else if (!depth) out += char;
  }
  return out;
}

/** `2005年1月3日 下午10時05分` to `2005-1-3 pm 10:05`. */
function westernText(text: string): string {
  if (!/[年月년월時时시点點上下오]/.test(text))
    return text
      .replace(/\b([ap])\.\s?m\.?/gi, '$1m')
      .replace(/\b1er\b/gi, '1')
      .replace(/\b(\d{1,2})\s?h\s?(\d\d)\b/g, '$1:$2');
  return text
    .replace(
      /(\d{1,2})\s?[時时點点시]\s?(\d{1,2})\s?[分분]?(?:\s?(\d{1,2})\s?[秒초])?/,
      (_, hour, minute, second) => `${hour}:${minute}${second ? `:${second}` : ''}`,
    )
    .replace(/[年년]\s?|[月월]\s?/g, '-')
    .replace(/[日일]/g, ' ')
    .replace(/上午|午前|오전/g, ' am ')
    .replace(/下午|午後|오후/g, ' pm ')
    .replace(
      /[(（]?[一二三四五六日월화수목금토일][)）]?曜日|星期[一二三四五六日天]|週[一二三四五六日]|[월화수목금토일]요일/g,
      ' ',
    );
}

const ISO =
  /^\s*(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]\s*(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,]\d{1,9})?)?)?\s*([+-]\d{2}:?\d{2}|[A-Za-z]{1,5})?\s*$/;
const COMPACT_ISO = /^\s*(\d{4})(\d{2})(\d{2})(?:T?(\d{2})(\d{2})(\d{2})?(?:\.\d{1,9})?)?([+-]\d{2}:?\d{2}|Z)?\s*$/;

/** `2005-01-03T10:00:00+01:00`, `2005-01-03 10:00`, `20050103T100000Z`, with fractions (ISO 8601, RFC 3339). */
function readIso(text: string, fields: Fields): boolean {
  const match = ISO.exec(text) ?? COMPACT_ISO.exec(text);
  if (!match) return false;
  fields.year = Number(match[1]);
  fields.month = Number(match[2]);
  fields.day = Number(match[3]);
  fields.hour = Number(match[4] ?? -1);
  fields.minute = Number(match[5] ?? 0);
  fields.second = Number(match[6] ?? 0);
  const zone = match[7];
  if (!zone) return true;
  if (zone[0] === '+' || zone[0] === '-')
    setNumericZone(fields, zone[0], Number(zone.slice(1, 3)), Number(zone.slice(-2)));
  else setNamedZone(fields, zone);
  return true;
}

function setNumericZone(fields: Fields, sign: string, hours: number, minutes: number): void {
  fields.zoned = true;
  if (hours > 15 || minutes > 59) {
    fields.oddity = 'zone-impossible';
    fields.offset = null;
    return;
  }
  const offset = (sign === '-' ? -1 : 1) * (hours * 60 + minutes);
  // RFC 5322 §3.3: "-0000" says that the time is UTC and the local zone is not known.
  fields.offset = sign === '-' && offset === 0 ? null : offset;
}

function setNamedZone(fields: Fields, name: string): void {
  const minutes = zoneMinutes(name);
  fields.zoned = true;
  if (minutes !== undefined) fields.offset = minutes;
  // RFC 5322 §4.3: military letters were used the wrong way round; they tell nothing.
  else fields.oddity = 'zone-unknown';
}

const TOKEN = /\d+|[^\s\d,:;.()/+-]+|[:.+/-]/gu;
const WEEKDAY = /^(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun|(?:mon|tues|wednes|thurs|fri|satur|sun)day)$/i;
/** Most words that mean nothing to us in a date; a text with more is no date. */
const MOST_WORDS = 4;

/** Reads tokens in any order that a month by name, a time with a colon, a year and a day can stand in. */
class Reader {
  private readonly tokens: readonly string[];
  private readonly fields: Fields;
  private readonly numbers: string[] = [];
  private separator = ' ';
  private at = 0;
  private strange = 0;

  constructor(text: string, fields: Fields) {
    this.tokens = text.match(TOKEN) ?? [];
    this.fields = fields;
  }

  read(): boolean {
    for (; this.at < this.tokens.length && !this.isComplete(); this.at++) {
      const token = this.tokens[this.at]!;
      if (/^\d/.test(token)) {
        if (this.readTime(token)) continue;
        if (token.length > 4 || this.numbers.length === 3) return false;
        this.numbers.push(token);
        const next = this.tokens[this.at + 1];
        if (this.numbers.length === 1 && (next === '/' || next === '.' || next === '-')) this.separator = next;
      } else if (token === '+' || token === '-') this.readNumericZone(token);
      else if (token.length > 1 || /\p{L}/u.test(token)) this.readWord(token);
      if (this.strange > MOST_WORDS) return false;
    }
    return this.placeNumbers();
  }

  private isComplete(): boolean {
    const { fields } = this;
    const next = this.tokens[this.at];
    if (fields.hour < 0 || !fields.zoned || this.numbers.length < (fields.month ? 2 : 3)) return false;
    // `GMT+0100`: the number belongs to the name before it.
    return !(next === '+' || next === '-');
  }

  /** `10:30`, `10:30:15.25`; `10.30` where it cannot be part of `3.1.2005`. */
  private readTime(token: string): boolean {
    const { tokens, fields, at } = this;
    const point = tokens[at + 1];
    const minute = tokens[at + 2] ?? '';
    if (fields.hour >= 0 || token.length > 2 || (point !== ':' && point !== '.') || !/^\d{1,2}$/.test(minute))
      return false;
    if (point === '.') {
      const dated = fields.month > 0 || this.numbers.length === 3;
      if (minute.length !== 2 || !dated || (tokens[at + 3] === '.' && (tokens[at + 4] ?? '').length === 4))
        return false;
    }
    fields.hour = Number(token);
    fields.minute = Number(minute);
    this.at += 2;
    if (tokens[this.at + 1] === point && /^\d{1,2}$/.test(tokens[this.at + 2] ?? '')) {
      fields.second = Number(tokens[this.at + 2]);
      this.at += 2;
      if ((tokens[this.at + 1] === '.' || tokens[this.at + 1] === ':') && /^\d+$/.test(tokens[this.at + 2] ?? ''))
        this.at += 2;
    }
    return true;
  }

  /** `+0100`, `+100`, `+1`, `+01:00` after a time; `GMT+0100`. */
  private readNumericZone(sign: string): void {
    const { tokens, fields, at } = this;
    const digits = tokens[at + 1] ?? '';
    if (fields.hour >= 0 && !fields.zoned && /^\d{5,8}$/.test(digits)) {
      setNumericZone(fields, sign, Number.POSITIVE_INFINITY, 0);
      this.at++;
      return;
    }
    if (fields.hour < 0 || !/^\d{1,4}$/.test(digits) || (fields.zoned && fields.offset !== 0)) return;
    // `10:00:00 3-Jan-2005`: a year.
    if (fields.month && this.numbers.length === 1 && Number(digits) > 1899) return;
    const colon = digits.length < 3 && tokens[at + 2] === ':' && /^\d\d$/.test(tokens[at + 3] ?? '');
    const hours = digits.length < 3 ? digits : digits.slice(0, -2);
    const minutes = digits.length < 3 ? (colon ? tokens[at + 3] : 0) : digits.slice(-2);
    setNumericZone(fields, sign, Number(hours), Number(minutes));
    this.at += colon ? 3 : 1;
  }

  private readWord(token: string): void {
    const { fields } = this;
    const word = token.toLowerCase();
    if (word === 'am' || word === 'pm') fields.afternoon = word === 'pm';
    else if (word === 't' || WEEKDAY.test(word) || this.isWeekday(word)) return;
    else if (!fields.month && monthNumber(token)) fields.month = monthNumber(token);
    else if (fields.hour >= 0 && !fields.zoned && /^[a-z]{1,6}$/.test(word)) setNamedZone(fields, word);
    else this.strange++;
  }

  /** A week day in any language leads the date: in `mar. 3 févr. 2005` the first word is Tuesday, as a later one names the month. */
  private isWeekday(word: string): boolean {
    if (this.numbers.length || !WEEKDAYS.has(foldWord(word))) return false;
    return !monthNumber(word) || this.tokens.slice(this.at + 1).some((token) => monthNumber(token) > 0);
  }

  /** Day, month and year from the numbers that are left. */
  private placeNumbers(): boolean {
    const { fields, numbers } = this;
    const [first, second, third] = numbers as [string?, string?, string?];
    if (fields.month) {
      if (first === undefined || second === undefined) return false;
      const yearFirst = first.length > 2 || Number(first) > 31;
      fields.day = Number(yearFirst ? second : first);
      fields.year = fullYear(yearFirst ? first : second);
      return true;
    }
    if (first === undefined || second === undefined || third === undefined) return false;
    if (first.length > 2) {
      [fields.year, fields.month, fields.day] = [fullYear(first), Number(second), Number(third)];
      return true;
    }
    const three = [first, second, third] as const;
    const orders = dateOrders(this.separator);
    const [chosen = placed(orders[0]!, three), ...others] = orders.flatMap((order) => readOrder(order, three) ?? []);
    [fields.year, fields.month, fields.day] = [chosen.year, chosen.month, chosen.day];
    const rivals = others.filter(
      ({ year, month, day }) => year !== chosen.year || month !== chosen.month || day !== chosen.day,
    );
    // With dots the day comes first wherever they are written.
    if (this.separator === '.' || chosen.order === 'ymd') return true;
    if (rivals.some(({ order }) => order !== 'ymd')) fields.oddity ??= 'day-month-ambiguous';
    else if (rivals.length > 0) fields.oddity ??= 'year-ambiguous';
    return true;
  }
}

function finish(fields: Fields): ParsedDate | null {
  const { year, month, day, minute, second } = fields;
  let { hour } = fields;
  let oddity = fields.oddity;
  if (hour < 0) {
    hour = 0;
    oddity ??= 'time-missing';
  }
  if (fields.afternoon !== null) {
    if (hour > 12) return hour < 24 ? finish({ ...fields, afternoon: null }) : null;
    hour = (hour % 12) + (fields.afternoon ? 12 : 0);
  }
  if (month < 1 || month > 12 || day < 1 || day > daysOf(year, month) || year < 0 || year > 9999) return null;
  if (hour > 24 || minute > 59 || second > 60 || (hour === 24 && (minute > 0 || second > 0))) return null;
  const moment = new Date(0);
  moment.setUTCFullYear(year, month - 1, day);
  moment.setUTCHours(hour, minute, second);
  const time = moment.getTime() - (fields.offset ?? 0) * 60_000;
  return { time, offset: fields.offset, oddity: year < 1970 ? 'before-1970' : year > 2050 ? 'far-future' : oddity };
}
