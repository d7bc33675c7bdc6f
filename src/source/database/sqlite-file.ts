import { createRequire } from 'node:module';

/** What a column of a row can hold. */
export type SqlValue = string | number | null | Uint8Array;

/** A prepared statement. */
export interface Statement {
  run(...values: readonly SqlValue[]): void;
  get(...values: readonly SqlValue[]): Record<string, SqlValue> | undefined;
  all(...values: readonly SqlValue[]): Record<string, SqlValue>[];
  iterate(...values: readonly SqlValue[]): IterableIterator<Record<string, SqlValue>>;
}

/** An open SQLite file: the little that a case needs of it. */
export interface Database {
  exec(sql: string): void;
  prepare(sql: string): Statement;
  close(): void;
}

/** Why no case can be opened here, and what to do. */
export class NoSqlite extends Error {
  override name = 'NoSqlite';
  constructor() {
    super(
      'a case file needs SQLite: use Node 22.13 or later, which has it, or install the optional package: npm install libsql',
    );
  }
}

/**
 * Opens an SQLite file: by Node's own `node:sqlite` where it is there (22.13 and later), else by the optional package `libsql`.
 * `:memory:` is a file that is gone with the program.
 *
 *     const database = openDatabase('quay4.case', { readOnly: true });
 *
 * @throws NoSqlite where neither is there, an `Error` of SQLite where the file cannot be opened
 */
export function openDatabase(path: string, { readOnly = false } = {}): Database {
  const database = openPlain(path, readOnly);
  database.exec(`PRAGMA busy_timeout = ${PATIENCE}`);
  return database;
}

/** Milliseconds that one waits while another writes. */
const PATIENCE = 10_000;

function openPlain(path: string, readOnly: boolean): Database {
  const own = ownSqlite();
  if (own !== null) return withEmptyBytes(new own.DatabaseSync(path, { readOnly }));
  const Libsql = packageSqlite();
  return new Libsql(path, { readonly: readOnly }) as unknown as Database;
}

/** QUIRK: `node:sqlite` of Node 22 takes bytes that are none for NULL once their buffer was looked at; one that nobody has looked at it takes as it is. */
const withEmptyBytes = (database: Database): Database => ({
  exec: (sql) => database.exec(sql),
  prepare(sql) {
    const statement = database.prepare(sql);
    return {
      run: (...values) => void statement.run(...values.map(given)),
      get: (...values) => statement.get(...values.map(given)),
      all: (...values) => statement.all(...values.map(given)),
      iterate: (...values) => statement.iterate(...values.map(given)),
    };
  },
  close: () => database.close(),
});

const given = (value: SqlValue): SqlValue =>
  value instanceof Uint8Array && value.length === 0 ? new Uint8Array(0) : value;

type OpenOwn = { readonly DatabaseSync: new (path: string, options: { readOnly: boolean }) => Database };
type OpenPackage = new (path: string, options: { readonly: boolean }) => unknown;

/** Node's own; it warns on standard error that it is an experiment, which tells an analyst nothing. */
function ownSqlite(): OpenOwn | null {
  const { emitWarning } = process;
  process.emitWarning = (() => {}) as typeof process.emitWarning;
  try {
    const found = process.getBuiltinModule?.('node:sqlite' as never) as OpenOwn | undefined;
    return found ?? null;
  } catch {
    return null;
  } finally {
    process.emitWarning = emitWarning;
  }
}

/** True where Node reads SQLite itself (22.13 and later). */
export const hasOwnSqlite = (): boolean => ownSqlite() !== null;

function packageSqlite(): OpenPackage {
  try {
    return createRequire(import.meta.url)('libsql') as OpenPackage;
  } catch {
    throw new NoSqlite();
  }
}
