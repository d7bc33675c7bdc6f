import {
  heldBytes,
  type MapiObject,
  type MapiProperty,
  OutlookFault,
  type StoredBytes,
  TYPE,
} from '../../source/outlook/mapi-object.js';
import { namedKey } from '../../source/outlook/named-properties.js';
import type { Origin } from '../../source/source.js';
import { decodeCharset } from '../mime/charset.js';

/** FILETIME ticks (100 ns) between 1601-01-01 and 1970-01-01. */
const EPOCH_1970 = 116_444_736_000_000_000n;
/** Times outside of 1970 to 2100 are placeholders, such as 4501-01-01 for "none". */
const LATEST = Date.UTC(2100, 0, 1);

/** Reads the values of one object. */
export class MapiValues {
  readonly object: MapiObject;
  readonly #source: string;
  readonly #codepage: string | null;

  /** `around`: the object that holds this one, whose charset counts where this one tells none. */
  constructor(object: MapiObject, source: string, around: MapiValues | null = null) {
    this.object = object;
    this.#source = source;
    this.#codepage =
      charsetOfCodepage(this.number(MESSAGE_CODEPAGE) ?? 0) ??
      // The charset of the mail as it was sent; UTF-8 is none of those that Outlook kept texts in.
      charsetOfCodepage(withoutUnicode(this.number(INTERNET_CODEPAGE) ?? 0)) ??
      around?.charset ??
      null;
  }

  /** Charset of texts that are not Unicode; null where nothing tells it. */
  get charset(): string | null {
    return this.#codepage;
  }

  /** The bytes of a value; empty, with a fault of the object, where they cannot be read. */
  #held(value: StoredBytes): Buffer {
    try {
      return heldBytes(value);
    } catch (error) {
      if (!(error instanceof OutlookFault) && !(error instanceof RangeError)) throw error;
      this.object.faults.push(error instanceof OutlookFault ? error.message : 'a number in it points out of its bytes');
      return Buffer.alloc(0);
    }
  }

  property(id: number): MapiProperty | undefined {
    return this.object.properties.get(id);
  }

  /** Number of a named property; 0, which none has, where the source knows no such name. */
  named(set: string, name: string | number): number {
    return this.object.names.get(namedKey(set, name)) ?? 0;
  }

  /** A text without what stands behind its end; '' where there is none. */
  text(id: number): string {
    const property = this.property(id);
    return property ? this.#decode(property.type, property.value) : '';
  }

  /** The texts of a property of several; the one of a property of one. */
  texts(id: number): readonly string[] {
    const property = this.property(id);
    if (property === undefined) return [];
    const texts = property.parts?.map((part) => this.#decode(property.type & ~TYPE.many, part));
    return (texts ?? [this.#decode(property.type, property.value)]).filter((text) => text !== '');
  }

  #decode(type: number, value: StoredBytes): string {
    if (type !== TYPE.unicode && type !== TYPE.string8) return '';
    const bytes = this.#held(value);
    const text = type === TYPE.unicode ? bytes.toString('utf16le') : decodeCharset(bytes, this.#codepage).text;
    const end = text.indexOf('\0');
    return end < 0 ? text : text.slice(0, end);
  }

  bytes(id: number): Buffer | null {
    const property = this.property(id);
    return property && property.value.length > 0 ? this.#held(property.value) : null;
  }

  number(id: number): number | null {
    const property = this.property(id);
    if (property === undefined) return null;
    const { type, value } = property;
    if (type !== TYPE.int32 && type !== TYPE.int16 && type !== TYPE.boolean) return null;
    const bytes = this.#held(value);
    if (bytes.length < (type === TYPE.int32 ? 4 : type === TYPE.int16 ? 2 : 1)) return null;
    return type === TYPE.int32 ? bytes.readInt32LE(0) : type === TYPE.int16 ? bytes.readInt16LE(0) : bytes[0]!;
  }

  /** A moment in ms since 1970 UTC; null where there is none, or a placeholder. */
  time(id: number): number | null {
    const property = this.property(id);
    if (property?.type !== TYPE.time || property.value.length < 8) return null;
    const bytes = this.#held(property.value);
    if (bytes.length < 8) return null;
    const time = Number((bytes.readBigUInt64LE(0) - EPOCH_1970) / 10_000n);
    return time > 0 && time < LATEST ? time : null;
  }

  /** Where a property stands: the stretch of the source that holds all of it. */
  origin(id: number): Origin {
    const property = this.property(id);
    return originOf(this.#source, property?.value.places.length ? property.value.places : [this.object.place]);
  }
}

const MESSAGE_CODEPAGE = 0x3ffd;
const INTERNET_CODEPAGE = 0x3fde;
const withoutUnicode = (codepage: number): number => (codepage === 65001 || codepage === 65000 ? 0 : codepage);

/** The stretch of a source that holds all of these. */
export function originOf(source: string, places: readonly { offset: number; length: number }[]): Origin {
  let start = Number.POSITIVE_INFINITY;
  let end = 0;
  for (const { offset, length } of places) {
    start = Math.min(start, offset);
    end = Math.max(end, offset + length);
  }
  return { source, offset: Math.min(start, end), length: Math.max(0, end - start) };
}

/** Charset of a Windows code page: 1251 → `windows-1251`; null for 0 and for those that say nothing. */
export function charsetOfCodepage(codepage: number): string | null {
  const known = CODEPAGES.get(codepage);
  if (known !== undefined) return known;
  if (codepage >= 1250 && codepage <= 1258) return `windows-${codepage}`;
  if (codepage >= 28591 && codepage <= 28605) return `iso-8859-${codepage - 28590}`;
  return codepage >= 437 && codepage < 1250 ? `cp${codepage}` : null;
}

const CODEPAGES: ReadonlyMap<number, string> = new Map([
  [874, 'windows-874'],
  [932, 'shift_jis'],
  [936, 'gb18030'],
  [949, 'cp949'],
  [950, 'big5'],
  [1200, 'utf-16le'],
  [10000, 'macintosh'],
  [20866, 'koi8-r'],
  [21866, 'koi8-u'],
  [50220, 'iso-2022-jp'],
  [50221, 'iso-2022-jp'],
  [50222, 'iso-2022-jp'],
  [51932, 'euc-jp'],
  [51949, 'cp949'],
  [52936, 'gb18030'],
  [54936, 'gb18030'],
  [65000, 'utf-7'],
  [65001, 'utf-8'],
]);
