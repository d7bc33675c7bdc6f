import type { CaseData } from '../state/case-data.js';

/** Where a word stands: by post how well its text fits, by subject and by person whether it stands there. */
export interface ScoredWord {
  readonly inText: Float32Array;
  /** What counts beside the text, unless its score counts that already. */
  readonly beside?: { readonly inSubject: Uint8Array; readonly persons: Uint8Array };
}

/** How much more a word in a subject tells than one in a text, and one in the name of the sender. */
const IN_SUBJECT = 4;
const IN_NAMES = 2;

/** How well posts fit that were found: words in the subject count most, rare words more than common ones. */
export function scorePosts(
  { index: { posts } }: CaseData,
  found: Uint8Array,
  words: readonly ScoredWord[],
): Float32Array {
  const scores = new Float32Array(found.length);
  for (const { inText, beside } of words) {
    let holders = 1;
    for (let post = 0; post < found.length; post++)
      if (inText[post]! > 0 || beside?.inSubject[posts.subject[post]!] === 1) holders++;
    const rare = Math.log(1 + found.length / holders);
    for (let post = 0; post < found.length; post++)
      if (found[post]) scores[post] = scores[post]! + rare * (inText[post]! + (beside ? besideText(post, beside) : 0));
  }
  return scores;

  function besideText(post: number, { inSubject, persons }: NonNullable<ScoredWord['beside']>): number {
    const named = persons[posts.from[post]!] === 1 ? IN_NAMES : posts.to.hasMarked(post, persons) ? 1 : 0;
    return IN_SUBJECT * inSubject[posts.subject[post]!]! + named;
  }
}
