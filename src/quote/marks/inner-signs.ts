import { isBlank, type LineTable, setDepth, textOf } from '../line-table.js';
import { holdsProse } from './line-shape.js';
import { isBelowAttribution } from './other-signs.js';

/** True where lines of a quotation may begin with another sign: `> | text`. */
export function mayHoldInnerSigns(body: string): boolean {
  return body.includes('> | ') || body.includes('> : ') || body.includes('>| ') || body.includes('> } ');
}

/**
 * Counts `|`, `:` and `}` as marks inside a quotation; true where there are any. A blank or nothing stands behind each, and no line ends in the
 * sign as tables do. The first run has prose in it and stands directly below an attribution of its depth; what follows between answers has the
 * same sign and depth.
 *
 *     > On 3 Jan 2020, Ann wrote:
 *     > | Shall we?
 *     > I would rather not.
 *     > | When?
 */
export function markInnerSigns(lines: LineTable): boolean {
  const known = new Set<string>();
  for (let line = 1; line < lines.count; line++) {
    const depth = lines.depth[line]!;
    if (depth === 0 || isBlank(lines, line)) continue;
    const sign = lines.body[lines.first[line]!]!;
    if (!'|:}'.includes(sign) || !isMarked(lines, line, sign)) continue;
    const run = readRun(lines, line, sign);
    const key = `${depth} ${sign}`;
    const begins = run.prose && lines.depth[line - 1] === depth && isBelowAttribution(lines, line);
    if (!run.table && (begins || known.has(key))) {
      known.add(key);
      for (let at = line; at < run.after; at++) mark(lines, at, run.nested);
    }
    line = run.after - 1;
  }
  return known.size > 0;
}

interface Run {
  readonly after: number;
  readonly prose: boolean;
  readonly table: boolean;
  /** Prose stands behind `>` that follows the sign. */
  readonly nested: boolean;
}

function readRun(lines: LineTable, line: number, sign: string): Run {
  const depth = lines.depth[line]!;
  let after = line;
  let prose = false;
  let table = false;
  let nested = false;
  while (after < lines.count && lines.depth[after] === depth && isMarked(lines, after, sign)) {
    const text = textOf(lines, after).slice(0, 200);
    table ||= text.length > 1 && text.endsWith(sign);
    if (holdsProse(text.slice(1))) {
      prose = true;
      nested ||= /^. ?>/.test(text);
    }
    after++;
  }
  return { after, prose, table, nested };
}

function mark(lines: LineTable, line: number, nested: boolean): void {
  const { body } = lines;
  let depth = lines.depth[line]! + 1;
  let at = lines.first[line]! + 1;
  for (let next = at; nested && next < lines.end[line]! && next < at + 2; next++) {
    if (body[next] === '>') {
      depth++;
      at = next + 1;
    } else if (body[next] !== ' ') break;
  }
  setDepth(lines, line, depth, body.charCodeAt(at) === 0x20 ? at + 1 : at);
}

function isMarked(lines: LineTable, line: number, sign: string): boolean {
  const first = lines.first[line]!;
  if (lines.body[first] !== sign || first >= lines.end[line]!) return false;
  return first + 1 >= lines.end[line]! || lines.body.charCodeAt(first + 1) <= 0x20;
}
