import { createHash } from 'node:crypto';
import type { Origin } from '../../source/source.js';
import type { Attachment } from '../message.js';
import { isEmpty, isRecord, type JsonRecord } from './record-fields.js';
import { listInText } from './record-list.js';
import { simplifyName } from './record-names.js';

const MOST_ATTACHMENTS = 10_000;

/** The files that a record names: objects with name, type and base64 content, names in a list, or names in one text. */
export function readAttachments(value: unknown, kept: Set<string>, origin: Origin): readonly Attachment[] {
  const list = listOf(value);
  return list.slice(0, MOST_ATTACHMENTS).flatMap((item) => readAttachment(item, kept, origin));
}

function listOf(value: unknown): readonly unknown[] {
  const told = listInText(value);
  if (Array.isArray(told)) return told;
  if (typeof told === 'string') return told.split(/\s*[;|\n]\s*/).filter((name) => !isEmpty(name));
  if (!isRecord(told)) return [];
  const files = Object.values(told);
  return files.length && files.every(isRecord) ? files : [told];
}

function readAttachment(item: unknown, kept: Set<string>, origin: Origin): readonly Attachment[] {
  if (typeof item === 'string') {
    kept.add(item);
    return [attachmentOf({ name: item, type: 'application/octet-stream', data: null, size: 0, origin })];
  }
  if (!isRecord(item)) return [];
  const byName = new Map(Object.entries(item).map(([key, value]) => [simplifyName(key), value]));
  const text = (names: readonly string[]): string | null => {
    const found = names.map((name) => byName.get(name)).find((value) => typeof value === 'string' && value !== '');
    if (typeof found === 'string') kept.add(found);
    return (found as string | undefined) ?? null;
  };
  const name = text(['filename', 'name', 'title', 'originalname']);
  const type = text(['contenttype', 'mimetype', 'type', 'mime']);
  const content = ['contentbytes', 'content', 'data', 'base64', 'body']
    .map((key) => byName.get(key))
    .find((held) => !isEmpty(held));
  if (typeof content === 'string') kept.add(content);
  return [
    attachmentOf({
      name,
      type: (type ?? 'application/octet-stream').toLowerCase(),
      data: dataOf(content),
      size: Number(byName.get('size') ?? byName.get('contentlength') ?? byName.get('length')) || 0,
      origin,
    }),
  ];
}

/** Bytes as they are, base64, a text as it stands, or Node's `{type: 'Buffer', data: [...]}`. */
function dataOf(content: unknown): Uint8Array | null {
  if (content instanceof Uint8Array) return content;
  if (typeof content === 'string')
    return Buffer.from(content, /^[A-Za-z0-9+/_\s-]*={0,2}\s*$/.test(content) ? 'base64' : 'utf8');
  return isRecord(content) ? bufferOf(content) : null;
}

/** Node's way of writing bytes in JSON. */
export function bufferOf(value: JsonRecord): Uint8Array | null {
  const { data } = value;
  return value.type === 'Buffer' && Array.isArray(data) && data.every((byte) => typeof byte === 'number')
    ? Uint8Array.from(data)
    : null;
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
