import { isRecord, scalarText } from './record-fields.js';
import { simplifyName } from './record-names.js';

/** A header field of a record: the value as text, not as bytes. */
export interface RecordHeader {
  readonly name: string;
  readonly value: string;
}

/**
 * Header fields however a record holds them: a list of `{name, value}` (Gmail, Graph), `{field, value}`, `[name, value]` or `{Name: value}`,
 * mailparser's `headerLines` (`{key, line}`), a `Map` or an object of name and value(s), the header as one text, or any of these as JSON.
 */
export function readRecordHeaders(value: unknown): readonly RecordHeader[] {
  if (typeof value === 'string') return readText(value);
  if (value instanceof Map) return [...value].flatMap(([name, held]) => entryOf(String(name), held));
  if (Array.isArray(value)) return value.flatMap(readListed);
  if (isRecord(value)) {
    const single = readListed(value);
    return single.length === 1 && Object.keys(value).length === 2
      ? single
      : Object.entries(value).flatMap(([name, held]) => entryOf(name, held));
  }
  return [];
}

function readText(text: string): readonly RecordHeader[] {
  if (/^\s*[[{]/.test(text))
    try {
      const value: unknown = JSON.parse(text);
      return typeof value === 'object' && value !== null ? readRecordHeaders(value) : [];
    } catch {
      return readLines(text);
    }
  return readLines(text);
}

const NAME_KEYS = ['name', 'Name', 'key', 'Key', 'field', 'Field', 'header', 'Header', 'headerName', 'HeaderName', 'n'];
const VALUE_KEYS = [
  'value',
  'Value',
  'val',
  'content',
  'body',
  'text',
  '_value',
  '#text',
  'headerValue',
  'v',
  'values',
];

function readListed(item: unknown): readonly RecordHeader[] {
  if (typeof item === 'string') return readLines(item);
  if (Array.isArray(item)) return typeof item[0] === 'string' && item.length > 1 ? entryOf(item[0], item.slice(1)) : [];
  if (!isRecord(item)) return [];
  if (typeof item.line === 'string') return readLines(item.line);
  const name = NAME_KEYS.find((key) => typeof item[key] === 'string');
  const held = VALUE_KEYS.find((key) => item[key] !== undefined);
  if (name !== undefined && held !== undefined) return entryOf(String(item[name]), item[held]);
  return Object.entries(item).flatMap(([key, value]) => entryOf(key, value));
}

function entryOf(name: string, held: unknown): readonly RecordHeader[] {
  if (Array.isArray(held)) return held.flatMap((member) => (Array.isArray(member) ? [] : entryOf(name, member)));
  if (held instanceof Date) return Number.isNaN(held.getTime()) ? [] : [{ name, value: held.toISOString() }];
  const text = scalarText(held);
  return text === undefined ? [] : [{ name, value: text }];
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

/** `Message:Raw-Header:Subject` → `Subject`, `headers.reply-to` → `reply-to`: a header field that is a member of its own; else null. */
export function headerNameOf(key: string): string | null {
  const found = /^(?:message:)?(?:raw[-_ ]?)?headers?[:._-]([A-Za-z][A-Za-z0-9_-]{1,60})$/i.exec(key)?.[1];
  return found && !/^(?:lines?|raw|text|all|list|names?|keys?|count|length|hash)$/i.test(found) ? found : null;
}

/** Value of the first header of that name; undefined if there is none. */
export function recordHeader(headers: readonly RecordHeader[], name: string): string | undefined {
  const wanted = simplifyName(name);
  return headers.find((header) => simplifyName(header.name) === wanted)?.value;
}
