/** Row schemas of a case file, its store, growing and searching. What a table holds is written here once. */
import type { GivenValue, ToPack, ToRead } from './row-sink.js';

/** Version of the tables: a program refuses a case with a higher one, and builds a lower one anew. */
export const CASE_VERSION = 7;
/** `PRAGMA application_id` of a case file: `rthd`. It stands big-endian at byte 68 of the file. */
export const CASE_APPLICATION = 0x72746864;

/**
 * What a column holds: a number, a text, JSON as text, or JSON deflated (RFC 1951), bytes. `?` after it allows null.
 * Times are milliseconds since 1970 UTC.
 */
type ColumnType = 'integer' | 'real' | 'text' | 'json' | 'packed' | 'bytes';
/** How a column is declared: its type, then what it means. */
export type Column = `${ColumnType}${'' | '?'} ${string}`;

/** The tables of a case: column → type and meaning. The first column of a table that is called `number` is its key. */
export const CASE_TABLES = {
  meta: { name: 'text what', value: 'json it' },
  source: {
    number: 'integer place in the order of names',
    name: 'text path as the user named it',
    format: 'text mbox, eml, json, ...',
    custodian: 'text? who handed it over',
    size: 'integer bytes as it lies there',
    sha256: 'text? of the file as it lies there',
    messages: 'integer messages cut from it',
    record: 'json the whole record',
  },
  problem: {
    number: 'integer place in the order of sources and bytes',
    code: 'text kind of problem',
    severity: 'text info, notice, warning, error',
    message: 'text one plain sentence',
    source: 'text? name of the source',
    byte: 'integer? first byte',
    length: 'integer? bytes',
    record: 'json the whole record',
  },
  gap: {
    source: 'text name',
    byte: 'integer first byte',
    length: 'integer bytes that belong to no message',
    record: 'json the whole record',
  },
  post: {
    number: 'integer place in the reconstruction',
    key: 'text stable key, as all commands show it',
    kind: 'text produced, recovered, missing',
    thread: 'integer number of its thread',
    place: 'integer place in the reading order of the thread',
    depth: 'integer 0 for a root',
    time: 'real? when it was sent',
    sender: 'text? name and address of its author',
    subject: 'text? subject',
    sending: 'text? draft: not known to be sent; automatic: a program wrote it',
    message_id: 'text? without angle brackets',
    record:
      'json? what else is told of it: a missing post, the post that a copy is a duplicate of, why it is a draft, who passed it on as it was; else null',
  },
  message: {
    number: 'integer place',
    post: 'integer number of its post: copies of one message have the same',
    chosen: 'integer 1 for the copy that stands for all',
    source: 'text name of the source',
    byte: 'integer first byte in the source',
    length: 'integer bytes',
    custodian: 'text? who handed it over',
    folder: 'text? folder in the source',
    bates_begin: 'text? first Bates number',
    bates_end: 'text? last Bates number',
    record: 'json what its headers tell, without what is empty and what stands in the columns before',
  },
  header: {
    number: 'integer number of the message',
    record: 'json raw header fields: their text, and four numbers a field: length of name and value, first byte, bytes',
  },
  content: {
    number: 'integer number of the message',
    record: 'packed body, attached messages and how the body was split',
  },
  outline: {
    number: 'integer number of the message',
    record: 'json headers of the quotations in its body, without their texts',
  },
  mailbox: {
    number: 'integer place',
    person: 'text id of the person',
    name: 'text name as written',
    address: 'text address as written',
  },
  participant: {
    post: 'integer number of the post',
    role: 'text from, sender, to, cc, bcc; resent-from, resent-to; quoted: wrote what its body quotes',
    mailbox: 'integer number of the mailbox',
  },
  recovered: {
    number: 'integer place in the order of keys',
    key: 'text key; a message that a produced post explains is no post',
    record: 'json what quotations tell of it, and where',
  },
  known: {
    number: 'integer place in the order of keys',
    key: 'text a: and an address, or n: and a name that stands without one',
    person: 'text id of the person behind it',
    shared: 'integer 1 for an address that several people use',
  },
  link: {
    child: 'integer number of the post',
    parent: 'integer number of the post that it answers',
    confidence: 'real probability that this is the parent',
  },
  explanation: {
    number: 'integer number of the post that is explained',
    record: 'json evidence with the bytes, and the candidates that were rejected',
  },
  thread: {
    number: 'integer place in the order of first dates',
    key: 'text stable key',
    posts: 'integer how many',
    first: 'real? time of its first dated post',
    last: 'real? time of its last dated post',
    subject: 'text? subject of its root',
    line: 'json what a list of threads tells of it',
  },
  moment: {
    number: 'integer place in the order of time',
    post: 'integer number of the post',
    date: 'text? when it was sent, ISO 8601, as precise as it was written',
    action: 'text? send, reply, reply-all, forward',
    resent: 'integer 1 where it tells that the post was passed on as it was',
    time: 'real? when that was',
    record: 'json what a chronology tells of it',
    cells: 'text its line of the table of a chronology (CSV), without its end',
  },
  tiding: {
    post: 'text key of the post that others tell of',
    record: 'json that it arrived, was opened, who accepted; and which post tells it',
  },
  bates: {
    source: 'text name of the source',
    label: 'text Bates numbers of the document that stands there',
    record: 'json the whole record',
  },
  binding: {
    number: 'integer place',
    post: 'text key of the quoting post',
    target: 'text key of the quoted one',
    record: 'json the whole record',
  },
  person: {
    number: 'integer place in the order of ids',
    id: 'text the address or name that stands for all',
    name: 'text name as used most',
    record: 'json names, addresses and why they are one',
  },
  offer: {
    number: 'integer place',
    one: 'text id of a person',
    other: 'text id of a person that may be the same',
    record: 'json the whole record',
  },
  finding: {
    number: 'integer place, most severe first',
    key: 'text stable key',
    kind: 'text altered-quote, missing-message, ...',
    severity: 'text warning, notice, info',
    summary: 'text one plain sentence',
    origins: 'json the bytes that prove it',
    record: 'json posts and detail',
  },
  page: {
    name: 'text what the reading room shows: glance, its first screen; index, its lists without their columns; people',
    record: 'packed it, as JSON',
  },
  page_column: {
    name: 'text column of the lists that the reading room shows: posts.from, ...; post_number, where each post of the case stands in them',
    record:
      'bytes its numbers, little-endian, behind eight bytes of which the first is their kind: u8, i16, i32, u32, f64; or texts in UTF-8',
  },
  finding_post: { finding: 'integer number of the finding', post: 'integer number of the post' },
} as const satisfies Record<string, Record<string, Column>>;

/** Name of a table. */
export type CaseTable = keyof typeof CASE_TABLES;
type Columns<T extends CaseTable> = (typeof CASE_TABLES)[T];
type ValueOf<C> = C extends `${infer Type} ${string}`
  ? Type extends `${infer Plain}?`
    ? PlainValue<Plain> | null
    : PlainValue<Type>
  : never;
type PlainValue<T> = T extends 'integer' | 'real' ? number : T extends 'text' | 'json' ? string : Uint8Array | ToPack;

/** A row of a table. */
export type CaseRow<T extends CaseTable> = { readonly [C in keyof Columns<T>]: ValueOf<Columns<T>[C]> };

/** A row as it is given to be written: texts may still wait. */
export type GivenRow<T extends CaseTable> = { readonly [C in keyof CaseRow<T>]: CaseRow<T>[C] | ToRead };

const INDEXES = [
  'CREATE INDEX post_key ON post(key)',
  'CREATE INDEX post_thread ON post(thread, place)',
  'CREATE INDEX post_time ON post(time)',
  'CREATE INDEX post_id ON post(message_id)',
  'CREATE INDEX message_post ON message(post)',
  'CREATE INDEX message_bates ON message(bates_begin)',
  'CREATE INDEX message_bates_end ON message(bates_end)',
  'CREATE INDEX participant_post ON participant(post)',
  'CREATE INDEX participant_mailbox ON participant(mailbox, role)',
  'CREATE INDEX mailbox_person ON mailbox(person)',
  'CREATE INDEX finding_post_post ON finding_post(post)',
  'CREATE INDEX link_child ON link(child)',
  'CREATE INDEX link_parent ON link(parent)',
  'CREATE INDEX recovered_key ON recovered(key)',
  'CREATE INDEX binding_target ON binding(target)',
  'CREATE INDEX known_key ON known(key)',
  // What an SQL tool asks for most, from the records.
  `CREATE VIEW evidence AS SELECT link.child, link.parent, json_extract(each.value, '$.kind') AS kind,
     json_extract(each.value, '$.weight') AS weight, json_extract(each.value, '$.detail') AS detail
     FROM link JOIN explanation ON explanation.number = link.child, json_each(explanation.record, '$.evidence') AS each`,
  `CREATE VIEW attachment AS SELECT message.post, json_extract(each.value, '$.name') AS name, json_extract(each.value, '$.contentType') AS type,
     json_extract(each.value, '$.size') AS size, json_extract(each.value, '$.sha256') AS sha256
     FROM message, json_each(message.record, '$.attachments') AS each WHERE message.chosen = 1`,
];

/** Columns of the full-text index; its rowid is the number of the post. */
export const SEARCHED = ['subject', 'text', 'people', 'files', 'ids'] as const;

/** SQL that makes the empty tables of a case. */
export function createTables(): string {
  const tables = Object.entries(CASE_TABLES).map(([table, columns]) => {
    const lines = Object.entries(columns).map(([name, column]) => {
      const type = column.slice(0, column.indexOf(' '));
      const plain = type.replace('?', '');
      const sql = plain === 'json' ? 'TEXT' : plain === 'packed' || plain === 'bytes' ? 'BLOB' : plain.toUpperCase();
      const key = name === 'number' ? ' PRIMARY KEY' : type.endsWith('?') ? '' : ' NOT NULL';
      return `  ${name} ${sql}${key} -- ${column.slice(column.indexOf(' ') + 1)}`;
    });
    return `CREATE TABLE ${table} (\n${lines.map((line, at) => (at < lines.length - 1 ? line.replace(' -- ', ', -- ') : line)).join('\n')}\n);`;
  });
  return [
    `PRAGMA application_id = ${CASE_APPLICATION};`,
    `PRAGMA user_version = ${CASE_VERSION};`,
    ...tables,
    `CREATE VIRTUAL TABLE search USING fts5(${SEARCHED.join(', ')}, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');`,
  ].join('\n');
}

/** SQL of the indexes and views, made once the tables are filled. */
export const createIndexes = (): string => `${INDEXES.join(';\n')};`;

/** SQL that adds rows from JSON, an array of arrays of values, and the order of values; for columns of numbers and well-formed text. */
export function insertMany<T extends CaseTable>(
  table: T,
): { readonly sql: string; values(row: GivenRow<T>): GivenValue[] } {
  const { values } = insertInto(table);
  const columns = Object.keys(CASE_TABLES[table]).map((_, place) => `value ->> ${place}`);
  return { sql: `INSERT INTO ${table} SELECT ${columns.join(', ')} FROM json_each(?)`, values };
}

/** SQL and the order of values that add a row. */
export function insertInto<T extends CaseTable>(
  table: T,
): { readonly sql: string; values(row: GivenRow<T>): GivenValue[] } {
  const columns = Object.keys(CASE_TABLES[table]) as (keyof CaseRow<T>)[];
  return {
    sql: `INSERT INTO ${table} VALUES (${columns.map(() => '?').join(', ')})`,
    values: (row) => columns.map((column) => row[column] as GivenValue),
  };
}
