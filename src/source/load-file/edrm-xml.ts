import { recordMessage } from '../cut-message.js';
import type { CutContext, Cutter, Sink, Window } from '../format/format.js';
import { DocumentRows } from './document-rows.js';
import { attributeOf, documentCells, xmlText, xmlTokens } from './edrm-document.js';

/** A document is at most this long: 64 MB. */
const LIMIT = 64 << 20;
const START = /^(?:\xef\xbb\xbf)?\s*<(?:!--|(?:\?xml|!DOCTYPE|(?:\w{1,20}:)?root)\b)/i;
const ROOT = /<(?:\w{1,20}:)?root[\s>]/i;

/** True for EDRM XML: a `<Root>` with documents that have a `DocID`. */
export function isEdrm(bytes: Buffer): boolean {
  const head = bytes.toString('latin1', 0, 64 << 10);
  return (
    START.test(head) &&
    ROOT.test(head) &&
    /<(?:Batch|Documents|Document)\b/i.test(head) &&
    /\bDocID\s{0,9}=|\bDataInterchangeType\b/i.test(head)
  );
}

/** Cuts EDRM XML into its documents. */
export class EdrmCutter implements Cutter {
  readonly format = 'load-file';
  /** By `DocID` of a child: its parent, as far as relationships were met. */
  readonly related = new Map<string, string>();
  readonly #context: CutContext;
  readonly #parents: ReadonlyMap<string, string>;
  readonly #rows: DocumentRows;
  #row = 0;

  constructor(context: CutContext, parents: ReadonlyMap<string, string>) {
    this.#context = context;
    this.#parents = parents;
    this.#rows = new DocumentRows(context);
  }

  cut(window: Window, sink: Sink): number {
    const { bytes, start, last } = window;
    const base = window.offset - start;
    let at = start;
    for (;;) {
      const open = tagAt(bytes, at, bytes.length, 'document');
      const stop = open < 0 ? (last ? bytes.length : Math.max(at, bytes.lastIndexOf('<'))) : open;
      if (stop > at) {
        this.#readRelationships(bytes, at, stop);
        sink.silentGap(base + at, stop - at);
      }
      at = stop;
      if (open < 0) break;
      const end = endOfDocument(bytes, open);
      if (end < 0) {
        if (!last && bytes.length - open <= LIMIT) return open - start;
        const rest = bytes.length - open;
        const message = 'a document that does not end; the rest of the file was left out';
        sink.gap(base + open, rest, 'error', 'load-file-cut', message, this.#row++);
        at = bytes.length;
        break;
      }
      this.#take(bytes, open, end, base, sink);
      at = end;
    }
    if (last) {
      this.#rows.report(sink);
      const { source } = this.#context;
      const message = `${source}: what stands between the documents of the load file (batches, fields, relationships) is no message`;
      sink.problem({ code: 'load-file-around', severity: 'info', message, origin: { source, offset: 0, length: 0 } });
    }
    return at - start;
  }

  #take(bytes: Buffer, start: number, end: number, base: number, sink: Sink): void {
    const origin = { source: this.#context.source, offset: base + start, length: end - start, row: this.#row++ };
    this.#readRelationships(bytes, start, end);
    const found = documentCells(bytes, start, end, base);
    const parent = this.#parents.get(found.find(({ name }) => name === 'DocID')?.text ?? '');
    const cells =
      parent === undefined
        ? found
        : [...found, { name: 'Parent DocID', text: parent, offset: origin.offset, length: 0, doubled: false }];
    const row = this.#rows.take(cells, origin);
    if (row === null) {
      sink.silentGap(origin.offset, origin.length);
      return;
    }
    const record = Object.fromEntries(row.cells.map(({ name, text }) => [name, text]));
    const production = row.production === null ? {} : { production: row.production };
    sink.message(recordMessage(this.#context, origin, record, { recordCells: row.cells, ...production }));
  }

  #readRelationships(bytes: Buffer, start: number, end: number): void {
    for (let at = tagAt(bytes, start, end, 'relationship'); at >= 0; at = tagAt(bytes, at + 1, end, 'relationship')) {
      const token = xmlTokens(bytes, at, end).next().value;
      if (!token) return;
      const text = (...names: string[]) => {
        const attribute = attributeOf(token, ...names);
        return attribute === null ? '' : xmlText(bytes, attribute).trim();
      };
      const [type, parent, child] = [text('type', 'relationshiptype'), text('parentdocid'), text('childdocid')];
      if (parent && child && !/container|duplicate|thread/i.test(type)) this.related.set(child, parent);
    }
  }
}

/** Index of the next `<name` in any case, with a prefix or without; -1 where there is none before `end`. */
function tagAt(bytes: Buffer, from: number, end: number, name: string): number {
  for (let at = bytes.indexOf(60, from); at >= 0 && at < end; at = bytes.indexOf(60, at + 1)) {
    const tag = /^<(?:[\w.-]{1,20}:)?(\w{1,20})[\s/>]/.exec(bytes.toString('latin1', at, at + 44))?.[1];
    if (tag?.toLowerCase() === name) return at;
  }
  return -1;
}

/** Index after `</Document>`, none that stands in a text; -1 where it does not end. */
function endOfDocument(bytes: Buffer, start: number): number {
  for (const token of xmlTokens(bytes, start, bytes.length)) {
    if (token.name !== 'document') continue;
    if (token.kind === 'close' || token.closed) return token.end;
  }
  return -1;
}
