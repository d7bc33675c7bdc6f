/** Items below which comparing is as quick. */
const FEW = 5000;
const DIGIT = 16;
const DIGITS = 64 / DIGIT;

/**
 * Items in the order of a number of each, the least first; those without one (NaN) stand last, and items that are alike stay as they were. A million
 * are put in order digit by digit in the time of some frames, where comparing them takes seconds.
 */
export function sortedBy(items: Int32Array, numberOf: (item: number) => number): Int32Array {
  const values = new Float64Array(items.length);
  for (let at = 0; at < items.length; at++) {
    const value = numberOf(items[at]!);
    values[at] = Number.isNaN(value) ? Number.POSITIVE_INFINITY : value + 0;
  }
  if (items.length < FEW) {
    const places = Uint32Array.from(items.keys()).sort((a, b) => compare(values[a]!, values[b]!) || a - b);
    return Int32Array.from(places, (place) => items[place]!);
  }
  const words = sortableWords(values);
  let order = Uint32Array.from(items.keys());
  let next = new Uint32Array(items.length);
  for (let digit = 0; digit < DIGITS; digit++) {
    if (!placeByDigit(words, digit, order, next)) continue;
    [order, next] = [next, order];
  }
  return Int32Array.from(order, (place) => items[place]!);
}

/** The bits of each number so that they stand in the order of the numbers: two words each, the lesser first. */
function sortableWords(values: Float64Array): Uint32Array {
  const words = new Uint32Array(values.buffer);
  for (let at = 0; at < words.length; at += 2) {
    const isNegative = words[at + 1]! >>> 31 === 1;
    if (isNegative) words[at] = ~words[at]!;
    words[at + 1] = isNegative ? ~words[at + 1]! : words[at + 1]! ^ 0x80000000;
  }
  return words;
}

/** Puts places in the order of a digit; false where all have the same. */
function placeByDigit(words: Uint32Array, digit: number, order: Uint32Array, next: Uint32Array): boolean {
  const [word, shift] = [digit >> 1, (digit & 1) * DIGIT];
  const starts = new Uint32Array((1 << DIGIT) + 1);
  const digitOf = (place: number) => (words[place * 2 + word]! >>> shift) & 0xffff;
  for (let at = 0; at < order.length; at++) starts[digitOf(at) + 1]!++;
  if (starts[digitOf(0) + 1] === order.length) return false;
  for (let at = 1; at < starts.length; at++) starts[at]! += starts[at - 1]!;
  for (const place of order) next[starts[digitOf(place)]!++] = place;
  return true;
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
