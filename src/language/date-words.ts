import { foldWord } from '../text/fold-word.js';
import { entriesOf, type Language } from './language.js';
import { allOf, LANGUAGES } from './languages.js';

/** By folded name, bit m-1 set for month m: `listopad` is October in Croatian, November in Czech. */
export const MONTHS: ReadonlyMap<string, number> = bitmaps('months');
/** By folded name, bit d set for week day d, Sunday = 0. */
export const WEEKDAYS: ReadonlyMap<string, number> = bitmaps('weekdays');

/** Words that say "before noon", and those that say "after noon". */
export const DAY_HALVES: ReadonlyMap<string, 'am' | 'pm'> = new Map([
  ...allOf('beforeNoon').map((word) => [word, 'am'] as const),
  ...allOf('afterNoon').map((word) => [word, 'pm'] as const),
]);

/** Words that stand between the parts of a date or between date and time, in any language. */
export const DATE_CONNECTORS: ReadonlySet<string> = new Set(allOf('dateWords').map((word) => word.normalize('NFC')));

/** Words that belong to the week day behind them. */
export const BEFORE_WEEKDAYS: ReadonlySet<string> = new Set(allOf('beforeWeekdays'));

/** The same for headers, without dots and without what another language has a better claim to. */
const HEADER_MONTHS: ReadonlyMap<string, number> = headerMonths();
const LONG_ENGLISH = 'january february march april may june july august september october november december'.split(' ');
/**
 * Month of a name or abbreviation as a header writes it, 1-12. `"Juillet"` → 7, `"мая"` → 5.
 * 0 where no language has the name, or several have it for different months.
 */
export function monthNumber(word: string): number {
  const key = foldWord(word).replaceAll('.', '');
  const bits = HEADER_MONTHS.get(key) ?? hebrewMonth(key);
  if (bits) return bits & (bits - 1) ? 0 : 32 - Math.clz32(bits);
  // QUIRK: clients cut English month names at four letters (`Sept`, `June`).
  return key.length > 3 ? LONG_ENGLISH.findIndex((name) => name.startsWith(key)) + 1 : 0;
}

/** Hebrew writes "in January" as one word. */
function hebrewMonth(key: string): number {
  return key.charCodeAt(0) === 0x05d1 && key.length > 3 ? (MONTHS.get(key.slice(1)) ?? 0) : 0;
}

function bitmaps(field: 'months' | 'weekdays'): ReadonlyMap<string, number> {
  const map = new Map<string, number>();
  for (const language of LANGUAGES)
    for (const [name, bit] of namesOf(language, field)) map.set(name, (map.get(name) ?? 0) | bit);
  return map;
}

function headerMonths(): ReadonlyMap<string, number> {
  const map = new Map<string, number>();
  for (const language of LANGUAGES) {
    const homonyms = new Set(entriesOf(language.homonymMonths));
    for (const [name, bit] of namesOf(language, 'months')) {
      const key = name.replaceAll('.', '');
      if (!homonyms.has(name)) map.set(key, (map.get(key) ?? 0) | bit);
    }
  }
  return map;
}

function namesOf(language: Language, field: 'months' | 'weekdays'): readonly (readonly [string, number])[] {
  return (language[field] ?? '')
    .split(';')
    .flatMap((spellings, index) =>
      entriesOf(spellings, ' ').map((name) => [name.replace('_', ' '), 1 << index] as const),
    );
}
