/** A block of a bzip2 stream, unpacked. */
export interface BzipBlock {
  readonly pieces: readonly Uint8Array[];
  /** Bits that it takes, its mark included. */
  readonly bits: number;
  /** False where its checksum does not fit. */
  readonly sound: boolean;
}

const PIECE = 256 << 10;
const LONGEST_CODE = 20;
const GROUP = 50;

/**
 * Unpacks the block whose mark stands at a bit: Huffman codes in groups of 50, move to front, Burrows and Wheeler's sorting, runs.
 * null where the bytes end before it; `damaged` where it makes no sense.
 *
 * @param limit most bytes before the last step
 */
export function readBlock(bytes: Uint8Array, start: number, limit: number): BzipBlock | 'damaged' | null {
  const reader = new BitReader(bytes, start + 48);
  try {
    const checksum = reader.take(16) * 0x10000 + reader.take(16);
    if (reader.take(1) === 1) return 'damaged';
    const origin = reader.take(24);
    const symbols = readSymbols(reader);
    const { selectors, tables } = readTables(reader, symbols.length + 2);
    const sorted = new Uint32Array(limit);
    const length = readSorted(reader, symbols, selectors, tables, sorted);
    if (origin >= length) return 'damaged';
    const { pieces, crc } = unsort(sorted, length, origin);
    return { pieces, bits: reader.bit - start, sound: crc === checksum };
  } catch (error) {
    if (error instanceof Cut) return null;
    if (error instanceof Damage) return 'damaged';
    throw error;
  }
}

class Cut extends Error {}
class Damage extends Error {}

class BitReader {
  readonly #bytes: Uint8Array;
  readonly #end: number;
  bit: number;

  constructor(bytes: Uint8Array, bit: number) {
    this.#bytes = bytes;
    this.#end = bytes.length * 8;
    this.bit = bit;
  }

  /** At most 24 bits. */
  take(count: number): number {
    const value = this.peek(count);
    this.bit += count;
    if (this.bit > this.#end) throw new Cut();
    return value;
  }

  /** The next bits, zeros behind the end. */
  peek(count: number): number {
    const bytes = this.#bytes;
    const at = this.bit >> 3;
    const four = (bytes[at]! << 24) | (bytes[at + 1]! << 16) | (bytes[at + 2]! << 8) | bytes[at + 3]!;
    return (four << (this.bit & 7)) >>> (32 - count);
  }

  skip(count: number): void {
    this.bit += count;
    if (this.bit > this.#end) throw new Cut();
  }
}

function readSymbols(reader: BitReader): Uint8Array {
  const groups = reader.take(16);
  const symbols: number[] = [];
  for (let group = 0; group < 16; group++) {
    if ((groups & (0x8000 >> group)) === 0) continue;
    const used = reader.take(16);
    for (let index = 0; index < 16; index++) if (used & (0x8000 >> index)) symbols.push(group * 16 + index);
  }
  if (symbols.length === 0) throw new Damage();
  return Uint8Array.from(symbols);
}

/** A code of Huffman: for each length of code the first code behind it, and where its symbols stand. */
interface CodeTable {
  readonly shortest: number;
  readonly limits: Int32Array;
  readonly bases: Int32Array;
  readonly order: Uint16Array;
}

function readTables(reader: BitReader, alphabet: number): { selectors: Uint8Array; tables: readonly CodeTable[] } {
  const count = reader.take(3);
  const selectorCount = reader.take(15);
  if (count < 2 || count > 6 || selectorCount === 0) throw new Damage();
  const front = Array.from({ length: count }, (_, index) => index);
  const selectors = new Uint8Array(selectorCount);
  for (let index = 0; index < selectorCount; index++) {
    let place = 0;
    while (reader.take(1) === 1) if (++place >= count) throw new Damage();
    const [chosen] = front.splice(place, 1);
    front.unshift(chosen!);
    selectors[index] = chosen!;
  }
  return { selectors, tables: front.map(() => readTable(reader, alphabet)) };
}

function readTable(reader: BitReader, alphabet: number): CodeTable {
  const lengths = new Uint8Array(alphabet);
  let length = reader.take(5);
  for (let symbol = 0; symbol < alphabet; symbol++) {
    for (;;) {
      if (length < 1 || length > LONGEST_CODE) throw new Damage();
      if (reader.take(1) === 0) break;
      length += reader.take(1) === 0 ? 1 : -1;
    }
    lengths[symbol] = length;
  }
  const counts = new Int32Array(LONGEST_CODE + 2);
  for (const each of lengths) counts[each]!++;
  const limits = new Int32Array(LONGEST_CODE + 1);
  const bases = new Int32Array(LONGEST_CODE + 1);
  const order = new Uint16Array(alphabet);
  let code = 0;
  let index = 0;
  for (let bits = 1; bits <= LONGEST_CODE; bits++) {
    bases[bits] = index - code;
    for (let symbol = 0; symbol < alphabet; symbol++) if (lengths[symbol] === bits) order[index++] = symbol;
    code += counts[bits]!;
    limits[bits] = code;
    if (code > 2 ** bits) throw new Damage();
    code *= 2;
  }
  return { shortest: Math.min(...lengths), limits, bases, order };
}

function readCode(reader: BitReader, { shortest, limits, bases, order }: CodeTable): number {
  const ahead = reader.peek(LONGEST_CODE);
  for (let bits = shortest; bits <= LONGEST_CODE; bits++) {
    const code = ahead >>> (LONGEST_CODE - bits);
    if (code >= limits[bits]!) continue;
    reader.skip(bits);
    return order[code + bases[bits]!]!;
  }
  throw new Damage();
}

/** Undoes codes, runs of the first symbol and moves to front; gives the number of bytes. */
function readSorted(
  reader: BitReader,
  symbols: Uint8Array,
  selectors: Uint8Array,
  tables: readonly CodeTable[],
  sorted: Uint32Array,
): number {
  const front = Uint8Array.from(symbols);
  const last = symbols.length + 1;
  let length = 0;
  let run = 0;
  let weight = 1;
  let left = 0;
  let group = 0;
  let table = tables[0]!;
  for (;;) {
    if (left === 0) {
      if (group >= selectors.length) throw new Damage();
      table = tables[selectors[group++]!]!;
      left = GROUP;
    }
    left--;
    const symbol = readCode(reader, table);
    if (symbol <= 1) {
      run += weight << symbol;
      weight *= 2;
      if (run > sorted.length) throw new Damage();
      continue;
    }
    if (run > 0) {
      if (length + run > sorted.length) throw new Damage();
      sorted.fill(front[0]!, length, length + run);
      length += run;
      run = 0;
      weight = 1;
    }
    if (symbol === last) return length;
    if (length >= sorted.length) throw new Damage();
    const place = symbol - 1;
    const value = front[place]!;
    front.copyWithin(1, 0, place);
    front[0] = value;
    sorted[length++] = value;
  }
}

/** Undoes the sorting (the upper bits of `sorted` become the way through it) and the runs: four of a byte are followed by how many more. */
function unsort(sorted: Uint32Array, length: number, origin: number): { pieces: Uint8Array[]; crc: number } {
  const starts = new Uint32Array(257);
  for (let index = 0; index < length; index++) starts[(sorted[index]! & 0xff) + 1]!++;
  for (let byte = 1; byte < 257; byte++) starts[byte]! += starts[byte - 1]!;
  for (let index = 0; index < length; index++) {
    const place = starts[sorted[index]! & 0xff]!++;
    sorted[place]! |= index << 8;
  }
  const pieces: Uint8Array[] = [];
  let piece = new Uint8Array(PIECE);
  let filled = 0;
  let crc = 0xffffffff;
  const put = (byte: number): void => {
    if (filled === PIECE) {
      pieces.push(piece);
      piece = new Uint8Array(PIECE);
      filled = 0;
    }
    piece[filled++] = byte;
    crc = (crc << 8) ^ CRC[((crc >>> 24) ^ byte) & 0xff]!;
  };
  let place = sorted[origin]! >>> 8;
  let same = 0;
  let before = -1;
  for (let index = 0; index < length; index++) {
    const entry = sorted[place]!;
    const byte = entry & 0xff;
    place = entry >>> 8;
    if (same === 4) {
      for (let more = byte; more > 0; more--) put(before);
      same = 0;
      before = -1;
      continue;
    }
    same = byte === before ? same + 1 : 1;
    before = byte;
    put(byte);
  }
  pieces.push(piece.subarray(0, filled));
  return { pieces, crc: ~crc >>> 0 };
}

/** CRC-32 with the highest bit first, as bzip2 counts it. */
const CRC = Int32Array.from({ length: 256 }, (_, byte) => {
  let crc = byte << 24;
  for (let bit = 0; bit < 8; bit++) crc = crc & 0x80000000 ? (crc << 1) ^ 0x04c11db7 : crc << 1;
  return crc;
});
