import { isNothing } from '../address/withheld-person.js';
import { fieldNamed, fieldsOfKey, type RecordFieldName, simplifyName } from './record-names.js';

/** A JSON object as exports hold it. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** A member of a record, or of a box in it that holds the message: `_source.subject`. */
export interface RecordEntry {
  readonly path: string;
  readonly key: string;
  readonly value: unknown;
}

/** How a member was used: its text as it stands, the people or the ids it names, or the texts inside it that are kept. */
export type Use = 'whole' | 'people' | 'ids' | 'parts';

/** Objects that stand around the fields of one message, by their usual names. */
const BOXES = new Set(
  'source node properties attributes metadata meta envelope fields doc document email mail message msg data item record payload event communication raw'.split(
    ' ',
  ),
);
/** Objects that hold another message than the record's own. */
const OTHERS = /repl(?:y|ies)|parent|forward|quoted|original|children|thread|embedded|attach|previous|next/;
const DEEPEST_BOX = 4;

interface Named {
  readonly entry: RecordEntry;
  readonly rank: number;
}

/** Looks up fields of one record by our names, and keeps account of what was used. */
export class RecordFields {
  readonly record: JsonRecord;
  readonly entries: readonly RecordEntry[];
  /** How each member that was used was used, by its path. */
  readonly used = new Map<string, Use>();
  /** Texts inside members that are kept in the message. */
  readonly kept = new Set<string>();
  readonly #byName = new Map<string, RecordEntry>();
  readonly #byField = new Map<RecordFieldName, Named[]>();
  readonly #map = new Map<RecordFieldName, string>();

  constructor(record: JsonRecord, map: Readonly<Record<string, string>> = {}, box: JsonRecord | null = null) {
    this.record = record;
    this.entries = entriesOf(record);
    for (const [ours, theirs] of Object.entries(map)) {
      const field = fieldNamed(ours);
      if (field) this.#map.set(field, theirs);
    }
    for (const [at, entry] of this.entries.entries()) this.#add(entry, at / this.entries.length);
    if (box) for (const entry of entriesOf(box)) this.#add(entry, 1000);
    for (const named of this.#byField.values()) named.sort((a, b) => a.rank - b.rank);
  }

  #add(entry: RecordEntry, later: number): void {
    const name = simplifyName(entry.key);
    const before = this.#byName.get(name);
    if (!before || isEmpty(before.value)) this.#byName.set(name, entry);
    for (const { field, rank } of fieldsOfKey(entry.key)) {
      // Gmail's payload holds parts, the text of a message is a string.
      if (name === 'payload' && typeof entry.value !== 'string') continue;
      const named = this.#byField.get(field) ?? [];
      named.push({ entry, rank: rank + later });
      this.#byField.set(field, named);
    }
  }

  /** The first non-empty value under any of the names of a field, which counts as used; undefined if there is none. */
  value(field: RecordFieldName, use: Use = 'parts'): unknown {
    const entry = this.candidates(field)[0];
    if (entry) this.use(entry, use);
    return entry?.value;
  }

  /** All members that may mean a field and are not empty, the best first. */
  candidates(field: RecordFieldName): readonly RecordEntry[] {
    const mapped = this.#map.get(field);
    if (mapped !== undefined) {
      const entry = this.#mapped(mapped);
      return entry ? [entry] : [];
    }
    return (this.#byField.get(field) ?? []).flatMap(({ entry }) => (isEmpty(entry.value) ? [] : [entry]));
  }

  /** True if a member may mean the field, empty or not. */
  has(field: RecordFieldName): boolean {
    return this.#map.has(field) || this.#byField.has(field);
  }

  use({ path }: RecordEntry, use: Use): void {
    if (this.used.get(path) !== 'whole') this.used.set(path, use);
  }

  /** The value under one simplified name. */
  named(name: string): unknown {
    return this.#byName.get(name)?.value;
  }

  /** The same; it counts as used. */
  take(name: string, use: Use): unknown {
    const entry = this.#byName.get(name);
    if (entry) this.use(entry, use);
    return entry?.value;
  }

  /** `Betreff`, or a path: `kopf.betreff`. */
  #mapped(path: string): RecordEntry | null {
    if (Object.hasOwn(this.record, path)) return { path, key: path, value: this.record[path] };
    const direct = this.#byName.get(simplifyName(path));
    if (direct && !isEmpty(direct.value)) return direct;
    let value: unknown = this.record;
    for (const step of path.split('.').slice(0, 20))
      value = isRecord(value) && Object.hasOwn(value, step) ? value[step] : undefined;
    return isEmpty(value) ? null : { path, key: path, value };
  }
}

/** The members of a record, and those of the boxes in it that hold the message. */
function entriesOf(record: JsonRecord): readonly RecordEntry[] {
  const entries: RecordEntry[] = [];
  const queue: { record: JsonRecord; path: string; depth: number }[] = [{ record, path: '', depth: 0 }];
  for (let at = 0; at < queue.length; at++) {
    const { record: object, path, depth } = queue[at]!;
    const members = Object.entries(object);
    const alone = members.filter(([key, value]) => !isBoxed(value) && isTelling(key)).length < 2;
    for (const [key, value] of members) {
      const inside = path === '' ? key : `${path}.${key}`;
      const boxed = depth < DEEPEST_BOX ? boxOf(value) : null;
      if (boxed && isBox(key, boxed, alone)) queue.push({ record: boxed, path: inside, depth: depth + 1 });
      else entries.push({ path: inside, key, value });
    }
  }
  return entries;
}

const isBoxed = (value: unknown): boolean => typeof value === 'object' && value !== null;

/** An object; one in a list of its own; one that is written as text. */
function boxOf(value: unknown): JsonRecord | null {
  const only = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (!isRecord(only)) return null;
  const prototype = Object.getPrototypeOf(only) as unknown;
  return prototype === Object.prototype || prototype === null ? only : null;
}

function isBox(key: string, value: JsonRecord, alone: boolean): boolean {
  const name = simplifyName(key);
  if (OTHERS.test(name)) return false;
  const telling = Object.keys(value).filter(isTelling).length;
  if (BOXES.has(name) || isReadHeader(name, value)) {
    // Gmail's payload and a body with its type are read as such.
    const isBody = 'parts' in value || 'mimeType' in value || ('contentType' in value && Object.keys(value).length < 5);
    return (telling >= (fieldsOfKey(key).length ? 2 : 1) || holdsOneBox(value)) && !isBody;
  }
  return alone && telling >= 2 && !fieldsOfKey(key).length;
}

/** True for a header that a program has read already: its people are objects, or the header as it was written stands in it once more. */
const isReadHeader = (name: string, { from, header }: JsonRecord): boolean =>
  /^headers?$/.test(name) && (isRecord(from) || isRecord(header) || (Array.isArray(from) && isRecord(from[0])));

/** True for a box that tells nothing but holds one that does: `meta: {lang, email: {from, subject}}`. */
const holdsOneBox = (value: JsonRecord): boolean =>
  Object.entries(value).filter(
    ([key, member]) =>
      !OTHERS.test(simplifyName(key)) && Object.keys(boxOf(member) ?? {}).filter(isTelling).length >= 2,
  ).length === 1;

const TELLING = new Set<RecordFieldName>([
  'from',
  'fromEmail',
  'fromName',
  'sender',
  'senderEmail',
  'to',
  'toEmail',
  'cc',
  'date',
  'received',
  'subject',
  'text',
  'html',
  'messageId',
  'inReplyTo',
  'headers',
]);

const isTelling = (key: string): boolean => fieldsOfKey(key).some(({ field }) => TELLING.has(field));

/** True of an object that is no list. */
export function isRecord(value: unknown): value is JsonRecord {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** True for what says nothing: null, '', an empty list, `NaN`, `"None"`, a list of nothing. */
export function isEmpty(value: unknown): boolean {
  let inner = value;
  while (Array.isArray(inner) && inner.length === 1) inner = inner[0];
  if (typeof inner === 'string') return inner === '' || isNothing(inner);
  if (typeof inner === 'number') return Number.isNaN(inner);
  return inner === undefined || inner === null || inner === false || (Array.isArray(inner) && inner.length === 0);
}

/** The value itself, or the only one of a list, as text; `{"_value": "plan"}` → `plan`; undefined for anything else. */
export function scalarText(value: unknown): string | undefined {
  let inner = value;
  for (let depth = 0; depth < 4; depth++) {
    if (typeof inner === 'string') return inner;
    if (typeof inner === 'number' || typeof inner === 'bigint') return String(inner);
    if (Array.isArray(inner)) {
      const told = inner.filter((item) => !isEmpty(item));
      if (told.length !== 1) return undefined;
      inner = told[0];
    } else if (isRecord(inner)) {
      const key = SCALAR_KEYS.find((name) => Object.hasOwn(inner as JsonRecord, name));
      if (key === undefined) return undefined;
      inner = inner[key];
    } else return undefined;
  }
  return undefined;
}

const SCALAR_KEYS = ['$oid', '$numberLong', '_value', '#text', '$t', 'value', 'Value', 'Id', 'id', 'text', 'raw'];
