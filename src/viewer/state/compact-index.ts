import { NumberLists } from '../../report/page/number-lists.js';
import type { ViewerFindings, ViewerIndex, ViewerPosts } from '../../report/page/viewer-data.js';

/** The index as the viewer keeps it: columns of numbers, which a case of a million posts has the memory for. */
export interface CompactIndex extends Omit<ViewerIndex, 'posts' | 'findings' | 'quoted'> {
  readonly posts: Omit<ViewerPosts, 'to'> & { readonly to: NumberLists };
  readonly findings: Omit<ViewerFindings, 'posts'> & { readonly posts: NumberLists };
  /** People whose words posts quote: those posts in order, and the people of each. */
  readonly quoted: { readonly posts: Int32Array; readonly persons: NumberLists };
}

/** Puts the columns of an index, as JSON has them, into typed arrays. */
export function compactIndex(index: ViewerIndex): CompactIndex {
  const { posts, findings, quoted } = index;
  const numbers = (column: Iterable<number>) => Int32Array.from(column);
  return {
    ...index,
    posts: {
      key: posts.key,
      kind: posts.kind,
      zone: posts.zone,
      depth: numbers(posts.depth),
      parent: numbers(posts.parent),
      time: Float64Array.from({ length: posts.key.length }, (_, post) => posts.time[post] ?? Number.NaN),
      subject: numbers(posts.subject),
      from: numbers(posts.from),
      to: new NumberLists(posts.to as readonly (readonly number[])[]),
      custodians: numbers(posts.custodians),
      copies: numbers(posts.copies),
      attachments: numbers(posts.attachments),
      confidence: Int16Array.from(posts.confidence),
      findings: numbers(posts.findings),
    },
    findings: {
      key: findings.key,
      severity: findings.severity,
      kind: Uint8Array.from(findings.kind),
      posts: new NumberLists(findings.posts as readonly (readonly number[])[]),
    },
    quoted: {
      posts: Int32Array.from(quoted, ([post]) => post),
      persons: new NumberLists(quoted.map(([, persons]) => persons)),
    },
  };
}
