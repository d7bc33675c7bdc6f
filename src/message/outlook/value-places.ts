import type { StoredBytes } from '../../source/outlook/mapi-object.js';
import type { Packing, Steps, StringPlaces } from '../body-places.js';
import { originOf } from './mapi-values.js';

/**
 * The way from the bytes of a value to those of the source that hold them, in however many pieces; only as a whole where they are packed
 * there.
 */
export function packingOfValue(source: string, value: StoredBytes): Packing {
  const origin = originOf(source, value.places);
  const total = value.places.reduce((sum, { length }) => sum + length, 0);
  if (total !== value.length) return { origin, map: null };
  if (value.places.length <= 1) return { origin, map: 'plain' };
  return { origin, map: { pieces: value.places.map(({ offset, length }) => [offset, length] as const) } };
}

/**
 * Where a text stands whose line ends were made LF: CR LF is one unit. `width` is the bytes of a unit as it is stored; null where that
 * varies, and the text is located as a whole.
 */
export function placesOfText(source: string, value: StoredBytes, text: string, width: 1 | 2 | null): StringPlaces {
  const packing = packingOfValue(source, value);
  return { packing, steps: width === null ? null : lineSteps(text, width) };
}

function lineSteps(text: string, width: 1 | 2): Steps {
  const units = [0];
  const bytes = [0];
  for (let at = text.indexOf('\r\n'), seen = 1; at >= 0; at = text.indexOf('\r\n', at + 2), seen++) {
    units.push(at + 2 - seen);
    bytes.push((at + 2) * width);
  }
  return { units, bytes, width };
}
