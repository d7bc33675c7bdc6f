import type { LabelRole } from '../../language/language.js';
import { isBlank, type LineTable, nextFull } from '../line-table.js';
import type { HeaderBlock } from './header-block.js';
import { chooseRoles, type LabelMatch, matchBareLabel, matchLabel } from './label-table.js';

const MOST_LINES = 40;
const LONGEST_LABEL = 24;

interface Field {
  readonly label: LabelMatch;
  value: string;
}

/**
 * Reads a header block whose labels have no colon, as some programs write below their separator; null where the lines are none.
 *
 *     From "Ann Example" <ann@example.org>        | From | Ann Example<ann@example.org> |
 *     To "Bo Roe" <bo@example.org>                | Date | 03/5/2024 14:22 |
 *     Date 3/5/2024 2:22:10 PM                    | To | Bo Roe<bo@example.org> |
 *     Subject Lunch                               | Subject | Lunch |
 *
 * A page's table gives each label and each value a line of its own. Three fields of one language have to be there, one of
 * them the sender. QUIRK: eM Client 9, NetEase Mail.
 */
export function readBareBlock(lines: LineTable, line: number): HeaderBlock | null {
  const depth = lines.depth[line]!;
  const fields: Field[] = [];
  let last = line;
  for (let at = line; at < lines.count && at < line + MOST_LINES; at++) {
    if (lines.depth[at] !== depth || isBlank(lines, at)) {
      const next = isBlank(lines, at) && fields.length < 3 ? nextFull(lines, at, 2) : -1;
      if (next < 0 || lines.depth[next] !== depth || !fieldAt(lines, next)) break;
      at = next - 1;
      continue;
    }
    const field = fieldAt(lines, at);
    if (field && repeats(fields, field)) break;
    if (field) fields.push(field);
    else {
      const open = fields.at(-1);
      // A value on the line below its label; a list of people may go on below it.
      if (!open || (open.value && !/[,;]$/.test(open.value))) break;
      open.value = `${open.value} ${plainCell(lines, at)}`.trim();
    }
    last = at;
  }
  if (fields.length < 3) return null;
  const roles = chooseRoles(fields.map(({ label }) => label));
  if (!roles?.includes('from') || !sharesOne(fields)) return null;
  const values = new Map<LabelRole, string>();
  roles.forEach((role, index) => {
    if (!values.has(role)) values.set(role, fields[index]!.value);
  });
  if (!values.get('from') || !(values.has('date') || values.has('subject'))) return null;
  return { first: line, last, values };
}

/** True where the fields have the label's role already, as the language of all of them reads it. */
function repeats(fields: readonly Field[], { label }: Field): boolean {
  const roles = chooseRoles([...fields.map((field) => field.label), label]);
  return roles
    ? roles.indexOf(roles.at(-1)!) < fields.length
    : fields.some((one) => one.label.readings[0]!.role === label.readings[0]!.role);
}

/** True where one language has all of the labels, those of any language aside. */
function sharesOne(fields: readonly Field[]): boolean {
  const [first] = fields.filter(({ label }) => label.readings.some(({ language }) => language >= 0));
  return (
    first?.label.readings.some(({ language }) =>
      fields.every(({ label }) =>
        label.readings.some((reading) => reading.language === language || reading.language < 0),
      ),
    ) ?? false
  );
}

/** A label of one to three words and its value behind a blank, a tab or a bar; the value may be empty. */
function fieldAt(lines: LineTable, line: number): Field | null {
  const { body } = lines;
  let start = lines.first[line]!;
  let end = lines.end[line]!;
  if (body[start] === '|') start++;
  if (end > start && body[end - 1] === '|') end--;
  while (start < end && body.charCodeAt(start) <= 0x20) start++;
  while (end > start && body.charCodeAt(end - 1) <= 0x20) end--;
  const labelled = matchLabel(body, start, end);
  if (labelled) {
    // In a table of bars the label keeps its colon.
    const bar = body[lines.first[line]!] === '|' && /^\s*\|/.test(body.slice(labelled.value, labelled.value + 24));
    return bar ? { label: labelled, value: cellValue(body.slice(labelled.value, end)) } : null;
  }
  let found: Field | null = null;
  for (let at = start + 1; at <= end && at - start <= LONGEST_LABEL; at++) {
    const code = at < end ? body.charCodeAt(at) : 0x20;
    if (code !== 0x20 && code !== 0x09 && code !== 0xa0 && code !== 0x7c) continue;
    if (!/^\p{L}/u.test(body.slice(start, start + 2))) return null;
    const label = matchBareLabel(body, start, at);
    if (!label || label.readings.every(({ role }) => role === 'other')) continue;
    found = {
      label,
      value: cellValue(body.slice(at, end)),
    };
  }
  return found;
}

const cellValue = (cell: string): string => cell.replace(/^[\s|\u00a0]{1,40}/, '').replace(/\s+/g, ' ');

function plainCell(lines: LineTable, line: number): string {
  return lines.body
    .slice(lines.first[line]!, lines.end[line]!)
    .replace(/^[|\s]{1,10}|[|\s]{1,10}$/g, '')
    .replace(/\s+/g, ' ');
}
