/** Arranges the chosen links into threads in reading order. */
import type { Link } from '../link/evidence/evidence.js';
import type { Post } from '../link/post/post.js';

/** A post at its place. */
export interface ThreadedPost {
  readonly post: Post;
  /** 0 = root. The parent is the nearest post before it that stands one less deep. */
  readonly depth: number;
  /** Confidence of the link to its parent; null for a root. */
  readonly confidence: number | null;
}

/** Posts in reading order (depth first, siblings by date), a flat list, never a nested tree. */
export interface Thread {
  /** Stable: `t-` and the root post's key. */
  readonly key: string;
  readonly posts: readonly ThreadedPost[];
}

/** A post at its place, with what it hangs on. */
export interface LinkedPost extends ThreadedPost {
  readonly parent: Post | null;
  /** null for a root. */
  readonly link: Link | null;
}

/**
 * The posts of a thread in reading order, each with its parent and its link.
 *
 *     for (const { post, parent, link } of linkedPosts(thread)) ...
 */
export function* linkedPosts(thread: Thread): Generator<LinkedPost, void, undefined> {
  const ancestors: Post[] = [];
  for (const { post, depth, confidence } of thread.posts) {
    ancestors.length = depth;
    const parent = ancestors.at(-1) ?? null;
    ancestors.push(post);
    const link = parent === null ? null : { child: post.key, parent: parent.key, confidence: confidence ?? 0 };
    yield { post, depth, confidence, parent, link };
  }
}
