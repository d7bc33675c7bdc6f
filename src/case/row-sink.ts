import type { Database, SqlValue, Statement } from '../source/database/sqlite-file.js';
import { packText } from './pack-json.js';

/** JSON that is packed when it is written. */
export interface ToPack {
  readonly json: string;
}

/** What a column of a row that is written can be given. */
export type GivenValue = SqlValue | ToPack;

/** What takes rows: SQL with question marks, and their values. */
export interface RowSink {
  run(sql: string, values: readonly GivenValue[]): void;
  /** Ends once all is written; throws what writing failed with. */
  end(): void;
}

/** Writes each row at once: each statement is prepared once. */
export function rowSink(database: Database): RowSink {
  const statements = new Map<string, Statement>();
  return {
    run: (sql, values) => {
      let statement = statements.get(sql);
      if (statement === undefined) {
        statement = database.prepare(sql);
        statements.set(sql, statement);
      }
      statement.run(...values.map(packed));
    },
    end: () => {},
  };
}

const packed = (value: GivenValue): SqlValue =>
  typeof value === 'object' && value !== null && 'json' in value ? packText(value.json) : value;
