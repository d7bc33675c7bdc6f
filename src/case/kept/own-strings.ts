import type { Mailbox } from '../../message/message.js';

/** Strings and mailboxes that are remembered; beyond that it begins anew. */
const MOST_KNOWN = 200_000;
/** Shorter parts of a string are copies already. */
const SHORT = 13;

/** Strings that hold on to no other string. */
export interface OwnStrings {
  /** The same string for equal ones: ids, subjects, addresses. */
  same(text: string): string;
  sameOrNull(text: string | null): string | null;
  /** The same mailbox for equal ones. */
  mailbox(mailbox: Mailbox): Mailbox;
}

/**
 * QUIRK: what the engine cuts out of a string holds on to all of that string, and what it puts together to both parts: an address to the whole
 * header line. So what stays for long is copied, once for all that are equal.
 */
export function ownStrings(): OwnStrings {
  let known = new Map<string, string>();
  let mailboxes = new Map<string, Mailbox>();
  const same = (text: string): string => {
    let own = known.get(text);
    if (own !== undefined) return own;
    own = copyString(text);
    if (known.size === MOST_KNOWN) known = new Map();
    known.set(own, own);
    return own;
  };
  return {
    same,
    sameOrNull: (text) => (text === null ? null : same(text)),
    mailbox(mailbox) {
      const key = `${mailbox.address}\n${mailbox.name}`;
      let own = mailboxes.get(key);
      if (own !== undefined) return own;
      own = { name: same(mailbox.name), address: same(mailbox.address) };
      if (mailboxes.size === MOST_KNOWN) mailboxes = new Map();
      mailboxes.set(copyString(key), own);
      return own;
    },
  };
}

/** The string as one of its own. */
export function copyString(text: string): string {
  if (text.length < SHORT) return text;
  const encoding = /[^\0-\xff]/.test(text) ? 'utf16le' : 'latin1';
  return Buffer.from(text, encoding).toString(encoding);
}
