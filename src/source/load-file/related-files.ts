import { type ByteSource, openLargeFile, openPieces } from '../byte-source.js';
import { isArchiveName, visitNamed } from '../container/archived-files.js';
import { holdsTexts } from '../database/row-message.js';
import type { InputFile } from '../find-files.js';
import { INSIDE } from '../inside.js';
import type { RecordCell } from '../source.js';
import { type RelatedFile, RelatedRows, relatedNames } from '../table/related-rows.js';
import { findRelations, type SampledTable, type TableRow } from '../table/related-tables.js';
import { plainTableShape, type TableShape, tableShape } from '../table/table-shape.js';
import { eachTableRow, readHead, SNIFFED, takeHead } from './load-file-rows.js';

/** What tables of recipients and people, each a file, say of the messages of tables beside them. */
export interface RelatedFiles {
  /** By name of the file with the messages. */
  readonly of: ReadonlyMap<string, RelatedFile>;
  /** By name of a file of recipients or people: the file with the messages. */
  readonly names: ReadonlyMap<string, string>;
}

const TABLE = /\.(?:csv|tsv|txt)$/i;
/** A folder with more files of that kind is none of tables that belong together. */
const MOST_TABLES = 50;
const SAMPLE = 50;

/** A file that may be a table, and its first bytes. */
interface Sniffed {
  readonly file: InputFile;
  readonly head: Buffer;
}

interface Table extends SampledTable, Sniffed {
  readonly shape: TableShape;
}

/**
 * Finds tables of recipients and people beside a table of messages in one folder, on the disk or in an archive, and holds their rows:
 * `message.csv`, `recipientinfo.csv`.
 *
 * @param archived the files in the archives among `files`
 */
export async function findRelatedFiles(
  files: readonly InputFile[],
  archived: readonly InputFile[],
  map: Readonly<Record<string, string>>,
): Promise<RelatedFiles> {
  const of = new Map<string, RelatedFile>();
  const names = new Map<string, string>();
  const onDisk = files.filter(({ stream }) => stream === null);
  const archives = onDisk.filter(({ name }) => isArchiveName(name));
  for (const list of foldersOf(onDisk)) {
    const sniffed = list.map((file) => ({ file, head: readHead(file) }));
    await relate(sniffed, map, { of, names }, async (wanted, visit) => {
      for (const file of wanted) await visit(file, await openLargeFile(file.path, false));
    });
  }
  for (const list of foldersOf(archived)) {
    const sniffed: Sniffed[] = [];
    const own = archives.filter(({ name }) => name === list[0]!.name.split(INSIDE)[0]);
    await visitNamed(own, new Set(list.map(({ name }) => name)), async (file, content) => {
      sniffed.push({ file: { ...file, stream: null }, head: await takeHead(content) });
    });
    await relate(sniffed, map, { of, names }, (wanted, visit) =>
      visitNamed(own, new Set(wanted.map(({ name }) => name)), visit),
    );
  }
  return { of, names };
}

/** Files that may be tables which belong together, by folder. */
function foldersOf(files: readonly InputFile[]): readonly (readonly InputFile[])[] {
  const folders = new Map<string, InputFile[]>();
  for (const file of files) {
    if (!TABLE.test(file.name)) continue;
    const folder = file.name.slice(0, startOfName(file.name));
    const list = folders.get(folder);
    if (list === undefined) folders.set(folder, [file]);
    else list.push(file);
  }
  return [...folders.values()].filter(({ length }) => length >= 2 && length <= MOST_TABLES);
}

/** Where the last step of a path begins, also of one in an archive. */
const startOfName = (name: string): number =>
  Math.max(name.lastIndexOf('/') + 1, name.lastIndexOf(INSIDE) < 0 ? 0 : name.lastIndexOf(INSIDE) + INSIDE.length);

/** Opens each of the files once, in the order in which they lie. */
type VisitTables = (
  wanted: readonly InputFile[],
  visit: (file: InputFile, content: ByteSource) => Promise<void>,
) => Promise<void>;

/** Holds the rows of the tables of one folder that tell of the messages of another. */
async function relate(
  sniffed: readonly Sniffed[],
  map: Readonly<Record<string, string>>,
  { of, names }: { readonly of: Map<string, RelatedFile>; readonly names: Map<string, string> },
  visitTables: VisitTables,
): Promise<void> {
  const tables: Table[] = [];
  for (const one of sniffed) tables.push(...(await sampleOf(one)));
  const mapped = new Set(Object.values(map));
  const own = tables.filter(({ file, head }) => tableShape(head, file.size <= SNIFFED, mapped) !== null);
  const messages = own.length > 0 ? own : tables.filter((table) => isTextsBesidePeople(table, tables));
  const others = tables.filter((table) => !messages.includes(table));
  if (messages.length !== 1 || others.length === 0) return;
  const [table] = messages as [Table];
  const relations = findRelations(table, others);
  if (relations === null) return;
  const rows = new RelatedRows(relations);
  const used = relatedNames(relations).map((name) => others.find((other) => other.name === name)!);
  await visitTables(
    used.map(({ file }) => file),
    async (file, content) => {
      const { name, shape } = used.find((one) => one.file.name === file.name)!;
      const recipients = relations.recipients.find(({ table }) => table === name);
      await eachTableRow(file, content, shape, (cells) => {
        if (recipients === undefined) rows.addPerson(rowOf(cells));
        else rows.addRecipient(rowOf(cells), recipients);
        return rows.holds;
      });
    },
  );
  for (const { file } of used) names.set(file.name, table.file.name);
  of.set(table.file.name, { rows, tables: used.map(({ file }) => file.name.slice(startOfName(file.name))) });
}

/** A table of texts whose senders and recipients both stand in the others. */
function isTextsBesidePeople(table: Table, tables: readonly Table[]): boolean {
  if (!holdsTexts(table)) return false;
  const others = tables.filter((other) => other !== table);
  const relations = findRelations(table, others);
  return relations !== null && relations.sender !== null && relations.recipients.length > 0;
}

const rowOf = (cells: readonly RecordCell[]): TableRow =>
  Object.fromEntries(cells.map(({ name, text }) => [name, text]));

/** The first rows of a table; none where it is no table. */
async function sampleOf({ file, head }: Sniffed): Promise<readonly Table[]> {
  const isWhole = file.size <= SNIFFED;
  const shape = plainTableShape(head, isWhole);
  if (shape === null) return [];
  const sample: TableRow[] = [];
  await eachTableRow(file, openPieces(once(head)), shape, (cells) => sample.push(rowOf(cells)) < SAMPLE);
  // The last row may be cut.
  if (!isWhole && sample.length > 1 && sample.length < SAMPLE) sample.pop();
  const name = file.name.slice(startOfName(file.name)).replace(/\.[^.]*$/, '');
  return [{ file, head, shape, name, sample }];
}

async function* once(bytes: Buffer): AsyncGenerator<Buffer> {
  yield bytes;
}
