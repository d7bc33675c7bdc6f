import { useEffect, useState } from 'preact/hooks';
import { useApp } from './app-context.js';

const WIDE = '(min-width: 1000px)';
/** CSS pixels: a line where the list has the width of the screen, else two. */
const HEIGHTS = { dense: { one: 38, two: 50 }, roomy: { one: 56, two: 64 } } as const;

/** Height of the rows of a list, by what the reader chose and the room there is. */
export function useRowHeight(): number {
  const { density, route } = useApp();
  const [isWide, setWide] = useState(() => matchMedia(WIDE).matches);
  useEffect(() => {
    const query = matchMedia(WIDE);
    const follow = () => setWide(query.matches);
    query.addEventListener('change', follow);
    return () => query.removeEventListener('change', follow);
  }, []);
  const isReading = route.view === 'thread' || route.view === 'post';
  return HEIGHTS[density][isWide && !isReading ? 'one' : 'two'];
}
