import { existsSync } from 'node:fs';
import type { RandomBytes } from '../container/random-bytes.js';
import { type DatabaseTable, holdsMessages } from './row-message.js';
import { openSqliteProcess } from './sqlite-process.js';

const MAGIC = 'SQLite format 3\0';

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
 * Opens a database and finds its tables of messages.
 *
 * @throws NoSqlite where nothing reads SQLite, an `Error` where the file cannot be read
 */
export async function readSqlite(path: string, mapped: ReadonlySet<string>): Promise<SqliteReading> {
  const database = openSqliteProcess(path);
  try {
    const found = await database.tables();
    const messages = found.filter(
      ({ sample }) => sample.length > 0 && holdsMessages(Object.keys(sample[0]!), sample, mapped),
    );
    return {
      tables: messages.map(({ name, rows }) => ({
        name: messages.length === 1 ? null : name,
        rows,
        async *read() {
          for (;;) {
            const batch = await database.next(name);
            if (batch.length === 0) return;
            yield batch;
          }
        },
      })),
      others: found.length - messages.length,
      unwritten: existsSync(`${path}-wal`),
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}
