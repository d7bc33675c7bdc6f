import { encodeValue, type MapiFixture, type MapiFixtureValue } from './compound-file-fixture.js';

/**
 * Writes stores of Outlook (MS-PST) for tests: the root folder, one folder, items in it. Small: each tree has one page. `crypt` hides the
 * blocks by the tables of the specification, which undo themselves when `hide` is the reader's own function turned round.
 */
export interface StoreFixture {
  readonly form: 'ansi' | 'unicode';
  readonly crypt: 0 | 1 | 2;
  readonly folder: string;
  readonly items: readonly MapiFixture[];
  /** Indexes of items that the folder's table does not list. */
  readonly unlisted?: readonly number[];
  /** Count of items that the folder claims; the true one unless given. */
  readonly claimed?: number;
}

const ROOT = 0x122;
const FOLDER = 0x8022;
const message = (index: number): number => 0x200004 + index * 0x20;

interface Node {
  readonly id: number;
  readonly parent: number;
  readonly data: number;
  readonly sub: number;
}

/** The bytes of a store; `hide` turns the bytes of a block into what stands in the file. */
export function writeStore(
  { form, crypt, folder, items, unlisted = [], claimed }: StoreFixture,
  hide: (bytes: Buffer, block: number) => Buffer,
): Buffer {
  const wide = form === 'unicode';
  const width = wide ? 8 : 4;
  const chunks: Buffer[] = [];
  let end = 1024;
  const blocks: { id: number; offset: number; length: number }[] = [];
  const put = (bytes: Buffer, inner = false): number => {
    const id = (blocks.length + 1) * 4 + (inner ? 2 : 0);
    const padded = Buffer.alloc(Math.ceil((bytes.length + 16) / 64) * 64);
    (inner || crypt === 0 ? bytes : hide(Buffer.from(bytes), id)).copy(padded);
    blocks.push({ id, offset: end, length: bytes.length });
    chunks.push(padded);
    end += padded.length;
    return id;
  };
  const long = (value: number): Buffer => {
    const bytes = Buffer.alloc(width);
    bytes.writeUInt32LE(value);
    return bytes;
  };
  const subTree = (entries: readonly (readonly [id: number, data: number, sub: number])[]): number => {
    if (!entries.length) return 0;
    const head = Buffer.alloc(wide ? 8 : 4);
    head[0] = 2;
    head.writeUInt16LE(entries.length, 2);
    const list = [...entries].sort((a, b) => a[0] - b[0]);
    return put(Buffer.concat([head, ...list.flatMap(([id, data, sub]) => [long(id), long(data), long(sub)])]), true);
  };
  const writeObject = ({ properties, recipients = [], attachments = [] }: MapiFixture): readonly [number, number] => {
    const subs: [number, number, number][] = [];
    if (recipients.length) subs.push([0x692, put(table(recipients)), 0]);
    attachments.forEach(({ message: inner, ...rest }, index) => {
      const id = 0x8005 + index * 0x20;
      if (!inner) subs.push([id, put(propertyHeap(rest)), 0]);
      else {
        const [data, sub] = writeObject(inner);
        subs.push([id, put(propertyHeap(rest, 0x10004)), subTree([[0x10004, data, sub]])]);
      }
    });
    return [put(propertyHeap(properties)), subTree(subs)];
  };
  const nodes: Node[] = [];
  const add = (id: number, parent: number, [data, sub]: readonly [number, number]) =>
    nodes.push({ id, parent, data, sub });
  add(ROOT, ROOT, [put(propertyHeap({ 12289: '', 13826: 0 })), 0]);
  add(FOLDER, ROOT, [put(propertyHeap({ 12289: folder, 13826: claimed ?? items.length })), 0]);
  const listed = items.map((_, index) => index).filter((index) => !unlisted.includes(index));
  add(FOLDER - 2 + 0x0e, FOLDER, [
    put(
      table(
        listed.map(() => ({ 23: 1 })),
        listed.map(message),
      ),
    ),
    0,
  ]);
  for (const [index, item] of items.entries()) add(message(index), FOLDER, writeObject(item));
  nodes.sort((a, b) => a.id - b.id);
  const nodePage = page(
    wide,
    0x81,
    nodes.map(({ id, parent, data, sub }) =>
      Buffer.concat([long(id), long(data), long(sub), uint32(parent), ...(wide ? [Buffer.alloc(4)] : [])]),
    ),
  );
  const blockPage = page(
    wide,
    0x80,
    blocks.map(({ id, offset, length }) =>
      Buffer.concat([long(id), long(offset), uint16(length), uint16(2), ...(wide ? [Buffer.alloc(4)] : [])]),
    ),
  );
  const head = Buffer.alloc(1024);
  head.write('!BDN', 0, 'latin1');
  head.write('SM', 8, 'latin1');
  head.writeUInt16LE(wide ? 23 : 14, 10);
  head.writeUInt32LE(end, wide ? 224 : 188);
  head.writeUInt32LE(end + 512, wide ? 240 : 196);
  head[wide ? 513 : 461] = crypt;
  return Buffer.concat([head, ...chunks, nodePage, blockPage]);
}

function page(wide: boolean, type: number, entries: readonly Buffer[]): Buffer {
  const bytes = Buffer.alloc(512);
  Buffer.concat(entries).copy(bytes);
  const at = wide ? 488 : 496;
  const length = entries[0]?.length ?? 0;
  if (entries.length * length > at)
    throw new Error(`the fixture writes one page a tree: ${entries.length} entries are too many`);
  bytes[at] = entries.length;
  bytes[at + 1] = entries.length;
  bytes[at + 2] = length;
  bytes[wide ? 496 : 500] = type;
  bytes[wide ? 497 : 501] = type;
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

/** A heap in one block: pieces by their order; piece n has the number n << 5. */
function heap(kind: number, root: number, pieces: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(12);
  const content = Buffer.concat(pieces);
  head.writeUInt16LE(12 + content.length, 0);
  head[2] = 0xec;
  head[3] = kind;
  head.writeUInt32LE(root, 4);
  const starts = startsOf(pieces, 12);
  return Buffer.concat([head, content, uint16(pieces.length), uint16(0), ...starts.map(uint16)]);
}

/** Where pieces begin that stand one behind the other from `first` on, and where the last one ends. */
function startsOf(pieces: readonly Buffer[], first: number): readonly number[] {
  const starts = [first];
  for (const { length } of pieces) starts.push(starts.at(-1)! + length);
  return starts;
}

const numberOf = (index: number): number => (index + 1) << 5;

function propertyHeap(properties: Readonly<Record<number, MapiFixtureValue>>, object: number | null = null): Buffer {
  const pieces: Buffer[] = [Buffer.alloc(8), Buffer.alloc(0)];
  const records: Buffer[] = [];
  const record = (id: number, type: number, value: number) =>
    records.push(Buffer.concat([uint16(id), uint16(type), uint32(value)]));
  const entries = Object.entries(properties).map(([id, value]) => [Number(id), value] as const);
  if (object !== null) entries.push([0x3701, Buffer.concat([uint32(object), uint32(0)])]);
  for (const [id, value] of entries.sort((a, b) => a[0] - b[0])) {
    const { type, fixed, bytes, parts } = encodeValue(value);
    if (fixed && fixed.length <= 4) record(id, type, fixed.readUInt32LE(0));
    else {
      record(id, object !== null && id === 0x3701 ? 0x0d : type, numberOf(pieces.length));
      pieces.push(parts ? many(parts) : (fixed ?? bytes!));
    }
  }
  pieces[0] = Buffer.concat([Buffer.from([0xb5, 2, 6, 0]), uint32(numberOf(1))]);
  pieces[1] = Buffer.concat(records);
  return heap(0xbc, numberOf(0), pieces);
}

function many(parts: readonly Buffer[]): Buffer {
  const starts = startsOf(parts, 4 + parts.length * 4).slice(0, -1);
  return Buffer.concat([uint32(parts.length), ...starts.map(uint32), ...parts]);
}

/** A table with its rows in the heap; every column takes four bytes. */
function table(
  rows: readonly Readonly<Record<number, MapiFixtureValue>>[],
  ids: readonly number[] = rows.map((_, index) => index),
): Buffer {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row).map(Number)))].sort((a, b) => a - b);
  const types = new Map(
    rows.flatMap((row) => Object.entries(row).map(([id, value]) => [Number(id), encodeValue(value).type] as const)),
  );
  const bitmap = 4 + columns.length * 4;
  const length = bitmap + Math.ceil((columns.length + 1) / 8);
  const pieces: Buffer[] = [Buffer.alloc(0), Buffer.alloc(0), Buffer.alloc(0), Buffer.alloc(0)];
  const matrix = rows.map((row, index) => {
    const bytes = Buffer.alloc(length);
    bytes.writeUInt32LE(ids[index]!);
    bytes[bitmap]! |= 0x80;
    columns.forEach((id, column) => {
      const value = row[id];
      if (value === undefined) return;
      const encoded = encodeValue(value);
      if (encoded.fixed) encoded.fixed.copy(bytes, 4 + column * 4);
      else {
        bytes.writeUInt32LE(numberOf(pieces.length), 4 + column * 4);
        pieces.push(encoded.bytes!);
      }
      bytes[bitmap + ((column + 1) >> 3)]! |= 0x80 >> ((column + 1) & 7);
    });
    return bytes;
  });
  const described = columns.map((id, column) =>
    Buffer.concat([uint16(types.get(id)!), uint16(id), uint16(4 + column * 4), Buffer.from([4, column + 1])]),
  );
  pieces[0] = Buffer.concat([
    Buffer.from([0x7c, columns.length]),
    uint16(bitmap),
    uint16(bitmap),
    uint16(bitmap),
    uint16(length),
    uint32(numberOf(1)),
    uint32(rows.length ? numberOf(3) : 0),
    uint32(0),
    ...described,
  ]);
  pieces[1] = Buffer.concat([Buffer.from([0xb5, 4, 4, 0]), uint32(rows.length ? numberOf(2) : 0)]);
  pieces[2] = Buffer.concat(rows.map((_, index) => Buffer.concat([uint32(ids[index]!), uint32(index)])));
  pieces[3] = Buffer.concat(matrix);
  return heap(0x7c, numberOf(0), pieces);
}
