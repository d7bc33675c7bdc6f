import { learnAddresses } from '../../source/outlook/exchange-addresses.js';
import type { OutlookItem } from '../../source/outlook/mapi-object.js';
import { parseMailboxes } from '../address/mailbox.js';
import { normalizeAddress } from '../address/mailbox-address.js';
import type { Mailbox, Message } from '../message.js';
import { MapiValues } from './mapi-values.js';

/** Who an item is from and to. */
export type OutlookPeople = Pick<Message, 'from' | 'sender' | 'replyTo' | 'to' | 'cc' | 'bcc'>;

/** Numbers of the properties that name one person. */
interface PersonTags {
  readonly name: number;
  readonly type: number;
  readonly address: number;
  readonly smtp: number;
}

const REPRESENTED: PersonTags = { name: 0x42, type: 0x64, address: 0x65, smtp: 0x5d02 };
const SENDER: PersonTags = { name: 0xc1a, type: 0xc1e, address: 0xc1f, smtp: 0x5d01 };
const RECIPIENT: PersonTags = { name: 0x3001, type: 0x3002, address: 0x3003, smtp: 0x39fe };
const RECIPIENT_TYPE = 0xc15;
const TRANSMITTED_NAME = 0x3a20;
const DISPLAY = { to: 0xe04, cc: 0xe03, bcc: 0xe02 } as const;
const ROLES: ReadonlyMap<number, 'to' | 'cc' | 'bcc'> = new Map([
  [1, 'to'],
  [2, 'cc'],
  [3, 'bcc'],
]);

/**
 * Sender and recipients of an item: by its table of recipients, else by its header, else by the names that Outlook showed. An X.500 name
 * becomes the SMTP address that stands beside it in the item, in its header or elsewhere in the store; where none does it stays as it is.
 */
export function readOutlookPeople(
  item: OutlookItem,
  values: MapiValues,
  header: Message | null,
  isMeeting: boolean,
): OutlookPeople {
  const own = new Map(item.addresses);
  learnAddresses(item.object, own);
  const inHeader = namesOf(header);
  const person = (from: MapiValues, tags: PersonTags): Mailbox | null => personOf(from, tags, own, inHeader);
  const table = { to: [] as Mailbox[], cc: [] as Mailbox[], bcc: [] as Mailbox[] };
  for (const recipient of item.object.recipients) {
    const recipientValues = new MapiValues(recipient, '', values);
    const role = ROLES.get((recipientValues.number(RECIPIENT_TYPE) ?? 1) & 0xf);
    const mailbox = person(recipientValues, RECIPIENT);
    // A third kind of recipient of a meeting is a room or a thing: nobody was hidden.
    if (role && mailbox) table[isMeeting && role === 'bcc' ? 'to' : role].push(mailbox);
  }
  const isFilled = table.to.length + table.cc.length + table.bcc.length > 0;
  const recipients = (field: 'to' | 'cc' | 'bcc'): readonly Mailbox[] => {
    if (isFilled) return table[field];
    if (header?.[field].length) return header[field];
    return parseNames(values.text(DISPLAY[field]));
  };
  const represented = person(values, REPRESENTED);
  const sender = person(values, SENDER);
  const told = represented ?? sender;
  const from = header?.from && (header.from.address.includes('@') || told === null) ? header.from : told;
  const agent = header?.sender ?? (represented && sender && !isSame(represented, sender) ? sender : null);
  return {
    from,
    sender: agent !== null && from !== null && isSame(agent, from) ? null : agent,
    replyTo: header?.replyTo.length ? header.replyTo : [],
    to: recipients('to'),
    cc: recipients('cc'),
    bcc: recipients('bcc'),
  };
}

const isSame = (one: Mailbox, other: Mailbox): boolean =>
  one.address || other.address ? one.address.toLowerCase() === other.address.toLowerCase() : one.name === other.name;

/** `Ann Reed; Bob Holt` as Outlook shows recipients; names only. */
function parseNames(text: string): readonly Mailbox[] {
  return text
    .split(';')
    .map((name) => name.trim())
    .filter((name) => name !== '')
    .flatMap((name) => (name.includes('@') ? parseMailboxes(name) : [{ name: unquoted(name), address: '' }]));
}

const unquoted = (name: string): string => name.replace(/^'(.*)'$/, '$1').trim();

function personOf(
  values: MapiValues,
  { name, type, address, smtp }: PersonTags,
  addresses: ReadonlyMap<string, string>,
  inHeader: ReadonlyMap<string, string>,
): Mailbox | null {
  const shown = unquoted((values.text(name) || values.text(TRANSMITTED_NAME)).trim());
  const written = values.text(address).trim();
  const told = values.text(smtp).trim();
  const isExchange = values.text(type).toUpperCase() === 'EX' || written.startsWith('/');
  const found = told.includes('@')
    ? told
    : isExchange
      ? addresses.get(written.toLowerCase()) || inHeader.get(shown.toLowerCase()) || written
      : written;
  // QUIRK: exports of other programs write the name once more where the address belongs.
  const normal = found === shown && !found.includes('@') ? '' : normalizeAddress(found);
  if (!normal && !shown) return null;
  return { name: shown.toLowerCase() === normal.toLowerCase() ? '' : shown, address: normal };
}

/** SMTP addresses of the header by the name that stands before them, where one name has one address. */
function namesOf(header: Message | null): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  if (header === null) return found;
  const all = [header.from, header.sender, ...header.replyTo, ...header.to, ...header.cc, ...header.bcc];
  for (const mailbox of all) {
    if (!mailbox?.name || !mailbox.address.includes('@')) continue;
    const key = mailbox.name.toLowerCase();
    const known = found.get(key);
    found.set(key, known === undefined || known.toLowerCase() === mailbox.address.toLowerCase() ? mailbox.address : '');
  }
  return found;
}
