import { isUtf8 } from 'node:buffer';
import { repairScannedDate } from '../../date/scanned-date.js';
import type { WrittenDate } from '../../date/written-clock.js';
import { parseWrittenDate } from '../../date/written-date.js';
import { type PrintedLabel, readPrintedLabel } from '../../language/header-labels.js';
import type { LabelRole } from '../../language/language.js';
import { decodeWindows1252 } from '../../text/windows-1252.js';
import { charsetOfText, decodeText, type TextScore } from '../text-charset.js';

/** A line of a text: its words, and where it stands. */
export interface TextLine {
  readonly text: string;
  readonly start: number;
}

/** The lines of a text in a charset (null: UTF-8, or else Windows-1252), without their ends. */
export function readTextLines(bytes: Buffer, charset: string | null = null): readonly TextLine[] {
  const decode =
    charset === null && isUtf8(bytes)
      ? (line: Buffer) => line.toString('utf8')
      : charset === null
        ? decodeWindows1252
        : (line: Buffer) => decodeText(line, charset);
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

/** Bytes of a text that are looked at for its charset, and lines of a header that stand together. */
const CHARSET_SAMPLE = 32_768;
const NEAR = 3;

/** The charset of a printed text, by the labels of its headers: `От:`, `Кому:`, `Тема:`; null for UTF-8 and Western texts. */
export const printedCharset = (bytes: Buffer): string | null =>
  charsetOfText(bytes.length > CHARSET_SAMPLE ? bytes.subarray(0, CHARSET_SAMPLE) : bytes, scoreLabels);

/** The most labels of one language that stand near each other, the sender's or the date's among them. */
function scoreLabels(text: string): TextScore {
  const roles = new Map<string, { seen: Set<LabelRole>; line: number }>();
  const best = new Map<string, number>();
  for (const [line, written] of text.split('\n').entries())
    for (const { role, language } of readPrintedLabel(written)?.readings ?? []) {
      if (role === 'other') continue;
      const known = roles.get(language);
      const run = known !== undefined && line - known.line <= NEAR ? known : { seen: new Set<LabelRole>(), line };
      run.line = line;
      run.seen.add(role);
      roles.set(language, run);
      if (run.seen.has('from') || run.seen.has('date'))
        best.set(language, Math.max(best.get(language) ?? 0, run.seen.size));
    }
  const known = Math.max(0, ...best.values());
  if (known < 3) return { known: 0, languages: [] };
  return { known, languages: [...best].flatMap(([language, count]) => (count === known ? [language] : [])) };
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
  const openings = (opening?.readings ?? []).filter(({ role }) => OPENING.has(role));
  const language = openings.map((reading) => reading.language);
  // Thunderbird prints the subject first, without an empty line in its header; above one it may end another header.
  const isSubject = openings.every(({ role }) => role === 'subject');
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
      if (isSubject || open === null || (values.get(open) !== '' && !isLabelled(lines, at + 1))) break;
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
    announced: /^[\s>]*-{2,}.*\p{L}.*-{2,}\s*$/u.test(above) || (/:\s*$/.test(above) && !isTitle(lines, line)),
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

const OPENING: ReadonlySet<LabelRole> = new Set(['from', 'date', 'subject']);

/** What stands before a sender in a header that does not begin with it. */
const BEFORE: ReadonlySet<LabelRole> = new Set(['date', 'from', 'to', 'subject']);

/** The nearest line above that is not empty. */
function lineAbove(lines: readonly TextLine[], line: number): string {
  for (let at = line - 1; at >= 0 && line - at < 6; at--) if (lines[at]!.text.trim() !== '') return lines[at]!.text;
  return '';
}

/** True if the line above is the first of the text or of a page: `Message:` says what stands below, and quotes nothing. */
function isTitle(lines: readonly TextLine[], line: number): boolean {
  let at = line - 1;
  while (at > 0 && lines[at]!.text.trim() === '') at--;
  const { text } = lines[at]!;
  if (!/^\f?\s*\p{L}{1,20}:\s*$/u.test(text)) return false;
  if (text.startsWith('\f')) return true;
  while (at > 0 && lines[at - 1]!.text === '') at--;
  return at === 0 || /^\f+\s*$/.test(lines[at - 1]!.text);
}

/** `"RE: [EXTERNAL] Ferry"` → `"[EXTERNAL] Ferry"`. */
const withoutMarks = (subject: string) =>
  subject
    .trim()
    .replace(/^(?:\p{L}{1,5}(?:\[\d+\])?\s?[:：]\s*)+/u, '')
    .trim();
