import { EMPTY_MESSAGE } from '../message/empty-message.js';
import { NO_HEADER } from '../message/header-text.js';
import type { HeaderText, Message } from '../message/message.js';
import type { EmbeddedMessage, SplitBody } from '../quote/segment.js';
import type { Origin } from '../source/source.js';
import { wellFormed } from '../text/well-formed.js';
import type { CaseRow } from './case-schema.js';
import { unpackJson } from './pack-json.js';

/** A message as it stands in the tables. */
export interface MessageRows {
  readonly row: Pick<CaseRow<'message'>, (typeof PLACE)[number] | 'record'>;
  readonly header: string;
  /** As JSON, not packed yet. */
  readonly content: string | null;
  /** Headers of the quotations, without their texts; null where there is none. */
  readonly outline: string | null;
}

const PLACE = ['source', 'byte', 'length', 'custodian', 'folder', 'bates_begin', 'bates_end'] as const;

/** What stands in the `content` of a message: its body, the messages attached to it, and how the body was split. */
export interface MessageContent {
  readonly body: Message['body'];
  readonly embedded: readonly Message[];
  readonly split: SplitBody | null;
}

/** Puts a message into rows; `split` is that of the copy that stands for all. */
export const messageRows = (message: Message, split: SplitBody | null): MessageRows => ({
  row: messageRow(message),
  ...contentRows(message, split),
});

/** What a message tells without its contents. */
export function messageRow(message: Message): MessageRows['row'] {
  const { headers, body, embedded, sentTime, origin, custodian, folder, ...told } = message;
  // What most messages do not have is not written.
  const record = Object.entries(told).filter(([name, value]) => !isNothing(value) || !(name in EMPTY_MESSAGE));
  return {
    source: wellFormed(origin.source),
    byte: origin.offset,
    length: origin.length,
    custodian: wellFormed(custodian),
    folder: wellFormed(folder),
    bates_begin: wellFormed(told.production?.begin ?? null),
    bates_end: wellFormed(told.production?.end ?? null),
    record: JSON.stringify({ ...Object.fromEntries(record), ...exactPlace(message) }),
  };
}

/** The contents of a message. */
export function contentRows(
  { headers, body, embedded }: Pick<Message, 'headers' | 'body' | 'embedded'>,
  split: SplitBody | null,
): Omit<MessageRows, 'row'> {
  const content: MessageContent = { body, embedded, split };
  const isEmpty = body === null && embedded.length === 0 && split === null;
  return {
    header: JSON.stringify(headers),
    content: isEmpty ? null : JSON.stringify(content),
    outline: split?.embedded.length ? JSON.stringify(split.embedded.map(outlineOf)) : null,
  };
}

/** What the columns cannot say of where a message stands: its row, and names that are no well-formed text. */
function exactPlace({ origin, custodian, folder }: Message): ExactPlace {
  const names = [origin.source, custodian ?? '', folder ?? ''];
  if (origin.row === undefined && names.every((name) => wellFormed(name) === name)) return {};
  return { place: { origin, custodian, folder } };
}

interface ExactPlace {
  readonly place?: Pick<Message, 'origin' | 'custodian' | 'folder'>;
}

const isNothing = (value: unknown): boolean => value === null || (Array.isArray(value) && value.length === 0);

/** A quotation without its text: enough for who asks who quoted whom, when, and whether it was forwarded. */
const outlineOf = ({ header, depth, quotedBy }: EmbeddedMessage): EmbeddedMessage => ({
  header,
  depth,
  quotedBy,
  text: '',
  ranges: [],
});

/** A split body of which only the headers of quotations are read back. */
export const splitOfOutline = (outline: string): SplitBody => ({
  segments: [],
  embedded: JSON.parse(outline) as EmbeddedMessage[],
  authored: '',
});

/** Reads a message back; without its content as where bodies are not read. */
export function messageOf(row: MessageRows['row'], header: string | null, content: MessageContent | null): Message {
  const { place, ...told } = JSON.parse(row.record) as Pick<Message, 'subject'> & Partial<Message> & ExactPlace;
  const { source, byte: offset, length, custodian, folder } = row;
  const origin: Origin = place?.origin ?? { source, offset, length };
  return {
    ...EMPTY_MESSAGE,
    origin,
    custodian: place ? place.custodian : custodian,
    folder: place ? place.folder : folder,
    ...told,
    headers: header === null ? NO_HEADER : (JSON.parse(header) as HeaderText),
    body: content?.body ?? null,
    embedded: content?.embedded ?? [],
  };
}

/** Reads the content of a message back; null where its body was not read when the case was built. */
export const unpackContent = (content: Uint8Array | null): MessageContent | null =>
  content === null ? null : (unpackJson(content) as MessageContent);
