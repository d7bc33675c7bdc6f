import { isBlank, type LineTable, setDepth, textOf } from '../line-table.js';
import { holdsProse } from './line-shape.js';
import { isBelowAttribution } from './other-signs.js';

const MOST_LINES = 6;
const WIDEST = 60;

/**
 * Takes a `>` that compares or leads on for text, where nothing in the body is quoted: `x + y` above `> 2 x`, a selector above `> a { … }`, and
 * the names of sequences above their letters (`>seq1` above `ACGT…`).
 */
export function unmarkComparisons(lines: LineTable): void {
  const runs: [number, number][] = [];
  let quotes = false;
  for (let line = 0; line < lines.count; line++) {
    if (!lines.depth[line]) continue;
    if (isSequence(lines, line)) {
      unmark(lines, line, line + 1);
      continue;
    }
    let to = line + 1;
    while (to < lines.count && lines.depth[to] === lines.depth[line]) to++;
    if (isComparison(lines, line, to)) runs.push([line, to]);
    else quotes = true;
    line = to - 1;
  }
  if (!quotes) for (const [from, to] of runs) unmark(lines, from, to);
}

function unmark(lines: LineTable, from: number, to: number): void {
  for (let line = from; line < to; line++) setDepth(lines, line, 0, lines.start[line]!);
}

/** `>sp|P12345|BOAT_HUMAN` above lines of capital letters alone (FASTA). */
function isSequence(lines: LineTable, line: number): boolean {
  const next = line + 1;
  if (lines.depth[line] !== 1 || next >= lines.count || lines.depth[next] !== 0) return false;
  if (lines.first[line] !== lines.start[line]! + 1 || isBlank(lines, line) || isBlank(lines, next)) return false;
  return /^(?:[A-Z]{8,200}\*?|[acgtun]{10,200})$/.test(textOf(lines, next).slice(0, 210));
}

/** True for few short lines that no prose stands in, directly below words that no sign ends. */
function isComparison(lines: LineTable, from: number, to: number): boolean {
  if (lines.depth[from] !== 1 || from === 0 || to - from > MOST_LINES || isBlank(lines, from - 1)) return false;
  const above = textOf(lines, from - 1);
  if (above.length > WIDEST || !/[\p{L}\p{N})\]}]$/u.test(above) || /^[\p{Lu}][\p{L}]+ \p{Lu}[\p{L}]+$/u.test(above))
    return false;
  let signs = false;
  let letters = true;
  let names = to - from > 2 && isName(above);
  for (let line = from; line < to; line++) {
    const text = textOf(lines, line);
    if (isBlank(lines, line) || text.length > WIDEST || holdsProse(text)) return false;
    if ((text.match(/\p{L}{2,}/gu)?.length ?? 0) > 3 || /\p{L}[.!?…]$|^\p{L}{2,}[,:]/u.test(text)) return false;
    signs ||= /[{}=*+^]|^\(?-?\d/.test(text);
    letters &&= /^\p{L}$/u.test(text);
    names &&= isName(text);
  }
  return (signs || letters || names) && !isBelowAttribution(lines, from);
}

/** One to three words, the first with a capital: an item of a menu. */
const isName = (text: string): boolean => /^\p{Lu}\p{L}+(?: \p{L}+){0,2}$/u.test(text);
