import type { Origin, RecordCell } from '../../source/source.js';
import type { LocateText } from './record-text.js';

const QUOTES = /["^]/;

/**
 * Tells where each stretch of the text of a cell stands; null where no cell says `value`. The text that is asked for is `value` with
 * its line ends made LF. A cell in UTF-16 or in a charset of one byte a character, and anything else whose bytes cannot be counted, is
 * located as a whole.
 */
export function locateCellText(cells: readonly RecordCell[], value: string, origin: Origin): LocateText | null {
  const cell = cells.find(({ text }) => text === value);
  if (cell === undefined) return null;
  const whole = { ...origin, offset: cell.offset, length: cell.length };
  const places = placesOf(cell.text, cell);
  if (places === null) return () => whole;
  return (start, end) => {
    const from = places.at(start);
    return { ...whole, offset: cell.offset + from, length: Math.max(0, places.at(Math.max(start, end)) - from) };
  };
}

/** Tells where bytes stand that were taken out of a cell and are written otherwise there: each quotation mark doubled, or in UTF-16. */
export function locateInCell(
  cell: RecordCell,
  raw: { readonly origin: Origin; readonly bytes: Uint8Array | null },
): LocateText {
  const whole = { ...raw.origin, offset: cell.offset, length: cell.length };
  const bytes = raw.bytes ?? new Uint8Array(0);
  const marks: number[] = [];
  for (let at = bytes.indexOf(34); at >= 0; at = bytes.indexOf(34, at + 1)) marks.push(at);
  if (bytes.length + marks.length !== cell.length) return () => whole;
  const at = (index: number) => Math.min(cell.length, index + countBelow(marks, index));
  return (start, end) => ({ ...whole, offset: cell.offset + at(start), length: Math.max(0, at(end) - at(start)) });
}

/** Offsets in a cell of the units of its text, CR LF as one unit; null where they cannot be counted. */
function placesOf(text: string, cell: RecordCell): { at(unit: number): number } | null {
  const units: number[] = [];
  const bytes: number[] = [];
  let unit = 0;
  let byte = 0;
  for (let index = 0; index < text.length; index++) {
    const code = text.charCodeAt(index);
    let length = code < 0x80 ? 1 : code < 0x800 ? 2 : 3;
    let width = 1;
    if (code >= 0xd800 && code < 0xdc00) {
      length = 4;
      width = 2;
      index++;
    } else if (code === 13 && text.charCodeAt(index + 1) === 10) {
      length = 2;
      index++;
    } else if (cell.doubled && QUOTES.test(text[index]!)) length = 2;
    unit += width;
    byte += length;
    if (length !== width) {
      units.push(unit);
      bytes.push(byte - unit);
    }
  }
  if (byte !== cell.length) return null;
  const at = (wanted: number): number => {
    const step = countBelow(units, wanted + 1);
    return Math.min(cell.length, wanted + (step === 0 ? 0 : bytes[step - 1]!));
  };
  return { at };
}

/** How many of the ascending numbers are below `limit`. */
function countBelow(numbers: readonly number[], limit: number): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle]! < limit) low = middle + 1;
    else high = middle;
  }
  return low;
}
