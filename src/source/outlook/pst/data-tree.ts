import { OutlookFault, type StoredBytes } from '../mapi-object.js';
import { readLong, type StoreBlock, type StoreFile, type StoreNode } from './store-file.js';

const INNER = 1;
const SUB = 2;

/** The blocks of a stretch of data, in order (MS-PST 2.2.2.8.3). Bounded by the length of the file. */
function dataBlocks(store: StoreFile, root: number): readonly number[] {
  if (root === 0) return [];
  if ((root & 2) === 0) return [root];
  const { width } = store.header;
  let ids = [root];
  // Two levels of lists at most: blocks of blocks of blocks.
  for (let level = 0; level < 2 && ids.some((id) => (id & 2) !== 0); level++) {
    const next: number[] = [];
    for (const id of ids) {
      if ((id & 2) === 0) {
        next.push(id);
        continue;
      }
      const { bytes } = store.block(id);
      if (bytes[0] !== INNER) throw new OutlookFault('a list of its blocks is damaged');
      const count = bytes.readUInt16LE(2);
      for (let index = 0; index < count; index++) {
        const at = 8 + index * width;
        next.push(width === 4 ? bytes.readUInt32LE(at) : readLong(bytes, at));
      }
      if (next.length > store.size / 16 + 1000) throw new OutlookFault('a list of its blocks is longer than its file');
    }
    ids = next;
  }
  if (ids.some((id) => (id & 2) !== 0)) throw new OutlookFault('a list of its blocks is damaged');
  return ids;
}

/** Data that is read block by block when it is asked for. */
export function storedData(store: StoreFile, root: number): StoredBytes {
  const ids = dataBlocks(store, root);
  const places: { offset: number; length: number }[] = [];
  let length = 0;
  for (const id of ids) {
    const { place, unpacked } = store.placeOf(id);
    length += unpacked;
    const last = places.at(-1);
    if (last && last.offset + last.length === place.offset) last.length += place.length;
    else places.push({ ...place });
  }
  return {
    length,
    places,
    *pieces() {
      for (const id of ids) yield store.block(id).bytes;
    },
  };
}

/** The blocks themselves, read when they are asked for. */
export function blocksOf(store: StoreFile, root: number): { readonly count: number; at(index: number): StoreBlock } {
  const ids = dataBlocks(store, root);
  return {
    count: ids.length,
    at(index) {
      const id = ids[index];
      if (id === undefined) throw new OutlookFault('it names a block that it does not have');
      return store.block(id);
    },
  };
}

const MOST_SUB_NODES = 100_000;
const DEEPEST = 4;

/** The small node tree of a node (MS-PST 2.2.2.8.3.3), by number. */
export function subNodes(store: StoreFile, root: number): ReadonlyMap<number, StoreNode> {
  const nodes = new Map<number, StoreNode>();
  if (root === 0) return nodes;
  const { width } = store.header;
  const long = (bytes: Buffer, at: number) => (width === 4 ? bytes.readUInt32LE(at) : readLong(bytes, at));
  const open = [{ id: root, depth: 0 }];
  while (open.length) {
    const { id, depth } = open.pop()!;
    const { bytes } = store.block(id);
    if (bytes[0] !== SUB || depth > DEEPEST) throw new OutlookFault('a list of its parts is damaged');
    const inner = bytes[1]! > 0;
    const count = bytes.readUInt16LE(2);
    const entry = width * (inner ? 2 : 3);
    for (let index = 0; index < count; index++) {
      const at = (width === 4 ? 4 : 8) + index * entry;
      if (inner) open.push({ id: long(bytes, at + width), depth: depth + 1 });
      else {
        const number = bytes.readUInt32LE(at);
        nodes.set(number, { id: number, data: long(bytes, at + width), sub: long(bytes, at + width * 2), parent: 0 });
      }
      if (nodes.size + open.length > MOST_SUB_NODES)
        throw new OutlookFault('a list of its parts is longer than any can be');
    }
  }
  return nodes;
}
