import type { ByteRange } from './mapi-object.js';

/** Where a stretch of a value stands. */
export function sliceOf(places: readonly ByteRange[], start: number, length: number): readonly ByteRange[] {
  const found: ByteRange[] = [];
  let at = 0;
  for (const place of places) {
    const from = Math.max(start, at);
    const to = Math.min(start + length, at + place.length);
    if (to > from) found.push({ offset: place.offset + from - at, length: to - from });
    at += place.length;
  }
  return found;
}
