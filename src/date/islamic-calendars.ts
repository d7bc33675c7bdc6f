import { dayOfHijri, dayOfJalali } from './islamic-days.js';

/** A text whose date of an Islamic calendar was put in the common one, and where. */
export interface CommonText {
  readonly text: string;
  /** Where the date stands in both, and how long it is in the text as written, and as it reads now. */
  readonly at: number;
  readonly written: number;
  readonly read: number;
  /** It may be the day after or one of two before: the month of the Hijri calendar begins when the moon is seen. */
  readonly vague: boolean;
}

/** Months from Farvardin; Afghan names beside the Persian ones. */
const JALALI =
  'فروردین|حمل;اردیبهشت|ثور;خرداد|جوزا;تیر|سرطان;مرداد|امرداد|اسد;شهریور|سنبله;مهر|میزان;آبان|عقرب;آذر|قوس;دی|جدی;بهمن|دلو;اسفند|حوت';
/** Months from Muharram. */
const HIJRI =
  'محرم|المحرم;صفر;ربيع الأول|ربيع الاول;ربيع الآخر|ربيع الاخر|ربيع الثاني;جمادى الأولى|جمادى الاولى;جمادى الآخرة|جمادى الاخرة|جمادى الثانية;رجب;شعبان;رمضان;شوال;ذو القعدة|ذي القعدة;ذو الحجة|ذي الحجة';

const MONTHS = new Map<string, { readonly hijri: boolean; readonly month: number }>([
  ...monthsOf(JALALI, false),
  ...monthsOf(HIJRI, true),
]);
const NAMES = [...MONTHS.keys()].sort((one, other) => other.length - one.length).join('|');
const NAMED = new RegExp(
  `(?<!\\p{N})(\\p{N}{1,2})[ /،-]{1,2}(${NAMES})(?:[ ،,/-]|ماه){1,4}(\\p{N}{4})(?!\\p{N})(?: ?هـ?(?!\\p{L}))?`,
  'u',
);
const FIGURES =
  /(?<!\p{N})(?:(1[34]\p{N}\p{N}|۱[۳۴]\p{N}\p{N}|١[٣٤]\p{N}\p{N})([/.-])(\p{N}{1,2})\2(\p{N}{1,2})|(\p{N}{1,2})([/.-])(\p{N}{1,2})\6(1[34]\p{N}\p{N}|۱[۳۴]\p{N}\p{N}|١[٣٤]\p{N}\p{N}))(?!\p{N})/u;

/**
 * Puts the first date of the Iranian or the Hijri calendar in the common one: `"۱۵ اسفند ۱۴۰۲"` → `"2024-03-05"`; null where there is none.
 *
 * Figures alone (`1402/12/15`) count only in a text of Arabic letters. Their years tell the calendar: what the Iranian one counts 1360 to 1410
 * are 1981 to 2031, what the Hijri one counts 1411 to 1460 are 1990 to 2038. Hijri days follow the civil tables; from 1991 to 2034
 * Saudi Arabia's calendar (Umm al-Qura) has the same day for 52 %, the day before for 42 %, two before or the one after for 6 %.
 */
export function toCommonCalendar(text: string): CommonText | null {
  if (!ARABIC.test(text)) return null;
  const named = NAMED.exec(text);
  if (named) {
    const { hijri, month } = MONTHS.get(named[2]!)!;
    return replaced(text, named, hijri, figuresOf(named[3]!), month, figuresOf(named[1]!));
  }
  const found = FIGURES.exec(text);
  if (!found) return null;
  const [year, month, day] = (found[1] ? [found[1], found[3], found[4]] : [found[8], found[7], found[5]]).map((part) =>
    figuresOf(part!),
  ) as [number, number, number];
  return replaced(text, found, year > LAST_JALALI, year, month, day);
}

const ARABIC = /[\u0600-\u06ff]/;
const LAST_JALALI = 1410;

function replaced(
  text: string,
  found: RegExpExecArray,
  hijri: boolean,
  year: number,
  month: number,
  day: number,
): CommonText | null {
  if (year < 1360 || year > 1460 || month < 1 || month > 12 || day < 1 || day > 31) return null;
  const time = hijri ? dayOfHijri(year, month, day) : dayOfJalali(year, month, day);
  const date = new Date(time).toISOString().slice(0, 10);
  const at = found.index;
  const written = found[0].length;
  return {
    text: `${text.slice(0, at)}${date}${text.slice(at + written)}`,
    at,
    written,
    read: date.length,
    vague: hijri,
  };
}

/** The number that figures of any script write. */
function figuresOf(figures: string): number {
  let value = 0;
  for (const figure of figures) value = value * 10 + (figure.codePointAt(0)! & 0xf);
  return value;
}

function monthsOf(list: string, hijri: boolean): [string, { hijri: boolean; month: number }][] {
  return list
    .split(';')
    .flatMap((names, at) =>
      names.split('|').map((name) => [name, { hijri, month: at + 1 }] as [string, { hijri: boolean; month: number }]),
    );
}
