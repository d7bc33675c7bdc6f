/** The lines of a body with their quote marks, as parallel arrays: one pass, no line is copied. */
export interface LineTable {
  readonly body: string;
  readonly count: number;
  /** Offset of each line's first character; one more entry holds the body's length. */
  readonly start: Int32Array;
  /** Offset behind the line's last character that is not white space, at least `first`. */
  readonly end: Int32Array;
  /** How many quote marks stand before the text (capped at `DEEPEST`). */
  readonly depth: Int32Array;
  /** Offset behind the marks and one space: what `text` of an embedded message takes. */
  readonly content: Int32Array;
  /** Offset of the first character of the text that is not white space; equals `end` on a blank line. */
  readonly first: Int32Array;
  /** The body still has marks of quoted-printable (`=20`, `=09`): they count as white space at both ends of a line. */
  readonly residue: boolean;
  /** The body was read from paper: labels may hold reading errors. */
  readonly ocr: boolean;
  /** Which of `OTHER_SIGNS` a line begins with, a blank or `>` after it: bit i for the i-th. */
  readonly signs: number;
}

/** Deeper marks are counted as this: nobody quotes deeper, only hostile input does. */
export const DEEPEST = 60;

/** Signs that stand for `>` where at least three lines have them. */
export const OTHER_SIGNS = '|:}#»│┃';
/** The bits of `signs` behind those: a line begins with `%`, `=`, `*` or `-`. */
export const RARE_SIGNS = 0x380;

const GREATER = 0x3e;
/** The mark as East Asian keyboards write it. */
const WIDE_GREATER = 0xff1e;

type Columns = Pick<LineTable, 'start' | 'end' | 'depth' | 'content' | 'first'>;

const MOST_KEPT = 400;
/** By count of lines, the arrays of the last table of that count: most bodies are short, and making arrays costs time. */
const COLUMNS: (Columns | undefined)[] = [];
let breaks = new Int32Array(1024);

function columnsFor(count: number): Columns {
  const kept = COLUMNS[count];
  if (kept) return kept;
  const columns = {
    start: new Int32Array(count + 1),
    end: new Int32Array(count),
    depth: new Int32Array(count),
    content: new Int32Array(count),
    first: new Int32Array(count),
  };
  if (count <= MOST_KEPT) COLUMNS[count] = columns;
  return columns;
}

/**
 * Cuts a body at line feeds and counts the `>` marks of each line: `"> > text"` has depth 2.
 *
 * `cuts` are offsets, in order, at which a line begins as well. The table is good until the next call.
 */
export function readLines(body: string, ocr = false, cuts: readonly number[] = []): LineTable {
  const count = findBreaks(body, cuts);
  const { start, end, depth, content, first } = columnsFor(count);
  const length = body.length;
  let signs = 0;
  // QUIRK: some exports keep quoted-printable undecoded.
  const residue = body.includes('=20\n') || body.includes('=09') || /=[C-F][0-9A-F]=[89AB][0-9A-F]/.test(body);
  // QUIRK: others keep what HTML writes for the mark.
  const entities = body.includes('\n&gt;') && /&lt;[^\s&]{1,64}@[^\s&]{3,80}&gt;/.test(body);
  let position = 0;
  for (let line = 0; line < count; line++) {
    start[line] = position;
    const stop = breaks[line]!;
    let last = stop;
    while (last > position && isSpace(body.charCodeAt(last - 1))) last--;
    if (residue) last = trimResidue(body, position, last);
    let text = position;
    let marks = 0;
    let at = position;
    const second = body.charCodeAt(position + 1);
    if (second === 0x20 || second === GREATER) signs |= signBit(body.charCodeAt(position));
    // A mark may follow some spaces: " >" is written by several programs.
    while (at < last) {
      const code = body.charCodeAt(at);
      if (code === GREATER || code === WIDE_GREATER) {
        marks++;
        text = ++at;
      } else if (entities && code === 0x26 && body.startsWith('&gt;', at)) {
        marks++;
        at += 4;
        text = at;
      } else if (code > 0x1fff && isInvisible(code)) at++;
      else if ((code === 0x20 || code === 0x09 || code === 0xa0) && at - text < (marks ? 2 : 3)) at++;
      else break;
    }
    depth[line] = Math.min(marks, DEEPEST);
    if (marks && isNarrowSpace(body.charCodeAt(text)) && text < stop) text++;
    content[line] = text;
    at = text;
    while (at < last && isSpace(body.charCodeAt(at))) at++;
    if (residue)
      while (at < last && (isSpace(body.charCodeAt(at)) || isResidue(body, at))) at += isResidue(body, at) ? 3 : 1;
    first[line] = at;
    end[line] = Math.max(last, at);
    position = nextStart(body, stop);
  }
  start[count] = length;
  return { body, count, start, end, depth, content, first, residue, ocr, signs };
}

function signBit(code: number): number {
  if (code > 0x7f) return code === 0xbb ? 16 : code === 0x2502 ? 32 : code === 0x2503 ? 64 : 0;
  if (code === 0x25 || code === 0x3d) return code === 0x25 ? 0x80 : 0x100;
  if (code === 0x2a || code === 0x2d) return 0x200;
  return code === 0x7c ? 1 : code === 0x3a ? 2 : code === 0x7d ? 4 : code === 0x23 ? 8 : 0;
}

/** A mark of byte order, and others without width. */
function isInvisible(code: number): boolean {
  return code === 0xfeff || (code >= 0x200b && code <= 0x200f) || (code >= 0x202a && code <= 0x202e);
}

/** Space, tab, line ends, no-break space and the invisible marks that mail programs leave. */
export function isSpace(code: number): boolean {
  if (code > 0x20 && code < 0xa0) return false;
  return (
    code === 0x20 ||
    (code >= 0x09 && code <= 0x0d) ||
    code === 0xa0 ||
    (code > 0x1fff &&
      (code === 0xfeff ||
        code === 0x3000 ||
        (code <= 0x200f && code >= 0x2000) ||
        (code <= 0x202f && code >= 0x202a) ||
        (code <= 0x2069 && code >= 0x2060)))
  );
}

function trimResidue(body: string, start: number, end: number): number {
  let last = end;
  while (last > start) {
    if (last - 3 >= start && isResidue(body, last - 3)) last -= 3;
    else if (isSpace(body.charCodeAt(last - 1))) last--;
    else break;
  }
  return last;
}

/** `=20` or `=09`. */
function isResidue(body: string, at: number): boolean {
  if (body.charCodeAt(at) !== 0x3d) return false;
  const two = body.charCodeAt(at + 1);
  const three = body.charCodeAt(at + 2);
  return (two === 0x32 && three === 0x30) || (two === 0x30 && three === 0x39);
}

function isNarrowSpace(code: number): boolean {
  return code === 0x20 || code === 0xa0;
}

/** Puts the offset at which each line stops into `breaks`; how many lines there are. */
function findBreaks(body: string, cuts: readonly number[]): number {
  let count = 0;
  let cut = 0;
  for (let position = 0; position < body.length; count++) {
    let stop = body.indexOf('\n', position);
    if (cut < cuts.length && (stop < 0 || cuts[cut]! < stop)) stop = cuts[cut++]!;
    if (count === breaks.length) {
      const longer = new Int32Array(count * 2);
      longer.set(breaks);
      breaks = longer;
    }
    breaks[count] = stop < 0 ? body.length : stop;
    position = nextStart(body, breaks[count]!);
  }
  return count;
}

/** Where the line behind a break begins: behind a line feed, at a cut. */
function nextStart(body: string, stop: number): number {
  return stop < body.length && body.charCodeAt(stop) !== 0x0a ? stop : stop + 1;
}

/** True where the line holds nothing but white space and quote marks. */
export function isBlank(lines: LineTable, line: number): boolean {
  return lines.first[line]! >= lines.end[line]!;
}

/** Sets how many marks a line has and where its text begins. */
export function setDepth(lines: LineTable, line: number, depth: number, content: number): void {
  lines.depth[line] = Math.min(depth, DEEPEST);
  lines.content[line] = content;
  let first = content;
  while (first < lines.end[line]! && isSpace(lines.body.charCodeAt(first))) first++;
  lines.first[line] = first;
}

/** The text of a line without marks and outer white space. */
export function textOf(lines: LineTable, line: number): string {
  return lines.body.slice(lines.first[line]!, lines.end[line]!);
}

/** The first line from `line` on that is not blank, at most `limit` lines away; -1 if none. */
export function nextFull(lines: LineTable, line: number, limit: number): number {
  const last = Math.min(lines.count, line + limit + 1);
  for (let at = line; at < last; at++) if (!isBlank(lines, at)) return at;
  return -1;
}
