import { WholeCutter } from './eml.js';
import type { Format, Head } from './format.js';

const PRINTED_FIELD =
  /^[ \t>*]{0,8}(from|sent|to|subject|date|von|gesendet|an|betreff|de|envoyé|à|objet|enviado|para|asunto|da|inviato|oggetto|van|verzonden|aan|onderwerp) ?:/i;
const SEPARATOR = /^[ \t>]{0,8}(-{2,12} ?(original|forwarded|ursprüngliche|message d'origine|mensaje original)|_{20})/i;

/**
 * A conversation printed or pasted as plain text: no mail header at the top, but the header blocks that mail programs
 * put above a quoted message. The whole text is one message; the stages after this one split it.
 */
export const text: Format = {
  recognises: (head, context) =>
    isText(head) &&
    ((context.named && /\.txt$/i.test(context.source)) || hasPrintedHeader(head.bytes.toString('utf8'))),
  cutter: (_head, context) => new WholeCutter('text', context),
};

/** True if the bytes can be text: no control characters but white space and the escapes of old charsets. */
function isText(head: Head): boolean {
  const { bytes } = head;
  const end = Math.min(bytes.length, 65536);
  let strange = 0;
  for (let index = 0; index < end; index++) {
    const byte = bytes[index]!;
    if (byte === 0) return false;
    if (byte < 32 && !(byte >= 9 && byte <= 13) && byte !== 27) strange++;
  }
  return strange * 200 < end;
}

/** True for a text that shows the header block of a printed or quoted message: three of its labels on lines one below the other. */
export function hasPrintedHeader(shown: string): boolean {
  const lines = shown.split(/\r\n|\r|\n/);
  let run = 0;
  for (const line of lines) {
    if (SEPARATOR.test(line)) return true;
    if (!PRINTED_FIELD.test(line)) run = 0;
    else if (++run >= 3) return true;
  }
  return false;
}
