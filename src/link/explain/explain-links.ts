import type { ProducedPost } from '../../dedupe/produced-post.js';
import type { PostSplit } from '../../quote/segment.js';
import { splitsByPost } from '../../quote/splits-by-post.js';
import type { RecoveredBinding } from '../candidate/absent-parents.js';
import { type LinkInput, type LinkOptions, weighParents } from '../choose-parents.js';
import type { ExplainLink } from '../evidence/evidence.js';
import { type AppliedDecision, beforeDecisions, explainDecided } from '../post/apply-decisions.js';
import type { Post, RecoveredPost } from '../post/post.js';

/** What reasons are read from: a `Reconstruction`, or a copy of one. */
export interface ExplainedLinks {
  readonly posts: readonly Post[];
  readonly splits: readonly PostSplit[];
  readonly recovered: readonly RecoveredPost[];
  readonly bindings: readonly RecoveredBinding[];
  readonly linking: LinkOptions;
  readonly decisions: readonly AppliedDecision[];
}

/**
 * Tells of any link why it was made. Weighs all posts once, when first asked, so make one and keep it; `reconstructAndExplain` gives
 * one that has weighed them already.
 *
 *     const explain = explainLinks(reconstruction);
 *     explain(post.key)?.evidence    // [{ kind: 'in-reply-to', weight: 4.1, detail: ..., origins: [...] }]
 */
export function explainLinks(links: ExplainedLinks): ExplainLink {
  let explain: ExplainLink | null = null;
  return (child, options) => {
    explain ??= explainDecided(weighParents(linkInputOf(links), links.linking).explain, links.decisions);
    return explain(child, options);
  };
}

/** What the parents were chosen from, before any decision. */
export function linkInputOf({ posts, splits, recovered, bindings, decisions }: ExplainedLinks): LinkInput {
  const produced = beforeDecisions(posts, decisions).filter((post): post is ProducedPost => post.kind === 'produced');
  return { posts: produced, splits: splitsByPost(splits), recovered, bindings };
}
