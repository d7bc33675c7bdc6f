import { hashOfBytes, type TextColumn } from '../../report/page/text-column.js';

const encoder = new TextEncoder();

/** Finds the number of a key among many; takes some eight bytes a key, where a map takes some fifty. Made when it is asked first. */
export class KeyIndex {
  readonly #keys: TextColumn;
  /** Number of a key, counted from 1, at the place of its hash or the next that was free; 0 = free. */
  #places: Int32Array | null = null;

  constructor(keys: TextColumn) {
    this.#keys = keys;
  }

  /** Number of a key; undefined where there is none. Of keys that stand twice the last counts. */
  get(key: string): number | undefined {
    this.#places ??= placesOf(this.#keys);
    const bytes = encoder.encode(key);
    const last = this.#places.length - 1;
    let found: number | undefined;
    for (let place = hashOfBytes(bytes, 0, bytes.length) & last; this.#places[place]; place = (place + 1) & last) {
      const number = this.#places[place]! - 1;
      if (this.#keys.isAt(number, bytes) && !(number < found!)) found = number;
    }
    return found;
  }
}

function placesOf(keys: TextColumn): Int32Array {
  let size = 8;
  while (size < keys.length * 1.5) size *= 2;
  const places = new Int32Array(size);
  for (let number = 0; number < keys.length; number++) {
    let place = keys.hashAt(number) & (size - 1);
    while (places[place]) place = (place + 1) & (size - 1);
    places[place] = number + 1;
  }
  return places;
}
