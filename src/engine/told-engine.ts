import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import type { Engine } from './engine.js';
import { sqlColumns } from './engine-tables.js';
import { rowFiles } from './line-files.js';
import { statementsOf } from './plan-file.js';

/** What another program is told to do: one line of JSON each; it answers each with one line. */
export type ToldStep =
  /** Let SQL name these files of JSON lines, with these columns. */
  | { readonly do: 'show'; readonly table: string; readonly columns: string; readonly files: readonly string[] }
  /** Make a table by a query. */
  | { readonly do: 'make'; readonly table: string; readonly query: string }
  /** Write a table to a folder as JSON lines. */
  | {
      readonly do: 'write';
      readonly table: string;
      readonly to: string;
      readonly order: readonly string[];
      readonly by: string | null;
    }
  /** Run `rethread stage STAGE` over each file; the answer names the files of output, in the same order. */
  | {
      readonly do: 'pipe';
      readonly stage: string;
      readonly from: readonly string[];
      readonly to: string;
      readonly version: string;
      readonly whole: string | null;
    };

/** What the other program answers. */
interface Answer {
  readonly error?: string;
  readonly files?: readonly string[];
}

/**
 * An engine that another program is: steps are written to `output`, answers read from `input`. `engine/spark/rethread_spark.py` is such a
 * program.
 */
export function toldEngine(input: Readable, output: Writable): Engine {
  const reader = createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY });
  const lines = reader[Symbol.asyncIterator]();
  const tell = async (step: ToldStep): Promise<Answer> => {
    output.write(`${JSON.stringify(step)}\n`);
    const { value, done } = await lines.next();
    if (done) throw new Error('the engine ended before the case was built');
    const answer = JSON.parse(value as string) as Answer;
    if (answer.error !== undefined) throw new Error(`the engine cannot ${step.do}: ${answer.error}`);
    return answer;
  };
  return {
    async show(tables) {
      for (const { table, files } of tables) {
        const columns = sqlColumns(table).map(([name, type]) => `${name} ${type}`);
        await tell({ do: 'show', table, columns: columns.join(', '), files });
      }
    },
    async run(sql) {
      for (const statement of statementsOf(sql)) {
        const [, table, query] = /^CREATE TABLE (\w+) AS\s+([\s\S]*)$/.exec(statement)!;
        await tell({ do: 'make', table: table!, query: query! });
      }
    },
    async write({ table, to, order, by = null }) {
      await tell({ do: 'write', table, to, order, by });
      return rowFiles(to);
    },
    async pipe({ stage, from, to, version, whole = null }) {
      return (await tell({ do: 'pipe', stage, from, to, version, whole })).files!;
    },
    async close() {
      reader.close();
      input.destroy();
    },
  };
}
