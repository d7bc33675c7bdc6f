import { copyMessage } from '../copy-message.js';
import { parseMessageIds } from '../header/message-id.js';
import type { Message, Receipt } from '../message.js';

/** A report of a mail server, as far as its sender tells. */
export const isLikePlainReport = ({ body, from, receipts }: Message): boolean =>
  body !== null && !receipts?.length && from !== null && /^(?:mailer-daemon|postmaster)(?:@|$)/i.test(from.address);

/** Characters of a report that are read. */
const LONGEST_REPORT = 40_000;
const MOST_RECIPIENTS = 100;

/** The line above the message that came back: `--- Below this line is a copy of the message.`, `----- Unsent message follows -----`. */
const RETURNED =
  /^[ \t>]*-{2,}[^\n]{0,40}\b(?:copy of|original|unsent|undelivered|returned|below this line)\b[^\n]{0,80}$/im;
/** That it did not arrive, for good. */
const FAILED =
  /\b(?:(?:could|can|was|were|did) ?n[o']t(?: able to)?(?: be)? deliver|unable to (?:be )?deliver|undeliverable|permanent (?:fatal )?error|permanently fail|address(?:es|\(es\))? failed|user unknown|unknown user|no such (?:user|mailbox|address)|returned to sender)/i;
/** What else a server reports: a copy that did arrive, or one that it still tries to deliver. */
const OTHERWISE =
  /\b(?:success|was delivered|were delivered|relayed|will (?:be )?(?:retr|try|keep|continue)|still (?:be )?try|delayed|no action is required|warning message|not yet been delivered|temporar)/i;

const ADDRESS = '<?([^\\s<>@:,;"]{1,64}@[^\\s<>:,;"]{1,255})>?';
/** An address that a line begins with, behind a reply code at most. */
const AT_LINE = new RegExp(`^[ \\t]{0,8}(?:\\d{3} )?${ADDRESS}`, 'gm');
/** `Your message to bo@fen.example could not be delivered`. */
const IN_SENTENCE = new RegExp(
  `\\b(?:to|for):?[ \\n]${ADDRESS}[ \\n](?:could not be|was not|cannot be|failed to be) delivered`,
  'gi',
);

/**
 * The message with what it reports, where it is a mail server's plain text of the years before reports had a part for programs (RFC 3464), or
 * of servers that never had one: that a message, which came back below with its Message-ID, did not reach the addresses that lines above begin with.
 *
 *     <bo@fen.example>:
 *     Sorry, no mailbox here by that name.
 *
 *     --- Below this line is a copy of the message.
 *
 * The message as it is where the text tells anything else as well: what arrived is never called lost.
 */
export function withPlainReport(message: Message): Message {
  const text = message.body!.text.slice(0, LONGEST_REPORT).replaceAll('\r', '');
  const line = RETURNED.exec(text);
  if (line === null) return message;
  const above = text.slice(0, line.index);
  if (!FAILED.test(above.replaceAll('\n', ' ')) || OTHERWISE.test(above.replaceAll('\n', ' '))) return message;
  const id = /^[ \t>]*message-id[ \t]*:[ \t]*([^\n]{1,300})/im.exec(text.slice(line.index))?.[1];
  const about = id === undefined ? undefined : parseMessageIds(id)[0];
  if (about === undefined) return message;
  const failed = [...above.matchAll(AT_LINE), ...above.matchAll(IN_SENTENCE)].slice(0, MOST_RECIPIENTS);
  const addresses = new Set(failed.map(([, address]) => address!.replace(/\.+$/, '')));
  if (addresses.size === 0) return message;
  const receipts = [...addresses].map((address): Receipt => {
    const { origin } = message;
    return { action: 'failed', recipient: { name: '', address }, about, date: null, detail: '', origin };
  });
  return copyMessage(message, { receipts });
}
