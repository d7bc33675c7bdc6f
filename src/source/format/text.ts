import { CutMessage, recordMessage } from '../cut-message.js';
import type { Page } from '../printed/page-runs.js';
import {
  findPrintedMails,
  holdsPrintedHeader,
  printedCharset,
  readTextLines,
  type TextLine,
} from '../printed/printed-mails.js';
import { readWebPrint, type WebPrint } from '../printed/web-print.js';
import type { Origin, RawMessage, StoredFact } from '../source.js';
import { decodeText } from '../text-charset.js';
import { BABYL, WholeCutter } from './eml.js';
import {
  type CutContext,
  type Cutter,
  type Format,
  type Head,
  MESSAGE_LIMIT,
  type Sink,
  type Window,
} from './format.js';

const PRINTED_FIELD =
  /^[ \t>*]{0,8}(from|sent|to|cc|subject|date|von|gesendet|an|betreff|de|envoyé|à|objet|enviado|para|asunto|da|inviato|oggetto|van|verzonden|aan|onderwerp) ?:/i;
const SEPARATOR = /^[ \t>]{0,8}(-{2,12} ?(original|forwarded|ursprüngliche|message d'origine|mensaje original)|_{20})/i;

/**
 * A conversation printed or pasted as plain text: no mail header at the top, but the header blocks that mail programs
 * put above a quoted message. A text is one message, which the stages after this one split; several that were saved or printed
 * together are as many.
 */
export const text: Format<'text'> = {
  names: ['text'],
  recognises: (head, context) =>
    isText(head) &&
    head.bytes.toString('latin1', 0, BABYL.length) !== BABYL &&
    ((context.named && /\.txt$/i.test(context.source)) || hasPrintedHeader(textOf(head.bytes))),
  cutter: (_head, context) => new TextCutter(context),
};

const textOf = (bytes: Buffer): string => {
  const shown = bytes.toString('utf8');
  const charset = printedCharset(bytes);
  // A head may end inside a character: only what is foreign before that counts.
  return charset !== null || shown.slice(0, -4).includes('\ufffd') ? decodeText(bytes, charset) : shown;
};

/** True if the bytes can be text: no control characters but white space and the escapes of old charsets. */
function isText(head: Head): boolean {
  const { bytes } = head;
  const end = Math.min(bytes.length, 65536);
  let strange = 0;
  for (let index = 0; index < end; index++) {
    const byte = bytes[index]!;
    if (byte === 0) return false;
    if (byte < 32 && !(byte >= 9 && byte <= 13) && byte !== 27) strange++;
  }
  return strange * 200 < end;
}

/** The gap before a label that stands beside another one: `To:  Per Lund        From:  Mira Holm`. */
const COLUMN = /(?<=:[^\r\n]{0,120}\S)(?: {2,200}|\t{1,20})(?=(?:from|to|cc|sent|date|subject):[ \t])/gi;

/** True for a text that shows the header block of a printed or quoted message: three of its labels on lines one below the other. */
export function hasPrintedHeader(shown: string): boolean {
  const lines = shown.replace(COLUMN, '\n').split(/\r\n|\r|\n/);
  let run = 0;
  for (const line of lines) {
    if (SEPARATOR.test(line)) return true;
    if (!PRINTED_FIELD.test(line)) run = 0;
    else if (++run >= 3) return true;
  }
  const placed = lines.map((text) => ({ text, start: 0 }));
  return holdsPrintedHeader(placed) || readWebPrint(placed) !== null;
}

/** Gives a text as one message, or as several where it holds several that were saved or printed together. */
class TextCutter implements Cutter {
  readonly format = 'text';
  readonly #whole: WholeCutter<'text'>;
  readonly #context: CutContext;
  #isWhole = false;

  constructor(context: CutContext) {
    this.#context = context;
    this.#whole = new WholeCutter('text', context);
  }

  cut(window: Window, sink: Sink): number {
    const { bytes, start, offset, last } = window;
    const length = bytes.length - start;
    this.#isWhole ||= length >= MESSAGE_LIMIT;
    if (this.#isWhole) return this.#whole.cut(window, sink);
    if (!last) return 0;
    const { pages = [] } = this.#context;
    const own = bytes.subarray(start);
    const charset = printedCharset(own);
    const written = charset === null ? {} : { charset };
    if (pages.length > 0) {
      sink.message(Object.assign(withPages(own, offset, pages, this.#context), written));
      return length;
    }
    const lines = readTextLines(own, charset);
    const print = readWebPrint(lines);
    if (print)
      for (const message of cutWebPrint(print, lines, { bytes: own, offset, charset }, this.#context))
        sink.message(message);
    else {
      const { source, custodian, folder } = this.#context;
      const starts = findPrintedMails(lines).map((line) => lines[line]?.start ?? 0);
      for (const [at, from] of starts.entries()) {
        const to = starts[at + 1] ?? length;
        const origin = { source, offset: offset + from, length: to - from };
        const piece = new CutMessage(origin, custodian, folder, own.subarray(from, to), offset + from, 0, 'none');
        const page = pageFact(own, from, origin);
        sink.message(Object.assign(piece, { isText: true, ...written }, page === null ? {} : { facts: [page] }));
      }
    }
    return length;
  }
}

/** One text of a page and those that go on with it. */
function withPages(
  own: Buffer,
  offset: number,
  pages: readonly Page[],
  { source, custodian, folder }: CutContext,
): RawMessage {
  const origin = { source, offset, length: own.length };
  const parts: Buffer[] = [own];
  const placed = pages.map(({ name, bytes }) => {
    const added = parts.at(-1)!.at(-1) === LINE_FEED ? 0 : 1;
    if (added > 0) parts.push(Buffer.from([LINE_FEED]));
    parts.push(bytes);
    return { source: name, length: bytes.length, added };
  });
  const value = `${pages.length + 1}, the others in ${pages.map(({ name }) => name.split('/').at(-1)).join(', ')}`;
  const facts: readonly StoredFact[] = [{ name: 'pages', value, origin: { ...origin, length: 0 } }];
  const message = new CutMessage(origin, custodian, folder, Buffer.concat(parts), offset, 0, 'none');
  return Object.assign(message, { isText: true, pages: placed, facts });
}

const LINE_FEED = 10;
const FORM_FEED = 12;

/** The page that a text begins on, where form feeds part its pages: those of a PDF, of a printer's file. */
function pageFact(text: Buffer, at: number, origin: Origin): StoredFact | null {
  let pages = 1;
  let page = 1;
  for (let feed = text.indexOf(FORM_FEED); feed >= 0; feed = text.indexOf(FORM_FEED, feed + 1)) {
    pages++;
    if (feed <= at) page++;
  }
  return pages === 1 ? null : { name: 'page', value: `${page} of ${pages}`, origin: { ...origin, length: 0 } };
}

/** The mails of a printed page as records: what stands above the first belongs to it, what stands below the last to that. */
function cutWebPrint(
  { subject, mails }: WebPrint,
  lines: readonly TextLine[],
  { bytes, offset, charset }: { readonly bytes: Buffer; readonly offset: number; readonly charset: string | null },
  context: CutContext,
): readonly RawMessage[] {
  const startOf = (line: number) => lines[line]?.start ?? bytes.length;
  return mails.map((mail, at): RawMessage => {
    const from = at === 0 ? 0 : startOf(mail.line);
    const to = at + 1 < mails.length ? startOf(mails[at + 1]!.line) : bytes.length;
    const [start, end] = [startOf(mail.text), startOf(mail.end)];
    const text = decodeText(bytes.subarray(start, end), charset);
    const record = {
      from: mail.from,
      ...Object.fromEntries(mail.fields),
      date: mail.date,
      subject,
      threadId: `print ${subject} ${mails[0]!.date}`,
      text,
    };
    const origin = { source: context.source, offset: offset + from, length: to - from };
    const recordCells = [{ name: 'text', text, offset: offset + start, length: end - start, doubled: false }];
    return recordMessage(context, origin, record, { recordCells });
  });
}
