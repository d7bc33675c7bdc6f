import { isSentence } from '../attribution/analyse-sentence.js';
import { isBlank, type LineTable, textOf } from '../line-table.js';
import { beginsSmall, ENDS, isCutOff, LEAST_FILLED, widthOf } from './rewrapped.js';

const LEAST_WIDTH = 48;

/**
 * Gives the first line of a quoted paragraph the marks that the lines below it have.
 *
 *     This all sounds as if your target was a single program, and
 *     > not a library.
 *     >
 *
 * QUIRK: Gmail makes plain text of an answer written between the lines of HTML so: the first line of each paragraph has lost its mark.
 * The wrap has to be visible. A paragraph of one line stands above a mark before nothing; that alone is enough inside a quotation, and
 * where the same body shows the other form.
 */
export function adoptFirstLines(lines: LineTable): void {
  let seen = false;
  const short: number[] = [];
  for (let line = 0; line + 1 < lines.count; line++) {
    const own = lines.depth[line]!;
    const below = lines.depth[line + 1]!;
    if (below <= own || isBlank(lines, line)) continue;
    if (line > 0 && (!isBlank(lines, line - 1) || lines.depth[line - 1]! >= below)) continue;
    const alone = isBlank(lines, line + 1);
    if (lines.first[line]! > lines.content[line]! + 1 || !isProse(textOf(lines, line))) continue;
    const last = lines.body[lines.end[line]! - 1]!;
    if (alone ? !ENDS.includes(last) && last !== ',' : ENDS.includes(last)) continue;
    if (!alone) {
      if (
        widthOf(lines, line) < LEAST_WIDTH ||
        !beginsSmall(lines, line + 1) ||
        !isCutOff(lines, line + 1, LEAST_FILLED)
      )
        continue;
      const next = textOf(lines, line + 1);
      if (CALL.test(next) || isSentence(`${textOf(lines, line)} ${next}`)) continue;
      seen = true;
    } else if (!isInside(lines, line, own, below)) {
      if (own === 0) short.push(line);
      continue;
    }
    lines.depth[line] = below;
  }
  if (seen) for (const line of short) lines.depth[line] = lines.depth[line + 1]!;
}

/** Some words, no label, rule or remark of a program before them; `net_device-` above `>extension` is an arrow that a wrap broke. */
function isProse(text: string): boolean {
  return !/^(?:\p{L}[\p{L} -]{1,20}:\s|[-=*#|<>]{2})/u.test(text) && /\p{L}{2}/u.test(text) && !text.endsWith('-');
}

/** A call or an assignment: what stands above it is output of a console. */
const CALL = /^[\w.$]+ ?(?:\(|<-|=|\[)/;

/** True where a line stands between marks: a quotation above it, a deeper one below. */
function isInside(lines: LineTable, line: number, own: number, below: number): boolean {
  if (line === 0 || (lines.depth[line - 1]! <= own && !isBelowDatedName(lines, line, own))) return false;
  for (let at = line + 2; at < lines.count && at < line + 5; at++)
    if (!isBlank(lines, at)) return lines.depth[at]! >= below;
  return false;
}

/** True below `2024/3/5 Ann Example <ann@example.org>` and a blank line, as Gmail once named who is quoted. */
function isBelowDatedName(lines: LineTable, line: number, own: number): boolean {
  const above = line - 2;
  if (own === 0 || above < 0 || lines.depth[above] !== own || lines.end[line]! - lines.first[line]! > 40) return false;
  return /^\d{4}\/\d{1,2}\/\d{1,2} .{2,60}<[^<>]{3,80}>$/.test(textOf(lines, above));
}
