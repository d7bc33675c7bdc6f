import type { Database } from '../source/database/sqlite-file.js';
import { type CaseRow, type CaseTable, insertInto } from './case-schema.js';

/** Adds a row to a table of a case. */
export type AddRow = <T extends CaseTable>(table: T, row: CaseRow<T>) => void;

/** Prepares what adds rows: each statement once. */
export function rowWriter(database: Database): AddRow {
  const writers = new Map<CaseTable, (row: never) => void>();
  return (table, row) => {
    let write = writers.get(table);
    if (write === undefined) {
      const { sql, values } = insertInto(table);
      const statement = database.prepare(sql);
      write = (given: never) => void statement.run(...values(given));
      writers.set(table, write);
    }
    write(row as never);
  };
}
