import { namePart, searchWords } from '../../people/name/name-search.js';
import type { ViewerFinding, ViewerIndex, ViewerPeople } from '../../report/page/viewer-data.js';

/** The case as the views use it: the index, and what is quick to have beside it. */
export interface CaseData {
  readonly index: ViewerIndex;
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
  readonly postByKey: ReadonlyMap<string, number>;
  readonly threadByKey: ReadonlyMap<string, number>;
  readonly personById: ReadonlyMap<string, number>;
  readonly people: ViewerPeople;
  /** By person: the words of each name and address, for searching; found out when first read. */
  readonly nameWords: readonly (readonly (readonly string[])[])[];
  readonly findings: readonly ViewerFinding[];
  /** Number of the person who sent a post for its author; -1 = nobody else. */
  agentOf(post: number): number;
  /** Findings that name a post. */
  findingsOf(post: number): readonly number[];
}

/** Reads the index of the page; people and findings are read when asked for first. */
export function readCase(): CaseData {
  const index = readBlock<ViewerIndex>('index');
  const { posts, threads } = index;
  const postCount = posts.key.length;
  const threadCount = threads.key.length;
  const start = Int32Array.from([...threads.start, postCount]);
  const threadOf = new Int32Array(postCount);
  const time = Float64Array.from(posts.time, (seconds) => seconds ?? Number.NaN);
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
  return {
    index,
    postCount,
    threadCount,
    threadOf,
    start,
    time,
    first,
    last,
    postByKey: numbersBy(posts.key),
    threadByKey: numbersBy(threads.key),
    personById: numbersBy(index.persons.id),
    get people() {
      return once('people', () => readBlock<ViewerPeople>('people'));
    },
    get nameWords() {
      return once('name words', () => index.persons.id.map((_, person) => wordsOfPerson(index, person)));
    },
    get findings() {
      return once('findings', () => readBlock<readonly ViewerFinding[]>('findings'));
    },
    agentOf(post) {
      return once('agents', () => new Map(index.agents)).get(post) ?? -1;
    },
    findingsOf(post) {
      return once('findings by post', () => findingsByPost(this.findings)).get(post) ?? [];
    },
  };
}

const kept = new Map<string, unknown>();

function once<T>(name: string, make: () => T): T {
  if (!kept.has(name)) kept.set(name, make());
  return kept.get(name) as T;
}

/** Reads a JSON block of the page and lets go of its text. */
function readBlock<T>(id: string): T {
  const element = document.getElementById(id);
  const value = JSON.parse(element?.textContent ?? 'null') as T;
  element?.remove();
  return value;
}

function numbersBy(keys: readonly string[]): ReadonlyMap<string, number> {
  return new Map(keys.map((key, number) => [key, number]));
}

function findingsByPost(findings: readonly ViewerFinding[]): ReadonlyMap<number, number[]> {
  const byPost = new Map<number, number[]>();
  findings.forEach((finding, number) => {
    if (finding.posts.length > 200) return;
    for (const post of finding.posts) {
      const list = byPost.get(post);
      if (list) list.push(number);
      else byPost.set(post, [number]);
    }
  });
  return byPost;
}

/** The names and addresses of a person, lower case. */
export function writingsOf({ persons }: ViewerIndex, person: number): readonly string[] {
  const also = persons.also[person]!;
  return [persons.name[person]!.toLowerCase(), persons.id[person]!.toLowerCase(), ...(also ? also.split('\n') : [])];
}

const wordsOfPerson = (index: ViewerIndex, person: number) =>
  writingsOf(index, person).map((writing) => searchWords(namePart(writing)));

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
