import type { Finding } from '../../finding/finding.js';
import { declarationOf } from '../../finding/finding-detail.js';
import type { ToldFinding } from './viewer-data.js';

/** A finding about more posts than these is told in the list of findings alone. */
export const MOST_POSTS = 200;

/** The findings that are told where a post stands, by its key: at the first post that a finding names, and at every one where its kind says so. */
export function toldFindings(findings: Iterable<Finding>): ReadonlyMap<string, readonly ToldFinding[]> {
  const told = new Map<string, ToldFinding[]>();
  for (const { key, kind, severity, summary, posts } of findings) {
    if (posts.length > MOST_POSTS) continue;
    const { concernsEvery, otherLabel, castsDoubtOn } = declarationOf(kind) ?? {};
    const isToldAtEvery = concernsEvery || otherLabel !== undefined || castsDoubtOn === 'every';
    for (const post of isToldAtEvery ? new Set(posts) : posts.slice(0, 1)) {
      const finding = { key, kind, severity, summary, ...(post === posts[0] ? { first: true as const } : {}) };
      const list = told.get(post);
      if (list) list.push(finding);
      else told.set(post, [finding]);
    }
  }
  return told;
}
