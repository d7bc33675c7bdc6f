import type { DateToken } from './date-tokens.js';
import { isAmbiguousZone, zoneMinutes } from './time-zones.js';

/** A time of day among the tokens `from` to `to` (exclusive). */
export interface TimeOfDay {
  readonly from: number;
  readonly to: number;
  readonly hour: number;
  readonly minute: number;
  /** null where the writing stops at minutes. */
  readonly second: number | null;
  readonly half: boolean;
}

/** Minutes east of UTC (null where the name is ambiguous) and the token after it. */
export interface WrittenZone {
  readonly offset: number | null;
  readonly to: number;
}

/** Times of day: `10:05`, `10:05:59.5`, `10 AM`, `上午10:05`, `오후 1시 5분`, `10h05`, `10 h`. No dotted ones. */
export function readTimes(tokens: readonly DateToken[]): readonly TimeOfDay[] {
  const times: TimeOfDay[] = [];
  for (let index = 0; index < tokens.length; index++) {
    const time = readTimeAt(tokens, index);
    if (!time) continue;
    times.push(time);
    index = time.to - 1;
  }
  return times;
}

/** `10.05` or `10.05.59` at the token, as Finns, Danes, Italians write it; null if it is something else. */
export function readDottedTime(tokens: readonly DateToken[], at: number): TimeOfDay | null {
  const hour = tokens[at];
  if (!isShort(hour, 23) || tokens[at + 1]?.text !== '.' || tokens[at + 1]!.spaced) return null;
  const minute = tokens[at + 2];
  if (!isPair(minute, 59) || minute!.spaced) return null;
  const third = tokens[at + 3]?.text === '.' && !tokens[at + 3]!.spaced ? tokens[at + 4] : undefined;
  const hasSecond = isPair(third, 59) && !third!.spaced;
  if (third?.kind === 'number' && !third.spaced && !hasSecond) return null;
  return withHalf(tokens, at, at + (hasSecond ? 5 : 3), hour!.value, minute!.value, hasSecond ? third!.value : null);
}

function readTimeAt(tokens: readonly DateToken[], at: number): TimeOfDay | null {
  const hour = tokens[at];
  if (!isShort(hour, 24) || isZoneNumber(tokens, at)) return null;
  const next = tokens[at + 1];
  if (next?.text === ':') {
    const minute = tokens[at + 2];
    if (!isPair(minute, 59) || (next.spaced && minute!.spaced)) return null;
    let to = at + 3;
    let second: number | null = null;
    if (
      (tokens[to]?.text === ':' || tokens[to]?.text === '.') &&
      isPair(tokens[to + 1], 60) &&
      !tokens[to + 1]!.spaced
    ) {
      second = tokens[to + 1]!.value;
      to += 2;
      const fraction = tokens[to + 1];
      if (tokens[to]?.text === '.' && fraction?.kind === 'number' && !fraction.spaced) to += 2;
    }
    return withHalf(tokens, at, to, hour!.value, minute!.value, second);
  }
  if (next?.text === '時') {
    const hasMinute = isShort(tokens[at + 2], 59) && tokens[at + 3]?.text === '分';
    const hasSecond = hasMinute && isShort(tokens[at + 4], 59) && tokens[at + 5]?.text === '秒';
    const minute = hasMinute ? tokens[at + 2]!.value : 0;
    const to = at + (hasSecond ? 6 : hasMinute ? 4 : 2);
    return withHalf(tokens, at, to, hour!.value, minute, hasSecond ? tokens[at + 4]!.value : null);
  }
  if ((next?.text === 'h' || next?.text === 'u') && !hour!.text.startsWith('00')) {
    const hasMinute = isPair(tokens[at + 2], 59) && (!tokens[at + 2]!.spaced || next.spaced);
    // `2024-03-05 u 14:22`: there the letter is a Slavic "at".
    if (next.text === 'u' && (!hasMinute || tokens[at + 3]?.text === ':')) return null;
    return withHalf(tokens, at, at + (hasMinute ? 3 : 2), hour!.value, hasMinute ? tokens[at + 2]!.value : 0, null);
  }
  if (next?.text === '.' && halfAt(tokens, at + 3)) return readDottedTime(tokens, at);
  if (hour!.value >= 1 && hour!.value <= 12 && halfAt(tokens, at + 1)) {
    const half = halfAt(tokens, at + 1)!;
    // `5 am 3. Januar`: there the word is a preposition.
    if (tokens[half.to]?.kind === 'number' && half.word === 'am') return null;
    // `2019/7/2 下午8:57`: the half of the day leads the time behind it.
    if (tokens[half.to]?.kind === 'number' && tokens[half.to + 1]?.text === ':') return null;
    return withHalf(tokens, at, at + 1, hour!.value, 0, null);
  }
  return null;
}

/** The figures of `GMT+01:00` are no time of day. */
function isZoneNumber(tokens: readonly DateToken[], at: number): boolean {
  const sign = tokens[at - 1]?.text;
  if ((sign !== '+' && sign !== '-') || tokens[at]!.spaced) return false;
  const name = tokens[at - 2]?.text;
  return name === 'gmt' || name === 'utc';
}

function withHalf(
  tokens: readonly DateToken[],
  from: number,
  to: number,
  hour: number,
  minute: number,
  second: number | null,
): TimeOfDay {
  const after = halfAt(tokens, to);
  // `दु. २:२२`: the half of the day may be abbreviated.
  const lead = from > 1 && tokens[from - 1]!.text === '.' ? from - 2 : from - 1;
  const before = lead >= 0 && leads(tokens[lead]!) ? tokens[lead]!.half : null;
  const half = after?.half ?? before;
  const start = !after && before ? lead : from;
  const value = half === 'pm' && hour < 12 ? hour + 12 : half === 'am' && hour === 12 ? 0 : hour;
  return { from: start, to: after?.to ?? to, hour: value, minute, second, half: half !== null };
}

/** True for a day half that stands before the time: `上午10:05`, `PM 3:20`. */
function leads(token: DateToken): boolean {
  return (
    token.half !== null &&
    (token.text.charCodeAt(0) > 0x7f || token.text === 'pm' || (token.text === 'am' && !token.small))
  );
}

function halfAt(tokens: readonly DateToken[], at: number): { half: 'am' | 'pm'; word: string; to: number } | null {
  const token = tokens[at];
  if (token?.kind !== 'word') return null;
  if (token.half) return { half: token.half, word: token.text, to: tokens[at + 1]?.text === '.' ? at + 2 : at + 1 };
  // Spanish and Catalan: `a. m.` with a (narrow, no-break) space.
  const dotted =
    (token.text === 'a' || token.text === 'p') && tokens[at + 1]?.text === '.' && tokens[at + 2]?.text === 'm';
  if (!dotted) return null;
  return { half: token.text === 'a' ? 'am' : 'pm', word: 'a. m.', to: tokens[at + 3]?.text === '.' ? at + 4 : at + 3 };
}

/** A zone at the token: `+0100`, `(GMT-05:00)`, `EST`, `UTC+2`, `Z`, `Eastern Standard Time`, `+0100 (CET)`. */
export function readZone(tokens: readonly DateToken[], at: number): WrittenZone | null {
  const bracket = tokens[at]?.text === '(' ? 1 : 0;
  const inner = readBareZone(tokens, at + bracket);
  if (!inner) return null;
  if (bracket) return tokens[inner.to]?.text === ')' ? { ...inner, to: inner.to + 1 } : null;
  // A comment may follow the number: `-0500 (EST)`.
  if (tokens[inner.to]?.text === '(') {
    let close = inner.to + 1;
    while (close < inner.to + 8 && tokens[close] && tokens[close]!.text !== ')') close++;
    const comment = readBareZone(tokens, inner.to + 1);
    if (comment && tokens[close]?.text === ')') return { offset: inner.offset, to: close + 1 };
  }
  return inner;
}

function readBareZone(tokens: readonly DateToken[], at: number): WrittenZone | null {
  const number = readOffset(tokens, at);
  if (number) return number;
  const word = tokens[at];
  if (word?.kind !== 'word') return null;
  const region = REGIONS.get(word.text);
  if (region !== undefined && (tokens[at + 1]?.text === 'standard' || tokens[at + 1]?.text === 'daylight')) {
    const summer = tokens[at + 1]!.text === 'daylight' ? 60 : 0;
    return { offset: region + summer, to: tokens[at + 2]?.text === 'time' ? at + 3 : at + 2 };
  }
  const named = endOfZoneName(tokens, at);
  if (named > 0) return { offset: null, to: named };
  // A zone name is written in capitals; `west`, `Art`, `Cat` are words and names too.
  if (!word.capitals && word.text !== 'gmt' && word.text !== 'utc') return null;
  if (isAmbiguousZone(word.text)) return { offset: null, to: at + 1 };
  const known = zoneMinutes(word.text);
  if (known === undefined) return null;
  const shift = known === 0 ? readOffset(tokens, at + 1) : null;
  return shift ? { offset: shift.offset, to: shift.to } : { offset: known, to: at + 1 };
}

/** Words of a zone's name before `Standard Time`. */
const MOST_ZONE_WORDS = 4;
const SEASONS = new Set(['standard', 'daylight', 'summer', 'winter', 'normal']);

/** Index behind the name of a zone whose offset is not looked up: `India Standard Time`, `W. Europe Daylight Time`, `Mitteleuropäische Zeit`; else -1. */
function endOfZoneName(tokens: readonly DateToken[], at: number): number {
  for (let next = at + 1, words = 1; words <= MOST_ZONE_WORDS; next++) {
    const token = tokens[next];
    if (token?.text === '.') continue;
    if (token?.kind !== 'word') return -1;
    if (SEASONS.has(token.text) && tokens[next + 1]?.text === 'time') return next + 2;
    if (token.text === 'zeit' || token.text === 'sommerzeit' || token.text === 'winterzeit') return next + 1;
    words++;
  }
  return -1;
}

const REGIONS: ReadonlyMap<string, number> = new Map([
  ['eastern', -300],
  ['central', -360],
  ['mountain', -420],
  ['pacific', -480],
]);

/** `+0100`, `-05:00`, `+2`: minutes east; the number follows its sign at once. */
function readOffset(tokens: readonly DateToken[], at: number): WrittenZone | null {
  const sign = tokens[at]?.text;
  const digits = tokens[at + 1];
  if ((sign !== '+' && sign !== '-') || digits?.kind !== 'number' || digits.spaced) return null;
  const direction = sign === '-' ? -1 : 1;
  if (digits.text.length === 4) {
    const minutes = Math.floor(digits.value / 100) * 60 + (digits.value % 100);
    return digits.value % 100 < 60 && minutes <= 14 * 60 ? { offset: direction * minutes, to: at + 2 } : null;
  }
  if (digits.text.length > 2 || digits.value > 14) return null;
  const minute = tokens[at + 2]?.text === ':' && isPair(tokens[at + 3], 59) ? tokens[at + 3]!.value : null;
  if (minute === null && digits.text.length === 2 && sign === '-') return null;
  return { offset: direction * (digits.value * 60 + (minute ?? 0)), to: minute === null ? at + 2 : at + 4 };
}

function isShort(token: DateToken | undefined, most: number): boolean {
  return token?.kind === 'number' && token.text.length <= 2 && token.value <= most;
}

function isPair(token: DateToken | undefined, most: number): boolean {
  return token?.kind === 'number' && token.text.length === 2 && token.value <= most;
}
