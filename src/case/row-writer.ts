import { type CaseTable, type GivenRow, insertInto, insertMany } from './case-schema.js';
import type { GivenValue, RowSink } from './row-sink.js';

/** Adds a row to a table of a case. */
export type AddRow = <T extends CaseTable>(table: T, row: GivenRow<T>) => void;

/** Tables of many short rows: these are handed over together, which takes a third of the time. */
const NARROW: ReadonlySet<CaseTable> = new Set(['participant', 'mailbox', 'known', 'link', 'finding_post']);
const TOGETHER = 500;

/** What adds rows to the tables of a case; `flush` writes what it still holds. */
export interface RowWriter {
  readonly add: AddRow;
  flush(): void;
}

/** Gives what adds rows to what takes them. */
export function rowWriter(sink: Pick<RowSink, 'run'>): RowWriter {
  const writers = new Map<CaseTable, { add(row: never): void; flush(): void }>();
  const add: AddRow = (table, row) => {
    let writer = writers.get(table);
    if (writer === undefined) {
      writer = NARROW.has(table) ? manyWriter(sink, table) : oneWriter(sink, table);
      writers.set(table, writer);
    }
    writer.add(row as never);
  };
  return { add, flush: () => writers.forEach((writer) => void writer.flush()) };
}

function oneWriter(sink: Pick<RowSink, 'run'>, table: CaseTable) {
  const { sql, values } = insertInto(table);
  return { add: (row: never) => sink.run(sql, values(row)), flush: () => {} };
}

function manyWriter(sink: Pick<RowSink, 'run'>, table: CaseTable) {
  const { sql, values } = insertMany(table);
  let rows: (readonly GivenValue[])[] = [];
  const flush = () => {
    if (rows.length) sink.run(sql, [JSON.stringify(rows)]);
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
