import type { CandidateSet } from '../candidate/read-candidate-set.js';
import type { ObservationSink, ObservationTable } from '../weights/observation.js';
import type { EvidenceKind } from './evidence.js';

/** One kind of evidence that is drawn from what the messages say. */
export interface ContentEvidence {
  readonly kind: EvidenceKind;
  /** All that it can observe, as it was declared. */
  readonly tables: readonly ObservationTable[];
  /** Adds the observations that hold for the candidate at `index` of the pool. */
  observe(candidateSet: CandidateSet, index: number, out: ObservationSink): void;
  /** Says in a phrase what was seen; '' where there is nothing to say. */
  describe(candidateSet: CandidateSet, index: number): string;
}

/**
 * What the child itself has to show: words but no quotation, a quotation, one that a candidate fits; or it is numbered and no
 * reply; or the archive took its body away, so that nobody can tell whether it quotes.
 */
export const SHOWS = ['bare', 'quotes', 'quotes found', 'numbered', 'taken away'] as const;

/** Which of `SHOWS` a child is, as its number. */
export function whatShows(candidateSet: CandidateSet): number {
  const { series, reply } = candidateSet.child.subject;
  if (series !== null && !reply && !series.label.startsWith('bug')) return 3;
  const { levels, headers } = candidateSet.child;
  if (levels[1]!.length === 0 && headers[1]!.length === 0) return candidateSet.child.scrubbed ? 4 : 0;
  return candidateSet.bestShare > 0.25 || candidateSet.bestDate >= 3 ? 2 : 1;
}

/**
 * Adds the cell for what the child shows; `row` is the first cell of a row of a table whose last axis is SHOWS. What had its body taken away
 * is like a message that quotes nothing, as far as nothing else is known: it adds both.
 */
export function pushShown(out: ObservationSink, table: ObservationTable, row: number, shows: number): void {
  out.push(table, row + shows);
  if (shows === TAKEN_AWAY) out.push(table, row + BARE);
}

const BARE = 0;
const TAKEN_AWAY = 4;

/** The child has no quotation to show: what it answers must be told by who writes to whom, when, and under which subject. */
export function quotesNothing(candidateSet: CandidateSet): boolean {
  const shows = whatShows(candidateSet);
  return shows === 0 || shows === 4;
}
