import { FOLDED_ASCII, finish, foldedLetter, OFFSET, PRIME } from './word-hashes.js';

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
  const theirs = wordsAmong(parent, parentRanges, wanted);
  const runs: MatchingRun[] = [];
  // Who shares none is not read twice.
  if (theirs.size === 0) return runs;
  for (const [hash, place] of wordsAmong(child, childRanges, wanted)) {
    const other = theirs.get(hash);
    if (other !== undefined) runs.push({ child: place, parent: other, words: 1 });
  }
  return runs;
}

/** The first place of each of the wanted words, in the order of the text. */
function wordsAmong(
  text: string,
  ranges: readonly TextRange[],
  wanted: ReadonlySet<number>,
): ReadonlyMap<number, TextRange> {
  const places = new Map<number, TextRange>();
  if (wanted.size > 0)
    visitWords(text, ranges, (hash, start, end) => {
      if (wanted.has(hash) && !places.has(hash)) places.set(hash, { start, end });
      return places.size < wanted.size;
    });
  return places;
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
  visitWords(text, ranges, (hash, start, end) => {
    hashes.push(hash);
    starts.push(start);
    ends.push(end);
    return true;
  });
  return { length: hashes.length, hashes, starts, ends };
}

/** Tells of each word in turn, as long as `visit` asks for more. */
function visitWords(
  text: string,
  ranges: readonly TextRange[],
  visit: (hash: number, start: number, end: number) => boolean,
): void {
  let count = 0;
  let before = -1;
  for (const { start, end } of ranges) {
    if (before >= 0 && hasWord(text, before, start)) {
      count++;
      if (!visit(Number.NaN, before, start)) return;
    }
    before = end;
    let hash = 0;
    let from = -1;
    let at = start;
    for (; at < end && count < MOST_WORDS; at++) {
      const code = text.charCodeAt(at);
      const letter = code < 128 ? FOLDED_ASCII[code]! : foldedLetter(code);
      const isWhole = letter >= 0x2e80;
      if (from >= 0 && (letter === 0 || isWhole)) {
        count++;
        if (!visit(finish(hash), from, at)) return;
        from = -1;
      }
      if (letter === 0) continue;
      if (from < 0) {
        from = at;
        hash = OFFSET;
      }
      hash = Math.imul(hash ^ letter, PRIME);
      if (isWhole) {
        count++;
        if (!visit(finish(hash), from, at + 1)) return;
        from = -1;
      }
    }
    if (from >= 0) {
      count++;
      if (!visit(finish(hash), from, end)) return;
    }
  }
}

function hasWord(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) if (foldedLetter(text.charCodeAt(at)) > 0) return true;
  return false;
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
