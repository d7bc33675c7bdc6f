import type { Mailbox } from '../message/message.js';
import { readAttribution } from './attribution.js';
import { readMailboxes, readPerson } from './embedded-mailbox.js';
import { type HeaderBlock, readHeaderBlock } from './header-block.js';
import { matchLabel } from './label-table.js';
import { isBlank, type LineTable, nextFull } from './line-table.js';
import { type NotesBlock, readNotesBlock, readNotesLine } from './notes-block.js';
import type { WrittenDate } from './segment.js';
import { readSeparator, type Separator } from './separator.js';
import { findWrittenDate, parseWrittenDate } from './written-date.js';

/** A header of an embedded message and the lines it stands on. */
export interface FoundHeader {
  readonly first: number;
  readonly last: number;
  /** Quote marks before its lines (those of the separator where it has one). */
  readonly depth: number;
  readonly style: 'block' | 'notes' | 'attribution' | 'separator';
  readonly action: 'forward' | 'reply' | null;
  readonly from: Mailbox | null;
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly bcc: readonly Mailbox[];
  readonly date: WrittenDate | null;
  readonly subject: string | null;
  readonly messageId: string | null;
}

const DASHES = new Set(
  [...'-_=*~#\u2010\u2011\u2012\u2013\u2014\u2015\u2500'].map((character) => character.charCodeAt(0)),
);

/** Finds every embedded header of a body in one pass, in order; none overlaps another. */
export function findHeaders(lines: LineTable, near: number | null): readonly FoundHeader[] {
  const found: FoundHeader[] = [];
  const { body } = lines;
  const oneLiners = body.includes('  To:') || body.includes('\tTo:');
  const deeper = followingDepths(lines);
  let floor = 0;
  for (let line = 0; line < lines.count; line++) {
    const first = lines.first[line]!;
    const end = lines.end[line]!;
    if (first >= end) continue;
    const last = body.charCodeAt(end - 1);
    const colon = last === 0x3a || last === 0xff1a;
    let header: FoundHeader | null = null;
    if (DASHES.has(body.charCodeAt(first)) || colon) {
      const separator = readSeparator(lines, line);
      if (separator) header = readSeparated(lines, separator, near);
    }
    header ??= readLabelled(lines, line, floor, near);
    if (!header && oneLiners) header = readOneLine(lines, line, near);
    if (!header && (colon || deeper[line]! > lines.depth[line]!))
      header = readSentence(lines, line, floor, deeper[line]! > lines.depth[line]!, near);
    if (!header) continue;
    found.push(header);
    line = header.last;
    floor = line + 1;
  }
  return found;
}

/** For each line the depth of the next line that is not blank, -1 where it is more than four lines away. */
function followingDepths(lines: LineTable): Int32Array {
  const depths = new Int32Array(lines.count).fill(-1);
  let next = -1;
  for (let line = lines.count - 1; line >= 0; line--) {
    if (next >= 0 && next - line <= 5) depths[line] = lines.depth[next]!;
    if (!isBlank(lines, line)) next = line;
  }
  return depths;
}

function readSeparated(lines: LineTable, separator: Separator, near: number | null): FoundHeader | null {
  const depth = lines.depth[separator.first]!;
  const action = separator.action;
  if (separator.inline !== null) {
    const block = readHeaderBlock(lines, separator.last, true, separator.inline);
    return block && fromBlock(block, separator.first, depth, action, near);
  }
  const next = nextFull(lines, separator.last + 1, 4);
  if (next >= 0 && lines.depth[next]! >= depth) {
    if (separator.kind !== 'rule' || next - separator.last <= 2) {
      const notes = findNotesBelow(lines, separator.last + 1, next);
      if (notes && (separator.kind === 'forwarded-by' || notes.first === next))
        return fromNotes(notes, separator.first, depth, action, near);
      if (matchLabel(lines.body, lines.first[next]!, lines.end[next]!)) {
        const block = readHeaderBlock(lines, next, separator.kind !== 'rule');
        if (block) return fromBlock(block, separator.first, depth, action, near);
      }
    }
    if (separator.kind === 'words' || separator.kind === 'sentence') {
      for (let line = next; line < lines.count && line < next + 4 && !isBlank(lines, line); line++) {
        const sentence = readAttribution(lines, line, next, true, near);
        if (sentence && sentence.first === next && sentence.date)
          return {
            ...emptyHeader(separator.first, sentence.last, depth, 'attribution', action),
            from: sentence.from,
            date: sentence.date,
            messageId: sentence.messageId,
          };
      }
    }
  }
  if (separator.kind === 'rule') return null;
  if (separator.kind === 'sentence' && (next < 0 || lines.depth[next]! <= depth)) return null;
  return emptyHeader(separator.first, separator.last, depth, 'separator', action);
}

/** A Notes header below a separator: its `To:` stands within some lines. */
function findNotesBelow(lines: LineTable, floor: number, next: number): NotesBlock | null {
  const depth = lines.depth[next]!;
  for (let line = next; line < lines.count && line < next + 14; line++) {
    if (isBlank(lines, line)) continue;
    if (lines.depth[line] !== depth) return null;
    const oneLine = readNotesLine(lines, line);
    if (oneLine) return oneLine;
    const label = matchLabel(lines.body, lines.first[line]!, lines.end[line]!);
    if (!label) continue;
    const role = label.readings[0]!.role;
    if (role === 'sentBy') continue;
    return role === 'to' || role === 'cc' ? readNotesBlock(lines, line, floor) : null;
  }
  return null;
}

function readLabelled(lines: LineTable, line: number, floor: number, near: number | null): FoundHeader | null {
  const label = matchLabel(lines.body, lines.first[line]!, lines.end[line]!);
  if (!label) return null;
  const depth = lines.depth[line]!;
  if (label.readings.some((reading) => reading.role === 'to' || reading.role === 'cc')) {
    const notes = readNotesBlock(lines, line, floor);
    if (notes) return fromNotes(notes, notes.first, depth, null, near);
  }
  if (label.readings.every((reading) => reading.role === 'other' || reading.role === 'sentBy')) return null;
  const block = readHeaderBlock(lines, line, false);
  return block && fromBlock(block, line, depth, null, near);
}

function readOneLine(lines: LineTable, line: number, near: number | null): FoundHeader | null {
  const notes = readNotesLine(lines, line);
  return notes && fromNotes(notes, line, lines.depth[line]!, null, near);
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
  let date = values.has('date') ? parseWrittenDate(values.get('date')!, { near }) : null;
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
    from: readPerson(withoutBehalf(sender)),
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
    date: parseWrittenDate(notes.dateText, { near }),
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
    last,
    depth,
    style,
    action,
    from: null,
    to: [],
    cc: [],
    bcc: [],
    date: null,
    subject: null,
    messageId: null,
  };
}

/** `Ann Doe <a@b> on behalf of Bo Roe` names Ann. */
function withoutBehalf(sender: string): string {
  const at = sender.search(/\s(?:on behalf of|im auftrag von|de la part de|en nombre de|per conto di|namens)\s/i);
  return at > 0 ? sender.slice(0, at) : sender;
}

function readMessageId(value: string | undefined): string | null {
  return (value && /<([^<>\s]{3,250})>/.exec(value)?.[1]) ?? null;
}
