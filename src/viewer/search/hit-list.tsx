import { useMemo } from 'preact/hooks';
import { useRowHeight } from '../screen/row-height.js';
import { useApp } from '../state/app-context.js';
import { HitRow } from './hit-row.js';
import { orderHits } from './order-hits.js';
import { VirtualList } from './virtual-list.js';

/** A line a post that fits, the best first or by date. */
export function HitList({ shown }: { readonly shown: number }) {
  const { data, route, result } = useApp();
  const posts = useMemo(
    () => (result ? orderHits(data, result, route.sort) : new Int32Array(0)),
    [data, result, route.sort],
  );
  const counts = useMemo(() => {
    const counts = new Map<number, number>();
    for (const post of posts) counts.set(data.threadOf[post]!, (counts.get(data.threadOf[post]!) ?? 0) + 1);
    return counts;
  }, [data, posts]);
  const height = useRowHeight();
  return (
    <VirtualList
      name="hits"
      count={posts.length}
      rowHeight={height}
      label="Posts that fit"
      shown={shown < 0 ? -1 : posts.indexOf(shown)}
      resetKey={`${route.query} ${route.sort}`}
      row={(number) => {
        const post = posts[number]!;
        return <HitRow key={post} post={post} current={post === shown} inThread={counts.get(data.threadOf[post]!)!} />;
      }}
    />
  );
}
