import { type AbsentRate, absentRateOf, lookedAt, lookedAtInLists } from '../link/feature/absent-rate.js';
import { type CustomsTable, countCustoms, LEAST_TOLD, quotingPosts } from '../link/feature/customs.js';
import type { Features } from '../link/feature/features.js';
import type { LinkQuestion, QuotationFit } from './link-questions.js';

type FitQuestion = Extract<LinkQuestion, { readonly ask: 'fit' }>;

/**
 * What has to be known of single quotations to measure the whole: those are few, however many posts there are, and all are asked at once.
 *
 * @param posts without their texts, but for how many runs each quotes
 */
export function questionsOfFit(
  posts: readonly Features[],
  isArchive: boolean,
): readonly (readonly [number, FitQuestion])[] {
  const asked = new Map<number, (keyof QuotationFit)[]>();
  const ask = (numbers: readonly number[], what: keyof QuotationFit) => {
    for (const post of numbers) asked.set(post, [...(asked.get(post) ?? []), what]);
  };
  ask(lookedAt(posts), 'unfit');
  if (isArchive) {
    ask(lookedAtInLists(posts), 'unfitInLists');
    ask(quotingPosts(posts), 'original');
  }
  return [...asked].sort(([one], [other]) => one - other).map(([post, of]) => [post, { ask: 'fit', of }]);
}

/** Measures the whole from the answers, as `measureCustoms` and `measureAbsentRate` do in memory. */
export function measureFrom(
  posts: readonly Features[],
  isArchive: boolean,
  fits: ReadonlyMap<number, QuotationFit>,
): { readonly absentRate: AbsentRate; readonly customs: CustomsTable | null } {
  const fitOf = (post: number) => fits.get(post)!;
  const rateOf = (looked: readonly number[], isUnfit: (fit: QuotationFit) => boolean) =>
    absentRateOf(looked.filter((post) => isUnfit(fitOf(post))).length, looked.length);
  const customs = isArchive ? countCustoms(posts, (post) => fitOf(post).original) : null;
  const direct = rateOf(lookedAt(posts), ({ unfit }) => unfit);
  if (customs === null) return { absentRate: { direct, lists: direct }, customs };
  const isBelieved = customs.datesTold >= LEAST_TOLD;
  const lists = rateOf(lookedAtInLists(posts), ({ unfitInLists: { believed, doubted } }) =>
    isBelieved ? believed : doubted,
  );
  return { absentRate: { direct, lists }, customs };
}
