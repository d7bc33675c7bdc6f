import type { Archive } from './archive.js';
import { ChildRuns } from './child-runs.js';
import { ChildWords } from './child-words.js';
import type { Traits } from './traits.js';

/** The texts of one child, laid out to be compared with those of many candidates; used again from child to child. */
export class ChildTexts {
  readonly runs = new ChildRuns();
  readonly words = new ChildWords();

  open(archive: Archive, child: Traits): void {
    this.runs.open(archive, child);
    this.words.open(archive, child);
  }
}
