import type { Finding } from '../finding/finding.js';
import type { Post } from '../link/post/post.js';
import { splitsByPost } from '../quote/splits-by-post.js';
import type { BatesAt } from '../report/answer/bates.js';
import type { ArrivedRequest } from '../report/page/case-glance.js';
import { unpackNumbers } from '../report/page/packed-numbers.js';
import { viewerFinding } from '../report/page/page-data.js';
import { type DetailContext, postDetail } from '../report/page/post-detail.js';
import { changesByPost } from '../report/page/quoted-changes.js';
import { MOST_POSTS, toldFindings } from '../report/page/told-findings.js';
import type { PostDetail, ViewerFinding } from '../report/page/viewer-data.js';
import type { Database } from '../source/database/sqlite-file.js';
import type { CrossReference } from '../thread/cross-reference.js';
import { type CrossReferenceIndex, indexCrossReferences } from '../thread/cross-reference-index.js';
import type { CaseRow } from './case-schema.js';
import { explainStored, findingOf, readMeta, readPosts, readWholePosts } from './read-stored.js';
import { storedBates } from './stored-answers.js';

/** A part of what the reading room begins with, packed as it stands in the case; null where there is none of that name. */
export function storedPart(database: Database, name: string): Uint8Array | null {
  const record = database.prepare('SELECT record FROM page WHERE name = ?').get(name)?.record;
  return record === undefined ? null : (record as Uint8Array);
}

/** A column of the lists, as it stands in the case; null where there is none of that name. */
export function storedColumn(database: Database, name: string): Uint8Array | null {
  const record = database.prepare('SELECT record FROM page_column WHERE name = ?').get(name)?.record;
  return record === undefined ? null : (record as Uint8Array);
}

/** What was missing before the case last grew, and is produced now. */
export function arrivedSince(database: Database): readonly ArrivedRequest[] {
  const row = database
    .prepare("SELECT json_extract(value, '$.arrived') AS arrived FROM meta WHERE name = 'changes'")
    .get();
  return row?.arrived ? (JSON.parse(row.arrived as string) as readonly ArrivedRequest[]) : [];
}

/**
 * Reads of a case what the page shows, a few rows at a time. Posts are numbered as the page has them: in reading order, thread after
 * thread.
 */
export class StoredPage {
  readonly #database: Database;
  /** Number of the first post of each thread. */
  readonly #starts: ArrayLike<number>;
  /** Number that the page has for each post of the case. */
  readonly #numbers: ArrayLike<number>;
  readonly #sources: ReadonlyMap<string, number>;
  #references: CrossReferenceIndex | null = null;
  #bates: BatesAt | null = null;

  constructor(database: Database) {
    this.#database = database;
    this.#starts = unpackNumbers(storedColumn(database, 'threads.start')!);
    this.#numbers = unpackNumbers(storedColumn(database, 'post_number')!);
    const sources = database.prepare('SELECT name FROM source ORDER BY number').all();
    this.#sources = new Map(sources.map(({ name }, number) => [name as string, number]));
  }

  /** What threads show of the posts from one number on. */
  details(start: number, count: number): readonly PostDetail[] {
    const database = this.#database;
    const thread = this.#threadAt(start);
    const rows = database
      .prepare(
        'SELECT number, key, thread, place, depth FROM post WHERE (thread, place) >= (?, ?) ORDER BY thread, place LIMIT ?',
      )
      .all(thread, start - this.#starts[thread]!, count) as unknown as readonly PlacedRow[];
    const numbers = rows.map(({ number }) => number);
    const parents = this.#parentsOf(rows);
    const known = [...new Set(parents.filter((parent) => parent !== null))];
    const parentPosts = new Map(readPosts(database, known).map((post, at) => [known[at]!, post]));
    const { posts, splits } = readWholePosts(database, numbers);
    const context = this.#contextOf(rows, posts);
    return posts.map((post, at) => {
      const parent = parents[at] === null ? null : parentPosts.get(parents[at]!)!;
      const linked = { post, parent, depth: rows[at]!.depth, confidence: null, link: null };
      return postDetail(linked, { ...context, splits: splitsByPost(splits) });
    });
  }

  /** Findings from one number on, as the page shows them. */
  findings(start: number, count: number): readonly ViewerFinding[] {
    const rows = this.#database.prepare('SELECT * FROM finding WHERE number >= ? ORDER BY number LIMIT ?');
    return this.#shown(rows.all(start, count) as unknown as readonly CaseRow<'finding'>[]);
  }

  /** Findings of these numbers that are there, in their order. */
  someFindings(numbers: readonly number[]): readonly ViewerFinding[] {
    const one = this.#database.prepare('SELECT * FROM finding WHERE number = ?');
    return this.#shown(numbers.flatMap((number) => one.all(number)) as unknown as readonly CaseRow<'finding'>[]);
  }

  #shown(rows: readonly CaseRow<'finding'>[]): readonly ViewerFinding[] {
    const find = this.#database.prepare('SELECT number FROM post WHERE key = ?');
    const numberOf = (key: string) => {
      const number = find.get(key)?.number as number | undefined;
      return number === undefined ? undefined : this.numberOf(number);
    };
    this.#bates ??= storedBates(this.#database);
    const context = { sourceNumber: (name: string) => this.#sources.get(name) ?? -1 };
    return rows.map((row) => viewerFinding(findingOf(row), numberOf, context, this.#bates!));
  }

  /** The number that the page has for a post of the case. */
  numberOf(post: number): number {
    return this.#numbers[post]!;
  }

  #threadAt(post: number): number {
    let low = 0;
    let high = this.#starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.#starts[middle]! <= post) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The number in the case of the post that each hangs on; null for a root. */
  #parentsOf(rows: readonly PlacedRow[]): readonly (number | null)[] {
    const [first] = rows;
    const before = first
      ? this.#database
          .prepare('SELECT number, depth FROM post WHERE thread = ? AND place < ? ORDER BY place')
          .all(first.thread, first.place)
      : [];
    const path: number[] = [];
    for (const { number, depth } of before as unknown as readonly PlacedRow[]) {
      path.length = depth;
      path.push(number);
    }
    return rows.map(({ number, depth }) => {
      path.length = depth;
      const parent = path.at(-1) ?? null;
      path.push(number);
      return parent;
    });
  }

  #contextOf(rows: readonly PlacedRow[], posts: readonly Post[]): Omit<DetailContext, 'splits'> {
    const database = this.#database;
    this.#references ??= indexCrossReferences(
      readMeta<readonly CrossReference[] | null>(database, 'crossReferences') ?? [],
    );
    const about = (condition: string): readonly Finding[] =>
      database
        .prepare(
          `SELECT * FROM finding WHERE number IN (SELECT finding FROM finding_post WHERE post IN (${rows.map(({ number }) => number).join(', ')})) AND ${condition} ORDER BY number`,
        )
        .all()
        .map((row) => findingOf(row as unknown as CaseRow<'finding'>));
    const find = database.prepare('SELECT number FROM post WHERE key = ?');
    const keys = JSON.stringify(posts.map(({ key }) => key));
    const tidings = database
      .prepare('SELECT post, record FROM tiding WHERE post IN (SELECT value FROM json_each(?))')
      .all(keys);
    return {
      explain: explainStored(database),
      changes: changesByPost(about("kind = 'altered-quote'")),
      findings: toldFindings(about(`json_array_length(record, '$.posts') <= ${MOST_POSTS}`)),
      references: this.#references,
      tidings: new Map(tidings.map(({ post, record }) => [post as string, JSON.parse(record as string)])),
      bodyOf: (key) => {
        const number = find.get(key)?.number as number | undefined;
        const post = number === undefined ? undefined : readWholePosts(database, [number]).posts[0];
        return post?.kind === 'produced' ? post.message.body : null;
      },
      sourceNumber: (name) => this.#sources.get(name) ?? -1,
    };
  }
}

type PlacedRow = Pick<CaseRow<'post'>, 'number' | 'key' | 'thread' | 'place' | 'depth'>;
