import { alignWords } from '../../finding/altered-quote/align-words.js';
import { readWords } from '../../finding/altered-quote/quotation-words.js';

/** A run of a text, and whether the other text has it otherwise. */
export interface DiffPiece {
  readonly text: string;
  readonly changed: boolean;
}

/** Two texts cut where they differ in words: `pay 4.2 now`, `pay 4.6 now` → `pay `, **4.2**, ` now` and `pay `, **4.6**, ` now`. */
export function diffTexts(
  before: string,
  after: string,
): { readonly before: readonly DiffPiece[]; readonly after: readonly DiffPiece[] } {
  const [a, b] = [readWords(before), readWords(after)];
  const pairs = alignWords(a, b);
  const [inBefore, inAfter] = [new Set(pairs.map(([i]) => i)), new Set(pairs.map(([, j]) => j))];
  return { before: piecesOf(before, a, inBefore), after: piecesOf(after, b, inAfter) };
}

type Words = ReturnType<typeof readWords>;

function piecesOf(text: string, words: Words, paired: ReadonlySet<number>): readonly DiffPiece[] {
  const pieces: DiffPiece[] = [];
  let at = 0;
  for (let word = 0; word < words.length; word++) {
    if (paired.has(word)) continue;
    const { start } = words[word]!;
    while (word + 1 < words.length && !paired.has(word + 1)) word++;
    const { end } = words[word]!;
    if (start > at) pieces.push({ text: text.slice(at, start), changed: false });
    pieces.push({ text: text.slice(start, end), changed: true });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), changed: false });
  return pieces;
}

/** A passage of an original and what a quotation makes of it. */
export interface PassagePair {
  readonly before: readonly DiffPiece[];
  readonly after: readonly DiffPiece[];
}

/** Letters before and after a change that are shown where no sentence ends. */
const REACH = 280;

/**
 * The sentences of a quotation around the places where it was changed, each beside those of the original that they repeat. `places` are
 * characters of the quoting text. A sentence with several changes is one passage.
 */
export function passagesAround(original: string, quoting: string, places: readonly number[]): readonly PassagePair[] {
  const [a, b] = [readWords(original), readWords(quoting)];
  const pairs = alignWords(a, b);
  const passages: PassagePair[] = [];
  let shown = -1;
  for (const place of [...places].sort((x, y) => x - y)) {
    if (place < shown) continue;
    const [start, end] = sentenceAround(quoting, place, place);
    shown = end;
    const inside = pairs.filter(([, j]) => b[j]!.start >= start && b[j]!.end <= end);
    const first = inside[0];
    const last = inside.at(-1);
    if (!first || !last) continue;
    const [from, to] = sentenceAround(original, a[first[0]]!.start, a[last[0]]!.end);
    passages.push(diffTexts(plain(original.slice(from, to)), plain(quoting.slice(start, end))));
  }
  return passages;
}

/** Without the marks of a quotation, on one line. */
const plain = (text: string): string =>
  text
    .replace(/\n[>|\s]*/g, ' ')
    .replace(/^[>|\s]+/, '')
    .replace(/\s+/g, ' ')
    .trim();

function sentenceAround(text: string, from: number, to: number): readonly [start: number, end: number] {
  let start = from;
  while (start > 0 && from - start < REACH && !isBreak(text, start - 1)) start--;
  let end = to;
  while (end < text.length && end - to < REACH && !isBreak(text, end)) end++;
  return [start, Math.min(text.length, end + 1)];
}

/** True where a sentence or a paragraph ends: a stop before white space, an empty line. */
function isBreak(text: string, at: number): boolean {
  const unit = text[at]!;
  if (unit === '\n') return /^\n[>|\t ]*\n/.test(text.slice(at, at + 20));
  return (unit === '.' || unit === '!' || unit === '?') && /\s/.test(text[at + 1] ?? ' ');
}
