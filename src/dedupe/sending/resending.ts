import { parseMailboxes } from '../../message/address/mailbox.js';
import { parseMessageDate } from '../../message/header/message-date.js';
import { fieldsNamed } from '../../message/header-text.js';
import type { HeaderField, Mailbox, Message, MessageDate } from '../../message/message.js';
import type { Origin } from '../../source/source.js';
import { identityOf } from '../same-header.js';

/** That somebody passed a message on as it was, under its own header (RFC 5322 §3.6.6): what programs call redirect, bounce or resend. */
export interface Resending {
  /** Resent-From, else Resent-Sender. */
  readonly from: Mailbox;
  /** Resent-To, Resent-Cc and Resent-Bcc, each person once. */
  readonly to: readonly Mailbox[];
  /** Resent-Date; null where none can be read. */
  readonly date: Pick<MessageDate, 'time' | 'offset' | 'precision'> | null;
  /** The fields that say so, in the copy that has them. */
  readonly origin: Origin;
}

/** No mail was passed on more often; a header that says so is hostile. */
const MOST = 500;
const ASKED = /^(?:resent-(?:from|sender|to|cc|bcc|date|message-id)|received|return-path|delivered-to)$/i;
const OF_LISTS = /^(?:list-id|list-post|x-mailing-list)$/i;

/**
 * Who passed the message on as it was, to whom and when, as its copies say, oldest first. Each resending stands above those before it; a
 * list that resends to its readers, and who resends to himself alone, are none.
 */
export function resendingsOfCopies(copies: readonly Message[]): readonly Resending[] {
  const found = new Map<string, Resending>();
  for (const copy of copies)
    for (const block of resentBlocks(copy)) {
      const resending = readBlock(block, copy);
      if (resending === null) continue;
      const who = [resending.from, ...resending.to].map(identityOf).join(' ');
      const key = `${resending.date?.time} ${who}`;
      if (!found.has(key)) found.set(key, resending);
    }
  return [...found.values()].sort((a, b) => timeOf(a) - timeOf(b)).slice(0, MOST);
}

const timeOf = ({ date }: Resending): number => date?.time ?? Number.MAX_SAFE_INTEGER;

/** The fields of each resending: one ends where a server's mark stands, or a field comes again. */
function resentBlocks({ headers }: Message): readonly (readonly HeaderField[])[] {
  const blocks: HeaderField[][] = [];
  let open: HeaderField[] | null = null;
  for (const field of fieldsNamed(headers, ASKED)) {
    const name = field.name.toLowerCase();
    if (!name.startsWith('resent-')) {
      open = null;
      continue;
    }
    if (open === null || open.some((other) => other.name.toLowerCase() === name)) {
      open = [];
      blocks.push(open);
    }
    open.push(field);
  }
  return blocks.slice(0, MOST);
}

function readBlock(block: readonly HeaderField[], { headers }: Message): Resending | null {
  const textOf = (name: string) => block.find((field) => field.name.toLowerCase() === `resent-${name}`)?.value.trim();
  const from = parseMailboxes(textOf('from') ?? textOf('sender') ?? '', { single: true })[0];
  if (from === undefined) return null;
  const to = new Map<string, Mailbox>();
  for (const name of ['to', 'cc', 'bcc'])
    for (const mailbox of parseMailboxes(textOf(name) ?? '')) to.set(identityOf(mailbox), mailbox);
  const others = [...to.keys()].filter((one) => one !== identityOf(from));
  if (others.length === 0 && (to.size > 0 || fieldsNamed(headers, OF_LISTS).length > 0)) return null;
  const date = parseMessageDate(textOf('date') ?? '');
  const [first, last] = [block[0]!.origin, block.at(-1)!.origin];
  const isDay = date?.oddity === 'time-missing';
  return {
    from,
    to: [...to.values()],
    date: date && { time: date.time, offset: date.offset, ...(isDay && { precision: 'day' as const }) },
    origin: { ...first, length: Math.max(first.length, last.offset + last.length - first.offset) },
  };
}
