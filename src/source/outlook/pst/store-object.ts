import { type ByteRange, heldBytes, type MapiObject, type MapiProperty, plainObject, TYPE } from '../mapi-object.js';
import { readNamedProperties } from '../named-properties.js';
import { subNodes } from './data-tree.js';
import { type PropertyContext, readPropertyContext, type SubNodes } from './property-context.js';
import { faultOf, type StoreFile, type StoreNode } from './store-file.js';
import { readTable } from './table-context.js';

const RECIPIENTS = 0x692;
const ATTACHMENTS = 0x671;
const NAMES = 0x61;
const ATTACH_OBJECT = 0x3701;

/** The numbers of named properties in a store. */
export function namesOfStore(store: StoreFile): ReadonlyMap<string, number> {
  const node = store.node(NAMES);
  if (node === null) return new Map();
  const { properties } = readPropertyContext(store, node);
  const stream = (id: number): Buffer => {
    const property = properties.get(id);
    return property ? heldBytes(property.value) : Buffer.alloc(0);
  };
  return readNamedProperties(stream(2), stream(3), stream(4));
}

/**
 * Reads an item of a store. Throws `OutlookFault` where its properties cannot be read at all; damage of its recipients or attachments is
 * among its faults.
 */
export function readStoreObject(
  store: StoreFile,
  node: Pick<StoreNode, 'data' | 'sub'>,
  names: ReadonlyMap<string, number>,
): MapiObject {
  const context = readPropertyContext(store, node);
  const { faults, subs } = context;
  const place = context.heap.place;
  return {
    place,
    properties: context.properties,
    names,
    recipients: recipientsOf(store, subs, place, faults),
    attachments: () => attachmentsOf(store, subs, names, faults),
    embedded: () => null,
    faults,
  };
}

function recipientsOf(store: StoreFile, subs: SubNodes, place: ByteRange, faults: string[]): readonly MapiObject[] {
  const node = subs.get(RECIPIENTS);
  if (node === undefined) return [];
  const found: MapiObject[] = [];
  guarded(faults, () => {
    const inner = readSubNodes(store, node, faults);
    for (const row of readTable(store, node, inner, null, (fault) => faults.push(`a recipient: ${fault}`)))
      found.push(plainObject(row.place ?? place, row.cells));
  });
  return found;
}

function attachmentsOf(
  store: StoreFile,
  subs: SubNodes,
  names: ReadonlyMap<string, number>,
  faults: string[],
): readonly MapiObject[] {
  const table = subs.get(ATTACHMENTS);
  const found: MapiObject[] = [];
  const seen = new Set<number>();
  const add = (id: number) => {
    const node = subs.get(id);
    if (node === undefined || seen.has(id)) return;
    seen.add(id);
    guarded(faults, () => {
      found.push(attachmentOf(store, readPropertyContext(store, node), names));
    });
  };
  if (table !== undefined)
    guarded(faults, () => {
      const inner = readSubNodes(store, table, faults);
      for (const row of readTable(store, table, inner, NO_COLUMNS, (fault) => faults.push(`an attachment: ${fault}`)))
        add(row.id);
    });
  // The table may be damaged or leave some out: the parts themselves tell.
  for (const { id } of subs.values()) if ((id & 0x1f) === 5) add(id);
  return found;
}

const NO_COLUMNS: ReadonlySet<number> = new Set();

function attachmentOf(store: StoreFile, context: PropertyContext, names: ReadonlyMap<string, number>): MapiObject {
  const { properties, subs, faults, heap } = context;
  return {
    ...plainObject(heap.place, withoutObject(properties)),
    embedded: () => {
      const property = properties.get(ATTACH_OBJECT);
      if (property?.type !== TYPE.object) return null;
      const value = heldBytes(property.value);
      const node = value.length >= 4 ? subs.get(value.readUInt32LE(0)) : undefined;
      if (node === undefined) {
        faults.push('the message in an attachment is missing');
        return null;
      }
      try {
        return readStoreObject(store, node, names);
      } catch (error) {
        faults.push(faultOf(error));
        return null;
      }
    },
    faults,
  };
}

/** A property that is an object has no value of its own, but the number of a part. */
function withoutObject(properties: ReadonlyMap<number, MapiProperty>): ReadonlyMap<number, MapiProperty> {
  if (properties.get(ATTACH_OBJECT)?.type !== TYPE.object) return properties;
  return new Map([...properties].filter(([id]) => id !== ATTACH_OBJECT));
}

function readSubNodes(store: StoreFile, node: StoreNode, faults: string[]): SubNodes {
  let found: SubNodes = new Map();
  guarded(faults, () => {
    found = subNodes(store, node.sub);
  });
  return found;
}

function guarded(faults: string[], read: () => void): void {
  try {
    read();
  } catch (error) {
    faults.push(faultOf(error));
  }
}
