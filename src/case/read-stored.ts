import type { ProducedPost } from '../dedupe/produced-post.js';
import type { Finding } from '../finding/finding.js';
import type { ExplainLink, LinkExplanation } from '../link/evidence/evidence.js';
import type { LinkColumns } from '../link/link-columns.js';
import type { MissingPost, Post, RecoveredPost } from '../link/post/post.js';
import type { Message } from '../message/message.js';
import type { KnownMailbox, People, Person } from '../people/person.js';
import type { PostSplit, SplitBody } from '../quote/segment.js';
import type { EmbeddedBinding } from '../recover/recover-messages.js';
import type { RecoveredMessage } from '../recover/recovered-message.js';
import type { ExplainedReconstruction, Reconstruction } from '../report/answer/reconstruction.js';
import type { Database, SqlValue } from '../source/database/sqlite-file.js';
import type { Origin, Problem, Source } from '../source/source.js';
import type { Thread, ThreadedPost } from '../thread/thread.js';
import { CASE_APPLICATION, CASE_VERSION, type CaseRow, type CaseTable } from './case-schema.js';
import { messageOf, splitOfOutline, unpackContent } from './message-rows.js';
import type { CaseAbout } from './write-case.js';

/** Which parts of a case are read: a question pays only for what it asks. */
export interface CaseScope {
  /** Numbers of the threads that are read, whole, with all that concerns their posts; all unless given. */
  readonly threads?: readonly number[];
  /** Bodies, attached messages and split bodies; without them who is quoted, without texts. */
  readonly bodies: boolean;
  /** Raw header fields. */
  readonly fields: boolean;
  readonly people: boolean;
  readonly findings: boolean;
}

/** Threads that one statement names; of more than these all are read. */
const MOST_NAMED = 20_000;

/** Says that a file is no case, or not one that this version reads; the message says what to do. */
export class CaseError extends Error {
  override name = 'CaseError';
}

/** How a case was built. @throws CaseError where it is none that this version reads */
export function readAbout(database: Database): CaseAbout {
  const { application_id: application } = database.prepare('PRAGMA application_id').get() ?? {};
  if (application !== CASE_APPLICATION) throw new CaseError('an SQLite file, but no case of rethread');
  const { user_version: version } = database.prepare('PRAGMA user_version').get() ?? {};
  if (version !== CASE_VERSION)
    throw new CaseError(
      `a case of version ${version}, and this program reads version ${CASE_VERSION}: build it anew with rethread build`,
    );
  // As bytes: the package for SQLite ends the process where a damaged text is no UTF-8.
  const row = database.prepare("SELECT CAST(value AS BLOB) AS value FROM meta WHERE name = 'about'").get();
  return JSON.parse(Buffer.from(row?.value as Uint8Array).toString('utf8')) as CaseAbout;
}

/** Reads a case back: the reconstruction it was built from, as far as the scope asks, and the reasons of its links from their rows. */
export function readStored(database: Database, scope: CaseScope): ExplainedReconstruction {
  const { threads } = scope;
  const isAll = threads === undefined || threads.length > MOST_NAMED;
  const only = isAll ? '1' : `post.thread IN (${threads.map(Number).join(', ')})`;
  const recovered = recoveredOf(database, only);
  const { posts, splits, places } = postsOf(database, scope, recovered, only);
  const links = linksOf(database, places, only);
  const reconstruction: Reconstruction = {
    sources: recordsOf<Source>(database, 'source'),
    problems: recordsOf<Problem>(database, 'problem'),
    gaps: recordsOf<Origin>(database, 'gap', 'rowid'),
    posts,
    links,
    threads: threadsOf(database, posts, links, places, only),
    splits,
    recovered,
    bindings: bindingsOf(database, only),
    crossReferences: readMeta<Reconstruction['crossReferences'] | null>(database, 'crossReferences') ?? [],
    linking: readMeta<Reconstruction['linking']>(database, 'linking'),
    decisions: readMeta<Reconstruction['decisions']>(database, 'decisions'),
    people: scope.people ? readPeople(database) : { persons: [], mailboxes: [] },
    findings: scope.findings ? findingsOf(database) : [],
  };
  return { reconstruction, explain: explainStored(database) };
}

/** Tells why a link was made from the row that was written when it was. */
export function explainStored(database: Database): ExplainLink {
  const find = database.prepare(
    'SELECT explanation.record AS record FROM explanation JOIN post ON post.number = explanation.number WHERE post.key = ?',
  );
  return (child) => {
    const record = find.get(child)?.record;
    return record === undefined ? null : (JSON.parse(record as string) as LinkExplanation);
  };
}

/** What is told of a case as a whole, by its name. */
export function readMeta<T>(database: Database, name: string): T {
  const value = database.prepare('SELECT value FROM meta WHERE name = ?').get(name)?.value;
  return JSON.parse(String(value ?? null)) as T;
}

/** Reads back who is who. */
export function readPeople(database: Database): People {
  const mailboxes: KnownMailbox[] = [];
  for (const row of database.prepare('SELECT key, person, shared FROM known ORDER BY number').iterate())
    mailboxes.push({ key: row.key as string, person: row.person as string, shared: row.shared === 1 });
  return { persons: recordsOf<Person>(database, 'person'), mailboxes };
}

/** All messages that are recovered; of some threads those that are posts of them. */
function recoveredOf(database: Database, only: string): readonly RecoveredPost[] {
  const recovered: RecoveredPost[] = [];
  const some = only === '1' ? '' : `WHERE key IN (SELECT key FROM post WHERE ${only} AND kind = 'recovered')`;
  for (const row of database.prepare(`SELECT key, record FROM recovered ${some} ORDER BY number`).iterate())
    recovered.push(asRecovered(row));
  return recovered;
}

/** All bindings; of some threads those that tell who quotes their posts. */
function bindingsOf(database: Database, only: string): readonly EmbeddedBinding[] {
  if (only === '1') return recordsOf<EmbeddedBinding>(database, 'binding');
  const rows = database.prepare(
    `SELECT binding.record AS record FROM post JOIN binding ON binding.target = post.key WHERE ${only} ORDER BY binding.number`,
  );
  return rows.all().map(({ record }) => JSON.parse(record as string) as EmbeddedBinding);
}

const asRecovered = ({ key, record }: Record<string, SqlValue>): RecoveredPost => ({
  kind: 'recovered',
  key: key as string,
  recovered: JSON.parse(record as string) as RecoveredMessage,
});

/** The records of a table, in order. */
export function recordsOf<T>(database: Database, table: CaseTable, order = 'number'): readonly T[] {
  const records: T[] = [];
  for (const { record } of database.prepare(`SELECT record FROM ${table} ORDER BY ${order}`).iterate())
    records.push(JSON.parse(record as string) as T);
  return records;
}

function findingsOf(database: Database): readonly Finding[] {
  const findings: Finding[] = [];
  for (const row of database.prepare('SELECT * FROM finding ORDER BY number').iterate()) {
    findings.push(findingOf(row as unknown as CaseRow<'finding'>));
  }
  return findings;
}

/** Reads a finding back. */
export function findingOf({ key, kind, severity, summary, origins, record }: CaseRow<'finding'>): Finding {
  const { posts, detail, summary: exact } = JSON.parse(record) as Pick<Finding, 'posts' | 'detail'> & Partial<Finding>;
  return {
    ...{ key, kind, severity: severity as Finding['severity'], summary: exact ?? summary, posts },
    origins: JSON.parse(origins) as Finding['origins'],
    detail,
  };
}

function linksOf(database: Database, places: Places, only: string): LinkColumns {
  const columns = { children: [] as number[], parents: [] as number[], confidences: [] as number[] };
  const rows = database.prepare(
    `SELECT link.* FROM ${only === '1' ? 'link' : `post JOIN link ON link.child = post.number WHERE ${only}`} ORDER BY link.rowid`,
  );
  for (const row of rows.iterate()) {
    const { child, parent, confidence } = row as unknown as CaseRow<'link'>;
    columns.children.push(places(child));
    columns.parents.push(places(parent));
    columns.confidences.push(confidence);
  }
  return columns;
}

/** Reads some posts back, without bodies and raw fields, in the order of the numbers. */
export function readPosts(database: Database, numbers: readonly number[]): readonly Post[] {
  return somePosts(database, numbers, { bodies: false, fields: false }).posts;
}

/** Reads some posts back with their texts and how they were split, in the order of the numbers. */
export function readWholePosts(
  database: Database,
  numbers: readonly number[],
): { readonly posts: readonly Post[]; readonly splits: readonly PostSplit[] } {
  return somePosts(database, numbers, { bodies: true, fields: false });
}

function somePosts(database: Database, numbers: readonly number[], scope: PostScope) {
  const only = `post.number IN (${numbers.map(Number).join(', ')})`;
  const keys = database.prepare(`SELECT key FROM post WHERE kind = 'recovered' AND ${only}`).all();
  const one = database.prepare('SELECT key, record FROM recovered WHERE key = ?');
  const recovered = keys.flatMap(({ key }) => one.all(key!)).map(asRecovered);
  const { posts, splits, places } = postsOf(database, scope, recovered, only);
  return { posts: numbers.map((number) => posts[places(number)]!), splits };
}

/** The place in the list of posts that were read, by the number of a post. */
type Places = (number: number) => number;

type PostScope = Pick<CaseScope, 'bodies' | 'fields'>;

function postsOf(database: Database, scope: PostScope, recovered: readonly RecoveredPost[], only: string) {
  const { copies, splits } = messagesByPost(database, scope, only);
  const byKey = new Map(recovered.map((post) => [post.key, post]));
  const posts: Post[] = [];
  const places = new Map<number, number>();
  const rows = database.prepare(`SELECT number, key, kind, record FROM post WHERE ${only} ORDER BY number`);
  for (const row of rows.iterate()) {
    const { number, key, kind, record } = row as unknown as CaseRow<'post'>;
    places.set(number, posts.length);
    if (kind === 'produced') posts.push({ kind, key, ...copies.get(number)!, ...otherFields(record) });
    else if (kind === 'recovered') posts.push(byKey.get(key)!);
    else posts.push(JSON.parse(record!) as MissingPost);
  }
  return { posts, splits, places: (number: number) => places.get(number)! };
}

function otherFields(record: string | null): Pick<ProducedPost, 'duplicateOf' | 'sending' | 'resendings'> {
  return record === null
    ? { duplicateOf: null }
    : (JSON.parse(record) as Pick<ProducedPost, 'duplicateOf' | 'sending' | 'resendings'>);
}

/** The copies of each produced post, and the split bodies of those that stand for all. */
function messagesByPost(database: Database, { bodies, fields }: PostScope, only: string) {
  const copies = new Map<number, { message: Message; readonly copies: Message[] }>();
  const splits: PostSplit[] = [];
  const contentOf = database.prepare('SELECT record FROM content WHERE number = ?');
  const outlineOf = database.prepare('SELECT record FROM outline WHERE number = ?');
  const headerOf = database.prepare('SELECT record FROM header WHERE number = ?');
  const rows = database.prepare(
    `SELECT message.*, post.key AS key FROM message JOIN post ON post.number = message.post WHERE ${only} ORDER BY message.number`,
  );
  for (const row of rows.iterate() as IterableIterator<unknown> as IterableIterator<MessageAndKey>) {
    const { number, post, key, chosen } = row;
    const unpacked = bodies ? unpackContent((contentOf.get(number)?.record ?? null) as Uint8Array | null) : null;
    const header = fields ? String(headerOf.get(number)?.record) : null;
    const message = messageOf(row, header, unpacked);
    const outline = unpacked === null && chosen === 1 ? outlineOf.get(number)?.record : undefined;
    const split =
      chosen === 1 ? (unpacked?.split ?? (outline === undefined ? null : splitOfOutline(outline as string))) : null;
    if (split) splits.push({ post: key, split });
    const known = copies.get(post);
    if (known === undefined) copies.set(post, { message, copies: [message] });
    else {
      known.copies.push(message);
      if (chosen === 1) known.message = message;
    }
  }
  return { copies, splits };
}

/**
 * Reads all copies back, with their texts, in the order of their posts: each is gone from memory once it was told of, unless somebody keeps it.
 * Of those that stand for all, how their bodies were split is told as well.
 */
export function visitMessages(database: Database, visit: (message: Message, split: SplitBody | null) => void): void {
  const contentOf = database.prepare('SELECT record FROM content WHERE number = ?');
  const headerOf = database.prepare('SELECT record FROM header WHERE number = ?');
  const rows = database.prepare('SELECT * FROM message ORDER BY number');
  for (const row of rows.iterate() as IterableIterator<unknown> as IterableIterator<CaseRow<'message'>>) {
    const content = unpackContent((contentOf.get(row.number)?.record ?? null) as Uint8Array | null);
    visit(messageOf(row, String(headerOf.get(row.number)?.record), content), content?.split ?? null);
  }
}

type MessageAndKey = CaseRow<'message'> & Pick<CaseRow<'post'>, 'key'>;

function threadsOf(
  database: Database,
  posts: readonly Post[],
  links: LinkColumns,
  places: Places,
  only: string,
): readonly Thread[] {
  const confidences = new Map(links.children.map((child, row) => [child, links.confidences[row]!]));
  const threads = new Map<number, { readonly key: string; readonly posts: ThreadedPost[] }>();
  const rows = database.prepare(
    `SELECT post.number AS number, thread, thread.key AS key, depth FROM post JOIN thread ON thread.number = post.thread
       WHERE ${only} ORDER BY thread, place`,
  );
  for (const row of rows.iterate()) {
    const { number, thread, key, depth } = row as unknown as CaseRow<'post'>;
    const place = places(number);
    const posted = { post: posts[place]!, depth, confidence: confidences.get(place) ?? null };
    const known = threads.get(thread);
    if (known === undefined) threads.set(thread, { key, posts: [posted] });
    else known.posts.push(posted);
  }
  return [...threads.values()];
}
