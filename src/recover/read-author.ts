import type { Mailbox } from '../message/message.js';
import { findBehalf } from '../quote/attribution/on-behalf.js';
import { readPerson } from '../quote/header-block/embedded-mailbox.js';
import type { EmbeddedHeader } from '../quote/segment.js';

/**
 * `From: list-bounces@example.org On Behalf Of Ann Doe` was written by Ann: Outlook names the Sender first, then the From.
 *
 * Outlook for Mac: `"list on behalf of Ann Doe" <list-bounces@example.org on behalf of ann@example.org> wrote:`.
 */
export function readAuthor(header: EmbeddedHeader, body: string): Mailbox | null {
  if (header.from === null) return null;
  const raw = body.slice(header.start, Math.min(header.end, header.start + 1000));
  // A wrap may stand between the words and the name: what follows up to the next label is one value.
  const text = raw.replace(header.style === 'attribution' ? /\n[>|\s]*/g : /\n[>|\s]*(?![>|\s]|[^\s:]{1,20} ?:)/g, ' ');
  const named = findBehalf(text);
  if (!named) return header.from;
  const first = text.slice(named.end);
  const again = findBehalf(first);
  if (!again) return readPerson(first.slice(0, first.search(/\n|>?\s*wrote|$/))) ?? header.from;
  const second = first.slice(again.end);
  const name = first.slice(0, first.search(/["<\n]|$/)).trim();
  const address = readPerson(second.slice(0, second.search(/[>\n]|$/)))?.address ?? '';
  return name || address ? { name, address } : header.from;
}
