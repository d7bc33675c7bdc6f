import type { Evidence, EvidenceKind, ExplainLink } from '../../link/evidence/evidence.js';
import type { Post } from '../../link/post/post.js';
import type { SplitBody } from '../../quote/segment.js';
import { splitsByPost } from '../../quote/splits-by-post.js';
import { type CrossReferenceIndex, indexCrossReferences } from '../../thread/cross-reference-index.js';
import type { Reconstruction } from '../answer/reconstruction.js';
import type { Tidings } from '../answer/tidings.js';

/** The link of a post to its parent in the thread table. */
export interface LinkRow {
  readonly confidence: number;
  readonly evidence: readonly EvidenceRow[];
  readonly rejected: readonly { readonly parent: string | null; readonly confidence: number }[];
}

/** One piece of evidence in the thread table. */
export interface EvidenceRow {
  readonly kind: EvidenceKind;
  /** log10 of the likelihood ratio. */
  readonly weight: number;
  readonly detail: string;
}

/** What a row tells beside the post at its place. */
export interface RowContext {
  /** By post key. */
  readonly splits: ReadonlyMap<string, SplitBody>;
  readonly explain: ExplainLink;
  /** What posts tell of others. */
  readonly tidings: Tidings;
  readonly references: CrossReferenceIndex;
}

/** What rows of posts tell, with what tells why links were made and what posts tell of others. */
export const rowContextOf = (
  { splits, crossReferences }: Pick<Reconstruction, 'splits' | 'crossReferences'>,
  explain: ExplainLink,
  tidings: Tidings,
): RowContext => ({
  references: indexCrossReferences(crossReferences),
  splits: splitsByPost(splits),
  explain,
  tidings,
});

/** Keys of the posts that quote or cite it, each once, in order; [] for a produced message. */
export function witnessesOf(post: Post): readonly string[] {
  switch (post.kind) {
    case 'produced':
      return [];
    case 'recovered':
      return [...new Set(post.recovered.witnesses.map((witness) => witness.post))];
    case 'missing':
      return post.citedBy;
  }
}

/** The link of a post as a row: how surely, why, and what was rejected. */
export function linkRow(post: string, confidence: number, explain: ExplainLink): LinkRow {
  const { evidence, rejected } = explain(post, { places: false }) ?? { evidence: [], rejected: [] };
  return {
    confidence: rounded(confidence, 4),
    evidence: evidence.map(evidenceRow),
    rejected: rejected.map((one) => ({ parent: one.parent, confidence: rounded(one.confidence, 4) })),
  };
}

function evidenceRow({ kind, weight, detail }: Evidence): EvidenceRow {
  return { kind, weight: rounded(weight, 2), detail };
}

/** Rounds so that the last bits of a sum never show: `(0.123456, 4)` → `0.1235`; never turns a confidence below 1 into 1. */
function rounded(value: number, digits: number): number {
  const factor = 10 ** digits;
  const result = Math.round(value * factor) / factor;
  if (result === 1 && value < 1) return (factor - 1) / factor;
  return Object.is(result, -0) ? 0 : result;
}
