import type { PostSplit, SplitBody } from './segment.js';

/** The split bodies by the keys of their posts. */
export const splitsByPost = (splits: readonly PostSplit[]): ReadonlyMap<string, SplitBody> =>
  new Map(splits.map(({ post, split }) => [post, split]));
