import type { Severity } from '../source.js';

/** What was wrong with packed bytes. */
export interface UnpackProblem {
  readonly code:
    | 'gzip-truncated'
    | 'gzip-corrupt'
    | 'gzip-checksum'
    | 'gzip-trailing-bytes'
    | 'packed-truncated'
    | 'packed-corrupt'
    | 'packed-checksum'
    | 'packed-trailing-bytes'
    | 'archive-bomb';
  readonly severity: Extract<Severity, 'error' | 'warning'>;
  readonly message: string;
  /** Unpacked bytes before that place. */
  readonly at: number;
}

/** How the unpacking ended. */
export interface UnpackEnd {
  /** What was wrong with the packed bytes, in their order; empty if nothing was. */
  readonly problems: UnpackProblem[];
}

/** The problem that a bomb is, at so many unpacked bytes. */
export const bombAt = (produced: number): UnpackProblem => ({
  code: 'archive-bomb',
  severity: 'error',
  message: `the compressed file gives more than 200 times its size; what follows after ${produced} bytes was left out`,
  at: produced,
});
