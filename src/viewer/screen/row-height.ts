import { useApp } from '../state/app-context.js';
import { NARROW, useMedia, WIDE } from './use-media.js';

/** CSS pixels: a line where the list has the width of the screen, else two. */
const HEIGHTS = { dense: { one: 38, two: 50 }, roomy: { one: 56, two: 64 } } as const;

/** Height of the rows of a list, by what the reader chose and the room there is. */
export function useRowHeight(): number {
  const { density, route } = useApp();
  const isWide = useMedia(WIDE);
  const isReading = route.view === 'thread' || route.view === 'post';
  return HEIGHTS[density][isWide && !isReading ? 'one' : 'two'];
}

/** Height of the row of a finding: two lines of its sentence beside its kind, or below it; four on a narrow screen. */
export function useFindingHeight(): number {
  const { density } = useApp();
  const [isWide, isNarrow] = [useMedia(WIDE), useMedia(NARROW)];
  if (isNarrow) return 118;
  return (isWide ? 52 : 76) + (density === 'roomy' ? 12 : 0);
}
