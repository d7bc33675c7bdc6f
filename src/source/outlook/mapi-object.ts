/** What Outlook keeps of an item: properties by number (MS-OXPROPS), recipients, attachments. Read from .msg, .pst, .ost and TNEF. */

/** A stretch of a source. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** A value as it is stored. */
export interface StoredBytes {
  /** Bytes of the value. */
  readonly length: number;
  /**
   * Where they stand in the source, in order, byte for byte; where the lengths add up to another number the value is packed there (the
   * zipped blocks of Outlook 2013) and is known only as a whole.
   */
  readonly places: readonly ByteRange[];
  /** The value, piece by piece: attachments may be larger than the memory. Throws `OutlookFault` where it cannot be read. */
  pieces(): Iterable<Uint8Array>;
}

/** A property: its type (MS-OXCDATA 2.11.1) and value; texts of several values stand apart in `parts`. */
export interface MapiProperty {
  readonly type: number;
  readonly value: StoredBytes;
  readonly parts?: readonly StoredBytes[];
}

/** A message, a recipient or an attachment. */
export interface MapiObject {
  /** Where it begins in the source. */
  readonly place: ByteRange;
  /** By number. */
  readonly properties: ReadonlyMap<number, MapiProperty>;
  /** Numbers of the properties that bear names, by `set name` as `namedKey` makes it. */
  readonly names: ReadonlyMap<string, number>;
  readonly recipients: readonly MapiObject[];
  /** Read when asked for. */
  attachments(): readonly MapiObject[];
  /** The message in an attachment; null where it holds none. */
  embedded(): MapiObject | null;
  /** What could not be read of it, in sentences; grows with what is read. */
  readonly faults: string[];
}

/** An item of a store or a file, with what its place says of it. */
export interface OutlookItem {
  readonly object: MapiObject;
  /** True for an item that stands in no folder any more: deleted, and still there. */
  readonly recovered: boolean;
  /** SMTP addresses by the X.500 names (lower case) that stand beside them anywhere in the source. */
  readonly addresses: ReadonlyMap<string, string>;
}

/** Bytes of a store that make no sense; costs the item that they belong to. */
export class OutlookFault extends Error {}

/** Property types (MS-OXCDATA 2.11.1) that are told apart. */
export const TYPE = {
  int16: 0x02,
  int32: 0x03,
  boolean: 0x0b,
  object: 0x0d,
  int64: 0x14,
  string8: 0x1e,
  unicode: 0x1f,
  time: 0x40,
  guid: 0x48,
  binary: 0x102,
  many: 0x1000,
} as const;

/** Bytes of a value of this type that stand in the property itself; null for types of any length. */
export function fixedLength(type: number): number | null {
  return FIXED.get(type) ?? null;
}

const FIXED: ReadonlyMap<number, number> = new Map([
  [0x02, 2],
  [0x03, 4],
  [0x04, 4],
  [0x05, 8],
  [0x06, 8],
  [0x07, 8],
  [0x0a, 4],
  [0x0b, 1],
  [0x14, 8],
  [0x40, 8],
]);

/** A longer value is never held in memory as a whole: 256 MB. */
const HELD = 256 << 20;

/** The whole value in memory; throws `OutlookFault` beyond 256 MB. */
export function heldBytes(value: StoredBytes): Buffer {
  if (value.length > HELD) throw new OutlookFault('a value is longer than 256 MB');
  const pieces = [...value.pieces()];
  const [first] = pieces;
  if (pieces.length === 1 && first) return Buffer.from(first.buffer, first.byteOffset, first.byteLength);
  return Buffer.concat(pieces);
}

/** A value that lies in memory. */
export function storedBuffer(bytes: Uint8Array, places: readonly ByteRange[]): StoredBytes {
  return { length: bytes.length, places, pieces: () => [bytes] };
}

/** An object without recipients, attachments or names: a recipient, or an attachment that is a file. */
export function plainObject(place: ByteRange, properties: ReadonlyMap<number, MapiProperty>): MapiObject {
  return {
    place,
    properties,
    names: new Map(),
    recipients: [],
    attachments: () => [],
    embedded: () => null,
    faults: [],
  };
}
