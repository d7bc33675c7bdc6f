import type { Database, SqlValue, Statement } from '../source/database/sqlite-file.js';
import { spaceIdeographs } from '../text/space-ideographs.js';
import type { KeptTexts, TextFile } from './kept/text-file.js';
import { packText } from './pack-json.js';

/** JSON that is packed when it is written. */
export interface ToPack {
  readonly json: string;
}

/** A text that waits and is read when it is written: its number, and whether signs that are words of their own are set apart. */
export interface ToRead {
  readonly kept: number;
  readonly spaced: boolean;
}

/** What a column of a row that is written can be given. */
export type GivenValue = SqlValue | ToPack | ToRead;

/** What takes rows: SQL with question marks, and their values. */
export interface RowSink {
  /** The texts of which it takes numbers for the texts themselves; null where it does not. */
  readonly texts: TextFile | null;
  run(sql: string, values: readonly GivenValue[]): void;
  /** Takes messages as orders that wait under these numbers, the last one exclusive; only of who reads texts. */
  order(from: number, to: number): void;
  /** Ends once all is written; throws what writing failed with. */
  end(): void;
}

/** Writes each row at once: each statement is prepared once. */
export function rowSink(database: Database, texts: KeptTexts | null = null): Pick<RowSink, 'run'> {
  const statements = new Map<string, Statement>();
  const written = (value: GivenValue): SqlValue => {
    if (typeof value !== 'object' || value === null) return value;
    if ('json' in value) return packText(value.json);
    if (!('kept' in value)) return value;
    const text = texts!.read(value.kept);
    return value.spaced ? spaceIdeographs(text) : text;
  };
  return {
    run: (sql, values) => {
      let statement = statements.get(sql);
      if (statement === undefined) {
        statement = database.prepare(sql);
        statements.set(sql, statement);
      }
      statement.run(...values.map(written));
    },
  };
}
