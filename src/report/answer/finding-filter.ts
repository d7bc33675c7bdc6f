import type { Finding } from '../../finding/finding.js';
import type { Reconstruction } from './reconstruction.js';
import { filterThreads, type ReportFilter } from './thread-filter.js';

/** Which findings to show. */
export interface FindingFilter {
  /** Empty = all kinds. */
  readonly kinds: readonly string[];
  /** The least severity. */
  readonly severity: Finding['severity'];
}

const RANK: Readonly<Record<Finding['severity'], number>> = { info: 0, notice: 1, warning: 2 };

/**
 * The findings of the kinds and severity asked for that concern a post of the threads that the filter lets through:
 * `filterFindings(reconstruction, noFilter, { kinds: ['altered-quote'], severity: 'notice' })`.
 */
export function filterFindings(
  { threads, findings }: Pick<Reconstruction, 'threads' | 'findings'>,
  filter: ReportFilter,
  { kinds, severity }: FindingFilter,
): readonly Finding[] {
  const shown = filterThreads(threads, filter);
  const keys =
    shown.length === threads.length ? null : new Set(shown.flatMap(({ posts }) => posts.map(({ post }) => post.key)));
  return findings.filter(
    (finding) =>
      (!kinds.length || kinds.includes(finding.kind)) &&
      RANK[finding.severity] >= RANK[severity] &&
      (keys === null || finding.posts.some((key) => keys.has(key))),
  );
}
