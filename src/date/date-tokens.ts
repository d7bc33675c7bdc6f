// Long because the grammar of written dates is one set of words and signs that is read together.

import { DAY_HALVES, MONTHS, WEEKDAYS } from '../language/date-words.js';
import { isAsciiLetter } from '../text/ascii-letter.js';
import { foldWord } from '../text/fold-word.js';

/** One token of a text that may hold a date. */
export interface DateToken {
  readonly kind: 'number' | 'word' | 'mark';
  /** Folded word, digits as ASCII, or the mark itself. */
  readonly text: string;
  /** The number's value; -1 for words and marks. */
  readonly value: number;
  readonly start: number;
  readonly end: number;
  /** White space stands before it. */
  readonly spaced: boolean;
  /** The word is not capitalised (or its script has no capitals). */
  readonly small: boolean;
  /** The word is all capitals. */
  readonly capitals: boolean;
  /** Bit m-1 set: may name month m. */
  readonly months: number;
  /** Bit d set: may name week day d, Sunday = 0. */
  readonly weekdays: number;
  readonly half: 'am' | 'pm' | null;
}

const MONTH_STEMS = stems(MONTHS);
const MONTH_HEADS = headsOf(MONTHS, MONTH_STEMS);
const WEEKDAY_HEADS = headsOf(WEEKDAYS);
/** The first words of names of two words. */
const FIRST_WORDS = new Set(
  [...MONTHS.keys()].filter((name) => name.includes(' ')).map((name) => name.slice(0, name.indexOf(' '))),
);
const HAN_WEEKDAYS = new Map([...'日一二三四五六'].map((character, day) => [character, day]));
const KANJI_WEEKDAYS = new Map([...'日月火水木金土'].map((character, day) => [character, day]));
const HANGUL_WEEKDAYS = new Map([...'일월화수목금토'].map((character, day) => [character, day]));
const HAN_UNITS = new Set([...'年月日号號時时点點分秒']);
const LONGEST_WORD = 40;

/** Cuts a text into numbers, words and marks in one pass. Reads at most `limit` tokens. */
export function tokeniseDate(text: string, limit = 400): readonly DateToken[] {
  const tokens: DateToken[] = [];
  let position = 0;
  let spaced = false;
  while (position < text.length && tokens.length < limit) {
    const code = text.charCodeAt(position);
    if (isSpace(code)) {
      spaced = true;
      position++;
      continue;
    }
    if (isInvisible(code)) {
      position++;
      continue;
    }
    const start = position;
    if (digitOf(code) >= 0) {
      let digits = '';
      while (position < text.length && digitOf(text.charCodeAt(position)) >= 0 && digits.length < 20)
        digits += digitOf(text.charCodeAt(position++));
      tokens.push(token('number', digits, start, position, spaced, digits.length > 14 ? -1 : Number(digits)));
    } else if (isHan(code)) {
      position = readHan(text, position, tokens, spaced);
    } else if (isLetter(text, position)) {
      position = readWord(text, position, tokens, spaced);
    } else {
      position++;
      tokens.push(token('mark', foldMark(text[start]!), start, position, spaced));
    }
    spaced = false;
  }
  return tokens;
}

/** Months that a folded word may name, as bits; long names may be abbreviated or have an ending of their own. */
function monthsOf(word: string): number {
  const first = word.charCodeAt(0);
  if (!mayBeName(MONTH_HEADS, first, word.charCodeAt(1))) return 0;
  const exact = MONTHS.get(word);
  if (exact !== undefined) return exact;
  // Hebrew writes "in January" as one word.
  if (first === 0x05d1 && word.length > 3) return MONTHS.get(word.slice(1)) ?? 0;
  for (let length = word.length - 1; length >= 5 && length >= word.length - 4; length--) {
    const stem = MONTHS.get(word.slice(0, length));
    if (stem !== undefined) return stem;
  }
  return MONTH_STEMS.get(word) ?? 0;
}

function weekdaysOf(word: string): number {
  if (!mayBeName(WEEKDAY_HEADS, word.charCodeAt(0), word.charCodeAt(1))) return 0;
  const exact = WEEKDAYS.get(word);
  if (exact !== undefined) return exact;
  for (let length = word.length - 1; length >= 5 && length >= word.length - 5; length--) {
    const stem = WEEKDAYS.get(word.slice(0, length));
    if (stem !== undefined) return stem;
  }
  return 0;
}

/** The pairs of letters of ASCII that some names begin with, as bits: by the first letter, those of the second. */
function headsOf(...names: readonly ReadonlyMap<string, number>[]): Int32Array {
  const heads = new Int32Array(32);
  for (const name of names.flatMap((map) => [...map.keys()]))
    heads[name.charCodeAt(0) & 31]! |= 1 << (name.charCodeAt(1) & 31);
  return heads;
}

/** False where a word begins with two letters of ASCII that no name begins with. */
function mayBeName(heads: Int32Array, first: number, second: number): boolean {
  return !isAsciiLetter(first) || !isAsciiLetter(second) || (heads[first & 31]! & (1 << (second & 31))) !== 0;
}

type Names = Pick<DateToken, 'months' | 'weekdays' | 'half'>;

const MOST_KNOWN = 2000;
/** What short words that were seen of late name. */
const KNOWN = new Map<string, Names>();

function namesOf(word: string): Names {
  const known = KNOWN.get(word);
  if (known) return known;
  const names = { months: monthsOf(word), weekdays: weekdaysOf(word), half: DAY_HALVES.get(word) ?? null };
  // Longer words might keep the text that they were cut from.
  if (word.length <= 12) {
    if (KNOWN.size >= MOST_KNOWN) KNOWN.clear();
    KNOWN.set(word, names);
  }
  return names;
}

/** A word; single dots between letters belong to it (`a.m`, `ม.ค`), a Hangul run ends after the unit that follows a number. */
function readWord(text: string, from: number, tokens: DateToken[], spaced: boolean): number {
  let end = from;
  let dots = 0;
  while (end < text.length && end - from < LONGEST_WORD) {
    const code = text.charCodeAt(end);
    if (isInvisible(code)) end++;
    else if (isHan(code) || digitOf(code) >= 0) break;
    else if (isLetter(text, end)) end += code >= 0xd800 && code <= 0xdbff ? 2 : 1;
    else if (code === 0x2e && dots < 3 && end > from && isLetter(text, end + 1) && !isHan(text.charCodeAt(end + 1))) {
      dots++;
      end++;
    } else break;
  }
  if (end === from) end++;
  const code = text.charCodeAt(from);
  if (isHangul(code)) return readHangul(text, from, end, tokens, spaced);
  if (isLost(text.charCodeAt(end)) && code < 0x80) {
    const lost = readLostMonth(text, from);
    if (lost) {
      tokens.push(token('word', lost.word, from, lost.end, spaced, -1, lost.months));
      return lost.end;
    }
  }
  const written = text.slice(from, end);
  const next = text[end];
  const word = foldWord(written);
  const known = namesOf(word);
  const quoted = next === "'" || next === '\u05f3' || next === '\u2019' || next === '\u0970';
  tokens.push(
    token(
      'word',
      word,
      from,
      end,
      spaced,
      -1,
      known.months || (quoted ? (MONTHS.get(`${word}${next === '\u0970' ? next : ''}`) ?? 0) : 0),
      known.weekdays,
      known.half,
      written[0] === written[0]!.toLowerCase(),
      isCapitals(written),
    ),
  );
  return end;
}

function isCapitals(word: string): boolean {
  for (let at = 0; at < word.length; at++) if (word.charCodeAt(at) < 0x41 || word.charCodeAt(at) > 0x5a) return false;
  return true;
}

function isLost(code: number): boolean {
  return code === 0x3f || code === 0xfffd;
}

/** By damaged word, the bits of the months that it may have been. */
const LOST = new Map<string, number>();

/**
 * A month whose letters beyond ASCII an archive turned into one or two question marks each: `M?rz`, `ao??t`,
 * `pa??dziernika`. Null where the rest fits no month, or several.
 */
function readLostMonth(text: string, from: number): { word: string; months: number; end: number } | null {
  let end = from;
  while (end < text.length && end - from < 16 && (isLost(text.charCodeAt(end)) || isAsciiLetter(text.charCodeAt(end))))
    end++;
  const word = text.slice(from, end).toLowerCase().replaceAll('\ufffd', '?');
  if (word.replaceAll('?', '').length < 3) return null;
  let months = LOST.get(word);
  if (months === undefined) {
    const pattern = new RegExp(`^${word.replace(/\?{1,16}/g, (run) => `.{1,${run.length}}`)}$`, 'u');
    months = 0;
    for (const [name, bits] of MONTHS) if (name.length <= 16 && pattern.test(name)) months |= bits;
    if (LOST.size >= MOST_KNOWN) LOST.clear();
    LOST.set(word, months);
  }
  return months !== 0 && (months & (months - 1)) === 0 ? { word, months, end } : null;
}

function readHangul(text: string, from: number, end: number, tokens: DateToken[], spaced: boolean): number {
  const last = tokens.at(-1);
  const unit = text[from]!;
  if (last?.kind === 'number' && '년월일시분초'.includes(unit)) {
    tokens.push(token('word', HANGUL_UNITS.get(unit)!, from, from + 1, spaced));
    return from + 1;
  }
  const word = text.slice(from, end);
  const half = word.startsWith('오전') ? 'am' : word.startsWith('오후') ? 'pm' : null;
  if (half) {
    tokens.push(token('word', word.slice(0, 2), from, from + 2, spaced, -1, 0, 0, half));
    return from + 2;
  }
  const day = word.length === 1 || word.startsWith('요일', 1) ? HANGUL_WEEKDAYS.get(unit) : undefined;
  tokens.push(token('word', word, from, end, spaced, -1, 0, day === undefined ? 0 : 1 << day));
  return end;
}

const HANGUL_UNITS = new Map([
  ['년', '年'],
  ['월', '月'],
  ['일', '日'],
  ['시', '時'],
  ['분', '分'],
  ['초', '秒'],
]);

function readHan(text: string, from: number, tokens: DateToken[], spaced: boolean): number {
  const two = text.slice(from, from + 2);
  const half = DAY_HALVES.get(two);
  if (half) {
    tokens.push(token('word', two, from, from + 2, spaced, -1, 0, 0, half));
    return from + 2;
  }
  const chinese =
    two === '星期' || two === '礼拜' || two === '禮拜' ? 2 : text[from] === '週' || text[from] === '周' ? 1 : 0;
  const chineseDay = chinese ? HAN_WEEKDAYS.get(text[from + chinese] ?? '') : undefined;
  if (chineseDay !== undefined) {
    tokens.push(token('word', '週', from, from + chinese + 1, spaced, -1, 0, 1 << chineseDay));
    return from + chinese + 1;
  }
  const japaneseDay = KANJI_WEEKDAYS.get(text[from]!);
  const afterNumber = tokens.at(-1)?.kind === 'number';
  if (japaneseDay !== undefined && !afterNumber && text.startsWith('曜', from + 1)) {
    const end = from + (text[from + 2] === '日' ? 3 : 2);
    tokens.push(token('word', '曜', from, end, spaced, -1, 0, 1 << japaneseDay));
    return end;
  }
  const character = text[from]!;
  const inBrackets = tokens.at(-1)?.text === '(' && (text[from + 1] === ')' || text[from + 1] === '）');
  const unit = HAN_UNITS.has(character) ? (HAN_SAME.get(character) ?? character) : character;
  tokens.push(
    token('word', unit, from, from + 1, spaced, -1, 0, inBrackets && japaneseDay !== undefined ? 1 << japaneseDay : 0),
  );
  return from + 1;
}

const HAN_SAME = new Map([
  ['号', '日'],
  ['號', '日'],
  ['时', '時'],
  ['点', '時'],
  ['點', '時'],
]);

function token(
  kind: DateToken['kind'],
  text: string,
  start: number,
  end: number,
  spaced: boolean,
  value = -1,
  months = 0,
  weekdays = 0,
  half: 'am' | 'pm' | null = null,
  small = true,
  capitals = false,
): DateToken {
  return { kind, text, value, start, end, spaced, small, capitals, months, weekdays, half };
}

/** Beginnings of four and more letters of longer names (`tammik`), where they are of one month only. */
function stems(names: ReadonlyMap<string, number>): Map<string, number> {
  const found = new Map<string, number>();
  for (const [name, months] of names) {
    for (let length = 4; length < name.length; length++) {
      const stem = name.slice(0, length);
      if (!names.has(stem)) found.set(stem, (found.get(stem) ?? 0) | months);
    }
  }
  for (const [stem, months] of found) if (months & (months - 1)) found.delete(stem);
  return found;
}

/** Months named by two words (`تشرين الأول`), as bits. */
export function monthsOfTwoWords(first: string, second: string): number {
  return FIRST_WORDS.has(first) ? (MONTHS.get(`${first} ${second}`) ?? 0) : 0;
}

/** Value of a decimal digit of any script that mail programs write dates in; -1 for everything else. */
function digitOf(code: number): number {
  if (code < 0x30) return -1;
  if (code <= 0x39) return code - 0x30;
  if (code < 0x0660) return -1;
  for (const zero of DIGIT_ZEROS) if (code >= zero && code < zero + 10) return code - zero;
  return -1;
}

const DIGIT_ZEROS = [0x0660, 0x06f0, 0x0966, 0x09e6, 0x0be6, 0x0e50, 0x17e0, 0xff10];

function isSpace(code: number): boolean {
  return (
    code === 0x20 ||
    (code >= 0x09 && code <= 0x0d) ||
    code === 0xa0 ||
    (code >= 0x2000 && code <= 0x200a) ||
    code === 0x202f ||
    code === 0x205f ||
    code === 0x3000
  );
}

/** Marks that have no width: direction marks, joiners, the byte order mark, soft hyphens. */
function isInvisible(code: number): boolean {
  return (
    (code >= 0x200b && code <= 0x200f) ||
    (code >= 0x202a && code <= 0x202e) ||
    (code >= 0x2060 && code <= 0x2069) ||
    code === 0xfeff ||
    code === 0xad
  );
}

function isHan(code: number): boolean {
  return code >= 0x4e00 && code <= 0x9fff;
}

function isHangul(code: number): boolean {
  return code >= 0xac00 && code <= 0xd7a3;
}

function isLetter(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code < 0x80) return (code >= 0x41 && code <= 0x5a) || (code >= 0x61 && code <= 0x7a);
  if (Number.isNaN(code)) return false;
  if (code >= 0xd800 && code <= 0xdfff) return true;
  if (code === 0x02bc) return false;
  return LETTER.test(text[at]!);
}

const LETTER = /[\p{L}\p{M}]/u;

/** One sign for all its look-alikes. */
function foldMark(mark: string): string {
  return SAME_MARKS.get(mark) ?? mark;
}

const SAME_MARKS = new Map([
  ['：', ':'],
  ['∶', ':'],
  ['（', '('],
  ['）', ')'],
  ['，', ','],
  ['、', ','],
  ['،', ','],
  ['．', '.'],
  ['。', '.'],
  ['／', '/'],
  ['\u2010', '-'],
  ['\u2011', '-'],
  ['\u2012', '-'],
  ['\u2013', '-'],
  ['\u2212', '-'],
  ['\u05be', '-'],
  ['\u2019', "'"],
  ['\u2018', "'"],
  ['\u05f3', "'"],
  ['\u02bc', "'"],
]);
