import { isUtf8 } from 'node:buffer';
import { decodeWindows1252 } from '../../text/windows-1252.js';
import type { Units } from '../format/json-scan.js';
import type { Cell, TableDialect } from './table-row.js';

const DOUBLE = /""/g;
const DOUBLE_CARET = /\^\^/g;

/** What a cell says: quotation marks undoubled, Concordance's `®` as the line end it stands for; bytes that are no UTF-8 as Windows-1252. */
export function cellText(units: Units, cell: Cell, dialect: TableDialect): string {
  const text = decode(units, cell);
  const plain = cell.doubled
    ? dialect.quote[0] === 94
      ? text.replace(DOUBLE_CARET, '^')
      : text.replace(DOUBLE, '"')
    : text;
  return dialect.signedLines ? plain.replaceAll('\u00ae', '\n') : plain;
}

function decode(units: Units, { start, end }: Cell): string {
  if (units instanceof Uint16Array)
    return Buffer.from(units.buffer, units.byteOffset + start * 2, (end - start) * 2).toString('utf16le');
  const bytes = Buffer.from(units.buffer, units.byteOffset + start, end - start);
  return isUtf8(bytes) ? bytes.toString('utf8') : decodeWindows1252(bytes);
}
