import { chooseParents, type LinkInput } from '../choose-parents.js';
import { EVIDENCE_LEVELS, type EvidenceLevel } from '../evidence/evidence-source.js';
import { type LinkColumns, readLinks } from '../link-columns.js';
import type { Post } from '../post/post.js';

/** What one level of evidence adds to the levels before it. Posts are named by their keys. */
export interface EvidenceStep {
  readonly level: EvidenceLevel;
  /** Links between posts, absent ones included. */
  readonly links: number;
  /** Threads of two or more produced posts. */
  readonly threads: number;
  /** Produced posts that stand in them. */
  readonly threaded: number;
  /** Posts that have a parent from this level on. */
  readonly added: readonly string[];
  /** Posts whose parent is another one than at the level before. */
  readonly changed: readonly string[];
  /** Posts that had a parent at the level before and have none now. */
  readonly removed: readonly string[];
  /** The threads that depend on this level: without it they fall apart. Those that fall into most parts first. */
  readonly joined: readonly JoinedThread[];
}

/** A thread that one level of evidence holds together. */
export interface JoinedThread {
  /** Its first post, which need not have been produced. */
  readonly root: Post;
  /** Its produced posts in canonical order. */
  readonly posts: readonly Post[];
  /** Into how many produced posts each it falls at the level before; the largest part first. */
  readonly parts: readonly number[];
}

/**
 * Links the same posts by each level of evidence in turn and tells what each adds: how far a result depends on headers,
 * quotations, or subjects, people and times, and which threads it concerns.
 *
 *     headers    a <- b     c <- d     e
 *     quotes     a <- b  <-  c <- d    e      one thread of 4 depends on quotes: 2 + 2
 *     all        a <- b  <-  c <- d <- e      one thread of 5 depends on all: 4 + 1
 *
 * Links below `minConfidence` are not made at any level, and levels beyond `last` are left out. Costs as much as linking at
 * each level.
 */
export function compareEvidence(
  input: LinkInput,
  minConfidence = 0,
  last: EvidenceLevel = 'all',
): readonly EvidenceStep[] {
  let before = new Forest(input.posts, { children: [], parents: [], confidences: [] });
  const levels = EVIDENCE_LEVELS.slice(0, EVIDENCE_LEVELS.indexOf(last) + 1);
  return levels.map((level) => {
    const { posts, links } = chooseParents(input, { evidence: level, minConfidence });
    const forest = new Forest(posts, links);
    const step = describeStep(level, before, forest, input.posts);
    before = forest;
    return step;
  });
}

function describeStep(level: EvidenceLevel, before: Forest, after: Forest, produced: readonly Post[]): EvidenceStep {
  const added: string[] = [];
  const changed: string[] = [];
  for (const [child, parent] of after.parents) {
    const former = before.parents.get(child);
    if (former === undefined) added.push(child);
    else if (former !== parent) changed.push(child);
  }
  const removed = [...before.parents.keys()].filter((child) => !after.parents.has(child));
  const threads = groupByRoot(after, produced).filter((thread) => thread.length > 1);
  const threaded = threads.reduce((sum, thread) => sum + thread.length, 0);
  const joined = threads.flatMap((thread) => describeJoin(thread, before, after));
  joined.sort((a, b) => b.parts.length - a.parts.length || b.posts.length - a.posts.length);
  return { level, links: after.parents.size, threads: threads.length, threaded, added, changed, removed, joined };
}

/** The produced posts of each thread, in the order given. */
function groupByRoot(forest: Forest, produced: readonly Post[]): readonly (readonly Post[])[] {
  const threads = new Map<string, Post[]>();
  for (const post of produced) {
    const root = forest.rootOf(post.key);
    const thread = threads.get(root);
    if (thread) thread.push(post);
    else threads.set(root, [post]);
  }
  return [...threads.values()];
}

function describeJoin(thread: readonly Post[], before: Forest, after: Forest): readonly JoinedThread[] {
  const sizes = new Map<string, number>();
  for (const post of thread) {
    const root = before.rootOf(post.key);
    sizes.set(root, (sizes.get(root) ?? 0) + 1);
  }
  if (sizes.size < 2) return [];
  const root = after.posts.get(after.rootOf(thread[0]!.key)) ?? thread[0]!;
  return [{ root, posts: thread, parts: [...sizes.values()].sort((a, b) => b - a) }];
}

/** The chosen parents by key. */
class Forest {
  readonly posts: ReadonlyMap<string, Post>;
  readonly parents: ReadonlyMap<string, string>;
  private readonly roots = new Map<string, string>();

  constructor(posts: readonly Post[], links: LinkColumns) {
    this.posts = new Map(posts.map((post) => [post.key, post]));
    this.parents = new Map(readLinks(posts, links).map((link) => [link.child, link.parent]));
  }

  /** The post at which the chain of parents ends; chooseParents leaves no loops. */
  rootOf(key: string): string {
    const passed: string[] = [];
    let at = key;
    for (let up = this.parents.get(at); up !== undefined && !this.roots.has(at); up = this.parents.get(at)) {
      passed.push(at);
      at = up;
    }
    const root = this.roots.get(at) ?? at;
    for (const post of passed) this.roots.set(post, root);
    return root;
  }
}
