import type { Message } from '../message/message.js';

/** True for a copy of which an encryption alone can be seen: PGP's block in the text, or no text beside the part of S/MIME or PGP/MIME. */
export function isEncrypted({ body, attachments }: Message): boolean {
  if (body === null) return false;
  if (/^\s{0,200}-----BEGIN PGP MESSAGE-----/.test(body.text)) return true;
  return body.text.trim() === '' && attachments.some(({ contentType }) => ENCRYPTED.test(contentType));
}

const ENCRYPTED = /^application\/(?:(?:x-)?pkcs7-mime|pgp-encrypted)\b/i;
