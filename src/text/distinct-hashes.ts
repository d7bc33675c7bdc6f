/** Memory that is used again from set to set. */
let sorted = new Int32Array(8192);
const starts = new Int32Array(4097);

const SIGN = 0x80000000 | 0;
/** Moves for each value: more of them, and the values were made to lie unevenly. */
const MOST_MOVES = 16;

/**
 * The first `size` values, ascending and each once: `[7, -2, 7]` → `[-2, 7]`.
 *
 * Hashes lie evenly: once each is in its bucket, few are out of place.
 */
export function distinctHashes(values: Int32Array, size: number): Int32Array {
  return sortDistinct(values, size).slice();
}

/** As `distinctHashes`; good until the next call. */
export function sortDistinct(values: Int32Array, size: number): Int32Array {
  if (sorted.length < size) sorted = new Int32Array(size * 2);
  let bits = 1;
  while (1 << bits < size && bits < 12) bits++;
  const shift = 32 - bits;
  starts.fill(0, 0, (1 << bits) + 1);
  for (let index = 0; index < size; index++) starts[((values[index]! ^ SIGN) >>> shift) + 1]!++;
  for (let bucket = 1; bucket <= 1 << bits; bucket++) starts[bucket]! += starts[bucket - 1]!;
  for (let index = 0; index < size; index++) {
    const value = values[index]!;
    const bucket = (value ^ SIGN) >>> shift;
    sorted[starts[bucket]!] = value;
    starts[bucket]!++;
  }
  if (!sortNearlySorted(sorted, size)) sorted.subarray(0, size).sort();
  let kept = 0;
  for (let index = 0; index < size; index++) {
    if (index > 0 && sorted[index] === sorted[kept - 1]) continue;
    sorted[kept++] = sorted[index]!;
  }
  return sorted.subarray(0, kept);
}

/** False if that would take long. */
function sortNearlySorted(values: Int32Array, size: number): boolean {
  let moves = size * MOST_MOVES;
  for (let index = 1; index < size; index++) {
    const value = values[index]!;
    let place = index;
    for (; place > 0 && values[place - 1]! > value; place--) values[place] = values[place - 1]!;
    values[place] = value;
    moves -= index - place;
    if (moves < 0) return false;
  }
  return true;
}
