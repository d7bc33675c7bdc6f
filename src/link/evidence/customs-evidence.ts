import type { CandidateSet } from '../candidate/read-candidate-set.js';
import {
  binLabels,
  binOf,
  declareObservations,
  type ObservationSink,
  type ObservationTable,
} from '../weights/observation.js';
import { type ContentEvidence, SHOWS, whatShows } from './content-evidence.js';

const DAY = 86_400_000;
const SHARES = [0.15, 0.4, 0.7, 0.9];
const RATES = [0.06, 0.15, 0.3, 0.45];
const CUSTOM = binLabels(SHARES);
const MARKS = ['no mark', 'mark'];
const HEADED = ['no quotation', 'no attribution', 'attribution'];
const FOUND = ['quotation not found', 'quotation found'];
const SEEN = ['seen of late', 'seen before', 'never seen'];
const RELATIONS = ['same', 'akin', 'another'];
const TEXT = ['quotes nothing', 'quoted from it', 'quoted from another', 'not found'];

const NONE_MARKS = declareObservations('prior', 'no parent: mark by custom', MARKS, CUSTOM, SHOWS);
const NONE_HEADED = declareObservations('prior', 'no parent: attribution by custom', HEADED, CUSTOM, FOUND);
const NONE_SEEN = declareObservations('prior', 'no parent: subject by custom', SEEN, CUSTOM, SHOWS);
const ABSENT_MARKS = declareObservations('prior', 'absent parent: mark by custom', MARKS, CUSTOM, SHOWS);
const ABSENT_HEADED = declareObservations('prior', 'absent parent: attribution by custom', HEADED, CUSTOM, FOUND);
const ABSENT_SEEN = declareObservations('prior', 'absent parent: subject by custom', SEEN, CUSTOM, SHOWS);
const ABSENT_RATES = declareObservations(
  'prior',
  'absent parent: rate by what it shows',
  binLabels(RATES),
  MARKS,
  SHOWS,
);
const GHOST_RATES = declareObservations('prior', 'absent post without parent: rate', binLabels(RATES), SEEN);
const TO = ['nobody told', 'none wrote of it', 'one wrote of it'];
const ABSENT_TO = declareObservations('prior', 'absent parent: to whom in a list', TO, MARKS, SHOWS);
const RELATION = declareObservations('subject', 'relation by custom', RELATIONS, CUSTOM, TEXT, MARKS);

/** What speaks for or against having no parent, or one that was not produced, by the customs of the author. */
export const CUSTOMS_TABLES: readonly ObservationTable[] = [
  NONE_MARKS,
  NONE_HEADED,
  NONE_SEEN,
  ABSENT_MARKS,
  ABSENT_HEADED,
  ABSENT_SEEN,
  ABSENT_RATES,
  ABSENT_TO,
  GHOST_RATES,
];

/** Another subject than the candidate's, where the author is known to keep subjects or to change them. */
export const customsEvidence: ContentEvidence = {
  kind: 'subject',
  tables: [RELATION],
  observe(candidateSet, index, out) {
    const { customs, child } = candidateSet;
    if (customs === null) return;
    const pair = candidateSet.pairs[index]!;
    const relation =
      pair.subject === 'same' || pair.subject === 'tags differ' ? 0 : pair.subject === 'different' ? 2 : 1;
    const quotes = child.levels[1]!.length > 0;
    const text = !quotes ? 0 : pair.share > 0.5 ? 1 : candidateSet.bestShare > 0.5 ? 2 : 3;
    const custom = binOf(customs.keptSubject(child.author), SHARES);
    out.push(RELATION, ((relation * CUSTOM.length + custom) * TEXT.length + text) * 2 + (child.subject.reply ? 1 : 0));
  },
  describe: () => '',
};

/** Adds what the customs of its author say for or against the child having no parent. */
export function observeNoParentCustoms(candidateSet: CandidateSet, out: ObservationSink): void {
  observeCustoms(candidateSet, out, NONE_MARKS, NONE_HEADED, NONE_SEEN);
}

/** Adds what the customs of its author say for or against a parent that was not produced. */
export function observeAbsentCustoms(candidateSet: CandidateSet, out: ObservationSink): void {
  observeCustoms(candidateSet, out, ABSENT_MARKS, ABSENT_HEADED, ABSENT_SEEN);
  if (candidateSet.customs === null || candidateSet.absent) return;
  const row =
    writersAddressed(candidateSet, candidateSet.customs.archive.lists) * 2 + (candidateSet.child.subject.reply ? 1 : 0);
  out.push(ABSENT_TO, row * SHOWS.length + whatShows(candidateSet));
}

/**
 * Adds what the share of quotations that fit no produced message says: of a child, that its parent was not produced; of a post that was not
 * produced itself, that nothing above it was either.
 */
export function observeAbsentRate(candidateSet: CandidateSet, rate: number, out: ObservationSink): void {
  if (candidateSet.customs === null) return;
  if (candidateSet.absent) {
    const seen = howSeen(candidateSet);
    for (let bin = binOf(rate, RATES); bin >= 0; bin--) out.push(GHOST_RATES, bin * SEEN.length + seen);
    return;
  }
  const row = candidateSet.child.subject.reply ? 1 : 0;
  const shows = whatShows(candidateSet);
  // Each bin adds to those below it, so that a share higher than any list had says at least as much as that list's.
  for (let bin = binOf(rate, RATES); bin >= 0; bin--) out.push(ABSENT_RATES, (bin * 2 + row) * SHOWS.length + shows);
}

function observeCustoms(
  candidateSet: CandidateSet,
  out: ObservationSink,
  marks: ObservationTable,
  headed: ObservationTable,
  seen: ObservationTable,
): void {
  const { customs, child, absent } = candidateSet;
  if (customs === null || absent) return;
  const shows = whatShows(candidateSet);
  const custom = (share: number) => binOf(share, SHARES);
  out.push(
    marks,
    ((child.subject.reply ? 1 : 0) * CUSTOM.length + custom(customs.marks(child.author))) * SHOWS.length + shows,
  );
  const quotes = child.headers[1]!.length > 0 ? 2 : child.levels[1]!.length > 0 ? 1 : 0;
  const found = candidateSet.bestShare > 0.3 ? 1 : 0;
  out.push(headed, (quotes * CUSTOM.length + custom(customs.attributed(child.author))) * 2 + found);
  out.push(
    seen,
    (howSeen(candidateSet) * CUSTOM.length + custom(customs.keptSubject(child.author))) * SHOWS.length + shows,
  );
}

/** Index in `TO`: whether one of the people to whom the child goes beside the list wrote of its subject before. */
function writersAddressed({ child, pairs, seniority }: CandidateSet, lists: ReadonlySet<string>): number {
  const people = child.to.filter((address) => !lists.has(address) && address !== child.address);
  if (people.length === 0) return 0;
  return pairs.some(({ candidate }, index) => seniority[index]! >= 0 && people.includes(candidate.address)) ? 2 : 1;
}

/** Index in `SEEN`. */
function howSeen({ subjectGap }: CandidateSet): number {
  return subjectGap < 30 * DAY ? 0 : subjectGap < Number.POSITIVE_INFINITY ? 1 : 2;
}
