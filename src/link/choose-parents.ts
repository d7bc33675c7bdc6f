import type { SplitBody } from '../quote/segment.js';
import { cutLoops } from './cut-loops.js';
import type { Link } from './evidence.js';
import { EVIDENCE_LEVELS, type EvidenceLevel, type EvidenceReader, type LinkContext } from './evidence-source.js';
import { HeaderClaims } from './header-claims.js';
import { inReplyToEvidence } from './in-reply-to.js';
import { LinkTable } from './link-table.js';
import { keepUsefulAbsent } from './missing-posts.js';
import type { Post, ProducedPost, RecoveredPost } from './post.js';
import { PostTable } from './post-table.js';
import { providerThreadEvidence } from './provider-thread.js';
import { referencesEvidence } from './references.js';
import { threadIndexEvidence } from './thread-index-evidence.js';
import { timeEvidence } from './time-evidence.js';
import { WeighedCandidates } from './weighed-candidates.js';

export interface LinkOptions {
  /** How far the evidence may go; each level includes the ones before it. */
  readonly evidence: EvidenceLevel;
  /** Links below this posterior probability are not made. */
  readonly minConfidence: number;
}

export interface LinkInput {
  /** In canonical order, as `gatherPosts` gives them. */
  readonly posts: readonly ProducedPost[];
  /** Split bodies by key of the produced post; empty where bodies were not read. */
  readonly splits: ReadonlyMap<string, SplitBody>;
  readonly recovered: readonly RecoveredPost[];
  readonly bindings: unknown;
}

export interface LinkResult {
  /** Produced posts in the order given, then recovered ones, then missing ones. */
  readonly posts: readonly Post[];
  /** One for each post that has a parent; evidence and rejected candidates are worked out when read. */
  readonly links: readonly Link[];
}

/** All kinds of evidence, in the order in which explanations list them. */
export const EVIDENCE_READERS: readonly EvidenceReader[] = [
  inReplyToEvidence,
  referencesEvidence,
  threadIndexEvidence,
  providerThreadEvidence,
  timeEvidence,
];

/** Weighs the evidence for each post's parent and chooses: one parent or none, no loops, whatever the input says. */
export function chooseParents(input: LinkInput, options: LinkOptions): LinkResult {
  const table = new PostTable(input.posts, input.recovered);
  const context: LinkContext = {
    table,
    claims: new HeaderClaims(table),
    splits: input.splits,
    bindings: input.bindings,
  };
  const level = EVIDENCE_LEVELS.indexOf(options.evidence);
  const readers = EVIDENCE_READERS.filter((reader) => EVIDENCE_LEVELS.indexOf(reader.level) <= level);
  const candidates = new WeighedCandidates(readers.map((reader) => [reader.kind, reader.read(context)] as const));
  const parents = new Int32Array(table.size).fill(-1);
  const confidences = new Float32Array(table.size);
  for (let child = 0; child < parents.length; child++) {
    const best = candidates.weigh(child);
    if (best < 0 || candidates.confidence < options.minConfidence) continue;
    parents[child] = best;
    confidences[child] = candidates.confidence;
  }
  cutLoops(parents, confidences, (post) => table.times[post] ?? Number.NaN);
  const { posts, places } = keepUsefulAbsent(table, parents);
  return { posts, links: new LinkTable(posts, places, parents, confidences, candidates).links() };
}
