import { registerObservations } from '../candidate/observation.js';
import { type ContentEvidence, pushShown, SHOWS, whatShows } from './content-evidence.js';

const GREETED = registerObservations('salutation', 'greeted', ['nobody', 'another', 'its author'], SHOWS);
const NAMED = registerObservations('salutation', 'named', ['nobody', 'another', 'its author', 'oneself'], SHOWS);

/** Whom the first line of the child greets (`Hi Anna,`), and whom its first words name (`Thanks, Anna`). */
export const salutationEvidence: ContentEvidence = {
  kind: 'salutation',
  observe(pool, index, out) {
    const greeted = pool.pairs[index]!.greeted ? 2 : pool.anyGreeted ? 1 : 0;
    const { named, self } = pool.pairs[index]!;
    pushShown(out, NAMED + (named ? (self ? 3 : 2) : pool.anyNamed ? 1 : 0) * SHOWS.length, whatShows(pool));
    pushShown(out, GREETED + greeted * SHOWS.length, whatShows(pool));
  },
  describe(pool, index) {
    if (pool.pairs[index]!.greeted) return 'its first line greets that author';
    if (pool.pairs[index]!.named) return 'its first words name that author';
    return pool.anyGreeted ? 'its first line greets the author of another candidate' : '';
  },
};
