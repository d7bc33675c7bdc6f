import type { Format } from './format.js';
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
export const json: Format = {
  recognises: (head) => startsJson(unitsOf(head.bytes, 0, encodingOf(head.bytes))),
  cutter: (head, context) => new JsonCutter(head, context),
};

function startsJson(units: Units): boolean {
  const first = skipSpace(units, skipMark(units), units.length);
  const next = units[skipSpace(units, first + 1, units.length)];
  if (units[first] === 123) return next === 34 || next === 125;
  return units[first] === 91 && (next === 123 || next === 91 || next === 93 || next === 34);
}
