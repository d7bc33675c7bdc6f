import type { Mailbox } from '../../message/message.js';

/**
 * True for the address under which list software sends digests: `"list-request@example.org wrote:"` stands above a quoted digest, which
 * is no message of a person but a collection of messages that were sent each for itself.
 */
export function isListDigest({ name, address }: Mailbox): boolean {
  const local = address.slice(0, Math.max(0, address.lastIndexOf('@'))).toLowerCase();
  // QUIRK: a wrap behind the hyphen leaves half of the address in the place of the name.
  return local.endsWith('-request') || local.endsWith('-digest') || (local === 'request' && name.endsWith('-'));
}
