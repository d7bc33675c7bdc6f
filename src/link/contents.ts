import type { SplitBody } from '../quote/segment.js';
import type { NumberStore } from '../text/number-rows.js';
import type { WeighedCandidate } from './candidate/weighed-candidates.js';
import { type ContentChoice, type HeaderClaim, readContents } from './content-links.js';
import type { Evidence } from './evidence/evidence.js';
import { explainAbsent, explainContent, type ToldContents } from './explain/explain-content.js';
import type { FeatureIndex } from './feature/feature-index.js';
import type { PostTable } from './post/post-table.js';

/**
 * What the contents say of each child: weighed in memory, or worked out elsewhere for all children beforehand. Posts are numbers of the
 * table.
 */
export interface Contents {
  /** What headings and headers tell of every post; texts may be left out of it. */
  readonly featureIndex: FeatureIndex;
  choose(child: number, claims: readonly HeaderClaim[]): ContentChoice;
  /** See `explainContent`. */
  explain(child: number, claims: readonly HeaderClaim[], told: ToldContents): readonly WeighedCandidate[];
  /** See `explainAbsent`. */
  explainAbsent(child: number, heading: number, confidence: number): readonly Evidence[];
}

/** Reads all posts into memory and weighs there. @param parentOf and `numbers` as in `readContents` */
export function contentsInMemory(
  table: PostTable,
  splits: ReadonlyMap<string, SplitBody>,
  parentOf: (post: number) => number,
  numbers: NumberStore | null = null,
): Contents {
  const content = readContents(table, splits, parentOf, numbers);
  const input = { table, splits, content };
  return {
    featureIndex: content.featureIndex,
    choose: (child, claims) => content.choose(child, claims),
    explain: (child, claims, told) => explainContent(input, child, claims, told),
    explainAbsent: (child, heading, confidence) => explainAbsent(input, child, heading, confidence),
  };
}
