import { binLabels, binOf, declareObservations } from '../weights/observation.js';
import { type ContentEvidence, pushShown, SHOWS, whatShows } from './content-evidence.js';

const SHARES = [0.0001, 0.05, 0.15, 0.3, 0.5, 0.7, 0.85, 0.95];
const RUNS = [2, 4, 9, 21];
const SIZES = [1, 4, 12, 40];
const OVERLAPS = [0.0001, 0.1, 0.3, 0.6, 0.9];
const LENGTHS = [4, 30, 150];
const LEADS = [-0.5, -0.2, -0.05, -0.0001, 0.0001, 0.05, 0.2, 0.5];
const COPIES = [1, 3, 9, 30];
const LIKE_LEADS = [-0.1, -0.03, 0, 0.001, 0.03, 0.1];
const LIKENESS = [0.02, 0.05, 0.1, 0.2, 0.35];

const SHARE = declareObservations('quoted-text', 'share by runs', binLabels(SHARES), binLabels(RUNS));
const UNFOUND = declareObservations('quoted-text', 'not in it', binLabels(SIZES), ['nowhere', 'elsewhere']);
const LEAD = declareObservations('quoted-text', 'lead over the next', binLabels(LEADS));
const COVERED = declareObservations('quoted-text', 'its text covered', binLabels(OVERLAPS), binLabels(LENGTHS));
const REQUOTED = declareObservations('quoted-text', 'it quotes the same', binLabels(OVERLAPS), [
  'not its own',
  'its own',
]);
const DEEPER = declareObservations(
  'quoted-text',
  'deeper quotation',
  ['none', 'none found', ...binLabels(OVERLAPS)],
  ['it quotes nothing', 'it quotes'],
);
const GRAND = declareObservations('quoted-text', 'wrote the deeper quotation', binLabels(OVERLAPS));
const SHIFTED = declareObservations('quoted-text', 'wrote it, but deeper', binLabels(OVERLAPS), [
  'not quoting it',
  'quoting it',
]);
const BACKWARD = declareObservations('quoted-text', 'it quotes the child', binLabels(OVERLAPS), SHOWS);
const COPIED = declareObservations('quoted-text', 'runs in both', binLabels(COPIES), SHOWS, [
  'other author',
  'same author',
]);
const LIKEST = declareObservations('quoted-text', 'words in both, lead', binLabels(LIKE_LEADS), SHOWS);
const LIKE = declareObservations('quoted-text', 'words in both', binLabels(LIKENESS), SHOWS);

/**
 * Distinctive word runs of the child's quotation that stand in what the candidate wrote: at depth 1 the candidate is the
 * parent, at depth 2 the parent's parent. A candidate that merely quotes the same text is a sibling.
 */
export const quotedTextEvidence: ContentEvidence = {
  kind: 'quoted-text',
  tables: [SHARE, UNFOUND, LEAD, COVERED, REQUOTED, DEEPER, GRAND, SHIFTED, BACKWARD, COPIED, LIKEST, LIKE],
  observe(candidateSet, index, out) {
    const pair = candidateSet.pairs[index]!;
    const shows = whatShows(candidateSet);
    const quoted = candidateSet.child.levels[1]!.length;
    if (quoted > 0) {
      if (pair.hits > 0) out.push(SHARE, binOf(pair.share, SHARES) * 5 + binOf(pair.hits, RUNS));
      else out.push(UNFOUND, binOf(quoted, SIZES) * 2 + (candidateSet.bestShare > 0.15 ? 1 : 0));
      const rival = pair.share === candidateSet.bestShare ? candidateSet.secondShare : candidateSet.bestShare;
      if (candidateSet.bestShare > 0) out.push(LEAD, binOf(pair.share - rival, LEADS));
      out.push(COVERED, binOf(pair.covered, OVERLAPS) * 4 + binOf(pair.candidate.levels[0]!.length, LENGTHS));
      out.push(REQUOTED, binOf(pair.requoted, OVERLAPS) * 2 + (pair.share > 0.3 ? 1 : 0));
      const deeper = pair.deeper < 0 ? 0 : candidateSet.bestDeeper === 0 ? 1 : 2 + binOf(pair.deeper, OVERLAPS);
      out.push(DEEPER, deeper * 2 + (pair.candidate.levels[1]!.length > 0 ? 1 : 0));
      if (pair.deeper >= 0) out.push(GRAND, binOf(pair.grand, OVERLAPS));
    }
    if (pair.shifted) out.push(SHIFTED, binOf(pair.grand, OVERLAPS) * 2 + (pair.deeper > 0.3 ? 1 : 0));
    pushShown(out, BACKWARD, binOf(pair.backward, OVERLAPS) * SHOWS.length, shows);
    out.push(COPIED, (binOf(pair.copied, COPIES) * SHOWS.length + shows) * 2 + (pair.self ? 1 : 0));
    const likest =
      pair.likeness === candidateSet.bestLikeness ? candidateSet.secondLikeness : candidateSet.bestLikeness;
    pushShown(out, LIKEST, binOf(pair.likeness - likest, LIKE_LEADS) * SHOWS.length, shows);
    pushShown(out, LIKE, binOf(pair.likeness, LIKENESS) * SHOWS.length, shows);
  },
  describe(candidateSet, index) {
    const pair = candidateSet.pairs[index]!;
    const quoted = candidateSet.child.levels[1]!.length;
    if (quoted > 0 && pair.hits > 0) {
      return `${percent(pair.share)} of what it quotes stands in that message (${pair.hits} runs of words)`;
    }
    if (pair.backward > 0.3) return 'that message quotes this one';
    if (quoted > 0 && pair.requoted > 0.3) return 'both quote the same text';
    if (quoted > 0) return 'what it quotes is not in that message';
    if (pair.copied > 2)
      return `${pair.copied < 40 ? pair.copied : '40 and more'} rare runs of words stand in both, unmarked`;
    return pair.likeness > 0.1 ? 'both use the same rare words' : '';
  },
};

function percent(share: number): string {
  return `${Math.round(share * 100)} %`;
}
