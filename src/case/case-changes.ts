import type { Finding } from '../finding/finding.js';
import { isFindingOf } from '../finding/finding-detail.js';
import type { Post } from '../link/post/post.js';
import { glanceAt, type PostGlance } from '../report/answer/post-glance.js';
import type { Reconstruction } from '../report/answer/reconstruction.js';
import { linkedPosts } from '../thread/thread.js';

/** What adding to a case, or taking away from it, changed. Posts stand in reading order, findings most severe first. */
export interface CaseChanges {
  /** Sources that came and that went, by name. */
  readonly sources: { readonly added: readonly string[]; readonly removed: readonly string[] };
  readonly posts: { readonly added: readonly PostGlance[]; readonly removed: readonly PostGlance[] };
  /** Posts that were there before and stand below another parent now. */
  readonly moved: readonly MovedPost[];
  readonly findings: { readonly added: readonly ChangedFinding[]; readonly removed: readonly ChangedFinding[] };
  /** Messages that were missing before and are produced now: their Message-ID, which others named, is that of a new post. */
  readonly arrived: readonly ArrivedMessage[];
}

/** A message that was missing: the finding that said so, who was expected to hold it, and the post that it is now. */
export interface ArrivedMessage extends ChangedFinding {
  readonly holders: readonly string[];
  readonly post: string;
}

/** A post that stands elsewhere; keys of its parents, null for none. */
export interface MovedPost extends PostGlance {
  readonly before: string | null;
  readonly now: string | null;
}

/** A finding that came or went. */
export type ChangedFinding = Pick<Finding, 'key' | 'kind' | 'severity' | 'summary'>;

type Compared = Pick<Reconstruction, 'sources' | 'posts' | 'threads' | 'findings'>;

/** Compares what was known before with what is known now. */
export function compareCases(before: Compared, now: Compared): CaseChanges {
  const [was, is] = [placesOf(before), placesOf(now)];
  const moved = [...is].flatMap(([key, { post, parent }]) => {
    const old = was.get(key);
    return old === undefined || old.parent === parent ? [] : [{ ...glanceAt(post), before: old.parent, now: parent }];
  });
  return {
    sources: { added: only(now, before), removed: only(before, now) },
    posts: { added: postsOnly(is, was), removed: postsOnly(was, is) },
    moved,
    findings: { added: findingsOnly(now, before), removed: findingsOnly(before, now) },
    arrived: arrivedSince(before, now),
  };
}

function arrivedSince(before: Compared, now: Compared): readonly ArrivedMessage[] {
  const known = new Set(before.posts.map(({ key }) => key));
  const still = new Set(now.findings.map(({ key }) => key));
  const produced = new Map<string, string>();
  for (const post of now.posts)
    if (post.kind === 'produced' && !known.has(post.key))
      for (const id of [post.message.messageId, ...post.message.alternateIds])
        if (id !== null && !produced.has(id)) produced.set(id, post.key);
  return before.findings.flatMap((finding) => {
    if (!isFindingOf(finding, 'missing-message') || still.has(finding.key)) return [];
    const { messageId, expectedHolders } = finding.detail;
    const post = messageId === null ? undefined : produced.get(messageId);
    if (post === undefined) return [];
    const { key, kind, severity, summary } = finding;
    return [{ key, kind, severity, summary, holders: expectedHolders, post }];
  });
}

type Places = ReadonlyMap<string, { readonly post: Post; readonly parent: string | null }>;

function placesOf({ threads }: Compared): Places {
  const places = new Map<string, { readonly post: Post; readonly parent: string | null }>();
  for (const thread of threads)
    for (const { post, parent } of linkedPosts(thread)) places.set(post.key, { post, parent: parent?.key ?? null });
  return places;
}

function only(one: Compared, other: Compared): readonly string[] {
  const known = new Set(other.sources.map(({ name }) => name));
  return one.sources.flatMap(({ name }) => (known.has(name) ? [] : name));
}

const postsOnly = (one: Places, other: Places): readonly PostGlance[] =>
  [...one].flatMap(([key, { post }]) => (other.has(key) ? [] : glanceAt(post)));

function findingsOnly(one: Compared, other: Compared): readonly ChangedFinding[] {
  const known = new Set(other.findings.map(({ key }) => key));
  return one.findings.flatMap(({ key, kind, severity, summary }) =>
    known.has(key) ? [] : { key, kind, severity, summary },
  );
}
