import { finish, foldedLetter, OFFSET, PRIME } from './word-hashes.js';

/** UTF-16 offsets into a text, end exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A run of words that stands in two texts. */
export interface MatchingRun {
  readonly child: TextRange;
  readonly parent: TextRange;
  /** How many words both have in it. */
  readonly words: number;
}

/** Texts beyond this many words are not looked at further. */
const MOST_WORDS = 20_000;
/** So many words in order begin a run; a shorter text is looked for as a whole. */
const SEED = 4;
/** Places of one seed that are tried. */
const MOST_PLACES = 16;
/** Runs that are so few words apart in both texts are one: a word between them was changed. */
const GAP = 4;

/**
 * The runs of words of the child's ranges that stand in the parent's ranges too, in the child's order; wrapped anew or with
 * other marks they are the same. Runs that a changed word or two part are one run.
 *
 *     parent   Has anybody opened the valve by the weir lately?
 *     child    > Has anybody opened the
 *              > valve by the weir lately?        one run of 9 words
 *
 * Linear in the texts: each seed is looked up at no more than 16 places.
 */
export function findMatchingRuns(
  child: string,
  childRanges: readonly TextRange[],
  parent: string,
  parentRanges: readonly TextRange[],
): readonly MatchingRun[] {
  const mine = readWords(child, childRanges);
  const theirs = readWords(parent, parentRanges);
  const seed = Math.min(SEED, mine.length, theirs.length);
  if (seed === 0) return [];
  const places = indexSeeds(theirs, seed);
  const runs: WordRun[] = [];
  for (let at = 0; at + seed <= mine.length; ) {
    const last = runs.at(-1);
    const run = longestRun(mine, theirs, at, places.get(joinWords(mine, at, seed)) ?? [], last?.theirEnd ?? -1);
    if (run === null || run.end - run.start < seed) {
      at++;
      continue;
    }
    if (last && isNear(mine, theirs, last, run)) runs[runs.length - 1] = joinRuns(last, run);
    else runs.push(run);
    at = run.end;
  }
  return runs.map((run) => ({
    child: { start: mine.starts[run.start]!, end: mine.ends[run.end - 1]! },
    parent: { start: theirs.starts[run.theirStart]!, end: theirs.ends[run.theirEnd - 1]! },
    words: run.words,
  }));
}

/** Places of words that both texts have, each once, the first in each: for words that count because they are rare. */
export function findSharedWords(
  child: string,
  childRanges: readonly TextRange[],
  parent: string,
  parentRanges: readonly TextRange[],
  wanted: ReadonlySet<number>,
): readonly MatchingRun[] {
  const theirs = readWords(parent, parentRanges);
  const places = new Map<number, number>();
  for (let at = 0; at < theirs.length; at++) if (!places.has(theirs.hashes[at]!)) places.set(theirs.hashes[at]!, at);
  const mine = readWords(child, childRanges);
  const found = new Map<number, MatchingRun>();
  for (let at = 0; at < mine.length; at++) {
    const hash = mine.hashes[at]!;
    const place = places.get(hash);
    if (place === undefined || !wanted.has(hash) || found.has(hash)) continue;
    found.set(hash, { child: wordAt(mine, at), parent: wordAt(theirs, place), words: 1 });
  }
  return [...found.values()];
}

/** A run as word numbers, ends exclusive. */
interface WordRun {
  readonly start: number;
  readonly end: number;
  readonly theirStart: number;
  readonly theirEnd: number;
  readonly words: number;
}

/** Hash and place of every word; NaN, which equals nothing, where other text stands between two ranges. */
interface Words {
  readonly length: number;
  readonly hashes: readonly number[];
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

function readWords(text: string, ranges: readonly TextRange[]): Words {
  const hashes: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let before = -1;
  for (const { start, end } of ranges) {
    if (before >= 0 && hasWord(text, before, start)) {
      hashes.push(Number.NaN);
      starts.push(before);
      ends.push(start);
    }
    before = end;
    let hash = 0;
    let from = -1;
    const close = (at: number) => {
      if (from < 0) return;
      hashes.push(finish(hash));
      starts.push(from);
      ends.push(at);
      from = -1;
    };
    for (let at = start; at < end && hashes.length < MOST_WORDS; at++) {
      const letter = foldedLetter(text.charCodeAt(at));
      const isWhole = letter >= 0x2e80;
      if (letter === 0 || isWhole) close(at);
      if (letter === 0) continue;
      if (from < 0) {
        from = at;
        hash = OFFSET;
      }
      hash = Math.imul(hash ^ letter, PRIME);
      if (isWhole) close(at + 1);
    }
    close(end);
  }
  return { length: hashes.length, hashes, starts, ends };
}

function hasWord(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (foldedLetter(text.charCodeAt(at)) > 0) return true;
  return false;
}

function wordAt(words: Words, at: number): TextRange {
  return { start: words.starts[at]!, end: words.ends[at]! };
}

function indexSeeds(words: Words, seed: number): ReadonlyMap<number, readonly number[]> {
  const places = new Map<number, number[]>();
  for (let at = 0; at + seed <= words.length; at++) {
    const key = joinWords(words, at, seed);
    const found = places.get(key);
    if (!found) places.set(key, [at]);
    else if (found.length < MOST_PLACES) found.push(at);
  }
  return places;
}

function joinWords(words: Words, at: number, count: number): number {
  let hash = 0;
  for (let index = at; index < at + count; index++) hash = (Math.imul(hash, 31) + words.hashes[index]!) | 0;
  return hash;
}

/** The longest run from `at`; of equally long ones the first that follows `after`, where the run before ended. */
function longestRun(mine: Words, theirs: Words, at: number, places: readonly number[], after: number): WordRun | null {
  let best: WordRun | null = null;
  for (const place of places) {
    let length = 0;
    while (
      at + length < mine.length &&
      place + length < theirs.length &&
      mine.hashes[at + length] === theirs.hashes[place + length]
    )
      length++;
    const longest: number = best?.words ?? 0;
    const follows = best !== null && best.theirStart < after && place >= after;
    if (length < longest || (length === longest && !follows)) continue;
    if (length > 0) best = { start: at, end: at + length, theirStart: place, theirEnd: place + length, words: length };
  }
  return best;
}

function isNear(mine: Words, theirs: Words, one: WordRun, next: WordRun): boolean {
  return isGap(mine, one.end, next.start) && isGap(theirs, one.theirEnd, next.theirStart);
}

function isGap(words: Words, start: number, end: number): boolean {
  if (end < start || end - start > GAP) return false;
  for (let at = start; at < end; at++) if (Number.isNaN(words.hashes[at])) return false;
  return true;
}

function joinRuns(one: WordRun, next: WordRun): WordRun {
  return { ...one, end: next.end, theirEnd: next.theirEnd, words: one.words + next.words };
}
