import type { Features } from './features.js';
import { type Answering, HABITS, type Habits } from './habits.js';
import { compareMates, type KnownMate, parentsOfMates } from './series-mates.js';

/** What is known of the habits of a child's author and of the posts that were sent with it: plain data. */
export interface ChildHabits {
  /** By HABITS: how often the author's posts of its class are known to answer so. */
  readonly counts: readonly number[];
  readonly total: number;
  readonly answering: Answering | null;
  readonly silentMates: number;
  readonly mates: readonly KnownMate[];
  /** How many mates there are, known to answer anything or not. */
  readonly mateCount: number;
}

/** What the habits tell of one child; null where nothing is known, as of most. */
export function habitsOf(habits: Habits, child: Features): ChildHabits | null {
  const known: ChildHabits = {
    counts: HABITS.map((_, habit) => habits.count(child, habit)),
    total: habits.total(child),
    answering: habits.answering(child),
    silentMates: habits.silentMates(child),
    mates: habits.mates.known(child),
    mateCount: habits.mates.count(child),
  };
  const { total, answering, silentMates, mates, mateCount } = known;
  return total === 0 && answering === null && silentMates === 0 && !mates.length && mateCount === 0 ? null : known;
}

/**
 * Habits that were read elsewhere, child by child.
 *
 * @param of what is known of a child
 * @param numberOf the number of a post, as the parents of mates are named
 */
export function toldHabits(
  of: (child: Features) => ChildHabits | null,
  numberOf: (post: Features) => number | undefined,
): Habits {
  return {
    count: (child, habit) => of(child)?.counts[habit] ?? 0,
    total: (child) => of(child)?.total ?? 0,
    answering: (child) => of(child)?.answering ?? null,
    silentMates: (child) => of(child)?.silentMates ?? 0,
    mates: {
      parents: (child) => parentsOfMates(of(child)?.mates ?? []),
      known: (child) => of(child)?.mates ?? [],
      compare: (child, candidate) =>
        compareMates(of(child)?.mates ?? [], child, candidate, (parent) => parent === numberOf(candidate)),
      count: (child) => of(child)?.mateCount ?? 0,
    },
  };
}
