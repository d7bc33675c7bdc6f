import type { Units } from '../format/json/json-scan.js';
import { decodeText } from '../text-charset.js';
import type { Cell, TableDialect } from './table-row.js';

const DOUBLE = /""/g;
const DOUBLE_CARET = /\^\^/g;

/** What a cell says: quotation marks undoubled, Concordance's `®` as the line end it stands for; bytes that are no UTF-8 as Windows-1252. */
export function cellText(units: Units, cell: Cell, dialect: TableDialect): string {
  const text = decode(units, cell, dialect.charset);
  const plain = cell.doubled
    ? dialect.quote[0] === 94
      ? text.replace(DOUBLE_CARET, '^')
      : text.replace(DOUBLE, '"')
    : text;
  // QUIRK: `="007"` keeps Excel from making a number of it.
  const guarded = plain.startsWith('="') && plain.length > 2 && plain.endsWith('"') ? plain.slice(2, -1) : null;
  if (guarded !== null) return guarded.replace(DOUBLE, '"');
  if (dialect.backslash !== 'none' && plain.includes('\\'))
    return withoutBackslashes(plain, dialect.backslash === 'all');
  return dialect.signedLines ? plain.replaceAll('\u00ae', '\n') : plain;
}

const LETTERS: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
  ['b', '\b'],
  ['f', '\f'],
  ['0', ''],
]);

/** `\"` → `"`, `\\` → `\`, `\N` alone → nothing; with `letters` also `\n` → a line end. */
function withoutBackslashes(text: string, letters: boolean): string {
  if (text === '\\N') return '';
  return text.replace(/\\([\s\S])/g, (whole, sign: string) => {
    if (letters) return LETTERS.get(sign) ?? sign;
    return sign === '"' || sign === '\\' || sign === '\n' || sign === '\r' ? sign : whole;
  });
}

function decode(units: Units, { start, end }: Cell, charset: string | null): string {
  if (units instanceof Uint16Array)
    return Buffer.from(units.buffer, units.byteOffset + start * 2, (end - start) * 2).toString('utf16le');
  return decodeText(units.subarray(start, end), charset);
}
