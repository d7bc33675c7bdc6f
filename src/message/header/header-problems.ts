import type { Origin, Problem, RawMessage } from '../../source/source.js';
import { latin1 } from '../mime/charset.js';
import type { FieldRange } from './field-range.js';
import type { HeaderRanges } from './header-fields.js';
import { LARGEST_FIELD } from './kept-fields.js';
import { LONGEST_ID } from './message-id.js';

/** Fields of which a header has one (RFC 5322 §3.6) and of which one is read. */
const SINGLE: ReadonlySet<string> = new Set(['date', 'from', 'sender', 'subject', 'message-id', 'in-reply-to']);
const WITH_IDS: ReadonlySet<string> = new Set(['message-id', 'in-reply-to', 'references']);

/** What of a header is not read, or may be read in two ways: fields that are there twice, ids and fields beyond any limit, a cut end. */
export function headerProblems(
  raw: RawMessage,
  bytes: Uint8Array,
  { fields, separated, bodyStart }: HeaderRanges,
): readonly Problem[] {
  const problems: Problem[] = [];
  const placed = ({ start, end }: FieldRange): Origin => ({
    source: raw.origin.source,
    offset: raw.bytesOffset + start,
    length: end - start,
  });
  const first = new Map<string, string>();
  for (const field of fields) {
    if (field.start > LARGEST_FIELD || field.end - field.start > LARGEST_FIELD) {
      const message = 'A header field beyond 16 MB is damage and is not read.';
      problems.push({ code: 'header-field-too-large', severity: 'warning', message, origin: placed(field) });
      continue;
    }
    if (field.nameEnd - field.start > 12) continue;
    const name = latin1(bytes, field.start, field.nameEnd);
    const key = name.toLowerCase();
    if (!SINGLE.has(key) && !WITH_IDS.has(key)) continue;
    const value = latin1(bytes, field.valueStart, field.end).replace(/\s+/g, ' ').trim();
    if (WITH_IDS.has(key) && value.length > LONGEST_ID && hasLongId(value)) {
      const message = `An id in ${name} is longer than ${LONGEST_ID} characters, as no id is; it is not read.`;
      problems.push({ code: 'message-id-too-long', severity: 'notice', message, origin: placed(field) });
    }
    if (!SINGLE.has(key)) continue;
    const before = first.get(key);
    if (before === undefined) first.set(key, value);
    else if (before !== value) {
      const kept = key === 'message-id' ? '; this one is kept as another id of the message' : '; the first one counts';
      const message = `The header has another ${name} field${kept}.`;
      problems.push({ code: 'header-field-repeated', severity: 'notice', message, origin: placed(field) });
    }
  }
  const last = fields.at(-1);
  if (last !== undefined && !separated && bodyStart === bytes.length && ![10, 13].includes(bytes[bytes.length - 1]!)) {
    const name = latin1(bytes, last.start, last.nameEnd);
    const message = `The message ends within the line of its ${name} field: it may be cut off there, and what stands in it may be a part.`;
    problems.push({ code: 'header-cut', severity: 'notice', message, origin: placed(last) });
  }
  return problems;
}

/** True where more characters than an id has stand between two ends of ids. */
function hasLongId(value: string): boolean {
  return value.split(/[<>\s,]+/).some((token) => token.length > LONGEST_ID);
}
