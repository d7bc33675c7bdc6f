import type { Link } from '../link/evidence/evidence.js';
import { TableLink } from '../link/explain/link-table.js';
import type { Post } from '../link/post/post.js';
import { orderPosts } from './post-order.js';
import type { Thread, ThreadedPost } from './thread.js';

/**
 * Arranges posts into threads: threads by their first date, in each the posts depth first, siblings by date. Equal dates
 * keep the order of `posts`, which is canonical. An undated post stands where its answers, else its parent, put it.
 *
 * Every post stands exactly once: of two links for one child the first counts, and a loop is cut at its earliest post.
 *
 *     root            depth 0
 *     ├─ answer             1
 *     │  └─ answer          2
 *     └─ answer             1
 */
export function arrangeThreads(posts: readonly Post[], links: readonly Link[]): readonly Thread[] {
  const { parents, linkOf } = placeLinks(posts, links);
  const order = orderPosts(posts, parents);
  cutLoops(parents, linkOf, order.ranked);
  const firstChild = new Int32Array(posts.length).fill(-1);
  const nextSibling = new Int32Array(posts.length).fill(-1);
  const roots: number[] = [];
  for (let i = order.ranked.length - 1; i >= 0; i--) {
    const post = order.ranked[i]!;
    const parent = parents[post]!;
    if (parent < 0) {
      roots.push(post);
      continue;
    }
    nextSibling[post] = firstChild[parent]!;
    firstChild[parent] = post;
  }
  roots.reverse();
  const starts = new Float64Array(posts.length);
  const threads = roots.map((root) => {
    const threaded: ThreadedPost[] = [];
    let start = Number.POSITIVE_INFINITY;
    let depth = 0;
    for (let at = root; at >= 0; ) {
      const link = linkOf[at]!;
      threaded.push({ post: posts[at]!, depth, link: link < 0 ? null : links[link]! });
      start = Math.min(start, order.times[at]!);
      if (firstChild[at]! >= 0) {
        at = firstChild[at]!;
        depth++;
        continue;
      }
      while (at !== root && nextSibling[at]! < 0) {
        at = parents[at]!;
        depth--;
      }
      at = at === root ? -1 : nextSibling[at]!;
    }
    starts[root] = start;
    return { root, thread: new ArrangedThread(threaded) };
  });
  // Stable: roots of threads that begin at the same time stay in rank order.
  threads.sort((a, b) => compareTimes(starts[a.root]!, starts[b.root]!));
  return threads.map(({ thread }) => thread);
}

const compareTimes = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);

/** A thread whose key is worked out when read. */
class ArrangedThread implements Thread {
  readonly posts: readonly ThreadedPost[];

  constructor(posts: readonly ThreadedPost[]) {
    this.posts = posts;
  }

  /** `t-` and the root's key. */
  get key(): string {
    return `t-${this.posts[0]!.post.key}`;
  }
}

/** Parents as indexes of posts (-1 = none), and for each child the index of its link. */
function placeLinks(posts: readonly Post[], links: readonly Link[]) {
  const parents = new Int32Array(posts.length).fill(-1);
  const linkOf = new Int32Array(posts.length).fill(-1);
  let places: Map<string, number> | null = null;
  for (let i = 0; i < links.length; i++) {
    const link = links[i]!;
    const known = link instanceof TableLink ? link.placesIn(posts) : null;
    if (known === null) places ??= new Map(posts.map((post, index) => [post.key, index]));
    const child = known?.[0] ?? places?.get(link.child) ?? -1;
    const parent = known?.[1] ?? places?.get(link.parent) ?? -1;
    if (child < 0 || parent < 0 || child === parent || parents[child]! >= 0) continue;
    parents[child] = parent;
    linkOf[child] = i;
  }
  return { parents, linkOf };
}

/** Makes the first post of each loop, in rank order, a root. */
function cutLoops(parents: Int32Array, linkOf: Int32Array, ranked: Int32Array): void {
  const seenBy = new Int32Array(parents.length).fill(-1);
  const ranks = new Int32Array(ranked.length);
  for (let rank = 0; rank < ranked.length; rank++) ranks[ranked[rank]!] = rank;
  for (let start = 0; start < parents.length; start++) {
    let at = start;
    while (at >= 0 && seenBy[at]! < 0) {
      seenBy[at] = start;
      at = parents[at]!;
    }
    if (at < 0 || seenBy[at] !== start) continue;
    let first = at;
    for (let on = parents[at]!; on !== at; on = parents[on]!) if (ranks[on]! < ranks[first]!) first = on;
    parents[first] = -1;
    linkOf[first] = -1;
  }
}
