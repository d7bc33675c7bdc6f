import type { Units } from '../format/json/json-scan.js';
import type { Encoding } from '../format/json/json-units.js';

/** How the rows of a table are written. */
export interface TableDialect {
  readonly encoding: Encoding;
  /** The charset of the cells, where the names of the columns tell it; null for UTF-8 and Western tables. */
  readonly charset: string | null;
  /** The unit between two cells: comma, semicolon, tab, pipe, or DC4 (0x14) in Concordance's files. */
  readonly delimiter: number;
  /** The units around a cell that holds delimiters or line ends: `"`, `^`, or `þ` (two bytes in UTF-8). */
  readonly quote: readonly number[];
  /** What a backslash is for: a mark before a quotation mark inside quoted cells (MySQL, Python), or, with `\\N` for nothing, before all signs (`COPY`). */
  readonly backslash: 'none' | 'quotes' | 'all';
  /** True where `®` stands for a line end inside a cell, as Concordance writes it. */
  readonly signedLines: boolean;
}

/** Where a cell stands, without its quotation marks: indexes of units. */
export interface Cell {
  readonly start: number;
  readonly end: number;
  /** True if quotation marks inside it are doubled. */
  readonly doubled: boolean;
}

/** One row of a table: its cells and where it stands. */
export interface Row {
  readonly cells: readonly Cell[];
  /** Index after the line end. */
  readonly end: number;
}

const LF = 10;
const CR = 13;
const BLANK = 32;

/**
 * The row that begins at `at`; null where the units end inside it. A quotation mark opens only at the start of a cell and closes only
 * before a delimiter or line end: one inside a text is a character.
 *
 *     1,"a ""b""",c\n   → `1`, `a ""b""` (doubled), `c`
 */
export function scanRow(units: Units, at: number, end: number, last: boolean, dialect: TableDialect): Row | null {
  const cells: Cell[] = [];
  let index = at;
  for (;;) {
    const cell = scanCell(units, index, end, last, dialect);
    if (cell === null) return null;
    cells.push(cell);
    index = cell.after;
    if (index < end && units[index] === dialect.delimiter) {
      index++;
      continue;
    }
    if (index >= end) return last ? { cells, end } : null;
    if (units[index] === CR) {
      if (index + 1 >= end && !last) return null;
      return { cells, end: index + 1 < end && units[index + 1] === LF ? index + 2 : index + 1 };
    }
    return { cells, end: index + 1 };
  }
}

interface ScannedCell extends Cell {
  /** Index of the delimiter, the line end, or the end of the units. */
  readonly after: number;
}

function scanCell(units: Units, at: number, end: number, last: boolean, dialect: TableDialect): ScannedCell | null {
  const { delimiter, quote } = dialect;
  if (!startsWith(units, at, end, quote)) {
    let index = at;
    while (index < end) {
      const unit = units[index]!;
      if (unit === delimiter || unit === LF || unit === CR) break;
      index++;
    }
    return index >= end && !last ? null : { start: at, end: index, doubled: false, after: index };
  }
  const start = at + quote.length;
  let doubled = false;
  for (let index = units.indexOf(quote[0]!, start); index >= 0 && index < end; ) {
    if (!startsWith(units, index, end, quote)) {
      if (index + quote.length > end && !last) return null;
      index = units.indexOf(quote[0]!, index + 1);
      continue;
    }
    let after = index + quote.length;
    if (after >= end && !last) return null;
    if (dialect.backslash === 'quotes' && isEscaped(units, start, index)) {
      index = units.indexOf(quote[0]!, after);
      continue;
    }
    if (startsWith(units, after, end, quote)) {
      doubled = true;
      index = units.indexOf(quote[0]!, after + quote.length);
      continue;
    }
    while (after < end && units[after] === BLANK) after++;
    if (after >= end && !last) return null;
    const next = units[after];
    if (after >= end || next === delimiter || next === LF || next === CR)
      return { start, end: index, doubled: doubled && quote.length === 1, after };
    index = units.indexOf(quote[0]!, index + quote.length);
  }
  return null;
}

const BACKSLASH = 92;

/** True behind an odd number of backslashes. */
function isEscaped(units: Units, start: number, at: number): boolean {
  let count = 0;
  while (at - count > start && units[at - count - 1] === BACKSLASH) count++;
  return count % 2 === 1;
}

function startsWith(units: Units, at: number, end: number, quote: readonly number[]): boolean {
  if (at + quote.length > end) return false;
  return units[at] === quote[0] && (quote.length === 1 || units[at + 1] === quote[1]);
}
