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
