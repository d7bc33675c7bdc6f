import { isBlank, type LineTable, textOf } from './line-table.js';

const AUTHORED = 0;
const SIGNATURE = 4;
const DISCLAIMER = 5;

/** Marks the author's signature and the footers of lists among the lines that are his own (kind 0, level 0). */
export function markSignatures(lines: LineTable, kinds: Uint8Array, levels: Int32Array): void {
  let inside = 0;
  for (let line = 0; line < lines.count; line++) {
    if (kinds[line] !== AUTHORED || levels[line] !== 0) {
      inside = 0;
      continue;
    }
    const text = isBlank(lines, line) ? '' : textOf(lines, line);
    if (text === '--' && lines.body.charCodeAt(lines.end[line]!) === 0x20) inside = SIGNATURE;
    if (/^_{20,}$/.test(text)) inside = DISCLAIMER;
    if (inside) kinds[line] = inside;
  }
}
