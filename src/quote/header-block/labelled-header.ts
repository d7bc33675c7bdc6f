import type { WrittenDate } from '../../date/written-clock.js';
import { findWrittenDate } from '../../date/written-date.js';
import { withoutAgent } from '../attribution/on-behalf.js';
import { isBlank, type LineTable, nextFull, textOf } from '../line-table.js';
import { readBareBlock } from './bare-labels.js';
import { readColumnBlock } from './column-block.js';
import { readPerson } from './embedded-mailbox.js';
import { emptyHeader, type FoundHeader, fromBlock, fromNotes } from './found-header.js';
import { collectLabels, readHeaderBlock } from './header-block.js';
import { mayBeginDump, readHeaderDump } from './header-dump.js';
import { type LabelMatch, labelAt } from './label-table.js';
import { isLost, readLostBlock } from './lost-labels.js';
import { readNotesBlock } from './notes-block.js';
import { readOneLineBlock } from './one-line-block.js';
import { readStackedBlock } from './stacked-block.js';

/** The header whose first label stands on a line, with what of it stands above; null where there is none. */
export function readLabelled(lines: LineTable, line: number, floor: number, near: number | null): FoundHeader | null {
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
  if (!label) return isTabbed(lines, line) ? readTabbed(lines, line, near) : null;
  if (label.readings.some((reading) => reading.role === 'to' || reading.role === 'cc')) {
    const notes = readNotesBlock(lines, line, floor);
    if (notes) return fromNotes(notes, notes.first, depth, null, near);
  }
  if (label.readings.every((reading) => reading.role === 'other' || reading.role === 'sentBy')) return null;
  const columns = lines.ocr && label.value >= lines.end[line]! ? readColumnBlock(lines, line) : null;
  if (columns) return fromBlock(columns, line, depth, null, near);
  const lead = readFromAboveMarks(lines, line, label, near);
  if (lead) return lead;
  const whole = readOneLineBlock(lines, line, label);
  if (whole) return fromBlock(whole, line, depth, null, near);
  const block = readHeaderBlock(lines, line, depth > 0 && isLoneFrom(lines, line, label));
  if (!block) return null;
  const header = fromBlock(block, line, depth, null, near);
  const date = header.date || line <= floor ? null : readDatedLead(lines, line - 1, depth, near);
  if (!date) return header;
  const first = ruleAbove(lines, line - 1, floor);
  return { ...header, first, proper: first, date };
}

/** True for `From` and a tab, as tables of programs and of pages part a label from its value; any other short word may stand there. */
function isTabbed(lines: LineTable, line: number): boolean {
  const last = Math.min(lines.end[line]!, lines.first[line]! + 16);
  for (let at = lines.first[line]! + 2; at < last; at++) if (lines.body.charCodeAt(at) === 0x09) return true;
  return false;
}

/** A block whose labels have a tab for their colon: sender with an address or a time of day, date and recipients. */
function readTabbed(lines: LineTable, line: number, near: number | null): FoundHeader | null {
  const block = readBareBlock(lines, line);
  if (!block?.values.has('date') || !block.values.has('to') || !block.values.has('subject')) return null;
  for (let at = line; at <= block.last; at++) if (!isTabbed(lines, at)) return null;
  const header = fromBlock(block, line, lines.depth[line]!, null, near);
  const timed = header.date !== null && header.date.precision !== 'day';
  return header.from?.address.includes('@') || timed ? header : null;
}

/** The rule above a line, with at most one blank line between; the line itself where there is none. */
function ruleAbove(lines: LineTable, line: number, floor: number): number {
  const above = line > floor && isBlank(lines, line - 1) ? line - 2 : line - 1;
  const rule =
    above >= floor &&
    lines.depth[above] === lines.depth[line] &&
    /^(?:={20,}|-{20,}|_{20,})$/.test(textOf(lines, above));
  return rule ? above : line;
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
  if (label.readings.some((reading) => reading.role !== 'from')) return null;
  const depth = lines.depth[line]!;
  const inline = readInlineSent(lines, line, label, near);
  if (inline || label.unsafe) return inline;
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

/** `From: Ann Example <ann@example.org> Sent: Monday, May 6, 2024 9:30 AM` above a quotation with marks, on one line or wrapped. */
function readInlineSent(lines: LineTable, line: number, label: LabelMatch, near: number | null): FoundHeader | null {
  const depth = lines.depth[line]!;
  const wraps =
    line + 1 < lines.count &&
    !isBlank(lines, line + 1) &&
    lines.depth[line + 1] === depth &&
    labelAt(lines, line + 1) === null;
  for (const last of wraps ? [line, line + 1] : [line]) {
    const next = nextFull(lines, last + 1, 3);
    if (next < 0 || lines.depth[next]! <= depth) continue;
    const value = lines.body.slice(label.value, lines.end[line]!);
    const text = last > line ? `${value} ${textOf(lines, last)}` : value;
    const sent =
      text.length <= 240 &&
      /\s(?:Sent|Gesendet|Envoyé|Enviado|Inviato|Verzonden|Skickat|Sendt|Отправлено)\s?:\s/.exec(text);
    if (!sent) continue;
    const from = readPerson(withoutAgent(text.slice(0, sent.index)));
    const date = findWrittenDate(text.slice(sent.index), { near });
    if (from && date) return { ...emptyHeader(line, last, depth, 'attribution', null), from, date: date.date };
  }
  return null;
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
    isBlank(lines, line + 1) &&
    !isAbovePatch(lines, line)
  );
}

const LONGEST_COMMIT = 300;

/** QUIRK: git names the author of a change at the top of the mail: that is no header of a message, the sender's text begins there. */
function isAbovePatch(lines: LineTable, line: number): boolean {
  for (
    let at = line + 1;
    at < lines.count && at < line + LONGEST_COMMIT && lines.depth[at]! >= lines.depth[line]!;
    at++
  ) {
    const code = lines.body.charCodeAt(lines.first[at]!);
    if (
      (code === 0x53 || code === 0x64 || code === 0x5b) &&
      /^(?:Signed-off-by: |diff --git |\[ Upstream commit )/.test(textOf(lines, at))
    )
      return true;
  }
  return false;
}
