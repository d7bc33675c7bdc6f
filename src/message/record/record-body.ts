import type { Origin, Problem, RecordCell, StoredFact } from '../../source/source.js';
import type { RecordPlaces, StringPlaces } from '../body-places.js';
import { parseParameterizedValue } from '../header/content-type.js';
import { locateInBody } from '../locate-in-body.js';
import type { Attachment, Body } from '../message.js';
import { decodeCharset } from '../mime/charset.js';
import { htmlToText } from '../mime/html-text.js';
import { ownHeaderLength, type RecordHead } from './own-header.js';
import { readAttachments } from './record-attachments.js';
import { findCellText } from './record-cell.js';
import { isRecord, type JsonRecord, type RecordFields } from './record-fields.js';
import { readRecordHeaders, recordHeader } from './record-headers.js';
import { findPackedText, findRecordText, type RecordBytes } from './record-text.js';
import { readTextParts } from './record-text-parts.js';

const MOST_PARTS = 1000;
/** Texts that are looked for in the bytes of one record; each look is a pass over them. */
const MOST_LOCATED = 20;

/** Text, page and attachments of one record. */
export interface RecordContents {
  readonly body: Body;
  readonly attachments: readonly Attachment[];
  readonly problems: readonly Problem[];
  /** The header of the message itself as it stood printed above its text, and was left out of it; absent where there was none. */
  readonly printed?: StoredFact;
}

/** Body and attachments of a record; a stretch of the body has the bytes of the JSON string that says it, an attachment the record's. */
export function readRecordContents(
  fields: RecordFields,
  origin: Origin,
  bytes: RecordBytes | null = null,
  cells: readonly RecordCell[] = [],
  head: RecordHead | null = null,
): RecordContents {
  const payload = payloadOf(fields);
  const packed = payload ? readPayload(payload, fields, origin, bytes) : null;
  // A program may keep the tree of parts and have written the text beside it.
  const isBare = packed !== null && !packed.plain.length && !packed.html.length;
  const flat = packed === null || isBare ? readFlat(fields, origin, bytes, cells) : null;
  const found =
    flat && packed ? { ...flat, attachments: [...packed.attachments, ...flat.attachments] } : (packed ?? flat!);
  const plain = joinTexts(found.plain);
  const html = found.html.length ? joinTexts(found.html) : null;
  const rendered = plain.trim() === '' && html !== null ? htmlToText(html) : null;
  const whole = normalizeLines(rendered ?? plain);
  const cut = head === null || rendered !== null ? 0 : ownHeaderLength(whole, head);
  const text = whole.slice(cut);
  if (cut > 0) for (const { text: written } of found.plain) fields.kept.add(written);
  const places = placesOf(rendered === null ? found.plain : found.html, rendered !== null, origin, cut);
  return {
    ...(cut === 0 ? {} : { printed: printedHeader(whole.slice(0, cut), places, cut) }),
    body: {
      text,
      html: html === null ? null : normalizeLines(html),
      textSource: text === '' ? 'none' : rendered === null ? 'record' : 'html',
      flowed: null,
      places,
    },
    attachments: found.attachments,
    problems: found.problems,
  };
}

/** Gmail's tree of parts, if the record has it. */
export function payloadOf(fields: RecordFields): JsonRecord | null {
  const payload = fields.named('payload');
  return isRecord(payload) ? payload : null;
}

const normalizeLines = (text: string): string => (text.includes('\r') ? text.replace(/\r\n?/g, '\n') : text);

interface FoundText {
  readonly text: string;
  /** Null where the record's bytes are not known, or no one string of them says the text. */
  readonly string: StringPlaces | null;
}

interface Found {
  readonly plain: FoundText[];
  readonly html: FoundText[];
  readonly attachments: Attachment[];
  readonly problems: Problem[];
  readonly find: (text: string) => FoundText;
}

const joinTexts = (texts: readonly FoundText[]): string => texts.map(({ text }) => text).join('\n');

/** What stood above the text, as a fact with its place. */
function printedHeader(value: string, places: RecordPlaces, length: number): StoredFact {
  const origin = locateInBody({ text: value, places }, { start: -length, end: 0 });
  return { name: 'printed above the text', value: value.trim().replace(/\s*\n\s*/g, ' | '), origin };
}

/** Where the joined texts stand, of which the first `cut` characters are no text of the body. */
function placesOf(texts: readonly FoundText[], rendered: boolean, origin: Origin, cut: number): RecordPlaces {
  // Not minus: of nothing cut, JSON would not give back -0.
  let at = 0 - cut;
  const runs = texts.map(({ text, string }) => {
    const textStart = at;
    const textEnd = at + normalizeLines(text).length;
    at = textEnd + 1;
    return { textStart, textEnd, string };
  });
  return { kind: 'record', origin, rendered, runs };
}

function emptyFound(origin: Origin, bytes: RecordBytes | null, cells: readonly RecordCell[] = []): Found {
  let looked = 0;
  const find = (text: string): FoundText => ({
    text,
    string: bytes
      ? looked++ < MOST_LOCATED
        ? findRecordText(bytes, text, origin)
        : null
      : findCellText(cells, text, origin),
  });
  return { plain: [], html: [], attachments: [], problems: [], find };
}

/** Gmail's payload: a tree of parts with base64url data. */
function readPayload(payload: JsonRecord, fields: RecordFields, origin: Origin, bytes: RecordBytes | null): Found {
  const found = emptyFound(origin, bytes);
  const stack: JsonRecord[] = [payload];
  for (let count = 0; stack.length && count < MOST_PARTS; count++) {
    const part = stack.pop()!;
    const parts = Array.isArray(part.parts) ? part.parts.filter(isRecord) : [];
    for (const child of [...parts].reverse()) stack.push(child);
    if (typeof part.mimeType === 'string') fields.kept.add(part.mimeType);
    const partHeaders = readRecordHeaders(part.headers);
    for (const { name, value } of partHeaders) fields.kept.add(name).add(value);
    if (parts.length) continue;
    const type = typeof part.mimeType === 'string' ? part.mimeType.toLowerCase() : 'text/plain';
    const body = isRecord(part.body) ? part.body : {};
    const data = typeof body.data === 'string' ? Buffer.from(body.data, 'base64url') : null;
    const name = typeof part.filename === 'string' && part.filename ? part.filename : null;
    if (data) fields.kept.add(String(body.data));
    if (name !== null) fields.kept.add(name);
    if (name === null && data && (type === 'text/plain' || type === 'text/html')) {
      const charset = parseParameterizedValue(recordHeader(partHeaders, 'content-type') ?? '').parameters.get(
        'charset',
      );
      // QUIRK: the Gmail API converts text to UTF-8 and leaves the old charset in the part's header.
      const text =
        decodeCharset(data, 'utf-8').charset === 'utf-8'
          ? decodeCharset(data, 'utf-8').text
          : decodeCharset(data, charset ?? null).text;
      const string =
        bytes && found.plain.length + found.html.length < MOST_LOCATED
          ? findPackedText(bytes, String(body.data), data, text, origin)
          : null;
      (type === 'text/html' ? found.html : found.plain).push({ text, string });
    } else if (!type.startsWith('multipart/') && (name !== null || data || body.attachmentId))
      for (const attachment of readAttachments(
        { filename: name, mimeType: type, content: data, size: body.size },
        fields.kept,
        origin,
      ))
        found.attachments.push(attachment);
  }
  return found;
}

function readFlat(
  fields: RecordFields,
  origin: Origin,
  bytes: RecordBytes | null,
  cells: readonly RecordCell[],
): Found {
  const found = emptyFound(origin, bytes, cells);
  const values = fields.named('bodyvalues');
  const context = { kept: fields.kept, values: isRecord(values) ? values : null };
  const take = (field: 'text' | 'html'): boolean => {
    for (const entry of fields.candidates(field)) {
      const read = readTextParts(entry.value, field, context);
      if (!read.plain.length && !read.html.length && !read.attached.length) continue;
      for (const text of read.plain) found.plain.push(found.find(text));
      // JMAP names the same parts under textBody and htmlBody.
      for (const text of read.html)
        if (![...found.html, ...found.plain].some((other) => other.text === text)) found.html.push(found.find(text));
      for (const item of read.attached)
        for (const attachment of readAttachments(item, fields.kept, origin)) found.attachments.push(attachment);
      if (read.truncated) found.problems.push(cutText(origin));
      fields.use(entry, 'parts');
      if (read.plain.length || read.html.length) return true;
    }
    return false;
  };
  take('text');
  const before = found.plain.length;
  take('html');
  // `htmlBody` of a mail without HTML holds its text once more.
  if (before > 0)
    for (const { text } of found.plain.splice(before))
      if (found.plain.every((other) => other.text !== text)) fields.kept.delete(text);
  if (!found.plain.length && !found.html.length) readPreview(fields, found, origin);
  for (const entry of fields.candidates('attachments').slice(0, 1)) {
    fields.use(entry, 'parts');
    for (const attachment of readAttachments(entry.value, fields.kept, origin)) found.attachments.push(attachment);
  }
  return found;
}

function readPreview(fields: RecordFields, found: Found, origin: Origin): void {
  const stringsOf = (value: unknown) =>
    (Array.isArray(value) ? value : [value]).filter((one) => typeof one === 'string');
  const entry = fields.candidates('preview').find(({ value }) => stringsOf(value).length);
  if (!entry) return;
  fields.use(entry, 'whole');
  for (const text of stringsOf(entry.value)) found.plain.push(found.find(text));
  found.problems.push({
    code: 'text-is-preview',
    severity: 'notice',
    message: `Of the text only a preview stands in the record (${entry.path}); it may be cut.`,
    origin,
  });
}

const cutText = (origin: Origin): Problem => ({
  code: 'text-truncated',
  severity: 'notice',
  message: 'The record says that its text was cut.',
  origin,
});
