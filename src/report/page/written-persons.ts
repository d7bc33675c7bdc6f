import { namePart, searchWords } from '../../people/name/name-search.js';
import type { ViewerIndex } from './viewer-data.js';

/** All that people are called, and the words of it. */
export function writtenPersons({ id, name, also }: ViewerIndex['persons']): {
  readonly writings: readonly string[];
  readonly words: readonly string[];
} {
  const writings = id.map((own, person) => {
    const first = `${name[person]!.toLowerCase()}\n${own.toLowerCase()}`;
    return also[person] ? `${first}\n${also[person]}` : first;
  });
  return { writings, words: writings.map(wordsOfWritings) };
}

/** `Holt, Marian\nmarian.holt@harbour.example` → ` holt marian\n marian holt`. */
export function wordsOfWritings(writings: string): string {
  return writings
    .split('\n')
    .map((writing) =>
      searchWords(namePart(writing))
        .map((word) => ` ${word}`)
        .join(''),
    )
    .join('\n');
}
