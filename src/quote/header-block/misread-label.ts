import type { LabelRole } from '../../language/language.js';
import { isSpace } from '../line-table.js';

const MISREAD: Readonly<Record<string, LabelRole>> = {
  from: 'from',
  sent: 'date',
  date: 'date',
  to: 'to',
  cc: 'cc',
  subject: 'subject',
};

/**
 * What an English label with the errors that reading machines make says, and where its value begins: `Frorn:`, `T0:`, `Subiect;`; `;` or `.` may
 * stand for the colon. Null where there is none.
 */
export function readMisread(
  text: string,
  start: number,
  end: number,
): { readonly role: LabelRole; readonly value: number } | null {
  const found = /^([A-Za-z0-9|!]{1,9}) ?[:;.]\s?/.exec(text.slice(start, Math.min(end, start + 14)));
  if (!found) return null;
  const word = found[1]!.toLowerCase().replaceAll('rn', 'm').replaceAll('0', 'o').replace(/[1|!]/g, 'l');
  const label = Object.keys(MISREAD).find((one) => one === word || (one.length > 3 && differByOne(one, word)));
  if (!label || (label.length < 4 && !found[0].includes(':'))) return null;
  let value = start + found[0].length;
  while (value < end && isSpace(text.charCodeAt(value))) value++;
  return { role: MISREAD[label]!, value };
}

/** True where one letter of two words differs, or one has a letter more. */
function differByOne(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false;
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return [
    a.slice(at + 1) === b.slice(at + 1),
    a.slice(at + 1) === b.slice(at),
    a.slice(at) === b.slice(at + 1),
  ].includes(true);
}
