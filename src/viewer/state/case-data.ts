import { namePart, searchWords } from '../../people/name/name-search.js';
import type { NumberColumn } from '../../report/page/number-lists.js';
import type { ViewerIndex } from '../../report/page/viewer-data.js';
import { type CompactIndex, compactIndex } from './compact-index.js';
import { KeyIndex } from './key-index.js';

/** The case as the views use it: the index, and what is quick to have beside it. */
export interface CaseData {
  readonly index: CompactIndex;
  readonly postCount: number;
  readonly threadCount: number;
  /** Number of the thread of each post. */
  readonly threadOf: Int32Array;
  /** First post of each thread, and the number of posts at the end. */
  readonly start: Int32Array;
  /** Seconds since 1970 UTC; NaN = unknown. */
  readonly time: Float64Array;
  /** Earliest and latest time of each thread; NaN = none. */
  readonly first: Float64Array;
  readonly last: Float64Array;
  /** Numbers by key. */
  readonly postByKey: KeyIndex;
  readonly threadByKey: KeyIndex;
  readonly personById: ReadonlyMap<string, number>;
  /** By person: the words of each name and address, a line each, every word behind a space (` holt marian`); found out when first read. */
  readonly nameWords: readonly string[];
  /** Number of the person who sent a post for its author; -1 = nobody else. */
  agentOf(post: number): number;
  /** People whose words a post quotes. */
  quotedIn(post: number): NumberColumn;
  /** Who a reviewer takes for somebody else: that person by number. */
  readonly joined: ReadonlyMap<number, number>;
}

/** Works out beside the index what the views ask all the time. */
export function readCase(read: ViewerIndex): CaseData {
  const index = compactIndex(read);
  const { posts, threads } = index;
  const postCount = posts.key.length;
  const threadCount = threads.key.length;
  const start = Int32Array.from([...threads.start, postCount]);
  const threadOf = new Int32Array(postCount);
  const time = posts.time as Float64Array;
  const first = new Float64Array(threadCount).fill(Number.NaN);
  const last = new Float64Array(threadCount).fill(Number.NaN);
  for (let thread = 0; thread < threadCount; thread++)
    for (let post = start[thread]!; post < start[thread + 1]!; post++) {
      threadOf[post] = thread;
      const moment = time[post]!;
      if (posts.kind[post] === 'm' || Number.isNaN(moment)) continue;
      if (!(first[thread]! <= moment)) first[thread] = moment;
      if (!(last[thread]! >= moment)) last[thread] = moment;
    }
  return withPeople(
    {
      postCount,
      threadCount,
      threadOf,
      start,
      time,
      first,
      last,
      postByKey: new KeyIndex(posts.key),
      threadByKey: new KeyIndex(threads.key),
    },
    index,
    new Map(),
  );
}

type WithoutPeople = Omit<CaseData, 'index' | 'personById' | 'nameWords' | 'agentOf' | 'quotedIn' | 'joined'>;

function withPeople(rest: WithoutPeople, index: CompactIndex, joined: ReadonlyMap<number, number>): CaseData {
  const { id } = index.persons;
  const personById = new Map(id.map((name, number) => [name, joined.get(number) ?? number]));
  const nameWords = lazily(() => id.map((_, person) => (joined.has(person) ? '' : wordsOfPerson(index, person))));
  const agents = lazily(() => new Map(index.agents.map(([post, person]) => [post, joined.get(person) ?? person])));
  const quoting = lazily(() => new Map(Array.from(index.quoted.posts, (post, row) => [post, row])));
  const { postCount, threadCount, threadOf, start, time, first, last, postByKey, threadByKey } = rest;
  return {
    ...{ index, postCount, threadCount, threadOf, start, time, first, last, postByKey, threadByKey },
    personById,
    joined,
    get nameWords() {
      return nameWords();
    },
    agentOf: (post) => agents().get(post) ?? -1,
    quotedIn(post) {
      const row = quoting().get(post);
      if (row === undefined) return NOBODY;
      const persons = index.quoted.persons.of(row);
      return joined.size ? persons.map((person) => joined.get(person) ?? person) : persons;
    },
  };
}

/** The case with pairs of people taken for one: `[[3, 17]]` gives what 17 wrote and received to 3. */
export function withJoins(data: CaseData, pairs: readonly (readonly [one: number, other: number])[]): CaseData {
  if (!pairs.length) return data;
  const root = new Map<number, number>();
  const rootOf = (person: number): number => {
    let at = person;
    while (root.has(at)) at = root.get(at)!;
    return at;
  };
  for (const pair of pairs) {
    const [one, other] = [rootOf(pair[0]), rootOf(pair[1])];
    if (one !== other) root.set(other, one);
  }
  const joined = new Map([...root.keys()].map((person) => [person, rootOf(person)]));
  const of = (person: number) => joined.get(person) ?? person;
  const { posts, persons } = data.index;
  const also = [...persons.also];
  for (const [person, mate] of joined)
    also[mate] = [also[mate], persons.name[person]!.toLowerCase(), persons.id[person]!.toLowerCase(), also[person]]
      .filter(Boolean)
      .join('\n');
  const index: CompactIndex = {
    ...data.index,
    persons: { ...persons, also },
    posts: {
      ...posts,
      from: Int32Array.from(posts.from, of),
      to: posts.to.map(of),
    },
  };
  return withPeople(data, index, joined);
}

/** What is worked out when it is asked for first. */
function lazily<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}

const NOBODY = new Int32Array(0);

/** The names and addresses of a person, lower case. */
export function writingsOf({ persons }: Pick<ViewerIndex, 'persons'>, person: number): readonly string[] {
  const also = persons.also[person]!;
  return [persons.name[person]!.toLowerCase(), persons.id[person]!.toLowerCase(), ...(also ? also.split('\n') : [])];
}

const wordsOfPerson = (index: CompactIndex, person: number) =>
  writingsOf(index, person)
    .map((writing) =>
      searchWords(namePart(writing))
        .map((word) => ` ${word}`)
        .join(''),
    )
    .join('\n');

/** The subject of a thread: that of the first post that has one. */
export function subjectOfThread(data: CaseData, thread: number): string {
  const { posts, subjects } = data.index;
  for (let post = data.start[thread]!; post < data.start[thread + 1]!; post++) {
    const subject = subjects[posts.subject[post]!];
    if (subject) return subject;
  }
  return '';
}

/** People of a thread, senders in the order of their first post. */
export function sendersOf(data: CaseData, thread: number): readonly number[] {
  const senders = new Set<number>();
  for (let post = data.start[thread]!; post < data.start[thread + 1]!; post++) {
    const sender = data.index.posts.from[post]!;
    if (sender >= 0) senders.add(sender);
  }
  return [...senders];
}

/** Number of the parent post; -1 = none. */
export function parentOf(data: CaseData, post: number): number {
  const distance = data.index.posts.parent[post]!;
  return distance === 0 ? -1 : post - distance;
}

/** What to call a person; -1 = unknown. */
export function nameOf(data: CaseData, person: number): string {
  return person < 0 ? '(unknown)' : data.index.persons.name[person] || data.index.persons.id[person] || '(unknown)';
}
