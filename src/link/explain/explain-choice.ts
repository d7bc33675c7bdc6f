import type { WeighedCandidate } from '../candidate/weighed-candidates.js';
import type { Evidence, ExplainLink, LinkExplanation } from '../evidence/evidence.js';
import type { Post } from '../post/post.js';

/** Rejected candidates below this posterior are not worth a line. */
const LEAST_REJECTED = 0.001;

/** What was chosen, in the numbers of the post table. */
export interface ChosenParents {
  /** Parent of each post, -1 = none. */
  readonly parents: Int32Array;
  /** The candidates with their evidence, most probable first; post -1 = no parent. `withPlaces` looks up where it stands. */
  candidatesOf(child: number, withPlaces: boolean): readonly WeighedCandidate[];
  /** log10 of the odds of the chosen parent before that evidence about it. */
  priorOf(child: number, evidence: readonly Evidence[]): number;
}

/**
 * Puts into words why a child stands below its parent.
 *
 * @param places for each number of the post table its place in `posts`; -1 = left out.
 */
export function explainChoice(posts: readonly Post[], places: Int32Array, chosen: ChosenParents): ExplainLink {
  const keyOf = (number: number) => posts[places[number]!]?.key ?? null;
  let numbers: Map<string | null, number> | null = null;
  return (child, { places: withPlaces = true } = {}) => {
    numbers ??= new Map(Array.from(places, (_, number) => [keyOf(number), number]));
    const number = numbers.get(child) ?? -1;
    if (number < 0) return null;
    return explainNumber(number, chosen.candidatesOf(number, withPlaces), chosen, keyOf);
  };
}

function explainNumber(
  child: number,
  candidates: readonly WeighedCandidate[],
  { parents, priorOf }: ChosenParents,
  keyOf: (post: number) => string | null,
): LinkExplanation {
  const parent = parents[child]!;
  const evidence = candidates.find(({ post }) => post === parent)?.evidence ?? [];
  const rejected = candidates.flatMap((candidate) => {
    const { post, confidence, listed = false } = candidate;
    const key = post < 0 ? null : keyOf(post);
    const isLeftOut = post === parent || (post >= 0 && key === null);
    if (isLeftOut || (confidence < LEAST_REJECTED && !listed)) return [];
    return [{ parent: key, confidence, evidence: candidate.evidence }];
  });
  return parent < 0 ? { evidence: [], rejected } : { evidence, prior: priorOf(child, evidence), rejected };
}
