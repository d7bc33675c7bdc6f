// Long because which differing words count as a change is one chain of tests.

import { alignWords, type WordPairs } from './align-words.js';
import { type ChangeKind, type Hunk, kindOf, negates } from './change-kind.js';
import { explainHarmless, type HarmlessReason } from './harmless-change.js';
import { isBrokenWord, isLayout, isTable } from './hunk-layout.js';
import { LONGEST_PASSAGE, readsAsPutIn } from './put-in-passage.js';
import { type PlacedHunk, placeHunk, type Sides } from './quotation-sides.js';
import { joinWords, readWords, type Word } from './quotation-words.js';
import { isWholeLine } from './whole-line.js';

/** One difference between an original and its quotation. Offsets are UTF-16 offsets into the two texts. */
export interface QuotationChange {
  readonly kind: ChangeKind;
  /** The words as in the original; '' for an insertion. */
  readonly before: string;
  /** The words as quoted; '' for a deletion. */
  readonly after: string;
  /** `harmless`: says nothing else, see `reason`; `substantive`: other words. */
  readonly class: 'substantive' | 'harmless';
  /** Why it is harmless; null for a substantive change. */
  readonly reason: HarmlessReason | null;
  /** The quoted words with some before, after and around them, as they are compared: finds the same passage elsewhere. */
  readonly phrases: readonly string[];
  readonly original: { readonly start: number; readonly end: number };
  readonly quoted: { readonly start: number; readonly end: number };
}

/** How much of a quotation was found in the original, and what differs. */
export interface QuotationDiff {
  /** Words of the quotation that stand in the original in the same order. */
  readonly matched: number;
  readonly words: number;
  readonly changes: readonly QuotationChange[];
  /** Offsets [original, quotation] of some of the matched words. */
  readonly matches: readonly (readonly [number, number])[];
}

/** What a comparison may know beside the two texts. */
export interface QuotationSurroundings {
  /** The whole quoting body, where the ends of wrapped lines are looked for. */
  readonly body?: string;
  /** Words of known people's names, lower case: no change between two of them is a matter of spelling. */
  readonly names?: ReadonlySet<string>;
  /** All of the original, where the text that is compared leaves lines out. */
  readonly whole?: string;
  /** True to tell of whole passages, too, that were put in; false unless given. */
  readonly passages?: boolean;
}

/** Words of one side of a hunk beyond which it is no change inside a sentence but another passage. */
const LONGEST_CHANGE = 4;
/** Equal words around a hunk, both sides together, that make it one inside a kept sentence; each side has at least one. */
const CONTEXT = 5;
/** Equal words on each side of an insertion or deletion, unless it is a negation. */
const WIDE_CONTEXT = 3;
/** Equal words on one side of a hunk that ends or begins a passage. */
const EDGE_CONTEXT = 5;
/** Of these, words on the line of the changed one. */
const LEAST_ON_LINE = 3;
/** Words on each side of a hunk that are looked at, and the share of them that must stand in the original. */
const NEARBY = 6;
const LEAST_NEARBY = 0.6;
/** Matched words of which the places are told. */
const TOLD_MATCHES = 64;
const NOBODY: ReadonlySet<string> = new Set();

/**
 * Aligns a quotation with the text it quotes and lists the changes inside the kept sentences: `"we met on the 9th"`
 * quoted as `"we met on the 8th"` gives one change of kind `number`. What was left out at the ends or in whole lines,
 * wrapped otherwise or written between the lines is no change. Linear in the length of both but for bounded gaps.
 */
export function compareQuotation(
  original: string,
  quoted: string,
  { body = '', whole = original, names = NOBODY, passages = false }: QuotationSurroundings = {},
): QuotationDiff {
  const before = readWords(original);
  const after = readWords(quoted);
  const pairs = alignWords(before, after);
  const found = new Uint8Array(before.length);
  const matched = new Uint8Array(after.length);
  for (const [i, j] of pairs) {
    found[i] = 1;
    matched[j] = 1;
  }
  const sides: Sides = {
    original,
    quoted,
    before,
    after,
    pairs,
    found,
    matched,
    leftovers: null,
    lines: null,
    body,
    whole,
    names,
    passages,
  };
  const step = Math.max(1, Math.floor(pairs.length / TOLD_MATCHES));
  return {
    matched: pairs.length,
    words: after.length,
    changes: listChanges(sides),
    matches: pairs.filter((_, n) => n % step === 0).map(([i, j]) => [before[i]!.start, after[j]!.start]),
  };
}

/** How many words of a quotation stand in a text in the same order, as `compareQuotation` counts them; quicker, as no change is looked for. */
export function countMatched(original: string, quoted: string): Pick<QuotationDiff, 'matched' | 'words'> {
  const after = readWords(quoted);
  return { matched: alignWords(readWords(original), after).length, words: after.length };
}

function listChanges(sides: Sides): QuotationChange[] {
  const { before, after, pairs } = sides;
  const changes: QuotationChange[] = [];
  for (let n = -1; n < pairs.length; n++) {
    const [i, j] = pairs[n] ?? [-1, -1];
    const [iNext, jNext] = pairs[n + 1] ?? [before.length, after.length];
    if (iNext - i === 1 && jNext - j === 1) continue;
    for (const hunk of findHunks(sides, n, i, iNext, j, jNext))
      if (!isWholeLine(sides, hunk) && !isOtherName(sides, hunk)) changes.push(toChange(sides, hunk));
  }
  return changes;
}

/** The changes between two neighbouring pairs: the whole gap if it lies inside a sentence, else a word at either end of it. */
function findHunks(sides: Sides, n: number, i: number, iNext: number, j: number, jNext: number): PlacedHunk[] {
  const { pairs } = sides;
  const removed = iNext - i - 1;
  const added = jNext - j - 1;
  const left = n < 0 ? 0 : countEqual(pairs, n, -1);
  const right = n + 1 >= pairs.length ? 0 : countEqual(pairs, n + 1, 1);
  const whole = placeHunk(sides, i, iNext, j, jNext);
  const short = removed <= LONGEST_CHANGE && added <= LONGEST_CHANGE;
  const broken = /\n\s*\n/.test(whole.gapBefore) || /\n\s*\n/.test(whole.gapAfter);
  if (short && !broken && left && right)
    return left + right >= CONTEXT && isInSentence(sides, whole, left, right) ? [whole] : [];
  if (!removed)
    return sides.passages && left >= CONTEXT && right >= CONTEXT && bringsPassage(sides, whole) ? [whole] : [];
  if (!added) return [];
  const hunks: PlacedHunk[] = [];
  if (left >= EDGE_CONTEXT && endsAlike(sides, i + 1, j + 1)) hunks.push(placeHunk(sides, i, i + 2, j, j + 2));
  const single = removed === 1 || added === 1;
  if (right >= EDGE_CONTEXT && !(single && hunks.length) && beginsAlike(sides, iNext - 1, jNext - 1))
    hunks.push(placeHunk(sides, iNext - 2, iNext, jNext - 2, jNext));
  return hunks.filter((hunk) => isOnLine(sides, hunk) && !isBrokenWord(sides, hunk));
}

/**
 * True if the original has the quoted name of code elsewhere, digits and all: `model2b` for `model2a` comes of another line, which the
 * alignment did not find.
 */
function isOtherName({ whole, quoted, after }: Sides, { is, j }: PlacedHunk): boolean {
  if (is.length !== 1) return false;
  const { start, end } = after[j + 1]!;
  let from = start;
  while (from > 0 && start - from < LONGEST_NAME && /[\w.]/.test(quoted[from - 1]!)) from--;
  let to = end;
  while (to < quoted.length && to - end < LONGEST_NAME && /[\w.]/.test(quoted[to]!)) to++;
  const name = quoted.slice(from, to);
  return /\p{L}\d|\d\p{L}/u.test(name) && whole.includes(name);
}

/** Characters of a name on either side that are looked at. */
const LONGEST_NAME = 40;

/** True for more than a change inside a sentence: words that the original does not have at all. */
export const isPassage = ({ kind, after }: QuotationChange) =>
  kind === 'inserted' && readWords(after).length > LONGEST_CHANGE;

/** True if a passage was put between two words that follow each other in the original. */
function bringsPassage(sides: Sides, hunk: PlacedHunk): boolean {
  const { length } = hunk.is;
  return length > LONGEST_CHANGE && length <= LONGEST_PASSAGE && readsAsPutIn(sides, hunk);
}

/** True if equal words stand beside the changed one on its line, not all in one address with it, and no blank line between. */
function isOnLine(sides: Sides, { i, iNext, j }: PlacedHunk): boolean {
  const { quoted, before, after, original, matched } = sides;
  const column = j + 1;
  let equal = 0;
  for (const step of [-1, 1]) {
    for (let at = column + step; matched[at] && after[at] && equal < LEAST_ON_LINE; at += step) {
      const [one, two] = step < 0 ? [at, column] : [column, at];
      const between = quoted.slice(after[one]!.end, after[two]!.start);
      if (between.includes('\n')) break;
      if (/\s/.test(between)) equal++;
    }
  }
  const [one, two] = matched[j] ? [i, i + 1] : [i + 1, iNext];
  return equal >= LEAST_ON_LINE && !/\n\s*\n/.test(original.slice(before[one]!.end, before[two]!.start));
}

/**
 * Equal words in a row going one way from a pair; steps over one place where as many words (one or two) were replaced, so
 * that two changes in a sentence do not hide each other. Stops counting at the context.
 */
function countEqual(pairs: WordPairs, from: number, step: 1 | -1): number {
  let count = 1;
  let replaced = false;
  for (let n = from; count < CONTEXT; n += step, count++) {
    const next = pairs[n + step];
    if (!next) break;
    const [rows, columns] = [Math.abs(next[0] - pairs[n]![0]), Math.abs(next[1] - pairs[n]![1])];
    if (rows === 1 && columns === 1) continue;
    if (replaced || rows !== columns || rows > 3) break;
    replaced = true;
  }
  return count;
}

/** True if a hunk between equal words was changed inside a kept sentence. */
function isInSentence(sides: Sides, hunk: PlacedHunk, left: number, right: number): boolean {
  const { was, is, gapBefore, gapAfter } = hunk;
  if (isLayout(sides, hunk) || !isNearMatched(sides, hunk)) return false;
  if (was.length === is.length || negates(hunk)) return true;
  if (isTable(sides, hunk)) return false;
  return left >= WIDE_CONTEXT && right >= WIDE_CONTEXT && !gapBefore.includes('\n') && !gapAfter.includes('\n');
}

/** True if most of the quotation's words around a hunk, in the same paragraph, stand in the original. */
function isNearMatched({ quoted, after, matched }: Sides, { j, jNext }: PlacedHunk): boolean {
  let found = 0;
  let looked = 0;
  for (const step of [-1, 1]) {
    for (let at = step < 0 ? j : jNext, n = 0; n < NEARBY && after[at]; at += step, n++) {
      looked++;
      if (matched[at]) found++;
      const next = after[at + step];
      if (
        next &&
        /\n\s*\n/.test(quoted.slice(Math.min(after[at]!.end, next.end), Math.max(after[at]!.start, next.start)))
      )
        break;
    }
  }
  return found >= LEAST_NEARBY * looked;
}

/** True if the two words end a line with the same sign, or a line of the quotation ends where a sentence of the original does. */
function endsAlike({ original, quoted, before, after }: Sides, i: number, j: number): boolean {
  const [signs, ended] = signsAfter(original, before[i]!.end);
  const [quotedSigns, quotedEnded] = signsAfter(quoted, after[j]!.end);
  if (!quotedEnded || signs !== quotedSigns) return false;
  return ended || /[.,;:!?)]/.test(signs);
}

function signsAfter(text: string, end: number): [signs: string, lineEnds: boolean] {
  const signs = /^[^\n\p{L}\p{N}]*/u.exec(text.slice(end, end + 12))![0];
  return [signs.trim(), /^[\t ]*(?:\n|$)/.test(text.slice(end + signs.length, end + signs.length + 40))];
}

/** True if the two words begin a line after the same signs. */
function beginsAlike({ original, quoted, before, after }: Sides, i: number, j: number): boolean {
  const signs = (text: string, start: number) => {
    const line = text.slice(Math.max(text.lastIndexOf('\n', start - 1) + 1, start - 40), start);
    return /^[^\p{L}\p{N}]*$/u.test(line) ? line.replace(/\s+/g, '') : null;
  };
  const written = signs(original, before[i]!.start);
  return written !== null && written === signs(quoted, after[j]!.start);
}

function toChange(sides: Sides, hunk: PlacedHunk): QuotationChange {
  const { original, quoted, before, after } = sides;
  const [was, is] = trimEnding(hunk);
  const from = { start: was[0]?.start ?? before[hunk.i]!.end, end: was.at(-1)?.end ?? before[hunk.i]!.end };
  const to = { start: is[0]?.start ?? after[hunk.j]!.end, end: is.at(-1)?.end ?? after[hunk.j]!.end };
  const written = original.slice(from.start, from.end);
  const shown = quoted.slice(to.start, to.end);
  const isLong = is.length > LONGEST_CHANGE;
  const kind = isLong ? 'inserted' : nameOnlyInside(kindOf(hunk, written, shown), original, from.start);
  const reason = explainHarmless(hunk, {
    kind,
    original,
    quoted,
    from,
    to,
    unmatched: unmatchedNear(sides, hunk),
    neighbours: [before[hunk.i], before[hunk.iNext], after[hunk.j], after[hunk.jNext]],
    names: sides.names,
  });
  return {
    kind,
    before: written,
    after: shown,
    class: reason ? 'harmless' : 'substantive',
    reason,
    phrases: phrasesAround(after, hunk),
    original: from,
    quoted: to,
  };
}

/** Words before and after a hunk that a phrase takes: another text may stand above or below. */
const REACHES = [
  [4, 4],
  [5, 1],
  [1, 5],
  [5, 0],
  [0, 5],
] as const;

/** Words below which a phrase may stand anywhere. */
const LEAST_PHRASE = 5;

function phrasesAround(after: readonly Word[], { j, jNext, is }: PlacedHunk): string[] {
  return REACHES.flatMap(([before, behind]) => {
    if (!is.length && (before === 0 || behind === 0)) return [];
    const words = after.slice(Math.max(0, j + 1 - before), jNext + behind);
    return words.length < LEAST_PHRASE ? [] : [joinWords(words)];
  });
}

/** A capital at the beginning of a sentence makes no name. */
function nameOnlyInside(kind: ChangeKind, original: string, start: number): ChangeKind {
  return kind === 'name' && /(?:^|[.!?:]\s+|\n)[^\p{L}\p{N}]*$/u.test(original.slice(Math.max(0, start - 6), start))
    ? 'word'
    : kind;
}

/** The words of a hunk without an ending after an apostrophe that both have: `driver's` and `pilot's` are `driver` and `pilot`. */
function trimEnding({ was, is }: Hunk): [readonly Word[], readonly Word[]] {
  const [a, b] = [was.at(-1), is.at(-1)];
  if (!a || !b) return [was, is];
  const ending = /'\p{L}+$/u.exec(a.text)?.[0];
  if (!ending || !b.text.endsWith(ending) || a.text === b.text) return [was, is];
  const trim = (words: readonly Word[], last: Word) => [
    ...words.slice(0, -1),
    { text: last.text.slice(0, -ending.length), start: last.start, end: last.end - ending.length },
  ];
  return [trim(was, a), trim(is, b)];
}

/** Words near a hunk, on either side, that have no partner: where a moved word came from or went to. */
function unmatchedNear({ before, after, found, matched }: Sides, { i, iNext, j, jNext }: PlacedHunk): Set<string> {
  const words = new Set<string>();
  const gather = (side: readonly Word[], paired: Uint8Array, from: number, to: number) => {
    for (let at = Math.max(0, from - 2 * NEARBY); at < Math.min(side.length, to + 2 * NEARBY); at++)
      if ((at <= from || at >= to) && !paired[at]) words.add(side[at]!.text);
  };
  gather(before, found, i, iNext);
  gather(after, matched, j, jNext);
  return words;
}
