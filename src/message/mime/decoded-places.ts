import { findMark, sourceOffset } from './transfer-decoding.js';

/** Bytes of a character: one each, or as UTF-8 has it. */
export type CharacterWidth = 'one' | 'utf8';

/**
 * The way back from a decoded text to its bytes, as plain data. It holds on to none of the bytes, which would keep all that was
 * read of a file in memory.
 */
export interface DecodedPlaces {
  readonly width: CharacterWidth;
  /** True where every line end is CR LF: then each `\n` is two bytes and needs no mark. */
  readonly crlf: boolean;
  /** Pairs (offset in text, offset in the decoded bytes) where the distance changes other than by the width of characters. */
  readonly marks: readonly number[];
  /** Pairs as `decodeTransfer` gives them; null where decoded bytes and source run in step from the beginning of the part on. */
  readonly transfer: readonly number[] | null;
  /** Bytes that stand before each `WIDTH_BLOCK` characters, so that a look-up in a long text counts no more than a block. */
  readonly sums: readonly number[];
}

/** A stretch of bytes that a text was decoded from. */
export interface DecodedStretch {
  /** Offsets in the bytes of the message, end exclusive. */
  readonly start: number;
  readonly end: number;
  /** Null where a place in the text cannot be told finer than the whole stretch. */
  readonly places: DecodedPlaces | null;
}

/** Characters between two places whose bytes are counted once. */
const WIDTH_BLOCK = 4096;

/**
 * Byte range in the message of `text.slice(base + from, base + to)`, as [start, end): the text that was decoded begins at `base` and is
 * `length` long. The whole stretch where it cannot be told finer.
 */
export function locateInStretch(
  text: string,
  base: number,
  length: number,
  stretch: DecodedStretch,
  from: number,
  to: number,
): readonly [number, number] {
  const { start, end, places } = stretch;
  if (places === null) return [start, end];
  const bytesBefore = (offset: number): number => {
    if (places.width === 'one' && !places.crlf) return offset;
    const block = Math.floor(offset / WIDTH_BLOCK);
    return places.sums[block]! + measureWidth(text, base + block * WIDTH_BLOCK, base + offset, places);
  };
  const decoded = (offset: number, ending: boolean): number => {
    const mark = findMark(places.marks, offset, ending);
    return places.marks[mark + 1]! + bytesBefore(Math.min(offset, length)) - bytesBefore(places.marks[mark]!);
  };
  const inSource = (offset: number, ending: boolean): number =>
    places.transfer === null ? start + offset : sourceOffset(places.transfer, offset, ending);
  const first = inSource(decoded(from, false), false);
  const last = inSource(decoded(Math.max(from, to), to > from), to > from);
  return [first, Math.max(first, last)];
}

/** What `sums` is for a text. */
export function sumWidths(text: string, width: CharacterWidth, crlf: boolean): readonly number[] {
  const sums = [0];
  if (width === 'one' && !crlf) return sums;
  for (let at = WIDTH_BLOCK; at <= text.length; at += WIDTH_BLOCK)
    sums.push(sums.at(-1)! + measureWidth(text, at - WIDTH_BLOCK, at, { width, crlf }));
  return sums;
}

function measureWidth(
  text: string,
  start: number,
  end: number,
  { width, crlf }: Pick<DecodedPlaces, 'width' | 'crlf'>,
): number {
  let total = byteWidth(text, start, end, width);
  if (crlf) for (let at = start; at < end; at++) if (text.charCodeAt(at) === 10) total++;
  return total;
}

/** Bytes of `text.slice(start, end)`; a text whose bytes are no characters of that width has one each. */
export function byteWidth(text: string, start: number, end: number, width: CharacterWidth | null): number {
  if (width !== 'utf8') return end - start;
  let total = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    total += code < 0x80 ? 1 : code < 0x800 ? 2 : code >= 0xd800 && code < 0xe000 ? 2 : 3;
  }
  return total;
}
