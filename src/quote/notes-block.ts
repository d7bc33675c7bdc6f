import { collectLabels, type HeaderBlock } from './header-block.js';
import { isBlank, type LineTable, textOf } from './line-table.js';
import { findWrittenDate } from './written-date.js';

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

interface Lead {
  readonly first: number;
  readonly sender: string;
  readonly date: string;
}

/** The unlabelled lines above `To:`, read upwards. */
function readLead(lines: LineTable, line: number, floor: number): Lead | null {
  const depth = lines.depth[line]!;
  let at = line - 1;
  while (at >= floor && isBlank(lines, at) && line - at <= 8) at--;
  const above: { line: number; text: string }[] = [];
  for (; at >= floor && above.length < 6; at--) {
    if (isBlank(lines, at) || lines.depth[at] !== depth) break;
    above.push({ line: at, text: textOf(lines, at) });
    if (above.at(-1)!.text.length > 300) break;
  }
  let date = '';
  let sender = '';
  for (const { line: number, text } of above) {
    if (/^(?:Sent by|Please respond to|Gesendet von|Envoyé par):?(?:\s|$)/i.test(text)) {
      if (!date) {
        const found = findWrittenDate(text);
        if (found && found.date.precision !== 'day') date = text.slice(found.start, found.end);
      }
      continue;
    }
    if (!date) {
      const found = /\d/.test(text) ? findWrittenDate(text) : null;
      if (!found || found.date.precision === 'day') {
        // "Please respond to" wraps onto a line of its own.
        if (above.length > 1 && /^[\w.+'"<-][^\s]*@[^\s]+$/.test(text)) continue;
        return null;
      }
      if (text.slice(found.end).replace(/[\s)(A-Z]|GMT|[+-]\d{4}/g, '').length > 3) return null;
      date = text.slice(found.start);
      const head = text
        .slice(0, found.start)
        .trimEnd()
        .replace(/(?:^|\s)on$/i, '')
        .trim();
      if (!head) continue;
      if (!isSender(head)) return null;
      return { first: number, sender: head, date };
    }
    const name = text.replace(/\s+on$/i, '');
    if (!isSender(name)) return null;
    sender = name;
    // A name in quotes or brackets may have wrapped: "Doe, Ann" / <ann@example.org>
    const next = above.find((other) => other.line === number - 1);
    if (/^[<[(]/.test(name) && next && isSender(`${next.text} ${name}`))
      return { first: number - 1, sender: `${next.text} ${name}`, date };
    return { first: number, sender, date };
  }
  return null;
}

/** True for what may be a sender's name: short, no sentence. */
function isSender(text: string): boolean {
  if (!text || text.length > 120 || !/^["'<(\p{L}\p{N}]/u.test(text)) return false;
  if (/^-{2,}|[!?:;]$|[.!?]\s+\p{Lu}\p{Ll}+\s\p{Ll}/u.test(text)) return false;
  const outside = text.replace(/[<[(][^<>[\]()]{0,100}[>\])]/g, ' ').trim();
  return outside.split(/\s+/).length <= 8;
}
