import { isSpace, type LineTable } from '../line-table.js';

/**
 * Columns that a line is set in by: white space before its text, or, where `fromMargin`, white space at its margin, before whatever marks it
 * has. A tab goes on to the next eighth column.
 *
 *     "    > text"  → 4 from the margin, 0 before its text       "Ann> text" → 0
 */
export function indentOf(lines: LineTable, line: number, fromMargin = false): number {
  let columns = 0;
  const from = fromMargin ? lines.start[line]! : lines.content[line]!;
  for (let at = from; at < lines.first[line]!; at++) {
    const code = lines.body.charCodeAt(at);
    // Marks are `>` or a name with it.
    if (fromMargin && !isSpace(code)) break;
    columns += code === 0x09 ? 8 - (columns % 8) : 1;
  }
  return columns;
}

/** True for running text: three small words in a row. `"it broke (the pump, of course)"` → true, `"Total: 3 pumps"` → false. */
export const holdsProse = (text: string): boolean => PROSE.test(text);

const PROSE = /(?:^|[ ,;("'>])\p{Ll}{2,20}[,;]? \p{Ll}{1,20},? \p{Ll}{2,20}(?:[ .,?!:;)]|$)/u;
