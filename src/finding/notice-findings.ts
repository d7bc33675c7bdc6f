import { findAbsentCopies } from './absent-copy.js';
import { findAlteredQuotes } from './altered-quote/altered-quote.js';
import { findClockContradictions } from './clock-contradiction.js';
import { findContradictingEvidence } from './contradicting-evidence.js';
import { findDifferingCopies } from './copies-differ.js';
import type { Finding } from './finding.js';
import { createContext, type FindingContext, type FindingInput } from './finding-context.js';
import { findInclusiveSet } from './inclusive.js';
import { findMissingMessages } from './missing-message/missing-message.js';
import { findNearDuplicates } from './near-duplicate.js';
import { findParticipantChanges } from './participant-change.js';
import { findSameSubjectSplits } from './same-subject-split.js';
import { findSharedMessageIds } from './shared-message-id.js';

/** Every kind of finding. A new kind is one file and one line here. */
const FINDERS: readonly ((context: FindingContext) => Iterable<Finding>)[] = [
  findAlteredQuotes,
  findMissingMessages,
  findAbsentCopies,
  findDifferingCopies,
  findNearDuplicates,
  findSharedMessageIds,
  findClockContradictions,
  findContradictingEvidence,
  findSameSubjectSplits,
  findParticipantChanges,
  findInclusiveSet,
];

const SEVERITIES: readonly Finding['severity'][] = ['warning', 'notice', 'info'];

/** All findings, most severe first, then in the order of kinds; equal input in any order gives equal output. */
export function noticeFindings(input: FindingInput): readonly Finding[] {
  const context = createContext(input);
  const bySeverity = new Map<Finding['severity'], Finding[]>(SEVERITIES.map((severity) => [severity, []]));
  for (const find of FINDERS) for (const finding of find(context)) bySeverity.get(finding.severity)!.push(finding);
  return SEVERITIES.flatMap((severity) => bySeverity.get(severity)!);
}
