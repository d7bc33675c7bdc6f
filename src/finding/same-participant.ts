import type { Mailbox } from '../message/message.js';
import { foldWord } from '../text/fold-word.js';

/** `+2 others`, `and 3 more`, `et al.`: the rest of a list of recipients, which a page left out. */
const REST =
  /^\s*(?:(?:and|und|et|y|e|&|\+|plus)\s*)*(?:\d{1,4}\s*(?:others?|more|weitere[rn]?|andere|autres?|más|altri|outros|mais)|et al)\.{0,3}\s*$/i;

/** True for what stands in place of recipients who are not named: who else got the message stays open. */
export const isRestOfList = ({ name, address }: Mailbox): boolean =>
  REST.test(name) || (name === '' && REST.test(address));

/** Letters of a name from which a cut or a misread letter is told from another name. */
const FEWEST_LETTERS = 7;
/** Letters that a page cut off at most. */
const MOST_CUT = 3;

/**
 * True if a reader takes two mailboxes for one: the same words of a name in any order, one address of a list under two domains of one house
 * (`board@moor.example`, `board@lists.moor.example`), an account that is the name written in one, or a name that one side shows cut or with one letter misread, where it has no address
 * that says otherwise: `Ilse Bran` and `Ilse Brandt`, `Brandt I` and `Ilse Brandt`. For saying who was left out: a person who is there under another spelling was not.
 */
export function mayBeOneParticipant(one: Mailbox, other: Mailbox, wordsOf = nameWords()): boolean {
  const [a, b] = [wordsOf(one), wordsOf(other)];
  if (
    a.words.length >= 2 &&
    a.words.length === b.words.length &&
    a.joined.length === b.joined.length &&
    a.sorted === b.sorted
  )
    return true;
  if (isRunTogether(a.words, b.words) || isRunTogether(b.words, a.words)) return true;
  if (isInitialOf(a.words, b.words) || isInitialOf(b.words, a.words)) {
    if (!one.address || !other.address) return true;
    // A second account under the name cut alike: `Ilse B <ilse.b@mailer.example>` beside `Ilse Brandt <ilse.brandt@moor.example>`.
    const [own, others] = [one, other].map(({ address }) => readWords({ name: '', address }));
    return isInitialOf(own!, others!) || isInitialOf(others!, own!);
  }
  if (one.address && other.address) return isOneList(one.address.toLowerCase(), other.address.toLowerCase());
  const [shorter, longer] = a.joined.length <= b.joined.length ? [a.joined, b.joined] : [b.joined, a.joined];
  if (shorter.length < FEWEST_LETTERS || longer.length - shorter.length > MOST_CUT) return false;
  return longer.startsWith(shorter) || isOneLetterOff(shorter, longer);
}

/** The words of a mailbox's name, of its account where it has none. */
export interface NameWords {
  readonly words: readonly string[];
  /** In the order of the alphabet. */
  readonly sorted: string;
  readonly joined: string;
}

class WordsOfName implements NameWords {
  readonly words: readonly string[];
  readonly joined: string;
  #sorted: string | null = null;

  constructor(words: readonly string[]) {
    this.words = words;
    this.joined = words.join('');
  }

  get sorted(): string {
    this.#sorted ??= [...this.words].sort().join();
    return this.#sorted;
  }
}

/** Gives what reads the words of names: each mailbox is read once. */
export function nameWords(): (mailbox: Mailbox) => NameWords {
  const known = new Map<Mailbox, NameWords>();
  return (mailbox) => {
    let found = known.get(mailbox);
    if (found === undefined) {
      const words = readWords(mailbox);
      found = new WordsOfName(words);
      known.set(mailbox, found);
    }
    return found;
  };
}

/** True if a name is the family name of another one and its initial, in either order: `Brandt I`, `I. Brandt`. */
function isInitialOf(short: readonly string[], name: readonly string[]): boolean {
  if (short.length !== 2 || name.length < 2) return false;
  const [first, second] = short as [string, string];
  const [initial, family] = first.length <= second.length ? [first, second] : [second, first];
  if (initial.length !== 1 || family.length < 4 || !name.includes(family)) return false;
  return name.some((word) => word !== family && word.startsWith(initial));
}

/** True if an account is the name written in one, either way round: `trevorlind` for `Lind, Trevor`. */
const isRunTogether = (name: readonly string[], account: readonly string[]): boolean =>
  name.length === 2 && account.length === 1 && [name.join(''), [...name].reverse().join('')].includes(account[0]!);

const readWords = ({ name, address }: Mailbox): readonly string[] =>
  (name || address.split('@', 1)[0]!).match(/[\p{L}\p{M}]+/gu)?.map(foldWord) ?? [];

function isOneList(one: string, other: string): boolean {
  const local = one.indexOf('@') + 1;
  if (local === 0 || other.indexOf('@') + 1 !== local || !other.startsWith(one.slice(0, local))) return false;
  const [domain, otherDomain] = [one, other].map((address) => address.split('@')[1]!) as [string, string];
  return domain !== '' && (domain.endsWith(`.${otherDomain}`) || otherDomain.endsWith(`.${domain}`));
}

/** One letter more, less or other. */
function isOneLetterOff(shorter: string, longer: string): boolean {
  if (longer.length - shorter.length > 1) return false;
  let at = 0;
  while (at < shorter.length && shorter[at] === longer[at]) at++;
  const rest = shorter.slice(longer.length === shorter.length ? at + 1 : at);
  return rest === longer.slice(at + 1);
}
