import { type LineTable, setDepth } from '../line-table.js';
import { indentOf } from './line-shape.js';

const NARROWEST = 3;
const WIDEST = 12;

/**
 * Counts marks that are set in by three to twelve columns: `"    > text"` is depth 1 where three lines have them in the
 * same column. Emacs VM and MH set quotations in, and Outlook for Mac those that it quotes.
 */
export function markIndentedMarks(lines: LineTable): void {
  const { body } = lines;
  let counts: Int32Array | null = null;
  for (let line = 0; line < lines.count; line++) {
    const column = columnOf(lines, line);
    if (column < 0) continue;
    counts ??= new Int32Array(WIDEST + 1);
    counts[column]!++;
  }
  if (!counts) return;
  for (let line = 0; line < lines.count; line++) {
    const column = columnOf(lines, line);
    if (column < 0 || counts[column]! < 3) continue;
    let at = lines.first[line]!;
    let marks = 0;
    let content = at;
    // One blank may stand between the marks.
    for (; at < lines.end[line]!; at++) {
      const code = body.charCodeAt(at);
      if (code === 0x3e) {
        marks++;
        content = at + 1;
      } else if (code !== 0x20 || at > content) break;
    }
    if (body.charCodeAt(content) === 0x20) content++;
    setDepth(lines, line, marks, content);
  }
}

/** The column of the first mark of an unmarked line that is set in; -1 for all other lines. */
function columnOf(lines: LineTable, line: number): number {
  if (lines.depth[line] !== 0) return -1;
  const first = lines.first[line]!;
  const start = lines.start[line]!;
  if (first - start < 1 || first - start > WIDEST || first >= lines.end[line]!) return -1;
  if (lines.body.charCodeAt(first) !== 0x3e) return -1;
  const column = indentOf(lines, line, true);
  return column >= NARROWEST && column <= WIDEST ? column : -1;
}
