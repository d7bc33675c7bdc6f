import type { EvidenceKind } from './evidence.js';
import type { Pool } from './read-pool.js';

/** One kind of evidence that is drawn from what the messages say. */
export interface ContentEvidence {
  readonly kind: EvidenceKind;
  /** Adds the numbers of the observations that hold for the candidate at `index` of the pool. */
  observe(pool: Pool, index: number, out: number[]): void;
  /** Says in a phrase what was seen; '' where there is nothing to say. */
  describe(pool: Pool, index: number): string;
}

/** What the child itself has to show: nothing quoted, a quotation, one that a candidate fits; or it is numbered and no reply. */
export const SHOWS = ['bare', 'quotes', 'quotes found', 'numbered'] as const;

export function whatShows(pool: Pool): number {
  const { series, reply } = pool.child.subject;
  if (series !== null && !reply && !series.label.startsWith('bug')) return 3;
  if (pool.child.levels[1]!.length === 0 && pool.child.headers[1]!.length === 0) return 0;
  return pool.bestShare > 0.25 || pool.bestDate >= 3 ? 2 : 1;
}
