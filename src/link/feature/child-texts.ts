import { ChildRuns } from './child-runs.js';
import { ChildWords } from './child-words.js';
import type { FeatureIndex } from './feature-index.js';
import type { Features } from './features.js';

/** The texts of one child, laid out to be compared with those of many candidates; used again from child to child. */
export class ChildTexts {
  readonly runs = new ChildRuns();
  readonly words = new ChildWords();

  open(featureIndex: FeatureIndex, child: Features): void {
    this.runs.open(featureIndex, child);
    this.words.open(featureIndex, child);
  }
}
