import { holdsTerm, type QueryTerm } from './search-query.js';

/** A stretch of a text and the places in it that fit. */
export interface Snippet {
  readonly text: string;
  readonly marks: readonly (readonly [start: number, end: number])[];
}

type Word = Pick<QueryTerm, 'text' | 'phrase'>;

const BEFORE = 60;
const AFTER = 100;

/**
 * A stretch of a text around the first of the words (lower case) that stands in it; null where none does. Letters before that word
 * are shown up to `before`.
 *
 *     snippetOf('In the lantern room', parseQuery('lantern')) // { text: 'In the lantern room', marks: [[7, 14]] }
 */
export function snippetOf(text: string, words: readonly Word[], before = BEFORE): Snippet | null {
  const lower = text.toLowerCase();
  if (lower.length !== text.length) return null;
  const found = words.map((word) => firstPlace(lower, word)).filter((place) => place >= 0);
  if (!found.length) return null;
  const first = found.reduce((a, b) => Math.min(a, b));
  const start = wordStart(text, Math.max(0, first - before), first);
  const cut = text
    .slice(start, first + AFTER)
    .replace(/\s/g, ' ')
    .trimEnd();
  const marks: [number, number][] = [];
  for (const word of words)
    for (let at = firstPlace(cut.toLowerCase(), word); at >= 0; at = nextPlace(cut.toLowerCase(), word, at + 1))
      marks.push([at, at + word.text.length]);
  return { text: cut, marks: apart(marks) };
}

const firstPlace = (text: string, word: Word): number => nextPlace(text, word, 0);

function nextPlace(text: string, word: Word, from: number): number {
  for (let at = text.indexOf(word.text, from); at >= 0; at = text.indexOf(word.text, at + 1))
    if (word.phrase || at === 0 || holdsTerm(text.slice(at - 1, at + word.text.length), word)) return at;
  return -1;
}

/** The beginning of a word between two places, so that no snippet begins within one. */
function wordStart(text: string, from: number, to: number): number {
  if (from === 0) return 0;
  for (let at = from; at < to; at++) if (/\s/.test(text[at]!)) return at + 1;
  return from;
}

/** Marks in order, those that overlap as one. */
function apart(marks: [number, number][]): readonly (readonly [number, number])[] {
  const sorted = marks.sort((a, b) => a[0] - b[0] || a[1] - b[1]);
  const joined: [number, number][] = [];
  for (const [start, end] of sorted) {
    const last = joined.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else joined.push([start, end]);
  }
  return joined;
}

/** How often a word or phrase stands in a text (lower case), counted up to `most`. */
export function countPlaces(text: string, word: Word, most: number): number {
  let count = 0;
  for (let at = firstPlace(text, word); at >= 0 && count < most; at = nextPlace(text, word, at + 1)) count++;
  return count;
}
