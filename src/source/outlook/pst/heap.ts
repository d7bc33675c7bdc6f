import { type ByteRange, OutlookFault } from '../mapi-object.js';
import { blocksOf } from './data-tree.js';
import type { StoreFile } from './store-file.js';

/** A piece of a heap and where it stands; no place where its block is packed in the file. */
export interface HeapPiece {
  readonly bytes: Buffer;
  readonly place: ByteRange;
  /** False where the place is that of the packed block that holds it. */
  readonly exact: boolean;
}

/** What a heap holds at its root. */
export const HEAP_OF = { properties: 0xbc, table: 0x7c } as const;

const SIGNATURE = 0xec;

/** A heap (MS-PST 2.3.1): small pieces of bytes in the blocks of a node, by their numbers. */
export class Heap {
  readonly kind: number;
  readonly root: number;
  readonly #blocks: ReturnType<typeof blocksOf>;
  readonly #large: boolean;

  constructor(store: StoreFile, data: number) {
    this.#blocks = blocksOf(store, data);
    this.#large = store.header.form === '4k';
    const { bytes } = this.#blocks.at(0);
    if (bytes.length < 12 || bytes[2] !== SIGNATURE) throw new OutlookFault('its heap of properties is damaged');
    this.kind = bytes[3]!;
    this.root = bytes.readUInt32LE(4);
  }

  /** Where the heap begins. */
  get place(): ByteRange {
    return this.#blocks.at(0).place;
  }

  /** The piece of this number; throws where the heap has none. */
  piece(number: number): HeapPiece {
    if (number === 0) return { bytes: Buffer.alloc(0), place: this.place, exact: false };
    const index = this.#large ? (number >>> 5) & 0x3fff : (number >>> 5) & 0x7ff;
    const { bytes, place } = this.#blocks.at(this.#large ? number >>> 19 : number >>> 16);
    const map = bytes.readUInt16LE(0);
    const count = bytes.readUInt16LE(map);
    if (index === 0 || index > count || (number & 0x1f) !== 0)
      throw new OutlookFault('a property of it points nowhere');
    const start = bytes.readUInt16LE(map + 4 + (index - 1) * 2);
    const end = bytes.readUInt16LE(map + 4 + index * 2);
    if (end < start || end > bytes.length) throw new OutlookFault('a property of it points nowhere');
    const exact = place.length === bytes.length;
    return {
      bytes: bytes.subarray(start, end),
      place: exact ? { offset: place.offset + start, length: end - start } : place,
      exact,
    };
  }

  /** The records of a tree on the heap (MS-PST 2.3.2), each with its key. */
  *records(root: number): Generator<HeapPiece & { readonly key: number }> {
    const { bytes } = this.piece(root);
    if (bytes.length < 8 || bytes[0] !== 0xb5) throw new OutlookFault('a tree of its properties is damaged');
    const keyLength = bytes[1]!;
    const valueLength = bytes[2]!;
    if ((keyLength !== 2 && keyLength !== 4) || valueLength === 0)
      throw new OutlookFault('a tree of its properties is damaged');
    const open = [{ number: bytes.readUInt32LE(4), level: bytes[3]! }];
    const seen = new Set<number>();
    while (open.length) {
      const { number, level } = open.pop()!;
      if (number === 0) continue;
      if (seen.has(number) || level > 8) throw new OutlookFault('a tree of its properties turns in a circle');
      seen.add(number);
      const piece = this.piece(number);
      const length = keyLength + (level > 0 ? 4 : valueLength);
      const count = Math.floor(piece.bytes.length / length);
      for (let index = level > 0 ? count - 1 : 0; level > 0 ? index >= 0 : index < count; index += level > 0 ? -1 : 1) {
        const at = index * length;
        if (level > 0) open.push({ number: piece.bytes.readUInt32LE(at + keyLength), level: level - 1 });
        else
          yield {
            key: keyLength === 2 ? piece.bytes.readUInt16LE(at) : piece.bytes.readUInt32LE(at),
            bytes: piece.bytes.subarray(at + keyLength, at + length),
            place: piece.exact ? { offset: piece.place.offset + at + keyLength, length: valueLength } : piece.place,
            exact: piece.exact,
          };
      }
    }
  }
}
