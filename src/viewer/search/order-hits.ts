import type { CaseData } from '../state/case-data.js';
import type { SearchResult } from '../state/search.js';

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
  const last = order === 'newest' ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  const time = (post: number) => (Number.isNaN(data.time[post]!) ? last : data.time[post]!);
  const { scores } = result;
  return posts.sort((a, b) => {
    const better = order === 'best' ? scores![b]! - scores![a]! : 0;
    if (better) return better;
    const [one, other] = [time(a), time(b)];
    const earlier = one < other ? -1 : one > other ? 1 : 0;
    return (order === 'newest' ? -earlier : earlier) || a - b;
  });
}
