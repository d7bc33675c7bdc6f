import { findWrittenDate } from '../../date/written-date.js';
import type { LabelRole } from '../../language/language.js';
import { isBlank, type LineTable, textOf } from '../line-table.js';
import { collectLabels, type HeaderBlock } from './header-block.js';
import { matchLabel } from './label-table.js';

/** A Lotus Notes header: sender and date stand above `To:` without labels. */
export interface NotesBlock extends HeaderBlock {
  readonly sender: string;
  readonly dateText: string;
}

/**
 * Reads the Notes header whose `To:` label is at `line`; null where no sender with a date stands above it.
 *
 *     Ann Doe/HOU/ACME@ACME            Ann Doe <ann@example.org> on 01/02/2001 03:04:05 PM
 *     01/02/2001 03:04 PM              To: Bo Roe/HOU/ACME@ACME
 *     To: Bo Roe/HOU/ACME@ACME         cc:
 *     cc:                              Subject: Plan
 *     Subject: Plan
 *
 * `floor` is the first line that may belong to it.
 */
export function readNotesBlock(lines: LineTable, line: number, floor: number): NotesBlock | null {
  const lead = readLead(lines, line, floor);
  if (!lead) return null;
  const block = collectLabels(lines, line);
  if (!block?.values.has('to') || !(block.values.has('subject') || block.values.has('cc'))) return null;
  return { ...block, first: lead.first, sender: lead.sender, dateText: lead.date };
}

/**
 * Reads the table that gateways print, sender and date in the left column; null where `line` holds no `To:` in the right.
 *
 *         Ann Doe
 *         <ann@example.        To:     Bo Roe <bo@example.org>
 *         org>                 cc:
 *         01/02/2001           Subject:     Plan
 *         03:04 PM
 */
export function readNotesTable(lines: LineTable, line: number, floor: number): NotesBlock | null {
  const { body } = lines;
  const depth = lines.depth[line]!;
  const own = body.slice(lines.content[line]!, lines.end[line]!);
  const column = own.indexOf('  To:') + 2;
  if (column < 8 || column > 60 || !own.slice(0, column).trim()) return null;
  let first = line;
  while (first > floor && line - first < 4 && !isBlank(lines, first - 1) && lines.depth[first - 1] === depth) first--;
  const left: string[] = [];
  const right: string[] = [];
  let last = first;
  for (let at = first; at < lines.count && at < line + 60 && !isBlank(lines, at); at++) {
    const text = body.slice(lines.content[at]!, lines.end[at]!);
    const indented = lines.first[at]! > lines.content[at]! && lines.depth[at] === depth;
    const side = indented ? text.slice(0, column).trim() : '';
    if (side.length > 40) return null;
    if (side) left.push(side);
    const value = indented ? text.slice(column) : textOf(lines, at);
    if (indented && at > line + 12 && !value.trim() && !side) break;
    const label = matchLabel(value, value.length - value.trimStart().length, value.length);
    if (label && indented && !/^\s/.test(value)) right.push(value.trim());
    else if (right.length) right[right.length - 1] += ` ${value.trim()}`;
    last = at;
  }
  const found = clockedDate(left.join(' '));
  if (!found) return null;
  const values = new Map<LabelRole, string>();
  for (const field of right) {
    const label = matchLabel(field, 0, field.length);
    if (label) values.set(label.readings[0]!.role, field.slice(label.value).replace(/\s+/g, ' ').trim());
  }
  if (!values.has('to') || !(values.has('cc') || values.has('subject'))) return null;
  // The first line may be text that stands directly above.
  const sender = left.join(' ').slice(0, found.start).trim();
  return isSender(sender) ? { first, last, values, sender, dateText: found.text } : null;
}

/** A header that one line holds: `Ann Doe@ACME 01/02/2001 03:04 PM  To: Bo Roe  cc:  Subject: Plan`. */
export function readNotesLine(lines: LineTable, line: number): NotesBlock | null {
  const text = lines.body.slice(lines.first[line]!, Math.min(lines.end[line]!, lines.first[line]! + 4000));
  const to = /\s{2,}To:/.exec(text);
  if (!to || !/\s(?:cc|Subject):/i.test(text)) return null;
  const found = findWrittenDate(text.slice(0, to.index));
  if (!found || found.date.precision === 'day') return null;
  const sender = text.slice(0, found.start).trim();
  if (!isSender(sender)) return null;
  const offset = lines.first[line]! + to.index + to[0].length - 3;
  const block = collectLabels(lines, line, offset);
  return block && { ...block, sender, dateText: text.slice(found.start, found.end) };
}

/** The line of sender and date above a Notes block. */
export interface Lead {
  readonly first: number;
  readonly sender: string;
  readonly date: string;
}

/** The unlabelled lines above `To:`, read upwards. */
export function readLead(lines: LineTable, line: number, floor: number): Lead | null {
  const above = readAbove(lines, line, floor);
  let date = '';
  for (let index = 0; index < above.length; index++) {
    const { line: number, text } = above[index]!;
    if (REMARK.test(text)) {
      if (!date) date = clockedDate(text)?.text ?? '';
      continue;
    }
    if (!date) {
      // The clock time may have wrapped onto a line of its own.
      const joined = index + 1 < above.length && CLOCK_ONLY.test(text) ? `${above[index + 1]!.text} ${text}` : text;
      const found = clockedDate(joined);
      if (!found) {
        // "Please respond to" wraps onto a line of its own.
        if (above.length > 1 && /^[\w.+'"<-][^\s]*@[^\s]+$/.test(text)) continue;
        return null;
      }
      if (joined !== text) index++;
      date = found.text;
      const head = withoutLabel(
        joined
          .slice(0, found.start)
          .trimEnd()
          .replace(/(?:^|\s)on$/i, ''),
      );
      if (!head) continue;
      return isSender(head) ? { first: above[index]!.line, sender: head, date } : null;
    }
    const name = withoutLabel(text.replace(/\s+on$/i, ''));
    if (!isSender(name)) return null;
    // A long name wraps before its address: "Doe, Ann" / <ann@example.org>
    const next = above[index + 1];
    if (/^[<[(]/.test(name) && next && isSender(`${next.text} ${name}`))
      return { first: next.line, sender: `${next.text} ${name}`, date };
    return { first: number, sender: name, date };
  }
  return null;
}

const REMARK =
  /^(?:Sent by|Please respond to|Gesendet von|Envoyé par|Bitte antworten|\(?Embedded image moved|\(See attached|Phone No)(?:\.|\s|:|$)|^[A-Z]{2,3} ?\d{2,5}\w?$/i;
const CLOCK_ONLY = /^(?:\d{1,2}:\d\d(?::\d\d)?(?: ?[AP]M)?|[AP]M)$/i;

/** The lines above `To:` from the nearest up, at most six; one blank line below a name is passed over. */
function readAbove(lines: LineTable, line: number, floor: number): readonly { line: number; text: string }[] {
  const depth = lines.depth[line]!;
  const above: { line: number; text: string }[] = [];
  let at = line - 1;
  while (at >= floor && isBlank(lines, at) && line - at <= 14) at--;
  for (let gap = 0; at >= floor && above.length < 6; at--) {
    if (isBlank(lines, at)) {
      // QUIRK: Notes leaves a line between the name and the date, and some above "Sent by".
      const remark = above.length > 0 && REMARK.test(above.at(-1)!.text);
      if (!remark && (gap || above.length !== 1)) break;
      if (!remark) gap++;
      continue;
    }
    if (lines.depth[at] !== depth) break;
    const text = textOf(lines, at);
    if (text.length > 300 || (gap && text.length > 60)) break;
    above.push({ line: at, text });
    if (gap) break;
  }
  return above;
}

/** A date with a clock time inside a line, with nothing but a zone behind it. */
function clockedDate(text: string): { readonly start: number; readonly text: string } | null {
  if (!/\d/.test(text)) return null;
  const phone = text.search(/\s(?:Phone|Tel|Fax)\b/i);
  const line = phone > 0 ? text.slice(0, phone) : text;
  const found = findWrittenDate(line);
  if (!found || found.date.precision === 'day') return null;
  if (line.slice(found.end).replace(/[\s)(A-Z=]|[+-]\d{4}/g, '').length > 3) return null;
  return { start: found.start, text: line.slice(found.start) };
}

/** QUIRK: Notes puts the letterhead before the label, "Acme Corp.  From:  Ann Doe", and who it is to behind the name: "Ann Doe  to: Bo Roe". */
function withoutLabel(text: string): string {
  const label = text.lastIndexOf('From:');
  return (label < 0 ? text : text.slice(label + 5)).replace(/\s(?:to|An|Pour|A|Para|Aan): .*$/, '').trim();
}

/** True for what may be a sender's name: short, no sentence. */
function isSender(text: string): boolean {
  if (!text || text.length > 120 || !/^["'<(\p{L}\p{N}]/u.test(text)) return false;
  if (/^-{2,}|[!?:;]$|[.!?]\s+\p{Lu}\p{Ll}+\s\p{Ll}/u.test(text)) return false;
  const outside = text.replace(/[<[(][^<>[\]()]{0,100}[>\])]/g, ' ').trim();
  return outside.split(/\s+/).length <= 8;
}
