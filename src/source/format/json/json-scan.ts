/** Finds where JSON values end without reading them. Works on UTF-8 bytes and on UTF-16 units alike. */

/** What is scanned: bytes, or the units of UTF-16. */
export type Units = Uint8Array | Uint16Array;

const QUOTE = 34;
const BACKSLASH = 92;
const LF = 10;

/** What became of looking for the end of a value. */
export type ValueEnd =
  | {
      readonly kind: 'ended';
      readonly end: number;
      /** Colons outside of strings: members of the objects in it. */
      readonly colons: number;
    }
  /** The units ran out inside the value. */
  | { readonly kind: 'open' }
  /** A string holds a raw line end, which JSON forbids (RFC 8259 §7): `at` is that line end. */
  | { readonly kind: 'broken'; readonly at: number };

const OPEN: ValueEnd = { kind: 'open' };

/** Index after the blanks (space, tab, CR, LF) at `at`, and the sign that begins each record of a JSON text sequence (RFC 7464). */
export function skipSpace(units: Units, at: number, end: number): number {
  let index = at;
  while (index < end) {
    const unit = units[index]!;
    if (unit !== 32 && unit !== LF && unit !== 13 && unit !== 9 && unit !== 30) break;
    index++;
  }
  return index;
}

/** Index after the string whose opening quote stands at `at`; -1 if it does not end, -2 - index of a raw line end. */
export function stringEnd(units: Units, at: number, end: number): number {
  for (let index = at + 1; index < end; index++) {
    const unit = units[index]!;
    if (unit === QUOTE) return index + 1;
    if (unit === BACKSLASH) index++;
    else if (unit === LF) return -2 - index;
  }
  return -1;
}

/** Where the value that starts at `at` ends: `{"a":[1]},` → after the `}`. Brackets are counted, not matched. */
export function findValueEnd(units: Units, at: number, end: number): ValueEnd {
  const first = units[at];
  if (first === QUOTE) return endOfString(stringEnd(units, at, end));
  if (first !== 123 && first !== 91) return scalarEnd(units, at, end);
  let depth = 0;
  let colons = 0;
  for (let index = at; index < end; index++) {
    const unit = units[index]!;
    if (unit === QUOTE) {
      const after = stringEnd(units, index, end);
      if (after < 0) return endOfString(after);
      index = after - 1;
    } else if (unit === 58) colons++;
    else if (unit === 123 || unit === 91) depth++;
    else if ((unit === 125 || unit === 93) && --depth === 0) return { kind: 'ended', end: index + 1, colons };
  }
  return OPEN;
}

function endOfString(after: number): ValueEnd {
  if (after === -1) return OPEN;
  return after < 0 ? { kind: 'broken', at: -2 - after } : { kind: 'ended', end: after, colons: 0 };
}

/** A number, `true`, `null`, or a word that is no JSON: ends at the first delimiter. */
function scalarEnd(units: Units, at: number, end: number): ValueEnd {
  for (let index = at; index < end; index++) {
    const unit = units[index]!;
    const delimiter =
      unit === 44 || unit === 93 || unit === 125 || unit === 91 || unit === 123 || unit === QUOTE || unit <= 32;
    if (delimiter) return { kind: 'ended', end: Math.max(index, at + 1), colons: 0 };
  }
  return OPEN;
}

/** Text of units[start..end). */
export function textOf(units: Units, start: number, end: number): string {
  const bytes = Buffer.from(units.buffer, units.byteOffset, units.byteLength);
  return units instanceof Uint16Array
    ? bytes.toString('utf16le', start * 2, end * 2)
    : bytes.toString('utf8', start, end);
}
