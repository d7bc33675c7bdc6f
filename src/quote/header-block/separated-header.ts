import { findWrittenDate } from '../../date/written-date.js';
import { readAttribution } from '../attribution/attribution.js';
import { isBlank, type LineTable, nextFull, textOf } from '../line-table.js';
import { readBareBlock } from './bare-labels.js';
import { readPerson } from './embedded-mailbox.js';
import { emptyHeader, type FoundHeader, fromBlock, fromNotes } from './found-header.js';
import { collectLabels, readHeaderBlock } from './header-block.js';
import { mayBeginDump, readHeaderDump } from './header-dump.js';
import { labelAt } from './label-table.js';
import { isLost, readLostBlock } from './lost-labels.js';
import { readNotesBlock, readNotesLine, readNotesTable } from './notes-block.js';
import { readSentence } from './sentence-header.js';
import type { Separator } from './separator.js';

/** The header that a separator stands above, or the separator alone; null where it means nothing. */
export function readSeparated(
  lines: LineTable,
  separator: Separator,
  columns: boolean,
  near: number | null,
): FoundHeader | null {
  const { first, last, kind, action } = separator;
  const depth = lines.depth[first]!;
  if (separator.inline !== null) {
    const block = readHeaderBlock(lines, last, true, separator.inline);
    const header = block && fromBlock(block, first, depth, action, near);
    // Where the lines were lost, nothing tells subject and text apart.
    return header && { ...header, subject: header.subject || null };
  }
  const below = nextFull(lines, last + 1, kind === 'rule' ? 2 : 5);
  const next = kind !== 'rule' && isMailboxLine(lines, below) ? below + 1 : below;
  if (next >= 0 && lines.depth[next]! >= depth) {
    if (kind === 'message-from') return readMessageFrom(lines, separator, next, near);
    const header = readBelow(lines, separator, next, columns, near);
    if (header) return header;
  }
  if (kind === 'rule' || kind === 'wrote') return null;
  if (kind === 'sentence' && (next < 0 || lines.depth[next]! <= depth)) return null;
  const header = emptyHeader(first, last, depth, 'separator', action);
  return separator.author === undefined ? header : { ...header, from: readPerson(separator.author) };
}

/** True for the line of a mailbox above a header, as some programs forward it: `From ann@example.org Fri Jan  3 10:05:00 2020`. */
function isMailboxLine(lines: LineTable, line: number): boolean {
  if (line < 0 || line + 1 >= lines.count || isBlank(lines, line + 1) || lines.depth[line + 1] !== lines.depth[line])
    return false;
  return /^>?From \S{3,120} .{0,40}\d\d/.test(textOf(lines, line).slice(0, 200)) && labelAt(lines, line + 1) !== null;
}

/** What stands below a separator: a Notes header, a labelled block, or an attribution. */
function readBelow(
  lines: LineTable,
  separator: Separator,
  next: number,
  columns: boolean,
  near: number | null,
): FoundHeader | null {
  const { first, kind, action } = separator;
  const depth = lines.depth[first]!;
  const inner = lines.depth[next]!;
  const reach = kind === 'rule' ? next + 5 : next + 14;
  const bare = kind === 'words' ? readBareBlock(lines, next) : null;
  if (bare) return fromBlock(bare, first, depth, action, near);
  const announced = kind === 'rule' ? readAnnounced(lines, first, next, near) : null;
  if (announced) return announced;
  for (let line = next, full = 0; line < lines.count && line < reach; line++) {
    if (isBlank(lines, line)) continue;
    if (lines.depth[line] !== inner) break;
    full++;
    const table = columns ? (readNotesLine(lines, line) ?? readNotesTable(lines, line, next)) : null;
    if (table) return fromNotes(table, first, depth, action, near);
    const lost = line === next && isLost(lines.body.charCodeAt(lines.first[line]!)) ? readLostBlock(lines, line) : null;
    if (lost) return fromBlock(lost, first, depth, action, near);
    const dump = line === next && kind !== 'rule' && mayBeginDump(lines, line) ? readHeaderDump(lines, line) : null;
    if (dump) return { ...fromBlock(dump, first, depth, action, near), proper: dump.proper };
    const label = labelAt(lines, line);
    if (!label) {
      if (kind === 'rule' && !columns) break;
      if (lines.end[line]! - lines.first[line]! > 160) break;
      continue;
    }
    const role = label.readings[0]!.role;
    if (role === 'sentBy') continue;
    if (role === 'to' || role === 'cc') {
      const notes = readNotesBlock(lines, line, next);
      if (notes)
        return { ...fromNotes(notes, first, depth, action, near), proper: notes.first === next ? first : notes.first };
    }
    const block = readHeaderBlock(lines, line, kind !== 'rule' && line === next);
    // Above it there may be a letterhead, nothing longer.
    if (block && (line === next || (kind === 'forwarded-by' && full <= 4)))
      return { ...fromBlock(block, first, depth, action, near), proper: line === next ? first : line };
    break;
  }
  if (kind === 'words' || kind === 'sentence') {
    for (let line = next; line < lines.count && line < next + 4 && !isBlank(lines, line); line++) {
      const sentence = readAttribution(lines, line, next, true, near);
      if (sentence && sentence.first === next && sentence.date)
        return {
          ...emptyHeader(first, sentence.last, depth, 'attribution', action),
          from: sentence.from,
          date: sentence.date,
          messageId: sentence.messageId,
        };
    }
  }
  return null;
}

/**
 * `To: …;` and `Subject: …;` below a rule, and the attribution right below them (Yandex Mail): one header.
 *
 *     ----------------
 *     To: Ann Example (ann@example.org);
 *     Subject: Lunch;
 *     05.03.2024, 14:22, "Bo Roe" <bo@example.org>:
 */
function readAnnounced(lines: LineTable, first: number, next: number, near: number | null): FoundHeader | null {
  const depth = lines.depth[first]!;
  let line = next;
  while (line < lines.count && line < next + 5 && !isBlank(lines, line) && labelAt(lines, line)) line++;
  if (line === next || line >= lines.count || lines.depth[line] !== depth) return null;
  const block = collectLabels(lines, next);
  if (!block || block.last >= line || block.values.has('from') || block.values.has('date')) return null;
  for (let last = line; last < lines.count && last < line + 3 && !isBlank(lines, last); last++) {
    const sentence = readSentence(lines, last, line, false, near);
    if (sentence?.first !== line) continue;
    const told = fromBlock(block, first, depth, null, near);
    const subject = told.subject?.replace(/;$/, '') ?? null;
    return { ...sentence, first, proper: first, to: told.to, cc: told.cc, subject };
  }
  return null;
}

/** `----- Message from NAME on DATE -----` above `To:` and `Subject:`. */
function readMessageFrom(lines: LineTable, separator: Separator, next: number, near: number | null): FoundHeader {
  const { first, last } = separator;
  let text = '';
  for (let line = first; line <= last; line++) text += ` ${textOf(lines, line)}`;
  text = text.replace(/^[\s-]*message from\s/i, '').replace(/[\s-]{1,80}$/, '');
  const found = findWrittenDate(text, { near });
  const block = labelAt(lines, next) ? collectLabels(lines, next) : null;
  const empty = emptyHeader(first, last, lines.depth[first]!, 'block', null);
  const header = block ? fromBlock(block, first, lines.depth[first]!, null, near) : empty;
  const sender = found ? text.slice(0, found.start).trimEnd().replace(/\son$/, '') : text;
  return { ...header, from: readPerson(sender), date: found?.date ?? null };
}
