import { HashTable } from '../../text/hash-table.js';
import { countShared, type HashSet } from '../../text/shingles.js';
import type { FeatureIndex } from './feature-index.js';
import type { Features } from './features.js';

/** What a run of words is to the child: bits of a mark. */
const WROTE = 1;
const QUOTED = 2;
const BELOW = 4;
/** Whether few wrote it, once that was looked up. */
const RARE = 8;
const COMMON = 16;

/** A run that more posts than this wrote is not rare. */
const RARELY = 8;
/** Rare runs in both texts are counted so far. */
const MOST_COPIED = 40;

/**
 * The word runs of one child, laid out so that candidate after candidate can be compared with them: a run of the candidate
 * costs one look into a small table. `compare` counts the runs that both have, by where they stand:
 *
 *                            the child
 *     the candidate          wrote       quotes      quotes at depth 2
 *       wrote                copied      quoted      quotedBelow
 *       quotes               answered    requoted    requotedBelow
 */
export class ChildRuns {
  /** Of those, the runs that hardly anybody else wrote; up to 40. */
  copied = 0;
  quoted = 0;
  quotedBelow = 0;
  answered = 0;
  requoted = 0;
  requotedBelow = 0;
  private readonly table = new HashTable();
  private marks = new Uint8Array(this.table.capacity);
  /** Runs that were made to collide are compared set by set. */
  private isCrowded = false;
  private featureIndex: FeatureIndex | null = null;
  private child: Features | null = null;

  /** Lays out the runs of a child. */
  open(featureIndex: FeatureIndex, child: Features): void {
    this.featureIndex = featureIndex;
    this.child = child;
    const [wrote, quoted, below] = child.levels;
    this.table.begin(wrote!.length + quoted!.length + below!.length);
    if (this.marks.length < this.table.capacity) this.marks = new Uint8Array(this.table.capacity);
    this.isCrowded = !(this.mark(wrote!, WROTE) && this.mark(quoted!, QUOTED) && this.mark(below!, BELOW));
  }

  compare(candidate: Features): void {
    const wrote = candidate.levels[0]!;
    const quotes = candidate.levels[1]!;
    if (this.isCrowded) {
      this.compareSets(wrote, quotes);
      return;
    }
    this.compareWrote(wrote);
    this.compareQuotes(quotes);
  }

  private mark(set: HashSet, bit: number): boolean {
    const { table, marks } = this;
    for (let index = 0; index < set.length; index++) {
      const place = table.add(set[index]!);
      if (place < 0) return false;
      marks[place] = table.isNew ? bit : marks[place]! | bit;
    }
    return true;
  }

  private compareWrote(wrote: HashSet): void {
    const { table, marks } = this;
    let copied = 0;
    let quoted = 0;
    let below = 0;
    const found = table.findAll(wrote);
    for (let index = 0; index < found; index++) {
      const place = table.found[index]!;
      let mark = marks[place]!;
      if (mark & QUOTED) quoted++;
      if (mark & BELOW) below++;
      if (!(mark & WROTE) || copied === MOST_COPIED) continue;
      if (mark < RARE) {
        mark |= this.isRare(table.hashes[place]!) ? RARE : COMMON;
        marks[place] = mark;
      }
      if (mark & RARE) copied++;
    }
    this.copied = copied;
    this.quoted = quoted;
    this.quotedBelow = below;
  }

  private compareQuotes(quotes: HashSet): void {
    const { table, marks } = this;
    let answered = 0;
    let requoted = 0;
    let below = 0;
    const found = table.findAll(quotes);
    for (let index = 0; index < found; index++) {
      const mark = marks[table.found[index]!]!;
      if (mark & WROTE) answered++;
      if (mark & QUOTED) requoted++;
      if (mark & BELOW) below++;
    }
    this.answered = answered;
    this.requoted = requoted;
    this.requotedBelow = below;
  }

  private isRare(run: number): boolean {
    return this.featureIndex!.authored.look(run, RARELY) <= RARELY;
  }

  private compareSets(wrote: HashSet, quotes: HashSet): void {
    const [own, quoted, below] = this.child!.levels;
    this.quoted = countShared(quoted!, wrote);
    this.quotedBelow = countShared(below!, wrote);
    this.answered = countShared(own!, quotes);
    this.requoted = countShared(quoted!, quotes);
    this.requotedBelow = countShared(below!, quotes);
    this.copied = 0;
    for (let i = 0, j = 0; i < own!.length && j < wrote.length && this.copied < MOST_COPIED; ) {
      const difference = own![i]! - wrote[j]!;
      if (difference === 0 && this.isRare(own![i]!)) this.copied++;
      if (difference <= 0) i++;
      if (difference >= 0) j++;
    }
  }
}
