import { describeFault } from '../source/describe-fault.js';
import type { Problem } from '../source/source.js';
import type { FindingDeclaration } from './declare-finding.js';
import type { Finding } from './finding.js';
import { createContext, type FindingInput } from './finding-context.js';
import { FINDINGS } from './findings.js';

const SEVERITIES: readonly Finding['severity'][] = ['warning', 'notice', 'info'];

/**
 * All findings, most severe first, then in the order of kinds; equal input in any order gives equal output. A kind that a fault
 * of the program ends is told to `tell`, and costs the others nothing.
 */
export function noticeFindings(
  input: FindingInput,
  tell: (problem: Problem) => void = () => {},
  kinds: readonly Pick<FindingDeclaration, 'kind' | 'find'>[] = FINDINGS,
): readonly Finding[] {
  const context = createContext(input);
  const bySeverity = new Map<Finding['severity'], Finding[]>(SEVERITIES.map((severity) => [severity, []]));
  for (const { kind, find } of kinds)
    try {
      for (const finding of find(context)) bySeverity.get(finding.severity)!.push(finding);
    } catch (error) {
      tell(describeFault(`findings "${kind}" were not searched to their end`, null, error, 'finding-fault'));
    }
  return SEVERITIES.flatMap((severity) => bySeverity.get(severity)!);
}
