/** The plan as SQL, and stages as external processes: the same reconstruction on DuckDB, Spark or whatever runs SQL and can start a program. */
import { CASE_TABLES, type Column } from '../case/case-schema.js';

const { number: _number, post: _post, chosen: _chosen, ...told } = CASE_TABLES.message;

/**
 * The tables that go between stages and SQL, as JSON lines: column → type and meaning, as in the case file, which says of a message what
 * it says there. JSON is text; packed is base64. Empty columns may be left out of a line.
 */
export const ENGINE_TABLES = {
  task: { record: 'json files that are read by one process, and how' },
  read: {
    kind: 'text message; else what reading left beside them: source, problem, refused, notice, gap',
    ...(Object.fromEntries(Object.entries(told).map(([name, column]) => [name, optional(column)])) as {
      readonly [Name in keyof typeof told]: Column;
    }),
    header: 'json? raw header fields of a message',
    content: 'packed? body of a message, attached messages and how the body was split',
  },
  posted: {
    part: 'integer number of the part that the post belongs to: posts of neighbouring numbers',
    post: 'integer number of a produced post, in canonical order',
    record:
      'json its key, where the line of its message lies, what was settled of its date since it was read, and who numbered what it answers',
  },
  fingerprint: {
    what: 'text posting: a post stands in a list; word: so many posts hold a word; quoting: runs that a post quotes; list, run, size: what the children of a part look up',
    part: 'integer? which part looks it up',
    kind: 'integer? kind of list: see LIST_KINDS',
    key: 'integer? what the list is of: a hash, in 63 bits',
    time: 'integer? milliseconds since 1970 of the post; of a look-up the moment from which it counts',
    post: 'integer? number of the post',
    before: 'integer? list: how many posts of the list before the moment are looked at',
    beyond: 'integer? list: how many from the moment on',
    most: 'integer? run: lists of more posts than this are not looked at; 0 where only their number is',
    posts: 'integer? word: how many posts; quoting: how many runs, 12 for more',
  },
  word_count: { key: 'integer bucket of a word', posts: 'integer how many posts hold a word of it' },
  quoting: { post: 'integer number of the post', posts: 'integer runs that it quotes, 12 for more' },
  ask: {
    part: 'integer part of the child',
    post: 'integer number of the child',
    record: 'json the question: fit, choose or explain, what headers claim, what is known of habits',
  },
  named: { part: 'integer part of the child', post: 'integer a post that is a candidate whatever the lists say' },
  feed: {
    part: 'integer part',
    what: 'integer 0 a post that the part looks at, 1 how long a list is, 2 a question',
    post: 'integer number of the post, or of the child',
    kind: 'integer kind of the list',
    key: 'text what the list is of',
    posts: 'integer how many posts stand in it',
    record: 'json as in posted, or as in ask',
  },
  answer: { post: 'integer number of the child', record: 'json the answer' },
} as const satisfies Record<string, Record<string, Column>>;

/** Name of a table. */
export type EngineTable = keyof typeof ENGINE_TABLES;

type Columns<T extends EngineTable> = (typeof ENGINE_TABLES)[T];
type ValueOf<C> = C extends `${infer Type} ${string}`
  ? Type extends `${infer Plain}?`
    ? PlainValue<Plain> | null
    : PlainValue<Type>
  : never;
type PlainValue<T> = T extends 'integer' | 'real' ? number : string;

/** A row of a table, as a line of JSON holds it. */
export type EngineRow<T extends EngineTable> = { readonly [C in keyof Columns<T>]: ValueOf<Columns<T>[C]> };

/** Types of SQL by the names that DuckDB and Spark share. */
const SQL_TYPES: Readonly<Record<string, string>> = { integer: 'BIGINT', real: 'DOUBLE' };

/** The columns of a table with their types in SQL: `[['part', 'BIGINT'], ['record', 'STRING']]`. */
export const sqlColumns = (table: EngineTable): readonly (readonly [string, string])[] =>
  Object.entries<Column>(ENGINE_TABLES[table]).map(([name, column]) => [
    name,
    SQL_TYPES[column.slice(0, column.indexOf(' ')).replace('?', '')] ?? 'STRING',
  ]);

function optional(column: Column): Column {
  const [type, ...meaning] = column.split(' ');
  return `${type!.replace('?', '')}? ${meaning.join(' ')}` as Column;
}
