import { SUBJECT_RELATIONS } from '../candidate/compare-pair.js';
import { binLabels, binOf, declareObservations } from '../weights/observation.js';
import { type ContentEvidence, pushShown, SHOWS, whatShows } from './content-evidence.js';

const WORDS = [2, 3, 5];
const COUNTS = [3, 8, 25];
const MARKS = ['no mark', 'mark'];
const KEPT = ['marks rare', 'marks kept'];

const RELATION = declareObservations('subject', 'relation', SUBJECT_RELATIONS, MARKS, KEPT, SHOWS);
const COMMON = declareObservations('subject', 'words by posts of the subject', binLabels(WORDS), binLabels(COUNTS));
const RECENCY = declareObservations('subject', 'from the latest', ['other', '0', '1', '2', '3', '4+'], SHOWS);
const SENIORITY = declareObservations('subject', 'from the first', ['other', '0', '1', '2+'], SHOWS);

/** The base subject with its variants, how common it is, and the candidate's place among the posts that bear it. */
export const subjectEvidence: ContentEvidence = {
  kind: 'subject',
  tables: [RELATION, COMMON, RECENCY, SENIORITY],
  observe(candidateSet, index, out) {
    const pair = candidateSet.pairs[index]!;
    const shows = whatShows(candidateSet);
    const { subject } = candidateSet.child;
    const relation = SUBJECT_RELATIONS.indexOf(pair.subject);
    const mark = subject.reply || subject.forward ? 1 : 0;
    pushShown(out, RELATION, ((relation * 2 + mark) * 2 + (candidateSet.marksKept ? 1 : 0)) * SHOWS.length, shows);
    if (pair.subject === 'same')
      out.push(COMMON, binOf(subject.words.length, WORDS) * 4 + binOf(candidateSet.subjectCount, COUNTS));
    const recency = candidateSet.recency[index]!;
    pushShown(out, RECENCY, (recency < 0 ? 0 : 1 + Math.min(4, recency)) * SHOWS.length, shows);
    const seniority = candidateSet.seniority[index]!;
    pushShown(out, SENIORITY, (seniority < 0 ? 0 : 1 + Math.min(2, seniority)) * SHOWS.length, shows);
  },
  describe(candidateSet, index) {
    const pair = candidateSet.pairs[index]!;
    const place =
      candidateSet.recency[index] === 0
        ? ', the last before it'
        : candidateSet.seniority[index] === 0
          ? ', the first of it'
          : '';
    switch (pair.subject) {
      case 'same':
        return `same base subject, borne by ${candidateSet.subjectCount} messages${place}`;
      case 'tags differ':
        return `same base subject but for tags${place}`;
      case 'was':
        return 'its subject names the other as the former one';
      case 'quoted header':
        return 'the quoted header gives that subject';
      case 'holds':
        return 'one subject holds the other';
      case 'near':
        return 'nearly the same subject';
      case 'different':
        return 'another subject';
      case 'none':
        return '';
    }
  },
};
