import type { Mailbox } from '../message.js';

const NO_MAILBOXES: readonly Mailbox[] = [];
const MOST_SHARED = 1 << 16;
/** By address, then by name. */
const shared = new Map<string, Map<string, Mailbox>>();
let count = 0;

/** The same people receive most mail: each is kept once. */
export function shareMailboxes(mailboxes: readonly Mailbox[]): readonly Mailbox[] {
  if (mailboxes.length === 0) return NO_MAILBOXES;
  return mailboxes.map((mailbox) => {
    if (count === MOST_SHARED) {
      shared.clear();
      count = 0;
    }
    let byName = shared.get(mailbox.address);
    if (byName === undefined) {
      byName = new Map();
      shared.set(mailbox.address, byName);
    }
    const known = byName.get(mailbox.name);
    if (known !== undefined) return known;
    byName.set(mailbox.name, mailbox);
    count++;
    return mailbox;
  });
}
