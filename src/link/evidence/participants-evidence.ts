import { ADDRESSED } from '../candidate/compare-pair.js';
import type { CandidateSet } from '../candidate/read-candidate-set.js';
import { binLabels, binOf, declareObservations } from '../weights/observation.js';
import { type ContentEvidence, pushShown, quotesNothing, SHOWS, whatShows } from './content-evidence.js';

const NO_YES = ['no', 'yes'];

const SELF = declareObservations('participants', 'own message', NO_YES, SHOWS);
const ADDRESS = declareObservations('participants', 'addressed', ADDRESSED, SHOWS);
const OPENER = declareObservations(
  'participants',
  'opener',
  ['other subject', 'neither', 'it', 'child', 'both'],
  SHOWS,
);
const SINCE = declareObservations('participants', 'the author wrote since', ['other subject', 'no', 'yes'], SHOWS);
const TURN = declareObservations(
  'participants',
  'turn',
  ['0', '1', '2', '3+'],
  ['later', 'first'],
  ['neither', 'it', 'child', 'both'],
  ['not since', 'since'],
);
const CARRIED = declareObservations(
  'participants',
  'recipients carried on',
  [
    'unknown',
    ...binLabels([1, 2]).flatMap((left) => binLabels([1, 2]).map((added) => `${left} left out, ${added} added`)),
  ],
  SHOWS,
);
const ANSWERS = declareObservations('participants', 'answers the author', NO_YES, SHOWS);

/** Who is in the conversation: the child's recipients hold the candidate's author, or the candidate answers the child's. */
export const participantsEvidence: ContentEvidence = {
  kind: 'participants',
  tables: [SELF, ADDRESS, OPENER, SINCE, TURN, CARRIED, ANSWERS],
  observe(candidateSet, index, out) {
    const pair = candidateSet.pairs[index]!;
    const shows = whatShows(candidateSet);
    pushShown(out, SELF, pair.self ? SHOWS.length : 0, shows);
    pushShown(out, ADDRESS, ADDRESSED.indexOf(pair.addressed) * SHOWS.length, shows);
    const carried = pair.added < 0 ? 0 : 1 + binOf(pair.leftOut, [1, 2]) * 3 + binOf(pair.added, [1, 2]);
    pushShown(out, CARRIED, carried * SHOWS.length, shows);
    pushShown(out, OPENER, openers(candidateSet, index) * SHOWS.length, shows);
    const alike = candidateSet.seniority[index]! >= 0;
    pushShown(out, SINCE, (alike ? (candidateSet.lastOwn > pair.candidate.time ? 2 : 1) : 0) * SHOWS.length, shows);
    if (alike && quotesNothing(candidateSet)) {
      const recency = Math.min(3, candidateSet.recency[index]!);
      const place =
        (recency * 2 + (candidateSet.seniority[index] === 0 ? 1 : 0)) * 4 +
        Math.max(0, openers(candidateSet, index) - 1);
      out.push(TURN, place * 2 + (candidateSet.lastOwn > pair.candidate.time ? 1 : 0));
    }
    pushShown(out, ANSWERS, pair.answersChild ? SHOWS.length : 0, shows);
  },
  describe(candidateSet, index) {
    const pair = candidateSet.pairs[index]!;
    const phrases: string[] = [];
    if (pair.self) phrases.push('both are by the same author');
    if (pair.addressed === 'to' || pair.addressed === 'first') phrases.push('it is sent to that author');
    if (pair.addressed === 'cc') phrases.push('a copy goes to that author');
    if (pair.addressed === 'not') phrases.push('it is not sent to that author');
    if (pair.answersChild) phrases.push('that message answers or addresses this author');
    return phrases.join('; ');
  },
};

/** Who of the two began the subject. */
function openers(candidateSet: CandidateSet, index: number): number {
  if (candidateSet.seniority[index]! < 0) return 0;
  if (candidateSet.opener === '') return 1;
  return (
    1 +
    (candidateSet.pairs[index]!.candidate.author === candidateSet.opener ? 1 : 0) +
    (candidateSet.child.author === candidateSet.opener ? 2 : 0)
  );
}
