/** A text as a reader hears it: letters and digits alone, and after how many of them a line begins. */
export interface TextSkeleton {
  readonly letters: string;
  readonly lineStarts: ReadonlySet<number>;
}

/** Letters that a program lost: none, the marks of those beyond ASCII, or all beyond ASCII. */
export type LostLetters = 'none' | 'marks' | 'all';

/**
 * Lower-case letters and digits, and the sign between two digits or before a number: `"Pay  *40,000*\n to Bo!"` → `pay40,000tobo`.
 * So wrapping, emphasis, bullets, marks of quotation and the case of letters do not count, an amount does.
 */
export function makeSkeleton(text: string, lost: LostLetters = 'none'): TextSkeleton {
  if (!/[\u0080-\uffff]/.test(text)) return skeletonOfAscii(text.toLowerCase());
  const lower = text.normalize(lost === 'marks' ? 'NFD' : 'NFC').toLowerCase();
  const plain = lost === 'all' ? lower : lower.replaceAll('ß', 'ss').replace(/[©®™]/g, (sign) => TYPED[sign]!);
  const lineStarts = new Set<number>([0]);
  let letters = '';
  let between = '';
  const pattern = lost === 'none' ? LETTERS : ASCII_LETTERS;
  pattern.lastIndex = 0;
  let end = 0;
  for (const match of plain.matchAll(pattern)) {
    between = plain.slice(end, match.index);
    if (between.includes('\n')) lineStarts.add(letters.length);
    letters += signBetween(letters, between, match[0]) + match[0];
    end = match.index + match[0].length;
  }
  lineStarts.add(letters.length);
  return { letters, lineStarts };
}

/** As `makeSkeleton`, of a text without anything that is normalized or lost. */
function skeletonOfAscii(plain: string): TextSkeleton {
  const lineStarts = new Set<number>([0]);
  let letters = '';
  let end = 0;
  let isNewLine = false;
  for (let at = 0; at < plain.length; ) {
    const code = plain.charCodeAt(at);
    if (!isAsciiLetter(code)) {
      if (code === 10) isNewLine = true;
      at++;
      continue;
    }
    if (isNewLine) lineStarts.add(letters.length);
    isNewLine = false;
    let next = at + 1;
    while (next < plain.length && isAsciiLetter(plain.charCodeAt(next))) next++;
    if (code <= NINE) letters += signBetween(letters, plain.slice(end, at), plain[at]!);
    letters += plain.slice(at, next);
    end = next;
    at = next;
  }
  lineStarts.add(letters.length);
  return { letters, lineStarts };
}

const NINE = 57;
/** True for a digit or a lower-case letter. */
const isAsciiLetter = (code: number): boolean => (code >= 97 && code <= 122) || (code >= 48 && code <= NINE);

/** What programs make one sign of while it is typed. */
const TYPED: Readonly<Record<string, string>> = { '©': '(c)', '®': '(r)', '™': '(tm)' };

const LETTERS = /[\p{L}\p{M}\p{N}]+/gu;
const ASCII_LETTERS = /[a-z0-9]+/g;

/** What counts of the signs between two runs of letters. */
function signBetween(before: string, between: string, after: string): string {
  if (!isDigit(after[0])) return '';
  if (isDigit(before.at(-1))) {
    const [first, last] = [between[0]!, between.at(-1)!];
    // What stands apart from both is a bullet or a mark of quotation that another wrapping put between them.
    const sign = /\S/.test(first) ? first : last;
    return /[\s?\ufffd>|]/.test(sign) ? ' ' : DASH.test(sign) ? '-' : sign;
  }
  return /(?:^|\s)[-\u2212]$/.test(between) ? '-' : '';
}

const DASH = /[\u2010-\u2015\u2212]/;
const isDigit = (sign: string | undefined) => sign !== undefined && sign >= '0' && sign <= '9';

/** Where one text stands in another. */
export type Hold = 'equal' | 'start' | 'end' | 'middle';

/** Letters of a text that tell enough to be looked for inside another. */
const TELLING_LENGTH = 24;
/** Share of either text that the part must have which one ends with and the other begins with. */
const OVERLAP_SHARE = 0.6;

/**
 * Where the shorter text stands in the longer: what the longer has before it must end with a line. A text of a few letters must
 * begin the longer one. null where it does not stand there whole.
 */
export function findHeld(shorter: TextSkeleton, longer: TextSkeleton): Hold | null {
  const [part, whole] = [shorter.letters, longer.letters];
  if (part === whole) return 'equal';
  if (part.length > whole.length) return null;
  if (whole.startsWith(part)) return 'start';
  if (part.length < TELLING_LENGTH) return null;
  for (const at of findAll(part, whole))
    if (longer.lineStarts.has(at)) return at + part.length === whole.length ? 'end' : 'middle';
  return null;
}

/** True if one text has more at its start and the other at its end, and most of both is the same. */
export function doOverlap(one: TextSkeleton, other: TextSkeleton): boolean {
  const least = Math.max(TELLING_LENGTH, OVERLAP_SHARE * Math.max(one.letters.length, other.letters.length));
  return [
    [one, other],
    [other, one],
  ].some(([first, second]) => {
    const shared = longestBorder(second!.letters, first!.letters);
    const at = first!.letters.length - shared;
    return shared >= least && first!.lineStarts.has(at) && second!.lineStarts.has(shared);
  });
}

/** Where `part` stands in `whole`: Knuth, Morris and Pratt, in time that grows with the sum of both. */
function findAll(part: string, whole: string): readonly number[] {
  const found: number[] = [];
  const borders = bordersOf(part);
  let matched = 0;
  for (let i = 0; i < whole.length; i++) {
    while (matched > 0 && (matched === part.length || whole[i] !== part[matched])) matched = borders[matched - 1]!;
    if (whole[i] === part[matched]) matched++;
    if (matched === part.length) found.push(i + 1 - matched);
  }
  return found;
}

/** Length of the longest start of `starting` that `ending` ends with. */
function longestBorder(starting: string, ending: string): number {
  const borders = bordersOf(starting);
  let matched = 0;
  for (let i = 0; i < ending.length; i++) {
    while (matched > 0 && (matched === starting.length || ending[i] !== starting[matched]))
      matched = borders[matched - 1]!;
    if (ending[i] === starting[matched]) matched++;
  }
  return matched;
}

function bordersOf(text: string): Int32Array {
  const borders = new Int32Array(text.length);
  let matched = 0;
  for (let i = 1; i < text.length; i++) {
    while (matched > 0 && text[i] !== text[matched]) matched = borders[matched - 1]!;
    if (text[i] === text[matched]) matched++;
    borders[i] = matched;
  }
  return borders;
}
