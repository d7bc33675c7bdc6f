import type { CandidateSet } from '../candidate/read-candidate-set.js';
import { whatShows } from '../evidence/content-evidence.js';
import type { Evidence, EvidenceKind } from '../evidence/evidence.js';
import { CONTENT_EVIDENCE } from '../evidence/observe-candidates.js';
import { markOf, SUBJECT_MARKS } from '../feature/subject-mark.js';
import { DIRECT_EVIDENCE_ZEROS } from '../weights/direct-evidence-zeros.js';
import { EVIDENCE_ZEROS } from '../weights/evidence-zeros.js';
import { WeightSum } from '../weights/observation.js';

/** Evidence before anybody looks up where it stands. */
export type ShownEvidence = Pick<Evidence, 'kind' | 'weight' | 'detail'>;

/** What contents show of one candidate, kind by kind. */
export function describeEvidence(candidateSet: CandidateSet, index: number): readonly ShownEvidence[] {
  const evidence: ShownEvidence[] = [];
  const kinds = new Set<EvidenceKind>();
  for (const source of CONTENT_EVIDENCE) {
    const zero = kinds.has(source.kind) ? 0 : zeroOf(source.kind, candidateSet);
    kinds.add(source.kind);
    const detail = source.describe(candidateSet, index);
    if (detail === '') continue;
    const seen = new WeightSum(candidateSet.direct);
    source.observe(candidateSet, index, seen);
    const weight = (seen.total - zero) / Math.LN10;
    // Adding 0 makes 0 of -0, which JSON does not know.
    evidence.push({ kind: source.kind, weight: Math.round(weight * 1000) / 1000 + 0, detail });
  }
  return evidence;
}

/**
 * What the weights of a kind are counted from, so that each is a likelihood ratio of its own: what the kind gives, on average, to
 * a message that is not the parent. The same for all candidates of a child, so that it changes nothing in the choice between them.
 */
function zeroOf(kind: EvidenceKind, candidateSet: CandidateSet): number {
  const zeros = candidateSet.direct ? DIRECT_EVIDENCE_ZEROS : EVIDENCE_ZEROS;
  return zeros[kind]?.[whatShows(candidateSet) * SUBJECT_MARKS.length + markOf(candidateSet)] ?? 0;
}
