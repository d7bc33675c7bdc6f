import type { CompactIndex } from '../../report/page/compact-index.js';
import type { NumberColumn } from '../../report/page/number-lists.js';
import { wordsOfWritings } from '../../report/page/written-persons.js';
import { KeyIndex } from './key-index.js';
import { type Resent, readResent } from './resent.js';

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
  /** The person of an id, or whom that one was joined to. */
  personById(id: string): number | undefined;
  /** People of whom something was joined: what they are called stands in no column. */
  readonly writings: ReadonlyMap<number, string>;
  /** Number of the person who sent a post for its author; -1 = nobody else. */
  agentOf(post: number): number;
  /** People whose words a post quotes. */
  quotedIn(post: number): NumberColumn;
  /** Who passed posts on as they were, oldest first, the undated last. */
  readonly resent: readonly Resent[];
  /** Who a reviewer takes for somebody else: that person by number. */
  readonly joined: ReadonlyMap<number, number>;
}

/** Works out beside the index what the views ask all the time. */
export function readCase(index: CompactIndex): CaseData {
  const { posts, threads } = index;
  const postCount = posts.key.length;
  const threadCount = threads.start.length;
  const start = new Int32Array(threadCount + 1);
  start.set(threads.start);
  start[threadCount] = postCount;
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
    },
    index,
    NO_JOINS,
  );
}

type WithoutPeople = Omit<CaseData, 'index' | 'personById' | 'writings' | 'agentOf' | 'quotedIn' | 'joined' | 'resent'>;
type Joins = Pick<CaseData, 'joined' | 'writings'>;
const NO_JOINS: Joins = { joined: new Map(), writings: new Map() };

function withPeople(rest: WithoutPeople, index: CompactIndex, { joined, writings }: Joins): CaseData {
  const ids = new KeyIndex(index.persons.id);
  const { postCount, threadCount, threadOf, start, time, first, last, postByKey } = rest;
  const { agents, quoted } = index;
  const of = (person: number) => joined.get(person) ?? person;
  return {
    ...{ index, postCount, threadCount, threadOf, start, time, first, last, postByKey, joined, writings },
    resent: readResent(index.resent ?? [], of),
    personById(id) {
      const person = ids.get(id);
      return person === undefined ? undefined : of(person);
    },
    agentOf(post) {
      const row = rowOfPost(agents.posts, post);
      return row < 0 ? -1 : of(agents.persons[row]!);
    },
    quotedIn(post) {
      const row = rowOfPost(quoted.posts, post);
      if (row < 0) return NOBODY;
      const persons = quoted.persons.of(row);
      return joined.size ? persons.map(of) : persons;
    },
  };
}

/** The last row of a post among posts in order; -1 = none. */
function rowOfPost(posts: ArrayLike<number>, post: number): number {
  let [low, high] = [0, posts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (posts[middle]! <= post) low = middle + 1;
    else high = middle;
  }
  return low > 0 && posts[low - 1] === post ? low - 1 : -1;
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
  const writings = new Map<number, string>();
  for (const [person, mate] of joined) {
    const known = writings.get(mate) ?? persons.writings.at(mate)!;
    writings.set(mate, `${known}\n${persons.writings.at(person)!}`);
  }
  for (const person of joined.keys()) writings.set(person, '');
  const index: CompactIndex = {
    ...data.index,
    posts: {
      ...posts,
      from: Int32Array.from(posts.from, of),
      to: posts.to.map(of),
    },
  };
  return withPeople(data, index, { joined, writings });
}

const NOBODY = new Int32Array(0);

/** The names and addresses of a person, lower case; of somebody who was joined to another none. */
export function writingsOf({ index, writings }: CaseData, person: number): readonly string[] {
  const text = writings.get(person) ?? index.persons.writings.at(person)!;
  return text ? text.split('\n') : [];
}

/** The words of each of them, a line each, every word behind a space: ` holt marian`. */
export function nameWordsOf({ index, writings }: CaseData, person: number): string {
  const joined = writings.get(person);
  return joined === undefined ? index.persons.words.at(person)! : wordsOfWritings(joined);
}

/** The key of a thread: `t-` and that of the post that it is named for. */
export function threadKey({ index: { posts, threads }, start }: CaseData, thread: number): string {
  return `t-${posts.key.at(start[thread]! + threads.root[thread]!)}`;
}

/** The thread of a key; undefined where there is none. */
export function threadOfWholeKey(data: CaseData, key: string): number | undefined {
  const post = key.startsWith('t-') ? data.postByKey.get(key.slice(2)) : undefined;
  const thread = post === undefined ? -1 : data.threadOf[post]!;
  return thread >= 0 && threadKey(data, thread) === key ? thread : undefined;
}

/** Numbers of the posts of a thread. */
export function* postsOfThread({ start }: CaseData, thread: number): Generator<number> {
  for (let post = start[thread]!; post < start[thread + 1]!; post++) yield post;
}

/** The subject of a thread: that of the first post that has one. */
export function subjectOfThread(data: CaseData, thread: number): string {
  const { posts, subjects } = data.index;
  for (let post = data.start[thread]!; post < data.start[thread + 1]!; post++) {
    const subject = subjects.at(posts.subject[post]!);
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
  return person < 0
    ? '(unknown)'
    : data.index.persons.name.at(person) || data.index.persons.id.at(person) || '(unknown)';
}
