import type { CandidateSet } from '../candidate/read-candidate-set.js';

/** What the child's subject says it is. */
export const SUBJECT_MARKS = ['no mark', 'reply', 'forward'] as const;

/** The child's mark as an index of `SUBJECT_MARKS`; a forward of a reply is a forward. */
export function markOf({ child }: CandidateSet): number {
  return child.subject.forward ? 2 : child.subject.reply ? 1 : 0;
}
