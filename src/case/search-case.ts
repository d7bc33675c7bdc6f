import type { Message } from '../message/message.js';
import { findPeople } from '../people/find-people.js';
import type { People } from '../people/person.js';
import { isInRange, parseBatesRange } from '../report/answer/bates-range.js';
import { glanceAt, type PostGlance } from '../report/answer/post-glance.js';
import { placesOf } from '../report/post/stored-fields.js';
import { everyTerm, holdsTerm, parseQuery, type QueryTerm, readDay, unknownFields } from '../report/search-query.js';
import { type Snippet, snippetOf } from '../report/snippet.js';
import type { Database, SqlValue } from '../source/database/sqlite-file.js';
import type { Production, StoredFact } from '../source/source.js';
import { spaceIdeographs } from '../text/space-ideographs.js';
import { unpackContent } from './message-rows.js';
import { readPeople, readPosts } from './read-stored.js';

/** What a search asks for besides its query. */
export interface SearchOptions {
  /** Hits shown at most. */
  readonly limit: number;
  /** Best first, or by date. */
  readonly order: 'rank' | 'date';
}

/** A post that fits. */
export interface SearchHit extends PostGlance {
  /** Key of its thread. */
  readonly thread: string;
  /** A stretch of its text around the first word that fits, with the places of all that fit in it; null where none does. */
  readonly snippet: Snippet | null;
}

/** What a search found. */
export interface SearchAnswer {
  /** Posts that fit. */
  readonly total: number;
  /** Threads that they stand in. */
  readonly threads: number;
  readonly hits: readonly SearchHit[];
  /** Names before a colon that are no fields: they were searched as words. */
  readonly unknownFields: readonly string[];
}

/**
 * Searches a case by the language of the page's search field.
 *
 *     searchCase(database, 'lantern AND from:quill after:2019-05', { limit: 20, order: 'rank' })
 */
export function searchCase(database: Database, query: string, { limit, order }: SearchOptions): SearchAnswer {
  const terms = parseQuery(query);
  const conditions = new Conditions(database);
  const where = terms.map((term) => conditions.of(term)).join(' AND ') || '1';
  const { total, threads } = database
    .prepare(`SELECT count(*) AS total, count(DISTINCT thread) AS threads FROM post WHERE ${where}`)
    .get(...conditions.values) as { total: number; threads: number };
  const ranked = order === 'rank' ? rankedBy(terms) : null;
  const score =
    'LEFT JOIN (SELECT rowid AS hit, bm25(search, 4, 1, 2, 2, 8) AS score FROM search WHERE search MATCH ?) ON hit = post.number';
  const rows = database
    .prepare(
      `SELECT post.number AS number, thread.key AS thread FROM post JOIN thread ON thread.number = post.thread ${ranked === null ? '' : score}
         WHERE ${where} ORDER BY ${ranked === null ? '' : 'score IS NULL, score, '}time IS NULL, time, post.number LIMIT ?`,
    )
    .all(...(ranked === null ? [] : [ranked]), ...conditions.values, limit) as { number: number; thread: string }[];
  const words = everyTerm(terms).filter(({ field, not }) => field === null && !not);
  const textOf = textReader(database);
  const posts = readPosts(
    database,
    rows.map(({ number }) => number),
  );
  return {
    total,
    threads,
    unknownFields: unknownFields(query),
    hits: rows.map(({ number, thread }, at) => ({
      ...glanceAt(posts[at]!),
      thread,
      snippet: words.length ? snippetOf(textOf(number), words) : null,
    })),
  };
}

/** The words that rank: any of them counts, all were asked for already. */
function rankedBy(terms: readonly QueryTerm[]): string | null {
  const words = everyTerm(terms).filter(({ field, not }) => !not && (field === null || field === 'subject'));
  const asked = words.map(matchOf).filter((match) => match !== null);
  return asked.length ? asked.join(' OR ') : null;
}

/** A term as FTS5 asks for it: its words in a row, the last one by its beginning unless it is a phrase; null where it has no word. */
function matchOf({ field, text, phrase }: QueryTerm): string | null {
  const words = spaceIdeographs(text.replaceAll('"', ' ')).trim();
  if (!/[\p{L}\p{N}]/u.test(words)) return null;
  return `${field === 'subject' ? 'subject : ' : ''}"${words}"${phrase ? '' : ' *'}`;
}

/** Posts that hold a word, by their numbers, and how well each fits; the higher, the better, and never nothing. */
export interface WordHits {
  readonly posts: readonly number[];
  readonly scores: readonly number[];
}

/** What a word has at least that stands in most posts: it tells next to nothing, but it is there. */
/** Who wrote, sent or passed on, and to whom, as the case tells them apart. */
const FROM = ['from', 'sender', 'resent-from'];
const TO = ['to', 'cc', 'bcc', 'resent-to'];
const LEAST_SCORE = 1e-6;
/** Hits up to which each is weighed. Of more, those in subjects stand before the others: weighing takes longer than anybody reads on. */
const MOST_WEIGHED = 20_000;
const SUBJECT_SCORE = 4;

/** Posts that hold a word, by its beginning, or a phrase, anywhere or in the subject. */
export function findWord(
  database: Database,
  term: Pick<QueryTerm, 'text' | 'phrase'> & { readonly field: 'subject' | null },
): WordHits {
  const match = matchOf({ ...term, not: false });
  if (match === null) return { posts: [], scores: [] };
  const posts = postsMatching(database, match);
  if (posts.length > MOST_WEIGHED) {
    const inSubject = new Set(
      term.field === 'subject' ? [] : postsMatching(database, matchOf({ ...term, field: 'subject', not: false })!),
    );
    return { posts, scores: posts.map((post) => (inSubject.has(post) ? SUBJECT_SCORE : 1)) };
  }
  const { posts: weighed, scores } = database
    .prepare(
      `WITH hit AS MATERIALIZED (SELECT rowid AS post, -bm25(search, 4, 1, 2, 2, 8) AS score FROM search WHERE search MATCH ?)
         SELECT json_group_array(post) AS posts, json_group_array(score) AS scores FROM hit`,
    )
    .get(match)!;
  return {
    posts: JSON.parse(weighed as string) as number[],
    scores: (JSON.parse(scores as string) as number[]).map((score) => Math.max(LEAST_SCORE, score)),
  };
}

/** As one value: a row each takes longer than finding them. */
function postsMatching(database: Database, match: string): readonly number[] {
  const { posts } = database
    .prepare('SELECT json_group_array(rowid) AS posts FROM search WHERE search MATCH ?')
    .get(match)!;
  return JSON.parse(posts as string) as number[];
}

/** Terms as SQL, with the values in the order of their places. */
class Conditions {
  readonly values: SqlValue[] = [];
  readonly #database: Database;
  #people: People | null = null;

  constructor(database: Database) {
    this.#database = database;
  }

  of(term: QueryTerm): string {
    const itself = `${term.not ? 'NOT ' : ''}(${this.#positive(term)})`;
    if (term.or === undefined) return itself;
    return `(${[itself, ...term.or.map((other) => this.of(other))].join(' OR ')})`;
  }

  #positive(term: QueryTerm): string {
    const { field, text } = term;
    switch (field) {
      case null:
        return this.#matches(term);
      case 'subject':
        return this.#matches(term);
      case 'from':
        return this.#names(term, FROM);
      case 'to':
        return this.#names(term, TO);
      case 'person':
        return this.#names(term, [...FROM, ...TO]);
      case 'custodian':
        return this.#produced(({ custodian, production }) =>
          [custodian, production?.custodian].some((name) => name && holdsTerm(name.toLowerCase(), term)),
        );
      case 'bates': {
        const range = parseBatesRange(text);
        return this.#produced(
          ({ production }) =>
            production !== undefined &&
            ([production.begin, production.end].some((number) => number?.toLowerCase().startsWith(text)) ||
              (range !== null && isInRange(production, range))),
        );
      }
      case 'folder':
        return this.#produced((copy) => placesOf(copy).some((path) => path && holdsTerm(path.toLowerCase(), term)));
      case 'finding':
        return text === 'any'
          ? 'post.number IN (SELECT post FROM finding_post)'
          : this.#inSql(
              'SELECT post FROM finding_post JOIN finding ON finding.number = finding WHERE finding.kind LIKE ?',
              `${text}%`,
            );
      case 'kind':
        return this.#with("' ' || kind || ' ' || ifnull(sending, '') LIKE ?", `% ${text}%`);
      case 'after':
        return this.#with('time >= ?', (readDay(text) ?? Number.NEGATIVE_INFINITY) * 1000);
      case 'before':
        return this.#with('time < ?', (readDay(text, true) ?? Number.POSITIVE_INFINITY) * 1000);
      case 'confidence':
        return this.#inSql(
          `SELECT child FROM link WHERE confidence ${text.startsWith('>') ? '>=' : '<'} ?`,
          Number(text.replace(/^[<>]/, '')) || 0,
        );
      case 'has':
        return text.startsWith('copies')
          ? 'post.number IN (SELECT post FROM message GROUP BY post HAVING count(*) > 1)'
          : "post.number IN (SELECT post FROM message WHERE chosen = 1 AND json_extract(record, '$.attachments') IS NOT NULL)";
      case 'mark':
        return '0';
    }
  }

  #with(sql: string, value: SqlValue): string {
    this.values.push(value);
    return sql;
  }

  #inSql(select: string, value: SqlValue): string {
    return this.#with(`post.number IN (${select})`, value);
  }

  #matches(term: QueryTerm): string {
    const match = matchOf(term);
    return match === null ? '0' : this.#inSql('SELECT rowid FROM search WHERE search MATCH ?', match);
  }

  /** Posts of which a copy is one that fits. */
  #produced(fits: (copy: ProducedCopy) => boolean): string {
    const posts = new Set<number>();
    const rows = this.#database
      .prepare(
        "SELECT post, custodian, folder, json_extract(record, '$.production') AS production, json_extract(record, '$.facts') AS facts FROM message",
      )
      .iterate();
    for (const { post, custodian, folder, production, facts } of rows) {
      const told = {
        ...(production === null ? {} : { production: JSON.parse(production as string) as Production }),
        ...(facts === null ? {} : { facts: JSON.parse(facts as string) as StoredFact[] }),
      };
      if (fits({ custodian: custodian as string | null, folder: folder as string | null, ...told }))
        posts.add(post as number);
    }
    return this.#with('post.number IN (SELECT value FROM json_each(?))', JSON.stringify([...posts]));
  }

  /** Posts that name somebody who is meant, under whatever name or address. */
  #names({ text, phrase }: QueryTerm, roles: readonly string[]): string {
    this.#people ??= readPeople(this.#database);
    const word = phrase && text.startsWith('=') ? text.slice(1) : text;
    const ids = findPeople(word, { people: this.#people }).map(({ id }) => id);
    if (!ids.length) return '0';
    this.values.push(JSON.stringify(ids));
    return `post.number IN (SELECT post FROM mailbox JOIN participant ON mailbox = mailbox.number
      WHERE person IN (SELECT value FROM json_each(?)) AND role IN (${roles.map((role) => `'${role}'`).join(', ')}))`;
  }
}

type ProducedCopy = Pick<Message, 'custodian' | 'folder' | 'production' | 'facts'>;

/** Reads the text of a post, by its number. */
function textReader(database: Database): (post: number) => string {
  const body = database.prepare(
    'SELECT content.record AS content FROM message JOIN content ON content.number = message.number WHERE post = ? AND chosen = 1',
  );
  const quoted = database.prepare(
    'SELECT recovered.record AS record FROM recovered JOIN post ON post.key = recovered.key WHERE post.number = ?',
  );
  return (post) => {
    const content = unpackContent((body.get(post)?.content ?? null) as Uint8Array | null);
    if (content?.body) return content.body.text;
    // Not by SQL: its reading of a text with half of a surrogate pair ends the program.
    const record = quoted.get(post)?.record as string | undefined;
    return record === undefined ? '' : (JSON.parse(record) as { readonly text: string }).text;
  };
}
