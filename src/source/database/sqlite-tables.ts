import { existsSync } from 'node:fs';
import type { RandomBytes } from '../container/random-bytes.js';
import { RelatedRows, relatedNames } from '../table/related-rows.js';
import { findRelations, type Relations, type SampledTable } from '../table/related-tables.js';
import { isCaseHead } from './case-head.js';
import { type DatabaseRow, type DatabaseTable, holdsMessages, holdsTexts } from './row-message.js';
import { openSqliteProcess, type SqliteProcess } from './sqlite-process.js';

const MAGIC = 'SQLite format 3\0';

/** True for an SQLite database that rethread did not write. */
export const isForeignSqlite = (bytes: RandomBytes): boolean => {
  const head = bytes.read(0, 100);
  return head.toString('latin1', 0, 16) === MAGIC && !isCaseHead(head);
};

/** An open database whose tables of messages are read. */
export interface SqliteReading {
  readonly tables: readonly DatabaseTable[];
  /** What the tables of recipients and people gave to the messages; complete once all was read. */
  readonly joined: readonly { readonly tables: readonly string[]; readonly related: RelatedRows }[];
  /** Tables that hold no messages and are joined to none. */
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
    const sound = found.filter(({ sample }) => sample.length > 0);
    const own = sound.filter(({ sample }) => holdsMessages(Object.keys(sample[0]!), sample, mapped));
    const others = sound.filter((table) => !own.includes(table));
    // A table of texts whose people stand in other tables is one of messages too.
    const messages = own.length > 0 ? own : others.filter((table) => holdsTexts(table) && relationsOf(table, others));
    const joined: { tables: readonly string[]; related: RelatedRows }[] = [];
    const used = new Set<string>();
    const tables = messages.map(({ name, rows, sample }) => {
      const relations = relationsOf({ name, sample }, others);
      const names = relations === null ? [] : relatedNames(relations);
      for (const table of names) used.add(table);
      return {
        name: messages.length === 1 ? null : name,
        rows,
        async *read() {
          const related = relations === null ? null : await readRelated(database, relations);
          for (;;) {
            const batch = await database.next(name);
            if (batch.length === 0) break;
            yield related === null ? batch : batch.map((row) => related.join(row));
          }
          if (related !== null) joined.push({ tables: names, related });
        },
      };
    });
    return {
      tables,
      joined,
      others: others.filter(({ name }) => !used.has(name) && !messages.some((table) => table.name === name)).length,
      unwritten: existsSync(`${path}-wal`),
      close: () => database.close(),
    };
  } catch (error) {
    database.close();
    throw error;
  }
}

const relationsOf = (table: SampledTable, others: readonly SampledTable[]): Relations | null =>
  findRelations(
    table,
    others.filter((other) => other.name !== table.name),
  );

async function readRelated(database: SqliteProcess, relations: Relations): Promise<RelatedRows> {
  const related = new RelatedRows(relations);
  const { people, recipients } = relations;
  if (people !== null) await eachRow(database, people.table, related, (row) => related.addPerson(row));
  for (const table of recipients)
    await eachRow(database, table.table, related, (row) => related.addRecipient(row, table));
  return related;
}

async function eachRow(
  database: SqliteProcess,
  table: string,
  related: RelatedRows,
  take: (row: DatabaseRow) => void,
): Promise<void> {
  while (related.holds) {
    const batch = await database.next(table);
    if (batch.length === 0) return;
    batch.forEach(take);
  }
}
