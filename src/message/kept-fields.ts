import { latin1 } from './charset.js';
import type { FieldRange } from './header-fields.js';

/**
 * Header fields of one message in a single flat string, so that a million messages fit into memory: a record a field,
 *
 *     code, offset (3), length (3), name length, then the field's bytes as they stand: `Subject: plan`
 *
 * each number a latin1 character a byte. A field is found by hopping from record to record.
 */
export type KeptFields = string;

/** Fields that threading needs, by lower-case name. Other fields have the code 0. */
const FIELD_CODES = {
  'message-id': 1,
  'in-reply-to': 2,
  references: 3,
  date: 4,
  from: 5,
  sender: 6,
  'reply-to': 7,
  to: 8,
  cc: 9,
  bcc: 10,
  subject: 11,
  'thread-index': 12,
  'x-gm-thrid': 13,
  'x-from': 14,
  'x-to': 15,
  'x-cc': 16,
  'x-bcc': 17,
  in_reply_to: 18,
  $ref: 19,
  $messageid: 20,
  'apparently-to': 21,
  'x-original-message-id': 30,
  'x-google-original-message-id': 31,
  'x-mailman-original-message-id': 32,
  'x-microsoft-original-message-id': 33,
  'x-alt-message-id': 34,
  'resent-message-id': 35,
  'x-universally-unique-identifier': 36,
} as const;

export type FieldName = keyof typeof FIELD_CODES;

const CODES: ReadonlyMap<string, number> = new Map(Object.entries(FIELD_CODES));
const RECORD_HEAD = 8;
const LARGEST = 0xffffff;

/** Code of a field name in any case; 0 for a field that threading does not need. */
export function fieldCode(name: string): number {
  const known = spellings.get(name);
  if (known !== undefined) return known;
  const code = CODES.get(name.toLowerCase()) ?? 0;
  if (spellings.size < MOST_SPELLINGS) spellings.set(name, code);
  return code;
}

/** Codes of names as they were written before: few spellings cover all mail. */
const spellings = new Map<string, number>();
const MOST_SPELLINGS = 1000;

/** Collects fields; one is used over and over. */
export class FieldKeeper {
  #scratch = Buffer.allocUnsafe(16_384);
  #length = 0;

  /** Copies a field of `bytes`. A header of more than 16 MB is damage: what lies beyond is not kept. */
  keep(bytes: Uint8Array, code: number, field: FieldRange): void {
    const { start, end } = field;
    const length = end - start;
    if (start > LARGEST || length > LARGEST) return;
    if (this.#length + length + RECORD_HEAD > this.#scratch.length) this.#grow(length);
    const scratch = this.#scratch;
    let at = this.#length;
    scratch[at] = code;
    scratch[at + 1] = start >> 16;
    scratch[at + 2] = start >> 8;
    scratch[at + 3] = start;
    scratch[at + 4] = length >> 16;
    scratch[at + 5] = length >> 8;
    scratch[at + 6] = length;
    scratch[at + 7] = Math.min(field.nameEnd - start, 255);
    at += RECORD_HEAD;
    for (let from = start; from < end; from++) scratch[at++] = bytes[from]!;
    this.#length = at;
  }

  /** The fields so far as one string; the keeper is empty then. */
  take(): KeptFields {
    const kept = latin1(this.#scratch, 0, this.#length);
    this.#length = 0;
    return kept;
  }

  #grow(length: number): void {
    const larger = Buffer.allocUnsafe((this.#length + length + RECORD_HEAD) * 2);
    this.#scratch.copy(larger, 0, 0, this.#length);
    this.#scratch = larger;
  }
}

/** Raw value of the first field of that name, or undefined. */
export function keptValue(kept: KeptFields, name: FieldName): string | undefined {
  const at = findRecord(kept, FIELD_CODES[name], 0);
  return at < 0 ? undefined : valueAt(kept, at);
}

/** Raw values of all fields of that name, in order. */
export function keptValues(kept: KeptFields, name: FieldName): readonly string[] {
  const code = FIELD_CODES[name];
  let at = findRecord(kept, code, 0);
  if (at < 0) return NONE;
  const values: string[] = [];
  for (; at >= 0; at = findRecord(kept, code, nextRecord(kept, at))) values.push(valueAt(kept, at));
  return values;
}

const NONE: readonly string[] = [];

/** Every kept field with its place: `offset` counts from the first byte of the message. */
export function keptFields(
  kept: KeptFields,
): readonly { name: string; value: string; offset: number; length: number }[] {
  const fields = [];
  for (let at = 0; at < kept.length; at = nextRecord(kept, at)) {
    const start = at + RECORD_HEAD;
    fields.push({
      name: kept.slice(start, start + nameLength(kept, at)),
      value: valueAt(kept, at),
      offset: number24(kept, at + 1),
      length: number24(kept, at + 4),
    });
  }
  return fields;
}

function findRecord(kept: KeptFields, code: number, from: number): number {
  for (let at = from; at < kept.length; at = nextRecord(kept, at)) if (kept.charCodeAt(at) === code) return at;
  return -1;
}

const number24 = (text: string, at: number): number =>
  (text.charCodeAt(at) << 16) | (text.charCodeAt(at + 1) << 8) | text.charCodeAt(at + 2);

const nextRecord = (kept: KeptFields, at: number): number => at + RECORD_HEAD + number24(kept, at + 4);

function nameLength(kept: KeptFields, at: number): number {
  const length = kept.charCodeAt(at + 7);
  if (length < 255) return length;
  const start = at + RECORD_HEAD;
  return kept.slice(start, kept.indexOf(':', start)).trimEnd().length;
}

function valueAt(kept: KeptFields, at: number): string {
  const start = at + RECORD_HEAD;
  const colon = kept.indexOf(':', start + nameLength(kept, at));
  return kept.slice(colon + 1, nextRecord(kept, at));
}
