import type { PlacedHunk, Sides } from './quotation-sides.js';
import { joinWords, readWords, type Word } from './quotation-words.js';

/**
 * True where nothing was said otherwise: whole lines were left out or put between, the end of a wrapped line lost its mark,
 * or a word was broken at a line end.
 */
export function isLayout(sides: Sides, hunk: PlacedHunk): boolean {
  const { was, is, gapBefore, gapAfter } = hunk;
  if (movesLines(sides, was, is, gapBefore, gapAfter)) return true;
  return (!is.length && isSlidLayout(sides, hunk)) || isBrokenWord(sides, hunk);
}

/** True if only numbers were put in or left out between numbers: columns of a table that was wrapped. */
export function isTable({ before }: Sides, { was, is, i, iNext }: PlacedHunk): boolean {
  const isNumber = (word: Word | undefined) => word !== undefined && /^\p{N}/u.test(word.text);
  if (![...was, ...is].every(isNumber)) return false;
  const around = [...before.slice(Math.max(0, i - 2), i + 1), ...before.slice(iNext, iNext + 3)];
  return around.filter(isNumber).length >= 3;
}

/** Pieces of a word that was broken at the end of a line. */
const MOST_PIECES = 4;

/** True if a word of the original stands in pieces in the quotation: `24167` as `241` and, a line on, `67`. */
export function isBrokenWord({ after }: Sides, { was, j, jNext }: PlacedHunk): boolean {
  const word = was.map(({ text }) => text).join('');
  if (!word || jNext - j === 1) return false;
  for (let from = j + 1; from >= Math.max(0, j + 2 - MOST_PIECES); from--) {
    let joined = '';
    for (let at = from; at < Math.min(after.length, jNext + MOST_PIECES) && joined.length < word.length; at++) {
      joined += after[at]!.text;
      if (joined === word && at > from && at >= jNext - 1) return true;
    }
  }
  return false;
}

/** True where nothing was said otherwise: whole lines left out or put between, or the end of a line that lost its mark. */
function movesLines(
  sides: Sides,
  was: readonly Word[],
  is: readonly Word[],
  gapBefore: string,
  gapAfter: string,
): boolean {
  if ((!was.length || !is.length) && was.length + is.length > 1 && /\n/.test(gapBefore + gapAfter)) return true;
  if (!is.length) return gapAfter.includes('\n') && (wholeLines(gapBefore) || leftoversOf(sides).has(joinWords(was)));
  if (!was.length) return gapAfter.trim().includes('\n') || wholeLines(gapAfter);
  return false;
}

/** Places that a run of equal words is slid along. */
const LONGEST_SLIDE = 40;

/**
 * True if the words that were left out may as well be those some places on, and these are the end of a wrapped line: `is to
 * [add name to] either` reads the same as `is [to add name] to either`.
 */
function isSlidLayout(sides: Sides, { i, iNext, j }: PlacedHunk): boolean {
  const { original, quoted, before, after } = sides;
  for (const step of [1, -1]) {
    for (let slide = step; Math.abs(slide) <= LONGEST_SLIDE; slide += step) {
      const entering = before[step > 0 ? iNext - 1 + slide : i + 1 + slide];
      const leaving = before[step > 0 ? i + slide : iNext + slide];
      if (!entering || !leaving || entering.text !== leaving.text) break;
      const from = before[i + slide];
      const to = before[iNext + slide];
      const [left, right] = [after[j + slide], after[j + slide + 1]];
      if (!from || !to || !left || !right) break;
      const gapBefore = original.slice(from.end, to.start);
      const gapAfter = quoted.slice(left.end, right.start);
      if (movesLines(sides, before.slice(i + 1 + slide, iNext + slide), [], gapBefore, gapAfter)) return true;
    }
  }
  return false;
}

/** True if a line ends before the first and after the last word of the gap. */
function wholeLines(gap: string): boolean {
  const words = readWords(gap);
  return gap.slice(0, words[0]!.start).includes('\n') && gap.slice(words.at(-1)!.end).includes('\n');
}

function leftoversOf(sides: Sides): ReadonlySet<string> {
  sides.leftovers ??= shortLines(sides.body);
  return sides.leftovers;
}

/** Words of a line's end that a program broke off. */
const LONGEST_LEFTOVER = 4;

function shortLines(text: string): Set<string> {
  const lines = new Set<string>();
  for (const line of text.split('\n')) {
    if (line.length > 80) continue;
    const words = readWords(line);
    if (words.length && words.length <= LONGEST_LEFTOVER) lines.add(joinWords(words));
  }
  return lines;
}
