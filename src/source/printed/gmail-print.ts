import { isUtf8 } from 'node:buffer';
import { undoEntities } from '../../text/html-entities.js';
import { decodeWindows1252 } from '../../text/windows-1252.js';
import { recordMessage } from '../cut-message.js';
import type { CutContext, Cutter, Format, Sink, Window } from '../format/format.js';
import { takeWhole } from '../outlook/whole-window.js';

/**
 * A conversation as Gmail's page for the printer shows it, saved as a web page: a table for each message. Read as records.
 *
 *     <div class="maincontent"> … <b>Ferry contract</b> … 2 messages
 *     <table … class="message">                                        ← origin.offset of the second message on
 *       <b>Mira Holm </b>&lt;mira@quay.example&gt;    Mon, Apr 4, 2016 at 9:12 AM
 *       <div>To: Tobias Renn &lt;…&gt;</div>
 *       … the text …
 *     </table>
 *
 * What stands above belongs to the first message; the address at the top is the mailbox that was printed from, and nobody's message.
 */
export const gmailPrint: Format<'text'> = {
  names: ['text'],
  recognises: ({ bytes, whole }, context) =>
    !context.maildir &&
    bytes.includes(MESSAGE, 0, 'latin1') &&
    bytes.includes('maincontent', 0, 'latin1') &&
    (readPage(bytes) !== null || !whole),
  cutter: (_head, context) => new GmailPrintCutter(context),
};

const MESSAGE = 'class="message"';
const TABLE = /<table\b[^>]{0,400}\bclass="message"[^>]{0,400}>/gi;

interface PrintedMessage {
  readonly start: number;
  readonly record: Readonly<Record<string, unknown>>;
}

/** The messages of a page, its characters counted; null where it is no such page. */
function readPage(bytes: Buffer): { readonly html: string; readonly messages: readonly PrintedMessage[] } | null {
  const html = isUtf8(bytes) ? bytes.toString('utf8') : decodeWindows1252(bytes);
  const starts = [...html.matchAll(TABLE)].map(({ index }) => index);
  const [first] = starts;
  if (first === undefined) return null;
  const subject = plain(
    /<font\b[^>]{0,100}size="?\+1"?[^>]{0,100}>([\s\S]{0,2000}?)<\/font>/i.exec(html.slice(0, first))?.[1] ?? '',
  );
  const messages = starts.map((start, index) => {
    const record = readMessage(html.slice(start, starts[index + 1] ?? html.length));
    return { start, record: record && { ...record, subject, threadId: `print ${subject} ${starts.length}` } };
  });
  const sound = messages.flatMap(({ start, record }) => (record === null ? [] : [{ start, record }]));
  return sound.length === 0 ? null : { html, messages: sound };
}

/** A message of the page: sender and date in the first row, recipients in the second, the text in the last. */
function readMessage(table: string): Readonly<Record<string, unknown>> | null {
  const [, head, date] =
    /<td\b[^>]{0,200}>([\s\S]{0,2000}?)<\/td>\s*<td\b[^>]{0,200}\balign="?right"?[^>]{0,200}>([\s\S]{0,500}?)<\/td>/i.exec(
      table,
    ) ?? [];
  if (head === undefined || date === undefined || plain(date) === '') return null;
  const people = stretchOf(table, 'class="recipient"', '</font>');
  const roles: Record<string, string> = {};
  for (const line of (people?.text ?? '').split(/<\/div>/i)) {
    const [, label = '', value = ''] = /^([^:]{1,30}):\s*([\s\S]*)$/.exec(plain(line)) ?? [];
    const role = ROLES.find(([, names]) => names.includes(label.trim().toLowerCase()))?.[0];
    if (role !== undefined) roles[role] = value;
  }
  const from = people?.end ?? table.indexOf(date) + date.length;
  const inner = table.indexOf('<table', from);
  const cell = inner < 0 ? null : stretchOf(table.slice(inner), '<td', '</table>');
  return { from: plain(head), ...roles, date: plain(date), html: cell?.text ?? table.slice(from) };
}

/** What stands behind the tag in which `mark` first stands, up to the last or next `until`; null where it does not. */
function stretchOf(html: string, mark: string, until: string): { readonly text: string; readonly end: number } | null {
  const at = html.indexOf(mark);
  const start = at < 0 ? -1 : html.indexOf('>', at) + 1;
  if (start < 1) return null;
  const end = until === '</font>' ? html.indexOf(until, start) : lastBefore(html, until);
  return { text: html.slice(start, end < start ? html.length : end), end: end < start ? html.length : end };
}

/** Where the inner of the two tables that end a message ends; -1 where none does. */
function lastBefore(html: string, until: string): number {
  const outer = html.lastIndexOf(until);
  const inner = outer < 1 ? -1 : html.lastIndexOf(until, outer - 1);
  return inner < 0 ? outer : inner;
}

/** What Gmail calls recipients, in a few of its languages. */
const ROLES: readonly (readonly [string, readonly string[]])[] = [
  [
    'to',
    ['to', 'an', 'à', 'para', 'a', 'aan', 'til', 'till', 'do', 'кому', '宛先', '收件者', '收件人', '받는사람', 'kime'],
  ],
  ['cc', ['cc', 'kopie', 'копия', '副本']],
  ['bcc', ['bcc', 'cci', 'cco', 'ccn', 'скрытая копия', '密送']],
  ['replyTo', ['reply-to', 'antwort an', 'répondre à', 'responder a']],
];

const plain = (html: string): string =>
  undoEntities(html.replace(/<[^>]{0,2000}>/g, ''))
    .replace(/[\s\u202f]+/g, ' ')
    .trim();

class GmailPrintCutter implements Cutter<'text' | 'unknown'> {
  readonly format = 'text';
  readonly #context: CutContext;

  constructor(context: CutContext) {
    this.#context = context;
  }

  cut(window: Window, sink: Sink): number {
    const { source } = this.#context;
    const { bytes, taken } = takeWhole(window, sink, this.#context, "a page of Gmail's");
    if (bytes === null) return taken;
    const page = readPage(bytes);
    if (page === null) {
      sink.gap(0, bytes.length, 'warning', 'not-mail', `${source}: a page of Gmail's without a message`);
      return taken;
    }
    const { html, messages } = page;
    const isWide = isUtf8(bytes);
    let [at, counted] = [0, 0];
    const starts = messages.map(({ start }) => {
      at += isWide ? Buffer.byteLength(html.slice(counted, start)) : start - counted;
      counted = start;
      return at;
    });
    for (const [index, { record }] of messages.entries()) {
      const offset = index === 0 ? 0 : starts[index]!;
      const length = (starts[index + 1] ?? bytes.length) - offset;
      sink.message(recordMessage(this.#context, { source, offset, length }, record));
    }
    return taken;
  }
}
