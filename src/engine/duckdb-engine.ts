import { mkdirSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Engine, TableExport } from './engine.js';
import { sqlColumns } from './engine-tables.js';
import { statementsOf } from './plan-file.js';
import { type Program, runStage } from './run-stage.js';

/** The part of `@duckdb/node-api` that is used. */
interface DuckDb {
  readonly DuckDBInstance: {
    create(path: string, options: Readonly<Record<string, string>>): Promise<DuckDbInstance>;
  };
}

interface DuckDbInstance {
  connect(): Promise<DuckDbConnection>;
  closeSync(): void;
}

interface DuckDbConnection {
  run(sql: string): Promise<unknown>;
  runAndReadAll(sql: string): Promise<{ getRows(): readonly (readonly unknown[])[] }>;
  closeSync(): void;
}

/** Says that DuckDB is not installed, and what to do. */
export class NoDuckDb extends Error {
  override name = 'NoDuckDb';
  constructor() {
    super('--engine duckdb needs a package that is not installed: npm install @duckdb/node-api');
  }
}

/** What DuckDB may take, and how stages are started. */
export interface DuckDbOptions {
  /** A folder for its tables and for what does not fit in memory. */
  readonly folder: string;
  /** As DuckDB writes it: `2GB`. */
  readonly memory: string;
  readonly program: Program;
  /** Processes of stages at a time, and threads of DuckDB. */
  readonly threads: number;
}

/** DuckDB on this machine: within its memory, the rest on disk; stages as processes beside it. @throws NoDuckDb */
export async function openDuckDb(options: DuckDbOptions): Promise<Engine> {
  const { folder, memory, threads, program } = options;
  const { DuckDBInstance } = loadDuckDb();
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'plan.duckdb');
  for (const left of [path, `${path}.wal`]) rmSync(left, { force: true });
  const instance = await DuckDBInstance.create(path, {
    ...{ memory_limit: memory, threads: String(threads), temp_directory: join(folder, 'spilled') },
    preserve_insertion_order: 'false',
  });
  const connection = await instance.connect();
  // Nothing is fetched from anywhere, whatever the plan says.
  await connection.run('SET autoinstall_known_extensions = false');
  const run = async (sql: string) => void (await connection.run(sql));
  const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRows();
  return {
    async show(tables) {
      for (const { table, files } of tables) {
        const columns = sqlColumns(table).map(([name, type]) => `${name}: '${type}'`);
        const names = sqlColumns(table).map(([name]) => name);
        const list = files.map(quoted).join(', ');
        const none = sqlColumns(table).map(([name, type]) => `CAST(NULL AS ${type}) AS ${name}`);
        await run(
          files.length === 0
            ? `CREATE OR REPLACE VIEW ${table} AS SELECT ${none.join(', ')} WHERE false`
            : `CREATE OR REPLACE VIEW ${table} AS SELECT ${names.join(', ')} FROM read_json([${list}], format = 'newline_delimited', columns = {${columns.join(', ')}}, maximum_object_size = ${LONGEST_LINE})`,
        );
      }
    },
    async run(sql) {
      for (const statement of statementsOf(sql))
        await run(statement.replace(/^CREATE TABLE/, 'CREATE OR REPLACE TABLE'));
    },
    write: async (given) => writeFiles(given, run, ask),
    pipe: (given) => runStage(program, given, threads),
    async close() {
      connection.closeSync();
      instance.closeSync();
    },
  };
}

/** A row that SQL reads holds what headers claim of one child at most, never a body; DuckDB holds as much for each thread. */
const LONGEST_LINE = 16 << 20;

async function writeFiles(
  { table, to, order, by }: TableExport,
  run: (sql: string) => Promise<void>,
  ask: (sql: string) => Promise<readonly (readonly unknown[])[]>,
): Promise<readonly string[]> {
  rmSync(to, { recursive: true, force: true });
  mkdirSync(to, { recursive: true });
  const copy = async (name: string, rows: string) => {
    const file = join(to, `${name}.jsonl`);
    await run(`COPY (SELECT * FROM ${rows} ORDER BY ${order.join(', ')}) TO ${quoted(file)} (FORMAT JSON)`);
    return file;
  };
  if (by === undefined) return [await copy('all', table)];
  // Sorted, a part lies in a few blocks: the others are not looked at.
  await run(`CREATE OR REPLACE TABLE sorted AS SELECT * FROM ${table} ORDER BY ${by}`);
  const values = await ask(`SELECT DISTINCT ${by} FROM sorted ORDER BY ${by}`);
  const files: string[] = [];
  for (const [value] of values) files.push(await copy(String(value).padStart(5, '0'), `sorted WHERE ${by} = ${value}`));
  await run('DROP TABLE sorted');
  return files;
}

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

function loadDuckDb(): DuckDb {
  try {
    return createRequire(import.meta.url)('@duckdb/node-api') as DuckDb;
  } catch {
    throw new NoDuckDb();
  }
}
