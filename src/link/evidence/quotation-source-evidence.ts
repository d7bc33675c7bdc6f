import { NAME_AGREEMENTS } from '../feature/agreement.js';
import { TWINS } from '../feature/sent-twice.js';
import { binLabels, binOf, declareObservations } from '../weights/observation.js';
import { type ContentEvidence, pushShown, SHOWS, whatShows } from './content-evidence.js';

const COPIES = [3, 9, 30];
const OVERLAPS = [0.3, 0.6, 0.9];
const RUNS = [9, 21];

const UNMARKED = declareObservations(
  'quoted-text',
  'unmarked above what it quotes',
  binLabels(COPIES),
  binLabels(OVERLAPS),
  ['other author', 'same author'],
);
const TAKEN = declareObservations(
  'quoted-text',
  'its body was taken away',
  ['no', 'yes'],
  ['none', 'little', 'much'],
  NAME_AGREEMENTS,
  ['other', 'last', 'before'],
);
const ELSEWHERE = declareObservations(
  'quoted-text',
  'quoted under another subject',
  ['<0.3', '0.3-0.7', '>=0.7'],
  binLabels(RUNS),
  ['none bears the subject', 'others bear it'],
);
const ORDER = declareObservations(
  'quoted-text',
  'after who wrote the deeper quotation',
  ['yes', 'it did', 'no'],
  ['its text quoted', 'not', 'taken away'],
);
const LATE = declareObservations(
  'quoted-text',
  'the same was quoted before it was sent',
  ['no', 'yes'],
  ['its text quoted', 'not', 'taken away'],
);
const TWIN = declareObservations('quoted-text', 'sent twice', TWINS, SHOWS);

/**
 * Whether a quotation can come from the candidate where the share of it that is found there does not tell: its text stands unmarked
 * above what both quote; the archive took its body away; it bears another subject; it is older than what the quotation quotes, or
 * younger than the first who quoted the same; its author sent it twice.
 */
export const quotationSourceEvidence: ContentEvidence = {
  kind: 'quoted-text',
  tables: [UNMARKED, TAKEN, ELSEWHERE, ORDER, LATE, TWIN],
  observe(candidateSet, index, out) {
    const pair = candidateSet.pairs[index]!;
    pushShown(out, TWIN, TWINS.indexOf(candidateSet.twins[index]!) * SHOWS.length, whatShows(candidateSet));
    const quoted = candidateSet.child.levels[1]!.length;
    if (quoted === 0) return;
    if (pair.copied >= 3)
      out.push(UNMARKED, (binOf(pair.copied, COPIES) * 4 + binOf(pair.requoted, OVERLAPS)) * 2 + (pair.self ? 1 : 0));
    if (quoted > 3) {
      const found = candidateSet.namedShare < 0.05 ? 0 : candidateSet.namedShare < 0.3 ? 1 : 2;
      const recency = candidateSet.recency[index]!;
      out.push(
        TAKEN,
        (((pair.candidate.scrubbed ? 1 : 0) * 3 + found) * 4 + pair.name) * 3 +
          (recency < 0 ? 0 : recency === 0 ? 1 : 2),
      );
    }
    if (pair.hits > 1 && candidateSet.seniority[index]! < 0 && pair.lag > 0) {
      const place = binOf(pair.share, [0.3, 0.7]) * 3 + binOf(pair.hits, RUNS);
      out.push(ELSEWHERE, place * 2 + (candidateSet.subjectGap === Number.POSITIVE_INFINITY ? 0 : 1));
    }
    const wrote = pair.share > 0.3 ? 0 : pair.candidate.scrubbed ? 2 : 1;
    if (candidateSet.grandTime > Number.NEGATIVE_INFINITY) {
      out.push(ORDER, (pair.grand > 0.6 ? 1 : pair.candidate.time >= candidateSet.grandTime ? 0 : 2) * 3 + wrote);
    }
    if (candidateSet.quotedSince < Number.POSITIVE_INFINITY)
      out.push(LATE, (pair.candidate.time > candidateSet.quotedSince ? 3 : 0) + wrote);
  },
  describe(candidateSet, index) {
    const pair = candidateSet.pairs[index]!;
    if (candidateSet.child.levels[1]!.length === 0) return '';
    if (pair.copied >= 9 && pair.requoted >= 0.6) return 'its text stands unmarked above the quotation that both share';
    if (pair.candidate.scrubbed) return 'the archive took its body away';
    return '';
  },
};
