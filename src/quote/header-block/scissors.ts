import { isBlank, type LineTable, nextFull } from '../line-table.js';
import type { FoundHeader } from './found-header.js';

/** True where a body may hold scissors. */
export const mayHoldScissors = (body: string): boolean =>
  body.includes('8<') || body.includes('>8') || body.includes('✂');

const SCISSORS = /^[-=_~+*. ]{2,60}(?:8<|>8|✂)[-=_~+*. 8<>✂]{0,60}$/u;

/**
 * The header with the frame of scissors that its text stands in; the header as it is where there is none.
 *
 *     Ann Example wrote:        --8<--
 *     --8<--                    From: Ann Example <ann@example.org>
 *     Shall we?                 Subject: Plan
 *     -->8--
 *     Yes.                      Shall we?
 *                               -->8--
 *
 * The frame opens directly below an attribution, above plain text, or directly above a block, and closes below on a line of scissors at the
 * same depth: what follows is the outer author's again.
 */
export function withFrame(lines: LineTable, header: FoundHeader, floor: number): FoundHeader {
  if (header.style === 'notes' || header.style === 'separator') return header;
  const below = header.style === 'attribution';
  const open = below ? header.last + 1 : above(lines, header.first, floor);
  if (open < floor || !isScissors(lines, open, header.depth)) return header;
  const first = nextFull(lines, header.last + (below ? 2 : 1), 4);
  if (first < 0 || lines.depth[first]! > header.depth) return header;
  let close = first;
  while (close < lines.count && !isScissors(lines, close, header.depth)) close++;
  if (close >= lines.count) return header;
  return below ? { ...header, last: open, closedBy: close } : { ...header, first: open, proper: open, closedBy: close };
}

/** The full line above, with at most one blank line between. */
function above(lines: LineTable, line: number, floor: number): number {
  return line - 1 > floor && isBlank(lines, line - 1) ? line - 2 : line - 1;
}

/** True for a line of scissors at a depth: what opens or closes a frame, or stands for what was cut out. */
export function isScissors(lines: LineTable, line: number, depth: number): boolean {
  if (line < 0 || line >= lines.count || lines.depth[line] !== depth) return false;
  const start = lines.first[line]!;
  const end = lines.end[line]!;
  const code = lines.body.charCodeAt(start);
  // Most lines begin with a letter.
  if (code > 0x7e || code === 0x20 || !'-=_~+*.'.includes(lines.body[start]!)) return false;
  return end - start >= 4 && end - start <= 120 && SCISSORS.test(lines.body.slice(start, end));
}
