import type { CandidateSet } from '../candidate/read-candidate-set.js';
import { countsCover } from '../candidate/related-ids.js';
import { DATE, NAME } from '../feature/agreement.js';
import {
  binLabels,
  binOf,
  declareFixed,
  declareObservations,
  type ObservationSink,
  type ObservationTable,
} from '../weights/observation.js';
import { SHOWS, whatShows } from './content-evidence.js';

const DAY = 86_400_000;
const GAPS = [7 * DAY, 30 * DAY, 365 * DAY];
const SIZES = [1, 4, 12, 40];
const SHARES = [0.0001, 0.1, 0.3, 0.6, 0.9];
const WORDS = [1, 2, 3, 5];
const MARKS = ['no mark', 'mark'];
const KEPT = ['marks rare', 'marks kept'];
const SEEN = ['<7 days ago', '7-30 days ago', '30-365 days ago', 'never'];
const SERIES = [
  'none',
  'single',
  'single v2+',
  'cover',
  'cover v2+',
  'member, cover there',
  'member, first there',
  'member v2+, first there',
  'first without cover',
  'first without cover v2+',
  'member without first',
  'bug',
];
const COUNTS = ['no', 'yes', 'nothing before'];
const ABOVE = ['cover there', 'first there', 'neither'];
const HEADED = ['no attribution', 'named', 'dated', 'dated and named'];
const FITS = ['none fits', 'some fits', 'one fits in name, minute and text'];
const FOUND = ['quotation not found', 'quotation found'];

const NONE = declareObservations('prior', 'no parent');
const NONE_MARK = declareObservations('prior', 'no parent: mark', MARKS, KEPT, SHOWS);
const NONE_SEEN = declareObservations('prior', 'no parent: subject seen', SEEN, MARKS, KEPT, SHOWS);
const NONE_WORDS = declareObservations('prior', 'no parent: subject words', binLabels(WORDS), SEEN);
const NONE_QUOTES = declareObservations('prior', 'no parent: quotation', binLabels(SIZES), binLabels(SHARES));
const NONE_HEADED = declareObservations('prior', 'no parent: attribution', HEADED, FITS);
const NONE_SERIES = declareObservations('prior', 'no parent: series', SERIES, MARKS);
const ANSWERING = [0.02, 0.1, 0.3, 0.6, 0.9];
const EXPECTED = [1, 3, 8];
const NONE_HABIT = declareObservations(
  'prior',
  'no parent: how many such posts of its author answer something',
  binLabels(ANSWERING),
  binLabels(EXPECTED),
);
const NONE_COUNTED = declareObservations('prior', 'no parent: its id counts a cover', COUNTS, ABOVE);
const NONE_MATES = declareObservations('prior', 'no parent: posts sent with it answer something', binLabels([2]));
const NONE_FORMER = declareObservations(
  'prior',
  'no parent: former subject named',
  ['borne by nobody', 'borne by a candidate'],
  SHOWS,
);
const SILENT = [0.4, 1, 2, 4];
const NONE_SILENT = declareObservations('prior', 'no parent: posts sent with it answer nothing', binLabels(SILENT));
const NONE_GREETING = declareObservations(
  'prior',
  'no parent: greeting',
  ['none', 'of no candidate', 'of a candidate'],
  SHOWS,
);
const ABSENT = declareObservations('prior', 'absent parent');
/** Its weight is multiplied by log(r / (1 - r)), r being the share of attributions in the run that fit no produced message. */
export const ABSENT_RATE = declareObservations('prior', 'absent parent: rate');
const ABSENT_MARK = declareObservations('prior', 'absent parent: mark', MARKS, KEPT, SHOWS);
const ABSENT_SEEN = declareObservations('prior', 'absent parent: subject seen', SEEN, MARKS, KEPT, SHOWS);
const ABSENT_QUOTES = declareObservations('prior', 'absent parent: quotation', binLabels(SIZES), binLabels(SHARES));
const ABSENT_HEADED = declareObservations('prior', 'absent parent: attribution', HEADED, FITS, FOUND);
const ABSENT_DEEPER = declareObservations(
  'prior',
  'absent parent: deeper quotation',
  HEADED,
  FITS,
  ['fits nothing', 'fits'],
  ['shared with nobody', 'shared with another'],
);
const ABSENT_SERIES = declareObservations('prior', 'absent parent: series', SERIES, MARKS);
const ABSENT_COUNTED = declareObservations('prior', 'absent parent: its id counts a cover', COUNTS, ABOVE);
const GHOST = declareObservations('prior', 'absent post without parent');
const GHOST_SEEN = declareObservations('prior', 'absent post without parent: subject seen', SEEN, HEADED);
const GHOST_QUOTES = declareObservations(
  'prior',
  'absent post without parent: quotation',
  binLabels(SIZES),
  binLabels(SHARES),
);

/** As a numbered post that was produced has a parent where its cover is there (`no parent: series`): set. */
const GHOST_SERIES = declareFixed('prior', 'absent post without parent: series', [['member, cover there']], [-2]);

/** What speaks for or against having no parent, or one that was not produced. */
export const PRIOR_TABLES: readonly ObservationTable[] = [
  NONE,
  NONE_MARK,
  NONE_SEEN,
  NONE_WORDS,
  NONE_QUOTES,
  NONE_HEADED,
  NONE_SERIES,
  NONE_HABIT,
  NONE_COUNTED,
  NONE_MATES,
  NONE_FORMER,
  NONE_SILENT,
  NONE_GREETING,
  ABSENT,
  ABSENT_RATE,
  ABSENT_MARK,
  ABSENT_SEEN,
  ABSENT_QUOTES,
  ABSENT_HEADED,
  ABSENT_DEEPER,
  ABSENT_SERIES,
  ABSENT_COUNTED,
  GHOST,
  GHOST_SEEN,
  GHOST_QUOTES,
  GHOST_SERIES,
];

/** Adds the observations that speak for or against the child having no parent. */
export function observeNoParent(candidateSet: CandidateSet, out: ObservationSink): void {
  const { mark, kept, shows, seen, quotes, share, headed, fits } = summarize(candidateSet);
  if (candidateSet.absent) {
    out.push(GHOST, 0);
    out.push(GHOST_SEEN, seen * 4 + headed);
    out.push(GHOST_QUOTES, quotes * 6 + share);
    if (candidateSet.hasCover) out.push(GHOST_SERIES, 0);
    return;
  }
  out.push(NONE, 0);
  out.push(NONE_MARK, (mark * 2 + kept) * SHOWS.length + shows);
  out.push(NONE_SEEN, ((seen * 2 + mark) * 2 + kept) * SHOWS.length + shows);
  out.push(NONE_WORDS, binOf(candidateSet.child.subject.words.length, WORDS) * 4 + seen);
  out.push(NONE_QUOTES, quotes * 6 + share);
  out.push(NONE_HEADED, headed * 3 + fits);
  out.push(NONE_SERIES, seriesOf(candidateSet) * 2 + mark);
  const mates = candidateSet.habits.mates.compare(candidateSet.child, candidateSet.child).known;
  if (mates > 0) out.push(NONE_MATES, binOf(mates, [2]));
  const silent = candidateSet.habits.silentMates(candidateSet.child);
  if (silent > 0) out.push(NONE_SILENT, binOf(silent, SILENT));
  const habit = candidateSet.habits.answering(candidateSet.child);
  if (habit !== null) out.push(NONE_HABIT, binOf(habit.share, ANSWERING) * 4 + binOf(habit.expected, EXPECTED));
  const counted = coverCounted(candidateSet);
  if (counted >= 0) out.push(NONE_COUNTED, counted);
  if (candidateSet.child.subject.was !== '') {
    out.push(NONE_FORMER, (candidateSet.pairs.some((pair) => pair.subject === 'was') ? SHOWS.length : 0) + shows);
  }
  const greeting = candidateSet.child.greeting.length === 0 ? 0 : candidateSet.anyGreeted ? 2 : 1;
  out.push(NONE_GREETING, greeting * SHOWS.length + shows);
}

/** Adds the observations that speak for or against a parent that was not produced. */
export function observeAbsentParent(candidateSet: CandidateSet, out: ObservationSink): void {
  const { mark, kept, shows, seen, quotes, share, headed, fits } = summarize(candidateSet);
  out.push(ABSENT, 0);
  out.push(ABSENT_MARK, (mark * 2 + kept) * SHOWS.length + shows);
  out.push(ABSENT_SEEN, ((seen * 2 + mark) * 2 + kept) * SHOWS.length + shows);
  out.push(ABSENT_QUOTES, quotes * 6 + share);
  out.push(ABSENT_SERIES, seriesOf(candidateSet) * 2 + mark);
  const counted = coverCounted(candidateSet);
  if (counted >= 0) out.push(ABSENT_COUNTED, counted);
  const deeper =
    ((headed * 3 + fits) * 2 + (candidateSet.deeperFits ? 1 : 0)) * 2 + (candidateSet.sharedUnknown ? 1 : 0);
  out.push(ABSENT_DEEPER, deeper);
  out.push(ABSENT_HEADED, (headed * 3 + fits) * 2 + (candidateSet.bestShare > 0.3 ? 1 : 0));
}

function summarize(candidateSet: CandidateSet) {
  const { subject, headers, levels } = candidateSet.child;
  const dated = headers[1]!.some((header) => header.date?.precise);
  const named = headers[1]!.some((header) => header.name.length > 0 || header.address !== '');
  return {
    mark: subject.reply || subject.forward ? 1 : 0,
    kept: candidateSet.marksKept ? 1 : 0,
    shows: whatShows(candidateSet),
    seen: candidateSet.subjectGap === Number.POSITIVE_INFINITY ? 3 : Math.min(3, binOf(candidateSet.subjectGap, GAPS)),
    quotes: binOf(levels[1]!.length, SIZES),
    share: binOf(candidateSet.bestShare, SHARES),
    headed: (dated ? 2 : 0) + (named ? 1 : 0),
    fits:
      candidateSet.bestFit === 2
        ? 2
        : (dated ? candidateSet.bestDate >= DATE.minutes : candidateSet.bestName >= NAME.part)
          ? 1
          : 0,
  };
}

/** Cell of the tables about a cover that the child's id counts; -1 where the child is no member of a series. */
function coverCounted(candidateSet: CandidateSet): number {
  const { series, reply } = candidateSet.child.subject;
  if (series === null || reply || series.of < 1 || series.number < 1) return -1;
  const counted = countsCover(candidateSet.child.messageId, series.number);
  // Who sends a series one by one may have sent the cover so as well.
  if (counted === 'unknown' || (counted === 'alone' && candidateSet.hasCover)) return -1;
  const row = counted === 'alone' ? 2 : counted === 'yes' ? 1 : 0;
  return row * ABOVE.length + (candidateSet.hasCover ? 0 : candidateSet.hasFirst ? 1 : 2);
}

function seriesOf(candidateSet: CandidateSet): number {
  const series = candidateSet.child.subject.series;
  if (series === null) return 0;
  if (series.label.startsWith('bug')) return 11;
  const later = series.version > 1 ? 1 : 0;
  if (series.of <= 1) return 1 + later;
  if (series.number === 0) return 3 + later;
  if (candidateSet.hasCover) return 5;
  if (series.number === 1) return 8 + later;
  return candidateSet.hasFirst ? 6 + later : 10;
}
