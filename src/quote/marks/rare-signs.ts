import { isBlank, type LineTable, RARE_SIGNS, setDepth, textOf } from '../line-table.js';
import { isBelowAttribution } from './other-signs.js';
import { ENDS, widthOf } from './rewrapped.js';

/** Signs that few people quote with; a list, a sum or a file begins its lines with some of them as well. */
const RARE = '»›%=*-';
/** Of these lists are made: they count only where the lines are those of one wrapped text. */
const LISTED = '*-';
/** Of these a line alone is a quotation, and what follows between the answers is one too. */
const PLAIN = '»›';
const FEWEST = 2;
/** Columns of a line and the word below it that show a wrap. */
const LEAST_WIDTH = 60;

/** True where a body may hold lines that begin with one of these signs. */
export const mayHoldRareSigns = ({ body, signs }: LineTable): boolean =>
  (signs & RARE_SIGNS) !== 0 || body.includes('»') || body.includes('›');

/**
 * Counts a rarer sign as a mark, directly below an attribution: `Ann Example schrieb:` above `» Wollen wir?`; true where it was one.
 *
 * All lines of the run have it, and none ends in it, as those of a table do. Guillemets quote from there on wherever they open a line.
 */
export function markRareSigns(lines: LineTable): boolean {
  let set = false;
  const known = new Set<string>();
  for (let line = 1; line < lines.count; line++) {
    const sign = signAt(lines, line);
    if (sign === '') continue;
    let to = line + 1;
    while (to < lines.count && signAt(lines, to) === sign) to++;
    const plain = PLAIN.includes(sign);
    const enough = to - line >= (plain ? 1 : FEWEST);
    if (
      known.has(sign) ||
      (enough &&
        (to >= lines.count || plain || isBlank(lines, to)) &&
        isBelowNamed(lines, line, plain) &&
        (!LISTED.includes(sign) || isWrapped(lines, line, to)))
    ) {
      for (let at = line; at < to; at++) {
        const content = lines.first[at]! + 1;
        setDepth(lines, at, 1, lines.body.charCodeAt(content) === 0x20 ? content + 1 : content);
      }
      if (plain) known.add(sign);
      set = true;
    }
    line = to - 1;
  }
  return set;
}

/** True where most lines of a run go on with what the line above left open. */
function isWrapped(lines: LineTable, from: number, to: number): boolean {
  let open = 0;
  for (let line = from + 1; line < to; line++) {
    const last = lines.body[lines.end[line - 1]! - 1]!;
    const next = lines.body.slice(lines.first[line]! + 1, lines.end[line]!).trimStart();
    if (
      !ENDS.includes(last) &&
      /^[\p{Ll}\p{N}]/u.test(next) &&
      widthOf(lines, line - 1) + next.search(/\s|$/) >= LEAST_WIDTH
    )
      open++;
  }
  return open > 0 && open * 2 >= to - from - 1;
}

/** True below an attribution; for signs that sums and files use, one with a full name, an address or a year. */
function isBelowNamed(lines: LineTable, line: number, plain: boolean): boolean {
  if (!isBelowAttribution(lines, line)) return false;
  let above = line - 1;
  while (above > 0 && isBlank(lines, above)) above--;
  return plain || /@|\d{4}|^(?!(?:As|Like|What|Here) )(?:\p{Lu}[\p{L}.'’-]+ ){2,4}\S+\s?:$/u.test(textOf(lines, above));
}

/** The sign that an unmarked line begins with; '' where it is none of these, is doubled, or ends the line as well. */
function signAt(lines: LineTable, line: number): string {
  const first = lines.first[line]!;
  const end = lines.end[line]!;
  if (lines.depth[line] !== 0 || first >= end || first - lines.start[line]! > 1) return '';
  const sign = lines.body[first]!;
  if (!RARE.includes(sign)) return '';
  if (end - first === 1) return PLAIN.includes(sign) ? sign : '';
  return lines.body[first + 1] === sign || lines.body[end - 1] === sign ? '' : sign;
}
