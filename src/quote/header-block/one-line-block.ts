import { findWrittenDate } from '../../date/written-date.js';
import type { LabelRole } from '../../language/language.js';
import { isBlank, type LineTable, textOf } from '../line-table.js';
import type { HeaderBlock } from './header-block.js';
import { chooseRoles, findLabelInside, isDayFirst, type LabelMatch, labelAt } from './label-table.js';

const MOST_LINES = 4;
const LONGEST = 1200;
const MOST_LABELS = 8;

/**
 * Reads a header whose labels stand behind one another on one line; null where the line is none.
 *
 *     From: Ann Example <ann@example.org> Sent: Monday, May 6, 2024 9:30 AM To: Bo Roe Subject: Lunch
 *
 * It may wrap. Sender, date and two of recipients, subject and time of day have to be there. QUIRK: programs that turn pages into text lose the breaks of
 * Outlook's block.
 */
export function readOneLineBlock(lines: LineTable, line: number, label: LabelMatch): HeaderBlock | null {
  if (!label.readings.some(({ role }) => role === 'from') || lines.end[line]! - label.value > LONGEST) return null;
  // Most blocks have no other label on the line of the sender.
  if (!findLabelInside(lines.body, label.value, lines.end[line]!)) return null;
  let text = textOf(lines, line);
  for (let last = line; last < line + MOST_LINES; last++) {
    if (last > line) {
      if (last >= lines.count || isBlank(lines, last) || lines.depth[last] !== lines.depth[line]) return null;
      if (labelAt(lines, last) || text.length > LONGEST) return null;
      text = `${text} ${textOf(lines, last)}`;
    }
    const block = readFields(text, label.value - lines.first[line]!, label);
    if (block) return { ...block, first: line, last };
  }
  return null;
}

function readFields(text: string, start: number, first: LabelMatch): Pick<HeaderBlock, 'values' | 'dayFirst'> | null {
  const labels: LabelMatch[] = [{ ...first, value: start }];
  const ends: number[] = [];
  for (let next = findLabelInside(text, start, text.length); next; ) {
    if (labels.length >= MOST_LABELS) return null;
    ends.push(next.at);
    labels.push(next.match);
    // A subject goes on to the end, whatever stands in it.
    if (next.match.readings.some(({ role }) => role === 'subject')) break;
    next = findLabelInside(text, next.match.value, text.length);
  }
  const roles = labels.length >= 3 ? chooseRoles(labels) : null;
  if (!roles) return null;
  const values = new Map<LabelRole, string>();
  for (const [index, role] of roles.entries()) {
    const value = text.slice(labels[index]!.value, ends[index] ?? text.length);
    if (!values.has(role)) values.set(role, value.replace(/[\s,;|]{1,8}$/, ''));
  }
  return isWhole(values) ? { values, dayFirst: labels.some(isDayFirst) } : null;
}

function isWhole(values: ReadonlyMap<LabelRole, string>): boolean {
  const from = values.get('from') ?? '';
  const dated = findWrittenDate(values.get('date') ?? '');
  if (!dated || !/\p{L}/u.test(from) || from.length > 200 || !values.has('subject')) return false;
  return from.includes('@') || (dated.date.precision !== 'day' && values.has('to'));
}
