import { binLabels, binOf, declareObservations } from '../weights/observation.js';
import { type ContentEvidence, pushShown, SHOWS, whatShows } from './content-evidence.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const LAGS = [
  -3 * HOUR,
  -5 * MINUTE,
  0,
  5 * MINUTE,
  HOUR,
  4 * HOUR,
  12 * HOUR,
  DAY,
  2 * DAY,
  4 * DAY,
  7 * DAY,
  14 * DAY,
  30 * DAY,
  84 * DAY,
];

const LAG = declareObservations(
  'time',
  'lag in hours',
  binLabels(LAGS.map((lag) => Math.round((lag / HOUR) * 100) / 100)),
  SHOWS,
);

/** How long after the candidate the child was sent: most answers come within a day, none before what they answer. */
export const lagEvidence: ContentEvidence = {
  kind: 'time',
  tables: [LAG],
  observe(candidateSet, index, out) {
    const { lag } = candidateSet.pairs[index]!;
    pushShown(out, LAG, (Number.isNaN(lag) ? 8 : binOf(lag, LAGS)) * SHOWS.length, whatShows(candidateSet));
  },
  describe(candidateSet, index) {
    const { lag } = candidateSet.pairs[index]!;
    if (Number.isNaN(lag)) return '';
    return lag < 0 ? `that message is dated ${span(-lag)} later` : `sent ${span(lag)} after it`;
  },
};

function span(time: number): string {
  if (time < 2 * HOUR) return `${Math.round(time / MINUTE)} minutes`;
  return time < 2 * DAY ? `${Math.round(time / HOUR)} hours` : `${Math.round(time / DAY)} days`;
}
