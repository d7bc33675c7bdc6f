import { findValueEnd, skipSpace, stringEnd, textOf, type Units } from './json-scan.js';

/** A member of an object or an element of a list, and where its value begins. */
export interface Place {
  /** Name of the member; '' for an element. */
  readonly key: string;
  readonly start: number;
}

/** The members of the object, or the elements of the list, that begins at `at`, in the order they stand. */
export function placesIn(units: Units, at: number, end: number): readonly Place[] {
  const places: Place[] = [];
  const object = units[at] === 123;
  let index = at + 1;
  for (;;) {
    index = skipSpace(units, index, end);
    while (units[index] === 44 && index < end) index = skipSpace(units, index + 1, end);
    if (index >= end || units[index] === 125 || units[index] === 93) return places;
    let key = '';
    if (object) {
      const keyEnd = units[index] === 34 ? stringEnd(units, index, end) : -1;
      if (keyEnd < 0) return places;
      key = readKey(textOf(units, index, keyEnd));
      index = skipSpace(units, keyEnd, end);
      if (units[index] !== 58) return places;
      index = skipSpace(units, index + 1, end);
    }
    places.push({ key, start: index });
    const value = findValueEnd(units, index, end);
    if (value.kind !== 'ended' || value.end <= index) return places;
    index = value.end;
  }
}

/** The name that a JSON string says, or the string as it stands where it is none. */
export function readKey(text: string): string {
  try {
    return String(JSON.parse(text));
  } catch {
    return text.slice(1, -1);
  }
}

/** Where the records begin that stand in lists of records: `{"replies": [{"replies": [{}]}]}`, the outermost first. One pass. */
export function nestedStarts(
  units: Units,
  at: number,
  end: number,
  isList: (key: string) => boolean,
): readonly number[] {
  const starts: number[] = [];
  const stack: { kind: 'record' | 'list' | 'other'; object: boolean }[] = [];
  let key: string | null = null;
  for (let index = at; index < end; index++) {
    const unit = units[index]!;
    const top = stack.at(-1);
    if (unit === 34) {
      const after = stringEnd(units, index, end);
      if (after < 0) return starts;
      if (top?.kind === 'record' && units[skipSpace(units, after, end)] === 58)
        key = readKey(textOf(units, index, after));
      index = after - 1;
    } else if (unit === 123) {
      const record = top === undefined || top.kind === 'list';
      if (record) starts.push(index);
      stack.push({ kind: record ? 'record' : 'other', object: true });
    } else if (unit === 91) {
      const list = top?.kind === 'record' && key !== null && isList(key);
      stack.push({ kind: list ? 'list' : 'other', object: false });
    } else if (unit === 125 || unit === 93) stack.pop();
  }
  return starts;
}

/** Where the units of the text stand that a JSON string says, for ascending `wanted`: `"a\\nb"`, unit 2 → offset 4. */
export function placesInString(units: Units, at: number, end: number, wanted: readonly number[]): readonly number[] {
  const found: number[] = [];
  const wide = units instanceof Uint16Array;
  let said = 0;
  let index = at + 1;
  while (index < end && found.length < wanted.length) {
    while (found.length < wanted.length && said >= wanted[found.length]!) found.push(index);
    const unit = units[index]!;
    if (unit === 92) {
      index += units[index + 1] === 117 ? 6 : 2;
      said++;
    } else if (wide || unit < 0x80) {
      index++;
      said++;
    } else {
      index += unit >= 0xf0 ? 4 : unit >= 0xe0 ? 3 : 2;
      said += unit >= 0xf0 ? 2 : 1;
    }
  }
  return found;
}
