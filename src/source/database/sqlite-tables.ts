import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import type { RandomBytes } from '../container/random-bytes.js';
import { type DatabaseRow, type DatabaseTable, holdsMessages } from './row-message.js';
import { type Database, openDatabase } from './sqlite-file.js';

const MAGIC = 'SQLite format 3\0';
const BATCH = 200;
const SAMPLE = 20;
const MOST_TABLES = 500;

/** True for an SQLite database that rethread did not write. */
export const isForeignSqlite = (bytes: RandomBytes): boolean => {
  const head = bytes.read(0, 100);
  return head.toString('latin1', 0, 16) === MAGIC && head.toString('latin1', 68, 72) !== 'rthd';
};

/** An open database whose tables of messages are read. */
export interface SqliteReading {
  readonly tables: readonly DatabaseTable[];
  /** Tables that hold no messages. */
  readonly others: number;
  /** True where changes wait in a file beside it, which is not read. */
  readonly unwritten: boolean;
  close(): void;
}

/**
 * Opens a database as it lies there: nothing is written, neither to it nor beside it, and changes that wait in a `-wal` file are not
 * read. Views and virtual tables are left alone: they may run what the file says.
 *
 * @throws NoSqlite where nothing reads SQLite, an `Error` of SQLite where the file cannot be read
 */
export function readSqlite(path: string, mapped: ReadonlySet<string>): SqliteReading {
  const database = openDatabase(`${pathToFileURL(path).href}?immutable=1`, { readOnly: true });
  try {
    database.exec('PRAGMA trusted_schema = OFF');
    const named = database
      .prepare(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' AND sql NOT LIKE 'CREATE VIRTUAL%' LIMIT ?",
      )
      .all(MOST_TABLES);
    const names = named.map(({ name }) => `${name}`);
    const tables = names.flatMap((name) => tableOf(database, name, mapped) ?? []);
    const messages = tables.length === 1 ? tables.map((table) => ({ ...table, name: null })) : tables;
    return {
      tables: messages,
      others: names.length - tables.length,
      unwritten: existsSync(`${path}-wal`),
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

function tableOf(database: Database, name: string, mapped: ReadonlySet<string>): DatabaseTable | null {
  const from = `FROM "${name.replaceAll('"', '""')}"`;
  try {
    const sample = database.prepare(`SELECT * ${from} LIMIT ${SAMPLE}`).all();
    if (sample.length === 0 || !holdsMessages(Object.keys(sample[0]!), sample, mapped)) return null;
    const rows = Number(database.prepare(`SELECT count(*) AS count ${from}`).get()?.count ?? 0);
    return {
      name,
      rows,
      async *read() {
        let batch: DatabaseRow[] = [];
        for (const row of database.prepare(`SELECT * ${from}`).iterate()) {
          batch.push(row);
          if (batch.length < BATCH) continue;
          yield batch;
          batch = [];
        }
        if (batch.length > 0) yield batch;
      },
    };
  } catch {
    // A table that cannot be read holds no messages; the file is told of where all fail.
    return null;
  }
}
