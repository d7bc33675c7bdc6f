import { findVerb } from '../../language/attribution-words.js';
import { labelAt } from '../header-block/label-table.js';
import { isRuleMark } from '../header-block/separator.js';
import { DEEPEST, isBlank, isSpace, type LineTable, setDepth, textOf } from '../line-table.js';
import { holdsProse, indentOf } from './line-shape.js';

/** Signs that people quote with; `>` is counted before. */
const SIGNS = ':#|+%=!}]';
const NARROWEST = 3;
const WIDEST = 16;
/** A line of prose is as long at least. */
const LONG = 40;
const MOST_READ = 200;

/**
 * Marks a quotation that an answer begins with and that has no `>`: two lines of prose or more, all behind one sign (`:text`,
 * `# text`), or all set in by the same three columns or more, with the author's own prose at the margin below. Later lines behind the
 * same sign, and paragraphs that are set in as far, belong to it.
 *
 * Only for a body whose subject says that it answers: others begin with tables, code and letterheads.
 */
export function markLeadingQuotation(lines: LineTable): void {
  const start = firstLine(lines);
  if (start < 0) return;
  const sign = SIGNS.includes(lines.body[lines.first[start]!]!) ? lines.body.charCodeAt(lines.first[start]!) : null;
  const columns = sign === null ? indentOf(lines, start, true) : 0;
  if (sign === null ? columns < NARROWEST || columns > WIDEST : lines.first[start]! - lines.start[start]! > 1) return;
  // Set in, the quotation may hold marks of its own.
  const belongs = (line: number) =>
    sign === null
      ? indentOf(lines, line, true) === columns
      : lines.depth[line] === 0 && lines.body.charCodeAt(lines.first[line]!) === sign;
  let prose = 0;
  let count = 0;
  let after = start;
  for (; after < lines.count && after < start + MOST_READ; after++) {
    if (isBlank(lines, after)) continue;
    if (!belongs(after)) {
      if (
        after > start &&
        isTorn(lines, after) &&
        after + 1 < lines.count &&
        (isBlank(lines, after + 1) || belongs(after + 1))
      )
        continue;
      break;
    }
    count++;
    if (isProse(lines, after, sign)) prose++;
  }
  const enough = sign === null ? prose >= 2 && prose * 2 >= count : prose >= 1 && count >= 2;
  if (!enough || !isAnswered(lines, after, belongs)) return;
  for (let line = start; line < lines.count; line++) {
    if (isBlank(lines, line) || !belongs(line)) continue;
    if (line >= after && sign === null && !isPassage(lines, line, belongs)) continue;
    let to = line;
    while (to < lines.count && !isBlank(lines, to) && (belongs(to) || (to > line && to < after)))
      mark(lines, to++, sign);
    line = to - 1;
  }
}

/** The first full line that is no attribution and no frame of a signed text; -1 where the third one is neither. */
function firstLine(lines: LineTable): number {
  let seen = 0;
  for (let line = 0; line < lines.count && seen < 3; line++) {
    if (isBlank(lines, line)) continue;
    seen++;
    const text = textOf(lines, line).slice(0, 200);
    if (/^-----BEGIN PGP SIGNED MESSAGE-----$/.test(text) || /^Hash: /.test(text)) continue;
    if (
      text.endsWith(':') &&
      !isSpace(lines.body.charCodeAt(lines.start[line]!)) &&
      !SIGNS.includes(text[0]!) &&
      (findVerb(text) || text.includes('@'))
    )
      continue;
    return line;
  }
  return -1;
}

/** The end of a word or a line that a program wrapped out of the quotation. */
function isTorn(lines: LineTable, line: number): boolean {
  return lines.depth[line] === 0 && lines.end[line]! - lines.first[line]! <= 20 && !isBlank(lines, line - 1);
}

function isProse(lines: LineTable, line: number, sign: number | null): boolean {
  const from = lines.first[line]! + (sign === null ? 0 : 1);
  const text = lines.body.slice(from, Math.min(lines.end[line]!, from + 160));
  return text.length >= LONG && holdsProse(text) && !/[;{}]\s*$/.test(text);
}

/** True where the author's own prose stands at the margin below: a line of it near the quotation's end. */
function isAnswered(lines: LineTable, from: number, belongs: (line: number) => boolean): boolean {
  if (from >= lines.count || from === 0 || !isBlank(lines, from - 1)) return false;
  // cc:Mail sets the author's own text in, above the header of what is answered.
  if (isRuleMark(lines.body.charCodeAt(lines.first[from]!)) || labelAt(lines, from)) return false;
  let seen = 0;
  for (let line = from; line < lines.count && seen < 12; line++) {
    if (isBlank(lines, line)) continue;
    seen++;
    if (lines.depth[line] !== 0 || belongs(line)) continue;
    if (indentOf(lines, line, true) < 2 && holdsProse(textOf(lines, line).slice(0, 160))) return true;
  }
  return false;
}

/** A paragraph of its own with a line of prose: a signature that is set in is none. */
function isPassage(lines: LineTable, line: number, belongs: (line: number) => boolean): boolean {
  if (line > 0 && !isBlank(lines, line - 1)) return false;
  for (let at = line; at < lines.count && at < line + 4 && !isBlank(lines, at) && belongs(at); at++)
    if (isProse(lines, at, null)) return true;
  return false;
}

function mark(lines: LineTable, line: number, sign: number | null): void {
  const { body } = lines;
  if (sign === null && lines.depth[line]! > 0) {
    lines.depth[line] = Math.min(lines.depth[line]! + 1, DEEPEST);
    return;
  }
  const torn = sign !== null && body.charCodeAt(lines.first[line]!) !== sign;
  let content = lines.first[line]! + (sign === null || torn ? 0 : 1);
  let depth = 1;
  while (sign !== null && body.charCodeAt(content) === 0x3e) {
    depth++;
    content++;
  }
  if (sign !== null && body.charCodeAt(content) === 0x20) content++;
  setDepth(lines, line, depth, content);
}
