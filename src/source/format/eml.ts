import { CutMessage } from '../cut-message.js';
import { findPrintedMails, holdsPrintedHeader, readTextLines, type TextLine } from '../printed/printed-mails.js';
import type { RawMessage } from '../source.js';
import { type CutContext, type Cutter, type Format, MESSAGE_LIMIT, type Sink, type Window } from './format.js';
import { headerNames, nextLine, skipBlank } from './header-scan.js';

/** One message as RFC 5322 bytes: `.eml` files, and what lies in `cur` and `new` of a Maildir. */
export const eml: Format<'eml' | 'maildir'> = {
  names: ['eml', 'maildir'],
  recognises: (head, context) => {
    if (context.maildir) return true;
    const start = skipBlank(head.bytes, 0, head.bytes.length);
    if (head.bytes.toString('latin1', start, start + BABYL.length) === BABYL) return false;
    const names = new Set(headerNames(head.bytes, start, head.bytes.length));
    if (names.size === 0) return headerBehindStrayLines(head.bytes, start, head.bytes.length) !== null;
    if (isIndented(head.bytes)) return false;
    if (isPrintedHeader(names) || isStackedLabel(head.bytes, start, names) || isInColumns(head.bytes, start, names))
      return false;
    if (/\.(eml|mht|mhtml|mime)$/i.test(context.source)) return true;
    if (TRANSPORT_FIELDS.some((name) => names.has(name))) return true;
    if (/\.txt$/i.test(context.source) && isPrintedText(readTextLines(head.bytes), names)) return false;
    const known = MAIL_FIELDS.filter((name) => names.has(name)).length;
    return known >= (context.named ? 1 : 2);
  },
  cutter: (_head, context) => new WholeCutter(context.maildir ? 'maildir' : 'eml', context),
};

/** How a mailbox of Emacs Rmail begins, whose messages would be one with those below it. */
export const BABYL = 'BABYL OPTIONS:';

/** Fields that nobody but a mail program writes: one is enough. */
const TRANSPORT_FIELDS = ['message-id', 'received', 'return-path', 'mime-version', 'content-type', 'delivered-to'];

/** Fields that notes and lists begin with too: one is enough only where the user named the file. */
const MAIL_FIELDS = ['from', 'date', 'subject', 'to', 'cc', 'sender', 'reply-to', 'in-reply-to', 'references'];

/** Lines above a header that are looked at: what a download, a viewer or an export put there is short. */
const MOST_STRAY = 10;
const LONGEST_STRAY = 200;

/**
 * Index of the header that stands behind zero bytes (MacBinary puts 128 bytes before a file), or behind a few lines that are no fields;
 * null where the first line is a field, or no header follows that only a mail program writes.
 */
export function headerBehindStrayLines(bytes: Buffer, start: number, end: number): number | null {
  const shown = SHOWN_BY_GMAIL.exec(bytes.toString('latin1', start, Math.min(end, start + 4000)));
  if (shown && isMailHeader(bytes, start + shown[0].length, end)) return start + shown[0].length;
  const glued = bytes.lastIndexOf(0, Math.min(end, start + LONGEST_STRAY)) + 1;
  if (glued > start && isMailHeader(bytes, glued, end)) return glued;
  if (headerNames(bytes, start, end).length > 0) return null;
  let line = start;
  for (let count = 0; count < MOST_STRAY && line < end; count++) {
    const next = nextLine(bytes, line, end);
    if (next - line > LONGEST_STRAY) return null;
    line = next;
    if (headerNames(bytes, line, end).length < 3) continue;
    return isMailHeader(bytes, line, end) ? line : null;
  }
  return null;
}

/** What Gmail's page "Original Message" says above the source of a mail, copied as text. */
const SHOWN_BY_GMAIL = /^Original Message\r?\n(?:[^\n]{0,400}\n){2,20}?Download Original[^\n]{0,100}\n\s*/;

function isMailHeader(bytes: Buffer, at: number, end: number): boolean {
  const names = new Set(headerNames(bytes, at, end));
  if (names.size < 3 || isPrintedHeader(names)) return false;
  const isSent =
    TRANSPORT_FIELDS.some((name) => names.has(name)) || SENT_DATE.test(bytes.toString('latin1', at, at + 2000));
  return isSent && MAIL_FIELDS.filter((name) => names.has(name)).length >= 2;
}

/** A date with its zone in figures, as mail programs send it; printed headers have none. */
const SENT_DATE = /^date:.{8,40}\d\d:\d\d(?::\d\d)? [+-]\d{4}\b/im;

/** Several that were saved together, with the labels of another program; or labels that a scanner misread (`From: / 5ent: / T0: / Cc:`), of which a header would keep half. */
const isPrintedText = (lines: readonly TextLine[], names: ReadonlySet<string>): boolean =>
  findPrintedMails(lines).length > 1 || (!names.has('date') && holdsPrintedHeader(lines));

/** `From: / Sent: / To: / Subject:` is how Outlook prints a message, not how it is sent; `Subj: / Date: / From: / To:` is AOL's way, `From: / SendTo:` that of Notes. */
function isPrintedHeader(names: ReadonlySet<string>): boolean {
  if ((names.has('subj') || names.has('sendto')) && !TRANSPORT_FIELDS.some((name) => names.has(name))) return true;
  return names.has('sent') && !['date', 'message-id', 'received', 'mime-version'].some((name) => names.has(name));
}

/** Every line of the header begins with the same white space: it was pasted, and to a mail it would be one folded field. */
function isIndented(bytes: Buffer): boolean {
  const lines = bytes
    .toString('latin1', 0, 2000)
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
  const indent = /^[ \t]+/.exec(lines[0] ?? '')?.[0];
  return (
    indent !== undefined &&
    lines.slice(0, 3).every((line) => line.startsWith(indent) && /^[A-Za-z-]{2,30}:/.test(line.slice(indent.length)))
  );
}

/** `From:` alone, its value on a line below: a page prints labels so. */
function isStackedLabel(bytes: Buffer, start: number, names: ReadonlySet<string>): boolean {
  if (TRANSPORT_FIELDS.some((name) => names.has(name))) return false;
  return /^(?:from|subject|date|to):[ \t]*\r?\n(?:RE|FW|FWD|AW|WG)?(?::|[^:\n]*\r?\n|\r?\n)/i.test(
    bytes.toString('latin1', start, start + 200),
  );
}

/** `From: Mira Holm      Date: Monday, April 4`: a page prints labels side by side, and the second would be part of a name. */
function isInColumns(bytes: Buffer, start: number, names: ReadonlySet<string>): boolean {
  if (TRANSPORT_FIELDS.some((name) => names.has(name))) return false;
  const header = bytes.toString('latin1', start, start + 2000).split(/\r?\n[ \t]*\r?\n/, 1)[0]!;
  return IN_COLUMNS.test(header);
}

const IN_COLUMNS =
  /^(?:from|to|cc|sent|date|subject):[ \t]{0,40}[^ \t\r\n][^\r\n]{0,200}?(?: {2,100}|\t{1,20})(?:from|to|cc|bcc|sent|date|subject):(?=[ \t]|\r?$)/im;

const MARKS: ReadonlyMap<string, string> = new Map([
  ['D', 'draft'],
  ['F', 'flagged'],
  ['P', 'forwarded'],
  ['R', 'answered'],
  ['S', 'read'],
  ['T', 'deleted'],
]);

/** What the name of a file in a Maildir says of its message: `cur/1459754000.M1.host:2,RS` → `answered; read`. */
function maildirMarks(name: string): string {
  const letters = /[:;!]2,([A-Za-z]*)$/.exec(name)?.[1] ?? '';
  return [...letters].flatMap((letter) => MARKS.get(letter) ?? []).join('; ');
}

/** Gives the whole source as one message. */
export class WholeCutter<Name extends string> implements Cutter<Name> {
  readonly format: Name;
  readonly #context: CutContext;
  readonly #page: RawMessage['page'];
  #taken = 0;
  #given = false;

  /** @param page what web page the whole is, if it is one */
  constructor(format: Name, context: CutContext, page?: RawMessage['page']) {
    this.format = format;
    this.#context = context;
    this.#page = page;
  }

  cut(window: Window, sink: Sink): number {
    const { bytes, start, offset } = window;
    if (this.#given) return this.#drop(window, sink);
    const length = Math.min(bytes.length - start, MESSAGE_LIMIT);
    if (length < MESSAGE_LIMIT && !window.last) return 0;
    const { source, custodian, folder } = this.#context;
    const stray =
      this.format === 'eml'
        ? headerBehindStrayLines(bytes, skipBlank(bytes, start, start + length), start + length)
        : null;
    // A `From ` line is no stray line: readers of headers pass it over.
    if (stray !== null && !/^>?From /.test(bytes.toString('latin1', start, start + 6))) {
      const what = 'lines above the header are no fields; the message begins behind them';
      sink.gap(offset, stray - start, 'warning', 'bytes-before-header', what);
      this.#taken = offset + stray - start;
      return stray - start + this.cut({ ...window, start: stray, offset: this.#taken }, sink);
    }
    const header = this.format === 'text' && this.#page !== 'mht' ? start : skipBlank(bytes, start, start + length);
    const body = bytes.subarray(header, start + length);
    const origin = { source, offset, length };
    const message = new CutMessage(origin, custodian, folder, body, offset + header - start, 0, 'none');
    const page = this.#page;
    const marks = this.format === 'maildir' ? maildirMarks(source) : '';
    if (marks !== '')
      Object.assign(message, { facts: [{ name: 'marks', value: marks, origin: { ...origin, length: 0 } }] });
    sink.message(
      this.format === 'text' ? Object.assign(message, { isText: true }, page === undefined ? {} : { page }) : message,
    );
    this.#given = true;
    this.#taken = offset + length;
    return this.#drop({ ...window, start: start + length, offset: this.#taken }, sink) + length;
  }

  #drop(window: Window, sink: Sink): number {
    const length = window.bytes.length - window.start;
    const rest = window.offset + length - this.#taken;
    if (window.last && rest > 0) {
      const message = `a message is longer than ${MESSAGE_LIMIT} bytes; the rest of it was left out`;
      sink.gap(this.#taken, rest, 'error', 'message-too-large', message);
    }
    return length;
  }
}
