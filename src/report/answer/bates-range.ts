import { compareBates, seriesOf } from '../../source/load-file/bates-number.js';
import type { Production } from '../../source/source.js';

/** Numbers from one to another, both included. */
export interface BatesRange {
  readonly from: string;
  readonly to: string;
}

/**
 * Reads a range of Bates numbers: `M001..M044`, `M001 to M044`, `M001-M044`; a single number is a range of one. Null where it is empty
 * or its ends are of two series.
 */
export function parseBatesRange(text: string): BatesRange | null {
  const plain = text.trim();
  const halves = /^(.+?)\s*(?:\.\.+|…|–|\s+to\s+|\s+-\s+)\s*(.+)$/i.exec(plain);
  if (halves !== null) return rangeOf(halves[1]!, halves[2]!);
  for (let at = plain.indexOf('-'); at > 0; at = plain.indexOf('-', at + 1)) {
    const range = rangeOf(plain.slice(0, at), plain.slice(at + 1));
    if (range !== null && /\d$/.test(range.from) && /\d$/.test(range.to)) return range;
  }
  return plain === '' ? null : { from: plain, to: plain };
}

function rangeOf(from: string, to: string): BatesRange | null {
  if (from === '' || to === '' || seriesOf(from) !== seriesOf(to)) return null;
  return compareBates(from, to) <= 0 ? { from, to } : { from: to, to: from };
}

/** The numbers of a document and of its family. */
export type Numbers = Pick<Production, 'begin' | 'end' | 'attachBegin' | 'attachEnd'>;

/** True if numbers of the document, or of its family, lie in the range. */
export function isInRange(production: Numbers, range: BatesRange): boolean {
  const { begin, end, attachBegin, attachEnd } = production;
  return overlaps(begin, end ?? begin, range) || overlaps(attachBegin, attachEnd ?? attachBegin, range);
}

function overlaps(first: string | null, last: string | null, { from, to }: BatesRange): boolean {
  if (first === null || last === null || seriesOf(first) !== seriesOf(from)) return false;
  return compareBates(first, to) <= 0 && compareBates(last, from) >= 0;
}
