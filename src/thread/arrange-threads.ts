import { cutLoops } from '../link/cut-loops.js';
import type { LinkColumns } from '../link/link-columns.js';
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
export function arrangeThreads(posts: readonly Post[], links: LinkColumns): readonly Thread[] {
  const { parents, linkOf } = parentsOf(posts, links);
  const order = orderPosts(posts, parents);
  cutAtFirst(parents, order.ranked);
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
      const link = parents[at]! < 0 ? -1 : linkOf[at]!;
      threaded.push({ post: posts[at]!, depth, confidence: link < 0 ? null : links.confidences[link]! });
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
    // A copy takes no more room than its posts: most threads are one post, and a list that grew has room for seventeen.
    return { root, thread: { key: `t-${posts[root]!.key}`, posts: threaded.slice() } };
  });
  // Stable: roots of threads that begin at the same time stay in rank order.
  threads.sort((a, b) => compareTimes(starts[a.root]!, starts[b.root]!));
  return threads.map(({ thread }) => thread);
}

const compareTimes = (a: number, b: number) => (a === b ? 0 : a < b ? -1 : 1);

/** Parents as indexes of posts (-1 = none), and for each child the row of its link. */
function parentsOf(posts: readonly Post[], links: LinkColumns) {
  const parents = new Int32Array(posts.length).fill(-1);
  const linkOf = new Int32Array(posts.length).fill(-1);
  for (let row = 0; row < links.children.length; row++) {
    const child = links.children[row]!;
    const parent = links.parents[row]!;
    if (child === parent || parents[child]! >= 0) continue;
    parents[child] = parent;
    linkOf[child] = row;
  }
  return { parents, linkOf };
}

/** Makes the first post of each loop, in rank order, a root. */
function cutAtFirst(parents: Int32Array, ranked: Int32Array): void {
  const ranks = new Int32Array(ranked.length);
  for (let rank = 0; rank < ranked.length; rank++) ranks[ranked[rank]!] = rank;
  cutLoops(parents, (a, b) => ranks[a]! < ranks[b]!);
}
