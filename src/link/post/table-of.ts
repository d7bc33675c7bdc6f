import type { ProducedPost } from '../../dedupe/produced-post.js';
import type { SplitBody } from '../../quote/segment.js';
import { findRewrittenIds } from '../../recover/rewritten-ids.js';
import type { RecoveredBinding } from '../candidate/absent-parents.js';
import type { RecoveredPost } from './post.js';
import { PostTable } from './post-table.js';
import { quotedBy } from './quoted-by.js';

/** What a table of posts is made of; a `LinkInput` is one. */
interface Posts {
  readonly posts: readonly ProducedPost[];
  readonly splits: ReadonlyMap<string, SplitBody>;
  readonly recovered: readonly RecoveredPost[];
  readonly bindings: readonly RecoveredBinding[];
}

/** The posts under linking, with what quotations tell of whom ids name. */
export function tableOf({ posts, splits, recovered, bindings }: Posts): PostTable {
  return new PostTable(posts, recovered, quotedBy(posts, bindings), findRewrittenIds(posts, splits, bindings));
}
