import type { Origin } from '../source/source.js';
import type { Packing, Pieces, Steps } from './body-places.js';
import { sourceOffset } from './mime/transfer-decoding.js';

/** The bytes of a packing that hold a stretch of what was packed, whose offset counts from the first unpacked byte. */
export function locateUnpacked(
  { origin, map }: Packing,
  { offset, length }: Pick<Origin, 'offset' | 'length'>,
): Origin {
  if (map === null) return origin;
  const end = offset + length;
  if (map === 'plain') return clip(origin, offset, end);
  if (map === 'base64') return clip(origin, Math.floor(offset / 3) * 4, Math.ceil(end / 3) * 4);
  if ('pieces' in map) return inPieces(origin, map, offset, end);
  if ('units' in map) return clip(origin, offsetOf(map, offset), offsetOf(map, end));
  const from = sourceOffset(map.pairs, offset, false);
  const to = Math.max(from, sourceOffset(map.pairs, end, end > offset));
  return { source: origin.source, offset: map.base + from, length: to - from };
}

/** The stretch that holds all pieces of it. */
function inPieces(origin: Origin, { pieces, sources }: Pieces, start: number, end: number): Origin {
  if (sources !== undefined) return inSources(origin, pieces, sources, start, end);
  let first = Number.POSITIVE_INFINITY;
  let last = 0;
  let at = 0;
  for (const [offset, length, unpacked] of pieces) {
    const from = Math.max(start, at);
    const to = Math.min(Math.max(end, start + 1), at + (unpacked ?? length));
    if (to > from) {
      first = Math.min(first, unpacked === undefined ? offset + from - at : offset);
      last = Math.max(last, unpacked === undefined ? offset + (end > start ? to : from) - at : offset + length);
    }
    at += unpacked ?? length;
  }
  return last === 0 ? origin : { ...origin, offset: first, length: last - first };
}

/** The part of it that stands in the first source which holds some of it. */
function inSources(
  origin: Origin,
  pieces: Pieces['pieces'],
  sources: readonly string[],
  start: number,
  end: number,
): Origin {
  let at = 0;
  for (const [index, [offset, length]] of pieces.entries()) {
    const from = Math.max(start, at);
    const to = Math.min(Math.max(end, start + 1), at + length);
    if (to > from) return { source: sources[index]!, offset: offset + from - at, length: end > start ? to - from : 0 };
    at += length;
  }
  return origin;
}

function clip(origin: Origin, start: number, end: number): Origin {
  const from = Math.min(origin.length, start);
  return { ...origin, offset: origin.offset + from, length: Math.max(0, Math.min(origin.length, end) - from) };
}

/** Offset in bytes of a unit: from the last step before it, all units as wide. */
export function offsetOf({ units, bytes, width = 1 }: Steps, unit: number): number {
  let low = 0;
  let high = units.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (units[middle]! <= unit) low = middle;
    else high = middle - 1;
  }
  return bytes[low]! + (unit - units[low]!) * width;
}
