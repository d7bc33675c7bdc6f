import { dateInterval } from '../../date/written-date.js';
import { missingKey } from '../../dedupe/post-key.js';
import { parseThreadIndex } from '../../message/header/thread-index.js';
import type { MissingPost, Post } from './post.js';
import type { AbsentMessage, PostTable } from './post-table.js';

/** A reply may be begun this long before it is sent; Thread-Index notes the beginning. */
const LONGEST_WRITING = 86_400_000;

/** The posts of the result, and for each number of the table its index among them (-1 = left out). */
export interface KeptPosts {
  readonly posts: readonly Post[];
  readonly places: Int32Array;
}

/**
 * Keeps the absent messages that tell something: a post answers it, or it joins branches. Those at the top of a thread that
 * only stand above another absent one are left out, as are recovered ones that are explained. Changes `parents` accordingly.
 */
export function keepUsefulAbsent(
  table: PostTable,
  parents: Int32Array,
  explained: ReadonlySet<number> = new Set(),
  rows = false,
): KeptPosts {
  const { produced, recovered } = table;
  const firstAbsent = produced.length + recovered.length;
  const children = countNeededChildren(parents, firstAbsent);
  for (let post = firstAbsent; post < parents.length; post++) {
    // Walks down from a top while all that stands below it is one absent message.
    let at = post;
    while (at >= firstAbsent && parents[at]! < 0 && children.count[at] === 1 && children.only[at]! >= firstAbsent) {
      const only = children.only[at]!;
      children.count[at] = 0;
      parents[only] = -1;
      at = only;
    }
  }
  const posts: Post[] = [...produced];
  const places = new Int32Array(parents.length).fill(-1);
  for (let post = 0; post < produced.length; post++) places[post] = post;
  recovered.forEach((post, index) => {
    const number = produced.length + index;
    if (explained.has(number)) parents[number] = -1;
    else places[number] = posts.push(post) - 1;
  });
  const cited = new Citations(table, parents);
  for (let post = firstAbsent; post < parents.length; post++) {
    if (children.count[post] === 0) {
      parents[post] = -1;
      continue;
    }
    const row = new MissingRow(table.absentMessage(post)!, post, cited);
    places[post] = posts.push(rows ? row : plainPost(row)) - 1;
  }
  return { posts, places };
}

/** Counts the children of absent posts that lead down to a post that is there. */
function countNeededChildren(parents: Int32Array, firstAbsent: number) {
  const count = new Int32Array(parents.length);
  const only = new Int32Array(parents.length).fill(-1);
  for (let post = 0; post < firstAbsent; post++) {
    let child = post;
    let at = parents[child]!;
    while (at >= firstAbsent) {
      const isNew = count[at]! === 0;
      count[at]!++;
      only[at] = child;
      if (!isNew) break;
      child = at;
      at = parents[at]!;
    }
  }
  return { count, only };
}

/** Who cites the absent messages, worked out when first asked for. */
class Citations {
  readonly table: PostTable;
  readonly parents: Int32Array;
  private children: Map<number, number[]> | null = null;
  private citing: Map<number, Set<number>> | null = null;

  constructor(table: PostTable, parents: Int32Array) {
    this.table = table;
    this.parents = parents;
  }

  childrenOf(post: number): readonly number[] {
    if (this.children === null) {
      this.children = new Map();
      for (let child = 0; child < this.parents.length; child++) {
        const parent = this.parents[child]!;
        if (!this.table.isAbsent(parent)) continue;
        const list = this.children.get(parent);
        if (list) list.push(child);
        else this.children.set(parent, [child]);
      }
    }
    return this.children.get(post) ?? [];
  }

  /** Date of the first dated post below, through absent ones; Infinity if there is none. */
  firstBelow(post: number): number {
    let first = Number.POSITIVE_INFINITY;
    const absent = [post];
    for (let above = absent.pop(); above !== undefined; above = absent.pop()) {
      for (const child of this.childrenOf(above)) {
        const time = this.table.times[child] ?? Number.NaN;
        if (time < first) first = time;
        if (this.table.isAbsent(child)) absent.push(child);
      }
    }
    return first;
  }

  /** Date of the next dated post above; null if there is none. */
  lastAbove(post: number): number | null {
    for (let at = this.parents[post]!; at >= 0; at = this.parents[at]!) {
      const time = this.table.times[at] ?? Number.NaN;
      if (!Number.isNaN(time)) return time;
    }
    return null;
  }

  /** Produced posts whose headers name the absent message, or that answer it. */
  citingPosts(post: number): readonly number[] {
    this.citing ??= this.findCiting();
    const found = new Set(this.citing.get(post));
    for (const child of this.childrenOf(post)) if (this.table.isProduced(child)) found.add(child);
    return [...found].sort((a, b) => a - b);
  }

  private findCiting(): Map<number, Set<number>> {
    const { table } = this;
    const citing = new Map<number, Set<number>>();
    for (let child = 0; child < table.produced.length; child++) {
      const { inReplyTo, references } = table.message(child)!;
      for (const id of [...inReplyTo, ...references]) {
        const named = table.find(id, child);
        if (named < 0 || !table.isAbsent(named)) continue;
        const posts = citing.get(named);
        if (posts) posts.add(child);
        else citing.set(named, new Set([child]));
      }
    }
    return citing;
  }
}

/** A missing post that works out when asked who cites it, and when it was sent. */
class MissingRow implements MissingPost {
  readonly kind = 'missing';
  readonly to = [];
  readonly messageId: string | null;
  readonly from: MissingPost['from'];
  readonly subject: string | null;
  readonly #absent: AbsentMessage;
  readonly #post: number;
  readonly #citations: Citations;

  constructor(absent: AbsentMessage, post: number, citations: Citations) {
    this.messageId = absent.messageId;
    this.from = absent.described?.from ?? null;
    this.subject = absent.described?.subject ?? null;
    this.#absent = absent;
    this.#post = post;
    this.#citations = citations;
  }

  get key(): string {
    const { messageId, threadIndex, described } = this.#absent;
    return missingKey(
      messageId !== null ? `message-id ${messageId}` : (described?.name ?? `thread-index ${threadIndex}`),
    );
  }

  get interval(): MissingPost['interval'] {
    return intervalOf(this.#absent, this.#post, this.#citations);
  }

  get citedBy(): readonly string[] {
    const { produced } = this.#citations.table;
    return this.#citations.citingPosts(this.#post).map((post) => produced[post]!.key);
  }
}

/** The post as a record. */
function plainPost({ kind, key, messageId, from, to, subject, interval, citedBy }: MissingPost): MissingPost {
  return { kind, key, messageId, from, to, subject, interval, citedBy };
}

/** After its parent, before its first answer; where Thread-Index tells, within a day of when it was begun. */
function intervalOf(
  { threadIndex, described }: AbsentMessage,
  post: number,
  citations: Citations,
): readonly [number | null, number | null] {
  if (described?.date) {
    const { earliest, latest } = dateInterval(described.date);
    return [earliest, latest];
  }
  const before = citations.firstBelow(post);
  const begun = begunAt(threadIndex);
  const latest = Math.min(before, begun === null ? before : begun + LONGEST_WRITING);
  const earliest = begun ?? citations.lastAbove(post);
  return [
    earliest !== null && earliest > latest ? null : earliest,
    latest === Number.POSITIVE_INFINITY ? null : latest,
  ];
}

function begunAt(threadIndex: string | null): number | null {
  const index = threadIndex === null ? null : parseThreadIndex(threadIndex);
  return index === null ? null : index.levels.length ? index.levels.at(-1)!.time : index.headerTime;
}
