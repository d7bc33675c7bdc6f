import { parseWrittenDate } from '../../date/written-date.js';
import { isBlank, type LineTable, nextFull, textOf } from '../line-table.js';
import { isEllipsis } from '../marks/ellipsis.js';
import { isAboveIndented, lastAtMargin, markIndented, markIndentedMessage } from '../marks/indented-text.js';
import { readBareBlock } from './bare-labels.js';
import { type FoundHeader, fromBlock, fromNotes } from './found-header.js';
import { labelAt } from './label-table.js';
import { readLabelled } from './labelled-header.js';
import { readNotesLine, readNotesTable } from './notes-block.js';
import { mayHoldBox, readNotesBox } from './notes-box.js';
import { mayHoldColumns, readNotesColumns } from './notes-columns.js';
import { isScissors, mayHoldScissors, withFrame } from './scissors.js';
import {
  isOpenSentence,
  isParagraph,
  isSignedBy,
  isSuperCite,
  readSentence,
  readStarredName,
  startsDeeper,
} from './sentence-header.js';
import { readSeparated } from './separated-header.js';
import { isRuleMark, readBareSeparator, readSeparator } from './separator.js';
import { findEntries, mayHoldEntries } from './ticket-entries.js';

/** Finds every embedded header of a body in one pass, in order; none overlaps another. */
export function findHeaders(lines: LineTable, near: number | null): readonly FoundHeader[] {
  const found: FoundHeader[] = [];
  const { body } = lines;
  const columns = (body.includes('To:') && (body.includes('  To:') || body.includes('\tTo:'))) || mayHoldColumns(body);
  const boxes = mayHoldBox(body);
  const scissors = mayHoldScissors(body);
  const deeper = followingDepths(lines);
  let floor = 0;
  const margin = lastAtMargin(lines);
  const entries = mayHoldEntries(body) ? findEntries(lines, near) : null;
  for (let line = 0; line < lines.count; line++) {
    const first = lines.first[line]!;
    const end = lines.end[line]!;
    if (first >= end) continue;
    const entry = entries?.get(line);
    if (entry) {
      found.push(entry);
      line = entry.last;
      floor = line + 1;
      continue;
    }
    const last = body.charCodeAt(end - 1);
    const framed =
      last === 0x3e
        ? body.startsWith('>>>', end - 3)
        : last === 0x3d
          ? body.startsWith('===', first)
          : last === 0x2d && end - first < 300 && /^-{3,12} /.test(body.slice(first, first + 13));
    // `*On 3 Jan 2020, Ann wrote:*`: in bold.
    const bold =
      (last === 0x2a || last === 0x5f) && body.charCodeAt(end - 2) === 0x3a && body.charCodeAt(first) === last;
    const colon = (last === 0x3a && !body.startsWith('mailto', end - 7)) || last === 0xff1a || framed || bold;
    let header: FoundHeader | null = null;
    if (isRuleMark(body.charCodeAt(first)) || (colon && end - first <= 60)) {
      const separator = readSeparator(lines, line);
      if (separator) header = readSeparated(lines, separator, columns, near);
    }
    header ??= readLabelled(lines, line, floor, near);
    if (!header && columns) header = readColumns(lines, line, floor, near);
    if (!header && boxes && body.charCodeAt(first) === 0x7c) {
      const box = readNotesBox(lines, line);
      header = box && fromNotes(box, line, lines.depth[line]!, null, near);
    }
    if (!header && body.charCodeAt(first) === 0x7c && last === 0x7c && end - first < 400)
      header = readBars(lines, line, near);
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
      // "?help says:" above an example, or an item of a list ("2. Ann wrote:"), is not enough.
      if (indented && header && !header.date && /\bsa(?:ys|id):$|^\d{1,2}[.)] /.test(textOf(lines, line)))
        header = null;
      if (header && indented) markIndented(lines, line);
      if (!header && scissors && isScissors(lines, line + 1, lines.depth[line]!)) {
        const sentence = readSentence(lines, line, floor, true, near);
        const framed = sentence?.from ? withFrame(lines, sentence, floor) : null;
        if (framed?.closedBy !== undefined) header = framed;
      }
      if (!header && !marked && startsDeeper(lines, line)) {
        const sentence = readSentence(lines, line, floor, true, near);
        if (sentence?.from && (sentence.date || sentence.messageId || isAboveAttribution(lines, line, deeper, near)))
          header = sentence;
      }
    }
    if (!header && deeper[line]! > lines.depth[line]!) header = readStarredName(lines, line);
    if (!header || isOwnNotice(lines, header)) continue;
    header = withClosingRule(lines, withLead(lines, header, floor));
    if (
      header.style === 'block' &&
      lines.first[header.first]! > lines.content[header.first]! &&
      labelAt(lines, header.first) !== null &&
      margin > header.last &&
      markIndentedMessage(lines, header.first, header.last)
    )
      header = { ...header, depth: header.depth + 1 };
    if (lostItsMark(lines, found, header, deeper[header.last]!)) header = { ...header, depth: header.depth + 1 };
    if (scissors) header = withFrame(lines, header, floor);
    const before = found.at(-1);
    if (before && isLeadOf(lines, before, header))
      found[found.length - 1] = { ...header, first: before.first, proper: before.proper };
    else found.push(header);
    line = header.last;
    floor = line + 1;
  }
  return found;
}

/** True where the line below is an attribution above deeper marks: what stands above that tells who quotes. */
function isAboveAttribution(lines: LineTable, line: number, deeper: Int32Array, near: number | null): boolean {
  const next = line + 1;
  return (
    next < lines.count &&
    !isBlank(lines, next) &&
    lines.depth[next] === lines.depth[line] &&
    deeper[next]! > lines.depth[next]! &&
    readSentence(lines, next, next, true, near)?.from != null
  );
}

/** A header that a program drew as a table of bars: sender, date, recipients and subject, with an address or a time. */
function readBars(lines: LineTable, line: number, near: number | null): FoundHeader | null {
  const label = /^\|[\s*]{0,4}\p{L}[\p{L} ]{1,20}[:：]/u.test(textOf(lines, line).slice(0, 32));
  const block = label ? readBareBlock(lines, line) : null;
  if (!block?.values.has('date') || !block.values.has('to') || !block.values.has('subject')) return null;
  const header = fromBlock(block, line, lines.depth[line]!, null, near);
  return header.from && header.date && header.date.precision !== 'day' ? header : null;
}

/** `Ann Example commented:` at the top of what a forge sends names the sender of the mail; what he quotes is another's. */
function isOwnNotice(lines: LineTable, header: FoundHeader): boolean {
  if (header.style !== 'attribution') return false;
  if (COMMENT.test(textOf(lines, header.first).slice(0, 24)) && BUGZILLA.test(lines.body.slice(-2000))) return true;
  if (header.date || nextFull(lines, 0, 6) !== header.first) return false;
  return FORGE.test(lines.body.slice(-1200));
}

/** The head of the comment that Bugzilla mails: it names the author of the mail's own text, who quotes below it. */
const COMMENT = /^-{2,6} ?Comment #\d/;
const BUGZILLA = /^[> ]{0,40}(?:You are receiving this mail because:|Configure bugmail: )/m;

const FORGE =
  /^(?:Reply to this email directly (?:or|,) ?view it on|View it on|You['’]re receiving this email because)\b/m;

/**
 * A line above a block that a program wrote as well: the words of a separator without dashes (BlackBerry 10), and the beginning of the
 * message as Notes shows it where its header is folded: `Ann Example ---01/02/2020 03:04:05 PM---Shall we row?`
 */
function withLead(lines: LineTable, header: FoundHeader, floor: number): FoundHeader {
  if (header.style !== 'block') return header;
  let line = header.first - 1;
  if (line > floor && isBlank(lines, line)) line--;
  if (line < floor || isBlank(lines, line) || lines.depth[line] !== lines.depth[header.first]) return header;
  // A digest numbers its messages below a rule of 30 dashes (RFC 1153; Mailman writes the number).
  if (/^Message: \d{1,4}$/.test(textOf(lines, line).slice(0, 14))) {
    const rule = line - 2;
    const first =
      rule >= floor && isBlank(lines, line - 1) && /^(?:-{30}|--__--__--)$/.test(textOf(lines, rule)) ? rule : line;
    return { ...header, first, proper: first, inDigest: true };
  }
  const action = readBareSeparator(lines, line);
  if (action === undefined && !isFoldedNotes(textOf(lines, line))) return header;
  return { ...header, first: line, proper: line, action: header.action ?? action ?? null };
}

function isFoldedNotes(text: string): boolean {
  const found = /^\S.{1,120}? ?---(\d[^-]{8,24}|\d{4}-\d\d-\d\d.{4,20})---\S/.exec(text.slice(0, 240));
  return found !== null && parseWrittenDate(found[1]!) !== null;
}

/** A rule, or the separator once more, directly below a block closes it (Notes, Zoho), unless another header begins there. */
function withClosingRule(lines: LineTable, header: FoundHeader): FoundHeader {
  let next = header.last + 1;
  // The Bat leaves a blank line above its own.
  if (next + 1 < lines.count && isBlank(lines, next) && lines.body.startsWith('===8<', lines.first[next + 1])) next++;
  if (header.style !== 'block' || next >= lines.count || isBlank(lines, next)) return header;
  if (!isRuleMark(lines.body.charCodeAt(lines.first[next]!)) || lines.depth[next] !== header.depth) return header;
  const text = textOf(lines, next);
  const below = nextFull(lines, next + 1, 3);
  const closes =
    /^(?:={5,}|[-_]{20,}|={2,5}8<=[=\s]*Original message text=+)$/i.test(text) &&
    (below < 0 || labelAt(lines, below) === null);
  return closes || (text.startsWith('==') && text === textOf(lines, header.first)) ? { ...header, last: next } : header;
}

/**
 * QUIRK: Gmail cuts the marks off an attribution that a quotation begins with, and people write one in by hand: it stands above two marks, as
 * another one does above one.
 */
function lostItsMark(lines: LineTable, found: readonly FoundHeader[], header: FoundHeader, below: number): boolean {
  if (header.style !== 'attribution' || below !== header.depth + 2) return false;
  const before = found.findLast(({ depth }) => depth <= header.depth);
  if (before?.style !== 'attribution' || before.depth !== header.depth) return false;
  if (!header.date) return header.from !== null && !goesOnInside(lines, before, header);
  // Where another attribution follows, both levels are told.
  const next = nextFull(lines, header.last + 1, 4);
  for (let line = next; line >= 0 && line < lines.count && line < next + 3; line++)
    if (lines.end[line]! > lines.first[line]! && lines.body.charCodeAt(lines.end[line]! - 1) === 0x3a) return false;
  return true;
}

/**
 * True where the marks below an attribution go on with one less, as a text of its own would, and the one before has text of its own:
 * then nothing tells which of the two is quoted deeper.
 */
function goesOnInside(lines: LineTable, before: FoundHeader, header: FoundHeader): boolean {
  if (nextFull(lines, before.last + 1, 3) === header.first) return false;
  let line = header.last + 1;
  while (line < lines.count && (lines.depth[line]! > header.depth + 1 || isBlank(lines, line))) line++;
  return line < lines.count && lines.depth[line] === header.depth + 1;
}

/** `--- On Fri, Ann wrote:` directly above a block of the same person (Yahoo) is one header with it. */
function isLeadOf(lines: LineTable, before: FoundHeader, header: FoundHeader): boolean {
  if (before.style !== 'attribution' || header.style !== 'block' || before.depth !== header.depth) return false;
  if (nextFull(lines, before.last + 1, 1) !== header.first) return false;
  // The separator of a mailbox names who handed the message in.
  if (lines.body.startsWith('From ', lines.first[before.last])) return true;
  if (!before.from || !header.from) return false;
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

function readColumns(lines: LineTable, line: number, floor: number, near: number | null): FoundHeader | null {
  const notes =
    readNotesLine(lines, line) ?? readNotesTable(lines, line, floor) ?? readNotesColumns(lines, line, floor);
  return notes && fromNotes(notes, notes.first, lines.depth[line]!, null, near);
}
