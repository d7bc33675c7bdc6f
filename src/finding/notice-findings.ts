import { describeFault } from '../source/describe-fault.js';
import type { Problem } from '../source/source.js';
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

/** Gives the findings of one kind. */
export type Finder = (context: FindingContext) => Iterable<Finding>;

/** Every kind of finding. A new kind is one file and one line here. */
const FINDERS: readonly Finder[] = [
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

/**
 * All findings, most severe first, then in the order of kinds; equal input in any order gives equal output. A kind that a fault
 * of the program ends is told to `tell`, and costs the others nothing.
 */
export function noticeFindings(
  input: FindingInput,
  tell: (problem: Problem) => void = () => {},
  finders: readonly Finder[] = FINDERS,
): readonly Finding[] {
  const context = createContext(input);
  const bySeverity = new Map<Finding['severity'], Finding[]>(SEVERITIES.map((severity) => [severity, []]));
  for (const find of finders)
    try {
      for (const finding of find(context)) bySeverity.get(finding.severity)!.push(finding);
    } catch (error) {
      tell(
        describeFault(`one kind of finding was not searched to its end (${find.name})`, null, error, 'finding-fault'),
      );
    }
  return SEVERITIES.flatMap((severity) => bySeverity.get(severity)!);
}
