import type { RawMessage } from '../source.js';
import { inUtf16, Utf16Ruler, utf8Of } from '../utf16-places.js';
import { eml } from './eml.js';
import {
  type CutContext,
  type Cutter,
  type Format,
  type Head,
  MESSAGE_LIMIT,
  type NamesOf,
  type Sink,
  type Window,
} from './format.js';
import { type Encoding, encodingOf } from './json/json-units.js';
import { mbox } from './mbox.js';
import { mmdf } from './mmdf.js';
import { page } from './page.js';
import { text } from './text.js';

/** Formats of bytes that come in UTF-16 too; tables and JSON read it themselves. */
const WRITTEN_WIDE = [mmdf, mbox, page, eml] as const;
type WideName = NamesOf<(typeof WRITTEN_WIDE)[number]>;
const LINE_FEED = 10;
const BEYOND_ASCII = 0xff;
const BYTE_ORDER_MARK = 0xfeff;

/**
 * A mailbox, a message or a printed text that was saved as UTF-16 (Notepad's "Unicode", PowerShell's `>`), with or without a byte order
 * mark. It is cut by the format that it has in UTF-8; places count the bytes of the file.
 */
export const utf16: Format<WideName | 'text'> = {
  names: [...WRITTEN_WIDE.flatMap(({ names }) => names), ...text.names],
  recognises: (head, context) => formatOf(head, context) !== undefined || isPrintedText(head, context),
  cutter(head, context) {
    if (formatOf(head, context) === undefined) return new Utf16TextCutter(head, context);
    const narrow = narrowHead(head)!;
    return new Utf16Cutter(
      encodingOf(head.bytes) === 'utf16be',
      formatOf(head, context)!.cutter(narrow, context),
      context,
    );
  },
};

function formatOf(head: Head, context: CutContext): Format<WideName> | undefined {
  const narrow = narrowHead(head);
  return narrow === null ? undefined : WRITTEN_WIDE.find((format) => format.recognises(narrow, context));
}

/** A text is told by words of any script, so that it is read in UTF-8. */
function isPrintedText(head: Head, context: CutContext): boolean {
  const plain = plainHead(head);
  return plain !== null && text.recognises(plain, context);
}

function plainHead({ bytes, whole, sourceLength }: Head): Head | null {
  const encoding = encodingOf(bytes);
  return encoding === 'utf8' ? null : { bytes: utf8Of(bytes, encoding, whole), whole, sourceLength };
}

/** Cuts a printed text in UTF-8 and gives every place as it is in UTF-16. */
class Utf16TextCutter implements Cutter<'text' | 'unknown'> {
  readonly #inner: Cutter<'text' | 'unknown'>;
  readonly #encoding: Encoding;
  readonly #source: string;
  #begun = false;

  constructor(head: Head, context: CutContext) {
    this.#inner = text.cutter(plainHead(head)!, context);
    this.#encoding = encodingOf(head.bytes);
    this.#source = context.source;
  }

  get format(): 'text' | 'unknown' {
    return this.#inner.format;
  }

  cut({ bytes, start, offset, last }: Window, sink: Sink): number {
    // A text is given whole, up to a limit that it has in UTF-8 at the latest here.
    this.#begun ||= last || bytes.length - start >= 2 * MESSAGE_LIMIT;
    if (!this.#begun) return 0;
    const own = utf8Of(bytes.subarray(start), this.#encoding, last);
    const ruler = new Utf16Ruler(own, offset);
    const taken = this.#inner.cut({ bytes: own, start: 0, offset: 0, last }, inUtf16(ruler, sink));
    if (!last) return ruler.place(taken) - offset;
    const length = bytes.length - start;
    if (length % 2 === 1) sink.gap(offset + length - 1, 1, 'warning', 'utf16-odd-byte', halfCharacter(this.#source));
    return length;
  }
}

const halfCharacter = (source: string) => `${source}: half a character ends the file`;

/** The head with a byte a unit; null where it is no UTF-16. */
function narrowHead({ bytes, whole, sourceLength }: Head): Head | null {
  const encoding = encodingOf(bytes);
  if (encoding === 'utf8') return null;
  const narrow = narrowUnits(bytes, 0, bytes.length >> 1, encoding === 'utf16be');
  return { bytes: narrow, whole, sourceLength: sourceLength === null ? null : sourceLength >> 1 };
}

/** One byte for each unit, for telling where lines and fields stand: what is no ASCII is one byte beyond it. */
function narrowUnits(bytes: Buffer, start: number, count: number, bigEndian: boolean): Buffer {
  const narrow = Buffer.allocUnsafe(count);
  const high = bigEndian ? 0 : 1;
  for (let index = 0, at = start; index < count; index++, at += 2) {
    const unit = (bytes[at + high]! << 8) | bytes[at + 1 - high]!;
    narrow[index] = unit < 0x80 ? unit : unit === BYTE_ORDER_MARK && index === 0 ? LINE_FEED : BEYOND_ASCII;
  }
  return narrow;
}

class Utf16Cutter implements Cutter {
  readonly #bigEndian: boolean;
  readonly #inner: Cutter<WideName | 'unknown'>;
  readonly #context: CutContext;
  /** The units of the window that no message has taken, a byte each, so that a longer window costs no second look at the first part. */
  #narrow: Buffer = Buffer.alloc(0);

  constructor(bigEndian: boolean, inner: Cutter<WideName | 'unknown'>, context: CutContext) {
    this.#bigEndian = bigEndian;
    this.#inner = inner;
    this.#context = context;
  }

  get format(): WideName | 'unknown' {
    return this.#inner.format;
  }

  cut(window: Window, sink: Sink): number {
    const { bytes, start, offset, last } = window;
    const known = this.#narrow.length;
    const count = (bytes.length - start) >> 1;
    const more = narrowUnits(bytes, start + known * 2, count - known, this.#bigEndian);
    this.#narrow = known === 0 ? more : Buffer.concat([this.#narrow, more]);
    const taken = this.#inner.cut(
      { bytes: this.#narrow, start: 0, offset: offset / 2, last },
      this.#widened(window, sink),
    );
    this.#narrow = this.#narrow.subarray(taken);
    if (!last) return taken * 2;
    const end = offset + count * 2;
    if (count * 2 < bytes.length - start)
      sink.gap(end, 1, 'warning', 'utf16-odd-byte', halfCharacter(this.#context.source));
    return bytes.length - start;
  }

  /** What the cutter of bytes finds, with its places in UTF-16. */
  #widened({ bytes, start, offset }: Window, sink: Sink): Sink {
    const wide = <T extends { readonly offset: number; readonly length: number }>(place: T): T => ({
      ...place,
      offset: place.offset * 2,
      length: place.length * 2,
    });
    return {
      message: (message) => {
        const from = start + message.bytesOffset * 2 - offset;
        const written = Buffer.from(bytes.subarray(from, from + message.bytes!.length * 2));
        if (this.#bigEndian) written.swap16();
        const read: RawMessage = {
          origin: wide(message.origin),
          custodian: message.custodian,
          folder: message.folder,
          bytes: Buffer.from(written.toString('utf16le')),
          bytesOffset: message.bytesOffset * 2,
          fromLine: message.fromLine,
          fromQuoting: message.fromQuoting,
          record: null,
          utf16Length: written.length,
        };
        const { isText, page: kind } = message;
        sink.message(isText ? { ...read, isText, ...(kind === undefined ? {} : { page: kind }) } : read);
      },
      gap: (at, length, ...rest) => sink.gap(at * 2, length * 2, ...rest),
      silentGap: (at, length) => sink.silentGap(at * 2, length * 2),
      problem: (problem) => sink.problem({ ...problem, origin: problem.origin && wide(problem.origin) }),
    };
  }
}
