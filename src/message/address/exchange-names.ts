import type { Mailbox } from '../message.js';
import { parseMailboxes } from './mailbox.js';

/**
 * Gives the names of an X-From/X-To/X-cc field (Exchange display names that an export kept beside the addresses) to mailboxes
 * that have none: by position where both fields hold the same number of people, else only where an address spells the name
 * (`jane.doe@x.org` for `Doe, Jane M.`) and no other name fits.
 */
export function pairNames(mailboxes: readonly Mailbox[], names: string | undefined): readonly Mailbox[] {
  if (names === undefined || !names.trim() || mailboxes.every((mailbox) => mailbox.name)) return mailboxes;
  const named = parseMailboxes(names, { single: mailboxes.length === 1 });
  const byPosition = named.length === mailboxes.length;
  const byWords = byPosition ? null : indexByWords(named);
  return mailboxes.map((mailbox, at) => {
    if (mailbox.name) return mailbox;
    const name = byPosition ? named[at]!.name : nameSpelledBy(mailbox.address, byWords!);
    // A name that is itself an address says nothing that the address does not.
    return name && !/\S@\S/.test(name) ? { name, address: mailbox.address } : mailbox;
  });
}

/** Names by `first last`, in lower case; null where two people share them. */
function indexByWords(named: readonly Mailbox[]): ReadonlyMap<string, string | null> {
  const index = new Map<string, string | null>();
  for (const { name } of named) {
    const comma = name.indexOf(',');
    const ordered = comma > 0 ? `${name.slice(comma + 1)} ${name.slice(0, comma)}` : name;
    const words = ordered.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
    if (words.length < 2) continue;
    const key = `${words[0]} ${words.at(-1)}`;
    index.set(key, index.has(key) && index.get(key) !== name ? null : name);
  }
  return index;
}

function nameSpelledBy(address: string, names: ReadonlyMap<string, string | null>): string | null {
  const words =
    address
      .slice(0, address.lastIndexOf('@'))
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.length < 2 ? null : (names.get(`${words[0]} ${words.at(-1)}`) ?? null);
}
