/** Text of which the soft line breaks are undone, with the way back. */
export interface UnwrappedText {
  readonly text: string;
  /** Offset in the given text of an offset in the unwrapped one. */
  offsetAt(offset: number): number;
}

/**
 * Joins the lines of `format=flowed` text that a program broke softly: those that end in a space.
 *
 * `"> One para-\n"` stays; `"> Shall we \n> meet?"` → `"> Shall we meet?"`. Lines are joined only where their quote depth,
 * the count of leading `>`, is the same (RFC 3676 §4.5); `-- ` is never soft (§4.3); the space that stuffs a line
 * (§4.4) goes; with `delsp` the trailing space goes too. A quoted line begins with its marks and one space, as written.
 */
export function unwrapFlowed(text: string, options: { readonly delsp?: boolean } = {}): UnwrappedText {
  const { delsp = false } = options;
  const pieces: string[] = [];
  /** Pairs: offset in the unwrapped text, offset in the given one. */
  const map: number[] = [];
  let length = 0;
  let open = -1;
  const put = (start: number, end: number): void => {
    if (end <= start) return;
    map.push(length, start);
    pieces.push(text.slice(start, end));
    length += end - start;
  };
  for (let start = 0; start < text.length; ) {
    const newline = text.indexOf('\n', start);
    const end = newline < 0 ? text.length : newline;
    let content = start;
    while (content < end && text[content] === '>') content++;
    const depth = content - start;
    const stuffed = content < end && text[content] === ' ' ? content + 1 : content;
    const signature = text.slice(stuffed, end) === '-- ';
    const soft = !signature && end > stuffed && text[end - 1] === ' ' && newline >= 0;
    if (open === depth && !signature) put(stuffed, soft ? end - (delsp ? 1 : 0) : end);
    else {
      if (open >= 0) put(start - 1, start);
      put(start, depth > 0 ? stuffed : content);
      put(stuffed, soft ? end - (delsp ? 1 : 0) : end);
    }
    if (!soft) put(end, Math.min(end + 1, text.length));
    open = soft ? depth : -1;
    start = end + 1;
  }
  if (open >= 0 && text.endsWith('\n')) put(text.length - 1, text.length);
  return { text: pieces.join(''), offsetAt: (offset) => offsetIn(map, offset) };
}

function offsetIn(map: readonly number[], offset: number): number {
  let low = 0;
  let high = map.length / 2 - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (map[middle * 2]! <= offset) low = middle;
    else high = middle - 1;
  }
  return map.length ? map[low * 2 + 1]! + (offset - map[low * 2]!) : 0;
}
