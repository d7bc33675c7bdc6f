import type { LinesByWords, PlacedHunk, Sides } from './quotation-sides.js';
import { joinWords, type Word } from './quotation-words.js';

/**
 * True if the quoted line that differs stands whole in the original, on a line of its own that nothing else of the quotation was
 * taken from: then lines were left out before or behind it, and no word was changed.
 *
 * `"a\nb\nb\na\nc\nd"` quoted as `"a\nb\nd"`: `b` is no altered `c`.
 */
export function isWholeLine(sides: Sides, { j, jNext }: PlacedHunk): boolean {
  const { after, quoted, before, original, found } = sides;
  if (jNext - j < 2) return false;
  const first = lineOf(after, quoted, j + 1);
  const last = lineOf(after, quoted, jNext - 1);
  sides.lines ??= linesOf(before, original);
  for (let at = first[0]; at < last[1]; ) {
    const [start, end] = lineOf(after, quoted, at);
    const known = sides.lines.get(joinWords(after.slice(start, end))) ?? [];
    if (!known.some(([from, to]) => found.subarray(from, to).includes(0))) return false;
    at = end;
  }
  return true;
}

/** The words of the line on which a word stands: the first, and the one behind the last. */
function lineOf(words: readonly Word[], text: string, at: number): readonly [number, number] {
  let start = at;
  while (start > 0 && !breaksBetween(words, text, start - 1)) start--;
  let end = at + 1;
  while (end < words.length && !breaksBetween(words, text, end - 1)) end++;
  return [start, end];
}

const breaksBetween = (words: readonly Word[], text: string, at: number) =>
  text.slice(words[at]!.end, words[at + 1]!.start).includes('\n');

function linesOf(words: readonly Word[], text: string): LinesByWords {
  const lines = new Map<string, [number, number][]>();
  for (let start = 0; start < words.length; ) {
    let end = start + 1;
    while (end < words.length && !breaksBetween(words, text, end - 1)) end++;
    const key = joinWords(words.slice(start, end));
    const known = lines.get(key);
    if (known) known.push([start, end]);
    else lines.set(key, [[start, end]]);
    start = end;
  }
  return lines;
}
