import { isRecord, type JsonRecord } from './record-fields.js';

/** The types by which stores write each value as an object of one member: DynamoDB's and Firestore's. */
const TYPES = new Set(
  (
    'S N B BOOL NULL L M SS NS stringValue integerValue doubleValue booleanValue nullValue timestampValue bytesValue ' +
    'referenceValue arrayValue mapValue'
  ).split(' '),
);
const DEEPEST = 20;

/**
 * A record without the types that its store writes around each value; any other as it is.
 *
 * `{from: {S: "Ann"}, cc: {L: [{S: "Bo"}]}}` → `{from: "Ann", cc: ["Bo"]}`; `{fields: {subject: {stringValue: "Plan"}}}` → `{subject: "Plan"}`.
 */
export function withoutTypes(record: unknown): unknown {
  const members =
    isRecord(record) && isRecord(record.fields) && typeof record.name === 'string' ? record.fields : record;
  if (!isRecord(members)) return record;
  const values = Object.values(members);
  return values.filter(isTyped).length >= 2 ? bare(members) : record;
}

function isTyped(value: unknown): value is JsonRecord {
  if (!isRecord(value)) return false;
  const keys = Object.keys(value);
  return keys.length === 1 && TYPES.has(keys[0]!);
}

const bare = (record: JsonRecord, depth = 0): JsonRecord =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, bareValue(value, depth)]));

/** Bounded in its depth. */
function bareValue(value: unknown, depth: number): unknown {
  if (!isTyped(value) || depth > DEEPEST) return value;
  const [[type, inner]] = Object.entries(value) as [[string, unknown]];
  if (type === 'NULL' || type === 'nullValue') return null;
  const list = type === 'arrayValue' && isRecord(inner) ? (inner.values ?? []) : inner;
  if (Array.isArray(list)) return list.map((item) => bareValue(item, depth + 1));
  const map = type === 'mapValue' && isRecord(inner) ? (inner.fields ?? {}) : inner;
  return isRecord(map) ? bare(map, depth + 1) : map;
}
