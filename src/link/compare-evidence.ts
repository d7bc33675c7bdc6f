import { chooseParents, type LinkInput } from './choose-parents.js';
import { EVIDENCE_LEVELS, type EvidenceLevel } from './evidence-source.js';

/** What one level of evidence adds to the levels before it. Posts are named by their keys. */
export interface EvidenceStep {
  readonly level: EvidenceLevel;
  /** Links between posts, absent ones included. */
  readonly links: number;
  /** Produced posts that are in a thread of two or more produced posts. */
  readonly threaded: number;
  /** Posts that have a parent from this level on. */
  readonly added: readonly string[];
  /** Posts whose parent is another one than at the level before. */
  readonly changed: readonly string[];
  /** Posts that had a parent at the level before and have none now. */
  readonly removed: readonly string[];
}

/**
 * Links the same posts by each level of evidence in turn and tells what each adds: how far a result depends on quotations,
 * subjects and times, and which posts it concerns. Costs as much as linking at all four levels.
 */
export function compareEvidence(input: LinkInput, minConfidence = 0): readonly EvidenceStep[] {
  const produced = new Set(input.posts.map((post) => post.key));
  let before: ReadonlyMap<string, string> = new Map();
  return EVIDENCE_LEVELS.map((level) => {
    const { links } = chooseParents(input, { evidence: level, minConfidence });
    const parents = new Map(links.map((link) => [link.child, link.parent]));
    const step = describeStep(level, before, parents, produced);
    before = parents;
    return step;
  });
}

function describeStep(
  level: EvidenceLevel,
  before: ReadonlyMap<string, string>,
  parents: ReadonlyMap<string, string>,
  produced: ReadonlySet<string>,
): EvidenceStep {
  const added: string[] = [];
  const changed: string[] = [];
  for (const [child, parent] of parents) {
    const former = before.get(child);
    if (former === undefined) added.push(child);
    else if (former !== parent) changed.push(child);
  }
  const removed = [...before.keys()].filter((child) => !parents.has(child));
  return { level, links: parents.size, threaded: countThreaded(parents, produced), added, changed, removed };
}

function countThreaded(parents: ReadonlyMap<string, string>, produced: ReadonlySet<string>): number {
  const roots = new Map<string, string>();
  for (const post of produced) {
    let at = post;
    const path: string[] = [];
    for (let up = parents.get(at); up !== undefined && !roots.has(at); up = parents.get(at)) {
      path.push(at);
      at = up;
    }
    const root = roots.get(at) ?? at;
    for (const passed of path) roots.set(passed, root);
    roots.set(post, root);
  }
  const sizes = new Map<string, number>();
  for (const post of produced) sizes.set(roots.get(post)!, (sizes.get(roots.get(post)!) ?? 0) + 1);
  let threaded = 0;
  for (const size of sizes.values()) if (size > 1) threaded += size;
  return threaded;
}
