import { CutMessage } from '../cut-message.js';
import { type CutContext, type Cutter, type Format, MESSAGE_LIMIT, type Sink, type Window } from '../format/format.js';
import { headerNames, nextLine } from '../format/header-scan.js';
import { emlxFacts } from './emlx-properties.js';

/**
 * A message of Apple Mail: its length in a line, the message, a property list.
 *
 *     179\n  Message-ID: …\n\n…  <?xml version="1.0"?>…<plist>…</plist>
 *
 * The length is wrong in partial ones, whose attachments lie beside them: then the property list tells where the message ends.
 */
export const emlx: Format<'emlx'> = {
  names: ['emlx'],
  recognises: (head) => {
    const start = afterCount(head.bytes);
    return start > 0 && headerNames(head.bytes, start, head.bytes.length).length >= 2;
  },
  cutter: (_head, context) => new EmlxCutter(context),
};

/** Longest property list that is looked at. */
const LONGEST_LIST = 64 << 10;

/** Index after the line with the count; 0 where there is none. */
function afterCount(bytes: Buffer, at = 0): number {
  const feed = bytes.indexOf(10, at);
  if (feed < 0 || feed - at > 20) return 0;
  return /^\d{1,12}[ \t]*\r?$/.test(bytes.toString('latin1', at, feed)) ? feed + 1 : 0;
}

class EmlxCutter implements Cutter {
  readonly format = 'emlx';
  readonly #context: CutContext;

  constructor(context: CutContext) {
    this.#context = context;
  }

  cut(window: Window, sink: Sink): number {
    const { bytes, start } = window;
    const total = bytes.length - start;
    if (!window.last) {
      if (total <= MESSAGE_LIMIT) return 0;
      return total;
    }
    const { source, custodian, folder } = this.#context;
    if (window.offset > 0 || total > MESSAGE_LIMIT) {
      const message = `a message is longer than ${MESSAGE_LIMIT} bytes and was left out`;
      sink.gap(0, window.offset + total, 'error', 'message-too-large', message);
      return total;
    }
    const body = afterCount(bytes, start);
    const written = Number.parseInt(bytes.toString('latin1', start, body), 10);
    const end = endOfMessage(bytes, body, body + written);
    const cut = new CutMessage(
      { source, offset: 0, length: end - start },
      custodian,
      folder,
      bytes.subarray(body, end),
      body - start,
      0,
      'none',
    );
    const list = { source, offset: end - start, length: bytes.length - end };
    const facts = emlxFacts(bytes.toString('utf8', end, Math.min(bytes.length, end + LONGEST_LIST)), list);
    sink.message(facts.length === 0 ? cut : Object.assign(cut, { facts }));
    if (end < bytes.length)
      sink.gap(
        list.offset,
        list.length,
        'info',
        'emlx-properties',
        `${source}: Apple Mail's property list stands behind the message; marks and dates of it are kept with the message`,
      );
    if (end !== body + written) {
      const message = `${source}: the length that Apple Mail wrote is not that of the message, as in partial ones, whose attachments lie in files beside them`;
      sink.problem({
        code: 'emlx-length-wrong',
        severity: 'notice',
        message,
        origin: { source, offset: 0, length: body - start },
      });
    }
    return total;
  }
}

/** Where the count says, if a property list or the end stands there; else where the last property list begins; else the end. */
function endOfMessage(bytes: Buffer, start: number, counted: number): number {
  if (counted === bytes.length || bytes.toString('latin1', counted, counted + 5) === '<?xml') return counted;
  const list = bytes.lastIndexOf('<plist', undefined, 'latin1');
  const prolog = bytes.lastIndexOf('<?xml', undefined, 'latin1');
  if (list < 0 || prolog < start || prolog > list || !bytes.includes('</plist>', list, 'latin1')) return bytes.length;
  return lineStart(bytes, prolog) === prolog ? prolog : bytes.length;
}

const lineStart = (bytes: Buffer, at: number): number =>
  at === 0 || bytes[at - 1] === 10 ? at : nextLine(bytes, at, bytes.length);
