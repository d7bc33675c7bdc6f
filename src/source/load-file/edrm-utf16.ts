import type { CutContext, Cutter, Sink, Window } from '../format/format.js';
import { type Encoding, encodingOf } from '../format/json-units.js';
import type { Origin, RawMessage } from '../source.js';
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

function utf8Of(bytes: Buffer, encoding: Encoding, last: boolean): Buffer {
  if (encoding === 'utf8') return bytes;
  const even = Buffer.from(bytes.subarray(0, bytes.length & ~1));
  if (encoding === 'utf16be') even.swap16();
  // Half of a pair waits for its other half.
  const unit = even.length === 0 ? 0 : even.readUInt16LE(even.length - 2);
  return Buffer.from(even.toString('utf16le', 0, even.length - (!last && unit >= 0xd800 && unit < 0xdc00 ? 2 : 0)));
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
    const ruler = new Ruler(text, offset);
    const taken = this.#inner.cut({ bytes: text, start: 0, offset: 0, last }, widened(ruler, sink));
    if (!last) return ruler.place(taken) - offset;
    const length = bytes.length - start;
    if (length % 2 === 1)
      sink.gap(offset + length - 1, 1, 'warning', 'utf16-odd-byte', 'half a character ends the load file');
    return length;
  }
}

/** Counts the bytes in UTF-16 up to places in UTF-8, which come nearly in order. */
class Ruler {
  readonly #text: Buffer;
  readonly #offset: number;
  #at = 0;
  #units = 0;
  #mark = { at: 0, units: 0 };

  constructor(text: Buffer, offset: number) {
    this.#text = text;
    this.#offset = offset;
  }

  place(at: number): number {
    if (at < this.#at) {
      const from = at < this.#mark.at ? { at: 0, units: 0 } : this.#mark;
      this.#at = from.at;
      this.#units = from.units;
    }
    this.#units += this.#text.toString('utf8', this.#at, at).length;
    this.#at = at;
    return this.#offset + 2 * this.#units;
  }

  /** The place where a document begins: those inside it are counted from there. */
  begin(at: number): number {
    const place = this.place(at);
    this.#mark = { at, units: this.#units };
    return place;
  }
}

function widened(ruler: Ruler, sink: Sink): Sink {
  const wide = <T extends { readonly offset: number; readonly length: number }>(place: T): T => {
    const offset = ruler.place(place.offset);
    return { ...place, offset, length: ruler.place(place.offset + place.length) - offset };
  };
  const origin = (place: Origin): Origin => {
    ruler.begin(place.offset);
    return wide(place);
  };
  return {
    message: (message) => {
      const own = origin(message.origin);
      const { production, recordCells = [] } = message;
      const read: RawMessage = { ...message, origin: own, bytesOffset: own.offset, recordCells: recordCells.map(wide) };
      sink.message(production === undefined ? read : { ...read, production: { ...production, row: own } });
    },
    gap: (at, length, ...rest) => {
      const place = wide({ offset: at, length });
      sink.gap(place.offset, place.length, ...rest);
    },
    silentGap: (at, length) => {
      const place = origin({ source: '', offset: at, length });
      sink.silentGap(place.offset, place.length);
    },
    problem: (problem) => sink.problem(problem),
  };
}
