import type { Word } from './quotation-words.js';

/** Places of equal words in two texts, [original, quotation], both ascending. */
export type WordPairs = readonly (readonly [number, number])[];

/** Words of a gap between anchors that are aligned one by one. */
const LARGEST_GAP = 400;

/**
 * Pairs the equal words of two texts in order: runs of three words that occur once on both sides are anchors, between
 * them the longest common subsequence. `a b c d` and `a x c d` → `[0,0] [2,2] [3,3]`. Linear but for bounded gaps.
 */
export function alignWords(before: readonly Word[], after: readonly Word[]): WordPairs {
  const [a, b] = numberWords(before, after);
  const pairs: [number, number][] = [];
  let i = 0;
  let j = 0;
  for (const [iAnchor, jAnchor] of [...findAnchors(a, b), [a.length, b.length] as const]) {
    fillGap(a, b, i, iAnchor, j, jAnchor, pairs);
    if (iAnchor < a.length && jAnchor < b.length) pairs.push([iAnchor, jAnchor]);
    i = iAnchor + 1;
    j = jAnchor + 1;
  }
  closeGaps(a, b, pairs);
  return pairs;
}

/** Words that were changed at most where a run is moved next to the one before it. */
const LARGEST_STEP = 2;
/** Words of a run that is moved. */
const LONGEST_MOVE = 200;

/**
 * Moves runs of pairs next to each other where the original holds the same words there too: of a text that stands twice the
 * common subsequence may take one half from here and one from there.
 */
function closeGaps(before: Int32Array, after: Int32Array, pairs: [number, number][]): void {
  for (let n = 0; n + 1 < pairs.length; n++) {
    const [i, j] = pairs[n]!;
    const [iNext, jNext] = pairs[n + 1]!;
    const added = jNext - j - 1;
    if (added > LARGEST_STEP || iNext - i - 1 <= LARGEST_STEP) continue;
    const steps = added === 0 ? [0, 1] : [added, added - 1];
    if (!steps.some((removed) => moveRun(before, after, pairs, n + 1, 1, i + 1 + removed, iNext)))
      steps.some((removed) => moveRun(before, after, pairs, n, -1, iNext - 1 - removed, i));
  }
}

/** Moves the run of pairs that begins at `n`, one way, to another place of the original before or after `limit`; false if other words stand there. */
function moveRun(
  before: Int32Array,
  after: Int32Array,
  pairs: [number, number][],
  n: number,
  step: 1 | -1,
  place: number,
  limit: number,
): boolean {
  let length = 1;
  while (length < LONGEST_MOVE && follows(pairs, n + (length - 1) * step, n + length * step, step)) length++;
  for (let at = 0; at < length; at++) {
    const row = place + at * step;
    if ((limit - row) * step <= 0 && at === 0) return false;
    if (before[row] !== after[pairs[n + at * step]![1]]) return false;
  }
  for (let at = 0; at < length; at++) pairs[n + at * step]![0] = place + at * step;
  return true;
}

function follows(pairs: readonly [number, number][], n: number, next: number, step: 1 | -1): boolean {
  const [one, two] = [pairs[n], pairs[next]];
  return one !== undefined && two !== undefined && two[0] === one[0] + step && two[1] === one[1] + step;
}

/** The words of both sides as numbers, equal words as equal numbers from 0 on. */
function numberWords(before: readonly Word[], after: readonly Word[]): [Int32Array, Int32Array] {
  const known = new Map<string, number>();
  const number = (words: readonly Word[]): Int32Array => {
    const numbers = new Int32Array(words.length);
    for (let at = 0; at < words.length; at++) {
      const { text } = words[at]!;
      let one = known.get(text);
      if (one === undefined) {
        one = known.size;
        known.set(text, one);
      }
      numbers[at] = one;
    }
    return numbers;
  };
  return [number(before), number(after)];
}

/** Different words up to which three of them make an exact number. */
const MOST_NUMBERS = 200_000;

/** Runs of three words that occur once on both sides, in the longest order that both share. */
function findAnchors(before: Int32Array, after: Int32Array): [number, number][] {
  const runs = indexRuns(before);
  const seen = indexRuns(after);
  const common: [number, number][] = [];
  for (const [key, j] of seen) {
    const i = runs.get(key);
    if (j < 0 || i === undefined || i < 0) continue;
    if (before[i] === after[j] && before[i + 1] === after[j + 1] && before[i + 2] === after[j + 2]) common.push([i, j]);
  }
  return longestAscending(common.sort((a, b) => a[1] - b[1]));
}

/** Runs of three words → where they stand; -1 if more than once. */
function indexRuns(words: Int32Array): Map<number, number> {
  const runs = new Map<number, number>();
  for (let at = 0; at + 2 < words.length; at++) {
    const [one, two, three] = [words[at]! % MOST_NUMBERS, words[at + 1]! % MOST_NUMBERS, words[at + 2]! % MOST_NUMBERS];
    const key = (one * MOST_NUMBERS + two) * MOST_NUMBERS + three;
    runs.set(key, runs.has(key) ? -1 : at);
  }
  return runs;
}

/** Longest subsequence of pairs whose first numbers ascend (patience sorting, n log n). */
function longestAscending(pairs: readonly [number, number][]): [number, number][] {
  const tops: number[] = [];
  const previous: number[] = [];
  for (let n = 0; n < pairs.length; n++) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[tops[middle]!]![0] < pairs[n]![0]) low = middle + 1;
      else high = middle;
    }
    previous[n] = low > 0 ? tops[low - 1]! : -1;
    tops[low] = n;
  }
  const found: [number, number][] = [];
  for (let n = tops.at(-1) ?? -1; n >= 0; n = previous[n]!) found.push(pairs[n]!);
  return found.reverse();
}

/**
 * Aligns the words between two anchors: equal ends first, then the longest common subsequence; where one side is long, of its
 * beginning and its end alone.
 */
function fillGap(
  before: Int32Array,
  after: Int32Array,
  iStart: number,
  iEnd: number,
  jStart: number,
  jEnd: number,
  pairs: [number, number][],
): void {
  if (iStart >= iEnd || jStart >= jEnd) return;
  let i = iStart;
  let j = jStart;
  while (i < iEnd && j < jEnd && before[i] === after[j]) pairs.push([i++, j++]);
  let iLast = iEnd;
  let jLast = jEnd;
  const tail: [number, number][] = [];
  while (iLast > i && jLast > j && before[iLast - 1] === after[jLast - 1]) tail.push([--iLast, --jLast]);
  if (iLast > i && jLast > j) alignShort(before, after, endsOf(i, iLast), endsOf(j, jLast), pairs);
  for (const pair of tail.reverse()) pairs.push(pair);
}

/** Places of a run; of a long one the first and the last. */
function endsOf(start: number, end: number): Int32Array {
  const places = new Int32Array(Math.min(end - start, LARGEST_GAP));
  const middle = places.length < end - start ? places.length >> 1 : places.length;
  for (let n = 0; n < places.length; n++) places[n] = n < middle ? start + n : end - places.length + n;
  return places;
}

function alignShort(
  before: Int32Array,
  after: Int32Array,
  rows: Int32Array,
  columns: Int32Array,
  pairs: [number, number][],
): void {
  const width = columns.length + 1;
  const length = new Uint16Array((rows.length + 1) * width);
  for (let a = rows.length - 1; a >= 0; a--) {
    const word = before[rows[a]!];
    for (let b = columns.length - 1; b >= 0; b--) {
      const at = a * width + b;
      length[at] =
        word === after[columns[b]!] ? length[at + width + 1]! + 1 : Math.max(length[at + width]!, length[at + 1]!);
    }
  }
  for (let a = 0, b = 0; a < rows.length && b < columns.length; ) {
    if (before[rows[a]!] === after[columns[b]!]) pairs.push([rows[a++]!, columns[b++]!]);
    else if (length[(a + 1) * width + b]! >= length[a * width + b + 1]!) a++;
    else b++;
  }
}
