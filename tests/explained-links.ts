import type { ExplainLink, Link, LinkExplanation } from '../src/link/evidence/evidence.js';
import { explainLinks } from '../src/link/explain/explain-links.js';
import { type LinkColumns, readLinks } from '../src/link/link-columns.js';
import type { Post } from '../src/link/post/post.js';
import type { Reconstruction } from '../src/report/answer/reconstruction.js';

/** A link with its reasons. */
export type ExplainedLink = Link & LinkExplanation;

/** Links as records with their reasons. */
export const explainAll = (
  posts: readonly Post[],
  links: LinkColumns,
  explain: ExplainLink,
): readonly ExplainedLink[] => readLinks(posts, links).map((link) => ({ ...link, ...explain(link.child)! }));

/** Those of a reconstruction. */
export const explainedLinks = (reconstruction: Reconstruction): readonly ExplainedLink[] =>
  explainAll(reconstruction.posts, reconstruction.links, explainLinks(reconstruction));
