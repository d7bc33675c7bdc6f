import type { CandidateSet } from '../candidate/read-candidate-set.js';
import { declareFixed } from '../weights/observation.js';
import type { ContentEvidence } from './content-evidence.js';

/** Nobody answers in the very words of the message that he answers: set, not fitted. */
const AGAIN = declareFixed('quoted-text', 'sent again', [['yes']], [-4]);

/** A message that repeats another one of its author word for word was sent again, or is a copy with another date: it is no answer. */
export const sentAgainEvidence: ContentEvidence = {
  kind: 'quoted-text',
  tables: [AGAIN],
  observe(candidateSet, index, out) {
    if (isRepeated(candidateSet, index)) out.push(AGAIN, 0);
  },
  describe(candidateSet, index) {
    return isRepeated(candidateSet, index) ? 'it repeats that message word for word' : '';
  },
};

/** The child, or for a parent that was not produced its reply: author, subject and both texts are the same, quotations included, and long enough to be no coincidence. */
function isRepeated(candidateSet: CandidateSet, index: number): boolean {
  const { candidate } = candidateSet.pairs[index]!;
  const child = candidateSet.child.reply ?? candidateSet.child;
  if (
    child.author !== candidate.author ||
    child.author === '' ||
    child.subject.key !== candidate.subject.key ||
    child.levels[0]!.length < LEAST_REPEATED
  )
    return false;
  return isEqual(child.levels[0]!, candidate.levels[0]!) && isEqual(child.levels[1]!, candidate.levels[1]!);
}

/** Runs of words. */
const LEAST_REPEATED = 1;

function isEqual(one: Int32Array, other: Int32Array): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}
