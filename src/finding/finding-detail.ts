import type { AbsentCopyDetail } from './absent-copy.js';
import type { AlteredQuoteDetail } from './altered-quote/altered-quote.js';
import type { ClockContradictionDetail } from './clock-contradiction.js';
import type { ContradictingEvidenceDetail } from './contradicting-evidence.js';
import type { CopiesDifferDetail } from './copies-differ.js';
import type { Finding } from './finding.js';
import type { InclusiveDetail } from './inclusive.js';
import type { MissingMessageDetail } from './missing-message/missing-message.js';
import type { NearDuplicateDetail } from './near-duplicate.js';
import type { ParticipantChangeDetail } from './participant-change.js';
import type { SameSubjectSplitDetail } from './same-subject-split.js';
import type { SharedMessageIdDetail } from './shared-message-id.js';

/** What `detail` holds, by the kind of the finding. */
export interface FindingDetail {
  readonly 'absent-copy': AbsentCopyDetail;
  readonly 'altered-quote': AlteredQuoteDetail;
  readonly 'clock-contradiction': ClockContradictionDetail;
  readonly 'contradicting-evidence': ContradictingEvidenceDetail;
  readonly 'copies-differ': CopiesDifferDetail;
  readonly inclusive: InclusiveDetail;
  readonly 'missing-message': MissingMessageDetail;
  readonly 'near-duplicate': NearDuplicateDetail;
  readonly 'participant-change': ParticipantChangeDetail;
  readonly 'same-subject-split': SameSubjectSplitDetail;
  readonly 'shared-message-id': SharedMessageIdDetail;
}

const KINDS: Readonly<Record<FindingKind, true>> = {
  'absent-copy': true,
  'altered-quote': true,
  'clock-contradiction': true,
  'contradicting-evidence': true,
  'copies-differ': true,
  inclusive: true,
  'missing-message': true,
  'near-duplicate': true,
  'participant-change': true,
  'same-subject-split': true,
  'shared-message-id': true,
};

/** Every kind of finding, by name. */
export const FINDING_KINDS = Object.keys(KINDS) as readonly FindingKind[];

/** A kind of finding, such as `missing-message`. */
export type FindingKind = keyof FindingDetail;

/** A finding of one kind, its detail typed. */
export type FindingOf<K extends FindingKind> = Finding & { readonly kind: K; readonly detail: FindingDetail[K] };

/**
 * True for a finding of that kind, whose detail is then typed:
 *
 *     for (const finding of findings)
 *       if (isFindingOf(finding, 'altered-quote')) console.log(finding.detail.changes[0]?.before);
 */
export function isFindingOf<K extends FindingKind>(finding: Finding, kind: K): finding is FindingOf<K> {
  return finding.kind === kind;
}

/** The findings of one kind, in the order in which they stand: `findingsOf(findings, 'missing-message')`. */
export function findingsOf<K extends FindingKind>(findings: readonly Finding[], kind: K): readonly FindingOf<K>[] {
  return findings.filter((finding): finding is FindingOf<K> => isFindingOf(finding, kind));
}
