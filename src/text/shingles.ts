// Runs of words, by which texts are compared. What a word is depends on the question: `hashWords` counts every letter, as weights of links
// were fitted; `hashBareWords` leaves out letters that are lost on the way, so that a quotation is known again.
import { hashBareWords } from './bare-words.js';
import { sortDistinct } from './distinct-hashes.js';

/** Distinct hashes, sorted. */
export type HashSet = Int32Array;

/**
 * The word runs that tell a text apart: every run of four words, across line ends, and every line of one to three words.
 * Re-wrapped text gives the same runs. `hashes` is what `hashWords` gives, 0 at each line end.
 */
export function makeShingles(hashes: Int32Array): HashSet {
  const found = roomFor(hashes.length * 2);
  let size = 0;
  let a = 0;
  let b = 0;
  let c = 0;
  let seen = 0;
  let line = 77;
  let lineWords = 0;
  for (let index = 0; index <= hashes.length; index++) {
    const word = index < hashes.length ? hashes[index]! : 0;
    if (word === 0) {
      if (lineWords > 0 && lineWords < 4) found[size++] = line;
      line = 77;
      lineWords = 0;
      continue;
    }
    lineWords++;
    line = (Math.imul(line, 31) + word) | 0;
    seen++;
    if (seen > 3) found[size++] = joinHashes(a, b, c, word);
    a = b;
    b = c;
    c = word;
  }
  return distinct(found, size);
}

/** The runs of a text by which a quotation of it is known again. */
export const makeTextShingles = (text: string): HashSet => makeShingles(hashBareWords(text));

/** One hash of four word hashes in order. */
function joinHashes(a: number, b: number, c: number, d: number): number {
  return (Math.imul(Math.imul(Math.imul(a, 31) + b, 31) + c, 31) + d) | 0;
}

/** The distinct words of a text. */
export function makeWordSet(hashes: Int32Array): HashSet {
  const words = roomFor(hashes.length);
  let size = 0;
  for (let index = 0; index < hashes.length; index++) if (hashes[index] !== 0) words[size++] = hashes[index]!;
  return distinct(words, size);
}

/** The values as a set. */
export const makeHashSet = (values: Int32Array): HashSet => distinct(values, values.length);

/** How many hashes two sets share. */
export function countShared(one: HashSet, other: HashSet): number {
  if (one.length === 0 || other.length === 0) return 0;
  let shared = 0;
  let i = 0;
  let j = 0;
  let a = one[0]!;
  let b = other[0]!;
  for (;;) {
    if (a < b) {
      if (++i === one.length) return shared;
      a = one[i]!;
    } else if (a > b) {
      if (++j === other.length) return shared;
      b = other[j]!;
    } else {
      shared++;
      if (++i === one.length || ++j === other.length) return shared;
      a = one[i]!;
      b = other[j]!;
    }
  }
}

/** Memory that is used again from set to set. */
let room = new Int32Array(16384);

function roomFor(size: number): Int32Array {
  if (room.length < size) room = new Int32Array(size * 2);
  return room;
}

/** The first `size` values, sorted and each once. */
function distinct(values: Int32Array, size: number): HashSet {
  return store(sortDistinct(values, size));
}

/** Sets lie side by side in large pages: memory of its own for each would cost more to ask for than to fill. */
const PAGE = 1 << 18;
let page = new Int32Array(0);
let used = 0;

function store(values: Int32Array): HashSet {
  const size = values.length;
  if (used + size > page.length) {
    page = new Int32Array(Math.max(PAGE, size));
    used = 0;
  }
  const set = page.subarray(used, used + size);
  used += size;
  set.set(values);
  return set;
}
