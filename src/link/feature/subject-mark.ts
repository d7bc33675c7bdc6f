import type { Pool } from '../candidate/read-pool.js';

/** What the child's subject says it is. */
export const SUBJECT_MARKS = ['no mark', 'reply', 'forward'] as const;

/** The child's mark as an index of `SUBJECT_MARKS`; a forward of a reply is a forward. */
export function markOf({ child }: Pool): number {
  return child.subject.forward ? 2 : child.subject.reply ? 1 : 0;
}
