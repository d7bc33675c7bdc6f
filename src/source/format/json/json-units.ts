import { skipSpace, textOf, type Units } from './json-scan.js';

/** How the characters of a JSON text are written (RFC 8259 §8.1 wants UTF-8; Windows exports come in UTF-16). */
export type Encoding = 'utf8' | 'utf16le' | 'utf16be';

/** By byte order mark, else by the zero bytes of the first two characters (RFC 4627 §3), else by those of blanks and digits between other letters. */
export function encodingOf(bytes: Buffer): Encoding {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf16be';
  if (bytes[1] === 0 && bytes[3] === 0 && bytes[0] !== 0) return 'utf16le';
  if (bytes[0] === 0 && bytes[2] === 0 && bytes[1] !== 0) return 'utf16be';
  return zeroedBy(bytes, 1) ? 'utf16le' : zeroedBy(bytes, 0) ? 'utf16be' : 'utf8';
}

const BYTES_LOOKED_AT = 512;
const FEWEST_ZEROS = 4;

/** True where zero bytes stand in one half of the units alone, beside characters of ASCII: as they do in Russian or Greek text. */
function zeroedBy(bytes: Buffer, half: 0 | 1): boolean {
  let zeros = 0;
  for (let at = bytes.indexOf(0); at >= 0 && at < BYTES_LOOKED_AT; at = bytes.indexOf(0, at + 1)) {
    const other = bytes[at ^ 1] ?? 0;
    if ((at & 1) !== half || (other < 32 && (other < 9 || other > 13)) || other > 126) return false;
    zeros++;
  }
  return zeros >= FEWEST_ZEROS;
}

/** The units from `start` on; an odd last byte is left out. UTF-16 is copied into alignment and byte order. */
export function unitsOf(bytes: Buffer, start: number, encoding: Encoding): Units {
  if (encoding === 'utf8') return start === 0 ? bytes : bytes.subarray(start);
  const even = Buffer.from(new ArrayBuffer((bytes.length - start) & ~1));
  bytes.copy(even, 0, start, start + even.length);
  if (encoding === 'utf16be') even.swap16();
  return new Uint16Array(even.buffer, even.byteOffset, even.length / 2);
}

/** Index after the byte order mark, if there is one. */
export const skipMark = (units: Units): number => {
  if (units instanceof Uint16Array) return units[0] === 0xfeff ? 1 : 0;
  return units[0] === 0xef && units[1] === 0xbb && units[2] === 0xbf ? 3 : 0;
};

/**
 * True if the units hold one object a line: then a broken record ends with its line. The first line shows it, or two
 * others where the first is torn; a first line that ends in a bracket or comma opens something longer.
 */
export function isLineByLine(units: Units): boolean {
  let line = skipSpace(units, skipMark(units), units.length);
  if (units[line] !== 123 || units[line + 1] !== 34) return false;
  let whole = 0;
  for (let count = 0; count < 20 && line < units.length; count++) {
    const feed = units.indexOf(10, line);
    if (feed < 0) return false;
    const text = textOf(units, line, feed).trimEnd();
    if (isObject(text)) whole++;
    else if (count === 0 && /[[{,]$/.test(text)) return false;
    line = skipSpace(units, feed, units.length);
    const more = line < units.length;
    if (whole > 1 || (whole === 1 && count === 0 && more)) return units[line] === 123 || !more || whole > 1;
  }
  return false;
}

function isObject(line: string): boolean {
  if (!line.startsWith('{')) return false;
  try {
    JSON.parse(line);
    return true;
  } catch {
    return false;
  }
}
