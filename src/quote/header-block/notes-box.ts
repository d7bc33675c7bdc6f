import { findWrittenDate } from '../../date/written-date.js';
import type { LabelRole } from '../../language/language.js';
import { isBlank, type LineTable, setDepth, textOf } from '../line-table.js';
import { matchLabel } from './label-table.js';
import type { NotesBlock } from './notes-block.js';
import { joinCut } from './notes-columns.js';

const TOP = /^\|-{3,80}\+-{3,80}>$/;
const RULE = /^>-{10,200}\|?$/;
const MOST_ROWS = 24;
const MOST_FIELDS = 40;

/** True where a body may hold such a box. */
export function mayHoldBox(body: string): boolean {
  return body.includes('-+-') && /\|-{3,80}\+-{3,80}>/.test(body);
}

/** The rules of the box begin with `>`: that is no mark. Changes the table. */
export function unmarkBoxRules(lines: LineTable): void {
  const { body } = lines;
  for (let line = 0; line < lines.count; line++) {
    const depth = lines.depth[line]!;
    const first = lines.first[line]!;
    if (depth === 0 || body.charCodeAt(first - 1) !== 0x3e || body.charCodeAt(first) !== 0x2d) continue;
    if (RULE.test(`>${textOf(lines, line)}`)) setDepth(lines, line, depth - 1, first - 1);
  }
}

/**
 * Reads the header that Notes draws as a box of bars, sender and date in one cell and the labels in another; null where `line` is not its
 * upper edge.
 *
 *     |---------+---------------------------->
 *     |         |           Ann Doe          |
 *     |         |           <ann@example.org>|
 *     |         |           01/02/2001 03:04 |
 *     |         |           PM               |
 *     |---------+---------------------------->
 *       >----------------------------------------|
 *       |  To:       Bo Roe <bo@example.org>     |
 *       |  cc:                                   |
 *       |  Subject:  Plan                        |
 *       >----------------------------------------|
 */
export function readNotesBox(lines: LineTable, line: number): NotesBlock | null {
  if (!TOP.test(textOf(lines, line).slice(0, 200))) return null;
  let left = '';
  let at = line + 1;
  for (; at < lines.count && at < line + MOST_ROWS; at++) {
    const text = textOf(lines, at);
    if (TOP.test(text)) break;
    const cell = /^\|[^|]{0,40}\|(.{0,120}?)\|?$/.exec(text)?.[1]?.trim();
    if (cell === undefined) return null;
    if (cell) left = joinCut(left, cell);
  }
  const values = new Map<LabelRole, string>();
  let role: LabelRole | null = null;
  let last = at++;
  let rules = 0;
  for (const stop = at + MOST_FIELDS; at < lines.count && at < stop && rules < 2; at++) {
    if (isBlank(lines, at)) {
      if (rules === 0) continue;
      break;
    }
    const text = textOf(lines, at);
    last = at;
    if (RULE.test(text)) {
      rules++;
      continue;
    }
    if (rules === 0) return null;
    const field = text.replace(/^\|\s*/, '').replace(/\s*\|$/, '');
    const label = matchLabel(field, 0, field.length);
    const found = label?.readings.find((reading) => reading.role !== 'from')?.role;
    if (label && found && !values.has(found)) {
      role = found;
      values.set(role, field.slice(label.value).replace(/\s+/g, ' ').trim());
    } else if (role) values.set(role, `${values.get(role)!} ${field}`.trim());
  }
  const found = findWrittenDate(left);
  if (!found || !values.has('to') || rules < 2) return null;
  const agent = left.search(/\s(?:Sent by|Gesendet von|Envoyé par|Inviato da|Enviado por):/i);
  const sender = left.slice(0, agent > 0 && agent < found.start ? agent : found.start).trim();
  return sender === '' || sender.length > 120
    ? null
    : { first: line, last, values, sender, dateText: left.slice(found.start, found.end) };
}
