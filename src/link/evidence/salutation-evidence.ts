import { declareObservations } from '../weights/observation.js';
import { type ContentEvidence, pushShown, SHOWS, whatShows } from './content-evidence.js';

const GREETED = declareObservations('salutation', 'greeted', ['nobody', 'another', 'its author'], SHOWS);
const NAMED = declareObservations('salutation', 'named', ['nobody', 'another', 'its author', 'oneself'], SHOWS);

/** Whom the first line of the child greets (`Hi Anna,`), and whom its first words name (`Thanks, Anna`). */
export const salutationEvidence: ContentEvidence = {
  kind: 'salutation',
  tables: [GREETED, NAMED],
  observe(candidateSet, index, out) {
    const greeted = candidateSet.pairs[index]!.greeted ? 2 : candidateSet.anyGreeted ? 1 : 0;
    const { named, self } = candidateSet.pairs[index]!;
    pushShown(
      out,
      NAMED,
      (named ? (self ? 3 : 2) : candidateSet.anyNamed ? 1 : 0) * SHOWS.length,
      whatShows(candidateSet),
    );
    pushShown(out, GREETED, greeted * SHOWS.length, whatShows(candidateSet));
  },
  describe(candidateSet, index) {
    if (candidateSet.pairs[index]!.greeted) return 'its first line greets that author';
    if (candidateSet.pairs[index]!.named) return 'its first words name that author';
    return candidateSet.anyGreeted ? 'its first line greets the author of another candidate' : '';
  },
};
