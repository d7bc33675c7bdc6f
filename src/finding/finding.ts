/** Notices what an investigator must know: missing, altered, contradicted, duplicated. One file a kind of finding. */
import type { Origin } from '../source/source.js';

/** Something an investigator must know, and the bytes that prove it. `isFindingOf` types its `detail`. */
export interface Finding {
  readonly key: string;
  readonly kind: string;
  readonly severity: 'info' | 'notice' | 'warning';
  /** One plain sentence: what the data shows, never why. */
  readonly summary: string;
  /** Keys of the posts concerned. */
  readonly posts: readonly string[];
  readonly origins: readonly Origin[];
  readonly detail: unknown;
}
