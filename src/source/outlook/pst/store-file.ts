import { inflateSync } from 'node:zlib';
import type { RandomBytes } from '../../container/random-bytes.js';
import { type ByteRange, OutlookFault } from '../mapi-object.js';
import { decodeBlock } from './crypt.js';
import { readStoreHeader, type StoreHeader } from './store-header.js';

/** A block of a store as it is used: decoded and unpacked. */
export interface StoreBlock {
  readonly bytes: Buffer;
  /** Where it stands in the file. */
  readonly place: ByteRange;
}

/** An entry of the node tree: an item, a folder, a table. */
export interface StoreNode {
  readonly id: number;
  /** Block of its data; 0 for none. */
  readonly data: number;
  /** Block of its own small node tree; 0 for none. */
  readonly sub: number;
  /** Node of the folder that it is in. */
  readonly parent: number;
}

interface BlockEntry {
  readonly offset: number;
  readonly stored: number;
  readonly unpacked: number;
}

const NODE_PAGE = 0x81;
const BLOCK_PAGE = 0x80;
const DEEPEST_TREE = 12;
const CACHED_PAGES = 2000;
const CACHED_BLOCKS = 16;
/** A block of the 4k form gives at most this, unpacked. */
const LARGEST_BLOCK = 1 << 17;
/** Times the length of its file that a store may be read over: one that gives more is a bomb of blocks in blocks. */
const MOST_READ = 30;

/**
 * The lowest layer of a .pst or .ost (MS-PST 2.2): pages of two trees, and blocks. Pages and blocks are read when they are asked for; a few
 * are kept. Throws `OutlookFault` where a page or a block makes no sense.
 */
export class StoreFile {
  readonly header: StoreHeader;
  readonly #bytes: RandomBytes;
  readonly #pages = new Map<number, Buffer>();
  readonly #blocks = new Map<number, StoreBlock>();
  #read = 0;

  constructor(bytes: RandomBytes, header = readStoreHeader(bytes)) {
    this.#bytes = bytes;
    this.header = header;
  }

  /** Bytes of the file. */
  get size(): number {
    return this.#bytes.size;
  }

  /** Every node, in the order of their numbers. A page that is damaged is told to `onFault` and its nodes are passed over. */
  *nodes(onFault: (fault: string) => void): Generator<StoreNode> {
    const seen = new Set<number>();
    const open: { offset: number; level: number }[] = [{ offset: this.header.nodes, level: DEEPEST_TREE }];
    while (open.length) {
      const { offset, level } = open.pop()!;
      if (seen.has(offset)) {
        onFault('a page of its node tree stands in the tree twice');
        continue;
      }
      seen.add(offset);
      try {
        const page = this.#page(offset, NODE_PAGE);
        const { entries, length, count, depth } = this.#layout(page);
        if (depth >= level) throw new OutlookFault('the levels of its node tree do not fit');
        if (depth > 0)
          for (let index = count - 1; index >= 0; index--)
            open.push({ offset: this.#long(entries, index * length + this.header.width * 2), level: depth });
        else for (let index = 0; index < count; index++) yield this.#node(entries, index * length);
      } catch (error) {
        onFault(faultOf(error));
      }
    }
  }

  /** The node of this number; null where there is none. */
  node(id: number): StoreNode | null {
    const found = this.#find(this.header.nodes, NODE_PAGE, id);
    return found === null ? null : this.#node(found, 0);
  }

  #node(entries: Buffer, at: number): StoreNode {
    const { width } = this.header;
    return {
      id: entries.readUInt32LE(at),
      data: this.#long(entries, at + width),
      sub: this.#long(entries, at + width * 2),
      parent: entries.readUInt32LE(at + width * 3),
    };
  }

  /** A block, decoded and unpacked. */
  block(id: number): StoreBlock {
    const key = id - (id % 2);
    const known = this.#blocks.get(key);
    if (known) return known;
    const { offset, stored, unpacked } = this.#locate(key);
    this.#read += stored;
    if (this.#read > this.#bytes.size * MOST_READ + (64 << 20))
      throw new OutlookFault('it gives far more than it holds: its blocks stand in one another');
    let bytes = this.#bytes.read(offset, stored);
    if (bytes.length < stored) throw new OutlookFault('a block of it lies behind the end of the file');
    if (stored !== unpacked) bytes = unpack(bytes, unpacked);
    // Internal blocks, with the second bit set, are never hidden.
    if ((key & 2) === 0) bytes = decodeBlock(Buffer.from(bytes), this.header.crypt, key >>> 0);
    const block = { bytes, place: { offset, length: stored } };
    if (this.#blocks.size >= CACHED_BLOCKS) this.#blocks.delete(this.#blocks.keys().next().value!);
    this.#blocks.set(key, block);
    return block;
  }

  /** Where a block stands, and its length once it is unpacked, without reading it. */
  placeOf(id: number): { readonly place: ByteRange; readonly unpacked: number } {
    const { offset, stored, unpacked } = this.#locate(id - (id % 2));
    return { place: { offset, length: stored }, unpacked };
  }

  #locate(id: number): BlockEntry {
    const entry = this.#find(this.header.blocks, BLOCK_PAGE, id);
    if (entry === null) throw new OutlookFault('a block of it is missing');
    const { width, form } = this.header;
    const stored = entry.readUInt16LE(width * 2);
    return {
      offset: this.#long(entry, width),
      stored,
      unpacked: form === '4k' ? entry.readUInt16LE(width * 2 + 2) || stored : stored,
    };
  }

  /** The leaf entry of a key; null where it is not in the tree. */
  #find(root: number, type: number, key: number): Buffer | null {
    const { width } = this.header;
    let offset = root;
    for (let level = DEEPEST_TREE; ; ) {
      const { entries, length, count, depth } = this.#layout(this.#page(offset, type));
      if (depth >= level) throw new OutlookFault('the levels of its trees do not fit');
      level = depth;
      let low = 0;
      let high = count;
      // The last entry whose key is not above the one that is looked for.
      while (low < high) {
        const middle = (low + high) >> 1;
        if (this.#key(entries, middle * length, type) <= key) low = middle + 1;
        else high = middle;
      }
      if (low === 0) return null;
      const at = (low - 1) * length;
      if (depth === 0) return this.#key(entries, at, type) === key ? entries.subarray(at, at + length) : null;
      offset = this.#long(entries, at + width * 2);
    }
  }

  /** The key of an entry. The lowest bit of a block's number says nothing (MS-PST 2.2.2.2). */
  #key(entries: Buffer, at: number, type: number): number {
    if (type === NODE_PAGE) return entries.readUInt32LE(at);
    const id = this.#long(entries, at);
    return id - (id % 2);
  }

  #page(offset: number, type: number): Buffer {
    const known = this.#pages.get(offset);
    if (known) return known;
    const { pageLength, form } = this.header;
    const page = this.#bytes.read(offset, pageLength);
    const at = pageLength - (form === '4k' ? 24 : form === 'unicode' ? 16 : 12);
    if (page.length < pageLength || page[at] !== type || page[at + 1] !== type)
      throw new OutlookFault(`a page of its ${type === NODE_PAGE ? 'node' : 'block'} tree is damaged`);
    if (this.#pages.size >= CACHED_PAGES) this.#pages.delete(this.#pages.keys().next().value!);
    this.#pages.set(offset, page);
    return page;
  }

  /** Entries of a page of a tree (MS-PST 2.2.2.7.7.1). */
  #layout(page: Buffer): { entries: Buffer; length: number; count: number; depth: number } {
    const { form } = this.header;
    const at = form === '4k' ? 4056 : form === 'unicode' ? 488 : 496;
    const count = form === '4k' ? page.readUInt16LE(at) : page[at]!;
    const length = page[form === '4k' ? at + 4 : at + 2]!;
    const depth = page[form === '4k' ? at + 5 : at + 3]!;
    if (length < this.header.width * 3 || count * length > at) throw new OutlookFault('a page of its trees is damaged');
    return { entries: page.subarray(0, at), length, count, depth };
  }

  #long(bytes: Buffer, at: number): number {
    return this.header.width === 4 ? bytes.readUInt32LE(at) : readLong(bytes, at);
  }
}

/** A number of eight bytes; throws where it is beyond what any store can hold. */
export function readLong(bytes: Buffer, at: number): number {
  const value = bytes.readUInt32LE(at) + bytes.readUInt32LE(at + 4) * 2 ** 32;
  if (!Number.isSafeInteger(value)) throw new OutlookFault('a number in it is impossible');
  return value;
}

function unpack(bytes: Buffer, length: number): Buffer {
  try {
    const unpacked = inflateSync(bytes, { maxOutputLength: LARGEST_BLOCK });
    if (unpacked.length >= length) return unpacked.subarray(0, length);
  } catch {
    // Told below.
  }
  throw new OutlookFault('a packed block of it is damaged');
}

/** What went wrong, in words; anything but a fault of the file is passed on. */
export function faultOf(error: unknown): string {
  if (error instanceof OutlookFault) return error.message;
  // A number that points out of its bytes, as in damaged files.
  if (error instanceof RangeError) return 'a number in it points out of its bytes';
  throw error;
}
