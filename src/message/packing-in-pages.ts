import type { PageBytes, RawMessage } from '../source/source.js';
import type { Packing } from './body-places.js';

/** Where the bytes of a text stand whose pages are files of their own. */
export function packingInPages({ origin }: RawMessage, pages: readonly PageBytes[]): Packing {
  const pieces: (readonly [number, number])[] = [[origin.offset, origin.length]];
  const sources = [origin.source];
  for (const { source, length, added } of pages) {
    // A line end that was put between two pages is placed at the end of the first.
    const [offset, before] = pieces.at(-1)!;
    for (let line = 0; line < added; line++) {
      pieces.push([offset + Math.max(0, before - 1), 1]);
      sources.push(sources.at(-1)!);
    }
    pieces.push([0, length]);
    sources.push(source);
  }
  return { origin, map: { pieces, sources } };
}
