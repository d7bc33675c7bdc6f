import type { Origin, RawMessage, RecordCell } from '../../source/source.js';
import type { Packing, Steps, StringPlaces } from '../body-places.js';

const QUOTES = /["^]/;

/**
 * Finds the cell that says `value`; null where none does. The text that is located in it is `value` with its line ends made LF. A cell
 * in a charset of one byte a character, and anything else whose bytes cannot be counted, is located as a whole.
 */
export function findCellText(cells: readonly RecordCell[], value: string, origin: Origin): StringPlaces | null {
  const cell = cells.find(({ text }) => text === value);
  if (cell === undefined) return null;
  const { source, offset, length } = cell;
  // The text of a document may stand in a file of its own beside the table.
  const whole = source === undefined ? { ...origin, offset, length } : { source, offset, length };
  return { packing: { origin: whole, map: 'plain' }, steps: stepsOf(cell.text, cell) ?? wideSteps(cell.text, cell) };
}

/** Where bytes stand that were taken out of a cell and are written otherwise there: each quotation mark doubled, or in UTF-16. */
export function packingInCell(
  cell: RecordCell,
  raw: { readonly origin: Origin; readonly bytes: Uint8Array | null },
): Packing {
  const origin = { ...raw.origin, offset: cell.offset, length: cell.length };
  const bytes = raw.bytes ?? new Uint8Array(0);
  const steps = { units: [0], bytes: [0] };
  let marks = 0;
  for (let at = bytes.indexOf(34); at >= 0; at = bytes.indexOf(34, at + 1)) {
    marks++;
    steps.units.push(at + 1);
    steps.bytes.push(at + 1 + marks);
  }
  return { origin, map: bytes.length + marks === cell.length ? steps : null };
}

/** Where the UTF-8 bytes stand of a message that is in UTF-16 in its source. */
export function packingInUtf16(
  raw: Pick<RawMessage, 'origin' | 'bytesOffset' | 'utf16Length'>,
  bytes: Uint8Array,
): Packing {
  const steps = { units: [0], bytes: [0], width: 2 };
  let written = 0;
  for (let at = 0; at < bytes.length; ) {
    const lead = bytes[at]!;
    const length = lead < 0x80 ? 1 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    at += length;
    written += length === 4 ? 4 : 2;
    if (length === 1) continue;
    steps.units.push(at);
    steps.bytes.push(written);
  }
  return { origin: { ...raw.origin, offset: raw.bytesOffset, length: raw.utf16Length ?? written }, map: steps };
}

/** Offsets in a cell of the units of its text, CR LF as one unit; null where they cannot be counted. */
function stepsOf(text: string, cell: RecordCell): Steps | null {
  const units = [0];
  const bytes = [0];
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
      bytes.push(byte);
    }
  }
  return byte === cell.length ? { units, bytes } : null;
}

/** The same for a cell in UTF-16. */
function wideSteps(text: string, { length, doubled }: RecordCell): Steps | null {
  if (doubled || text.length * 2 !== length) return null;
  const steps = { units: [0], bytes: [0], width: 2 };
  for (let at = text.indexOf('\r\n'), ends = 1; at >= 0; at = text.indexOf('\r\n', at + 2), ends++) {
    steps.units.push(at + 2 - ends);
    steps.bytes.push(2 * (at + 2));
  }
  return steps;
}
