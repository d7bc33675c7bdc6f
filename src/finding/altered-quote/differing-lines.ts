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

/** Lines of a text, and where each stands. */
export interface LineIndex {
  readonly length: number;
  readonly lines: readonly Line[];
  /** Line without surplus white space → its number; -1 if it stands more than once. */
  readonly places: ReadonlyMap<string, number>;
}

interface Line extends Run {
  readonly text: string;
}

/** Lines around a differing one that are compared with it. */
const AROUND = 4;
/** Lines after a run in which the next one that stands in the original is looked for. */
const FAR = 40;
/** Share of differing lines from which a quotation was wrapped anew, and all of the original is compared. */
const REWRAPPED = 0.5;

/**
 * Finds the lines of a quotation that do not stand, white space apart, as lines of the original, with some lines around
 * them; null if all stand there: nothing to compare. Of the original the lines are given between those that stand
 * unchanged, and once only, before and after. Linear.
 */
export function findDifferingLines(written: LineIndex | string, quoted: string): DifferingLines | null {
  const original = typeof written === 'string' ? indexLines(written) : written;
  const lines = readLines(quoted);
  const differing = lines.map(({ text }) => text !== '' && !original.places.has(text));
  const count = differing.filter(Boolean).length;
  if (count === 0) return null;
  const kept = widen(differing);
  const all = { original: [{ start: 0, end: original.length }], quoted: runsOf(lines, kept) };
  if (count > REWRAPPED * lines.length) return all;
  const near = findNear(original, lines, kept, differing);
  return near ? { original: runsOf(original.lines, near), quoted: all.quoted } : all;
}

/** Indexes the lines of an original; equal for all who quote it. */
export function indexLines(text: string): LineIndex {
  const lines = readLines(text);
  const places = new Map<string, number>();
  lines.forEach((line, index) => {
    places.set(line.text, places.has(line.text) ? -1 : index);
  });
  return { length: text.length, lines, places };
}

/** Marks the original's lines between the neighbours of each kept run; null if these stand in another order. */
function findNear(
  { lines, places }: LineIndex,
  quoted: readonly Line[],
  kept: readonly boolean[],
  differing: readonly boolean[],
): readonly boolean[] | null {
  const placeOf = quoted.map(({ text }) => (text === '' ? -1 : (places.get(text) ?? -1)));
  const steps = new Int32Array(lines.length + 1);
  let above = 0;
  for (let at = 0; at < quoted.length; ) {
    const start = at;
    while (at < quoted.length && kept[at] === kept[start]) at++;
    const known = placeOf.slice(start, at).filter((place) => place >= 0);
    if (known.some((place, n) => n > 0 && place < known[n - 1]!)) return null;
    if (kept[start]) {
      const isKnown = (place: number) => place >= 0;
      const opens = placeOf.slice(start, differing.indexOf(true, start)).some(isKnown);
      const closes = placeOf.slice(differing.lastIndexOf(true, at - 1) + 1, at).some(isKnown);
      const from = opens ? known[0]! : above;
      const to = closes ? known.at(-1)! : (placeOf.slice(at, at + FAR).find(isKnown) ?? lines.length - 1);
      if (to < from) return null;
      steps[Math.max(0, from - AROUND)]!++;
      steps[Math.min(lines.length, to + AROUND + 1)]!--;
    }
    above = known.at(-1) ?? above;
  }
  let depth = 0;
  return lines.map((_, index) => {
    depth += steps[index]!;
    return depth > 0;
  });
}

function readLines(text: string): readonly Line[] {
  const lines: Line[] = [];
  for (let start = 0; start < text.length; ) {
    const next = text.indexOf('\n', start);
    const end = next < 0 ? text.length : next + 1;
    const line = text.slice(start, end).trim();
    lines.push({ start, end, text: /[^\S ]| {2}/.test(line) ? line.replace(/\s+/g, ' ') : line });
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
