import { countShared } from '../../text/shingles.js';
import type { CandidateSet } from '../candidate/read-candidate-set.js';
import { declareFixed } from '../weights/observation.js';
import { type ContentEvidence, quotesNothing } from './content-evidence.js';

/** Nobody answers in the very words of the message that he answers: set, not fitted. */
const AGAIN = declareFixed('quoted-text', 'sent again', [['yes']], [-4]);

/**
 * Nor where he sends it once more with a mistake mended or a date changed: set. Of such pairs in six lists, trackers and builds left out, 3 of 14
 * are answers; they stood at 0.8 before.
 */
const CHANGED = declareFixed('quoted-text', 'sent again, changed', [['yes']], [-3]);

/**
 * Nor is next week's issue an answer to this week's: set, as lists hold few. Of such pairs in a year of twisted-python none of 9 is an
 * answer, of those within the hour 2 of 3 are; they stood at 0.5 to 0.7 before.
 */
const ISSUED = declareFixed('participants', 'issued again', [['yes']], [-2.5]);

/** A message that repeats another one of its author word for word was sent again, or is a copy with another date: it is no answer. */
export const sentAgainEvidence: ContentEvidence = {
  kind: 'quoted-text',
  tables: [AGAIN, CHANGED],
  observe(candidateSet, index, out) {
    if (isRepeated(candidateSet, index)) out.push(AGAIN, 0);
    else if (isChanged(candidateSet, index)) out.push(CHANGED, 0);
  },
  describe(candidateSet, index) {
    if (isRepeated(candidateSet, index)) return 'it repeats that message word for word';
    return isChanged(candidateSet, index) ? 'it repeats most of that message, with changes' : '';
  },
};

/** What its author sends regularly under one subject answers nothing. It says what is usual of him, and contradicts no header that names a parent. */
export const issuedAgainEvidence: ContentEvidence = {
  kind: 'participants',
  tables: [ISSUED],
  observe(candidateSet, index, out) {
    if (isIssued(candidateSet, index)) out.push(ISSUED, 0);
  },
  describe(candidateSet, index) {
    return isIssued(candidateSet, index) ? 'it has the form of that message, as what is sent regularly' : '';
  },
};

/**
 * Hours later and unmarked, the author sends words that he sent before under the same subject, or that nobody else ever used, and quotes
 * nothing: a bulletin, a report, a notice.
 */
function isIssued(candidateSet: CandidateSet, index: number): boolean {
  const { child } = candidateSet;
  const pair = candidateSet.pairs[index]!;
  const { subject } = child;
  return (
    pair.self &&
    pair.subject === 'same' &&
    (pair.copied >= LEAST_SHARED || isMonologue(candidateSet)) &&
    !subject.reply &&
    !subject.forward &&
    subject.series === null &&
    subject.build === null &&
    child.time - pair.candidate.time >= ISSUED_AFTER &&
    quotesNothing(candidateSet)
  );
}

/** Nobody but the author bears the subject, and he does for the third time at least. */
function isMonologue({ child, pairs }: CandidateSet): boolean {
  let own = 0;
  for (const pair of pairs) {
    if (pair.subject !== 'same') continue;
    if (!pair.self || pair.candidate.subject.reply) return false;
    if (pair.candidate.time < child.time) own++;
  }
  return own >= 2;
}

/** Rare runs of words. */
const LEAST_SHARED = 3;
/** Who adds to what he wrote, or sends it anew with a mistake mended, does so sooner. In milliseconds. */
const ISSUED_AFTER = 3 * 3_600_000;

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

/** Author and subject are the same, neither is marked as an answer or quotes, and a third of the runs of words at least stands in both. */
function isChanged(candidateSet: CandidateSet, index: number): boolean {
  const { child, pairs } = candidateSet;
  const { candidate, self } = pairs[index]!;
  const { subject } = child;
  if (candidateSet.absent || !self || child.author === '' || subject.key !== candidate.subject.key) return false;
  if (subject.reply || subject.forward || subject.series !== null || subject.build !== null) return false;
  if (candidate.levels[1]!.length > 0 || !quotesNothing(candidateSet)) return false;
  const longer = Math.max(child.levels[0]!.length, candidate.levels[0]!.length);
  return longer >= LEAST_CHANGED && countShared(child.levels[0]!, candidate.levels[0]!) * 3 >= longer;
}

const LEAST_CHANGED = 12;

function isEqual(one: Int32Array, other: Int32Array): boolean {
  if (one.length !== other.length) return false;
  for (let index = 0; index < one.length; index++) if (one[index] !== other[index]) return false;
  return true;
}
