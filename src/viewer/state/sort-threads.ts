import { type CaseData, subjectOfThread } from './case-data.js';
import { sortedBy } from './sorted-by.js';

/** The orders in which threads can be listed. */
export const SORTS = {
  first: 'Oldest first',
  newest: 'Newest first',
  last: 'Latest activity',
  posts: 'Most posts',
  absent: 'Most missing',
  weak: 'Weakest link',
  subject: 'Subject',
} as const;
/** One of `SORTS`. */
export type SortName = keyof typeof SORTS;

/** Orders numbers of threads; those without a date stand last. */
export function sortThreads(data: CaseData, threads: Int32Array, sort: SortName): Int32Array {
  if (sort === 'first') return threads;
  const measure = measureOf(data, sort);
  if (sort === 'subject') {
    const subjects = new Map([...threads].map((thread) => [thread, subjectOfThread(data, thread).toLowerCase()]));
    return Int32Array.from(threads).sort((a, b) => compare(subjects.get(a)!, subjects.get(b)!) || a - b);
  }
  return sortedBy(threads, (thread) => -measure(thread));
}

function measureOf(data: CaseData, sort: SortName): (thread: number) => number {
  const { start, first, last } = data;
  const { kind, confidence } = data.index.posts;
  switch (sort) {
    case 'newest':
      return (thread) => first[thread]!;
    case 'last':
      return (thread) => last[thread]!;
    case 'posts':
      return (thread) => start[thread + 1]! - start[thread]!;
    case 'absent':
      return (thread) => {
        let count = 0;
        for (let post = start[thread]!; post < start[thread + 1]!; post++)
          if (kind[post] === 'r' || kind[post] === 'm') count++;
        return count;
      };
    case 'weak':
      return (thread) => {
        let least = 1000;
        for (let post = start[thread]!; post < start[thread + 1]!; post++)
          if (confidence[post]! >= 0) least = Math.min(least, confidence[post]!);
        return -least;
      };
    case 'first':
    case 'subject':
      return () => 0;
  }
}

function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
