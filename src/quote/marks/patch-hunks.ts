import { type LineTable, setDepth, textOf } from '../line-table.js';
import { behindMarks } from './rewrapped.js';

const HUNK = /^@@ -\d{1,7}(?:,(\d{1,6}))? \+\d{1,7}(?:,(\d{1,6}))? @@/;

/**
 * Takes the `>` that lines of a patch begin with for text: a line that a patch leaves as it is stands behind one blank (` >`), and the first line
 * of a hunk tells how many lines it has.
 */
export function unmarkHunks(lines: LineTable): void {
  for (let line = 0; line < lines.count; line++) {
    const hunk = lines.body.startsWith('@@ -', lines.first[line]!) ? HUNK.exec(textOf(lines, line).slice(0, 60)) : null;
    if (hunk) line = unmarkHunk(lines, line, Number(hunk[1] ?? 1), Number(hunk[2] ?? 1));
  }
}

/** The last line of the hunk. */
function unmarkHunk(lines: LineTable, head: number, old: number, fresh: number): number {
  const { body } = lines;
  const depth = lines.depth[head]!;
  const margin = lines.first[head]! - behindMarks(lines, head, depth);
  let before = old;
  let after = fresh;
  let line = head + 1;
  for (; line < lines.count && (before > 0 || after > 0); line++) {
    if (lines.depth[line]! < depth) {
      // Answers stand between the lines of a quoted patch.
      if (depth > 0) continue;
      break;
    }
    const at = behindMarks(lines, line, depth) + margin;
    const sign = at < lines.start[line + 1]! ? body[at] : '\n';
    if (sign !== ' ' && sign !== '+' && sign !== '-' && sign !== '\n' && sign !== '\\') break;
    if (sign === ' ' && lines.depth[line] === depth + 1 && body[at + 1] === '>') setDepth(lines, line, depth, at);
    if (sign !== '+' && sign !== '\\') before--;
    if (sign !== '-' && sign !== '\\') after--;
  }
  return line - 1;
}

/** Takes the last line of what git writes where two changes meet (`>>>>>>> branch`) for text: the sign between the two stands above it. */
export function unmarkConflicts(lines: LineTable): void {
  let open = -1;
  let parted = false;
  for (let line = 0; line < lines.count; line++) {
    const at = lines.first[line]!;
    if (lines.body.startsWith('<<<<<<< ', at)) {
      open = lines.depth[line]!;
      parted = false;
    } else if (open >= 0 && lines.depth[line] === open && lines.body.startsWith('=======', at)) parted = true;
    else if (open >= 0 && parted && lines.depth[line] === open + CONFLICT_MARKS) {
      setDepth(lines, line, open, behindMarks(lines, line, open));
      open = -1;
    }
  }
}

const CONFLICT_MARKS = 7;
