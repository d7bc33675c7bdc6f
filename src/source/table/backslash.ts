import type { Units } from '../format/json/json-scan.js';
import { type Row, scanRow, type TableDialect } from './table-row.js';

const LOOKED_AT_BACKSLASHES = 200;

/** What backslashes are for, by which reading of the first rows gives each as many cells as the first. */
export function backslashOf(units: Units, start: number, dialect: TableDialect): TableDialect['backslash'] {
  const end = Math.min(units.length, start + SAMPLED);
  const at = units.indexOf(92, start);
  if (at < 0 || at >= end) return 'none';
  if (dialect.delimiter === 9 && holdsNull(units, start, end, dialect)) return 'all';
  const plain = countRagged(units, start, end, dialect);
  const marked = countRagged(units, start, end, { ...dialect, backslash: 'quotes' });
  if (plain > marked) return 'quotes';
  return plain === marked && holdsMarked(units, at, end, dialect) ? 'quotes' : 'none';
}

/** True where a quotation mark behind a backslash stands inside a text: it neither ends the cell nor is doubled. */
function holdsMarked(units: Units, from: number, end: number, { quote, delimiter }: TableDialect): boolean {
  for (let at = units.indexOf(92, from); at >= 0 && at + 2 < end; at = units.indexOf(92, at + 1)) {
    const next = units[at + 2];
    if (units[at + 1] === quote[0] && next !== quote[0] && next !== delimiter && next !== 10 && next !== 13)
      return true;
  }
  return false;
}

const SAMPLED = 64 << 10;

/** True where a cell is `\N`, as `COPY` and `INTO OUTFILE` write what is no value. */
function holdsNull(units: Units, start: number, end: number, dialect: TableDialect): boolean {
  for (const row of firstRows(units, start, end, dialect))
    if (
      row.cells.some((cell) => cell.end - cell.start === 2 && units[cell.start] === 92 && units[cell.start + 1] === 78)
    )
      return true;
  return false;
}

/** Rows that have another number of cells than the first, or do not end. */
function countRagged(units: Units, start: number, end: number, dialect: TableDialect): number {
  let ragged = 0;
  let columns = 0;
  for (const row of firstRows(units, start, end, dialect)) {
    if (columns === 0) columns = row.cells.length;
    else if (row.cells.length !== columns && row.cells.length > 1) ragged++;
  }
  return ragged;
}

function* firstRows(units: Units, start: number, end: number, dialect: TableDialect): Generator<Row> {
  let at = start;
  for (let count = 0; count < LOOKED_AT_BACKSLASHES && at < end; count++) {
    const row = scanRow(units, at, end, units.length <= SAMPLED, dialect);
    if (row === null || row.end <= at) return;
    yield row;
    at = row.end;
  }
}
