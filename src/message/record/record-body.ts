import { createHash } from 'node:crypto';
import type { Origin, RecordCell } from '../../source/source.js';
import type { RecordPlaces, StringPlaces } from '../body-places.js';
import { parseParameterizedValue } from '../header/content-type.js';
import type { Attachment, Body } from '../message.js';
import { decodeCharset } from '../mime/charset.js';
import { htmlToText } from '../mime/html-text.js';
import { findCellText } from './record-cell.js';
import { isEmpty, isRecord, type JsonRecord, type RecordFields } from './record-fields.js';
import { readRecordHeaders, recordHeader } from './record-headers.js';
import { findPackedText, findRecordText, type RecordBytes } from './record-text.js';

const MOST_PARTS = 1000;
/** Texts that are looked for in the bytes of one record; each look is a pass over them. */
const MOST_LOCATED = 20;

/** Text, page and attachments of one record. */
export interface RecordContents {
  readonly body: Body;
  readonly attachments: readonly Attachment[];
}

/** Body and attachments of a record; a stretch of the body has the bytes of the JSON string that says it, an attachment the record's. */
export function readRecordContents(
  fields: RecordFields,
  origin: Origin,
  bytes: RecordBytes | null = null,
  cells: readonly RecordCell[] = [],
): RecordContents {
  const payload = fields.named('payload');
  const found = isRecord(payload) ? readPayload(payload, origin, bytes) : readFlat(fields, origin, bytes, cells);
  const plain = joinTexts(found.plain);
  const html = found.html.length ? joinTexts(found.html) : null;
  const rendered = plain.trim() === '' && html !== null ? htmlToText(html) : null;
  const text = normalizeLines(rendered ?? plain);
  return {
    body: {
      text,
      html: html === null ? null : normalizeLines(html),
      textSource: text === '' ? 'none' : rendered === null ? 'record' : 'html',
      flowed: null,
      places: placesOf(rendered === null ? found.plain : found.html, rendered !== null, origin),
    },
    attachments: found.attachments,
  };
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
  readonly find: (text: string) => FoundText;
}

const joinTexts = (texts: readonly FoundText[]): string => texts.map(({ text }) => text).join('\n');

/** Where the joined texts stand. */
function placesOf(texts: readonly FoundText[], rendered: boolean, origin: Origin): RecordPlaces {
  let at = 0;
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
  return { plain: [], html: [], attachments: [], find };
}

/** Gmail's payload: a tree of parts with base64url data. */
function readPayload(payload: JsonRecord, origin: Origin, bytes: RecordBytes | null): Found {
  const found = emptyFound(origin, bytes);
  const stack: JsonRecord[] = [payload];
  for (let count = 0; stack.length && count < MOST_PARTS; count++) {
    const part = stack.pop()!;
    const parts = Array.isArray(part.parts) ? part.parts.filter(isRecord) : [];
    for (const child of [...parts].reverse()) stack.push(child);
    if (parts.length) continue;
    const type = typeof part.mimeType === 'string' ? part.mimeType.toLowerCase() : 'text/plain';
    const body = isRecord(part.body) ? part.body : {};
    const data = typeof body.data === 'string' ? Buffer.from(body.data, 'base64url') : null;
    const name = typeof part.filename === 'string' && part.filename ? part.filename : null;
    if (name === null && data && (type === 'text/plain' || type === 'text/html')) {
      const charset = parseParameterizedValue(
        recordHeader(readRecordHeaders(part.headers), 'content-type') ?? '',
      ).parameters.get('charset');
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
      found.attachments.push(attachmentOf({ name, type, data, size: Number(body.size) || 0, origin }));
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
  const html = fields.value('html');
  const text = fields.value('text');
  if (typeof html === 'string') found.html.push(found.find(html));
  readText(text, found);
  if (!found.plain.length && !found.html.length) readText(fields.value('preview'), found);
  const attachments = fields.value('attachments');
  if (Array.isArray(attachments))
    for (const item of attachments.slice(0, MOST_PARTS)) readAttachment(item, found, origin);
  return found;
}

/** A text, `{content, contentType}` (Graph), `{text, html}`, or a list of texts. */
function readText(value: unknown, found: Found): void {
  if (typeof value === 'string') (looksLikeHtml(value) ? found.html : found.plain).push(found.find(value));
  else if (Array.isArray(value)) {
    for (const item of value) if (typeof item === 'string') found.plain.push(found.find(item));
  } else if (isRecord(value)) {
    const content = value.content ?? value.Content ?? value.value ?? value.data;
    const type = String(value.contentType ?? value.ContentType ?? value.type ?? '').toLowerCase();
    if (typeof content === 'string') {
      if (type.includes('html') || (!type && looksLikeHtml(content))) found.html.push(found.find(content));
      else found.plain.push(found.find(content));
      return;
    }
    for (const [key, list] of [
      ['text', found.plain],
      ['plain', found.plain],
      ['html', found.html],
    ] as const)
      if (typeof value[key] === 'string') list.push(found.find(value[key]));
  }
}

const looksLikeHtml = (text: string): boolean =>
  /^\s*<(?:!doctype|html|head|body|div|p|table|span|meta|style|font|br)\b/i.test(text.slice(0, 500));

function readAttachment(item: unknown, found: Found, origin: Origin): void {
  if (typeof item === 'string')
    found.attachments.push(attachmentOf({ name: item, type: 'application/octet-stream', data: null, size: 0, origin }));
  if (!isRecord(item)) return;
  const name = [item.filename, item.fileName, item.name, item.Name].find((value) => typeof value === 'string' && value);
  const type = [item.contentType, item.mimeType, item.type, item.ContentType].find(
    (value) => typeof value === 'string' && value,
  );
  const content = item.contentBytes ?? item.content ?? item.data;
  const data =
    content instanceof Uint8Array
      ? content
      : typeof content === 'string' && !isEmpty(content)
        ? Buffer.from(content, 'base64')
        : null;
  found.attachments.push(
    attachmentOf({
      name: typeof name === 'string' ? name : null,
      type: typeof type === 'string' ? type.toLowerCase() : 'application/octet-stream',
      data,
      size: Number(item.size) || 0,
      origin,
    }),
  );
}

function attachmentOf(from: {
  name: string | null;
  type: string;
  data: Uint8Array | null;
  size: number;
  origin: Origin;
}): Attachment {
  return {
    name: from.name,
    contentType: from.type,
    size: from.data ? from.data.length : from.size,
    sha256: from.data ? createHash('sha256').update(from.data).digest('hex') : '',
    message: from.type === 'message/rfc822',
    origin: from.origin,
  };
}
