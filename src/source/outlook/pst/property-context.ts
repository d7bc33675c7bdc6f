import {
  fixedLength,
  heldBytes,
  type MapiProperty,
  OutlookFault,
  type StoredBytes,
  storedBuffer,
  TYPE,
} from '../mapi-object.js';
import { sliceOf } from '../stored-slice.js';
import { storedData, subNodes } from './data-tree.js';
import { HEAP_OF, Heap, type HeapPiece } from './heap.js';
import { faultOf, type StoreFile, type StoreNode } from './store-file.js';

/** The parts that a node holds: values too long for its heap, tables, attachments. */
export type SubNodes = ReadonlyMap<number, StoreNode>;

/** The properties of a node, and the heap and parts that they stand in. */
export interface PropertyContext {
  readonly heap: Heap;
  readonly properties: ReadonlyMap<number, MapiProperty>;
  readonly subs: SubNodes;
  /** What could not be read. */
  readonly faults: string[];
}

/** Reads the properties of a node (MS-PST 2.3.3). What is wrong with one of them costs that one. */
export function readPropertyContext(store: StoreFile, node: Pick<StoreNode, 'data' | 'sub'>): PropertyContext {
  const heap = new Heap(store, node.data);
  if (heap.kind !== HEAP_OF.properties) throw new OutlookFault('its node holds no properties');
  const faults: string[] = [];
  let subs: SubNodes = new Map();
  try {
    subs = subNodes(store, node.sub);
  } catch (error) {
    faults.push(faultOf(error));
  }
  const properties = new Map<number, MapiProperty>();
  try {
    for (const record of heap.records(heap.root)) {
      if (record.bytes.length < 6) throw new OutlookFault('a tree of its properties is damaged');
      const type = record.bytes.readUInt16LE(0);
      try {
        const value = readValue(store, heap, subs, type, record);
        if (value !== null) properties.set(record.key, withParts(type, value));
      } catch (error) {
        faults.push(faultOf(error));
      }
    }
  } catch (error) {
    faults.push(faultOf(error));
  }
  return { heap, properties, subs, faults };
}

/** A value of four bytes or fewer stands in the record; any other where the number in the record says. */
function readValue(store: StoreFile, heap: Heap, subs: SubNodes, type: number, record: HeapPiece): StoredBytes | null {
  const fixed = fixedLength(type);
  const number = record.bytes.readUInt32LE(2);
  if (fixed !== null && fixed <= 4) {
    const places = record.exact ? [{ offset: record.place.offset + 2, length: fixed }] : [record.place];
    return storedBuffer(record.bytes.subarray(2, 2 + fixed), places);
  }
  return readNumbered(store, heap, subs, number);
}

/** The value that a number names: a piece of the heap, or a part of its own. Null for none. */
export function readNumbered(store: StoreFile, heap: Heap, subs: SubNodes, number: number): StoredBytes | null {
  if (number === 0) return null;
  if ((number & 0x1f) === 0) {
    const piece = heap.piece(number);
    return storedBuffer(piece.bytes, [piece.place]);
  }
  const node = subs.get(number);
  if (node === undefined) throw new OutlookFault('a property of it is missing');
  return storedData(store, node.data);
}

/** A property of several texts keeps them one behind the other, after a list of where each begins. */
function withParts(type: number, value: StoredBytes): MapiProperty {
  const single = type & ~TYPE.many;
  const isList =
    (type & TYPE.many) !== 0 && (single === TYPE.unicode || single === TYPE.string8 || single === TYPE.binary);
  if (!isList || value.length < 4) return { type, value };
  const bytes = heldBytes(value);
  const count = Math.min(bytes.readUInt32LE(0), Math.floor(bytes.length / 4) - 1);
  const starts = Array.from({ length: count }, (_, index) => bytes.readUInt32LE(4 + index * 4));
  const parts = starts.map((start, index) => {
    const end = Math.max(start, Math.min(bytes.length, starts[index + 1] ?? bytes.length));
    return storedBuffer(bytes.subarray(start, end), sliceOf(value.places, start, end - start));
  });
  return { type, value, parts };
}
