import { parseMailboxes } from '../address/mailbox.js';
import { normalizeAddress } from '../address/mailbox-address.js';
import { decodeWords } from '../header/encoded-word.js';
import type { Mailbox } from '../message.js';
import { isEmpty, isRecord, type JsonRecord, simplifyName } from './record-fields.js';

const ADDRESS_NAMES = ['address', 'email', 'emailaddress', 'mail', 'smtp', 'smtpaddress', 'mailbox', 'addr'];
const NAME_NAMES = ['name', 'displayname', 'fullname', 'personal', 'label'];

/**
 * Mailboxes of a record's field however it holds them: a header text, a list of texts, `{name, email|address}`, Graph's
 * `{emailAddress: {name, address}}`, mailparser's `{value: [...]}`, a list of any of these.
 */
export function readRecordPeople(value: unknown, single = false): readonly Mailbox[] {
  const found: Mailbox[] = [];
  const queue: unknown[] = [value];
  for (let at = 0; at < queue.length && at < 20_000; at++) {
    const item = queue[at];
    if (isEmpty(item)) continue;
    if (typeof item === 'string')
      for (const mailbox of readText(item, single, Array.isArray(value))) found.push(mailbox);
    else if (Array.isArray(item)) for (const member of item) queue.push(member);
    else if (isRecord(item)) queue.push(...readObject(item, found));
  }
  return found;
}

/** A text in a list is one mailbox, so a comma in a bare name is no separator. */
function readText(text: string, single: boolean, listed: boolean): readonly Mailbox[] {
  return parseMailboxes(text, { single: single || listed });
}

/** Reads `{name, address}`; gives back what lies deeper. */
function readObject(item: JsonRecord, found: Mailbox[]): readonly unknown[] {
  const byName = new Map(Object.entries(item).map(([key, value]) => [simplifyName(key), value]));
  const inner = byName.get('emailaddress');
  if (isRecord(inner)) return [inner];
  if (Array.isArray(byName.get('value'))) return [byName.get('value')];
  if (Array.isArray(byName.get('group'))) return [byName.get('group')];
  const text = (names: readonly string[]): string => {
    for (const name of names) {
      const value = byName.get(name);
      if (typeof value === 'string' && value.trim()) return value.trim();
    }
    return '';
  };
  const address = text(ADDRESS_NAMES);
  const name = text(NAME_NAMES);
  if (address) found.push({ name: decodeWords(name).trim(), address: normalizeAddress(address) });
  else if (name) found.push({ name: decodeWords(name).trim(), address: '' });
  else if (typeof byName.get('text') === 'string') return [byName.get('text')];
  return [];
}
