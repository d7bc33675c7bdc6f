import type { ViewerChange } from '../../report/page/viewer-data.js';
import { holdsTerm, type QueryTerm } from '../../report/search-query.js';

/** A run of a text as it is drawn. */
export interface TextPiece {
  readonly text: string;
  readonly hit: boolean;
  /** What stands there in the original; null where nothing was changed. */
  readonly before: string | null;
  /** True where the original was not produced: `before` is what another quotation has. */
  readonly unproduced?: boolean;
}

/** Cuts a text at the words that were searched for and at quoted changes: where `at` says, else where the text has them once. */
export function cutPieces(
  text: string,
  terms: readonly QueryTerm[],
  changes: readonly ViewerChange[],
): readonly TextPiece[] {
  const marks = [...changesIn(text, changes), ...hitsIn(text, terms)].sort(
    (a, b) => a.start - b.start || b.end - a.end,
  );
  const pieces: TextPiece[] = [];
  let at = 0;
  for (const { start, end, before, unproduced } of marks) {
    if (start < at) continue;
    if (start > at) pieces.push({ text: text.slice(at, start), hit: false, before: null });
    pieces.push({ text: text.slice(start, end), hit: before === null, before, ...(unproduced ? { unproduced } : {}) });
    at = end;
  }
  if (at < text.length) pieces.push({ text: text.slice(at), hit: false, before: null });
  return pieces;
}

interface PieceMark extends Pick<TextPiece, 'before' | 'unproduced'> {
  readonly start: number;
  readonly end: number;
}

function changesIn(text: string, changes: readonly ViewerChange[]): readonly PieceMark[] {
  return changes.flatMap(({ before, after, at, unproduced }) => {
    const told = unproduced ? { before, unproduced } : { before };
    if (at !== undefined) return at < 0 || at > text.length ? [] : [{ start: at, end: at + after.length, ...told }];
    if (after.length < 2) return [];
    const start = text.indexOf(after);
    if (start < 0 || text.indexOf(after, start + 1) >= 0) return [];
    return [{ start, end: start + after.length, ...told }];
  });
}

const MOST_HITS = 500;

function hitsIn(text: string, terms: readonly QueryTerm[]): readonly PieceMark[] {
  const marks: PieceMark[] = [];
  const lower = text.toLowerCase();
  if (lower.length !== text.length) return marks;
  for (const term of terms) {
    if (term.not || (term.field !== null && term.field !== 'subject')) continue;
    for (
      let at = lower.indexOf(term.text);
      at >= 0 && marks.length < MOST_HITS;
      at = lower.indexOf(term.text, at + 1)
    ) {
      const end = at + term.text.length;
      if (holdsTerm(lower.slice(Math.max(0, at - 1), end), term)) marks.push({ start: at, end, before: null });
    }
  }
  return marks;
}
