/** Finds the number of a key among many; takes eight bytes a key, where a map takes some fifty. */
export class KeyIndex {
  readonly #keys: readonly string[];
  /** Number of a key, counted from 1, at the place of its hash or the next that was free; 0 = free. */
  readonly #places: Int32Array;

  constructor(keys: readonly string[]) {
    this.#keys = keys;
    let size = 8;
    while (size < keys.length * 2) size *= 2;
    this.#places = new Int32Array(size);
    // Of keys that stand twice the last counts.
    for (let number = 0; number < keys.length; number++) this.#places[this.#placeOf(keys[number]!)] = number + 1;
  }

  /** Number of a key; undefined where there is none. */
  get(key: string): number | undefined {
    const number = this.#places[this.#placeOf(key)]!;
    return number ? number - 1 : undefined;
  }

  /** The place of a key, or the free one where it would stand. */
  #placeOf(key: string): number {
    const last = this.#places.length - 1;
    let place = hashOf(key) & last;
    while (this.#places[place] !== 0 && this.#keys[this.#places[place]! - 1] !== key) place = (place + 1) & last;
    return place;
  }
}

/** FNV-1a over UTF-16 units, and its bits spread: keys are short. */
function hashOf(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return (hash ^ (hash >>> 15)) >>> 0;
}
