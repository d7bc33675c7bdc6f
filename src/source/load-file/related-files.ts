import { holdsTexts } from '../database/row-message.js';
import type { InputFile } from '../find-files.js';
import type { RecordCell } from '../source.js';
import { type RelatedFile, RelatedRows, relatedNames } from '../table/related-rows.js';
import { findRelations, type SampledTable, type TableRow } from '../table/related-tables.js';
import { plainTableShape, type TableShape, tableShape } from '../table/table-shape.js';
import { eachTableRow, readHead, SNIFFED } from './load-file-rows.js';

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

interface Table extends SampledTable {
  readonly file: InputFile;
  readonly shape: TableShape;
}

/**
 * Finds tables of recipients and people beside a table of messages in one folder, and holds their rows: `message.csv`, `recipientinfo.csv`.
 * Only files on the disk are looked at.
 */
export async function findRelatedFiles(
  files: readonly InputFile[],
  map: Readonly<Record<string, string>>,
): Promise<RelatedFiles> {
  const folders = new Map<string, InputFile[]>();
  for (const file of files) {
    if (file.stream !== null || !TABLE.test(file.name)) continue;
    const folder = file.name.slice(0, file.name.lastIndexOf('/') + 1);
    folders.set(folder, [...(folders.get(folder) ?? []), file]);
  }
  const of = new Map<string, RelatedFile>();
  const names = new Map<string, string>();
  for (const list of folders.values()) {
    if (list.length < 2 || list.length > MOST_TABLES) continue;
    const tables: Table[] = [];
    for (const file of list) tables.push(...(await sampleOf(file)));
    const isMail = ({ file }: Table): boolean => {
      const head = readHead(file);
      return tableShape(head, file.size <= SNIFFED, new Set(Object.values(map))) !== null;
    };
    const own = tables.filter(isMail);
    const messages = own.length > 0 ? own : tables.filter((table) => isTextsBesidePeople(table, tables));
    const others = tables.filter((table) => !messages.includes(table));
    if (messages.length !== 1 || others.length === 0) continue;
    const [table] = messages as [Table];
    const relations = findRelations(table, others);
    if (relations === null) continue;
    const rows = new RelatedRows(relations);
    const used = relatedNames(relations).map((name) => others.find((other) => other.name === name)!);
    for (const { file, shape, name } of used) {
      const recipients = relations.recipients.find(({ table }) => table === name);
      await eachTableRow(file, shape, (cells) => {
        if (recipients === undefined) rows.addPerson(rowOf(cells));
        else rows.addRecipient(rowOf(cells), recipients);
        return rows.holds;
      });
      names.set(file.name, table.file.name);
    }
    of.set(table.file.name, { rows, tables: used.map(({ file }) => file.name.split('/').at(-1)!) });
  }
  return { of, names };
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
async function sampleOf(file: InputFile): Promise<readonly Table[]> {
  const shape = plainTableShape(readHead(file), file.size <= SNIFFED);
  if (shape === null) return [];
  const sample: TableRow[] = [];
  await eachTableRow(file, shape, (cells) => sample.push(rowOf(cells)) < SAMPLE);
  const name = file.name
    .split('/')
    .at(-1)!
    .replace(/\.[^.]*$/, '');
  return [{ file, shape, name, sample }];
}
