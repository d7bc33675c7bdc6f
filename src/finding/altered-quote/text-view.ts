/** A text put together from runs of a body, which knows where each of its characters stands there. */
export interface TextView {
  readonly text: string;
  /** Offsets in the body of a run of `text`. */
  toBody(start: number, end: number): { readonly start: number; readonly end: number };
}

/** Joins runs of a body: `viewRanges("> one\n> two", [{start: 2, end: 6}, {start: 8, end: 11}])` → text `"one\ntwo"`. */
export function viewRanges(
  body: string,
  ranges: readonly { readonly start: number; readonly end: number }[],
): TextView {
  const starts: number[] = [];
  let length = 0;
  const pieces: string[] = [];
  for (const { start, end } of ranges) {
    starts.push(length);
    pieces.push(body.slice(start, end));
    length += end - start;
    if (end > start && body[end - 1] !== '\n') {
      pieces.push('\n');
      length++;
    }
  }
  const toBody = (offset: number): number => {
    let low = 0;
    let high = starts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (starts[middle]! <= offset) low = middle;
      else high = middle - 1;
    }
    const range = ranges[low];
    return range ? Math.min(range.start + offset - starts[low]!, range.end) : 0;
  };
  return {
    text: pieces.join(''),
    toBody: (start, end) => ({ start: toBody(start), end: end > start ? toBody(end - 1) + 1 : toBody(start) }),
  };
}

/** The lines of runs of a body without their quotation marks: `"> > one\n> two"` is viewed as `"one\ntwo"`. */
export function viewUnmarked(
  body: string,
  runs: readonly { readonly start: number; readonly end: number }[],
): TextView {
  const lines: { start: number; end: number }[] = [];
  for (const { start, end } of runs) {
    for (let at = start; at < end; ) {
      const next = body.indexOf('\n', at);
      const stop = next < 0 || next >= end ? end : next + 1;
      lines.push({ start: skipMarks(body, at, stop), end: stop });
      at = stop;
    }
  }
  return viewRanges(body, lines);
}

/** Offset after the marks that a line begins with: `>` with blanks around them, and a quoted person's name (`AB> `). */
function skipMarks(body: string, start: number, end: number): number {
  let at = start;
  let after = start;
  let letters = 0;
  for (; at < end; at++) {
    const character = body[at]!;
    if (character === '>') {
      after = at + 1;
      letters = 0;
    } else if (character === ' ' || character === '\t' || character === '|') {
      if (letters) break;
    } else if (letters < LONGEST_NAME && isLetter(character)) letters++;
    else break;
  }
  return after;
}

const isLetter = (character: string) =>
  (character >= 'a' && character <= 'z') ||
  (character >= 'A' && character <= 'Z') ||
  (character >= '\u0080' && /\p{L}/u.test(character));

/** Letters of a name that marks a quoted line. */
const LONGEST_NAME = 12;
