import { spawn } from 'node:child_process';
import { statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { askerOf } from './asked-reader.js';
import type { DatabaseRow } from './row-message.js';
import { hasOwnSqlite, NoSqlite } from './sqlite-file.js';

/** A table as the process that reads the database tells of it. */
export interface TableSample {
  readonly name: string;
  /** Its first rows. */
  readonly sample: readonly DatabaseRow[];
  readonly rows: number;
}

/** A database that a process of its own reads. */
export interface SqliteProcess {
  tables(): Promise<readonly TableSample[]>;
  /** The next rows of a table, from its first on; none at its end. */
  next(table: string): Promise<readonly DatabaseRow[]>;
  close(): void;
}

/**
 * Opens a database as it lies there, in a process of its own: a reader of SQLite that is written in another language ends the whole process
 * where a damaged file holds what it does not expect. Nothing is written, neither to the file nor beside it. Views and virtual tables
 * are left alone: they may run what the file says.
 *
 * @throws NoSqlite where nothing reads SQLite
 */
export function openSqliteProcess(path: string): SqliteProcess {
  const child = spawn(
    process.execPath,
    ['--no-warnings', '-e', PROGRAM, `${pathToFileURL(path).href}?immutable=1`, readerPath()],
    {
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
      serialization: 'advanced',
    },
  );
  const ask = askerOf(
    {
      send: (question, failed) => child.send(question, (error) => error && failed(error)),
      onAnswer: (heard) => child.on('message', (answer) => heard(answer as object)),
      onEnd: (ended) => {
        child.on('error', ended);
        child.on('exit', () => ended(new Error('the file is damaged: what reads it broke off')));
      },
    },
    statSync(path).size,
  );
  return {
    tables: () => ask<readonly TableSample[]>({ tables: true }),
    next: (table) => ask<readonly DatabaseRow[]>({ next: table }),
    close: () => {
      child.kill('SIGKILL');
    },
  };
}

/** Path of the optional package; '' where Node reads SQLite itself. */
function readerPath(): string {
  if (hasOwnSqlite()) return '';
  try {
    return createRequire(import.meta.url).resolve('libsql');
  } catch {
    throw new NoSqlite();
  }
}

const PROGRAM = `
(() => {
  const [url, packagePath] = process.argv.slice(1);
  const own = packagePath ? null : process.getBuiltinModule('node:sqlite');
  const database = () => own ? new own.DatabaseSync(url, { readOnly: true }) : new (require(packagePath))(url, { readonly: true });
  const quoted = (name) => '"' + name.replaceAll('"', '""') + '"';
  // libsql gives what is no text as an ArrayBuffer.
  const bytes = (value) => (value instanceof ArrayBuffer ? new Uint8Array(value) : value);
  const plain = (row) => Object.fromEntries(Object.entries(row).map(([name, value]) => [name, bytes(value)]));
  const BATCH = 200;
  const SAMPLE = 20;
  const iterators = new Map();
  let opened = null;
  const open = () => {
    if (opened === null) {
      opened = database();
      opened.exec('PRAGMA trusted_schema = OFF');
    }
    return opened;
  };
  const tables = () => {
    const found = open()
      .prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite\\\\_%' ESCAPE '\\\\' AND sql NOT LIKE 'CREATE VIRTUAL%' LIMIT 500")
      .all();
    return found.map(({ name }) => {
      try {
        const sample = open().prepare('SELECT * FROM ' + quoted(name) + ' LIMIT ' + SAMPLE).all().map(plain);
        const [{ count }] = open().prepare('SELECT count(*) AS count FROM ' + quoted(name)).all();
        return { name, sample, rows: Number(count) };
      } catch (error) {
        if (found.length === 1) throw error;
        return { name, sample: [], rows: 0 };
      }
    });
  };
  const next = (name) => {
    if (!iterators.has(name)) iterators.set(name, open().prepare('SELECT * FROM ' + quoted(name)).iterate());
    const rows = [];
    while (rows.length < BATCH) {
      const { done, value } = iterators.get(name).next();
      if (done) break;
      rows.push(plain(value));
    }
    return rows;
  };
  process.on('message', (question) => {
    try {
      process.send({ value: question.tables ? tables() : next(question.next) });
    } catch (error) {
      process.send({ fault: String((error && error.message) || error).slice(0, 200) });
    }
  });
  process.on('disconnect', () => process.exit());
})();
`;
