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
  let lines = '';
  for (const record of records) {
    for (let at = 0; at < record.length; at++) {
      const cell = record[at];
      if (at > 0) lines += ',';
      if (typeof cell === 'string') lines += written(makeVisible(cell));
      else if (cell !== null && cell !== undefined) lines += cell;
    }
    lines += '\r\n';
  }
  return lines;
}

/** How a formula begins, also with the wide signs that some programs read as plain ones. */
const FORMULA = /^[=+\-@\uff1d\uff0b\uff0d\uff20]/;

/** A visible text, which holds no line break, as it stands in a cell. */
function written(text: string): string {
  const cell = FORMULA.test(text) ? `'${text}` : text;
  return cell.includes('"') ? `"${cell.replaceAll('"', '""')}"` : cell.includes(',') ? `"${cell}"` : cell;
}
