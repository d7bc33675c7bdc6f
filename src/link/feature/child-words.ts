import { HashTable } from '../../text/hash-table.js';
import type { HashSet } from '../../text/shingles.js';
import { type FeatureIndex, WORD_BUCKETS } from './feature-index.js';
import type { Features } from './features.js';

/** A word of less weight is in every other message. */
const LEAST_WEIGHT = 2;

/** The telling words that one child wrote, laid out so that candidate after candidate can be compared with them. */
export class ChildWords {
  private readonly table = new HashTable();
  private weights = new Float64Array(this.table.capacity);
  private logAll = 0;
  private words: HashSet = new Int32Array(0);
  /** Words that were made to collide are compared with no candidate. */
  private isCrowded = false;

  /** Lays out the words of a child. */
  open(featureIndex: FeatureIndex, child: Features): void {
    const { table } = this;
    this.words = child.words;
    this.logAll = Math.log(featureIndex.count + 2);
    this.isCrowded = false;
    table.begin(this.words.length);
    if (this.weights.length < table.capacity) this.weights = new Float64Array(table.capacity);
    for (let index = 0; index < this.words.length; index++) {
      const word = this.words[index]!;
      const weight = this.logAll - Math.log(1 + featureIndex.wordCounts[word & (WORD_BUCKETS - 1)]!);
      if (weight <= LEAST_WEIGHT) continue;
      const place = table.add(word);
      if (place < 0) {
        this.isCrowded = true;
        return;
      }
      this.weights[place] = weight;
    }
  }

  /** Weighted likeness of the words that both wrote, 0 to 1: rare words count for more. */
  liken(candidate: Features): number {
    const { table, weights, words } = this;
    const others = candidate.words;
    if (words.length === 0 || others.length === 0 || this.isCrowded) return 0;
    let shared = 0;
    const found = table.findAll(others);
    for (let index = 0; index < found; index++) shared += weights[table.found[index]!]!;
    return shared / (this.logAll * 6 + Math.sqrt(Math.min(words.length, others.length)) * 2);
  }
}
