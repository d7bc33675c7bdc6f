import type { Mailbox } from './message.js';

const NO_MAILBOXES: readonly Mailbox[] = [];
const MOST_SHARED = 1 << 16;
const shared = new Map<string, Mailbox>();

/** The same people receive most mail: each is kept once. */
export function shareMailboxes(mailboxes: readonly Mailbox[]): readonly Mailbox[] {
  if (mailboxes.length === 0) return NO_MAILBOXES;
  return mailboxes.map((mailbox) => {
    const key = `${mailbox.address}\n${mailbox.name}`;
    const known = shared.get(key);
    if (known !== undefined) return known;
    if (shared.size === MOST_SHARED) shared.clear();
    shared.set(key, mailbox);
    return mailbox;
  });
}
