import { fixedLength, type MapiProperty, OutlookFault, type StoredBytes, storedBuffer } from '../mapi-object.js';
import { blocksOf } from './data-tree.js';
import { HEAP_OF, Heap } from './heap.js';
import { readNumbered, type SubNodes } from './property-context.js';
import { faultOf, type StoreFile, type StoreNode } from './store-file.js';

/** A row of a table: its number and its cells by property number. */
export interface TableRow {
  readonly id: number;
  readonly cells: ReadonlyMap<number, MapiProperty>;
  readonly place: { readonly offset: number; readonly length: number };
}

interface Column {
  readonly id: number;
  readonly type: number;
  readonly at: number;
  readonly length: number;
  readonly bit: number;
}

const MOST_ROWS = 1_000_000;

/**
 * The rows of a table of a node (MS-PST 2.3.4): recipients, attachments, what is in a folder. `wanted` names the columns that are read;
 * null all of them. A cell that is damaged is told to `onFault` and left out.
 */
export function* readTable(
  store: StoreFile,
  node: Pick<StoreNode, 'data'>,
  subs: SubNodes,
  wanted: ReadonlySet<number> | null,
  onFault: (fault: string) => void,
): Generator<TableRow> {
  const heap = new Heap(store, node.data);
  if (heap.kind !== HEAP_OF.table) throw new OutlookFault('a table of it is none');
  const info = heap.piece(heap.root).bytes;
  if (info.length < 22 || info[0] !== HEAP_OF.table) throw new OutlookFault('a table of it is damaged');
  const columns = columnsOf(info).filter(({ id }) => wanted === null || wanted.has(id));
  const bitmap = info.readUInt16LE(6);
  const rowLength = info.readUInt16LE(8);
  const index = info.readUInt32LE(10);
  const rows = rowsOf(store, heap, subs, info.readUInt32LE(14), rowLength);
  if (rows === null) return;
  let count = 0;
  for (const { key, bytes } of heap.records(index)) {
    if (count++ > MOST_ROWS) throw new OutlookFault('a table of it has more rows than any can have');
    try {
      const row = rows(bytes.length >= 4 ? bytes.readUInt32LE(0) : bytes.readUInt16LE(0));
      const cells = new Map<number, MapiProperty>();
      for (const column of columns) {
        if (((row.bytes[bitmap + (column.bit >> 3)] ?? 0) & (0x80 >> (column.bit & 7))) === 0) continue;
        try {
          const value = cellOf(store, heap, subs, row, column);
          if (value !== null) cells.set(column.id, { type: column.type, value });
        } catch (error) {
          onFault(faultOf(error));
        }
      }
      yield { id: key, cells, place: row.place };
    } catch (error) {
      onFault(faultOf(error));
    }
  }
}

function columnsOf(info: Buffer): readonly Column[] {
  const columns: Column[] = [];
  for (let index = 0; index < info[1]!; index++) {
    const at = 22 + index * 8;
    if (at + 8 > info.length) break;
    columns.push({
      type: info.readUInt16LE(at),
      id: info.readUInt16LE(at + 2),
      at: info.readUInt16LE(at + 4),
      length: info[at + 6]!,
      bit: info[at + 7]!,
    });
  }
  return columns;
}

interface Row {
  readonly bytes: Buffer;
  readonly place: { readonly offset: number; readonly length: number };
  readonly exact: boolean;
}

/** Reader of rows by their index: in the heap, or in blocks of their own, which rows do not straddle. Null for a table without rows. */
function rowsOf(
  store: StoreFile,
  heap: Heap,
  subs: SubNodes,
  number: number,
  length: number,
): ((index: number) => Row) | null {
  if (number === 0 || length === 0) return null;
  const cut = (bytes: Buffer, at: number, place: { offset: number; length: number }, exact: boolean): Row => {
    if (at + length > bytes.length) throw new OutlookFault('a row of a table of it is missing');
    return {
      bytes: bytes.subarray(at, at + length),
      place: exact ? { offset: place.offset + at, length } : place,
      exact,
    };
  };
  if ((number & 0x1f) === 0) {
    const { bytes, place, exact } = heap.piece(number);
    return (index) => cut(bytes, index * length, place, exact);
  }
  const node = subs.get(number);
  if (node === undefined) throw new OutlookFault('the rows of a table of it are missing');
  const blocks = blocksOf(store, node.data);
  const full = blocks.count > 1 ? blocks.at(0).bytes.length : store.header.fullBlock;
  const perBlock = Math.max(1, Math.floor(full / length));
  return (index) => {
    const { bytes, place } = blocks.at(Math.floor(index / perBlock));
    return cut(bytes, (index % perBlock) * length, place, place.length === bytes.length);
  };
}

function cellOf(store: StoreFile, heap: Heap, subs: SubNodes, row: Row, column: Column): StoredBytes | null {
  const fixed = fixedLength(column.type);
  if (column.at + (fixed ?? 4) > row.bytes.length) throw new OutlookFault('a cell of a table of it is missing');
  if (fixed === null) return readNumbered(store, heap, subs, row.bytes.readUInt32LE(column.at));
  const places = row.exact ? [{ offset: row.place.offset + column.at, length: fixed }] : [row.place];
  return storedBuffer(row.bytes.subarray(column.at, column.at + fixed), places);
}
