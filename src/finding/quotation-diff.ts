/** Compares a quotation with its original, word by word, and says what was changed inside the sentences that were kept. */

/** One difference between an original and its quotation. Offsets are UTF-16 offsets into the two texts. */
export interface QuotationChange {
  readonly kind: 'number' | 'negation' | 'name' | 'date' | 'word' | 'inserted' | 'deleted';
  /** The words as in the original; '' for an insertion. */
  readonly before: string;
  /** The words as quoted; '' for a deletion. */
  readonly after: string;
  /** `harmless`: spelling by another program, a joined or broken word, a lost character; `substantive`: other words. */
  readonly class: 'substantive' | 'harmless';
  readonly original: { readonly start: number; readonly end: number };
  readonly quoted: { readonly start: number; readonly end: number };
}

/** How much of a quotation was found in the original, and what differs. */
export interface QuotationDiff {
  /** Words of the quotation that stand in the original in the same order. */
  readonly matched: number;
  readonly words: number;
  readonly changes: readonly QuotationChange[];
}

interface Word {
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

/** Words of one side of a hunk beyond which it is no change inside a sentence but another passage. */
const LONGEST_CHANGE = 4;
/** Equal words around a hunk, both sides together, that make it one inside a kept sentence; each side has at least one. */
const CONTEXT = 5;
/** Equal words on each side of an insertion or deletion, unless it is a negation. */
const WIDE_CONTEXT = 3;
/** Words of a gap between anchors that are aligned one by one. */
const LARGEST_GAP = 400;

/**
 * Aligns a quotation with the text it quotes and lists the changes inside the kept sentences: `"we met on the 9th"`
 * quoted as `"we met on the 8th"` gives one change of kind `number`. What was left out at the ends or in whole lines,
 * wrapped otherwise or written between the lines is no change; `around` is the whole quoting body, where the ends of
 * wrapped lines are looked for. Linear in the length of both but for bounded gaps.
 */
export function compareQuotation(original: string, quoted: string, around = ''): QuotationDiff {
  const sides: Sides = {
    original,
    quoted,
    before: readWords(original),
    after: readWords(quoted),
    leftovers: shortLines(around),
  };
  const pairs = alignWords(sides.before, sides.after);
  return { matched: pairs.length, words: sides.after.length, changes: listChanges(sides, pairs) };
}

interface Sides {
  readonly original: string;
  readonly quoted: string;
  readonly before: readonly Word[];
  readonly after: readonly Word[];
  /** Lines of one to four words anywhere in the quoting body: ends of quoted lines that were wrapped and lost a mark. */
  readonly leftovers: ReadonlySet<string>;
}

function shortLines(text: string): Set<string> {
  const lines = new Set<string>();
  for (const line of text.split('\n')) {
    if (line.length > 80) continue;
    const words = readWords(line);
    if (words.length && words.length <= LONGEST_CHANGE) lines.add(joined(words));
  }
  return lines;
}

const joined = (words: readonly Word[]) => words.map((word) => word.text).join(' ');

/** Words and numbers with their places: letters with inner apostrophes, digits with inner separators, addresses of pages whole. */
function readWords(text: string): Word[] {
  const words: Word[] = [];
  for (const match of text.matchAll(
    /https?:\/\/[^\s<>"')\]]+|[\p{L}\p{N}._+-]{1,64}@[\p{L}\p{N}.@_-]{1,128}|\p{N}+(?:[.,:/]\p{N}+)*|[\p{L}\p{M}\uFFFD]+(?:['’][\p{L}\p{M}]+)*/gu,
  )) {
    const word = match[0].startsWith('http') && match[0].includes('://') ? unwrapLink(match[0]) : match[0];
    words.push({ text: normalise(word), start: match.index, end: match.index + match[0].length });
  }
  return words;
}

/** The address that a link rewriter wrapped: `https://links.example/?url=https%3A%2F%2Fa.example%2Fb` → `https://a.example/b`. */
function unwrapLink(link: string): string {
  const inner = /[?&=/](https?(?:%3A|:|-3A)(?:%2F|\/|_)(?:%2F|\/|_)[^&\s]+)/i.exec(link)?.[1];
  if (!inner) return link.replace(/[.,;:!?/]+$/, '');
  try {
    return decodeURIComponent(inner.replace(/-3A__/i, '://').replaceAll('_', '/')).replace(/[.,;:!?/]+$/, '');
  } catch {
    return inner;
  }
}

function normalise(word: string): string {
  return word.normalize('NFKC').replaceAll('’', "'").toLowerCase();
}

/** Pairs of places [original, quotation] of equal words, both ascending. */
function alignWords(before: readonly Word[], after: readonly Word[]): [number, number][] {
  const anchors = findAnchors(before, after);
  const pairs: [number, number][] = [];
  let i = 0;
  let j = 0;
  for (const [a, b] of [...anchors, [before.length, after.length] as const]) {
    fillGap(before, after, i, a, j, b, pairs);
    if (a < before.length && b < after.length) pairs.push([a, b]);
    i = a + 1;
    j = b + 1;
  }
  return pairs;
}

/** Runs of three words that occur once on both sides, in the longest order that both share. */
function findAnchors(before: readonly Word[], after: readonly Word[]): [number, number][] {
  const runs = new Map<string, number>();
  const run = (words: readonly Word[], at: number) =>
    `${words[at]!.text} ${words[at + 1]!.text} ${words[at + 2]!.text}`;
  for (let i = 0; i + 2 < before.length; i++) {
    const key = run(before, i);
    runs.set(key, runs.has(key) ? -1 : i);
  }
  const seen = new Map<string, number>();
  for (let j = 0; j + 2 < after.length; j++) {
    const key = run(after, j);
    seen.set(key, seen.has(key) ? -1 : j);
  }
  const common: [number, number][] = [];
  for (const [key, j] of seen) {
    const i = runs.get(key);
    if (j >= 0 && i !== undefined && i >= 0) common.push([i, j]);
  }
  common.sort((a, b) => a[1] - b[1]);
  return longestAscending(common);
}

/** Longest subsequence of pairs whose first numbers ascend (patience sorting, n log n). */
function longestAscending(pairs: readonly [number, number][]): [number, number][] {
  const tops: number[] = [];
  const previous: number[] = [];
  for (let n = 0; n < pairs.length; n++) {
    let low = 0;
    let high = tops.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (pairs[tops[middle]!]![0] < pairs[n]![0]) low = middle + 1;
      else high = middle;
    }
    previous[n] = low > 0 ? tops[low - 1]! : -1;
    tops[low] = n;
  }
  const found: [number, number][] = [];
  for (let n = tops.at(-1) ?? -1; n >= 0; n = previous[n]!) found.push(pairs[n]!);
  return found.reverse();
}

/** Aligns the words between two anchors: equal ends first, then the longest common subsequence where it is small. */
function fillGap(
  before: readonly Word[],
  after: readonly Word[],
  iStart: number,
  iEnd: number,
  jStart: number,
  jEnd: number,
  pairs: [number, number][],
): void {
  let i = iStart;
  let j = jStart;
  while (i < iEnd && j < jEnd && before[i]!.text === after[j]!.text) pairs.push([i++, j++]);
  let iLast = iEnd;
  let jLast = jEnd;
  const tail: [number, number][] = [];
  while (iLast > i && jLast > j && before[iLast - 1]!.text === after[jLast - 1]!.text) tail.push([--iLast, --jLast]);
  const rows = iLast - i;
  const columns = jLast - j;
  if (rows && columns && rows <= LARGEST_GAP && columns <= LARGEST_GAP) {
    const width = columns + 1;
    const length = new Uint16Array((rows + 1) * width);
    for (let a = rows - 1; a >= 0; a--) {
      for (let b = columns - 1; b >= 0; b--) {
        length[a * width + b] =
          before[i + a]!.text === after[j + b]!.text
            ? length[(a + 1) * width + b + 1]! + 1
            : Math.max(length[(a + 1) * width + b]!, length[a * width + b + 1]!);
      }
    }
    for (let a = 0, b = 0; a < rows && b < columns; ) {
      if (before[i + a]!.text === after[j + b]!.text) pairs.push([i + a++, j + b++]);
      else if (length[(a + 1) * width + b]! >= length[a * width + b + 1]!) a++;
      else b++;
    }
  }
  for (const pair of tail.reverse()) pairs.push(pair);
}

function listChanges(sides: Sides, pairs: readonly [number, number][]): QuotationChange[] {
  const { original, quoted, before, after } = sides;
  const changes: QuotationChange[] = [];
  for (let n = 0; n + 1 < pairs.length; n++) {
    const [i, j] = pairs[n]!;
    const [iNext, jNext] = pairs[n + 1]!;
    const removed = iNext - i - 1;
    const added = jNext - j - 1;
    if (removed === 0 && added === 0) continue;
    if (removed > LONGEST_CHANGE || added > LONGEST_CHANGE) continue;
    const left = runLength(pairs, n, -1);
    const right = runLength(pairs, n + 1, 1);
    if (left + right < CONTEXT) continue;
    const was = before.slice(i + 1, iNext);
    const is = after.slice(j + 1, jNext);
    const gapBefore = original.slice(before[i]!.end, before[iNext]!.start);
    const gapAfter = quoted.slice(after[j]!.end, after[jNext]!.start);
    if (isLayout(was, is, gapBefore, gapAfter, sides.leftovers)) continue;
    if (!is.length && isSlidLayout(sides, i, iNext, j)) continue;
    if (/\n\s*\n/.test(gapBefore) || /\n\s*\n/.test(gapAfter)) continue;
    const negates = was.filter(isNegation).length !== is.filter(isNegation).length;
    if (removed !== added && !negates) {
      if (left < WIDE_CONTEXT || right < WIDE_CONTEXT || gapBefore.includes('\n') || gapAfter.includes('\n')) continue;
    }
    const from = { start: was[0]?.start ?? before[i]!.end, end: was.at(-1)?.end ?? before[i]!.end };
    const to = { start: is[0]?.start ?? after[j]!.end, end: is.at(-1)?.end ?? after[j]!.end };
    changes.push({
      kind: kindOf(was, is, original.slice(from.start, from.end), quoted.slice(to.start, to.end)),
      before: original.slice(from.start, from.end),
      after: quoted.slice(to.start, to.end),
      class: isHarmless(gapBefore, gapAfter) ? 'harmless' : 'substantive',
      original: from,
      quoted: to,
    });
  }
  return changes;
}

/** Equal words in a row without a gap on either side, going one way from a pair; stops counting at the context. */
function runLength(pairs: readonly [number, number][], from: number, step: 1 | -1): number {
  let count = 1;
  for (let n = from; count < CONTEXT; n += step, count++) {
    const next = pairs[n + step];
    if (!next || Math.abs(next[0] - pairs[n]![0]) !== 1 || Math.abs(next[1] - pairs[n]![1]) !== 1) break;
  }
  return count;
}

/** True where nothing was said otherwise: whole lines left out or put between, or the end of a line that lost its mark. */
function isLayout(
  was: readonly Word[],
  is: readonly Word[],
  gapBefore: string,
  gapAfter: string,
  leftovers: ReadonlySet<string>,
): boolean {
  if (!is.length && was.length > 1 && (gapBefore.includes('\n') || gapAfter.includes('\n'))) return true;
  if (!is.length) return gapAfter.includes('\n') && (wholeLines(gapBefore) || leftovers.has(joined(was)));
  if (!was.length) return gapAfter.trim().includes('\n') || wholeLines(gapAfter);
  return false;
}

/**
 * True if the words that were left out may as well be those one place on, and these are the end of a wrapped line: `is to [add
 * name to] either` reads the same as `is [to add name] to either`.
 */
function isSlidLayout(
  { original, quoted, before, after, leftovers }: Sides,
  i: number,
  iNext: number,
  j: number,
): boolean {
  const length = iNext - i - 1;
  for (const step of [1, -1]) {
    for (let slide = step; Math.abs(slide) <= length; slide += step) {
      const entering = before[step > 0 ? iNext - 1 + slide : i + 1 + slide];
      const leaving = before[step > 0 ? i + slide : iNext + slide];
      if (!entering || !leaving || entering.text !== leaving.text) break;
      const from = before[i + slide];
      const to = before[iNext + slide];
      const [left, right] = [after[j + slide], after[j + slide + 1]];
      if (!from || !to || !left || !right) break;
      const gapBefore = original.slice(from.end, to.start);
      const gapAfter = quoted.slice(left.end, right.start);
      if (isLayout(before.slice(i + 1 + slide, iNext + slide), [], gapBefore, gapAfter, leftovers)) return true;
    }
  }
  return false;
}

/** True if a line ends before the first and after the last word of the gap. */
function wholeLines(gap: string): boolean {
  const words = readWords(gap);
  return gap.slice(0, words[0]!.start).includes('\n') && gap.slice(words.at(-1)!.end).includes('\n');
}

const NEGATIONS = new Set(
  'no not never none nobody nothing neither nor cannot without nicht kein keine nie niemals pas jamais ne non mai nunca jamás não nunca niet geen nooit ikke inte'.split(
    ' ',
  ),
);
const isNegation = (word: Word) => NEGATIONS.has(word.text) || word.text.endsWith("n't");
const MONTHS = /^(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|mon|tue|wed|thu|fri|sat|sun)/;

function kindOf(was: readonly Word[], is: readonly Word[], before: string, after: string): QuotationChange['kind'] {
  if (was.filter(isNegation).length !== is.filter(isNegation).length) return 'negation';
  const changed = [...was, ...is];
  if (changed.some((word) => /\p{N}/u.test(word.text))) {
    return changed.some(({ text }) => /^\p{N}+[/:]\p{N}|^\p{N}+\.\p{N}+\.\p{N}{2}/u.test(text) || MONTHS.test(text))
      ? 'date'
      : 'number';
  }
  if (
    was.length &&
    is.length &&
    was.every((word) => MONTHS.test(word.text)) &&
    is.every((word) => MONTHS.test(word.text))
  )
    return 'date';
  if (!was.length) return 'inserted';
  if (!is.length) return 'deleted';
  if (/^\p{Lu}/u.test(before) && /^\p{Lu}/u.test(after)) return 'name';
  return 'word';
}

/** What is left of an HTML character reference, or of a smiley from a symbol font. */
const RESIDUE = /^\W*(?:(?:nbsp|gt|lt|amp|quot)\W*)+$|^\W*[A-Za-zà]\W*$/;

/** Another program's doing (the same letters joined or broken otherwise, a character lost), spelling, links, marked cuts. */
function isHarmless(gapBefore: string, gapAfter: string): boolean {
  if (RESIDUE.test(gapBefore.trim() + gapAfter.trim())) return true;
  if (/\.\.\.|…|\bsnip\b|\bcut\b|\bdropped\b/i.test(gapAfter) || /\.\.\./.test(gapBefore)) return true;
  const a = plainLetters(gapBefore);
  const b = plainLetters(gapAfter);
  return (
    a === b ||
    matchesLossy(a, b) ||
    matchesLossy(b, a) ||
    isOtherCharset(gapBefore, gapAfter) ||
    isSpelling(a, b) ||
    isLinkText(gapBefore, gapAfter)
  );
}

/**
 * True if a program made a link of an address, took one away, cut one at a line end or hid it from robots:
 * `a@b.example` becomes `a@b.example<mailto:a@b.example>` or `a at b.example`.
 */
function isLinkText(before: string, after: string): boolean {
  if (/\bmailto\b/i.test(before + after)) return true;
  const isLink = (text: string) =>
    /(?:https?:\/\/|www\.|@)\S|\b(?:mailto|tel|javascript|https?)\b|\.(?:com|org|net|edu)\b/i.test(text);
  const isEmpty = (text: string) => !/[\p{L}\p{N}]/u.test(text);
  if ((isEmpty(before) && isLink(after)) || (isEmpty(after) && isLink(before))) return true;
  if (/@[^\s@]*@/.test(before) || /@[^\s@]*@/.test(after)) return true;
  if (/%[0-9A-F]{2}|=[0-9A-F]{2}/.test(before + after)) return true;
  if (!isLink(before)) return false;
  const [a, b] = [plainLetters(before), plainLetters(after)];
  return /urldefense|safelinks/i.test(after) || a.startsWith(b) || b.startsWith(a);
}

/** True if one word is the other with up to two letters corrected, lost or doubled: `constrasts`, `contrasts`. */
function isSpelling(a: string, b: string): boolean {
  const shorter = Math.min(a.length, b.length);
  const longer = Math.max(a.length, b.length);
  if (shorter < 2 || longer < 3 || longer - shorter > 2 || /\p{N}/u.test(a + b)) return false;
  if ([...a].sort().join('') === [...b].sort().join('')) return true;
  let start = 0;
  while (start < shorter && a[start] === b[start]) start++;
  let end = 0;
  while (end < shorter - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const differing = longer - start - end;
  if (longer - shorter === 1 && differing === 1) return longer > 3 || start > 0;
  return longer > 3 && start > 0 && differing <= 2;
}

/** True if only characters beyond ASCII differ and one side reads like bytes of another charset. */
function isOtherCharset(before: string, after: string): boolean {
  const ascii = (text: string) => text.replace(/[^A-Za-z0-9]/g, '');
  const garbled = (text: string) => (text.match(/[\u0080-\u00ff\u0152-\u0192\u2018-\u2122]/g)?.length ?? 0) >= 2;
  return ascii(before) === ascii(after) && (garbled(before) || garbled(after));
}

/** Letters, digits and marks of loss, without accents and case. */
function plainLetters(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[^\p{L}\p{N}\uFFFD?]/gu, '')
    .toLowerCase();
}

/** True if the lossy text is the other with some non-ASCII letters (or what is left of them) replaced by one or more marks. */
function matchesLossy(lossy: string, other: string): boolean {
  if (!/[?\uFFFD]/.test(lossy)) return false;
  const parts = lossy.split(/[?\uFFFD]+/).filter(Boolean);
  let at = 0;
  for (const part of parts) {
    const found = other.indexOf(part, at);
    if (found < 0 || found - at > 4) return false;
    at = found + part.length;
  }
  return other.length - at <= 4;
}
