import { visibleText } from '../../text/visible-text.js';

/** Rows as CSV (RFC 4180) with the mark that Excel needs; what a spreadsheet would take for a formula is text. */
export const csvText = (rows: readonly (readonly string[])[]): string =>
  `\ufeff${rows.map((row) => `${row.map(csvField).join(',')}\r\n`).join('')}`;

function csvField(text: string): string {
  const shown = visibleText(text);
  return `"${(/^[=+\-@\t]/.test(shown) ? `'${shown}` : shown).replaceAll('"', '""')}"`;
}
