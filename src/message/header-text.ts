import type { Origin } from '../source/source.js';
import type { HeaderField, HeaderText } from './message.js';

/** The header of a message that has none. */
export const NO_HEADER: HeaderText = { text: '', places: [] };

/** Packs fields that stand in one source, and in one row of it. */
export function packFields(fields: readonly HeaderField[]): HeaderText {
  const first = fields[0];
  if (first === undefined) return NO_HEADER;
  const { source, row } = first.origin;
  return {
    text: fields.map(({ name, value }) => name + value).join(''),
    places: fields.flatMap(({ name, value, origin }) => [name.length, value.length, origin.offset, origin.length]),
    source,
    ...(row === undefined ? {} : { row }),
  };
}

/** The fields in order, each with its place. */
export const headerFields = (headers: HeaderText): readonly HeaderField[] => fieldsNamed(headers, null);

/** The fields of that name, which is given in lower case: `fieldsCalled(message.headers, 'date')`. */
export function fieldsCalled(headers: HeaderText, name: string): readonly HeaderField[] {
  return fieldsThat(headers, (own) => own.length === name.length && own.toLowerCase() === name);
}

/** The fields whose name fits, in order: `fieldsNamed(message.headers, /^received$/i)`. */
export function fieldsNamed(headers: HeaderText, name: RegExp | null): readonly HeaderField[] {
  return fieldsThat(headers, (own) => name === null || name.test(own));
}

function fieldsThat(headers: HeaderText, fits: (name: string) => boolean): readonly HeaderField[] {
  const { text, places, source = '', row } = headers;
  const fields: HeaderField[] = [];
  let at = 0;
  for (let place = 0; place < places.length; place += 4) {
    const valueAt = at + places[place]!;
    const end = valueAt + places[place + 1]!;
    const own = text.slice(at, valueAt);
    if (fits(own)) {
      const bytes = { source, offset: places[place + 2]!, length: places[place + 3]! };
      const origin: Origin = row === undefined ? bytes : { ...bytes, row };
      fields.push({ name: own, value: text.slice(valueAt, end), origin });
    }
    at = end;
  }
  return fields;
}
