import { CutMessage } from '../cut-message.js';
import type { SourceFormat } from '../source.js';
import { type CutContext, type Cutter, type Format, MESSAGE_LIMIT, type Sink, type Window } from './format.js';
import { headerNames, skipBlank } from './header-scan.js';

/** One message as RFC 5322 bytes: `.eml` files, and what lies in `cur` and `new` of a Maildir. */
export const eml: Format = {
  recognises: (head, context) => {
    if (context.maildir) return true;
    const names = new Set(headerNames(head.bytes, skipBlank(head.bytes, 0, head.bytes.length), head.bytes.length));
    if (names.size === 0 || isPrintedHeader(names)) return false;
    if (/\.(eml|mht|mhtml|mime)$/i.test(context.source)) return true;
    if (TRANSPORT_FIELDS.some((name) => names.has(name))) return true;
    const known = MAIL_FIELDS.filter((name) => names.has(name)).length;
    return known >= (context.named ? 1 : 2);
  },
  cutter: (_head, context) => new WholeCutter(context.maildir ? 'maildir' : 'eml', context),
};

/** Fields that nobody but a mail program writes: one is enough. */
const TRANSPORT_FIELDS = ['message-id', 'received', 'return-path', 'mime-version', 'content-type', 'delivered-to'];

/** Fields that notes and lists begin with too: one is enough only where the user named the file. */
const MAIL_FIELDS = ['from', 'date', 'subject', 'to', 'cc', 'sender', 'reply-to', 'in-reply-to', 'references'];

/** `From: / Sent: / To: / Subject:` is how Outlook prints a message, not how it is sent. */
function isPrintedHeader(names: ReadonlySet<string>): boolean {
  return names.has('sent') && !['date', 'message-id', 'received', 'mime-version'].some((name) => names.has(name));
}

/** Gives the whole source as one message. */
export class WholeCutter implements Cutter {
  readonly format: SourceFormat;
  readonly #context: CutContext;
  #taken = 0;

  constructor(format: SourceFormat, context: CutContext) {
    this.format = format;
    this.#context = context;
  }

  cut(window: Window, sink: Sink): number {
    const { bytes, start, offset } = window;
    if (this.#taken > 0) return this.#drop(window, sink);
    const length = Math.min(bytes.length - start, MESSAGE_LIMIT);
    if (length < MESSAGE_LIMIT && !window.last) return 0;
    const { source, custodian, folder } = this.#context;
    const header = this.format === 'text' ? start : skipBlank(bytes, start, start + length);
    const body = bytes.subarray(header, start + length);
    const origin = { source, offset, length };
    const message = new CutMessage(origin, custodian, folder, body, offset + header - start, 0, 'none');
    sink.message(this.format === 'text' ? Object.assign(message, { isText: true }) : message);
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
