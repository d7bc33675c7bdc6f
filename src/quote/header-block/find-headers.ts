// Long because the forms of a quoted header are tried in one order.

import type { WrittenDate } from '../../date/written-clock.js';
import { findWrittenDate } from '../../date/written-date.js';
import { findVerb } from '../../language/attribution-words.js';
import { readAttribution } from '../attribution/attribution.js';
import { withoutAgent } from '../attribution/on-behalf.js';
import { isBlank, type LineTable, nextFull, textOf } from '../line-table.js';
import { isEllipsis } from '../marks/ellipsis.js';
import { isAboveIndented, markIndented } from '../marks/indented-text.js';
import type { QuotedFields } from '../segment.js';
import { readBareBlock } from './bare-labels.js';
import { readMailboxes, readPerson } from './embedded-mailbox.js';
import { collectLabels, type HeaderBlock, readHeaderBlock } from './header-block.js';
import { mayBeginDump, readHeaderDump } from './header-dump.js';
import { type LabelMatch, labelAt } from './label-table.js';
import { isLost, parseDamagedDate, readLostBlock } from './lost-labels.js';
import { type NotesBlock, readNotesBlock, readNotesLine, readNotesTable } from './notes-block.js';
import { mayHoldColumns, readNotesColumns } from './notes-columns.js';
import { NO_FIELDS } from './quoted-fields.js';
import { isRuleMark, readSeparator, type Separator } from './separator.js';
import { readStackedBlock } from './stacked-block.js';

/** A header of an embedded message and the lines it stands on. */
export interface FoundHeader extends QuotedFields {
  readonly first: number;
  /** The line where the header proper begins: behind the letterhead that Notes puts below a separator. */
  readonly proper: number;
  readonly last: number;
  /** Quote marks before its lines (those of the separator where it has one). */
  readonly depth: number;
  readonly style: 'block' | 'notes' | 'attribution' | 'separator';
  readonly action: 'forward' | 'reply' | null;
}

/** Finds every embedded header of a body in one pass, in order; none overlaps another. */
export function findHeaders(lines: LineTable, near: number | null): readonly FoundHeader[] {
  const found: FoundHeader[] = [];
  const { body } = lines;
  const columns = (body.includes('To:') && (body.includes('  To:') || body.includes('\tTo:'))) || mayHoldColumns(body);
  const deeper = followingDepths(lines);
  let floor = 0;
  for (let line = 0; line < lines.count; line++) {
    const first = lines.first[line]!;
    const end = lines.end[line]!;
    if (first >= end) continue;
    const last = body.charCodeAt(end - 1);
    const framed =
      last === 0x3e
        ? body.startsWith('>>>', end - 3)
        : last === 0x3d
          ? body.startsWith('===', first)
          : last === 0x2d &&
            body.startsWith('--- ', first + (body.charCodeAt(first + 3) === 0x2d ? 1 : 0)) &&
            end - first < 300;
    const colon = last === 0x3a || last === 0xff1a || framed;
    let header: FoundHeader | null = null;
    if (isRuleMark(body.charCodeAt(first)) || (colon && end - first <= 60)) {
      const separator = readSeparator(lines, line);
      if (separator) header = readSeparated(lines, separator, columns, near);
    }
    header ??= readLabelled(lines, line, floor, near);
    if (!header && columns) header = readColumns(lines, line, floor, near);
    if (!header && !colon && end - first < 240 && isOpenSentence(lines, line))
      header = readSentence(lines, line, floor, false, near);
    if (!header && (colon || deeper[line]! > lines.depth[line]!)) {
      const marked = deeper[line]! > lines.depth[line]!;
      let indented = !marked && isAboveIndented(lines, line);
      if (indented && isParagraph(lines, line)) {
        const sentence = readSentence(lines, line, floor, false, near);
        if (sentence && isSignedBy(lines, sentence)) indented = false;
      }
      header = readSentence(lines, line, floor, marked || indented || isSuperCite(lines, line), near);
      // "?help says:" above an example is not enough.
      if (indented && header && !header.date && /\bsa(?:ys|id):$/.test(textOf(lines, line))) header = null;
      if (header && indented) markIndented(lines, line);
      if (!header && !marked && startsDeeper(lines, line)) {
        const sentence = readSentence(lines, line, floor, true, near);
        if (sentence?.from && sentence.date) header = sentence;
      }
    }
    if (!header) continue;
    const before = found.at(-1);
    if (before && isLeadOf(lines, before, header))
      found[found.length - 1] = { ...header, first: before.first, proper: before.proper };
    else found.push(header);
    line = header.last;
    floor = line + 1;
  }
  return found;
}

/**
 * True where a line may be an attribution that lost its colon, above text without marks: an address in brackets stands at
 * its end or before its last word, and a blank line below (Zoho Mail).
 */
function isOpenSentence(lines: LineTable, line: number): boolean {
  const end = lines.end[line]!;
  let bracket = end - 1;
  const least = Math.max(lines.first[line]!, end - 24);
  while (bracket > least && lines.body.charCodeAt(bracket) !== 0x3e) {
    const code = lines.body.charCodeAt(bracket);
    if (code < 0x41 && code !== 0x20) return false;
    bracket--;
  }
  if (lines.body.charCodeAt(bracket) !== 0x3e) return false;
  const tail = lines.body.slice(Math.max(lines.first[line]!, end - 24), end);
  const close = tail.lastIndexOf('>');
  if (close < 0 || !/^>(?: [\p{L}\p{M} ]{3,20})?$/u.test(tail.slice(close))) return false;
  if (line + 1 < lines.count && !isBlank(lines, line + 1)) return false;
  return /\p{N}[:.]\p{N}\p{N}/u.test(textOf(lines, line)) && findVerb(textOf(lines, line)) !== null;
}

/** True where the text of a level begins with this line: QUIRK: Apple Mail marks the attribution like the text below it. */
function startsDeeper(lines: LineTable, line: number): boolean {
  const depth = lines.depth[line]!;
  let above = line - 1;
  while (above >= 0 && line - above < 4 && isBlank(lines, above)) above--;
  return depth > 0 && (above < 0 || lines.depth[above]! < depth) && nextFull(lines, line + 1, 3) >= 0;
}

/** Lines of a short message that are looked at for its end. */
const MOST_OF_MESSAGE = 60;

/** True where only the first line below is set in, as the first line of a paragraph: that is no mark of a quotation. */
function isParagraph(lines: LineTable, line: number): boolean {
  const start = nextFull(lines, line + 1, 3);
  for (let at = start + 1; at < lines.count && at < start + MOST_OF_MESSAGE; at++)
    if (!isBlank(lines, at) && lines.first[at]! - lines.content[at]! > 0) return false;
  return nextFull(lines, start + 1, 3) >= 0;
}

/** True where the text below ends with a name of the person that the sentence names, alone on its line. */
function isSignedBy(lines: LineTable, sentence: FoundHeader): boolean {
  let last = lines.count - 1;
  while (last > sentence.last && isBlank(lines, last)) last--;
  if (last <= sentence.last || last > sentence.last + MOST_OF_MESSAGE) return false;
  const words = textOf(lines, last)
    .toLowerCase()
    .split(/[\s,.–—-]+/)
    .filter(Boolean);
  const name = (sentence.from?.name ?? '').toLowerCase().split(/[\s,]+/);
  return words.length > 0 && words.length <= 3 && words.every((word) => name.includes(word));
}

/** `"AB" == Ann Example writes:`: its own marks say that a quotation follows. */
function isSuperCite(lines: LineTable, line: number): boolean {
  const first = lines.first[line]!;
  return lines.body.charCodeAt(first) === 0x22 && /^"[\w .]{1,30}" == /.test(lines.body.slice(first, first + 40));
}

/** `--- On Fri, Ann wrote:` directly above a block of the same person (Yahoo) is one header with it. */
function isLeadOf(lines: LineTable, before: FoundHeader, header: FoundHeader): boolean {
  if (before.style !== 'attribution' || header.style !== 'block' || before.depth !== header.depth) return false;
  if (nextFull(lines, before.last + 1, 1) !== header.first || !before.from || !header.from) return false;
  return before.from.address === header.from.address || before.from.name === header.from.name;
}

/** Used again for each body. */
let following = new Int32Array(1024);

/**
 * For each line the depth of the next line that is not blank, -1 where it is more than four lines away. Of a line that
 * is left of a quotation (`> [...]`, a mark before nothing) directly below, the depth counts where it is greater.
 */
function followingDepths(lines: LineTable): Int32Array {
  if (lines.count > following.length) following = new Int32Array(lines.count * 2);
  const depths = following.fill(-1, 0, lines.count);
  let next = -1;
  let full = -1;
  for (let line = lines.count - 1; line >= 0; line--) {
    if (next >= 0 && next - line <= 5) depths[line] = lines.depth[next]!;
    const below = full === line + 2 && isBlank(lines, line + 1) ? full : line + 1;
    if (below < lines.count && lines.depth[below]! > depths[line]!) depths[line] = lines.depth[below]!;
    if (isBlank(lines, line)) continue;
    full = line;
    if (!isBelowColon(lines, line) || !isEllipsis(lines, line)) next = line;
  }
  return depths;
}

/** True where the line above, or the one above a blank line, ends in a colon. */
function isBelowColon(lines: LineTable, line: number): boolean {
  const above = line > 1 && isBlank(lines, line - 1) ? line - 2 : line - 1;
  if (above < 0) return false;
  const last = lines.body.charCodeAt(lines.end[above]! - 1);
  return last === 0x3a || last === 0xff1a || last === 0x3e;
}

function readSeparated(
  lines: LineTable,
  separator: Separator,
  columns: boolean,
  near: number | null,
): FoundHeader | null {
  const { first, last, kind, action } = separator;
  const depth = lines.depth[first]!;
  if (separator.inline !== null) {
    const block = readHeaderBlock(lines, last, true, separator.inline);
    return block && fromBlock(block, first, depth, action, near);
  }
  const next = nextFull(lines, last + 1, kind === 'rule' ? 2 : 5);
  if (next >= 0 && lines.depth[next]! >= depth) {
    if (kind === 'message-from') return readMessageFrom(lines, separator, next, near);
    const header = readBelow(lines, separator, next, columns, near);
    if (header) return header;
  }
  if (kind === 'rule' || kind === 'wrote') return null;
  if (kind === 'sentence' && (next < 0 || lines.depth[next]! <= depth)) return null;
  return emptyHeader(first, last, depth, 'separator', action);
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

function readLabelled(lines: LineTable, line: number, floor: number, near: number | null): FoundHeader | null {
  const depth = lines.depth[line]!;
  if (isLost(lines.body.charCodeAt(lines.first[line]!))) {
    const lost = readLostBlock(lines, line);
    if (lost) return fromBlock(lost, line, depth, null, near);
  }
  if (lines.end[line]! - lines.first[line]! <= 16) {
    const stacked = readStackedBlock(lines, line, floor);
    if (stacked) return fromNotes(stacked, stacked.first, depth, null, near);
  }
  if (mayBeginDump(lines, line)) {
    const dump = readHeaderDump(lines, line);
    if (dump) return { ...fromBlock(dump, line, depth, null, near), proper: dump.proper };
  }
  const label = labelAt(lines, line);
  if (!label) return null;
  if (label.readings.some((reading) => reading.role === 'to' || reading.role === 'cc')) {
    const notes = readNotesBlock(lines, line, floor);
    if (notes) return fromNotes(notes, notes.first, depth, null, near);
  }
  if (label.readings.every((reading) => reading.role === 'other' || reading.role === 'sentBy')) return null;
  const lead = readFromAboveMarks(lines, line, label, near);
  if (lead) return lead;
  const block = readHeaderBlock(lines, line, depth > 0 && isLoneFrom(lines, line, label));
  if (!block) return null;
  const header = fromBlock(block, line, depth, null, near);
  const date = header.date || line <= floor ? null : readDatedLead(lines, line - 1, depth, near);
  return date ? { ...header, first: line - 1, proper: line - 1, date } : header;
}

/** `Message du 05/03/24 14:22` directly above the labels (Orange, SFR): at most three words and the date. */
function readDatedLead(lines: LineTable, line: number, depth: number, near: number | null): WrittenDate | null {
  if (isBlank(lines, line) || lines.depth[line] !== depth) return null;
  const text = textOf(lines, line);
  if (text.length > 60) return null;
  const found = findWrittenDate(text, { near });
  if (!found || found.date.precision === 'day' || /\S/.test(text.slice(found.end).replace(/[:.]/g, ''))) return null;
  return /^(?:\p{L}{1,16} ){1,3}$/u.test(text.slice(0, found.start)) ? found.date : null;
}

/**
 * `From: Ann Example` alone above a quotation with marks: some people keep no more of the header, or mark the rest of it
 * (`> Sent: …`).
 */
function readFromAboveMarks(
  lines: LineTable,
  line: number,
  label: LabelMatch,
  near: number | null,
): FoundHeader | null {
  if (label.unsafe || label.readings.some((reading) => reading.role !== 'from')) return null;
  const depth = lines.depth[line]!;
  const next = nextFull(lines, line + 1, 3);
  if (next < 0 || lines.depth[next]! <= depth) return null;
  const value = lines.body.slice(label.value, lines.end[line]!);
  if (value.length > 120 || !(value.includes('@') || / at \S+\.\S/.test(value) || PLAIN_NAME.test(value))) return null;
  const from = readPerson(withoutAgent(value));
  if (!from) return null;
  const lead = { ...emptyHeader(line, line, depth, 'attribution', null), from };
  const below = next === line + 1 ? labelAt(lines, next) : null;
  if (!below?.readings.some((reading) => reading.role === 'date')) return lead;
  const block = collectLabels(lines, next);
  const rest =
    block?.values.has('date') && !block.values.has('from') ? fromBlock(block, line, depth, null, near) : null;
  return rest?.date ? { ...rest, from, style: 'attribution' } : lead;
}

/** Two to five capitalised words. */
const PLAIN_NAME = /^["']?\p{Lu}[\p{L}.'’-]*(?:,? \p{Lu}[\p{L}.'’-]*){1,4}["']?$/u;

/** `> From: Ann Example` alone at the top of a quotation: some people keep no more of the header. */
function isLoneFrom(lines: LineTable, line: number, label: LabelMatch): boolean {
  if (label.unsafe || label.readings.some((reading) => reading.role !== 'from')) return false;
  if (line > 0 && lines.depth[line - 1]! >= lines.depth[line]! && !isBlank(lines, line - 1)) return false;
  const value = lines.body.slice(label.value, lines.end[line]!);
  return (
    value.length <= 80 &&
    /^["'<]?\p{L}/u.test(value) &&
    !/[.!?]$/.test(value) &&
    line + 1 < lines.count &&
    isBlank(lines, line + 1)
  );
}

function readColumns(lines: LineTable, line: number, floor: number, near: number | null): FoundHeader | null {
  const notes =
    readNotesLine(lines, line) ?? readNotesTable(lines, line, floor) ?? readNotesColumns(lines, line, floor);
  return notes && fromNotes(notes, notes.first, lines.depth[line]!, null, near);
}

function readSentence(
  lines: LineTable,
  line: number,
  floor: number,
  deeper: boolean,
  near: number | null,
): FoundHeader | null {
  const sentence = readAttribution(lines, line, floor, deeper, near);
  if (!sentence) return null;
  const { first, last, from, date, messageId } = sentence;
  return { ...emptyHeader(first, last, lines.depth[line]!, 'attribution', null), from, date, messageId };
}

function fromBlock(
  block: HeaderBlock,
  first: number,
  depth: number,
  action: 'forward' | 'reply' | null,
  near: number | null,
): FoundHeader {
  const { values } = block;
  let sender = values.get('from') ?? '';
  let date = values.has('date') ? parseDamagedDate(values.get('date')!, near) : null;
  if (!date && /\d:\d\d/.test(sender)) {
    // Notes: "From: Ann Doe   01/02/2001 03:04 PM" on one line.
    const found = findWrittenDate(sender, { near });
    if (found) {
      date = found.date;
      sender = sender.slice(0, found.start).trimEnd().replace(/\son$/, '');
    }
  }
  return {
    ...emptyHeader(first, block.last, depth, 'block', action),
    from: readPerson(withoutAgent(sender)),
    to: readMailboxes(values.get('to') ?? ''),
    cc: readMailboxes(values.get('cc') ?? ''),
    bcc: readMailboxes(values.get('bcc') ?? ''),
    date,
    subject: values.get('subject') ?? null,
    messageId: readMessageId(values.get('messageId')),
  };
}

function fromNotes(
  notes: NotesBlock,
  first: number,
  depth: number,
  action: 'forward' | 'reply' | null,
  near: number | null,
): FoundHeader {
  return {
    ...fromBlock(notes, first, depth, action, near),
    style: 'notes',
    from: readPerson(notes.sender),
    date: parseDamagedDate(notes.dateText, near),
  };
}

function emptyHeader(
  first: number,
  last: number,
  depth: number,
  style: FoundHeader['style'],
  action: FoundHeader['action'],
): FoundHeader {
  return {
    first,
    proper: first,
    last,
    depth,
    style,
    action,
    ...NO_FIELDS,
  };
}

function readMessageId(value: string | undefined): string | null {
  return (value && /<([^<>\s]{3,250})>/.exec(value)?.[1]) ?? null;
}
