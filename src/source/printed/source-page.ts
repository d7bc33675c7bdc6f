import { isUtf8 } from 'node:buffer';
import { undoEntities } from '../../text/html-entities.js';
import { decodeWindows1252 } from '../../text/windows-1252.js';
import type { Format } from '../format/format.js';
import { headerNames } from '../format/header-scan.js';
import { type RecordPage, RecordPageCutter } from './record-page.js';

/**
 * A page that shows the source of a mail, saved as a web page: Gmail's "Original Message", or what a browser makes of a plain text. The
 * mail is what stands in its one `<pre>`, entities undone; what the page says around it, it says of that mail.
 *
 *     <table> … From: Ann Moor … SPF: PASS … </table>
 *     <pre class="raw_message_text">Delivered-To: bo@quay.example …</pre>      ← the message
 */
export const sourcePage: Format<'text'> = {
  names: ['text'],
  recognises: ({ bytes }, context) => !context.maildir && isPage(bytes) && sourceOf(bytes) !== null,
  cutter: (_head, context) => new RecordPageCutter(PAGE, context),
};

const PAGE: RecordPage = {
  what: 'a page that shows the source of a mail',
  read: (bytes) => {
    const raw = sourceOf(bytes);
    return raw === null ? null : { raw };
  },
};

const isPage = (bytes: Buffer): boolean => /^(?:\ufeff|\xef\xbb\xbf)?\s{0,100}</.test(bytes.toString('latin1', 0, 110));

/** Bytes from the start of a page in which the source begins. */
const LOOK = 65_536;
const START = /<pre\b[^>]{0,400}>\s{0,10}/i;
/** Fields that no printed header has. */
const SENT = ['message-id', 'received', 'mime-version', 'return-path', 'delivered-to'];

/** The source that a page shows, as far as its bytes are there; null where it shows none. */
function sourceOf(bytes: Buffer): string | null {
  const look = bytes.toString('latin1', 0, LOOK);
  const found = START.exec(look);
  if (found === null) return null;
  const start = found.index + found[0].length;
  const close = bytes.indexOf('</pre', start, 'latin1');
  const shown = bytes.subarray(start, close < 0 ? bytes.length : close);
  const head = Buffer.from(undoEntities(shown.toString('latin1', 0, 4000)), 'latin1');
  const names = headerNames(head, 0, head.length);
  if (!SENT.some((name) => names.includes(name)) || !names.includes('from')) return null;
  return undoEntities(isUtf8(shown) ? shown.toString('utf8') : decodeWindows1252(shown));
}
