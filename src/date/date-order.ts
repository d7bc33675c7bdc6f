import { yearOfShort } from './century.js';

/** In which order day, month and year are written. */
export type DateOrder = 'ymd' | 'dmy' | 'mdy';
type Three = readonly [string, string, string];

/** In which order day, month and year of three numbers are tried, by the sign between them: with slashes the month first. */
export const dateOrders = (separator: string): readonly DateOrder[] =>
  separator === '/' ? ['mdy', 'dmy', 'ymd'] : separator === ' ' ? ['dmy'] : ['dmy', 'mdy', 'ymd'];

/** Three numbers as a day. */
export interface PlacedDate {
  readonly order: DateOrder;
  readonly year: number;
  readonly month: number;
  readonly day: number;
}

/** The numbers in an order, whether they are a day or not. */
export function placed(order: DateOrder, [first, second, third]: Three): PlacedDate {
  if (order === 'ymd') return { order, year: fullYear(first), month: Number(second), day: Number(third) };
  const [month, day] = order === 'mdy' ? [first, second] : [second, first];
  return { order, year: fullYear(third), month: Number(month), day: Number(day) };
}

/** The numbers in that order; null where they are no day so. */
export function readOrder(order: DateOrder, three: Three): PlacedDate | null {
  if (order === 'ymd' && three[2].length > 2) return null;
  const read = placed(order, three);
  const { year, month, day } = read;
  return month >= 1 && month <= 12 && day >= 1 && day <= daysOf(year, month) ? read : null;
}

/** Three digits count from 1900 whatever they are. */
export function fullYear(digits: string): number {
  const year = Number(digits);
  if (digits.length > 3) return year;
  return digits.length < 3 ? yearOfShort(year) : 1900 + year;
}

/** Days of a month. */
export function daysOf(year: number, month: number): number {
  if (month === 2) return (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0 ? 29 : 28;
  return month === 4 || month === 6 || month === 9 || month === 11 ? 30 : 31;
}
