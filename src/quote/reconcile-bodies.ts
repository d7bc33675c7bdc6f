import { hashRun, OFFSET, PRIME } from '../text/word-hashes.js';
import type { EmbeddedMessage, Segment, SplitBody } from './segment.js';

/** A body's words: hashes, and where each starts and ends. */
interface Words {
  readonly hashes: Int32Array;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly count: number;
}

/** Words on either side of a cut by which it is found again. */
const CONTEXT = 4;
/** The plain text has lost the marks if the page says that at least so many of its authored words are quoted. */
const LOST_WORDS = 10;

/**
 * Chooses between the split of a plain body and that of its HTML alternative; offsets of the result count in the plain text.
 *
 * The plain one stays, unless the page shows as quoted what the plain text shows as the author's own: then the marks were
 * lost on the way, and the cuts of the page are carried over to the plain text. Where that text was `rendered` from the
 * page, the page is right also where it shows as the author's own what the text shows as quoted (indented paragraphs).
 */
export function reconcileBodies(
  plain: { readonly text: string; readonly split: SplitBody; readonly rendered?: boolean },
  page: SplitBody & { readonly text: string },
): SplitBody {
  const ownPlain = countOwnWords(plain.split, plain.text);
  const ownPage = countOwnWords(page, page.text);
  const [less, more] = ownPlain < ownPage && plain.rendered ? [ownPlain, ownPage] : [ownPage, ownPlain];
  if (more - less < LOST_WORDS || less > more * 0.8) return plain.split;
  return carryOver(page, plain.text) ?? plain.split;
}

/** Words of what stands at depth 0. */
function countOwnWords(split: SplitBody, text: string): number {
  return split.segments
    .filter(({ depth }) => depth === 0)
    .reduce((sum, { start, end }) => sum + readWords(text.slice(start, end)).count, 0);
}

/** Carries a split over to another rendering of the same words; null where a cut cannot be found in it. */
export function carryOver(split: SplitBody & { readonly text: string }, text: string): SplitBody | null {
  if (split.text === text) return split;
  const from = readWords(split.text);
  const to = readWords(text);
  const runs = indexRuns(to);
  const segments: Segment[] = [];
  let word = 0;
  let last = 0;
  for (const segment of split.segments) {
    while (word < from.count && from.starts[word]! < segment.start) word++;
    // A segment without words, of empty lines: its neighbour takes them.
    if (word >= from.count || from.starts[word]! >= segment.end) continue;
    const found = segments.length ? findCut(from, word, to, runs, last) : 0;
    if (found === null) return null;
    last = found;
    const start = segments.length ? lineStart(text, to, found) : 0;
    const before = segments.at(-1);
    if (before) segments[segments.length - 1] = { ...before, end: start };
    segments.push({ ...segment, start, end: text.length });
  }
  const real = segments.filter((segment) => segment.end > segment.start);
  return {
    segments: real,
    embedded: split.embedded.map((message, index) => moveMessage(message, index, real, text)),
    authored: real
      .filter(({ kind }) => kind === 'authored')
      .map(({ start, end }) => text.slice(start, end))
      .join(''),
  };
}

/** Place of the first word behind a cut in the other text, not before `least`; null if it is not there. */
function findCut(
  from: Words,
  word: number,
  to: Words,
  runs: ReadonlyMap<number, readonly number[]>,
  least: number,
): number | null {
  const after = firstFrom(runs.get(hashRun(from.hashes, word, CONTEXT)), least);
  const before =
    word >= CONTEXT
      ? firstFrom(runs.get(hashRun(from.hashes, word - CONTEXT, CONTEXT)), Math.max(0, least - CONTEXT))
      : null;
  const edge = before === null ? null : before + CONTEXT;
  if (after !== null && edge !== null && after > edge && edge < to.count && to.hashes[edge] === from.hashes[word])
    return edge;
  return after ?? (edge !== null && edge < to.count ? edge : null);
}

function indexRuns(words: Words): ReadonlyMap<number, readonly number[]> {
  const runs = new Map<number, number[]>();
  for (let word = 0; word < words.count; word++) {
    const hash = hashRun(words.hashes, word, CONTEXT);
    const known = runs.get(hash);
    if (known) known.push(word);
    else runs.set(hash, [word]);
  }
  return runs;
}

/** First of the ascending places that is not below `least`. */
function firstFrom(places: readonly number[] | undefined, least: number): number | null {
  if (!places) return null;
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (places[middle]! < least) low = middle + 1;
    else high = middle;
  }
  return places[low] ?? null;
}

/** Start of the line of a word, if nothing but marks stands before it there; else the start of the word. */
function lineStart(text: string, words: Words, word: number): number {
  const start = words.starts[word]!;
  const line = text.lastIndexOf('\n', start - 1) + 1;
  return word > 0 && words.ends[word - 1]! > line ? start : line;
}

function moveMessage(
  message: EmbeddedMessage,
  index: number,
  segments: readonly Segment[],
  text: string,
): EmbeddedMessage {
  const own = segments.filter((segment) => segment.embedded === index);
  const header = own.filter(({ kind }) => kind === 'header' || kind === 'attribution');
  const body = own.filter(({ kind }) => kind === 'quoted');
  const ranges = body.flatMap(({ start, end }) => unmarkedRanges(text, start, end));
  const at = body[0]?.start ?? own[0]?.start ?? 0;
  return {
    ...message,
    header: { ...message.header, start: header[0]?.start ?? at, end: header.at(-1)?.end ?? at },
    ranges,
    text: ranges.map(({ start, end }) => text.slice(start, end)).join(''),
  };
}

/** The lines of a quoted run without the quote marks before them, and without empty lines at its ends. */
function unmarkedRanges(text: string, from: number, to: number): readonly { start: number; end: number }[] {
  const ranges: { start: number; end: number }[] = [];
  let end = to;
  while (end > from && /[\s>]/.test(text[end - 1]!)) end--;
  for (let start = from; start < end; ) {
    const newline = text.indexOf('\n', start);
    const next = newline < 0 || newline >= end ? end : newline + 1;
    let content = start;
    while (content < next && text[content] === '>') content++;
    if (content > start && content < next && text[content] === ' ') content++;
    const last = ranges.at(-1);
    if (last?.end === content) last.end = next;
    else if (ranges.length || text.slice(content, next).trim()) ranges.push({ start: content, end: next });
    start = next;
  }
  return ranges;
}

function readWords(text: string): Words {
  const hashes: number[] = [];
  const starts: number[] = [];
  const ends: number[] = [];
  let hash = 0;
  let start = -1;
  for (let at = 0; at <= text.length; at++) {
    const code = at < text.length ? text.charCodeAt(at) : 32;
    const letter =
      code > 0x7f ? code !== 0xa0 && !(code >= 0x2000 && code <= 0x206f) : (code | 32) >= 97 && (code | 32) <= 122;
    if (letter || (code >= 48 && code <= 57)) {
      if (start < 0) {
        start = at;
        hash = OFFSET;
      }
      hash = Math.imul(hash ^ code, PRIME);
    } else if (start >= 0) {
      hashes.push(hash);
      starts.push(start);
      ends.push(at);
      start = -1;
    }
  }
  return {
    hashes: Int32Array.from(hashes),
    starts: Int32Array.from(starts),
    ends: Int32Array.from(ends),
    count: hashes.length,
  };
}
