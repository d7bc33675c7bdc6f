import { recordMessage } from '../cut-message.js';
import type { CutContext, Cutter, Format, Sink, Window } from '../format/format.js';
import { attributeOf, type XmlToken, xmlText, xmlTokens } from '../load-file/edrm-document.js';
import type { Origin, RawMessage, RecordCell, StoredAttachment, StoredFact } from '../source.js';
import { attachmentAt } from './olm-attachments.js';
import { takeWhole } from './whole-window.js';

const MARK = '<OPFMessage';
const BEGINS = /^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|emails?\b)/i;

/**
 * A message of Outlook for Mac, as it stands in an export (`.olm`, a zip of XML): `<emails><email><OPFMessageCopySubject>…`. Nobody has
 * written the format down; field names are those that exports show.
 */
export const olm: Format<'olm'> = {
  names: ['olm'],
  recognises: ({ bytes }) => BEGINS.test(bytes.toString('latin1', 0, 100)) && bytes.includes(MARK),
  cutter: (_head, context) => new OlmCutter(context),
};

/** Fields of a record by the element that holds their text. */
const TEXTS: ReadonlyMap<string, string> = new Map([
  ['opfmessagecopysubject', 'subject'],
  ['opfmessagecopymessageid', 'messageId'],
  ['opfmessagecopyinreplyto', 'inReplyTo'],
  ['opfmessagecopyreferences', 'references'],
  ['opfmessagecopysenttime', 'sentDateTime'],
  ['opfmessagecopyreceivedtime', 'receivedDateTime'],
  ['opfmessagecopythreadindex', 'threadIndex'],
  ['opfmessagecopyhtmlbody', 'html'],
  ['opfmessagecopybody', 'text'],
]);

/** Fields that are lists of addresses. */
const PEOPLE: ReadonlyMap<string, string> = new Map([
  ['opfmessagecopyfromaddresses', 'from'],
  ['opfmessagecopysenderaddress', 'sender'],
  ['opfmessagecopytoaddresses', 'to'],
  ['opfmessagecopyccaddresses', 'cc'],
  ['opfmessagecopybccaddresses', 'bcc'],
  ['opfmessagecopyreplytoaddresses', 'replyTo'],
]);

/** Numbers are written as `1E0`; other facts are texts. */
const FACTS: ReadonlyMap<string, (text: string) => readonly [string, string] | null> = new Map([
  ['opfmessagegetisread', (text) => ['read', Number(text) === 1 ? 'yes' : 'no']],
  ['opfmessageisflagged', (text) => (Number(text) === 1 ? ['marks', 'flagged'] : null)],
  [
    'opfmessagegetpriority',
    (text) => (/^[12]E0$/i.test(text) ? ['importance', 'high'] : /^[45]E0$/i.test(text) ? ['importance', 'low'] : null),
  ],
  ['opfmessagecopythreadtopic', (text) => ['thread topic', text]],
]);

const MOST_PEOPLE = 10_000;

class OlmCutter implements Cutter {
  readonly format = 'olm';
  readonly #context: CutContext;

  constructor(context: CutContext) {
    this.#context = context;
  }

  cut(window: Window, sink: Sink): number {
    const { bytes, taken } = takeWhole(window, sink, this.#context, 'a message of Outlook for Mac');
    if (bytes === null) return taken;
    const { source } = this.#context;
    const builder = new EmailBuilder(bytes, this.#context);
    let end = 0;
    for (const token of xmlTokens(bytes, 0, bytes.length)) {
      const message = builder.take(token);
      if (message === null) continue;
      if (message.origin.offset > end) sink.silentGap(end, message.origin.offset - end);
      end = message.origin.offset + message.origin.length;
      sink.message(message);
    }
    if (builder.openAt !== null) {
      const text = `${source}: the XML of a message does not end; what stands in it was left out`;
      if (builder.openAt > end) sink.silentGap(end, builder.openAt - end);
      sink.gap(builder.openAt, bytes.length - builder.openAt, 'error', 'olm-cut', text);
    } else if (end === 0)
      sink.gap(
        0,
        bytes.length,
        'warning',
        'olm-without-message',
        `${source}: XML of Outlook for Mac without a message`,
      );
    else if (end < bytes.length) sink.silentGap(end, bytes.length - end);
    if (end > 0)
      sink.problem({
        code: 'olm-around',
        severity: 'info',
        message: `${source}: the XML around the messages is none of theirs`,
        origin: { source, offset: 0, length: 0 },
      });
    return taken;
  }
}

/** Gathers what stands between `<email>` and `</email>`. */
class EmailBuilder {
  readonly #bytes: Buffer;
  readonly #context: CutContext;
  #record: Record<string, unknown> = {};
  #cells: RecordCell[] = [];
  #facts: StoredFact[] = [];
  #categories: string[] = [];
  /** Attachments whose bytes were found among the files. */
  #beside: StoredAttachment[] = [];
  #leaf = '';
  #people = '';
  #row = 0;
  /** Where the message begins that has not ended. */
  openAt: number | null = null;

  constructor(bytes: Buffer, context: CutContext) {
    this.#bytes = bytes;
    this.#context = context;
  }

  /** The message that ends with the token, if one does. */
  take(token: XmlToken): RawMessage | null {
    if (token.kind === 'text') {
      if (this.openAt !== null && this.#leaf !== '') this.#takeText(token);
      return null;
    }
    if (token.name === 'email' && token.kind === 'open') this.#begin(token.start);
    if (this.openAt === null) return null;
    if (token.kind === 'close') {
      this.#leaf = '';
      if (PEOPLE.has(token.name)) this.#people = '';
      return token.name === 'email' ? this.#finish(token.end) : null;
    }
    this.#leaf = token.closed ? '' : token.name;
    if (PEOPLE.has(token.name) && !token.closed) this.#people = PEOPLE.get(token.name)!;
    if (token.name === 'emailaddress') this.#takePerson(token);
    if (token.name === 'category') this.#takeCategory(token);
    if (token.name === 'messageattachment') this.#takeAttachment(token);
    return null;
  }

  #begin(start: number): void {
    this.openAt = start;
    this.#record = {};
    this.#cells = [];
    this.#facts = [];
    this.#categories = [];
    this.#beside = [];
    this.#people = '';
  }

  #attribute(token: XmlToken, name: string): string {
    const found = attributeOf(token, name);
    return found === null ? '' : xmlText(this.#bytes, found).trim();
  }

  #takeText(token: XmlToken): void {
    const { source } = this.#context;
    const text =
      token.name === '#cdata' ? this.#bytes.toString('utf8', token.start, token.end) : xmlText(this.#bytes, token);
    if (text.trim() === '') return;
    const origin: Origin = { source, offset: token.start, length: token.end - token.start };
    const fact = FACTS.get(this.#leaf)?.(text.trim());
    if (fact) this.#facts.push({ name: fact[0], value: fact[1], origin });
    const field = TEXTS.get(this.#leaf);
    // A field that stands twice is told once.
    if (field === undefined || this.#record[field] !== undefined) return;
    const name = field === 'text' && isHtml(text) ? 'html' : field;
    this.#record[name] ??= /DateTime$/.test(name) ? inUtc(text.trim()) : text;
    this.#cells.push({ name, text, offset: origin.offset, length: origin.length, doubled: false });
  }

  #takePerson(token: XmlToken): void {
    if (this.#people === '') return;
    const list = this.#list(this.#people);
    if (list.length >= MOST_PEOPLE) return;
    const address = this.#attribute(token, 'opfcontactemailaddressaddress');
    const name = this.#attribute(token, 'opfcontactemailaddressname');
    if (address !== '' || name !== '') list.push({ name: name === address ? '' : name, address });
  }

  #list(field: string): object[] {
    const known = this.#record[field];
    if (Array.isArray(known)) return known;
    const made: object[] = [];
    this.#record[field] = made;
    return made;
  }

  #takeCategory(token: XmlToken): void {
    const name = this.#attribute(token, 'opfcategorycopyname');
    if (name !== '') this.#categories.push(name);
  }

  #takeAttachment(token: XmlToken): void {
    const list = this.#list('attachments');
    if (list.length + this.#beside.length >= MOST_PEOPLE) return;
    const { attachments, source } = this.#context;
    const file = attachments && attachmentAt(attachments, source, this.#attribute(token, 'opfattachmenturl'));
    if (file) {
      const name = this.#attribute(token, 'opfattachmentname') || file.name;
      const contentType = this.#attribute(token, 'opfattachmentcontenttype') || 'application/octet-stream';
      this.#beside.push({ ...file, name, contentType });
      return;
    }
    list.push({
      name: this.#attribute(token, 'opfattachmentname') || this.#attribute(token, 'opfattachmenturl').split('/').at(-1),
      contentType: this.#attribute(token, 'opfattachmentcontenttype') || 'application/octet-stream',
      size: Number(this.#attribute(token, 'opfattachmentcontentfilesize')) || 0,
    });
  }

  #finish(end: number): RawMessage {
    const { source, custodian, folder } = this.#context;
    const origin = { source, offset: this.openAt!, length: end - this.openAt!, row: this.#row++ };
    this.openAt = null;
    if (this.#categories.length > 0)
      this.#facts.push({ name: 'categories', value: this.#categories.join('; '), origin });
    return recordMessage({ custodian, folder: folder ?? folderOf(source) }, origin, this.#record, {
      recordCells: this.#cells,
      ...(this.#facts.length === 0 ? {} : { facts: this.#facts }),
      ...(this.#beside.length === 0 ? {} : { beside: this.#beside }),
    });
  }
}

const isHtml = (text: string): boolean => /^\s*<(?:!doctype|html|head|meta|body|div|p|span|table)\b/i.test(text);

/** Outlook for Mac writes times in UTC and does not say so. */
const inUtc = (time: string): string => (/T\d\d:\d\d(?::\d\d(?:\.\d+)?)?$/.test(time) ? `${time}Z` : time);

/** `Accounts/ada/com.microsoft.__Messages/Inbox/com.microsoft.__Messages/Quay/message_00001.xml` → `Inbox/Quay` */
function folderOf(source: string): string | null {
  const below = /com\.microsoft\.__Messages\/(.*)\/[^/]*$/.exec(source)?.[1];
  return below?.replace(/(?:^|\/)com\.microsoft\.__Messages(?=\/|$)/g, '').replace(/^\//, '') || null;
}
