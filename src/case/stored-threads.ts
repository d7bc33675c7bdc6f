import { splitOrdinal } from '../dedupe/key-ordinal.js';
import type { Person } from '../people/person.js';
import { isInRange, parseBatesRange } from '../report/answer/bates-range.js';
import type { Database, SqlValue } from '../source/database/sqlite-file.js';
import type { Production } from '../source/source.js';
import { wellFormed } from '../text/well-formed.js';
import type { CrossReference } from '../thread/cross-reference.js';
import { readMeta } from './read-stored.js';

/**
 * Numbers of all threads that a key, a Message-ID, a Bates number or the beginning of one may mean: what `findByKey` finds is among
 * them.
 */
export function threadsNear(database: Database, text: string): readonly number[] {
  const wanted = text.replace(/^</, '').replace(/>$/, '');
  const [bare] = splitOrdinal(wanted.startsWith('t-') ? wanted.slice(2) : wanted);
  const near = numbersOf(
    database,
    `SELECT thread FROM post WHERE instr(key, ?) > 0 OR instr(message_id, ?) = 1
       UNION SELECT thread FROM message JOIN post ON post.number = message.post WHERE bates_begin = ? OR bates_end = ?`,
    [bare, wanted, wanted, wanted],
  );
  return near.length ? near : threadsAround(database, wanted);
}

/** Threads of the documents and families on whose pages a Bates number stands. */
function threadsAround(database: Database, wanted: string): readonly number[] {
  const range = parseBatesRange(wanted);
  if (range === null || range.from !== range.to) return [];
  const threads = new Set<number>();
  const rows = database.prepare(
    `SELECT post.thread AS thread, json_extract(message.record, '$.production') AS production
       FROM message JOIN post ON post.number = message.post WHERE production IS NOT NULL`,
  );
  for (const { thread, production } of rows.iterate())
    if (isInRange(JSON.parse(production as string) as Production, range)) threads.add(thread as number);
  return [...threads];
}

/** Threads of the posts that may have passed between two people, written by them or quoting them, and of what programs reported to them. */
export function threadsBetween(database: Database, persons: readonly Person[]): readonly number[] {
  const ids = JSON.stringify(persons.map(({ id }) => wellFormed(id)));
  const named = (roles: string) =>
    `SELECT post FROM mailbox JOIN participant ON participant.mailbox = mailbox.number
       WHERE person IN (SELECT value FROM json_each(?)) AND role IN (${roles})`;
  return numbersOf(
    database,
    `SELECT DISTINCT thread FROM post WHERE number IN (${named("'from', 'sender', 'quoted', 'resent-from'")}) AND number IN (${named("'to', 'cc', 'bcc', 'resent-to'")})
       UNION SELECT thread FROM post WHERE sending = 'automatic' AND number IN (${named("'to', 'cc', 'bcc'")})`,
    [ids, ids, ids],
  );
}

/** These threads, and those of the posts that quote one of theirs. */
export function withCarriers(database: Database, threads: readonly number[]): readonly number[] {
  const among = `(${threads.map(Number).join(', ')})`;
  const keys = new Set(
    database
      .prepare(`SELECT key FROM post WHERE thread IN ${among}`)
      .all()
      .map(({ key }) => key as string),
  );
  const references = readMeta<readonly CrossReference[] | null>(database, 'crossReferences') ?? [];
  const quoting = references.flatMap(({ post, quoted }) => (keys.has(quoted) ? post : []));
  const carriers = numbersOf(
    database,
    `SELECT thread FROM post WHERE key IN (SELECT value FROM json_each(?))
       UNION SELECT carrier.thread FROM post JOIN binding ON binding.target = post.key
         JOIN post AS carrier ON carrier.key = binding.post WHERE post.thread IN ${among}`,
    [JSON.stringify(quoting)],
  );
  return [...new Set([...threads, ...carriers])];
}

/** Numbers of the posts of these keys. */
export const postsOfKeys = (database: Database, keys: readonly string[]): readonly number[] =>
  numbersOf(database, 'SELECT number FROM post WHERE key IN (SELECT value FROM json_each(?))', [JSON.stringify(keys)]);

/** The first column of rows of numbers. */
function numbersOf(database: Database, sql: string, values: readonly SqlValue[]): readonly number[] {
  return database
    .prepare(sql)
    .all(...values)
    .map((row) => Object.values(row)[0] as number);
}
