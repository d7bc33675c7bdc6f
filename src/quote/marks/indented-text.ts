import { labelAt } from '../header-block/label-table.js';
import { isRuleMark } from '../header-block/separator.js';
import { DEEPEST, isBlank, type LineTable, nextFull } from '../line-table.js';
import { indentOf } from './line-shape.js';
import { beginsSmall, ENDS, widthOf } from './rewrapped.js';

/** True where the text below a line is set in by three columns or more, and the line is not. */
export function isAboveIndented(lines: LineTable, line: number): boolean {
  const next = nextFull(lines, line + 1, 3);
  if (next < 0 || lines.depth[next] !== lines.depth[line]) return false;
  return indentOf(lines, next) >= 3 && indentOf(lines, line) < 3;
}

/**
 * A quotation without marks: the lines that are set in below an attribution are one level deeper.
 *
 * QUIRK: Outlook for Mac sets everything in, blank lines too; an answer is written at the margin, and the quotation goes
 * on below a blank line that is set in. Marks inside it are a level deeper.
 */
export function markIndented(lines: LineTable, line: number): void {
  const depth = lines.depth[line]!;
  const start = nextFull(lines, line + 1, 3);
  const indent = lines.first[start]! - lines.content[start]!;
  const columns = Math.min(indentOf(lines, start), 3);
  let blank = 0;
  /** Lines of an answer since the quotation broke off. */
  let answer = 0;
  for (let at = start; at < lines.count; at++) {
    if (isBlank(lines, at) && lines.depth[at] === depth) {
      blank++;
      continue;
    }
    const marked = depth === 0 && lines.depth[at]! > 0;
    if (lines.depth[at] !== depth && !marked) break;
    const rest = answer === 0 && blank === 0 && at > start && !marked ? cutRest(lines, at, columns) : 0;
    if (rest > 0) {
      for (let cut = at; cut < at + rest; cut++) lines.depth[cut] = Math.min(depth + 1, DEEPEST);
      at += rest - 1;
      continue;
    }
    if (indentOf(lines, at, marked) < columns) {
      if (depth > 0 || marked || isHeading(lines, at)) break;
      if (++answer > LONGEST_ANSWER) break;
      blank = 0;
      continue;
    }
    if (answer && !isPadded(lines, at - 1, columns)) {
      if (++answer > LONGEST_ANSWER) break;
      blank = 0;
      continue;
    }
    answer = 0;
    for (let set = at - blank; set <= at; set++) {
      lines.depth[set] = Math.min(lines.depth[set]! + 1, DEEPEST);
      if (marked && set === at) continue;
      // A blank line that is set in loses as much.
      const most = isBlank(lines, set) ? Math.max(lines.start[set + 1]! - 1, lines.content[set]!) : lines.first[set]!;
      lines.content[set] = Math.min(lines.content[set]! + indent, most);
    }
    blank = 0;
  }
}

/**
 * How many lines at the margin a wrap cut off from one that is set in: its sentence goes on in them, and what follows is set in again. 0 where
 * there are none.
 */
function cutRest(lines: LineTable, line: number, columns: number): number {
  if (!beginsSmall(lines, line) && lines.body[lines.first[line]!] !== '<') return 0;
  if (ENDS.includes(lines.body[lines.end[line - 1]! - 1]!)) return 0;
  let after = line;
  while (after < line + MOST_CUT && isAtMargin(lines, after, lines.depth[line]!, columns) && didNotFit(lines, after))
    after++;
  const next = after === line ? -1 : nextFull(lines, after, 4);
  if (next < 0 || lines.depth[next] !== lines.depth[line]) return 0;
  return indentOf(lines, next) >= columns ? after - line : 0;
}

function isAtMargin(lines: LineTable, line: number, depth: number, columns: number): boolean {
  return line < lines.count && !isBlank(lines, line) && lines.depth[line] === depth && indentOf(lines, line) < columns;
}

/** True where the first word of a line would not have fitted on the line above, which may end in an address. */
function didNotFit(lines: LineTable, line: number): boolean {
  const above = widthOf(lines, line - 1);
  const word = /^\S{1,200}/.exec(
    lines.body.slice(lines.first[line], Math.min(lines.end[line]!, lines.first[line]! + 200)),
  )!;
  return above <= 110 && above + word[0].length >= LEAST_CUT;
}

/** Lines that one wrap cuts off. */
const MOST_CUT = 3;

/** Columns of a line that is set in, with the first word of the one below it, that show a wrap. */
const LEAST_CUT = 66;

/** The last full line at the margin; -1 where there is none. */
export function lastAtMargin(lines: LineTable): number {
  let line = lines.count - 1;
  while (line >= 0 && (isBlank(lines, line) || indentOf(lines, line) > 1)) line--;
  return line;
}

/**
 * A message that is set in with its header, and answered at the margin: its lines are one level deeper. False where it is none.
 *
 *        Date: Mon, 1 Mar 93 13:27:24 EST
 *        From: ann@example.org (Ann Example)
 *
 *        Shall we?
 *
 *     No.
 *
 * So Emacs RMAIL, Babyl and Zmail quote. It goes on behind an answer where two lines, or a long one, are set in as the header is.
 */
export function markIndentedMessage(lines: LineTable, first: number, last: number): boolean {
  const depth = lines.depth[first]!;
  const columns = indentOf(lines, first);
  const next = nextFull(lines, last + 1, 3);
  if (columns < 2 || columns > WIDEST_INDENT || next < 0 || lines.depth[next]! < depth) return false;
  for (let line = first; line <= next; line++)
    if (!isBlank(lines, line) && indentOf(lines, line, lines.depth[line]! > depth) < columns) return false;
  // A paragraph whose first line is set in stands at the margin.
  const second = next + 1;
  if (
    second < lines.count &&
    !isBlank(lines, second) &&
    lines.depth[second] === depth &&
    indentOf(lines, second) < columns
  )
    return false;
  const taken = lines.first[first]! - lines.content[first]!;
  let blank = 0;
  let answer = 0;
  for (let at = first; at < lines.count && lines.depth[at]! >= depth; at++) {
    const marked = lines.depth[at]! > depth;
    if (isBlank(lines, at) && !marked) {
      blank++;
      continue;
    }
    const indent = indentOf(lines, at, marked);
    const goesOn = answer ? blank > 0 && indent === columns && isPassage(lines, at, columns) : indent >= columns;
    if (!goesOn) {
      if ((indent < 2 && !marked && isHeading(lines, at)) || ++answer > LONGEST_ANSWER) break;
      blank = 0;
      continue;
    }
    for (let set = answer ? at : at - blank; set <= at; set++) {
      lines.depth[set] = Math.min(lines.depth[set]! + 1, DEEPEST);
      if (!marked || set < at) lines.content[set] = Math.min(lines.content[set]! + taken, lines.first[set]!);
    }
    blank = 0;
    answer = 0;
  }
  return true;
}

const WIDEST_INDENT = 40;

/** Two lines that are set in, or a long one. */
function isPassage(lines: LineTable, line: number, columns: number): boolean {
  const next = line + 1;
  if (lines.end[line]! - lines.first[line]! >= 50) return true;
  return next < lines.count && !isBlank(lines, next) && indentOf(lines, next) >= columns;
}

/** Lines after which a quotation does not go on. */
const LONGEST_ANSWER = 200;

/** True where a blank line is set in as the quotation is. */
function isPadded(lines: LineTable, line: number, columns: number): boolean {
  return isBlank(lines, line) && lines.start[line + 1]! - 1 - lines.start[line]! >= columns;
}

/** True where a line at the margin begins another part: a rule, or a header. */
function isHeading(lines: LineTable, line: number): boolean {
  return isRuleMark(lines.body.charCodeAt(lines.first[line]!)) || labelAt(lines, line) !== null;
}
