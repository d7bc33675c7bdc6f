import type { RandomBytes } from '../container/random-bytes.js';
import type { CutContext } from '../format/format.js';
import { remedyOf } from '../format/known-binary.js';
import type { ItemCount, Problem, RawMessage, Severity } from '../source.js';
import { relatedProblem } from '../table/related-rows.js';
import { isParquet, type ParquetReading, readParquet } from './parquet-table.js';
import { type DatabaseTable, rowMessage } from './row-message.js';
import { NoSqlite } from './sqlite-file.js';
import { isForeignSqlite, readSqlite } from './sqlite-tables.js';

/** Kinds of databases. */
export type DatabaseKind = 'parquet' | 'sqlite';

/** What a file is by its first and last bytes; null for no database. */
export const databaseKind = (bytes: RandomBytes): DatabaseKind | null =>
  isParquet(bytes) ? 'parquet' : isForeignSqlite(bytes) ? 'sqlite' : null;

/** A database that is being read: its messages in batches, then what it held. */
export interface DatabaseReading {
  readonly batches: AsyncGenerator<readonly RawMessage[]>;
  /** Complete once the batches were read; `items` is null where nothing of it was read, and all of it is a gap. */
  result(): { readonly problems: readonly Problem[]; readonly items: ItemCount | null };
}

const BATCH = 200;

/**
 * Reads the tables of a Parquet file or an SQLite database that hold one message a row. Never throws for what the file is.
 *
 * @param path where the database lies; null where it lies in an archive, and SQLite cannot open it
 */
export function readDatabase(
  kind: DatabaseKind,
  bytes: RandomBytes,
  path: string | null,
  context: CutContext,
): DatabaseReading {
  const problems: Problem[] = [];
  const state: { items: ItemCount | null } = { items: null };
  const tell = (severity: Severity, code: string, text: string): void => {
    const origin = { source: context.source, offset: 0, length: bytes.size };
    problems.push({ code, severity, message: `${context.source}: ${text}`, origin });
  };
  return {
    batches:
      kind === 'parquet'
        ? readParquetFile(bytes, path, context, state, tell)
        : readSqliteFile(bytes, path, context, state, tell),
    result: () => ({ problems, items: state.items }),
  };
}

type Tell = (severity: Severity, code: string, text: string) => void;
type State = { items: ItemCount | null };

const NO_MAIL =
  'not mail but a table, or tables, in which no columns of messages were found; --map from=NAME --map subject=NAME names them';

async function* readParquetFile(
  bytes: RandomBytes,
  path: string | null,
  context: CutContext,
  state: State,
  tell: Tell,
): AsyncGenerator<readonly RawMessage[]> {
  const grave = context.named ? 'error' : 'warning';
  let reading: ParquetReading | null;
  try {
    reading = await readParquet(bytes, path, mappedOf(context));
  } catch (error) {
    tell(grave, 'database-not-read', `a Parquet file that cannot be read: ${reasonOf(error)}`);
    return;
  }
  if (reading === null) {
    tell(grave, 'format-not-read', `a Parquet file, a format that is not read: ${remedyOf('parquet')}`);
    return;
  }
  try {
    if (reading.table === null) tell(context.named ? 'error' : 'info', 'not-mail', NO_MAIL);
    else yield* rowsOf([reading.table], bytes, context, state, tell);
  } finally {
    await reading.close();
  }
}

async function* readSqliteFile(
  bytes: RandomBytes,
  path: string | null,
  context: CutContext,
  state: State,
  tell: Tell,
): AsyncGenerator<readonly RawMessage[]> {
  const grave = context.named ? 'error' : 'warning';
  if (path === null) {
    tell(grave, 'format-not-read', 'an SQLite database in an archive: unpack it and read the file');
    return;
  }
  try {
    const reading = await readSqlite(path, mappedOf(context));
    try {
      const { tables, others, unwritten } = reading;
      if (tables.length === 0) {
        tell(context.named ? 'error' : 'info', 'not-mail', NO_MAIL);
        return;
      }
      if (unwritten)
        tell(
          'warning',
          'database-unwritten',
          'changes that wait in the -wal file beside the database are not read: open a copy of both with sqlite3 once, which writes them, and read that',
        );
      if (others > 0)
        tell('info', 'database-other-tables', `${others} other table(s) of the database hold no messages`);
      yield* rowsOf(tables, bytes, context, state, tell);
      for (const { tables: names, related } of reading.joined) {
        const { severity, code, message } = relatedProblem(names, related);
        tell(severity, code, message);
      }
    } finally {
      reading.close();
    }
  } catch (error) {
    if (error instanceof NoSqlite)
      tell(
        grave,
        'format-not-read',
        `an SQLite database, a format that is not read: use Node 22.13 or later, or ${remedyOf('sqlite')}`,
      );
    else tell(grave, 'database-not-read', `an SQLite database that cannot be read: ${reasonOf(error)}`);
  }
}

/** The rows of the tables, one after the other; a fault costs the rest of its table. */
async function* rowsOf(
  tables: readonly DatabaseTable[],
  bytes: RandomBytes,
  context: CutContext,
  state: State,
  tell: Tell,
): AsyncGenerator<readonly RawMessage[]> {
  const expected = tables.reduce((sum, { rows }) => sum + rows, 0);
  let read = 0;
  let row = 0;
  for (const table of tables) {
    const start = row;
    try {
      for await (const rows of table.read()) {
        for (let at = 0; at < rows.length; at += BATCH) {
          const batch = rows.slice(at, at + BATCH).map((values) => {
            const origin = { source: context.source, offset: 0, length: bytes.size, row: row++ };
            return rowMessage(values, origin, context, table.name);
          });
          read += batch.length;
          yield batch;
        }
      }
    } catch (error) {
      tell(
        'error',
        'database-damaged',
        `${start + table.rows - row} of its ${expected} rows cannot be read (${reasonOf(error)}); the others were`,
      );
    }
    row = start + table.rows;
  }
  state.items = { expected, read, failed: Math.max(0, expected - read) };
}

const mappedOf = ({ map }: CutContext): ReadonlySet<string> => new Set(Object.values(map));
const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error)).slice(0, 200);
