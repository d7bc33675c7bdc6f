import { closeSync, openSync, readSync } from 'node:fs';
import { type ByteSource, openLargeFile } from '../byte-source.js';
import { visitNamed } from '../container/archived-files.js';
import { openUnpacked } from '../container/compression.js';
import { openable } from '../file-path.js';
import type { InputFile } from '../find-files.js';
import { type CutContext, type Cutter, type Sink, SNIFF_LENGTH } from '../format/format.js';
import { INSIDE } from '../inside.js';
import type { Production, RecordCell } from '../source.js';
import { TableCutter } from '../table/table-cutter.js';
import { type TableShape, tableShape } from '../table/table-shape.js';
import { edrmCutterOf, isAnyEdrm, Utf16EdrmCutter } from './edrm-utf16.js';
import { EdrmCutter } from './edrm-xml.js';
import { readProduction } from './load-file-columns.js';

/** Bytes that are looked at to tell a load file, or a native file that is mail. */
export const SNIFFED = 64 << 10;

/** By name of a load file, by number of a document: the one that it hangs on, filled as relationships are met. */
export type Parents = Map<string, Map<string, string>>;

/** Is given a row of a load file: its cells, and what they say of its document. */
export type TakeRow = (file: InputFile, cells: readonly RecordCell[], production: Production) => void;

/** Hands out the rows of the load files. What cannot be read is told when it is read as a source. */
export async function eachRow(
  loadFiles: readonly InputFile[],
  archives: readonly InputFile[],
  map: Readonly<Record<string, string>>,
  take: TakeRow,
  parents: Parents = new Map(),
): Promise<void> {
  const inside = new Set<string>();
  for (const file of loadFiles) {
    if (file.name.includes(INSIDE)) inside.add(file.name);
    else
      try {
        await cutRows(file, () => openLargeFile(file.path, false), map, take, parents);
      } catch {}
  }
  await visitNamed(archives, inside, (file, content) => cutRows(file, async () => content, map, take, parents));
}

/** Hands out the rows of a table of any kind, in its order, until `take` wants no more: cells by column. */
export async function eachTableRow(
  file: InputFile,
  content: ByteSource,
  shape: TableShape,
  take: (cells: readonly RecordCell[]) => boolean,
): Promise<void> {
  const context: CutContext = { ...file, source: file.name, map: {} };
  let more = true;
  const sink: Sink = {
    message: ({ recordCells }) => {
      more &&= recordCells === undefined || take(recordCells);
    },
    gap: () => {},
    silentGap: () => {},
    problem: () => {},
  };
  await cutAll(
    content,
    sink,
    () => new TableCutter(shape, context),
    () => more,
  );
}

async function cutRows(
  file: InputFile,
  open: () => Promise<ByteSource>,
  map: Readonly<Record<string, string>>,
  take: TakeRow,
  parents: Parents,
): Promise<void> {
  const context: CutContext = { ...file, source: file.name, map };
  const sink: Sink = {
    message: ({ recordCells, origin }) => {
      if (recordCells !== undefined) take(file, recordCells, readProduction(recordCells, origin, map));
    },
    gap: () => {},
    silentGap: () => {},
    problem: () => {},
  };
  const related = parents.get(file.name) ?? new Map<string, string>();
  parents.set(file.name, related);
  const cutter = await cutAll(await open(), sink, (head, whole) => cutterOf(head, whole, context, related));
  if (cutter instanceof EdrmCutter || cutter instanceof Utf16EdrmCutter)
    for (const [child, parent] of cutter.related) related.set(child, parent);
}

/** Cuts a source to its end, or until nobody wants more of it; null where nothing cuts it. */
async function cutAll(
  packed: ByteSource,
  sink: Sink,
  choose: (head: Buffer, whole: boolean) => Cutter | null,
  wantsMore: () => boolean = () => true,
): Promise<Cutter | null> {
  const source = (await openUnpacked(packed, { problems: [] })).bytes;
  let cutter: Cutter | null = null;
  let rest: Buffer = Buffer.alloc(0);
  let offset = 0;
  try {
    for (let last = false; !last && wantsMore(); ) {
      const chunk = await source.read();
      last = chunk === null;
      if (chunk !== null) rest = Buffer.concat([rest, chunk.buffer.subarray(chunk.start)]);
      if (cutter === null && !last && rest.length < SNIFF_LENGTH) continue;
      cutter ??= choose(rest, last);
      if (cutter === null) return null;
      const taken = cutter.cut({ bytes: rest, start: 0, offset, last }, sink);
      offset += taken;
      rest = rest.subarray(taken);
    }
  } finally {
    await source.close();
  }
  return cutter;
}

function cutterOf(
  bytes: Buffer,
  whole: boolean,
  context: CutContext,
  parents: ReadonlyMap<string, string>,
): Cutter | null {
  if (isAnyEdrm(bytes)) return edrmCutterOf(bytes, context, parents);
  const shape = tableShape(bytes.subarray(0, SNIFF_LENGTH), whole, new Set(Object.values(context.map)));
  return shape === null ? null : new TableCutter(shape, context);
}

/** The first bytes of a file; none where it cannot be read, which its own reading tells. */
export function readHead(file: InputFile): Buffer {
  try {
    const descriptor = openSync(openable(file.path), 'r');
    try {
      const head = Buffer.alloc(Math.min(SNIFFED, file.size));
      return head.subarray(0, readSync(descriptor, head, 0, head.length, 0));
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return Buffer.alloc(0);
  }
}

/** The first bytes of a source that is open. */
export async function takeHead(content: ByteSource): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for (let length = 0; length < SNIFFED; ) {
    const chunk = await content.read();
    if (chunk === null) break;
    pieces.push(chunk.buffer.subarray(chunk.start));
    length += pieces.at(-1)!.length;
  }
  return Buffer.concat(pieces).subarray(0, SNIFFED);
}

/** All bytes of a source; null where they are more than `limit`. */
export async function holdSource(content: ByteSource, limit: number): Promise<Buffer | null> {
  const pieces: Buffer[] = [];
  let length = 0;
  for (let chunk = await content.read(); chunk !== null; chunk = await content.read()) {
    pieces.push(chunk.buffer.subarray(chunk.start));
    length += pieces.at(-1)!.length;
    if (length > limit) return null;
  }
  return Buffer.concat(pieces);
}
