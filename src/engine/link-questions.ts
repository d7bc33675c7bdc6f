import type { WeighedCandidate } from '../link/candidate/weighed-candidates.js';
import type { ContentChoice, HeaderClaim } from '../link/content-links.js';
import type { Evidence } from '../link/evidence/evidence.js';
import type { ToldContents } from '../link/explain/explain-content.js';
import type { ChildHabits } from '../link/feature/child-habits.js';

/** A question about one child, for `rethread stage link`. Posts are numbers of the whole collection. */
export type LinkQuestion =
  /** What its quotation fits: as much of it as is named. */
  | { readonly ask: 'fit'; readonly of: readonly (keyof QuotationFit)[] }
  /** Which parent its contents speak for. */
  | { readonly ask: 'choose'; readonly claims: readonly HeaderClaim[]; readonly habits: ChildHabits | null }
  /** Why: the candidates with their evidence, and what describes a parent that was not produced. */
  | {
      readonly ask: 'explain';
      readonly claims: readonly HeaderClaim[];
      readonly habits: ChildHabits | null;
      readonly told: Omit<ToldContents, 'places'>;
      readonly absent: { readonly heading: number; readonly confidence: number } | null;
    };

/** What the quotation of a post fits. What was not asked for is false or -1. */
export interface QuotationFit {
  /** See `isUnfit`. */
  readonly unfit: boolean;
  /** See `isUnfitInLists`: where dates in attributions are believed, and where they are not. */
  readonly unfitInLists: { readonly believed: boolean; readonly doubted: boolean };
  /** See `findOriginal`. */
  readonly original: number;
}

/** The answer to a question of each kind. */
export interface LinkAnswers {
  readonly fit: QuotationFit;
  readonly choose: ContentChoice;
  readonly explain: { readonly candidates: readonly WeighedCandidate[]; readonly absent: readonly Evidence[] };
}

/** The posts that a question names: they are candidates whatever the lists say. @param count how many were produced */
export function namedBy(question: LinkQuestion, count: number): readonly number[] {
  if (question.ask === 'fit') return [];
  const named = [
    ...question.claims.map(({ post }) => post),
    ...(question.habits?.mates ?? []).map(({ parent }) => parent),
    ...(question.ask === 'explain' ? [question.told.always] : []),
  ];
  return named.filter((post) => post >= 0 && post < count);
}
