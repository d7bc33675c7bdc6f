/** Pages that bear numbers one after the other: `ENRON0000012` to `ENRON0000047`. */
export interface NumberRun {
  /** What stands before the digits: `ENRON`. */
  readonly prefix: string;
  /** Digits as written, zeros before them included. */
  readonly width: number;
  readonly first: number;
  readonly last: number;
}

const MOST_DIGITS = 15;

/** A Bates number in parts: `ENRON0000012` → prefix `ENRON`, width 7, number 12; null for what does not end in digits. */
function parseBates(text: string): { readonly prefix: string; readonly width: number; readonly number: number } | null {
  let start = text.length;
  while (start > 0 && isDigit(text, start - 1)) start--;
  const width = text.length - start;
  if (width === 0 || width > MOST_DIGITS) return null;
  return { prefix: text.slice(0, start), width, number: Number(text.slice(start)) };
}

/** The number as it is stamped: `{ prefix: 'ENRON', width: 7 }, 12` → `ENRON0000012`. */
export const formatBates = ({ prefix, width }: Pick<NumberRun, 'prefix' | 'width'>, number: number): string =>
  prefix + String(number).padStart(width, '0');

/** The numbers of a document, first to last page; null where both are not of one series. */
export function runOf(begin: string | null, end: string | null): NumberRun | null {
  if (begin === null || end === null) return null;
  const first = parseBates(begin);
  const last = parseBates(end);
  if (first === null || last === null || first.prefix !== last.prefix || last.number < first.number) return null;
  return { prefix: first.prefix, width: first.width, first: first.number, last: last.number };
}

/** Runs in order, those that touch or overlap joined: `1-2, 3-7, 9-9` → `1-7, 9-9`. */
export function joinRuns(runs: Iterable<NumberRun>): readonly NumberRun[] {
  const sorted = [...runs].sort(
    (a, b) => compareText(a.prefix, b.prefix) || a.first - b.first || a.last - b.last || a.width - b.width,
  );
  const joined: NumberRun[] = [];
  for (const run of sorted) {
    const before = joined.at(-1);
    if (before !== undefined && before.prefix === run.prefix && run.first <= before.last + 1)
      joined[joined.length - 1] = { ...before, last: Math.max(before.last, run.last) };
    else joined.push(run);
  }
  return joined;
}

/** Numbers between the first and the last of a series that no run holds. */
export function gapsBetween(runs: Iterable<NumberRun>): readonly NumberRun[] {
  const joined = joinRuns(runs);
  return joined.slice(1).flatMap((run, index) => {
    const before = joined[index]!;
    return before.prefix === run.prefix ? [{ ...before, first: before.last + 1, last: run.first - 1 }] : [];
  });
}

/**
 * Order of Bates and control numbers as people read them: digits by their value, letters in any case.
 * `ABC9` < `ABC0010` < `ABC0010.0001`
 */
export function compareBates(one: string, other: string): number {
  let [a, b] = [0, 0];
  while (a < one.length && b < other.length) {
    const [endA, endB] = [tokenEnd(one, a), tokenEnd(other, b)];
    const [tokenA, tokenB] = [one.slice(a, endA).toLowerCase(), other.slice(b, endB).toLowerCase()];
    const order = isDigit(one, a) && isDigit(other, b) ? compareDigits(tokenA, tokenB) : compareText(tokenA, tokenB);
    if (order !== 0) return order;
    [a, b] = [endA, endB];
  }
  return one.length - a - (other.length - b);
}

/** What stands before the first digit, in small letters: numbers of one series agree in it. */
export function seriesOf(text: string): string {
  let end = 0;
  while (end < text.length && !isDigit(text, end)) end++;
  return text.slice(0, end).toLowerCase();
}

function compareDigits(one: string, other: string): number {
  const [a, b] = [one.replace(/^0+/, ''), other.replace(/^0+/, '')];
  return a.length - b.length || compareText(a, b);
}

const compareText = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0);

function tokenEnd(text: string, start: number): number {
  const digits = isDigit(text, start);
  let end = start + 1;
  while (end < text.length && isDigit(text, end) === digits) end++;
  return end;
}

function isDigit(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 48 && code <= 57;
}
