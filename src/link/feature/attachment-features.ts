import type { Attachment } from '../../message/message.js';
import { hashWord } from '../../text/word-hashes.js';

/** An attached file as the linker compares it. */
export interface AttachmentFeatures {
  /** Hash of the content's SHA-256. */
  readonly content: number;
  /** Hash of the file name; 0 if it has none. */
  readonly name: number;
  /** Bytes. */
  readonly size: number;
}

const NOTHING: readonly AttachmentFeatures[] = [];

/** The attached files of a message; keys, signatures and calendar entries are no files that anybody carries on. */
export function readAttachmentFeatures(attachments: readonly Attachment[]): readonly AttachmentFeatures[] {
  if (attachments.length === 0) return NOTHING;
  return attachments
    .filter(({ contentType, size }) => size > 0 && !isWrapping(contentType))
    .map(({ sha256, name, size }) => ({ content: hashWord(sha256), name: name === null ? 0 : hashWord(name), size }));
}

function isWrapping(contentType: string): boolean {
  const type = contentType.toLowerCase();
  return PARTS.some((part) => type.includes(part));
}

const PARTS = ['signature', 'pkcs7', 'pgp-', 'calendar', '/ics', 'vcard', 'ms-tnef', 'delivery-status'];
