import { statSync } from 'node:fs';
import { addReview, type ReviewEntry, readReview } from '../case/review.js';
import { type Database, openDatabase } from '../source/database/sqlite-file.js';

/** What reviewers did, wherever it is kept. */
export interface ReviewKeeper {
  /** True where it stays after the program ends. */
  readonly lasts: boolean;
  /** Tells one state of the file from one that took its place. */
  generation(): string;
  /** On the disk when this returns. */
  add(entries: readonly ReviewEntry[]): void;
  /** What came after an entry; `last` is the number to ask from next. */
  read(after: number): { readonly last: number; readonly entries: readonly ReviewEntry[] };
  close(): void;
}

const ATTEMPTS = 5;

/**
 * Keeps what reviewers do in a case file. `rethread add` puts a grown case in the place of the file: whatever is written is written to
 * the file that bears the name afterwards (`replaceCaseFile` hands on what came before).
 */
export function keepInCase(path: string): ReviewKeeper {
  const identify = (): string => {
    const { dev, ino } = statSync(path);
    return `${dev}-${ino}`;
  };
  let open: { readonly database: Database; readonly generation: string } | null = null;
  const current = () => {
    const generation = identify();
    if (open?.generation === generation) return open;
    open?.database.close();
    const database = openDatabase(path);
    database.exec('PRAGMA synchronous = FULL');
    open = { database, generation };
    return open;
  };
  return {
    lasts: true,
    generation: identify,
    add(entries) {
      for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
        const { database, generation } = current();
        try {
          addReview(database, entries);
          if (identify() === generation) return;
        } catch (error) {
          // SQLite writes nothing to a file that bears the name no more (SQLITE_READONLY_DBMOVED).
          if (identify() === generation) throw error;
        }
      }
      throw new Error(`${path}: is replaced again and again while it is written to`);
    },
    read: (after) => readReview(current().database, after),
    close: () => open?.database.close(),
  };
}

/** Keeps what reviewers do as long as the program runs. */
export function keepInMemory(): ReviewKeeper {
  const entries: ReviewEntry[] = [];
  return {
    lasts: false,
    generation: () => 'memory',
    add(added) {
      for (const entry of added) if (!entries.some(({ id }) => id === entry.id)) entries.push(entry);
    },
    read: (after) => ({ last: entries.length, entries: entries.slice(after) }),
    close: () => undefined,
  };
}
