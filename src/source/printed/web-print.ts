import { findWrittenDate } from '../../date/written-date.js';
import { readPrintedLabel } from '../../language/header-labels.js';
import type { LabelRole } from '../../language/language.js';
import type { TextLine } from './printed-mails.js';

/** One mail of a printed page: the lines that it takes, and what its header says. */
export interface PrintedMail {
  readonly line: number;
  /** Line of its first words; that behind its last. */
  readonly text: number;
  readonly end: number;
  readonly from: string;
  readonly date: string;
  readonly fields: ReadonlyMap<LabelRole, string>;
}

/** What a web mail program or Notes printed whose headers are no labelled lines: one mail, or those of a conversation. */
export interface WebPrint {
  readonly subject: string;
  readonly mails: readonly PrintedMail[];
}

/** Lines of a header. */
const LONGEST_HEADER = 30;
/** Lines that may stand above the first header where no title of a page says what it is. */
const MOST_ABOVE = 3;

/** Reads a page that Gmail, Outlook on the web, Proton Mail or Notes printed, or the words of its window; null for any other text. */
export const readWebPrint = (lines: readonly TextLine[]): WebPrint | null =>
  readConversation(lines) ?? readColumns(lines);

/**
 * A conversation, each mail below a line with its sender: as Gmail prints it, oldest first, or Outlook on the web, newest first. One needs
 * the count of its mails below the subject, or the title or address of the page, or a header at the very top.
 *
 *     Ferry contract                                             Mail - Tobias Renn - Outlook
 *     3 messages                                                 Re: Ferry contract
 *     Tobias Renn <t.renn@korvald.example>  Wed, Apr 6, 2016     Tobias Renn <t.renn@korvald.example>
 *     To: Mira Holm <mira.holm@gmail.example>                    Wed 4/6/2016 4:12 PM
 *                                                                To: Mira Holm <mira.holm@gmail.example>
 */
function readConversation(lines: readonly TextLine[]): WebPrint | null {
  const mails: PrintedMail[] = [];
  for (let line = 0; line < lines.length; line++) {
    const mail = readSenderLine(lines, line);
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
  const outlook = above.some(isOutlookTitle) || lines.slice(-3).some(({ text }) => OUTLOOK_ADDRESS.test(text));
  const full = above.filter((text) => text !== '' && !isOutlookTitle(text));
  if (count < 0 && title === undefined && !outlook && !(full.length <= MOST_ABOVE && full.every(isTitle))) return null;
  const subject =
    count >= 0
      ? (above.slice(0, count).findLast((text) => text !== '') ?? '')
      : title === undefined
        ? (full.at(-1) ?? '')
        : '';
  const last = mails.pop()!;
  return { subject: subject || title || '', mails: [...mails, { ...last, end: withoutFooter(lines, last) }] };
}

/** `Mail - Tobias Renn - Outlook`, `Ferry contract - Mira Holm - Outlook`, with the time of printing before it or not. */
const isOutlookTitle = (text: string): boolean =>
  /\s[-–—]\sOutlook(?:\s(?:Web App|on the web))?$/.test(text.slice(-200));
const OUTLOOK_ADDRESS = /^\s*https?:\/\/(?:[\w-]{1,40}\.){0,4}(?:outlook\.(?:office|live|office365|cloud)|owa)\b/i;

/** True for what may be the subject of a mail or the name of an account, and no sentence. */
function isTitle(text: string): boolean {
  return (
    text.length <= 160 && !/[.!;:,]$/.test(text) && !/^(?:hi|hello|dear|fyi|see|please|thanks?|ok|yes|no)\b/i.test(text)
  );
}

function readSenderLine(lines: readonly TextLine[], line: number): PrintedMail | null {
  const text = lines[line]!.text.trim();
  const sender = /^([^<>]{0,80}<[^<>\s]{1,120}@[^<>\s]{1,120}>)(?:\s+(.{6,60}))?$/.exec(text);
  if (!sender || readPrintedLabel(text)) return null;
  let at = line + 1;
  let date = sender[2] ?? '';
  if (date === '') date = lines[at++]?.text.trim() ?? '';
  const found = date.length > 80 ? null : findWrittenDate(date);
  if (!found || found.date.precision === 'day' || found.start > 8) return null;
  // Outlook leaves an empty line above the recipients.
  if (sender[2] === undefined && lines[at]?.text.trim() === '') at++;
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
function withoutFooter(lines: readonly TextLine[], mail: PrintedMail): number {
  let end = lines.length;
  while (end > mail.text && /^\s*$|^\s*https?:\/\/\S+(?:\s+\d{1,4}\/\d{1,4})?\s*$/.test(lines[end - 1]!.text)) end--;
  return end;
}

/**
 * One mail whose labels stand in a column without colons, as Proton Mail prints them, or below sender and date, as Notes does:
 *
 *     Ferry contract                                    Mira Holm/Korvald
 *     From      Mira Holm <mira@korvald.example>        04/14/2016 09:12 AM
 *     To        Tobias Renn <t.renn@dune.example>       To        Tobias Renn/Dune@Dune
 *     Date      Thursday, April 14th, 2016 at 9:12 AM   cc
 *                                                       Subject   Ferry contract
 */
function readColumns(lines: readonly TextLine[]): WebPrint | null {
  const full = lines.flatMap(({ text }, at) => (text.trim() === '' ? [] : [at]));
  const start = full.slice(0, MOST_ABOVE + 3).find((at) => bareLabel(lines[at]!.text) !== null);
  if (start === undefined) return null;
  const fields = new Map<LabelRole, string>();
  const languages = new Map<string, number>();
  let count = 0;
  let open: LabelRole | null = null;
  let at = start;
  for (; at < lines.length && at < start + LONGEST_HEADER; at++) {
    const { text } = lines[at]!;
    const label = bareLabel(text);
    const reading = label?.readings.find(({ role }) => role !== 'other' && !fields.has(role));
    if (label && reading) {
      for (const language of new Set(label.readings.map((one) => one.language)))
        languages.set(language, (languages.get(language) ?? 0) + 1);
      fields.set(reading.role, label.value);
      open = reading.role;
      count++;
    } else if (open !== null && /^\s{6,}\S/.test(text) && RECIPIENTS.has(open))
      fields.set(open, `${fields.get(open)} ${text.trim()}`);
    else if (/^\s*\|[\s:|-]+\|?\s*$/.test(text)) continue;
    else if (text.trim() !== '' || count >= 3) break;
  }
  const above = full.filter((line) => line < start);
  let date = fields.get('date') ?? '';
  let from = fields.get('from') ?? '';
  if (from === '' && date === '' && above.length >= 2) {
    date = lines[above.pop()!]!.text.trim();
    from = lines[above.pop()!]!.text.trim();
    count += 2;
  }
  const clock = date.length > 80 ? null : findWrittenDate(date);
  if (!clock || clock.date.precision === 'day' || clock.start > 8 || !/\p{L}/u.test(from) || from.length > 120)
    return null;
  if (count < 3 || !fields.has('to') || Math.max(...languages.values()) < Math.min(languages.size && count, 2))
    return null;
  const titles = above.map((line) => lines[line]!.text.trim()).filter((text) => text !== '');
  if (titles.length > MOST_ABOVE || !titles.every(isTitle)) return null;
  const mail: PrintedMail = { line: start, text: at, end: lines.length, from, date, fields: withoutKeys(fields) };
  const subject = fields.get('subject') ?? titles.at(-1) ?? '';
  return { subject, mails: [{ ...mail, end: withoutFooter(lines, mail) }] };
}

const withoutKeys = (fields: ReadonlyMap<LabelRole, string>): ReadonlyMap<LabelRole, string> =>
  new Map([...fields].filter(([role]) => RECIPIENTS.has(role)));

/** `To      Tobias Renn`: a label, two blanks or a tab, and its value; `cc` alone has none. */
function bareLabel(text: string): ReturnType<typeof readPrintedLabel> {
  const line = text.trimEnd().slice(0, 2000);
  const match =
    /^\s{0,3}(\p{L}[\p{L}.]{0,14})(?:(?:\t+| {2,})(\S.*))?$/u.exec(line) ??
    // Cells of a table, and items of a list, as converters to Markdown write them.
    /^\s{0,3}\|?\s*\**(\p{L}[\p{L}.]{0,14}):?\**\s*\|\s*([^|]*?)\s*\|?$/u.exec(line) ??
    /^\s{0,3}[-*•]\s+\**(\p{L}[\p{L}.]{0,14})\**:\**\s+(\S.*)$/u.exec(line);
  return match ? readPrintedLabel(`${match[1]}: ${match[2] ?? ''}`) : null;
}
