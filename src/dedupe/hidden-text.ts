import type { Message } from '../message/message.js';

/** True for a copy of which an encryption alone can be seen: PGP's block in the text, or no text beside the part of S/MIME or PGP/MIME. */
export function isEncrypted({ body, attachments }: Message): boolean {
  if (body === null) return false;
  if (/^\s{0,200}-----BEGIN PGP MESSAGE-----/.test(body.text)) return true;
  return body.text.trim() === '' && attachments.some(({ contentType }) => ENCRYPTED.test(contentType));
}

const ENCRYPTED = /^application\/(?:(?:x-)?pkcs7-mime|pgp-encrypted)\b/i;

/** Longest note that stands where a text was, in characters. */
const LONGEST_NOTE = 300;
const DOCUMENT = '(?:document|message|e-?mail|item|body|contents?|text|record|page)s?';
const NOTES = [
  `(?:(?:this|the) )?(?:(?:entire|original|whole) )?${DOCUMENT}\\b.{0,60}\\b(?:withheld|redacted|archived|removed|deleted|not produced|produced (?:natively|(?:in|as) native))\\b`,
  `(?:${DOCUMENT} )?(?:withheld|redacted)\\b`,
  '(?:attorney.client )?privileged?\\b.{0,40}\\b(?:withheld|redacted)\\b',
];
const NOTE = new RegExp(`^\\W{0,20}(?:${NOTES.join('|')})`, 'i');

/**
 * True for a copy that holds a note where its text was: a release withheld it (`DOCUMENT WITHHELD - PRIVILEGED`), an archive or a rule of
 * retention took it away (`This message has been archived by ...`). Somebody may as well write so: it tells nothing alone.
 */
export const isNoteForText = ({ body }: Message): boolean =>
  body !== null && body.text.length <= LONGEST_NOTE && NOTE.test(body.text.replace(/\s+/g, ' ').trim());

/** True for a subject that a release wrote where the mail's own was: `[Privileged]`. */
export const isNoteForSubject = ({ subject }: Message): boolean =>
  /^[^\p{L}]{0,5}(?:privileged?|withheld|redacted)(?:$|[^\p{L}].{0,40}$)/iu.test(subject.text);

/** True for a copy whose own text cannot be read. */
export const isTextHidden = (message: Message): boolean => isEncrypted(message) || isNoteForText(message);
