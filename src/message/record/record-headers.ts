import { isRecord, simplifyName } from './record-fields.js';

/** A header field of a record: the value as text, not as bytes. */
export interface RecordHeader {
  readonly name: string;
  readonly value: string;
}

/**
 * Header fields however a record holds them: a list of `{name, value}` (Gmail, Graph), mailparser's `headerLines`
 * (`{key, line}`), a `Map` or an object of name and value(s), or the header as one text.
 */
export function readRecordHeaders(value: unknown): readonly RecordHeader[] {
  if (typeof value === 'string') return readLines(value);
  if (value instanceof Map) return [...value].flatMap(([name, held]) => entryOf(String(name), held));
  if (Array.isArray(value)) return value.flatMap(readListed);
  if (isRecord(value)) return Object.entries(value).flatMap(([name, held]) => entryOf(name, held));
  return [];
}

function readListed(item: unknown): readonly RecordHeader[] {
  if (typeof item === 'string') return readLines(item);
  if (!isRecord(item)) return [];
  if (typeof item.line === 'string') return readLines(item.line);
  const name = item.name ?? item.Name ?? item.key;
  const held = item.value ?? item.Value;
  return typeof name === 'string' ? entryOf(name, held) : [];
}

function entryOf(name: string, held: unknown): readonly RecordHeader[] {
  if (Array.isArray(held)) return held.flatMap((member) => entryOf(name, member));
  if (typeof held === 'string') return [{ name, value: held }];
  if (typeof held === 'number') return [{ name, value: String(held) }];
  if (held instanceof Date) return Number.isNaN(held.getTime()) ? [] : [{ name, value: held.toISOString() }];
  if (isRecord(held) && typeof held.text === 'string') return [{ name, value: held.text }];
  return [];
}

function readLines(text: string): readonly RecordHeader[] {
  const headers: { name: string; value: string }[] = [];
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line === '') continue;
    const last = headers.at(-1);
    const colon = line.indexOf(':');
    if (/^[ \t]/.test(line) && last) last.value += `\n${line}`;
    else if (colon > 0) headers.push({ name: line.slice(0, colon).trimEnd(), value: line.slice(colon + 1).trim() });
  }
  return headers;
}

/** Value of the first header of that name; undefined if there is none. */
export function recordHeader(headers: readonly RecordHeader[], name: string): string | undefined {
  const wanted = simplifyName(name);
  return headers.find((header) => simplifyName(header.name) === wanted)?.value;
}
