import type { LabelRole } from '../../language/language.js';
import { isBlank, type LineTable, textOf } from '../line-table.js';
import type { HeaderBlock } from './header-block.js';

const MOST_LINES = 200;
/** Fields that mail carries and people do not write (RFC 5322 §3.6, RFC 2045). */
const TECHNICAL =
  /^(?:received|return-path|delivered-to|envelope-to|x-[\w-]+|dkim-signature|authentication-results|arc-[\w-]+|message-id|mime-version|content-[\w-]+|in-reply-to|references|domainkey-signature|received-spf|list-[\w-]+|errors-to|precedence)$/;
const ROLES: Readonly<Record<string, LabelRole>> = {
  from: 'from',
  to: 'to',
  cc: 'cc',
  bcc: 'bcc',
  date: 'date',
  subject: 'subject',
  'message-id': 'messageId',
};
/** Whether a field begins with two letters, at the index of `headAt`. */
const HEADS = new Uint8Array(32 * 32);
for (const head of 're de en x- dk au ar me mi co in do li er pr fr to cc bc da su'.split(' '))
  HEADS[headAt(head.charCodeAt(0), head.charCodeAt(1))] = 1;
const FIELD = /^([A-Za-z][A-Za-z-]{0,40}):(?: |\t|$)/;

/** A whole header; `proper` is its first line that tells of sender, recipients, date, subject or id. */
export interface HeaderDump extends HeaderBlock {
  readonly proper: number;
}

/**
 * Reads the whole header of a message that was pasted or returned inside a body, from its first field to the blank line;
 * null where the lines are none: two fields that only programs write, a sender and a date have to be there, or one above four others.
 */
export function readHeaderDump(lines: LineTable, line: number): HeaderDump | null {
  const depth = lines.depth[line]!;
  const values = new Map<LabelRole, string>();
  let technical = 0;
  let last = line;
  let proper = -1;
  let open: LabelRole | null = null;
  for (let at = line; at < lines.count && at < line + MOST_LINES; at++) {
    if (isBlank(lines, at) || lines.depth[at] !== depth) break;
    const text = textOf(lines, at);
    const indented = lines.first[at]! > lines.content[at]!;
    const field = indented && at > line ? null : FIELD.exec(text.slice(0, 60));
    if (!field) {
      if (at === line || !(indented || isFieldBelow(lines, at, depth))) return null;
      if (open) values.set(open, `${values.get(open)!} ${text}`);
    } else {
      const name = field[1]!.toLowerCase();
      if (TECHNICAL.test(name)) technical++;
      open = Object.hasOwn(ROLES, name) && !values.has(ROLES[name]!) ? ROLES[name]! : null;
      if (open) values.set(open, text.slice(field[0].length).trim());
      if (open && proper < 0) proper = at;
    }
    last = at;
  }
  const enough = technical >= 2 || (technical === 1 && proper > line && values.size >= 4);
  return enough && values.has('from') && values.has('date') ? { first: line, proper, last, values } : null;
}

function isFieldBelow(lines: LineTable, line: number, depth: number): boolean {
  for (let at = line + 1; at < lines.count && at <= line + 2; at++) {
    if (isBlank(lines, at) || lines.depth[at] !== depth) return false;
    if (FIELD.test(textOf(lines, at).slice(0, 60))) return true;
  }
  return false;
}

/** True where a line may be the first of a pasted header: a technical field, or one of those that stand above them. */
export function mayBeginDump(lines: LineTable, line: number): boolean {
  const first = lines.first[line]!;
  if (!HEADS[headAt(lines.body.charCodeAt(first), lines.body.charCodeAt(first + 1))]) return false;
  // A word and its colon: most lines end the look here.
  let at = first;
  for (; at < first + 42; at++) {
    const code = lines.body.charCodeAt(at);
    if (!((code >= 0x61 && code <= 0x7a) || (code >= 0x41 && code <= 0x5a) || (code === 0x2d && at > first))) break;
  }
  if (at === first || lines.body.charCodeAt(at) !== 0x3a) return false;
  const field = FIELD.exec(lines.body.slice(first, first + 50));
  if (!field) return false;
  const name = field[1]!.toLowerCase();
  if (TECHNICAL.test(name)) return true;
  if (!Object.hasOwn(ROLES, name)) return false;
  // Above the technical fields: look for one among the next lines.
  for (let next = line + 1; next < lines.count && next <= line + 8; next++) {
    if (isBlank(lines, next) || lines.depth[next] !== lines.depth[line]) return false;
    const below = FIELD.exec(lines.body.slice(lines.first[next]!, lines.first[next]! + 50));
    if (below && TECHNICAL.test(below[1]!.toLowerCase())) return true;
  }
  return false;
}

/** Index of two letters in either case, or of a letter and a hyphen. */
function headAt(first: number, second: number): number {
  return ((first & 31) << 5) | (second & 31);
}
