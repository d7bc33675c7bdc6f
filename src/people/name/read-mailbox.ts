import type { Mailbox } from '../../message/message.js';
import { type AddressForm, readAddress } from './address-form.js';
import { type NameForm, readName, spellLocalPart } from './name-form.js';
import { isListHost, isRelay } from './relay-address.js';

/** A mailbox as people are told apart by it: by address, else by name. */
export interface MailboxReading {
  readonly address: AddressForm | null;
  readonly spelling: string;
  /** '' where there is none. */
  readonly name: string;
  readonly form: NameForm;
  /** True where the address only passes on what the one of this name wrote (a list, a tracker): it is not this person's. */
  readonly relayed: boolean;
}

/**
 * The address and the name of a mailbox; null where it holds neither. An address in the name's place is taken as the address, and
 * what is neither (`e-mail`, `.jane@x.org`, a fax number) is not taken for one. A list that writes itself into From
 * (`Ann Roe via Harbour <harbour@lists.x.org>`) leaves the name alone, whose the address is not.
 */
export function readMailbox(mailbox: Mailbox): MailboxReading | null {
  let spelling = mailbox.address.trim();
  let name = cleanName(mailbox.name);
  let address = spelling ? readAddress(spelling) : null;
  if (!address && name) {
    const hidden = readAddress(name);
    if (hidden.kind !== 'other') {
      address = hidden;
      spelling = name;
      name = '';
    }
  }
  if (address?.kind === 'other') {
    name ||= /^(?:@|$)/.test(address.key) && spelling.includes('@') ? '' : cleanName(spelling);
    address = null;
  }
  // QUIRK: archives made an address of a given name: `Jane (E-mail)` became `e-mail <.jane@x.org>`.
  if (address?.kind === 'smtp' && address.local.startsWith('.')) {
    name ||= spellLocalPart(address.local);
    address = null;
  }
  if (address && name.includes('@')) {
    const inner = innerAddress(name, address);
    if (inner) return { ...inner, form: readName(inner.name), relayed: false };
    if (readAddress(name).key === address.key) name = '';
  }
  const passed = address && name ? passedOn(name, address) : null;
  if (passed !== null) return { address, spelling, name: passed, form: readName(passed), relayed: true };
  if (!address && !/[\p{L}\p{N}]/u.test(name)) return null;
  return { address, spelling, name, form: readName(name), relayed: false };
}

/** Words that address books and programs write for a kind of address; none is a name. */
const NO_NAME =
  /^[([]?(?:e-?mail|mail|business|home|work|office|fax|mobile|pager|internet|in%|smtp|ex|notes|b?cc)(?:[ -](?:e-?mail|address|fax|phone))?(?: \d)?[)\]:]?$/i;

/** QUIRK: the kernel's get_maintainer.pl writes why somebody is asked in the place of the name: `(open list:NETWORKING DRIVERS)`. */
const ROLE =
  /^\(?(?:open|moderated|subscriber) list(?:[: ]|\)?$)|^\(?(?:maintainer|supporter|reviewer|commit_signer):/i;

/** A display name without what is no part of it: `(bcc: Jane Doe`, `Jane Doe \\(E-mail\\)`, `Jane Doe [FAX: ...]`, `e-mail`. */
function cleanName(text: string): string {
  const name = text
    .replace(/\\+(?=[()"'\\])/g, '')
    .replace(/^\s*"([^"]*)"\s*$/, '$1')
    .replace(/^\s*\(?\s*b?cc:\s*([^()]*)\)?\s*$/i, '$1')
    .replace(/\s*\[(?:fax|tel|phone|pager):[^\]]*\]?\s*$/i, '')
    .replace(/\s+imcea[a-z]+-\S*$/i, '')
    .trim();
  return NO_NAME.test(name) || ROLE.test(name) ? '' : name;
}

/** QUIRK: Yahoo Groups against DMARC: `"Ann Roe ann@x.org [harbour]" <harbour@yahoogroups.com>`: the sender stands in the name. */
function innerAddress(
  name: string,
  address: AddressForm,
): Pick<MailboxReading, 'address' | 'spelling' | 'name'> | null {
  const written = /^(.{0,100}?)\s*[<(]?([^\s<>()[\]@]{1,64}@[^\s<>()[\]@]{3,120})[>)]?\s*(\[[^\]]{1,60}\])?$/.exec(
    name,
  );
  if (!written || !(isListHost(address) || written[3]?.slice(1, -1).toLowerCase() === address.local)) return null;
  const own = readAddress(written[2]!);
  return own.kind === 'smtp' && own.key !== address.key
    ? { address: own, spelling: written[2]!, name: cleanName(written[1]!.replace(/^["']+|["']+$/g, '')) }
    : null;
}

/** Whose words a list, a tracker or a deputy passes on: the name alone; null where the address is the bearer's own. */
function passedOn(name: string, address: AddressForm): string | null {
  const via = /^(.{1,100}?)\s+(?:\(?via|par l'interm\u00e9diaire de|\u00fcber|durch)\s+\S/iu.exec(name);
  if (via && (/\bvia\s/i.test(name) || isRelay(address))) return bareName(via[1]!);
  const behalf = /\bon behalf of\s+(.{1,100})$/i.exec(name);
  if (behalf) return spellsFamily(address.local, behalf[1]!) ? null : bareName(behalf[1]!);
  if (!isRelay(address) && !isListHost(address)) return null;
  const person = bareName(name);
  return readName(person).full && !spellsFamily(address.local, person) ? person : null;
}

/** `'Ann Roe' (Jira)` \u2192 `Ann Roe`; `annroe (Ann Roe)` \u2192 `Ann Roe`. */
function bareName(text: string): string {
  const login = /^[^\s()]{1,40} \(([^()]{3,80})\)$/.exec(text.trim());
  const name = login && readName(login[1]!).full ? login[1]! : text.replace(/\s*[([][^()[\]]*[)\]]\s*$/, '');
  return (name.trim() || text).replace(/^[\s"'\u2018\u201c]+|[\s"'\u2019\u201d]+$/g, '');
}

/** True where an address's local part holds the family name: then it is the bearer's own, wherever it lies. */
function spellsFamily(local: string, name: string): boolean {
  const { family, full } = readName(name);
  const letters = family.replace(/[^\p{L}]/gu, '');
  return full && letters.length > 2 && local.replace(/[^\p{L}]/gu, '').includes(letters);
}
