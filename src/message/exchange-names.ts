import { parseMailboxes } from './mailbox.js';
import type { Mailbox } from './message.js';

/**
 * Gives the names of an X-From/X-To/X-cc field (Exchange display names that an export kept beside the addresses) to mailboxes
 * that have none. Names go by position, and only where both fields hold the same number of people.
 */
export function pairNames(mailboxes: readonly Mailbox[], names: string | undefined): readonly Mailbox[] {
  if (names === undefined || !names.trim() || !mailboxes.length || mailboxes.every((mailbox) => mailbox.name))
    return mailboxes;
  const named = parseMailboxes(names, { single: mailboxes.length === 1 });
  if (named.length !== mailboxes.length) return mailboxes;
  return mailboxes.map((mailbox, at) => {
    const name = named[at]!.name;
    return mailbox.name || !name ? mailbox : { name, address: mailbox.address };
  });
}
