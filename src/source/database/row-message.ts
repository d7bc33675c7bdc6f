import type { CutContext } from '../format/format.js';
import type { Origin, RawMessage } from '../source.js';
import { mayHoldMail, namesMessages, simplifyColumn } from '../table/table-columns.js';
import { isMail, isMailCell } from '../table/table-shape.js';

/** A row as a database gives it: values by column. */
export type DatabaseRow = Readonly<Record<string, unknown>>;

/** A table in a database, with one message a row. */
export interface DatabaseTable {
  /** null where the file is one table. */
  readonly name: string | null;
  readonly rows: number;
  /** Its rows, some at a time; a fault of the file is thrown, and costs what it was met in. */
  read(): AsyncGenerator<readonly DatabaseRow[]>;
}

/** True if the columns are those of messages and the first rows hold texts under them, no numbers that stand for texts elsewhere. */
export function holdsMessages(
  columns: readonly string[],
  sample: readonly DatabaseRow[],
  mapped: ReadonlySet<string>,
): boolean {
  const texts = columns.filter((name) => sample.some((row) => isText(row[name])));
  if (namesMessages(texts, mapped)) return true;
  return texts.some(
    (name) => mayHoldMail(name) && sample.some((row) => isMail(Buffer.from(textOf(row[name]).slice(0, 4000)))),
  );
}

/** True if texts stand under columns of a subject and of a text: a table of messages whose people may stand in another. */
export function holdsTexts({ sample }: { readonly sample: readonly DatabaseRow[] }): boolean {
  const texts = Object.keys(sample[0] ?? {}).filter((name) => sample.some((row) => isText(row[name])));
  return (
    namesMessages(['from', ...texts.filter((name) => /subject|betreff/i.test(name))], new Set()) &&
    texts.some((name) => /body|text|content/i.test(name))
  );
}

const isText = (value: unknown): boolean =>
  (typeof value === 'string' && value.trim() !== '' && !/^-?\d+$/.test(value)) ||
  (Array.isArray(value) && value.length > 0) ||
  (typeof value === 'object' && value !== null);

/** The message of a row; its place is the row, for a value of a database has no bytes of its own that could be shown. */
export function rowMessage(
  row: DatabaseRow,
  origin: Origin,
  { custodian, folder }: CutContext,
  table: string | null,
): RawMessage {
  const plain = {
    origin,
    custodian,
    folder: folder ?? table,
    fromLine: null,
    fromQuoting: 'none' as const,
    bytesOffset: 0,
  };
  const columns = Object.keys(row);
  for (const [name, value] of Object.entries(row)) {
    if (!mayHoldMail(name)) continue;
    const bytes =
      value instanceof Uint8Array ? Buffer.from(value) : Buffer.from(typeof value === 'string' ? value : '');
    if (!isMailCell(name, bytes.subarray(0, 4000), columns)) continue;
    const cell = { name, text: '', offset: origin.offset, length: origin.length, doubled: false };
    return { ...plain, folder: plain.folder ?? folderOf(row), bytes, record: null, cell };
  }
  return {
    ...plain,
    bytes: null,
    record: Object.fromEntries(Object.entries(row).map(([name, value]) => [name, plainValue(value)])),
  };
}

const FILE_COLUMNS = new Set(['file', 'filename', 'path', 'filepath', 'sourcepath']);

function folderOf(row: DatabaseRow): string | null {
  const file = Object.entries(row).find(([name]) => FILE_COLUMNS.has(simplifyColumn(name)))?.[1];
  if (typeof file !== 'string') return null;
  const slash = Math.max(file.lastIndexOf('/'), file.lastIndexOf('\\'));
  return slash > 0 ? file.slice(0, slash) : null;
}

/** A value as JSON would have it: times as texts, long numbers as texts, bytes as UTF-8. */
function plainValue(value: unknown): unknown {
  if (typeof value === 'bigint') return Number.isSafeInteger(Number(value)) ? Number(value) : `${value}`;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? null : value.toISOString();
  if (value instanceof Uint8Array) return Buffer.from(value).toString('utf8');
  if (Array.isArray(value)) return value.map(plainValue);
  if (typeof value === 'object' && value !== null)
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, plainValue(member)]));
  return value;
}

const textOf = (value: unknown): string =>
  typeof value === 'string' ? value : value instanceof Uint8Array ? Buffer.from(value).toString('latin1') : '';
