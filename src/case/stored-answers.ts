import type { Finding } from '../finding/finding.js';
import type { MissingPost } from '../link/post/post.js';
import type { Mailbox } from '../message/message.js';
import type { JoinOffer } from '../people/offer-joins.js';
import type { KnownMailbox, Person } from '../people/person.js';
import { mailboxKeys } from '../people/person-of.js';
import { type BatesAt, type BatesPlace, indexBates } from '../report/answer/bates.js';
import { countTimes } from '../report/answer/events.js';
import type { FindingFilter } from '../report/answer/finding-filter.js';
import type { CaseEvent } from '../report/answer/report-file.js';
import {
  asksForProduction,
  isCopyProducedSo,
  isOpen,
  isWithin,
  overlaps,
  type ReportFilter,
} from '../report/answer/thread-filter.js';
import type { Tiding, Tidings } from '../report/answer/tidings.js';
import type { ChronologyHead, MomentLine } from '../report/format/chronology/chronology-lines.js';
import type { ThreadLine } from '../report/format/thread-list.js';
import type { MomentCells } from '../report/table/chronology-table.js';
import type { Database } from '../source/database/sqlite-file.js';
import type { Production } from '../source/source.js';
import { wellFormed } from '../text/well-formed.js';
import type { CaseRow } from './case-schema.js';
import { findingOf, recordsOf } from './read-stored.js';

/** Who is who, without whose each mailbox is. */
export const storedPersons = (database: Database): readonly Person[] => recordsOf<Person>(database, 'person');

/** The pairs that may be one person. */
export const storedOffers = (database: Database): readonly JoinOffer[] => recordsOf<JoinOffer>(database, 'offer');

/** Whose these mailboxes are, as `People` has it: by the keys that tell, in their order. */
export function storedMailboxes(database: Database, mailboxes: Iterable<Mailbox>): readonly KnownMailbox[] {
  const keys = new Set<string>();
  for (const mailbox of mailboxes) for (const key of mailboxKeys(mailbox)) keys.add(key);
  const rows = database.prepare(
    'SELECT key, person, shared FROM known WHERE key IN (SELECT value FROM json_each(?)) ORDER BY number',
  );
  return rows
    .all(JSON.stringify([...keys]))
    .map(({ key, person, shared }) => ({ key: key as string, person: person as string, shared: shared === 1 }));
}

/** Looks up the Bates numbers of places. */
export const storedBates = (database: Database): BatesAt =>
  indexBates(recordsOf<BatesPlace>(database, 'bates', 'rowid'));

/** What posts tell of others. */
export function storedTidings(database: Database): Tidings {
  const rows = database.prepare('SELECT post, record FROM tiding ORDER BY rowid').all();
  return new Map(rows.map(({ post, record }) => [post as string, JSON.parse(record as string) as readonly Tiding[]]));
}

/** The times of posts by key; null where they are not known. */
export function storedTimes(database: Database): ReadonlyMap<string, number | null> {
  const rows = database.prepare('SELECT key, time FROM post').all();
  return new Map(rows.map(({ key, time }) => [key as string, time as number | null]));
}

/** What a list of threads tells of those that a filter lets through, and the times of their produced posts. */
export interface StoredList {
  readonly lines: Iterable<ThreadLine>;
  times(): readonly (number | null)[];
}

/** The lines of the list of threads. */
export function storedList(database: Database, filter: ReportFilter): StoredList {
  const threads = fittingThreads(database, filter);
  const times = () => {
    const rows = database.prepare("SELECT thread, time FROM post WHERE kind = 'produced'").all();
    return rows.flatMap(({ thread, time }) =>
      threads === null || threads.has(thread as number) ? [time as number | null] : [],
    );
  };
  return { lines: listLines(database, threads), times };
}

function* listLines(database: Database, threads: ReadonlySet<number> | null): Generator<ThreadLine> {
  for (const { number, line } of database.prepare('SELECT number, line FROM thread ORDER BY number').iterate())
    if (threads === null || threads.has(number as number)) yield JSON.parse(line as string) as ThreadLine;
}

/** Rank of each severity, as SQL. */
const RANK = "CASE severity WHEN 'warning' THEN 2 WHEN 'notice' THEN 1 ELSE 0 END";

/** The findings that are asked for, most severe first. */
export function* storedFindings(
  database: Database,
  filter: ReportFilter,
  { kinds, severity }: FindingFilter,
): Generator<Finding> {
  const threads = fittingThreads(database, filter);
  const concerned = threads && findingsOfThreads(database, threads);
  const rows = database.prepare(
    `SELECT number, key, kind, severity, summary, origins, record FROM finding
       WHERE (?1 = '[]' OR kind IN (SELECT value FROM json_each(?1))) AND ${RANK} >= ?2 ORDER BY number`,
  );
  const rank = { info: 0, notice: 1, warning: 2 }[severity];
  for (const row of rows.iterate(JSON.stringify(kinds), rank)) {
    if (concerned && !concerned.has(row.number as number)) continue;
    yield findingOf(row as unknown as CaseRow<'finding'>);
  }
}

/** Findings about a post of these threads; null where these are all threads. */
function findingsOfThreads(database: Database, threads: ReadonlySet<number>): ReadonlySet<number> | null {
  const { count } = database.prepare('SELECT count(*) AS count FROM thread').get() ?? {};
  if (count === threads.size) return null;
  const rows = database.prepare(
    'SELECT DISTINCT finding FROM post JOIN finding_post ON finding_post.post = post.number WHERE thread IN (SELECT value FROM json_each(?))',
  );
  return new Set(rows.all(JSON.stringify([...threads])).map(({ finding }) => finding as number));
}

/** Numbers of the threads with a post that satisfies the whole filter; null where it lets everything through. */
function fittingThreads(database: Database, filter: ReportFilter): ReadonlySet<number> | null {
  if (isOpen(filter)) return null;
  const timeless = fittingPosts(database, { ...filter, since: null, until: null });
  const threads = new Set<number>();
  for (const { number, thread, time } of database.prepare('SELECT number, thread, time FROM post').iterate())
    if (isWithin(time as number | null, filter) && (timeless === null || timeless.has(number as number)))
      threads.add(thread as number);
  return threads;
}

/** Numbers of the posts that satisfy what a filter asks beside their time; null for all. */
function fittingPosts(database: Database, filter: ReportFilter): ReadonlySet<number> | null {
  const { subject, persons } = filter;
  const sets: ReadonlySet<number>[] = [];
  if (subject !== null) {
    const part = subject.toLowerCase();
    const rows = database.prepare('SELECT number, subject FROM post').all();
    const fitting = rows.filter((row) => (row.subject as string).toLowerCase().includes(part));
    sets.push(new Set(fitting.map(({ number }) => number as number)));
  }
  if (persons !== null) {
    const rows = database.prepare(
      `SELECT DISTINCT post FROM mailbox JOIN participant ON participant.mailbox = mailbox.number
         WHERE person IN (SELECT value FROM json_each(?)) AND role <> 'quoted'`,
    );
    const ids = JSON.stringify([...persons.ids].map(wellFormed));
    sets.push(new Set(rows.all(ids).map(({ post }) => post as number)));
  }
  if (asksForProduction(filter)) sets.push(postsProducedSo(database, filter));
  if (!sets.length) return null;
  const [first, ...others] = sets;
  return new Set([...first!].filter((number) => others.every((set) => set.has(number))));
}

function postsProducedSo(database: Database, filter: ReportFilter): ReadonlySet<number> {
  const posts = new Set<number>();
  const rows = database.prepare(
    "SELECT post, custodian, folder, json_extract(record, '$.production') AS production FROM message",
  );
  for (const { post, custodian, folder, production } of rows.iterate()) {
    const told = production === null ? {} : { production: JSON.parse(production as string) as Production };
    const copy = { custodian: custodian as string | null, folder: folder as string | null, ...told };
    if (isCopyProducedSo(copy, filter)) posts.add(post as number);
  }
  return posts;
}

/** A chronology as the text tells it. */
export interface StoredChronology {
  readonly head: ChronologyHead;
  readonly lines: Iterable<MomentLine>;
  /** The same for a table. */
  readonly cells: Iterable<MomentCells>;
}

/** The chronology of the posts that fit a filter and came to be by one of the actions, if any are asked for. */
export function storedChronology(
  database: Database,
  filter: ReportFilter,
  actions: readonly string[],
  events: readonly CaseEvent[],
): StoredChronology {
  const timeless = fittingPosts(database, { ...filter, since: null, until: null });
  const asksForTime = filter.since !== null || filter.until !== null;
  const numbers = new Set<number>();
  const head = { posts: 0, resent: 0, recovered: 0, missing: 0, undatedMissing: 0 };
  const times: (number | null)[] = [];
  let span: [string, string] | null = null;
  const rows = database.prepare(
    `SELECT moment.number AS number, post, kind, moment.time AS time, date, action, resent,
       CASE kind WHEN 'missing' THEN json_extract(post.record, '$.interval') END AS interval
       FROM moment JOIN post ON post.number = moment.post ORDER BY moment.number`,
  );
  for (const row of rows.iterate()) {
    const { number, post, kind, time, date, action, resent, interval } = row as unknown as MomentRow;
    if (timeless !== null && !timeless.has(post)) continue;
    const days = interval === null ? null : (JSON.parse(interval) as MissingPost['interval']);
    if (asksForTime && !(days === null ? isWithin(time, filter) : overlaps(days, filter))) {
      if (days !== null && (days[0] === null || days[1] === null)) head.undatedMissing++;
      continue;
    }
    if (actions.length && (action === null || !actions.includes(action))) continue;
    numbers.add(number);
    if (resent) {
      head.resent++;
      continue;
    }
    head.posts++;
    if (kind === 'recovered') head.recovered++;
    if (kind === 'missing') head.missing++;
    if (date !== null) span = [span?.[0] ?? date, date];
    times.push(kind === 'produced' ? time : null);
  }
  return {
    head: { ...head, span, counts: countTimes(times, events) },
    lines: momentLines(database, numbers),
    cells: storedCells(database, numbers),
  };
}

type MomentRow = Pick<CaseRow<'moment'>, 'number' | 'post' | 'date' | 'action' | 'resent' | 'time'> &
  Pick<CaseRow<'post'>, 'kind'> & { readonly interval: string | null };

function* momentLines(database: Database, numbers: ReadonlySet<number>): Generator<MomentLine> {
  const rows = database.prepare(
    'SELECT record FROM moment WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number',
  );
  for (const { record } of rows.iterate(JSON.stringify([...numbers]))) yield JSON.parse(record as string) as MomentLine;
}

function* storedCells(database: Database, numbers: ReadonlySet<number>): Generator<MomentCells> {
  const rows = database.prepare(
    'SELECT date, cells FROM moment WHERE number IN (SELECT value FROM json_each(?)) ORDER BY number',
  );
  yield* rows.iterate(JSON.stringify([...numbers])) as Iterable<unknown> as Iterable<MomentCells>;
}
