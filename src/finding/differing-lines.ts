/** A run of a text. */
export interface Run {
  readonly start: number;
  readonly end: number;
}

/** Where an original and its quotation differ: the lines to compare word by word on either side. */
export interface DifferingLines {
  readonly original: readonly Run[];
  readonly quoted: readonly Run[];
}

/** Lines around a differing one that are compared with it. */
const AROUND = 4;
/** Share of differing lines from which a quotation was wrapped anew, and all of the original is compared. */
const REWRAPPED = 0.5;

/**
 * Finds the lines of a quotation that do not stand, white space apart, as lines of the original, with some lines around
 * them; null if all stand there: nothing to compare. Linear.
 */
export function findDifferingLines(original: string, quoted: string): DifferingLines | null {
  const originalLines = readLines(original);
  const quotedLines = readLines(quoted);
  const known = new Map<string, number[]>();
  originalLines.forEach(({ text }, index) => {
    const list = known.get(text);
    if (!list) known.set(text, [index]);
    else if (list.length < MOST_PLACES) list.push(index);
  });
  const differing = quotedLines.map(({ text }) => text !== '' && !known.has(text));
  const count = differing.filter(Boolean).length;
  if (count === 0) return null;
  const kept = widen(differing);
  const all = [{ start: 0, end: original.length }];
  if (count > REWRAPPED * quotedLines.length) return { original: all, quoted: runsOf(quotedLines, kept) };
  const near = new Array<boolean>(originalLines.length).fill(false);
  let anchored = false;
  quotedLines.forEach(({ text }, index) => {
    if (!kept[index] || text === '') return;
    for (const place of known.get(text) ?? []) {
      near[place] = true;
      anchored = true;
    }
  });
  return { original: anchored ? runsOf(originalLines, widen(near)) : all, quoted: runsOf(quotedLines, kept) };
}

/** Places of one line that are looked at. */
const MOST_PLACES = 4;

interface Line extends Run {
  readonly text: string;
}

function readLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next + 1;
    lines.push({ start, end, text: text.slice(start, end).replace(/\s+/g, ' ').trim() });
    start = end;
  }
  return lines;
}

/** Marks the lines around each marked one too. */
function widen(marks: readonly boolean[]): readonly boolean[] {
  const wide = new Array<boolean>(marks.length).fill(false);
  marks.forEach((marked, index) => {
    if (!marked) return;
    for (let at = Math.max(0, index - AROUND); at <= Math.min(marks.length - 1, index + AROUND); at++) wide[at] = true;
  });
  return wide;
}

function runsOf(lines: readonly Line[], kept: readonly boolean[]): readonly Run[] {
  const runs: { start: number; end: number }[] = [];
  lines.forEach(({ start, end }, index) => {
    if (!kept[index]) return;
    const last = runs.at(-1);
    if (last?.end === start) last.end = end;
    else runs.push({ start, end });
  });
  return runs;
}
