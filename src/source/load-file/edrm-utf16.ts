import type { CutContext, Cutter, Sink, Window } from '../format/format.js';
import { type Encoding, encodingOf } from '../format/json/json-units.js';
import { inUtf16, Utf16Ruler, utf8Of } from '../utf16-places.js';
import { EdrmCutter, isEdrm } from './edrm-xml.js';

/** True for EDRM XML in UTF-8 or UTF-16: Windows programs write either. */
export const isAnyEdrm = (bytes: Buffer): boolean => isEdrm(utf8Of(bytes, encodingOf(bytes), false));

/** Cuts EDRM XML in the encoding that its first bytes show. */
export function edrmCutterOf(
  head: Buffer,
  context: CutContext,
  parents: ReadonlyMap<string, string>,
): EdrmCutter | Utf16EdrmCutter {
  const encoding = encodingOf(head);
  const cutter = new EdrmCutter(context, parents);
  return encoding === 'utf8' ? cutter : new Utf16EdrmCutter(cutter, encoding);
}

/** Cuts the text in UTF-8 and gives every place as it is in UTF-16. */
export class Utf16EdrmCutter implements Cutter {
  readonly format = 'load-file';
  readonly #inner: EdrmCutter;
  readonly #encoding: Encoding;

  constructor(inner: EdrmCutter, encoding: Encoding) {
    this.#inner = inner;
    this.#encoding = encoding;
  }

  get related(): ReadonlyMap<string, string> {
    return this.#inner.related;
  }

  cut({ bytes, start, offset, last }: Window, sink: Sink): number {
    const text = utf8Of(bytes.subarray(start), this.#encoding, last);
    const ruler = new Utf16Ruler(text, offset);
    const taken = this.#inner.cut({ bytes: text, start: 0, offset: 0, last }, inUtf16(ruler, sink));
    if (!last) return ruler.place(taken) - offset;
    const length = bytes.length - start;
    if (length % 2 === 1)
      sink.gap(offset + length - 1, 1, 'warning', 'utf16-odd-byte', 'half a character ends the load file');
    return length;
  }
}
