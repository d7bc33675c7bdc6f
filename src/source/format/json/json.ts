import type { Format } from '../format.js';
import { JsonCutter } from './json-cutter.js';
import { skipSpace, type Units } from './json-scan.js';
import { encodingOf, skipMark, unitsOf } from './json-units.js';

/**
 * Records: an array, one object, one object a line, or a list inside an object, to any depth.
 *
 *     [{...}, {...}]    {...}    {...}\n{...}\n    {"messages": [{...}]}    {"a@b.c": [{...}], "d@e.f": [{...}]}
 *
 * A record's origin is the record and the commas, brackets and blanks after it (before it too, for the first), as an
 * mbox message owns the empty line after it; `bytesOffset` is where the record itself begins. Other members of the
 * objects around the lists are gaps. Streamed: only one record is held at a time.
 */
export const json: Format<'json' | 'ndjson'> = {
  names: ['json', 'ndjson'],
  recognises: (head) => startsJson(unitsOf(head.bytes, 0, encodingOf(head.bytes))),
  cutter: (head, context) => new JsonCutter(head, context),
};

/** What a value of JSON begins with, and the end of an empty list: `"`, `-`, a digit, `[`, `]`, `{`, and the letters of `true`, `false`, `null`, `NaN`. */
const VALUE: ReadonlySet<number> = new Set([...'"-0123456789[]{tfnN'].map((char) => char.charCodeAt(0)));

function startsJson(units: Units): boolean {
  const first = skipSpace(units, skipMark(units), units.length);
  const next = units[skipSpace(units, first + 1, units.length)];
  if (units[first] === 123) return next === 34 || next === 125;
  if (units[first] !== 91) return false;
  if (next !== 91) return next === 123 || next === 93 || next === 34;
  const inner = units[skipSpace(units, skipSpace(units, first + 1, units.length) + 1, units.length)] ?? 0;
  // A value, not the word of `[[ERROR]]`.
  return VALUE.has(inner);
}
