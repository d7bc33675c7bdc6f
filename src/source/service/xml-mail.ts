import { recordMessage } from '../cut-message.js';
import type { CutContext, Cutter, Format, Sink, Window } from '../format/format.js';
import { takeWhole } from '../outlook/whole-window.js';
import { dxlRecord } from './dxl-document.js';
import { ewsRecord } from './ews-message.js';
import { mailElement, plainRecord } from './plain-xml.js';
import { readElements, type XmlElement } from './xml-tree.js';

/** A kind of XML that holds mail: the element of one message, and how it is read. */
interface XmlKind {
  readonly element: string;
  readonly title: string;
  read(element: XmlElement): Readonly<Record<string, unknown>> | null;
}

const EWS: XmlKind = { element: 'message', title: 'an answer of Exchange Web Services', read: ewsRecord };
const DXL: XmlKind = { element: 'document', title: "documents of Notes in Domino's XML (DXL)", read: dxlRecord };

/** Answers of Exchange Web Services, Domino's XML and XML whose elements name a sender and a subject: one message an element, read as a record. */
export const xmlMail: Format<'xml'> = {
  names: ['xml'],
  recognises: ({ bytes }) => kindOf(bytes) !== null,
  cutter: ({ bytes }, context) => new XmlMailCutter(kindOf(bytes)!, context),
};

function kindOf(bytes: Buffer): XmlKind | null {
  const head = bytes.toString('latin1', 0, 8192);
  if (!/^(?:\xef\xbb\xbf)?\s*<(?:\?xml|!--|!DOCTYPE|\w)/.test(head)) return null;
  if (
    /schemas\.microsoft\.com\/exchange\/services/.test(head) &&
    /<(?:\w{1,20}:)?(?:Envelope|\w{1,40}Response|Items)\b/.test(head)
  )
    return EWS;
  if (/www\.lotus\.com\/dxl/.test(head)) return /<(?:database|document)\b/.test(head) ? DXL : null;
  if (/<(?:!DOCTYPE\s+)?(?:html|plist|Envelope)\b/i.test(head)) return null;
  const element = mailElement(bytes);
  return element === null ? null : { element, title: 'XML of messages', read: plainRecord };
}

class XmlMailCutter implements Cutter {
  readonly format = 'xml';
  readonly #kind: XmlKind;
  readonly #context: CutContext;

  constructor(kind: XmlKind, context: CutContext) {
    this.#kind = kind;
    this.#context = context;
  }

  cut(window: Window, sink: Sink): number {
    const { source } = this.#context;
    const { element, title, read } = this.#kind;
    const { bytes, taken } = takeWhole(window, sink, this.#context, title);
    if (bytes === null) return taken;
    const { elements, openAt } = readElements(bytes, element);
    let end = 0;
    let others = 0;
    for (const found of elements) {
      const record = read(found);
      if (record === null) {
        others++;
        continue;
      }
      if (found.start > end) sink.silentGap(end, found.start - end);
      end = found.end;
      const origin = { source, offset: found.start, length: found.end - found.start };
      sink.message(recordMessage(this.#context, origin, record));
    }
    if (openAt !== null && openAt >= end) {
      if (openAt > end) sink.silentGap(end, openAt - end);
      const text = `${source}: an element does not end; what stands in it was left out`;
      sink.gap(openAt, bytes.length - openAt, 'error', 'xml-cut', text);
    } else if (end === 0) sink.gap(0, bytes.length, 'warning', 'not-mail', `${source}: ${title} without a message`);
    else if (end < bytes.length) sink.silentGap(end, bytes.length - end);
    if (end > 0) {
      const rest = others > 0 ? `, and ${others} element(s) that are no mail` : '';
      const message = `${source}: the XML around the messages is none of theirs${rest}`;
      sink.problem({
        code: 'xml-around',
        severity: others > 0 ? 'notice' : 'info',
        message,
        origin: { source, offset: 0, length: 0 },
      });
    }
    return taken;
  }
}
