import { foldWord } from '../../text/fold-word.js';
import { hashWord } from '../../text/word-hashes.js';

/** The letters of an account, one after the other, as a hash: `a.bell7@moor.example` is `abell`. 0 where they are fewer than three. */
export function accountHash(address: string): number {
  const letters = address.slice(0, Math.max(0, address.indexOf('@'))).replace(/[^\p{L}]+/gu, '');
  return letters.length < FEWEST_LETTERS ? 0 : hashWord(letters);
}

const FEWEST_LETTERS = 3;
const LONGEST_NAME = 80;

/**
 * Hashes of the accounts that a name of two words and more spells, whichever of its ends is the family's name: `abell`, `bella`, `annabell`
 * and their like of `Anna Bell`.
 */
export function accountsOf(name: string): readonly number[] {
  const words = foldWord(name.slice(0, LONGEST_NAME)).match(/\p{L}[\p{L}\p{M}]*/gu) ?? [];
  if (words.length < 2) return [];
  const [first, last] = [words[0]!, words.at(-1)!];
  const initials = words.map((word) => word[0]!).join('');
  const spelled = [
    ...[first + last, first[0] + last, first + last[0]],
    ...[last + first, last[0] + first, last + first[0]],
    ...[words.join(''), initials, initials.slice(0, -1) + last],
  ];
  return [...new Set(spelled.filter((account) => account.length >= FEWEST_LETTERS).map(hashWord))];
}

/** The mailbox at the end of a route through gateways (RFC 976 §2): `fen!moor.example!ada@relay.example`, `ada%moor.example@relay.example` → `ada@moor.example`. */
export function withoutRoute(address: string): string {
  const local = address.slice(0, Math.max(0, address.lastIndexOf('@')));
  const bang = local.lastIndexOf('!');
  const percent = local.indexOf('%');
  if (bang > 0) {
    const host = local.slice(local.lastIndexOf('!', bang - 1) + 1, bang);
    return host.includes('.') && bang + 1 < local.length ? `${local.slice(bang + 1)}@${host}` : address;
  }
  const host = percent > 0 ? local.slice(percent + 1) : '';
  return host.includes('.') && !host.includes('%') ? `${local.slice(0, percent)}@${host}` : address;
}
