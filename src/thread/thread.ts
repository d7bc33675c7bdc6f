/** Arranges the chosen links into threads in reading order. */
import type { Link } from '../link/evidence/evidence.js';
import type { Post } from '../link/post/post.js';

/** A post at its place. */
export interface ThreadedPost {
  readonly post: Post;
  /** 0 = root. */
  readonly depth: number;
  /** The link to its parent; null for a root. */
  readonly link: Link | null;
}

/** Posts in reading order (depth first, siblings by date), a flat list, never a nested tree. */
export interface Thread {
  /** Stable: derived from the root post's key. */
  readonly key: string;
  readonly posts: readonly ThreadedPost[];
}
