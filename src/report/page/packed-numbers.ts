/** Kinds of columns of numbers, the smallest first, with what each can hold. */
const KINDS = {
  u8: [Uint8Array, 0, 0xff],
  i16: [Int16Array, -0x8000, 0x7fff],
  i32: [Int32Array, -0x80000000, 0x7fffffff],
  u32: [Uint32Array, 0, 0xffffffff],
  f64: [Float64Array, Number.NEGATIVE_INFINITY, Number.POSITIVE_INFINITY],
} as const;
type Kind = keyof typeof KINDS;
const KIND_NAMES = Object.keys(KINDS) as readonly Kind[];
/** Bytes before the numbers: the first names their kind, the others let them begin where eight bytes may. */
const BEFORE = 8;

/** Numbers in the least room that holds them. */
export function packNumbers(column: ArrayLike<number>): Uint8Array {
  let [least, most, isWhole] = [0, 0, true];
  for (let at = 0; at < column.length; at++) {
    const value = column[at]!;
    if (value < least) least = value;
    if (value > most) most = value;
    if (!Number.isInteger(value)) isWhole = false;
  }
  const kind = KIND_NAMES.find((name) => isWhole && least >= KINDS[name][1] && most <= KINDS[name][2]) ?? 'f64';
  return packAs(kind, column);
}

/** Numbers as a kind of column, whatever room they take. */
export function packAs(kind: Kind, column: ArrayLike<number>): Uint8Array {
  const [Column] = KINDS[kind];
  const packed = new Uint8Array(BEFORE + column.length * Column.BYTES_PER_ELEMENT);
  packed[0] = KIND_NAMES.indexOf(kind);
  // Little-endian, as every machine that runs a browser of today is.
  new Column(packed.buffer, BEFORE).set(column);
  return packed;
}

/** What `packNumbers` packed. */
export function unpackNumbers(packed: Uint8Array): Uint8Array | Int16Array | Int32Array | Uint32Array | Float64Array {
  const [Column] = KINDS[KIND_NAMES[packed[0]!]!];
  const isPlaced = (packed.byteOffset + BEFORE) % Column.BYTES_PER_ELEMENT === 0;
  const bytes = isPlaced ? packed : packed.slice();
  return new Column(
    bytes.buffer as ArrayBuffer,
    bytes.byteOffset + BEFORE,
    (bytes.length - BEFORE) / Column.BYTES_PER_ELEMENT,
  );
}
