import type { Origin } from '../../source/source.js';
import { normalizeAddress } from '../address/mailbox-address.js';
import { unfold } from '../header/encoded-word.js';
import { parseMessageDate } from '../header/message-date.js';
import { parseMessageIds } from '../header/message-id.js';
import type { Mailbox, Receipt } from '../message.js';

const MOST_RECIPIENTS = 5000;

const DELIVERY_ACTIONS: ReadonlyMap<string, Receipt['action']> = new Map([
  ['delivered', 'delivered'],
  ['relayed', 'relayed'],
  ['expanded', 'relayed'],
  ['delayed', 'delayed'],
  ['failed', 'failed'],
]);
const READ_ACTIONS: ReadonlyMap<string, Receipt['action']> = new Map([
  ['displayed', 'opened'],
  ['deleted', 'deleted'],
]);

/**
 * Reads the machine's part of a delivery report (message/delivery-status, RFC 3464 §2): a group of fields for the message, one for each
 * recipient. `about` is the id of the message that came back with it.
 */
export function readDeliveryStatus(text: string, about: string | null, origin: Origin): readonly Receipt[] {
  const receipts: Receipt[] = [];
  for (const group of text.split(/\r?\n[ \t]*\r?\n/)) {
    const fields = fieldsOf(group);
    const action = DELIVERY_ACTIONS.get((fields.get('action') ?? '').trim().toLowerCase());
    const recipient = recipientOf(fields);
    if (action === undefined || recipient === null || receipts.length >= MOST_RECIPIENTS) continue;
    receipts.push({
      action,
      recipient,
      about,
      date: dateOf(fields.get('last-attempt-date')),
      detail: [fields.get('status'), afterType(fields.get('diagnostic-code'))].filter(Boolean).join(' ').slice(0, 500),
      origin,
    });
  }
  return receipts;
}

/**
 * Reads the machine's part of a read receipt (message/disposition-notification, RFC 8098 §3). Only that a message was displayed or deleted is
 * taken for something that happened to it; what a program did with it by rule is not. `about` stands in where it names no message.
 */
export function readDisposition(text: string, about: string | null, origin: Origin): readonly Receipt[] {
  const fields = fieldsOf(text);
  const [mode = '', kinds = ''] = (fields.get('disposition') ?? '').toLowerCase().split(';');
  const action = READ_ACTIONS.get(kinds.split('/')[0]!.trim());
  const recipient = recipientOf(fields);
  if (action === undefined || recipient === null) return [];
  const isAutomatic = mode.trim().startsWith('automatic-action');
  return [
    {
      action,
      recipient,
      about: parseMessageIds(fields.get('original-message-id') ?? '')[0] ?? about,
      date: null,
      detail: isAutomatic ? 'by a program, not by hand' : '',
      origin,
    },
  ];
}

function fieldsOf(group: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const line of group.replace(/\r?\n[ \t]+/g, ' ').split(/\r?\n/)) {
    const match = /^([A-Za-z0-9-]{1,60})[ \t]*:[ \t]*(.*)$/.exec(line);
    if (match && !fields.has(match[1]!.toLowerCase())) fields.set(match[1]!.toLowerCase(), unfold(match[2]!).trim());
  }
  return fields;
}

/** The address as its sender wrote it, else the one that it ended at. */
function recipientOf(fields: ReadonlyMap<string, string>): Mailbox | null {
  for (const name of ['original-recipient', 'final-recipient']) {
    const address = normalizeAddress(afterType(fields.get(name)));
    if (address.includes('@')) return { name: '', address };
  }
  return null;
}

/** `rfc822; bo@fen.example` → the address. */
const afterType = (value: string | undefined): string => (value ?? '').replace(/^[\w-]+[ \t]*;[ \t]*/, '').trim();

function dateOf(value: string | undefined): Receipt['date'] {
  const date = value === undefined ? null : parseMessageDate(value);
  return date && { time: date.time, offset: date.offset };
}
