import type { LabelRole } from '../../language/language.js';
import { isBlank, type LineTable, nextFull, textOf } from '../line-table.js';
import { type LabelMatch, matchBareLabel } from './label-table.js';
import { type NotesBlock, readLead } from './notes-block.js';

const LONGEST_LABEL = 16;
const MOST_LINES = 60;

/**
 * Reads the header that Notes leaves when its table becomes plain text: labels without colons and their values on lines of
 * their own, below the sender and the date; null where `line` holds no such recipient label.
 *
 *     Ann Example <ann@example.org>
 *     03/01/2020 10:05
 *
 *     To
 *     Bo Roe <bo@example.org>
 *     cc
 *
 *     Subject
 *     Plan
 */
export function readStackedBlock(lines: LineTable, line: number, floor: number): NotesBlock | null {
  const label = bareLabelAt(lines, line);
  if (!label?.readings.some((reading) => reading.role === 'to')) return null;
  const lead = readLead(lines, line, floor);
  if (!lead || !/@|\/| at \S/.test(lead.sender)) return null;
  const values = new Map<LabelRole, string>();
  const depth = lines.depth[line]!;
  let role: LabelRole = 'to';
  let last = line;
  for (let at = line + 1; at < lines.count && at < line + MOST_LINES && role !== 'subject'; ) {
    const value: string[] = [];
    let next = at;
    while (next < lines.count && lines.depth[next] === depth && !isBlank(lines, next)) {
      if (nextRole(lines, next, values, role)) break;
      value.push(textOf(lines, next));
      last = next++;
    }
    values.set(role, value.join(' '));
    const below = nextFull(lines, next, 3);
    const follows: LabelRole | null =
      below < 0 || lines.depth[below] !== depth ? null : nextRole(lines, below, values, role);
    if (!follows) break;
    role = follows;
    last = below;
    at = below + 1;
    if (role === 'subject') last = readSubject(lines, below, depth, values);
  }
  if (!values.get('to') || !values.has('subject')) return null;
  return { first: lead.first, last, values, sender: lead.sender, dateText: lead.date };
}

/** The subject stands on the lines below its label, up to a blank one; the last of them. */
function readSubject(lines: LineTable, label: number, depth: number, values: Map<LabelRole, string>): number {
  const parts: string[] = [];
  let at = label + 1;
  while (at < lines.count && at < label + 4 && lines.depth[at] === depth && !isBlank(lines, at))
    parts.push(textOf(lines, at++));
  values.set('subject', parts.join(' '));
  return at - 1;
}

/** The role of a label that the block lacks; null where the line is none. */
function nextRole(
  lines: LineTable,
  line: number,
  values: ReadonlyMap<LabelRole, string>,
  open: LabelRole,
): LabelRole | null {
  const label = bareLabelAt(lines, line);
  if (!label) return null;
  for (const { role } of label.readings)
    if ((role === 'cc' || role === 'bcc' || role === 'subject') && role !== open && !values.has(role)) return role;
  return null;
}

function bareLabelAt(lines: LineTable, line: number): LabelMatch | null {
  const start = lines.first[line]!;
  const end = lines.end[line]!;
  return end - start <= LONGEST_LABEL ? matchBareLabel(lines.body, start, end) : null;
}
