import { WholeCutter } from './eml.js';
import type { CutContext, Format, Head } from './format.js';
import { headerNames, nextLine, skipBlank } from './header-scan.js';
import { hasPrintedHeader } from './text.js';

/**
 * A mail that somebody saved as a web page: `.html`, or `.mht`/`.mhtml` with its pictures. What stands in the page is the message; the
 * header of an MHT file is the browser's.
 *
 *     From: <Saved by Windows Internet Explorer 8>    ← no sender
 *     Content-Type: multipart/related; …
 *     <html>…<b>From:</b> Mira Holm …                 ← the sender
 *
 * A page without a printed header is no mail; an `.mht` with sender and recipients of its own is a message as any `.eml`.
 */
export const page: Format<'text'> = {
  names: ['text'],
  recognises: (head, context) => kindOf(head, context) !== null,
  cutter: (head, context) => new WholeCutter('text', context, kindOf(head, context)!),
};

function kindOf({ bytes }: Head, context: CutContext): 'html' | 'mht' | null {
  if (context.maildir) return null;
  if (isSavedPage(bytes)) return 'mht';
  return isHtml(bytes) && hasPrintedHeader(stripTags(bytes.toString('utf8'))) ? 'html' : null;
}

/** True for bytes that begin as a web page does. */
export function isHtml(bytes: Uint8Array): boolean {
  const start = Buffer.from(bytes.subarray(0, 2000)).toString('latin1');
  return /^(?:\xef\xbb\xbf)?\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--(?:(?!-->)[\s\S]){0,500}-->\s*){0,20}<(?:!doctype html|html|head|body|meta|title|style)\b/i.test(
    start,
  );
}

/** Fields that tell that a message was sent, or to whom. */
const SENT = ['message-id', 'received', 'return-path', 'delivered-to', 'to', 'cc', 'bcc'];

/** MHT (RFC 2557) as browsers and Word write it: the header of a MIME document that nobody sent. */
function isSavedPage(bytes: Buffer): boolean {
  const start = skipBlank(bytes, 0, bytes.length);
  const names = new Set(headerNames(bytes, start, bytes.length));
  if (!names.has('mime-version') || !names.has('content-type') || SENT.some((name) => names.has(name))) return false;
  const header = unfolded(bytes, start);
  if (/^from:[^\n]*@/im.test(header)) return false;
  if (!/^content-type: *(?:multipart\/related|text\/html)/im.test(header)) return false;
  return (
    ['snapshot-content-location', 'content-location'].some((name) => names.has(name)) ||
    /^from: *"?<?saved by/im.test(header) ||
    /^content-location:/im.test(bytes.toString('latin1', start, start + 16_384)) ||
    bytes.includes('Single File Web Page', start, 'latin1')
  );
}

function unfolded(bytes: Buffer, start: number): string {
  let end = start;
  while (end < bytes.length && end - start < 16_384 && bytes[end] !== 10 && bytes[end] !== 13)
    end = nextLine(bytes, end, bytes.length);
  return bytes.toString('latin1', start, end).replace(/\r?\n[ \t]+/g, ' ');
}

const BREAKS =
  /<\/?(?:address|blockquote|body|br|dd|div|dl|dt|h[1-6]|head|hr|html|li|ol|p|pre|table|tbody|title|tr|ul)\b[^>]{0,2000}>/gi;

const stripTags = (html: string): string =>
  html
    .replace(/\s+/g, ' ')
    .replace(BREAKS, '\n')
    .replace(/<[^>]{0,5000}>/g, '')
    .replace(/&nbsp;|&#160;/gi, ' ')
    .replace(/\n\s+/g, '\n');
