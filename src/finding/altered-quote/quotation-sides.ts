import type { WordPairs } from './align-words.js';
import type { Hunk } from './change-kind.js';
import type { Word } from './quotation-words.js';

/** The lines of a text that hold words: first word and the one behind the last, by their words. */
export type LinesByWords = ReadonlyMap<string, readonly (readonly [number, number])[]>;

/** Two texts as words, and what was found of each in the other. */
export interface Sides {
  readonly original: string;
  readonly quoted: string;
  readonly before: readonly Word[];
  readonly after: readonly Word[];
  readonly pairs: WordPairs;
  /** 1 for each word of the original that stands in the quotation, and for each of the quotation that stands in the original. */
  readonly found: Uint8Array;
  readonly matched: Uint8Array;
  /** Lines of one to four words anywhere in the quoting body: ends of quoted lines that were wrapped and lost a mark. */
  leftovers: ReadonlySet<string> | null;
  /** Lines of the original by their words, once they were asked for. */
  lines: LinesByWords | null;
  readonly body: string;
  /** All of the original. */
  readonly whole: string;
  readonly names: ReadonlySet<string>;
  /** Whole passages that were put in are told of. */
  readonly passages: boolean;
}

/** A hunk and where it stands: words `i` to `iNext` of the original and `j` to `jNext` of the quotation enclose it. */
export interface PlacedHunk extends Hunk {
  readonly i: number;
  readonly iNext: number;
  readonly j: number;
  readonly jNext: number;
}

/** The hunk between two words of either side. */
export function placeHunk(sides: Sides, i: number, iNext: number, j: number, jNext: number): PlacedHunk {
  const { original, quoted, before, after } = sides;
  return {
    i,
    iNext,
    j,
    jNext,
    was: before.slice(i + 1, iNext),
    is: after.slice(j + 1, jNext),
    gapBefore: original.slice(before[i]?.end ?? 0, before[iNext]?.start ?? original.length),
    gapAfter: quoted.slice(after[j]?.end ?? 0, after[jNext]?.start ?? quoted.length),
  };
}
