import type { Database } from '../source/database/sqlite-file.js';
import { wellFormed } from '../text/well-formed.js';

/** What a reviewer did: a note, a mark, a decision over a link or a person, or taking one of these back. */
export interface ReviewEntry {
  /** Chosen by whoever adds it, so that adding it twice adds it once. */
  readonly id: string;
  readonly kind: 'note' | 'mark' | 'join' | 'split' | 'date' | 'same' | 'search' | 'remove';
  /** Key of the post; for `same` the id of a person; for `search` the query; for `remove` the id of the entry that is taken back. */
  readonly post: string;
  /** For `join` the key of the parent, for `same` the id of the other person. */
  readonly parent?: string;
  /** For `date`: ISO 8601. */
  readonly date?: string;
  readonly author: string;
  /** Why; for a note its text, for a mark and a search its name. */
  readonly reason: string;
  /** ISO 8601, when it was added. */
  readonly time: string;
}

const KINDS: readonly ReviewEntry['kind'][] = ['note', 'mark', 'join', 'split', 'date', 'same', 'search', 'remove'];
const TABLE = `CREATE TABLE IF NOT EXISTS review (
  number INTEGER PRIMARY KEY AUTOINCREMENT, -- order in which entries came; nothing is ever changed or deleted
  id TEXT NOT NULL UNIQUE, -- chosen by who added it
  kind TEXT NOT NULL, -- note, mark, join, split, date, same, search, remove
  post TEXT NOT NULL, -- key of the post; same: id of a person; search: the query; remove: id of the entry
  author TEXT NOT NULL, -- who
  time TEXT NOT NULL, -- when, ISO 8601
  record TEXT NOT NULL -- the whole entry
)`;
const LONGEST_NAME = 200;
const LONGEST_KEY = 1000;
const LONGEST_TEXT = 20_000;

/**
 * Reads an entry that came from elsewhere, without its time; null where it is none: `{id, kind, post, author, reason, parent?, date?}`,
 * all texts, of bounded length, without further fields.
 */
export function readEntry(value: unknown): Omit<ReviewEntry, 'time'> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  const given = new Map(Object.entries(value));
  const text = (name: string, most: number): string | null => {
    const found = given.get(name);
    return typeof found === 'string' && found.length > 0 && found.length <= most && wellFormed(found) === found
      ? found
      : null;
  };
  const [id, kind, post] = [text('id', LONGEST_NAME), text('kind', LONGEST_NAME), text('post', LONGEST_KEY)];
  const [author, reason] = [text('author', LONGEST_NAME), text('reason', LONGEST_TEXT)];
  const [parent, date] = [text('parent', LONGEST_KEY), text('date', LONGEST_NAME)];
  if (id === null || post === null || author === null || reason === null) return null;
  const known = KINDS.find((name) => name === kind);
  if (known === undefined || ((known === 'join' || known === 'same') && parent === null)) return null;
  if (known === 'date' && (date === null || Number.isNaN(Date.parse(date)))) return null;
  const told = { ...(parent === null ? {} : { parent }), ...(date === null ? {} : { date }) };
  return { id, kind: known, post, author, reason, ...told };
}

/** Makes the table of what reviewers do; a case has it from the start. */
export const createReview = (database: Database): void => database.exec(TABLE);

/** Adds entries to what reviewers did; one whose id is there already is left as it is. On the disk when this returns. */
export function addReview(database: Database, entries: readonly ReviewEntry[]): void {
  database.exec('BEGIN IMMEDIATE');
  try {
    createReview(database);
    const add = database.prepare(
      'INSERT OR IGNORE INTO review(id, kind, post, author, time, record) VALUES (?, ?, ?, ?, ?, ?)',
    );
    for (const entry of entries) {
      const { id, kind, post, author, time } = entry;
      add.run(id, kind, post, author, time, JSON.stringify(entry));
    }
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
}

/** What reviewers did after an entry, by its number; 0 = everything. */
export function readReview(
  database: Database,
  after = 0,
): { readonly last: number; readonly entries: readonly ReviewEntry[] } {
  if (!database.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'review'").get()) return { last: 0, entries: [] };
  const rows = database
    .prepare('SELECT number, CAST(record AS BLOB) AS record FROM review WHERE number > ? ORDER BY number')
    .all(after);
  return {
    last: (rows.at(-1)?.number as number | undefined) ?? after,
    entries: rows.map(({ record }) => JSON.parse(Buffer.from(record as Uint8Array).toString('utf8')) as ReviewEntry),
  };
}
