/** The index of the page as columns of bytes: what the reading room reads of a case without a word of JSON a post. */
import { type CompactIndex, NO_ZONE, type Rowed } from './compact-index.js';
import { NumberLists } from './number-lists.js';
import { packAs, packNumbers, unpackNumbers } from './packed-numbers.js';
import { TextColumn } from './text-column.js';
import type { ViewerIndex, ViewerPosts, ViewerProduced } from './viewer-data.js';
import type { UnstoredIndex } from './viewer-index.js';
import { writtenPersons } from './written-persons.js';

/** What is no column: sources, problems, custodians, kinds of findings. */
export type IndexHead = Omit<
  UnstoredIndex,
  'posts' | 'findings' | 'quoted' | 'persons' | 'subjects' | 'threads' | 'requests' | Rowed | 'title' | 'events'
> & {
  /** Whom something is expected from. */
  readonly holders: readonly string[];
};

/** Columns of text or bytes: `persons.id` is kept as two, its bytes and where each ends. */
const TEXTS = [
  'posts.key',
  'persons.id',
  'persons.name',
  'persons.writings',
  'persons.words',
  'persons.kind',
  'subjects',
  'findings.key',
  'findings.severity',
  'posts.kind',
  'requests.known',
  'folders.name',
  'produced.row',
] as const;
/** Lists of numbers a row: kept as two columns, values and where each row begins. */
const LISTS = ['posts.to', 'findings.posts', 'quoted.persons', 'requests.holders'] as const;
const NUMBERS = [
  'threads.start',
  'threads.root',
  ...(['depth', 'parent', 'time', 'zone', 'subject', 'from'] as const).map((name) => `posts.${name}` as const),
  ...(['custodians', 'copies', 'attachments', 'confidence', 'findings'] as const).map(
    (name) => `posts.${name}` as const,
  ),
  'findings.kind',
  'requests.finding',
  'requests.time',
  'agents.post',
  'agents.person',
  'quoted.post',
  'folders.post',
  'folders.number',
  'produced.post',
] as const;

type TextName = (typeof TEXTS)[number];
type ListName = (typeof LISTS)[number];
type NumberName = (typeof NUMBERS)[number];

/** Names of all columns, as they are kept and asked for. */
export const COLUMN_NAMES: readonly string[] = [
  ...NUMBERS,
  ...TEXTS.flatMap((name) => [name, `${name}.ends`]),
  ...LISTS.flatMap((name) => [`${name}.starts`, `${name}.values`]),
];

/** A column as it is kept: its numbers in the least room that holds them; the first byte tells which. */
export type PackedColumn = readonly [name: string, bytes: Uint8Array];

/** Takes an index apart: its head, and one column after the other. */
export function* packIndex(index: UnstoredIndex): Generator<PackedColumn> {
  const { posts, threads, persons, findings, requests, quoted, agents, folders = [], produced = [] } = index;
  const numbers = (name: NumberName, column: ArrayLike<number>): PackedColumn => [name, packNumbers(column)];
  yield numbers('threads.start', threads.start);
  yield numbers('threads.root', rootsOf(index));
  for (const name of [
    'depth',
    'parent',
    'subject',
    'from',
    'custodians',
    'copies',
    'attachments',
    'confidence',
  ] as const)
    yield numbers(`posts.${name}`, posts[name]);
  yield numbers('posts.findings', posts.findings);
  yield ['posts.time', packAs('f64', secondsOf(posts.time))];
  yield numbers(
    'posts.zone',
    Int16Array.from(posts.zone, (zone) => zone ?? NO_ZONE),
  );
  yield numbers('findings.kind', findings.kind);
  yield numbers('requests.finding', requests.finding);
  yield [`requests.time`, packAs('f64', secondsOf(requests.time))];
  yield numbers(
    'agents.post',
    agents.map(([post]) => post),
  );
  yield numbers(
    'agents.person',
    agents.map(([, person]) => person),
  );
  yield numbers(
    'quoted.post',
    quoted.map(([post]) => post),
  );
  const names = [...new Set(folders.map(([, folder]) => folder))];
  const numberOf = new Map(names.map((name, number) => [name, number]));
  yield numbers(
    'folders.post',
    folders.map(([post]) => post),
  );
  yield numbers(
    'folders.number',
    folders.map(([, folder]) => numberOf.get(folder)!),
  );
  yield numbers(
    'produced.post',
    produced.map(([post]) => post),
  );
  const { writings, words } = writtenPersons(persons);
  yield* packTexts('posts.key', posts.key);
  yield* packTexts('persons.id', persons.id);
  yield* packTexts('persons.name', persons.name);
  yield* packTexts('persons.writings', writings);
  yield* packTexts('persons.words', words);
  yield* packTexts('persons.kind', [persons.kind]);
  yield* packTexts('subjects', index.subjects);
  yield* packTexts('findings.key', findings.key);
  yield* packTexts('findings.severity', [findings.severity]);
  yield* packTexts('posts.kind', [posts.kind]);
  yield* packTexts('requests.known', [requests.known]);
  yield* packLists('requests.holders', requests.holders as readonly (readonly number[])[]);
  yield* packTexts('folders.name', names);
  yield* packTexts(
    'produced.row',
    produced.map((row) => JSON.stringify(row.slice(1))),
  );
  yield* packLists('posts.to', posts.to as readonly (readonly number[])[]);
  yield* packLists('findings.posts', findings.posts as readonly (readonly number[])[]);
  yield* packLists(
    'quoted.persons',
    quoted.map(([, list]) => list),
  );
}

/** What remains of an index beside its columns. */
export function headOf({
  posts,
  findings,
  quoted,
  persons,
  subjects,
  threads,
  requests,
  agents,
  produced,
  folders,
  title,
  events,
  ...head
}: UnstoredIndex): IndexHead {
  return { ...head, holders: requests.names };
}

/** Puts an index together from its head and columns. */
export function unpackIndex(
  { holders, ...head }: Omit<CompactIndex, keyof ReturnType<typeof columnsOf>> & Pick<IndexHead, 'holders'>,
  bytesOf: (name: string) => Uint8Array,
): CompactIndex {
  return { ...head, ...columnsOf(bytesOf, holders) };
}

function columnsOf(bytesOf: (name: string) => Uint8Array, names: readonly string[]) {
  const numbers = (name: NumberName) => unpackNumbers(bytesOf(name));
  const texts = (name: TextName) =>
    new TextColumn(bytesOf(name), unpackNumbers(bytesOf(`${name}.ends`)) as Uint32Array);
  const letters = (name: TextName) => texts(name).at(0) ?? '';
  const lists = (name: ListName) =>
    new NumberLists(
      unpackNumbers(bytesOf(`${name}.starts`)) as Int32Array,
      unpackNumbers(bytesOf(`${name}.values`)) as Int32Array,
    );
  const column = <Name extends string>(name: Name) => numbers(`posts.${name}` as NumberName) as Int32Array;
  const folderNames = texts('folders.name');
  const [folderPosts, folderNumbers] = [numbers('folders.post'), numbers('folders.number')];
  const [producedPosts, producedRows] = [numbers('produced.post'), texts('produced.row')];
  return {
    posts: {
      key: texts('posts.key'),
      kind: letters('posts.kind'),
      ...{ depth: column('depth'), parent: column('parent'), time: numbers('posts.time'), zone: column('zone') },
      ...{ subject: column('subject'), from: column('from'), to: lists('posts.to'), custodians: column('custodians') },
      ...{ copies: column('copies'), attachments: column('attachments'), confidence: column('confidence') },
      findings: column('findings'),
    },
    threads: { start: numbers('threads.start'), root: numbers('threads.root') },
    persons: {
      ...{ id: texts('persons.id'), name: texts('persons.name'), kind: letters('persons.kind') },
      ...{ writings: texts('persons.writings'), words: texts('persons.words') },
    },
    subjects: texts('subjects'),
    findings: {
      ...{ key: texts('findings.key'), severity: letters('findings.severity') },
      ...{ kind: numbers('findings.kind') as Int32Array, posts: lists('findings.posts') },
    },
    requests: {
      ...{ finding: numbers('requests.finding') as Int32Array, time: numbers('requests.time') as Float64Array },
      ...{ known: letters('requests.known'), holders: lists('requests.holders'), names },
    },
    agents: { posts: numbers('agents.post'), persons: numbers('agents.person') },
    quoted: { posts: numbers('quoted.post'), persons: lists('quoted.persons') },
    ...(folderPosts.length ? { folders: rowsOf(folderPosts, (row) => folderNames.at(folderNumbers[row]!)!) } : {}),
    ...(producedPosts.length ? { produced: producedOf(producedPosts, producedRows) } : {}),
  };
}

/** Rows of two columns, made when they are gone through. */
function rowsOf(posts: ArrayLike<number>, textOf: (row: number) => string): Iterable<readonly [number, string]> {
  return {
    *[Symbol.iterator]() {
      for (let row = 0; row < posts.length; row++) yield [posts[row]!, textOf(row)] as const;
    },
  };
}

function producedOf(posts: ArrayLike<number>, rows: TextColumn): Iterable<ViewerProduced> {
  return {
    *[Symbol.iterator]() {
      for (let row = 0; row < posts.length; row++)
        yield [posts[row]!, ...JSON.parse(rows.at(row)!)] as unknown as ViewerProduced;
    },
  };
}

/** Moments as a column has them: NaN where none is known. */
export const secondsOf = (times: ArrayLike<number | null>): Float64Array =>
  Float64Array.from({ length: times.length }, (_, at) => times[at] ?? Number.NaN);

/** How far after the first post of each thread the one stands that it is named for: `t-` and the key of that post. */
export function rootsOf({
  posts,
  threads,
}: Pick<ViewerIndex, 'threads'> & { readonly posts: Pick<ViewerPosts, 'key'> }): Int32Array {
  return Int32Array.from(threads.key, (key, thread) => {
    const named = key.slice(2);
    const [start, end] = [threads.start[thread]!, threads.start[thread + 1] ?? posts.key.length];
    for (let post = start; post < end; post++) if (posts.key[post] === named) return post - start;
    throw new Error(`thread ${key} has no post that it is named for`);
  });
}

function* packTexts(name: TextName, texts: readonly string[]): Generator<PackedColumn> {
  const { bytes, ends } = TextColumn.of(texts);
  yield [name, bytes];
  yield [`${name}.ends`, packAs('u32', ends)];
}

function* packLists(name: ListName, lists: readonly (readonly number[])[]): Generator<PackedColumn> {
  const { starts, values } = NumberLists.of(lists);
  yield [`${name}.starts`, packAs('i32', starts)];
  yield [`${name}.values`, packAs('i32', values)];
}
