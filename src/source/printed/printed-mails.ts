import { isUtf8 } from 'node:buffer';
import { repairScannedDate } from '../../date/scanned-date.js';
import type { WrittenDate } from '../../date/written-clock.js';
import { findWrittenDate, parseWrittenDate } from '../../date/written-date.js';
import { type PrintedLabel, readPrintedLabel } from '../../language/header-labels.js';
import type { LabelRole } from '../../language/language.js';
import { decodeWindows1252 } from '../../text/windows-1252.js';

/** A line of a text: its words, and where it stands. */
export interface TextLine {
  readonly text: string;
  readonly start: number;
}

/** The lines of a text in UTF-8, or else in Windows-1252, without their ends. */
export function readTextLines(bytes: Buffer): readonly TextLine[] {
  const decode = isUtf8(bytes) ? (line: Buffer) => line.toString('utf8') : decodeWindows1252;
  const lines: TextLine[] = [];
  const mark = bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? 3 : 0;
  for (let start = 0; start < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, start);
    const next = newline < 0 ? bytes.length : newline + 1;
    const text = decode(bytes.subarray(start === 0 ? mark : start, next));
    lines.push({ text: text.replace(/[\r\n]+$/, ''), start });
    start = next;
  }
  return lines;
}

/** A header as programs print it: labels and values, on one line or each on its own. */
interface PrintedHeader {
  readonly line: number;
  /** Its earliest and latest moment, as `03/04/2016` may be read: ms. */
  readonly times: readonly [number, number];
  /** A subject without its marks of reply, and whether it had any. */
  readonly subject: string;
  readonly marked: boolean;
  readonly tabbed: boolean;
  /** The line of dashes and words above it, `-----Original Message-----`: what follows is quoted. */
  readonly announced: boolean;
  /** The rule or page end above it; '' where there is none. */
  readonly rule: string;
}

/** Lines above the first header that may be an owner's name, stamps and the like. */
const MOST_ABOVE = 24;
/** Lines of a header. */
const LONGEST_HEADER = 30;
const HOUR = 3_600_000;
/** Two clocks of one conversation may be so far apart. */
const FARTHEST_ZONE = 14 * HOUR;

/** True if the lines hold a header as programs print it: three labels of one language, the sender among them. */
export function holdsPrintedHeader(lines: readonly TextLine[]): boolean {
  for (let line = 0; line < lines.length; line++) if (readHeader(lines, line)) return true;
  return false;
}

/**
 * The lines at which the mails of a text begin, the first of them line 0: several that somebody selected and saved or printed together.
 * What a mail quotes is not among them: a header below `-----Original Message-----`, or one of an older mail of the conversation.
 *
 *     From:\tMira Holm … Sent:\tThursday, April 7 …      0
 *     From:\tIlse Brandt … Sent:\tFriday, June 3 …       later than what stands above: a mail of its own
 */
export function findPrintedMails(lines: readonly TextLine[]): readonly number[] {
  const headers: PrintedHeader[] = [];
  for (let line = 0; line < lines.length; line++) {
    const header = readHeader(lines, line);
    if (header) headers.push(header);
  }
  const [first] = headers;
  if (!first || first.announced || countFull(lines, first.line) > MOST_ABOVE) return [0];
  let cuts = chooseCuts(headers, new Set(), false);
  if (cuts.length === 1) return [0];
  const rules = new Set(
    cuts
      .slice(1)
      .map(({ rule }) => rule)
      .filter(Boolean),
  );
  cuts = chooseCuts(headers, rules, true);
  const head = new Set(lines.slice(0, first.line).map(({ text }) => text.trim()));
  return cuts.map(({ line }, at) => (at === 0 ? 0 : raise(lines, line, head)));
}

const countFull = (lines: readonly TextLine[], end: number) =>
  lines.slice(0, end).filter(({ text }) => text.trim() !== '').length;

function chooseCuts(
  headers: readonly PrintedHeader[],
  rules: ReadonlySet<string>,
  several: boolean,
): readonly PrintedHeader[] {
  const cuts = [headers[0]!];
  for (const header of headers.slice(1)) {
    const current = cuts.at(-1)!;
    if (rules.has(header.rule) || isOwn(header, current, headers[0]!, several || cuts.length > 1)) cuts.push(header);
  }
  return cuts;
}

/** True if the current mail cannot quote the header: it is later, or the answer, or of another matter. */
function isOwn(header: PrintedHeader, current: PrintedHeader, first: PrintedHeader, several: boolean): boolean {
  if (header.announced) return false;
  if (first.tabbed) return header.tabbed;
  if (header.times[0] - current.times[1] > FARTHEST_ZONE) return true;
  const isSame = header.subject === current.subject;
  if (isSame && header.marked && !current.marked) return true;
  if (several && (!isSame || header.times[0] > current.times[1])) return true;
  return !isSame && !current.marked;
}

/** The first line of a mail: with the rule, page end and owner's name that stand above its header as above the first. */
function raise(lines: readonly TextLine[], line: number, head: ReadonlySet<string>): number {
  let first = line;
  for (let at = line - 1; at >= 0; at--) {
    const text = lines[at]!.text.trim();
    if (text === '') continue;
    if (!isRule(text) && !head.has(text)) break;
    first = at;
  }
  return first;
}

const isRule = (text: string) => /^[_=*#~–—-]{10,}$/.test(text);

/** The header that begins at a line; null where none does: sender and date, and recipients or a subject. */
function readHeader(lines: readonly TextLine[], line: number): PrintedHeader | null {
  const opening = readPrintedLabel(lines[line]!.text);
  // `Da:` is from in Italian and to in Breton: the languages in which it opens a header read the rest.
  const language = (opening?.readings ?? [])
    .filter(({ role }) => role === 'from' || role === 'date')
    .map((reading) => reading.language);
  if (!opening || language.length === 0) return null;
  if (line > 0 && readPrintedLabel(lines[line - 1]!.text)?.readings.some(({ role }) => BEFORE.has(role))) return null;
  const values = new Map<LabelRole, string>();
  let open: LabelRole | null = null;
  let unlabelled = 0;
  for (let at = line; at < lines.length && at < line + LONGEST_HEADER; at++) {
    const text = lines[at]!.text.trim();
    const label: PrintedLabel | null = readPrintedLabel(lines[at]!.text);
    const reading = label?.readings.find((one) => language.includes(one.language) || one.language === 'und');
    if (label && reading) {
      if (reading.role !== 'other' && values.has(reading.role)) break;
      values.set(reading.role, label.value);
      open = reading.role;
      unlabelled = 0;
      continue;
    }
    if (text === '') {
      if (open === null || (values.get(open) !== '' && !isLabelled(lines, at + 1))) break;
      continue;
    }
    if (open === null || open === 'other' || ++unlabelled > 3) break;
    if (open === 'subject' && values.get(open) !== '') break;
    values.set(open, `${values.get(open)} ${text}`.trim());
  }
  const date = parseWrittenDate(repairScannedDate(values.get('date') ?? ''));
  if (!date || !/\p{L}/u.test(values.get('from') ?? '')) return null;
  if (!values.has('to') && !values.has('subject')) return null;
  const above = lineAbove(lines, line);
  const written = values.get('subject') ?? '';
  const subject = withoutMarks(written);
  return {
    line,
    times: momentsOf(date),
    subject: subject.toLowerCase(),
    marked: subject !== written.trim(),
    tabbed: opening.tabbed,
    announced: /^[\s>]*-{2,}.*\p{L}.*-{2,}\s*$/u.test(above) || /:\s*$/.test(above),
    rule: isRule(above.trim()) ? above.trim() : lines[line]!.text.startsWith('\f') || above.trim() === '\f' ? '\f' : '',
  };
}

function momentsOf({ local, alternatives, offset }: WrittenDate): readonly [number, number] {
  const moments = [local, ...alternatives].map((moment) => moment - (offset ?? 0) * 60_000);
  return [Math.min(...moments), Math.max(...moments)];
}

/** True if the next line that is not empty begins with a label. */
function isLabelled(lines: readonly TextLine[], line: number): boolean {
  for (let at = line; at < lines.length && at < line + 2; at++)
    if (lines[at]!.text.trim() !== '') return readPrintedLabel(lines[at]!.text) !== null;
  return false;
}

/** What stands before a sender in a header that does not begin with it. */
const BEFORE: ReadonlySet<LabelRole> = new Set(['date', 'from', 'to', 'subject']);

/** The nearest line above that is not empty. */
function lineAbove(lines: readonly TextLine[], line: number): string {
  for (let at = line - 1; at >= 0 && line - at < 6; at--) if (lines[at]!.text.trim() !== '') return lines[at]!.text;
  return '';
}

/** `"RE: [EXTERNAL] Ferry"` → `"[EXTERNAL] Ferry"`. */
const withoutMarks = (subject: string) =>
  subject
    .trim()
    .replace(/^(?:\p{L}{1,5}(?:\[\d+\])?\s?[:：]\s*)+/u, '')
    .trim();

/** One mail of a Gmail print: the lines that it takes, and what its header says. */
export interface GmailMail {
  readonly line: number;
  /** Line of its first words; that behind its last. */
  readonly text: number;
  readonly end: number;
  readonly from: string;
  readonly date: string;
  readonly fields: ReadonlyMap<LabelRole, string>;
}

/** A conversation as Gmail prints it. */
export interface GmailPrint {
  readonly subject: string;
  readonly mails: readonly GmailMail[];
}

/**
 * Reads a conversation that was printed from Gmail, oldest mail first; null where the lines are none: one needs the count of its
 * mails below the subject, or the title of the page, and a sender with a date above recipients.
 *
 *     Ferry contract
 *     3 messages
 *
 *     Tobias Renn <t.renn@korvald.example>          Wed, Apr 6, 2016 at 4:12 PM
 *     To: Mira Holm <mira.holm@gmail.example>
 */
export function readGmailPrint(lines: readonly TextLine[]): GmailPrint | null {
  const mails: GmailMail[] = [];
  for (let line = 0; line < lines.length; line++) {
    const mail = readGmailHeader(lines, line);
    if (!mail) continue;
    const before = mails.pop();
    if (before) mails.push({ ...before, end: line });
    mails.push(mail);
    line = mail.text - 1;
  }
  const [first] = mails;
  if (!first) return null;
  const above = lines.slice(0, first.line).map(({ text }) => text.trim());
  const count = above.findLastIndex((text) => /^\d{1,4}\s\p{L}{3,20}$/u.test(text));
  const title = above.map((text) => /(?:^|\s)Gmail\s[-–—]\s(.{1,200})$/.exec(text)?.[1]).find(Boolean);
  if (count < 0 && title === undefined) return null;
  const subject = count < 0 ? '' : (above.slice(0, count).findLast((text) => text !== '') ?? '');
  const last = mails.pop()!;
  return { subject: subject || title || '', mails: [...mails, { ...last, end: withoutFooter(lines, last) }] };
}

function readGmailHeader(lines: readonly TextLine[], line: number): GmailMail | null {
  const text = lines[line]!.text.trim();
  const sender = /^([^<>]{0,80}<[^<>\s]{1,120}@[^<>\s]{1,120}>)(?:\s+(.{6,60}))?$/.exec(text);
  if (!sender) return null;
  let at = line + 1;
  let date = sender[2] ?? '';
  if (date === '') date = lines[at++]?.text.trim() ?? '';
  const found = date.length > 80 ? null : findWrittenDate(date);
  if (!found || found.date.precision === 'day' || found.start > 8) return null;
  const fields = new Map<LabelRole, string>();
  let open: LabelRole | null = null;
  for (; at < lines.length && at < line + LONGEST_HEADER; at++) {
    const label = readPrintedLabel(lines[at]!.text);
    const role = label?.readings.find((one) => RECIPIENTS.has(one.role))?.role;
    if (label && role && !fields.has(role)) {
      fields.set(role, label.value);
      open = role;
    } else if (open !== null && /[,;]$/.test(fields.get(open)!))
      fields.set(open, `${fields.get(open)} ${lines[at]!.text.trim()}`);
    else break;
  }
  if (!fields.has('to') && !fields.has('bcc')) return null;
  return { line, text: at, end: lines.length, from: sender[1]!, date, fields };
}

const RECIPIENTS: ReadonlySet<LabelRole> = new Set(['to', 'cc', 'bcc', 'replyTo']);

/** The line behind the last words: without the address of the page that the browser prints at its foot. */
function withoutFooter(lines: readonly TextLine[], mail: GmailMail): number {
  let end = lines.length;
  while (end > mail.text && /^\s*$|^\s*https?:\/\/\S+(?:\s+\d{1,4}\/\d{1,4})?\s*$/.test(lines[end - 1]!.text)) end--;
  return end;
}
