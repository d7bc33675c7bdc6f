import type { CaseData } from '../state/case-data.js';
import type { SearchResult } from '../state/search.js';
import { sortedBy } from '../state/sorted-by.js';

/** The orders in which posts that fit can be listed. */
export const HIT_ORDERS = { best: 'Best first', first: 'Oldest first', newest: 'Newest first' } as const;

/** The order that an address names; the best first where words are searched, else the oldest. */
export function hitOrder({ scores }: SearchResult, sort: string): keyof typeof HIT_ORDERS {
  if (sort === 'newest' || (sort === 'best' && scores)) return sort;
  return sort === '' && scores ? 'best' : 'first';
}

/** Numbers of the posts that fit, in an order; those without a date stand last. */
export function orderHits(data: CaseData, result: SearchResult, sort: string): Int32Array {
  const posts = new Int32Array(result.hits);
  let count = 0;
  for (let post = 0; post < result.posts.length; post++) if (result.posts[post]) posts[count++] = post;
  const order = hitOrder(result, sort);
  const { scores } = result;
  const byTime = sortedBy(posts, order === 'newest' ? (post) => -data.time[post]! : (post) => data.time[post]!);
  return order === 'best' ? sortedBy(byTime, (post) => -scores![post]!) : byTime;
}
