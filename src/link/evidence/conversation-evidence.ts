import type { CandidateSet } from '../candidate/read-candidate-set.js';
import { binOf, declareObservations } from '../weights/observation.js';
import { type ContentEvidence, pushShown, SHOWS, whatShows } from './content-evidence.js';

const THANKED = ['other subject', 'its own', 'answers it', 'it begins', 'another'] as const;
const BY = ['by another', 'by the opener'];

const ASKS = declareObservations(
  'participants',
  'it asks',
  ['no', 'once', 'more'],
  ['other author', 'same author'],
  BY,
  SHOWS,
);
const THANKS = declareObservations('participants', 'thanks', ['no', 'yes'], THANKED, BY);

/**
 * What a message is about that quotes nothing that was found: whether the candidate asks something, and whether the child begins
 * with thanks, which go to those who answered.
 */
export const conversationEvidence: ContentEvidence = {
  kind: 'participants',
  tables: [ASKS, THANKS],
  observe(candidateSet, index, out) {
    const shows = whatShows(candidateSet);
    if (!isOpen(candidateSet)) return;
    const { candidate, self } = candidateSet.pairs[index]!;
    const by = candidateSet.opener !== '' && candidateSet.opener === candidateSet.child.author ? 1 : 0;
    pushShown(out, ASKS, ((binOf(candidate.asks, [1, 2]) * 2 + (self ? 1 : 0)) * 2 + by) * SHOWS.length, shows);
    const thanked = THANKED.indexOf(relateThanked(candidateSet, index));
    out.push(THANKS, ((candidateSet.child.thanks ? 1 : 0) * THANKED.length + thanked) * 2 + by);
  },
  describe(candidateSet, index) {
    if (!isOpen(candidateSet) || !candidateSet.child.thanks) return '';
    return relateThanked(candidateSet, index) === 'answers it'
      ? 'it begins with thanks, and that message answers its author'
      : '';
  },
};

function relateThanked(candidateSet: CandidateSet, index: number): (typeof THANKED)[number] {
  const { self, answersChild } = candidateSet.pairs[index]!;
  if (candidateSet.seniority[index]! < 0) return 'other subject';
  if (self) return 'its own';
  if (answersChild) return 'answers it';
  return candidateSet.seniority[index] === 0 ? 'it begins' : 'another';
}

/** Neither a quotation that was found nor a number tells what the child answers. */
function isOpen(candidateSet: CandidateSet): boolean {
  const shows = SHOWS[whatShows(candidateSet)];
  return !candidateSet.absent && shows !== 'quotes found' && shows !== 'numbered';
}
