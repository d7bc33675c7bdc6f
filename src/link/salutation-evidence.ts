import { type ContentEvidence, SHOWS, whatShows } from './content-evidence.js';
import { registerObservations } from './observation.js';

const GREETED = registerObservations('salutation', 'greeted', ['nobody', 'another', 'its author'], SHOWS);

/** Whom the first line of the child greets: `Hi Anna,`. */
export const salutationEvidence: ContentEvidence = {
  kind: 'salutation',
  observe(pool, index, out) {
    const greeted = pool.pairs[index]!.greeted ? 2 : pool.anyGreeted ? 1 : 0;
    out.push(GREETED + greeted * 3 + whatShows(pool));
  },
  describe(pool, index) {
    if (pool.pairs[index]!.greeted) return 'its first line greets that author';
    return pool.anyGreeted ? 'its first line greets the author of another candidate' : '';
  },
};
