import type { Mailbox } from '../message/message.js';
import { foldWord } from '../text/fold-word.js';

/** A sender reduced to what can be compared. */
export interface SenderFeatures {
  /** Lower-case `local@domain`, also where an archive wrote `local at domain`; '' if there is none. */
  readonly address: string;
  /** What stands before the `@`. */
  readonly local: string;
  /** Words of the name, folded: no titles, no organisation path (`Jane Doe/HOU/ECT@ECT` → jane, doe). */
  readonly words: readonly string[];
}

/** How well two senders fit: `same` and `different` are sure, `similar` is a shared family name or a fitting address. */
export type SenderFit = 'same' | 'similar' | 'unknown' | 'different';

/** Words that an attribution has in the place of a name. */
const NOBODY = new Set([
  'you',
  'i',
  'he',
  'she',
  'they',
  'we',
  'someone',
  'somebody',
  'du',
  'sie',
  'ich',
  'vous',
  'unknown',
  'anonymous',
]);
const NOT_NAMES = new Set([
  'mr',
  'mrs',
  'ms',
  'dr',
  'prof',
  'jr',
  'sr',
  'via',
  'mailto',
  'on',
  'behalf',
  'of',
  'by',
  'at',
  'the',
  'com',
  'org',
  'net',
]);

/** The account in an address of Exchange: `/O=MOOR/OU=NA/CN=RECIPIENTS/CN=ALIND`. */
const EXCHANGE_ACCOUNT = /^\/o=.{1,200}\/cn=([^/=]{1,64})$/i;

/** What can be compared of a mailbox; null where it names nobody (`"you"`, nothing at all). */
export function readSender(mailbox: Mailbox | null): SenderFeatures | null {
  if (mailbox === null) return null;
  const address = plainAddress(mailbox.address) || plainAddress(mailbox.name);
  const at = address.lastIndexOf('@');
  const local = at > 0 ? address.slice(0, at) : (EXCHANGE_ACCOUNT.exec(mailbox.address)?.[1]?.toLowerCase() ?? '');
  const words = nameWords(withoutRemark(mailbox.name) || (address ? '' : mailbox.address));
  if (!address && words.every((word) => NOBODY.has(word))) return null;
  return { address, local, words };
}

/** Compares two senders as two mail programs may have written the same one. */
export function compareSenders(one: SenderFeatures | null, other: SenderFeatures | null): SenderFit {
  if (one === null || other === null) return 'unknown';
  if (one.address && one.address === other.address) return 'same';
  const shared = countShared(one.words, other.words);
  const fewer = Math.min(one.words.length, other.words.length);
  if (shared >= 2 || (shared === 1 && fewer === 1 && Math.max(one.words.length, other.words.length) === 1))
    return 'same';
  if (one.local.length > 3 && one.local === other.local) return 'similar';
  if (shared === 1) return 'similar';
  if (fits(one.words, other.local) || fits(other.words, one.local)) return 'similar';
  if (!fewer && (!one.address || !other.address)) return 'unknown';
  return 'different';
}

/** The words by which a sender is looked up: the address, its local part, and the words of the name. */
export function senderKeys(sender: SenderFeatures): readonly string[] {
  const keys = sender.words.filter((word) => word.length > 1);
  if (sender.local.length > 2) keys.push(sender.local);
  return [...new Set(keys)];
}

/** `j.smith`, `smithj`, `johns` for John Smith: a long word of the name, or its beginning with an initial. */
function fits(words: readonly string[], local: string): boolean {
  if (!local || !words.length) return false;
  const letters = local.replace(/[^a-z]/g, '');
  const last = words[words.length - 1]!;
  const first = words[0]!;
  if (words.some((word) => word.length > 3 && letters.includes(word))) return true;
  return (
    words.length > 1 &&
    (letters.startsWith(first[0]! + last.slice(0, 4)) || letters.startsWith(last.slice(0, 4) + first[0]!))
  );
}

function plainAddress(text: string): string {
  const plain = text
    .trim()
    .toLowerCase()
    .replace(/^mailto:/, '');
  const archived = plain.replace(/ (?:at|\(at\)|\[at\]) /, '@');
  if (archived.length > 250 || archived.includes(' ') || archived.startsWith('/')) return '';
  const at = archived.lastIndexOf('@');
  return at > 0 && archived.indexOf('.', at) > at ? archived : '';
}

/** `Ann Doe (Legal)` → `Ann Doe`: many people bear a remark, and one person bears it at times only. */
export function withoutRemark(name: string): string {
  const remark = name.lastIndexOf(' (');
  return remark > 0 && name.endsWith(')') ? name.slice(0, remark).trim() : name;
}

function nameWords(name: string): readonly string[] {
  const path = name.indexOf('/');
  const person =
    path > 0
      ? name.slice(0, path)
      : name.startsWith('/')
        ? name.slice(name.toLowerCase().lastIndexOf('cn=') + 3)
        : name;
  const words: string[] = [];
  for (const word of foldWord(person.slice(0, 120)).split(/[^\p{L}\p{N}]/u)) {
    if (word && !NOT_NAMES.has(word) && !words.includes(word)) words.push(word);
  }
  return words;
}

function countShared(one: readonly string[], other: readonly string[]): number {
  let shared = 0;
  let initials = 0;
  for (const word of one) {
    if (word.length > 1 && other.includes(word)) shared++;
    else if (other.some((rival) => rival[0] === word[0] && (rival.length === 1 || word.length === 1))) initials++;
  }
  return shared > 0 ? shared + Math.min(1, initials) : 0;
}
