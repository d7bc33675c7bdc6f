import type { Finding } from '../finding/finding.js';
import { isFindingOf } from '../finding/finding-detail.js';
import { countOf } from '../report/format/phrases.js';
import type { Origin, Source } from '../source/source.js';
import type { Tally } from './verification.js';

/** Reads the bytes at a place as text again; null where they stand packed, hidden or encoded in a form that has no plain text. */
export type Excerpt = (origin: Origin) => string | null;

/** Whether every place lies inside its source, as it is today. */
export function checkPlaces(places: Iterable<Origin>, sources: readonly Source[], tally: Tally): void {
  const ends = new Map(sources.map(({ name, contentLength, size }) => [name, Math.max(contentLength, size)]));
  for (const { source, offset, length } of places) {
    tally.count('place');
    const end = ends.get(source);
    if (end !== undefined && offset >= 0 && length >= 0 && offset + length <= end) continue;
    const claimed = `bytes ${offset} to ${offset + length}`;
    const found = end === undefined ? 'no such source' : `${end} bytes`;
    tally.differ({ kind: 'place', about: source, at: '', claimed, found });
  }
}

/** The places of the two wordings of each altered quotation. */
export const quotedPlaces = (findings: readonly Finding[]): readonly Origin[] =>
  findings.flatMap((finding) =>
    isFindingOf(finding, 'altered-quote') ? finding.detail.changes.flatMap(({ origins }) => origins) : [],
  );

/**
 * Whether the words that an altered quotation is said to have, before and after, stand at the bytes that are said to hold them: read
 * from the files without any stage of the reconstruction. Words that a mail holds encoded are counted in a note.
 */
export function checkQuotedWords(findings: readonly Finding[], excerpt: Excerpt, tally: Tally): void {
  let encoded = 0;
  for (const finding of findings) {
    if (!isFindingOf(finding, 'altered-quote')) continue;
    for (const { before, after, origins } of finding.detail.changes) {
      const texts = origins.map(excerpt);
      for (const words of [before, after]) {
        if (words === '') continue;
        const wanted = plainWords(words);
        if (texts.some((text) => text !== null && plainWords(text).includes(wanted))) tally.count('quoted words');
        else encoded++;
      }
    }
  }
  if (encoded > 0)
    tally.note(
      `${countOf(encoded, 'wording')} of altered quotations not found literally at the bytes named: encoded, cut short or marked there`,
    );
}

/** Words alone: without marks of quotation, line ends and escapes. */
const plainWords = (text: string): string =>
  text
    .replace(/\\[nrt"\\/]/g, ' ')
    .replace(/^[ \t]*[>|]+/gm, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
