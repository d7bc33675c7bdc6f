import { matchLabel } from '../header-block/label-table.js';

/** A mark of paper or scanner that was put right or set aside: what, and where in the given text. */
export interface PrintedMark {
  readonly code: 'label-misread' | 'bates-number' | 'page-stamp' | 'form-feed';
  readonly start: number;
  readonly end: number;
  /** The label as it should read, for a misread one. */
  readonly label: string | null;
}

/** The marks in words. */
export const PRINTED_MARK_NAMES: Readonly<Record<PrintedMark['code'], string>> = {
  'label-misread': 'misread label',
  'bates-number': 'Bates number',
  'page-stamp': 'page stamp',
  'form-feed': 'form feed',
};

/** A printed text without the marks of paper, line for line. */
export interface CleanedText {
  readonly text: string;
  readonly marks: readonly PrintedMark[];
  /** Offset in the given text of a line start or line end of the cleaned one, or of any place in an unchanged line. */
  offsetAt(offset: number): number;
}

const LABELS = ['From', 'Sent', 'Date', 'To', 'Cc', 'Bcc', 'Subject', 'Importance', 'Attachments'] as const;
const LONGEST_LABEL = 16;
/** A misread label counts only with another label at most so many lines away. */
const NEIGHBOURHOOD = 3;

/**
 * Takes the marks of paper and scanner out of a printed conversation: page stamps, Bates numbers, form feeds, and the reading
 * errors in labels.
 *
 * `"Frorn: Ann\nSent : Monday"` → `"From: Ann\nSent: Monday"`; the line `SBHB-000417` and `Page 1 of 3` go, with the empty
 * lines that the page's end put before them. Everything is noted. A label is put right only where another one stands near.
 */
export function cleanPrinted(text: string): CleanedText {
  const lines = cutLines(text);
  const labels = lines.map(({ start, end }) => readLabel(text, start, end));
  const marks: PrintedMark[] = [];
  const pieces: string[] = [];
  const map: number[] = [];
  let length = 0;
  const put = (piece: string, from: number): void => {
    map.push(length, from);
    pieces.push(piece);
    length += piece.length;
  };
  let emptyFrom = -1;
  lines.forEach(({ start, end, next }, at) => {
    const furniture = readFurniture(text, start, end);
    if (furniture) {
      marks.push({ code: furniture, start, end, label: null });
      if (emptyFrom >= 0) {
        // The empty lines above belong to the page's end.
        length = map[emptyFrom]!;
        pieces.length = emptyFrom / 2;
        map.length = emptyFrom;
        emptyFrom = -1;
      }
      return;
    }
    const content = skipFeeds(text, start, end, marks);
    const blank = text.slice(content, end).trim() === '';
    if (!blank) emptyFrom = -1;
    else if (emptyFrom < 0) emptyFrom = map.length;
    const label = labels[at]!;
    if (label?.misread && hasNeighbour(labels, at)) {
      marks.push({ code: 'label-misread', start: label.start, end: label.end, label: label.name });
      put(`${text.slice(content, label.start)}${label.name}:${text.slice(label.end, next)}`, content);
    } else {
      const second = label && hasNeighbour(labels, at) ? secondLabel(text, label.end, end) : null;
      if (second !== null) put(`${text.slice(content, second.gap)}\n`, content);
      put(text.slice(second?.start ?? content, next), second?.start ?? content);
    }
  });
  return { text: pieces.join(''), marks, offsetAt: (offset) => offsetIn(map, pieces, offset, text.length) };
}

function cutLines(text: string): { start: number; end: number; next: number }[] {
  const lines: { start: number; end: number; next: number }[] = [];
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    lines.push({ start, end, next: Math.min(end + 1, text.length) });
    start = end + 1;
  }
  return lines;
}

/** Form feeds at the start of a line begin a page: they are noted and left out. */
function skipFeeds(text: string, start: number, end: number, marks: PrintedMark[]): number {
  let content = start;
  while (content < end && text[content] === '\f') content++;
  if (content > start) marks.push({ code: 'form-feed', start, end: content, label: null });
  return content;
}

/** Tells a line that is nothing but a page stamp or a Bates number. */
function readFurniture(text: string, start: number, end: number): PrintedMark['code'] | null {
  if (end - start > 160) return null;
  const line = text.slice(start, end).replaceAll('\f', ' ').trim();
  if (line === '') return null;
  if (PAGE_STAMP.test(line)) return 'page-stamp';
  return BATES_NUMBER.test(line) ? 'bates-number' : null;
}

/** `Page 1 of 3`, `- 2 -`, `Seite 2 von 7`, `Page 2`, with a Bates number on the same line or not. */
const PAGE_STAMP =
  /^(?:(?:page|seite|pagina|página|side|sida|стр\.?) {0,2}[0-9lO]{1,4}(?: {0,2}(?:of|von|de|di|av|из|\/) {0,2}[0-9lO]{1,4})?|- {0,2}\d{1,4} {0,2}-)(?: {1,80}[A-Z][A-Z_. -]{0,20}[-_ ]?\d{5,10})?$/i;
/** `ABC-000123`, `ABC_DEF 0001234`, `ABC0001234`, also with `CONFIDENTIAL` beside it. */
const BATES_NUMBER =
  /^(?:confidential {1,40})?[A-Z][A-Z]{1,9}(?:[-_ ][A-Z]{1,9}){0,3}(?:[-_. ]{0,2})\d{5,10}(?: {1,40}confidential)?$/;

interface Label {
  readonly name: string;
  readonly start: number;
  /** Behind the colon. */
  readonly end: number;
  readonly misread: boolean;
}

/** The label at the start of a line, also a misread one. */
function readLabel(text: string, start: number, end: number): Label | null {
  let from = start;
  while (from < end && from < start + 12 && ' \t>*\f'.includes(text[from]!)) from++;
  // An item of a list, as archives put the header on their pages: `- From: Ann`.
  const item = from + 1 < end && '-•·'.includes(text[from]!) && text[from + 1] === ' ' ? from : -1;
  if (item >= 0) from += 2;
  let colon = from;
  while (colon < end && colon <= from + LONGEST_LABEL && text[colon] !== ':' && text[colon] !== ';') colon++;
  if (colon >= end || colon === from || colon > from + LONGEST_LABEL) return null;
  if (colon + 1 < end && !' \t*'.includes(text[colon + 1]!)) return null;
  const written = text.slice(from, colon).replace(/\*+$/, '');
  const name = matchMisread(written);
  if (!name) return null;
  // A label of another language is no misread English one: `Data:`, `Dato:`.
  const foreign =
    written.replaceAll(' ', '').toLowerCase() !== name.toLowerCase() && matchLabel(text, from, end) !== null;
  if (foreign) return { name: written, start: from, end: colon + 1, misread: false };
  const exact = text.slice(from, colon + 1).toLowerCase() === `${name.toLowerCase()}:`;
  const misread = item >= 0 || (!exact && !written.includes('*'));
  return { name, start: item >= 0 ? item : from, end: colon + 1, misread };
}

/** A label that stands on the line of another one, in a column of its own: `From: Mira Holm      Date: Monday`. */
function secondLabel(text: string, from: number, end: number): { readonly gap: number; readonly start: number } | null {
  const match = SECOND_LABEL.exec(text.slice(from, Math.min(end, from + LONGEST_LINE)));
  return match === null ? null : { gap: from + match.index, start: from + match.index + match[1]!.length };
}

const LONGEST_LINE = 400;
const SECOND_LABEL =
  /((?<=\S) {2,200}|(?<=\S)\t{1,20}|(?<=^) {12,200})(?:From|Sent|Date|To|Cc|Bcc|Subject):(?=[ \t]|$)/i;

/** The label that a scanner may have read so: `Frorn`, `Subj ect`, `T0`, `5ent`. */
function matchMisread(written: string): string | null {
  const letters = foldLetters(written);
  if (letters.length === 0) return null;
  const joined = joinLetters(letters);
  for (const name of LABELS) {
    const wanted = foldLetters(name);
    if (letters === wanted || joined === joinLetters(wanted)) return name;
    if (wanted.length >= 4 && (isOneOff(letters, wanted) || isOneOff(joined, joinLetters(wanted)))) return name;
  }
  return null;
}

/** Letters that scanners take for one another are made one letter; blanks go. */
function foldLetters(text: string): string {
  let folded = '';
  for (const letter of text.toLowerCase())
    if (letter !== ' ' && letter !== '\t') folded += LOOK_ALIKES[letter] ?? letter;
  return folded;
}

/** Pairs of letters that look like one. */
function joinLetters(letters: string): string {
  return letters.replaceAll('rn', 'm').replaceAll('vv', 'w').replaceAll('cl', 'd').replaceAll('ll', 'u');
}

const LOOK_ALIKES: Readonly<Record<string, string>> = {
  '0': 'o',
  '1': 'l',
  i: 'l',
  '|': 'l',
  '!': 'l',
  '5': 's',
  $: 's',
  '8': 'b',
  '6': 'b',
  '7': 't',
  '\u00e7': 'c',
};

/** One letter changed, missing or too many. */
function isOneOff(one: string, other: string): boolean {
  if (Math.abs(one.length - other.length) > 1) return false;
  let head = 0;
  while (head < one.length && head < other.length && one[head] === other[head]) head++;
  let tail = 0;
  while (
    tail < one.length - head &&
    tail < other.length - head &&
    one[one.length - 1 - tail] === other[other.length - 1 - tail]
  )
    tail++;
  return Math.max(one.length, other.length) - head - tail <= 1;
}

function hasNeighbour(labels: readonly (Label | null)[], at: number): boolean {
  for (let near = at - NEIGHBOURHOOD; near <= at + NEIGHBOURHOOD; near++) {
    if (near === at) continue;
    const label = labels[near];
    if (label && label.name !== labels[at]!.name) return true;
  }
  return false;
}

function offsetIn(map: readonly number[], pieces: readonly string[], offset: number, whole: number): number {
  if (map.length === 0) return whole;
  let low = 0;
  let high = map.length / 2 - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (map[middle * 2]! <= offset) low = middle;
    else high = middle - 1;
  }
  const inside = offset - map[low * 2]!;
  // The end of the text reaches over what was taken out behind the last line.
  return inside >= pieces[low]!.length && low === pieces.length - 1 ? whole : map[low * 2 + 1]! + inside;
}
