import type { Sink } from './format/format.js';
import type { Encoding } from './format/json/json-units.js';
import type { Origin, RawMessage } from './source.js';

/** A text in UTF-8; of one in UTF-16 whole characters only, but for the last. */
export function utf8Of(bytes: Buffer, encoding: Encoding, last: boolean): Buffer {
  if (encoding === 'utf8') return bytes;
  const even = Buffer.from(bytes.subarray(0, bytes.length & ~1));
  if (encoding === 'utf16be') even.swap16();
  // Half of a pair waits for its other half.
  const unit = even.length === 0 ? 0 : even.readUInt16LE(even.length - 2);
  return Buffer.from(even.toString('utf16le', 0, even.length - (!last && unit >= 0xd800 && unit < 0xdc00 ? 2 : 0)));
}

/** Counts the bytes in UTF-16 up to places in UTF-8, which come nearly in order. */
export class Utf16Ruler {
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

/** Gives what is cut from a text in UTF-8 with its places in UTF-16, where it is written so. */
export function inUtf16(ruler: Utf16Ruler, sink: Sink): Sink {
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
      const { custodian, folder, bytes, fromLine, fromQuoting, record, isText, page } = message;
      const text = bytes === null ? null : wide({ offset: message.bytesOffset, length: bytes.length });
      const read: RawMessage =
        text === null
          ? { ...message, origin: own, bytesOffset: own.offset, recordCells: recordCells.map(wide) }
          : {
              ...{ origin: own, custodian, folder, bytes, bytesOffset: text.offset, utf16Length: text.length },
              ...{ fromLine, fromQuoting, record },
              ...(isText ? { isText } : {}),
              ...(message.facts === undefined
                ? {}
                : { facts: message.facts.map((fact) => ({ ...fact, origin: wide(fact.origin) })) }),
              ...(page === undefined ? {} : { page }),
            };
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
