import type { Database, SqlValue } from '../source/database/sqlite-file.js';
import { type CaseRow, type CaseTable, insertInto, insertMany } from './case-schema.js';

/** Adds a row to a table of a case. */
export type AddRow = <T extends CaseTable>(table: T, row: CaseRow<T>) => void;

/** Tables of many short rows: these are handed over together, which takes a third of the time. */
const NARROW: ReadonlySet<CaseTable> = new Set(['participant', 'mailbox', 'known', 'link', 'finding_post']);
const TOGETHER = 500;

/** What adds rows to the tables of a case; `flush` writes what it still holds. */
export interface RowWriter {
  readonly add: AddRow;
  flush(): void;
}

/** Prepares what adds rows: each statement once. */
export function rowWriter(database: Database): RowWriter {
  const writers = new Map<CaseTable, { add(row: never): void; flush(): void }>();
  const add: AddRow = (table, row) => {
    let writer = writers.get(table);
    if (writer === undefined) {
      writer = NARROW.has(table) ? manyWriter(database, table) : oneWriter(database, table);
      writers.set(table, writer);
    }
    writer.add(row as never);
  };
  return { add, flush: () => writers.forEach((writer) => void writer.flush()) };
}

function oneWriter(database: Database, table: CaseTable) {
  const { sql, values } = insertInto(table);
  const statement = database.prepare(sql);
  return { add: (row: never) => void statement.run(...values(row)), flush: () => {} };
}

function manyWriter(database: Database, table: CaseTable) {
  const { sql, values } = insertMany(table);
  const statement = database.prepare(sql);
  let rows: (readonly SqlValue[])[] = [];
  const flush = () => {
    if (rows.length) statement.run(JSON.stringify(rows));
    rows = [];
  };
  return {
    add: (row: never) => {
      rows.push(values(row));
      if (rows.length === TOGETHER) flush();
    },
    flush,
  };
}
