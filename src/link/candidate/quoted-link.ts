import { DATE, NAME } from '../feature/agreement.js';
import type { CandidateSet } from './read-candidate-set.js';

/** Runs of words that must be found before a text counts as quoted: a single one may be a common phrase. */
const LEAST_RUNS = 2;
const LEAST_SHARE = 0.15;
/** Runs that hardly anybody else wrote, in what both wrote: quoted without a mark. */
const LEAST_COPIED = 3;

/**
 * True where a quotation points from the child to the candidate at `index`: words that the candidate wrote stand in the
 * child's quotation (or, rare enough, unmarked in its text), or the quotation's heading gives its author, minute or id.
 * A link between the two then rests on more than subjects, people and times.
 */
export function isQuoted(candidateSet: CandidateSet, index: number): boolean {
  const pair = candidateSet.pairs[index];
  if (pair === undefined) return false;
  if (pair.cited) return true;
  if (pair.hits >= LEAST_RUNS && pair.share >= LEAST_SHARE) return true;
  if (pair.shifted && pair.grand >= LEAST_SHARE) return true;
  if (pair.name !== NAME.contradicts && pair.date >= DATE.minutes) return true;
  if (pair.name >= NAME.part && pair.date === DATE.day) return true;
  return pair.copied >= LEAST_COPIED && pair.backward < pair.share + LEAST_SHARE;
}
