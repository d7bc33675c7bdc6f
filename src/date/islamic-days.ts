const DAY = 86_400_000;
/** 1 Farvardin 1360 and 1 Muharram 1 (civil: 16 July 622 in the Julian calendar), as if UTC. */
const JALALI_1360 = Date.UTC(1981, 2, 21);
const HIJRI_1 = Date.UTC(2024, 6, 8) - hijriDays(1446, 1, 1) * DAY;

/**
 * The midnight (as if UTC) at which a day of the Iranian calendar begins: 1402-12-15 → 2024-03-05. Leap years by the cycle of 33 years, which
 * ICU's calendar agrees with from 1369 to 1410.
 */
export function dayOfJalali(year: number, month: number, day: number): number {
  let days = 0;
  for (let at = 1360; at < year; at++) days += isLeap(at) ? 366 : 365;
  days += month <= 7 ? (month - 1) * 31 : 186 + (month - 7) * 30;
  return JALALI_1360 + (days + day - 1) * DAY;
}

const LEAP = new Set([1, 5, 9, 13, 17, 22, 26, 30]);
const isLeap = (year: number): boolean => LEAP.has(year % 33);

/** The midnight (as if UTC) at which a day of the Hijri calendar begins, by its civil tables of thirty years: 1445-08-24 → 2024-03-05, or a day off. */
export function dayOfHijri(year: number, month: number, day: number): number {
  return HIJRI_1 + hijriDays(year, month, day) * DAY;
}

/** Days since 1 Muharram 1. */
function hijriDays(year: number, month: number, day: number): number {
  return (year - 1) * 354 + Math.floor((3 + 11 * year) / 30) + Math.ceil(29.5 * (month - 1)) + day - 1;
}
