import { findWrittenDate } from '../../date/written-date.js';
import type { LabelRole } from '../../language/language.js';
import { isBlank, type LineTable } from '../line-table.js';
import { matchBareLabel, matchLabel } from './label-table.js';
import type { NotesBlock } from './notes-block.js';

/** Rows above `To` and rows in all that a table may have. */
const MOST_ABOVE = 7;
const MOST_ROWS = 60;
/** Blank rows that stand between the sender and the date. */
const MOST_BLANK = 3;

/**
 * Reads the header that Notes prints in two columns, sender and date in the left one; null where `line` does not end in
 * the label `To` behind a gap, or hold it with its colon.
 *
 *         Ann Doe
 *         <ann@example.                                    To
 *         org>                  Bo Roe <bo@example.org>
 *         Sent by:                                         cc
 *         list-bounces@ex
 *         ample.org                                   Subject
 *                               Plan of the
 *         01/02/2001            day
 *         03:04 PM
 *
 * QUIRK: Notes 6 and later put each label at the right end of the line above its value.
 */
export function readNotesColumns(lines: LineTable, line: number, floor: number): NotesBlock | null {
  const pieces = piecesOf(lines, line);
  const label = pieces.at(-1);
  if (!label || pieces.length > 3 || !startsTo(lines, pieces)) return null;
  const depth = lines.depth[line]!;
  let first = line;
  while (first > floor && line - first < MOST_ABOVE && !isBlank(lines, first - 1) && lines.depth[first - 1] === depth) {
    if (indentOf(lines, first - 1) < 4 || piecesOf(lines, first - 1).length > 1) break;
    first--;
  }
  const left0 = indentOf(lines, first);
  if (left0 < 4) return null;
  let left = '';
  const values = new Map<LabelRole, string>();
  let role: LabelRole | null = null;
  let last = first;
  let blank = 0;
  let dated = false;
  for (let at = first; at < lines.count && at < line + MOST_ROWS; at++) {
    if (isBlank(lines, at)) {
      if (++blank > MOST_BLANK || (dated && at > line + 1 && values.has('subject'))) break;
      continue;
    }
    if (lines.depth[at] !== depth || indentOf(lines, at) < 4) break;
    const row = piecesOf(lines, at);
    if (blank && (at <= line ? false : row.length !== 1 || Math.abs(row[0]!.column - left0) > 2)) break;
    blank = 0;
    for (const piece of row) {
      if (Math.abs(piece.column - left0) <= 2) {
        if (piece.text.length > 40) return null;
        left = joinCut(left, piece.text);
        dated ||= /\d{1,2}:\d\d/.test(piece.text);
        continue;
      }
      const field = fieldOf(piece.text, piece === row.at(-1));
      if (field && !values.has(field.role)) {
        role = field.role;
        values.set(role, field.value);
      } else if (field?.role === 'to') return null;
      else if (role) values.set(role, `${values.get(role)!} ${piece.text}`.trim());
      else return null;
    }
    last = at;
  }
  if (!values.get('to') || !values.has('subject')) return null;
  const found = findWrittenDate(left);
  if (!found || found.date.precision === 'day') return null;
  const agent = left.search(/\s(?:Sent by|Gesendet von|Envoyé par|Inviato da|Enviado por):/i);
  const sender = left.slice(0, agent > 0 && agent < found.start ? agent : found.start).trim();
  if (!sender || sender.length > 120 || !/^["'<\p{L}\p{N}]/u.test(sender)) return null;
  return { first, last, values, sender, dateText: left.slice(found.start, found.end) };
}

interface Piece {
  readonly column: number;
  readonly text: string;
}

/** The texts of a row that three blanks or more part, with their columns; at most four. */
function piecesOf(lines: LineTable, line: number): readonly Piece[] {
  const start = lines.content[line]!;
  const text = lines.body.slice(start, Math.min(lines.end[line]!, start + 400));
  const pieces: Piece[] = [];
  let from = text.length - text.trimStart().length;
  while (from < text.length && pieces.length < 4) {
    const gap = text.indexOf('   ', from);
    const end = gap < 0 ? text.length : gap;
    pieces.push({ column: from, text: text.slice(from, end).trim() });
    from = end;
    while (from < text.length && text.charCodeAt(from) === 0x20) from++;
  }
  return pieces;
}

function indentOf(lines: LineTable, line: number): number {
  return lines.first[line]! - lines.content[line]!;
}

/** The row holds `To` at its end behind a gap of at least ten columns, or `To:` somewhere behind the left column. */
function startsTo(lines: LineTable, pieces: readonly Piece[]): boolean {
  const label = pieces.at(-1)!;
  if (
    label.text === 'To' ||
    label.text === 'An' ||
    label.text === 'A' ||
    label.text === 'Para' ||
    label.text === 'Pour'
  )
    return label.column >= 30 && pieces.length <= 2;
  return lines.ocr === false && pieces.some((piece, index) => index > 0 && /^To:/.test(piece.text));
}

/** `cc` at the end of a row, or `Subject: Plan`. */
function fieldOf(text: string, lastPiece: boolean): { readonly role: LabelRole; readonly value: string } | null {
  const label = matchLabel(text, 0, text.length) ?? (lastPiece ? matchBareLabel(text, 0, text.length) : null);
  const role = label?.readings.find((reading) => WANTED.has(reading.role))?.role;
  return label && role ? { role, value: text.slice(label.value).trim() } : null;
}

const WANTED: ReadonlySet<LabelRole> = new Set(['to', 'cc', 'bcc', 'subject']);

/** Joins the next row of a column; an address inside its brackets goes on without a blank. */
export function joinCut(before: string, text: string): string {
  if (!before) return text;
  // An address or a Lotus name that the column cut: "…@example" / ".org", "Ann Doe/US-Corpo" / "rate/ACME".
  const last = before.slice(before.lastIndexOf(' ') + 1);
  const cut =
    text.startsWith('.') ||
    (last.includes('@') && /^[\w.-]*[A-Za-z][\w.-]*$/.test(text)) ||
    (/\/[\p{L}-]{1,40}$/u.test(before) && /^\p{Ll}+\//u.test(text));
  const open = before.lastIndexOf('<') > before.lastIndexOf('>');
  if (!open) return cut ? `${before}${text}` : `${before} ${text}`;
  return / at$/.test(before) || text.startsWith('at ') ? `${before} ${text}` : `${before}${text}`;
}

/** True where a body may hold such a table: `To` behind a gap, at the end of a line. */
export function mayHoldColumns(body: string): boolean {
  for (let at = body.indexOf('To'); at >= 0; at = body.indexOf('To', at + 2)) {
    const code = body.charCodeAt(at + 2);
    if (code !== 0x0a && code !== 0x0d && code !== 0x20) continue;
    if (body.startsWith('   ', at - 3) && (code !== 0x20 || isLineEnd(body, at + 2))) return true;
  }
  return false;
}

function isLineEnd(body: string, from: number): boolean {
  let at = from;
  while (at < from + 8 && body.charCodeAt(at) === 0x20) at++;
  return at >= body.length || body.charCodeAt(at) === 0x0a || body.charCodeAt(at) === 0x0d;
}
