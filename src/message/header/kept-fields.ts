// Long because one packed layout is written and read here and nowhere else.

import type { Mailbox, Message, Subject } from '../message.js';
import { latin1 } from '../mime/charset.js';
import type { FieldRange } from './field-range.js';

/**
 * Header fields of one message in a page of bytes that it shares with others, so that a million messages fit into memory and
 * the engine need not move them about. Behind a head (`HEAD`) stands a record a field,
 *
 *     code, offset (3), length (3), name length, then the field's bytes as they stand: `Subject: plan`
 *
 * one byte each, numbers with the highest byte first. A field is found by hopping from record to record.
 */
export interface KeptFields {
  readonly page: FieldPage;
  /** Index of the head in the page: a multiple of 8. */
  readonly at: number;
}

/** One buffer, seen as bytes, words and doubles, and what all pages of a run share. */
export interface FieldPage {
  readonly bytes: Buffer;
  readonly words: Int32Array;
  readonly doubles: Float64Array;
  readonly memory: PageMemory;
}

/** What a run remembers of its rows. */
export interface PageMemory {
  /** Reads a message whole of which fields were left out; null where none were. */
  readWhole: ((row: KeptFields) => Message) | null;
  /** What was read last: key and line of a thread ask for the same, one after the other. */
  from: { readonly row: KeptFields | null; readonly from: Mailbox | null };
  subject: { readonly row: KeptFields | null; readonly subject: Subject };
  whole: { readonly row: KeptFields; readonly message: Message } | null;
}

/** The memory of a run that begins. */
const emptyMemory = (): PageMemory => ({
  readWhole: null,
  from: { row: null, from: null },
  subject: { row: null, subject: { text: '', base: '', reply: false, forward: false } },
  whole: null,
});

/** What is known of a message besides its fields. */
export interface KeptNumbers {
  /** Milliseconds since 1970; NaN where undated. */
  readonly time: number;
  /** Minutes east of UTC; null where unknown. */
  readonly zone: number | null;
  /** A small number that the reader gives a meaning. */
  readonly dateSource: number;
  readonly offset: number;
  readonly length: number;
  /** -1 = none. */
  readonly row: number;
  readonly bytesOffset: number;
}

/**
 * The head of a message in its page:
 *
 *     doubles  0 time   1 offset   2 bytesOffset
 *     words    6 length   7 row   8 codes that are there, a bit each   9 bytes of all records   10 zone   11 date source
 */
const HEAD = 48;
const NO_ZONE = 0x7fffffff;
const PAGE_LENGTH = 1 << 18;

/** Fields that threading needs, by lower-case name. Other fields have the code 0; all codes are below 32. */
export const FIELD_CODES = {
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
  'x-original-message-id': 22,
  'x-google-original-message-id': 23,
  'x-mailman-original-message-id': 24,
  'x-microsoft-original-message-id': 25,
  'x-alt-message-id': 26,
  'resent-message-id': 27,
  'x-universally-unique-identifier': 28,
  /** No field of a header: the text that a stand-in for the date was read from. */
  '$date-text': 29,
  /** No field of a header either: the charset of what stands in it beyond ASCII without being encoded. */
  $charset: 30,
} as const;

/** Fields that hold words of people, which may stand in the header as they are: From to Subject, and X-From to X-Bcc. */
export const holdsWords = (code: number): boolean => (code >= 5 && code <= 11) || (code >= 14 && code <= 17);

/** A header field that is kept when headers alone are read, in lower case. */
export type FieldName = keyof typeof FIELD_CODES;

const CODES: ReadonlyMap<string, number> = new Map(
  Object.entries(FIELD_CODES).filter(([name]) => name !== '$date-text' && name !== '$charset'),
);
const RECORD_HEAD = 8;
/** A header of more than 16 MB is damage: fields beyond, or longer ones, are not kept. */
export const LARGEST_FIELD = 0xffffff;

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

/** Fields that threading does not need, and that are read again from the file where somebody asks. */
const LEFT_OUT = (1 << 7) | (1 << 8) | (1 << 9) | (1 << 10);
const LEAN = 0x100;

/** Collects fields; one is used over and over. */
export class FieldKeeper {
  readonly memory: PageMemory;
  #page: FieldPage;
  /** Where the message at hand begins, and where its next record goes. */
  #start = 0;
  #end = HEAD;
  #codes = 0;
  /** True leaves out the recipients: a quarter of the memory. Whoever sets it sees to it that they can be read again. */
  lean = false;

  constructor(memory: PageMemory = emptyMemory()) {
    this.memory = memory;
    this.#page = newPage(PAGE_LENGTH, memory);
  }

  /** Copies a field of `bytes`. */
  keep(bytes: Uint8Array, code: number, field: FieldRange): void {
    const { start, end } = field;
    const length = end - start;
    if (start > LARGEST_FIELD || length > LARGEST_FIELD || (this.lean && (LEFT_OUT & (1 << code)) !== 0)) return;
    const page = this.#makeRoom(length + RECORD_HEAD);
    let at = this.#end;
    page[at] = code;
    page[at + 1] = start >> 16;
    page[at + 2] = start >> 8;
    page[at + 3] = start;
    page[at + 4] = length >> 16;
    page[at + 5] = length >> 8;
    page[at + 6] = length;
    page[at + 7] = Math.min(field.nameEnd - start, 255);
    at += RECORD_HEAD;
    if (length > LONG) page.set(bytes.subarray(start, end), at);
    else for (let from = start; from < end; from++) page[at + from - start] = bytes[from]!;
    this.#codes |= 1 << code;
    this.#end = at + length;
  }

  /** Keeps a text that stands nowhere in the header. */
  keepText(code: number, text: string): void {
    const bytes = Buffer.from(`:${text}`, 'latin1');
    this.keep(bytes, code, { start: 0, nameEnd: 0, valueStart: 1, end: Math.min(bytes.length, LARGEST_FIELD) });
  }

  /** Forgets the fields so far. */
  drop(): void {
    this.#end = this.#start + HEAD;
    this.#codes = 0;
  }

  /** The page and the place of the fields so far; the keeper is empty then. */
  take(numbers: KeptNumbers = NO_NUMBERS): KeptFields {
    this.#makeRoom(0);
    const page = this.#page;
    const at = this.#start;
    const word = at >> 2;
    const double = at >> 3;
    page.doubles[double] = numbers.time;
    page.doubles[double + 1] = numbers.offset;
    page.doubles[double + 2] = numbers.bytesOffset;
    page.words[word + 6] = numbers.length;
    page.words[word + 7] = numbers.row;
    page.words[word + 8] = this.#codes;
    page.words[word + 9] = this.#end - at - HEAD;
    page.words[word + 10] = numbers.zone ?? NO_ZONE;
    page.words[word + 11] = numbers.dateSource | (this.lean ? LEAN : 0);
    this.#start = (this.#end + 7) & ~7;
    this.drop();
    return { page, at };
  }

  /** Takes back the room of what was taken last, once nobody needs it any more. */
  giveBack({ page, at }: KeptFields): void {
    if (page !== this.#page) return;
    this.#start = at;
    this.drop();
  }

  /** Moves the message at hand to a page of its own where this one is full. */
  #makeRoom(length: number): Buffer {
    const { bytes } = this.#page;
    if (this.#end + length <= bytes.length) return bytes;
    const kept = Math.max(this.#end - this.#start, HEAD);
    const larger = newPage(Math.max(PAGE_LENGTH, (kept + length) * 2), this.memory);
    if (this.#start < bytes.length) larger.bytes.set(bytes.subarray(this.#start, this.#end));
    this.#page = larger;
    this.#start = 0;
    this.#end = kept;
    return larger.bytes;
  }
}

/** From here on the engine's own copying is quicker than a loop. */
const LONG = 200;

const NO_NUMBERS: KeptNumbers = {
  time: Number.NaN,
  zone: null,
  dateSource: 0,
  offset: 0,
  length: 0,
  row: -1,
  bytesOffset: 0,
};

function newPage(length: number, memory: PageMemory): FieldPage {
  const bytes = Buffer.allocUnsafeSlow((length + 7) & ~7);
  return pageOfBuffer(bytes.buffer as ArrayBuffer, memory);
}

/** A page over a buffer that another thread filled. */
export function pageOfBuffer(buffer: ArrayBuffer, memory: PageMemory): FieldPage {
  return { bytes: Buffer.from(buffer), words: new Int32Array(buffer), doubles: new Float64Array(buffer), memory };
}

/** Milliseconds since 1970; NaN where undated. */
export const keptTime = ({ page, at }: KeptFields): number => page.doubles[at >> 3]!;

/** Which field the date was read from, as its number. */
export const keptDateSource = ({ page, at }: KeptFields): number => page.words[(at >> 2) + 11]! & 0xff;

/** True where recipients were left out. */
export const isLean = ({ page, at }: KeptFields): boolean => (page.words[(at >> 2) + 11]! & LEAN) !== 0;

/** The other numbers of a message. */
export function keptNumbers({ page, at }: KeptFields): KeptNumbers {
  const { words, doubles } = page;
  const word = at >> 2;
  const double = at >> 3;
  const zone = words[word + 10]!;
  return {
    time: doubles[double]!,
    offset: doubles[double + 1]!,
    bytesOffset: doubles[double + 2]!,
    length: words[word + 6]!,
    row: words[word + 7]!,
    zone: zone === NO_ZONE ? null : zone,
    dateSource: words[word + 11]! & 0xff,
  };
}

/** Raw value of the first field of that name, or undefined. */
export function keptValue(kept: KeptFields, name: FieldName): string | undefined {
  const code = FIELD_CODES[name];
  if (!hasCode(kept, code)) return undefined;
  const at = findRecord(kept, code, kept.at + HEAD);
  return at < 0 ? undefined : valueAt(kept.page.bytes, at);
}

/** Raw values of all fields of that name, in order. */
export function keptValues(kept: KeptFields, name: FieldName): readonly string[] {
  const code = FIELD_CODES[name];
  if (!hasCode(kept, code)) return NONE;
  const { bytes } = kept.page;
  const values: string[] = [];
  for (let at = findRecord(kept, code, kept.at + HEAD); at >= 0; at = findRecord(kept, code, nextRecord(bytes, at)))
    values.push(valueAt(bytes, at));
  return values;
}

const NONE: readonly string[] = [];

/** True if a field of one of these names was kept. */
export const hasAnyOf = ({ page, at }: KeptFields, names: FieldSet): boolean =>
  (page.words[(at >> 2) + 8]! & names) !== 0;

/** Names of fields, a bit each. */
export type FieldSet = number;

/** A set of header fields, as bits. */
export const fieldSet = (names: readonly FieldName[]): FieldSet =>
  names.reduce((set, name) => set | (1 << FIELD_CODES[name]), 0);

/** Every kept field with its place: `offset` counts from the first byte of the message. */
export function keptFields(
  kept: KeptFields,
): readonly { name: string; value: string; offset: number; length: number }[] {
  const fields = [];
  const { bytes } = kept.page;
  const end = endOfRecords(kept);
  for (let at = kept.at + HEAD; at < end; at = nextRecord(bytes, at)) {
    if (bytes[at] === FIELD_CODES['$date-text'] || bytes[at] === FIELD_CODES.$charset) continue;
    const start = at + RECORD_HEAD;
    fields.push({
      name: latin1(bytes, start, start + nameLength(bytes, at)),
      value: valueAt(bytes, at),
      offset: number24(bytes, at + 1),
      length: number24(bytes, at + 4),
    });
  }
  return fields;
}

const hasCode = ({ page, at }: KeptFields, code: number): boolean => (page.words[(at >> 2) + 8]! & (1 << code)) !== 0;

const endOfRecords = ({ page, at }: KeptFields): number => at + HEAD + page.words[(at >> 2) + 9]!;

function findRecord(kept: KeptFields, code: number, from: number): number {
  const { bytes } = kept.page;
  const end = endOfRecords(kept);
  for (let at = from; at < end; at = nextRecord(bytes, at)) if (bytes[at] === code) return at;
  return -1;
}

const number24 = (bytes: Uint8Array, at: number): number => (bytes[at]! << 16) | (bytes[at + 1]! << 8) | bytes[at + 2]!;

const nextRecord = (bytes: Uint8Array, at: number): number => at + RECORD_HEAD + number24(bytes, at + 4);

function nameLength(bytes: Buffer, at: number): number {
  const length = bytes[at + 7]!;
  if (length < 255) return length;
  const start = at + RECORD_HEAD;
  return latin1(bytes, start, bytes.indexOf(COLON, start)).trimEnd().length;
}

function valueAt(bytes: Buffer, at: number): string {
  let colon = at + RECORD_HEAD + nameLength(bytes, at);
  while (bytes[colon] !== COLON) colon++;
  return latin1(bytes, colon + 1, nextRecord(bytes, at));
}

const COLON = 58;
