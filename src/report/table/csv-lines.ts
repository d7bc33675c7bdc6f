import { stringify } from 'csv-stringify/sync';
import { makeVisible } from '../../text/visible-text.js';

type CsvCell = string | number | null | undefined;

/**
 * Records as lines of CSV (RFC 4180), for a spreadsheet or a screen.
 *
 * Mail is somebody else's text: a cell that a spreadsheet would run as a formula (`=`, `+`, `-`, `@`) gets an apostrophe before
 * it, and what a screen would obey or a reader of CSV would stop at (NUL, escape codes, line breaks) becomes a visible sign.
 *
 * @example csvLines([['=1+1', 'a\u001b[2J']]) // "'=1+1,a␛[2J\r\n"
 */
export function csvLines(records: readonly (readonly CsvCell[])[]): string {
  const visible = records.map((record) => record.map((cell) => (typeof cell === 'string' ? makeVisible(cell) : cell)));
  return stringify(visible, { escape_formulas: true, record_delimiter: '\r\n' });
}
