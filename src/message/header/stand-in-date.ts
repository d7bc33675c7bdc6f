import { isPlausibleMoment } from '../../date/plausible-moment.js';
import type { RawMessage } from '../../source/source.js';
import { latin1 } from '../mime/charset.js';
import { collapseSpace } from './encoded-word.js';
import type { HeaderRanges } from './header-fields.js';
import { type ParsedDate, parseMessageDate } from './message-date.js';

/** A date that some other part of a message tells. */
export interface StandIn extends ParsedDate {
  readonly source: 'received' | 'from-line';
  readonly raw: string;
}

/**
 * A date for a message whose Date header is missing or unreadable: the earliest readable Received hop, which is nearest to the
 * sending (fields are added on top, so the last one in the header), then the `From ` line. Neither when it is itself odd.
 */
export function readStandIn(raw: RawMessage, bytes: Uint8Array, ranges: HeaderRanges): StandIn | null {
  for (let at = ranges.fields.length - 1; at >= 0; at--) {
    const range = ranges.fields[at]!;
    if (range.nameEnd - range.start !== 8) continue;
    if (latin1(bytes, range.start, range.nameEnd).toLowerCase() !== 'received') continue;
    const value = latin1(bytes, range.valueStart, range.end);
    const date = parseMessageDate(value.slice(value.lastIndexOf(';') + 1));
    if (date && date.oddity === null && isPlausibleMoment(date.time))
      return { ...date, source: 'received', raw: collapseSpace(value) };
  }
  const line = raw.fromLine;
  const stamp = line === null ? null : fromLineDate(line);
  return stamp ? { ...stamp, source: 'from-line', raw: line! } : null;
}

/** `From jane@x.org Mon Jan  3 10:00:00 2005`: the date stands after the address, which may hold spaces. */
function fromLineDate(line: string): ParsedDate | null {
  const at = line.search(/\b(?:mon|tue|wed|thu|fri|sat|sun)\b,?\s/i);
  const text = at < 0 ? line.replace(/^>?From \S*/, '') : line.slice(at);
  const date = parseMessageDate(text);
  return date?.oddity === null && isPlausibleMoment(date.time) ? date : null;
}
