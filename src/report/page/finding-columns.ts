import type { Finding } from '../../finding/finding.js';
import type { Thread } from '../../thread/thread.js';
import type { ViewerFindings } from './viewer-data.js';

const SEVERITIES = { warning: 'w', notice: 'n', info: 'i' } as const;

/** What lists and searches need of the findings of these threads. */
export function findingColumns(
  findings: readonly Finding[],
  threads: readonly Thread[],
  kindNumber: (kind: string) => number,
): ViewerFindings {
  const numbers = new Map<string, number>();
  for (const { posts } of threads) for (const { post } of posts) numbers.set(post.key, numbers.size);
  return {
    key: findings.map(({ key }) => key),
    kind: findings.map(({ kind }) => kindNumber(kind)),
    severity: findings.map(({ severity }) => SEVERITIES[severity]).join(''),
    posts: findings.map(({ posts }) => posts.flatMap((key) => numbers.get(key) ?? [])),
  };
}
