import { DATE_CONNECTORS } from '../language/date-words.js';
import { yearOfShort } from './century.js';
import type { TimeOfDay } from './date-time-of-day.js';
import { type DateToken, monthsOfTwoWords } from './date-tokens.js';

/** One way to read the day; `year` null = not written. */
export interface DayReading {
  readonly year: number | null;
  readonly month: number;
  readonly day: number;
}

/** A day among the tokens `from` to `to` (exclusive), with every reading it allows. */
export interface DateCore {
  readonly from: number;
  readonly to: number;
  /** Day before month where both are possible. */
  readonly readings: readonly DayReading[];
  /** `written` = four digits, `short` = two. */
  readonly year: 'written' | 'short' | 'none';
  /** The month is a word, or marked as month (`5月`). */
  readonly named: boolean;
  /** Written `1/2/2003`: the form in which Americans put the month first. */
  readonly slashed: boolean;
  /** A reading that counts only where the week day rules out the others and fits it. */
  readonly swapped: DayReading | null;
}

/** A number or a month name, and the tokens it takes. */
interface Part {
  readonly from: number;
  readonly to: number;
  readonly number: number;
  readonly digits: number;
  /** Bits of the months that a word names; 0 for a number. */
  readonly months: number;
}

/** All days in the tokens that no time of day takes, in the order they stand. Each start costs constant work. */
export function readCores(
  tokens: readonly DateToken[],
  times: readonly TimeOfDay[],
  text: string,
): readonly DateCore[] {
  const taken = new Uint8Array(tokens.length);
  for (const time of times) taken.fill(1, time.from, time.to);
  const cores: DateCore[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const first = partAt(tokens, taken, at);
    if (!first) continue;
    const core = coreAt(tokens, taken, first, text);
    if (core) cores.push(core);
  }
  return cores;
}

function coreAt(tokens: readonly DateToken[], taken: Uint8Array, first: Part, text: string): DateCore | null {
  const marked = readMarked(tokens, taken, first, text);
  if (marked) return marked;
  const second = nextPart(tokens, taken, first.to);
  if (!second) return null;
  const third = nextPart(tokens, taken, second.to);
  if (!first.months && !second.months && !(first.digits === 4 && third?.months))
    return readNumeric(tokens, first, second, third);
  // `mar, 05-03-2024`, `mer. 04/02/2004`: the word is the week day.
  if (first.months && third && tokens[first.from]!.weekdays !== 0 && isFigureDate(tokens, second, third)) return null;
  return (third && readNamed(tokens, [first, second, third])) ?? readNamedWithoutYear(first, second);
}

/** `2020年1月5日`, `2020년 1월 5일`, `1月5日`, `令和2年1月5日`, `民國109年1月5日`. */
function readMarked(tokens: readonly DateToken[], taken: Uint8Array, first: Part, text: string): DateCore | null {
  const unit = tokens[first.to]?.text;
  if (unit === '年') {
    const month = partAt(tokens, taken, first.to + 1);
    if (!month || tokens[month.to]?.text !== '月') return null;
    const day = partAt(tokens, taken, month.to + 1);
    if (!day || day.months || month.months) return null;
    const to = tokens[day.to]?.text === '日' ? day.to + 1 : day.to;
    const year = eraYear(
      first.number,
      text.slice(Math.max(0, tokens[first.from]!.start - 1), tokens[first.from]!.start),
    );
    if (year === null) return null;
    return made(first.from, to, [{ year, month: month.number, day: day.number }], 'written', true);
  }
  if (unit !== '月') return null;
  const day = partAt(tokens, taken, first.to + 1);
  if (!day || day.months || tokens[day.to]?.text !== '日') return null;
  return made(first.from, day.to + 1, [{ year: null, month: first.number, day: day.number }], 'none', true);
}

function eraYear(number: number, before: string): number | null {
  if (before === '國' || before === '国') return number + 1911;
  if (before === '和') return number + 2018;
  if (before === '成') return number + 1988;
  return fullYear(number);
}

/** Three parts with a month word: `5 Jan 2020`, `Jan 5, 2020`, `2020 jan. 5`, `2020. 5 jan`. */
function readNamed(tokens: readonly DateToken[], parts: readonly [Part, Part, Part]): DateCore | null {
  const word = parts.findIndex((part) => part.months);
  if (parts.filter((part) => part.months).length !== 1) return null;
  const [first, second] = parts.filter((part) => !part.months) as [Part, Part];
  const month = parts[word]!.months;
  const from = parts[0].from;
  const to = parts[2].to;
  if (first.digits <= 2 && (second.digits === 4 || second.digits === 2)) {
    if (word === 2) return null;
    // `Jan 5, 10`: two digits are a year only behind an apostrophe, a dash, or right behind the month.
    const year = yearOf(second, tokens);
    if (year !== null)
      return made(from, to, named(month, year, first.number), second.digits === 4 ? 'written' : 'short', true);
    return null;
  }
  if (first.digits === 4 && second.digits <= 2) {
    const year = fullYear(first.number);
    if (year !== null) return made(from, to, named(month, year, second.number), 'written', true);
  }
  return null;
}

/** True where two numbers are joined by a mark and a third one by the same: `05` and `03` of `05-03-2024`. */
function isFigureDate(tokens: readonly DateToken[], first: Part, second: Part): boolean {
  const mark = first.months || second.months ? null : separator(tokens, first, second);
  const next = tokens[second.to + 1];
  if (mark === null || next?.kind !== 'number') return false;
  return tokens[second.to]!.text === mark && !tokens[second.to]!.spaced && (mark === '.' || !next.spaced);
}

function readNamedWithoutYear(first: Part, second: Part): DateCore | null {
  const number = first.months ? second : first;
  const word = first.months ? first : second;
  if (!word.months || number.months || number.digits > 2) return null;
  return made(first.from, second.to, named(word.months, null, number.number), 'none', true);
}

function yearOf(part: Part, tokens: readonly DateToken[]): number | null {
  if (part.digits === 4) return fullYear(part.number);
  const before = tokens[part.from - 1];
  const tight = !tokens[part.from]!.spaced;
  if (part.digits !== 2) return null;
  if (before?.text === "'" || (tight && (before?.text === '-' || before?.text === '/' || before?.text === '.')))
    return yearOfShort(part.number);
  // `28 avr. 04`: the dot belongs to the month.
  const word = before?.text === '.' ? tokens[part.from - 2] : before;
  return word?.kind === 'word' && word.months ? yearOfShort(part.number) : null;
}

/** Numbers alone: `5.1.2020`, `1/5/20`, `2020-01-05`, `20-01-05`, `5. 1. 2020`, `2020. 1. 5.`; without year `5.1.`, `1/5`. */
function readNumeric(tokens: readonly DateToken[], first: Part, second: Part, third: Part | null): DateCore | null {
  const mark = separator(tokens, first, second);
  if (!mark) return null;
  const before = tokens[first.from - 1];
  if (before?.text === mark && !tokens[first.from]!.spaced && tokens[first.from - 2]?.kind === 'number') return null;
  if (!third || separator(tokens, second, third) !== mark) return readDayMonth(mark, first, second);
  const after = tokens[third.to];
  const more = tokens[third.to + 1];
  if (after?.text === mark && !after.spaced && more?.kind === 'number' && !more.spaced) return null;
  const [a, b, c] = [first.number, second.number, third.number];
  const slashed = mark === '/';
  const from = first.from;
  const to = third.to;
  if (first.digits === 4) {
    const year = fullYear(a);
    if (year === null) return null;
    // QUIRK: Evolution of 2005 wrote the day before the month: `Fri, 2005-09-12`, `Fri, 2005-30-09`.
    const swapped = { year, month: c, day: b };
    const read = made(from, to, b > 12 ? [swapped] : [{ year, month: b, day: c }], 'written', false);
    return read && { ...read, swapped };
  }
  if (first.digits > 2 || second.digits > 2) return null;
  if (third.digits === 4) {
    const year = fullYear(c);
    if (year === null) return null;
    return made(from, to, [{ year, month: b, day: a }, ...swapped(mark, year, a, b)], 'written', false, slashed);
  }
  // QUIRK: Java and Perl programs of 2000 wrote the years since 1900: `1/5/100`.
  if (third.digits === 3 && c >= 100 && c < 130)
    return made(
      from,
      to,
      [{ year: yearOfShort(c), month: b, day: a }, ...swapped(mark, yearOfShort(c), a, b)],
      'short',
      false,
      slashed,
    );
  const yearFirst = { year: yearOfShort(a), month: b, day: c };
  // Korean phones write `24/3/5`, and `24. 3. 5.`; `10.2.3` is a version.
  if (third.digits === 1 && first.digits === 2 && (slashed || tokens[third.from]!.spaced))
    return made(from, to, [yearFirst], 'short', false, slashed);
  if (third.digits !== 2) return null;
  const year = yearOfShort(c);
  const dayFirst = { year, month: b, day: a };
  // Koreans put the year first: `20. 1. 3.`
  if (mark === '.') return made(from, to, first.digits === 2 ? [dayFirst, yearFirst] : [dayFirst], 'short', false);
  const readings = [dayFirst, { year, month: a, day: b }, ...(first.digits === 2 ? [yearFirst] : [])];
  return made(from, to, readings, 'short', false, slashed);
}

function swapped(mark: string, year: number, a: number, b: number): readonly DayReading[] {
  return mark === '.' && b <= 12 ? [] : [{ year, month: a, day: b }];
}

function readDayMonth(mark: string, first: Part, second: Part): DateCore | null {
  if (first.digits > 2 || second.digits > 2 || mark === '-') return null;
  const dayFirst = { year: null, month: second.number, day: first.number };
  const monthFirst = { year: null, month: first.number, day: second.number };
  return made(first.from, second.to, mark === '.' ? [dayFirst] : [dayFirst, monthFirst], 'none', false, mark === '/');
}

/** The mark between two numbers of a date, null if it is none. Spaces may follow a dot only. */
function separator(tokens: readonly DateToken[], first: Part, second: Part): string | null {
  if (second.from !== first.to + 1) return null;
  const mark = tokens[first.to]!;
  if (mark.spaced || mark.kind !== 'mark') return null;
  if (mark.text === '.') return '.';
  if (tokens[second.from]!.spaced) return null;
  return mark.text === '-' || mark.text === '/' ? mark.text : null;
}

function partAt(tokens: readonly DateToken[], taken: Uint8Array, at: number): Part | null {
  const token = tokens[at];
  if (!token || taken[at]) return null;
  if (token.kind === 'number') {
    if (token.text.length > 4 || token.value < 0) return null;
    return { from: at, to: at + 1, number: token.value, digits: token.text.length, months: 0 };
  }
  if (token.kind !== 'word') return null;
  const next = tokens[at + 1];
  // Vietnamese: `3 thg 1, 2020`, `tháng 1`, `tháng một`; eleven and twelve are ten and one, ten and two: `tháng mười một`.
  if (token.text === 'thang' || token.text === 'thg') {
    if (next?.kind === 'number')
      return taken[at + 1] || next.value < 1 || next.value > 12
        ? null
        : { from: at, to: at + 2, number: 0, digits: 0, months: 1 << (next.value - 1) };
    const more = next?.text === 'muoi' ? ['mot', 'hai'].indexOf(tokens[at + 2]?.text ?? '') : -1;
    if (more >= 0) return { from: at, to: at + 3, number: 0, digits: 0, months: 1 << (10 + more) };
  }
  if (token.months) return { from: at, to: at + 1, number: 0, digits: 0, months: token.months };
  const two = next?.kind === 'word' ? monthsOfTwoWords(token.text, next.text) : 0;
  return two ? { from: at, to: at + 2, number: 0, digits: 0, months: two } : null;
}

/** The next number or month word, over at most four tokens that may stand inside a date. */
function nextPart(tokens: readonly DateToken[], taken: Uint8Array, from: number): Part | null {
  for (let at = from; at < from + 6 && at < tokens.length; at++) {
    const part = partAt(tokens, taken, at);
    if (part) return part;
    if (taken[at] || !mayStandInside(tokens[at]!)) return null;
  }
  return null;
}

function mayStandInside(token: DateToken): boolean {
  if (token.kind === 'mark') return ".,-/'()\u0970_\u00ba\u00aa\u00b0".includes(token.text);
  if (token.kind === 'number') return false;
  return (
    DATE_CONNECTORS.has(token.text) ||
    token.weekdays !== 0 ||
    (token.small && token.text.length <= 4 && token.half === null)
  );
}

function named(months: number, year: number | null, day: number): readonly DayReading[] {
  const readings: DayReading[] = [];
  for (let month = 1; month <= 12; month++) if (months & (1 << (month - 1))) readings.push({ year, month, day });
  return readings;
}

/** A four-digit year; years of the Buddhist era (Thai mail programs) are brought to the common era. */
function fullYear(year: number): number | null {
  if (year >= 1900 && year < 2200) return year;
  // What programs write where they know no date: a year that nobody believes, not none.
  if (year === 1 || year === 1601) return year;
  return year >= 2443 && year < 2700 ? year - 543 : null;
}

function made(
  from: number,
  to: number,
  readings: readonly DayReading[],
  year: DateCore['year'],
  named: boolean,
  slashed = false,
): DateCore | null {
  const valid = readings.filter(
    (reading, index) =>
      isDay(reading) &&
      readings.findIndex(
        (other) => other.year === reading.year && other.month === reading.month && other.day === reading.day,
      ) === index,
  );
  return valid.length ? { from, to, readings: valid, year, named, slashed, swapped: null } : null;
}

function isDay({ year, month, day }: DayReading): boolean {
  if (month < 1 || month > 12 || day < 1) return false;
  return day <= new Date(Date.UTC(year ?? 2000, month, 0)).getUTCDate();
}
