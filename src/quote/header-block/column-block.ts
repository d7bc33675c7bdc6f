import { findWrittenDate } from '../../date/written-date.js';
import type { LabelRole } from '../../language/language.js';
import { isBlank, type LineTable, textOf } from '../line-table.js';
import type { HeaderBlock } from './header-block.js';
import { chooseRoles, type LabelMatch, labelAt } from './label-table.js';

const MOST_LABELS = 8;

/**
 * Reads the header of a page whose text was taken column by column: all labels, then all values; null where the lines are none.
 *
 *     From:
 *     Sent:
 *     To:
 *     Subject:
 *     Mira Holm <mira@example.org>
 *     Thursday, April 7, 2016 10:02 AM
 *     Tobias Renn
 *     RE: Ferry
 *
 * A copy line without a value is passed over: the date stands where its label says.
 */
export function readColumnBlock(lines: LineTable, line: number): HeaderBlock | null {
  const labels: LabelMatch[] = [];
  let at = line;
  for (; at < lines.count && labels.length <= MOST_LABELS; at++) {
    if (isBlank(lines, at)) continue;
    const label = labelAt(lines, at);
    if (!label || label.value < lines.end[at]! || lines.depth[at] !== lines.depth[line]) break;
    labels.push(label);
  }
  if (labels.length < 3) return null;
  const roles = chooseRoles(labels);
  if (!roles?.includes('from') || !roles.includes('date')) return null;
  const values: { readonly text: string; readonly line: number }[] = [];
  for (; at < lines.count && values.length < roles.length; at++)
    if (!isBlank(lines, at)) values.push({ text: textOf(lines, at), line: at });
    else if (values.length >= 3) break;
  const withoutCopies = roles.filter((role) => role !== 'cc' && role !== 'bcc' && role !== 'other');
  for (const order of [roles, withoutCopies]) {
    const dated = values[order.indexOf('date')];
    const date = dated && findWrittenDate(dated.text);
    if (!date || date.start > 1 || order.length > values.length) continue;
    const found = new Map<LabelRole, string>();
    order.forEach((role, n) => {
      if (!found.has(role)) found.set(role, values[n]!.text);
    });
    return { first: line, last: values[order.length - 1]!.line, values: found };
  }
  return null;
}
