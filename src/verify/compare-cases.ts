import { CASE_TABLES, type CaseTable } from '../case/case-schema.js';
import { unpackJson } from '../case/pack-json.js';
import type { Database, SqlValue } from '../source/database/sqlite-file.js';
import type { Source } from '../source/source.js';
import { compareValues } from './compare-values.js';
import type { ClaimKind, Tally } from './verification.js';

/** Which kind of claim the rows of a table are. */
const KINDS: Partial<Readonly<Record<CaseTable, ClaimKind>>> = {
  source: 'source',
  post: 'post',
  message: 'post',
  content: 'post',
  link: 'link',
  explanation: 'evidence',
  finding: 'finding',
};

/** Tables whose record is packed. */
const PACKED: ReadonlySet<CaseTable> = new Set(['content', 'page']);

/** What a case keeps of its own making: nothing that its sources could tell. */
const OWN_META = new Set(['about', 'changes']);

/** Holds every row of every table of a case against those of one that was built anew from its sources. */
export function compareCases(claimed: Database, found: Database, tally: Tally): void {
  for (const table of Object.keys(CASE_TABLES) as CaseTable[]) {
    const kind = KINDS[table] ?? 'record';
    const rows = rowsOf(claimed, table)[Symbol.iterator]();
    const remade = rowsOf(found, table)[Symbol.iterator]();
    for (;;) {
      const [said, there] = [rows.next(), remade.next()];
      if (said.done && there.done) break;
      if (!said.done) tally.count(kind);
      const row = said.done ? undefined : said.value;
      const other = there.done ? undefined : there.value;
      if (isSameRow(row, other)) continue;
      const about = `${table} ${rowName(row ?? other)}`;
      for (const difference of compareValues(plainRow(row, table), plainRow(other, table)))
        tally.differ({ kind, about, ...difference });
    }
  }
  compareSchemas(claimed, found, tally);
}

function* rowsOf(database: Database, table: CaseTable): Generator<Record<string, SqlValue>> {
  const own = table === 'meta' ? `WHERE name NOT IN (${[...OWN_META].map((name) => `'${name}'`).join(', ')})` : '';
  const columns = Object.keys(CASE_TABLES[table]).map(asBytes).join(', ');
  yield* database.prepare(`SELECT rowid, ${columns} FROM ${table} ${own} ORDER BY rowid`).iterate();
}

/** A column with its texts as bytes: the package for SQLite ends the process where a damaged text is no UTF-8. */
const asBytes = (column: string): string =>
  `CASE typeof(${column}) WHEN 'text' THEN CAST(${column} AS BLOB) ELSE ${column} END AS ${column}`;

function rowName(row: Record<string, SqlValue> | undefined): string {
  const { number, name, rowid } = row ?? {};
  return String(number ?? (name === undefined ? rowid : plainValue('name', name, false)));
}

function isSameRow(a: Record<string, SqlValue> | undefined, b: Record<string, SqlValue> | undefined): boolean {
  if (a === undefined || b === undefined) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => isSameValue(a[name]!, b[name]!));
}

function isSameValue(a: SqlValue, b: SqlValue): boolean {
  const [one, other] = [bytesOf(a), bytesOf(b)];
  return one === null || other === null ? a === b : Buffer.compare(one, other) === 0;
}

/** The bytes of a blob, as Node's own SQLite and the package give them; null for what is none. */
function bytesOf(value: SqlValue | ArrayBuffer): Buffer | null {
  if (value instanceof Uint8Array) return Buffer.from(value.buffer, value.byteOffset, value.byteLength);
  return value instanceof ArrayBuffer ? Buffer.from(value) : null;
}

/** A row with its JSON read and its content unpacked, so that a difference has a place. */
function plainRow(row: Record<string, SqlValue> | undefined, table: CaseTable): unknown {
  if (row === undefined) return undefined;
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => [name, plainValue(name, value, name === 'record' && PACKED.has(table))]),
  );
}

function plainValue(name: string, value: SqlValue, packed: boolean): unknown {
  const bytes = bytesOf(value);
  if (bytes === null) return value;
  try {
    if (packed) return unpackJson(bytes);
    const text = bytes.toString('utf8');
    return name === 'record' || name === 'value' ? JSON.parse(text) : text;
  } catch {
    return packed ? 'unreadable' : bytes.toString('utf8');
  }
}

/** The sources of a case, as its rows tell. */
export function sourcesOf(database: Database): readonly Source[] {
  const rows = database.prepare(`SELECT ${asBytes('record')} FROM source ORDER BY number`).all();
  return rows.map(({ record }) => plainValue('record', record!, false) as Source);
}

/** Tables, indexes and views, the parts of the full-text index included: each as it would be made. */
function compareSchemas(claimed: Database, found: Database, tally: Tally): void {
  const read = (database: Database) =>
    new Map(
      database
        .prepare(
          `SELECT ${asBytes('name')}, ${asBytes('sql')} FROM sqlite_schema WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'`,
        )
        .all()
        .map(({ name, sql }) => [plainValue('', name!, false), plainValue('', sql!, false)]),
    );
  const [said, there] = [read(claimed), read(found)];
  for (const name of new Set([...said.keys(), ...there.keys()])) {
    tally.count('record');
    if (said.get(name) === there.get(name)) continue;
    tally.differ({
      kind: 'record',
      about: `schema ${name}`,
      at: 'sql',
      claimed: said.get(name),
      found: there.get(name),
    });
  }
}
