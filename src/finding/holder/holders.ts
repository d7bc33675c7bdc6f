// Long because whose mail a production is, and which addresses it shows as theirs, are decided together.

import { coveredTime } from '../../date/covered-time.js';
import type { ProducedPost } from '../../dedupe/produced-post.js';
import { isSentFolder } from '../../dedupe/sending/sent-folder.js';
import { recipientFields, senderOf, timeOf } from '../../link/post/post-facts.js';
import { fieldsNamed } from '../../message/header-text.js';
import type { Mailbox, Message } from '../../message/message.js';
import { isWithheldIn } from '../../message/withheld-fields.js';
import { readName } from '../../people/name/name-form.js';
import { sameGivenName } from '../../people/name/nicknames.js';
import type { Person } from '../../people/person.js';
import type { PeopleIndex } from '../../people/person-of.js';
import { foldWord } from '../../text/fold-word.js';

/** A custodian, the person whose mail it is, and the time that the production covers. */
export interface Holder {
  readonly custodian: string;
  /** Ids (`identify`) of those whose mail it may be: one where that is known, several where it stays open among these. */
  readonly people: readonly string[];
  /** First and last message of the production, ms since 1970 UTC: `coveredTime`. */
  readonly coverage: readonly [number, number];
  /** True where none of the production was sent by them: perhaps an inbox alone was produced. */
  readonly lacksSent: boolean;
  /** True where all of it was: perhaps a folder of sent mail alone. */
  readonly lacksReceived: boolean;
  /** Addresses under which the production shows them, lower case; the name alone as ''. */
  readonly addresses: ReadonlySet<string>;
}

/** Every custodian whose mail is somebody's. */
export type Holders = readonly Holder[];

/** Share of a custodian's messages that name one person as sender or recipient before the mail counts as that person's. */
const OWNER_SHARE = 0.5;
/** The same for a person that the custodian is named for: a mailbox may be full of lists. */
const NAMED_SHARE = 0.05;
/** One of two who bear the custodian's name is meant if so many times more of the mail is that person's. */
const CLEARLY_MORE = 3;
/** Share of the messages with a clue (a folder for sent mail, Delivered-To) that must agree. */
const AGREEING_SHARE = 0.7;
const LEAST_AGREEING = 2;

/** What is counted of one custodian's mail. */
interface Tally {
  messages: number;
  /** When they were sent, as far as they are dated. */
  readonly times: number[];
  /** Messages that name a person. */
  readonly people: Map<string, number>;
  /** Messages that a person sent: a list or a group never does. */
  readonly senders: Map<string, number>;
  /** Senders of what lies in a folder for sent mail. */
  readonly sent: Map<string, number>;
  /** Whom the servers delivered to. */
  readonly delivered: Map<string, number>;
  /** Messages of which somebody who took part is not told. */
  withheld: number;
}

/**
 * Finds whose mail each custodian's is, by the custodian's name, then by who sent what lies in the folders for sent mail, then by
 * Delivered-To, then by who takes part in most of it. What does not part two people leaves it open between them: of mail between
 * two, half is sent by either. A custodian whose mail is nobody's (an office, a shared folder) is no holder: nothing is expected of it.
 */
export function findHolders(produced: readonly ProducedPost[], people: PeopleIndex): Holders {
  const tallies = countCustodians(produced, people);
  const holders: Omit<Holder, 'addresses'>[] = [];
  for (const [custodian, tally] of [...tallies].sort((a, b) => (a[0] < b[0] ? -1 : 1))) {
    const coverage = coveredTime(tally.times);
    if (coverage === null) continue;
    const owners = findOwners(custodian, tally, people);
    if (!owners.length) continue;
    const sent = owners.reduce((sum, owner) => sum + (tally.senders.get(owner) ?? 0), 0);
    holders.push({
      custodian,
      people: [...owners].sort(),
      coverage,
      lacksSent: sent === 0,
      lacksReceived: sent === tally.messages,
    });
  }
  const shown = findAddresses(produced, holders, people);
  return holders.map((holder) => ({ ...holder, addresses: shown.get(holder.custodian)! }));
}

function findAddresses(
  produced: readonly ProducedPost[],
  holders: readonly Omit<Holder, 'addresses'>[],
  { identify }: PeopleIndex,
): ReadonlyMap<string, ReadonlySet<string>> {
  const owners = new Map(holders.map(({ custodian, people }) => [custodian, new Set(people)]));
  const shown = new Map(holders.map(({ custodian }) => [custodian, new Set<string>()]));
  for (const post of produced) {
    const { to, cc, bcc } = recipientFields(post);
    const sender = senderOf(post);
    const mailboxes = [...(sender ? [sender] : []), ...to, ...cc, ...bcc];
    const ids = mailboxes.map(identify);
    for (const custodian of new Set(post.copies.map((copy) => copy.custodian))) {
      if (custodian === null) continue;
      for (const owner of owners.get(custodian) ?? []) {
        const own = new Set(mailboxes.flatMap((mailbox, at) => (ids[at] === owner ? [addressOf(mailbox)] : [])));
        const [only] = own;
        if (own.size === 1) shown.get(custodian)!.add(only!);
      }
    }
  }
  return shown;
}

const addressOf = ({ address }: Mailbox) => address.toLowerCase();
/** False for the names of directories: `Ada Lind/HOU/ECT@ECT`. */
const isAddress = (address: string) => /^[^/]*@[^/]*\./.test(address);
const domainOf = (address: string) => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/**
 * True if what went to or from a mailbox of theirs should lie in the production: it shows that address as theirs, or another of its domain that bears their name. What
 * somebody sends from another mailbox need not lie in this one, and two of one name who write to each other may have been taken for one: then no
 * domain tells. A name alone is theirs where the production shows all that the name stands for; and where it shows names alone, an address is, if
 * they have no other. A full name that several people bear is nobody's, and
 * an address that stands beside another given name than the custodian's may have been given to somebody else.
 */
export function isShownIn(
  { addresses, custodian }: Holder,
  mailbox: Mailbox,
  { identify, find }: PeopleIndex,
): boolean {
  if (isOtherGivenName(custodian, mailbox.name)) return false;
  const person = find(identify(mailbox));
  if (person?.kind === 'unnamed' && / /.test(person.name.trim())) return false;
  if (addresses.has(addressOf(mailbox))) return true;
  const known = (person?.addresses ?? []).filter(isAddress);
  const shown = [...addresses].filter(isAddress);
  const mayBeTwo = person?.merges.some(({ reason }) => reason === 'writes-to-self' || reason === 'reply-to');
  const isShown = (address: string) =>
    addresses.has(address.toLowerCase()) ||
    (!mayBeTwo && isOwnAccount(address, person) && shown.some((one) => domainOf(one) === domainOf(address)));
  if (!isAddress(mailbox.address)) return known.every(isShown);
  return isShown(mailbox.address) || (known.length < 2 && shown.length === 0);
}

/** False where nothing of a person's name stands in an account: `jira@moor.example` writes in everybody's name. */
function isOwnAccount(address: string, person: Person | undefined): boolean {
  const account = wordsOf(localPart(address));
  const names = (person?.names ?? []).map(wordsOf);
  if (names.length === 0 || names.some((name) => name.some((word) => !LATIN.test(word)))) return true;
  return names.some((name) =>
    account.some(
      (word) =>
        name.some((one) => one.length > 2 && (word.includes(one) || (word.length > 2 && one.includes(word)))) ||
        (word.length > 1 && word.length < 5 && word === name.map((one) => one[0]).join('')),
    ),
  );
}

function countCustodians(produced: readonly ProducedPost[], people: PeopleIndex): ReadonlyMap<string, Tally> {
  const tallies = new Map<string, Tally>();
  for (const post of produced) {
    const { to, cc, bcc } = recipientFields(post);
    const sender = senderOf(post);
    const from = sender ? people.identify(sender) : null;
    const named = new Set(
      [...(sender ? [sender] : []), ...to, ...cc, ...bcc].map((mailbox) => people.identify(mailbox)),
    );
    const time = timeOf(post);
    const seen = new Set<string>();
    for (const copy of post.copies) {
      if (copy.custodian === null) continue;
      const tally = tallyOf(copy.custodian, tallies);
      if (from !== null && isSentFolder(copy)) count(tally.sent, from);
      for (const mailbox of deliveredTo(copy)) count(tally.delivered, people.identify(mailbox));
      if (seen.has(copy.custodian)) continue;
      seen.add(copy.custodian);
      tally.messages++;
      if (from === null || isWithheldIn(copy, /^(?:from|to|cc)$/i)) tally.withheld++;
      if (from !== null) count(tally.senders, from);
      for (const person of named) count(tally.people, person);
      if (time !== null) tally.times.push(time);
    }
  }
  return tallies;
}

function tallyOf(custodian: string, tallies: Map<string, Tally>): Tally {
  const known = tallies.get(custodian);
  if (known) return known;
  const tally: Tally = {
    messages: 0,
    times: [],
    people: new Map(),
    senders: new Map(),
    sent: new Map(),
    delivered: new Map(),
    withheld: 0,
  };
  tallies.set(custodian, tally);
  return tally;
}

const count = (counts: Map<string, number>, person: string) => counts.set(person, (counts.get(person) ?? 0) + 1);

function findOwners(custodian: string, tally: Tally, people: PeopleIndex): readonly string[] {
  const named = [...tally.people].filter(([person]) => bearsName(custodian, person, people));
  // A full name is enough; one word may be anybody's in a mailbox full of lists.
  const least = hasFullName(custodian) ? 0 : NAMED_SHARE * tally.messages;
  const bearers = named.filter(([, n]) => n >= least).sort((a, b) => b[1] - a[1]);
  // Whoever a mailbox is named for, it is nobody else's; and where names are withheld, its owner's may be.
  if (named.length > 0 && bearers.length === 0) return [];
  if (named.length === 0 && tally.withheld > MOST_WITHHELD * tally.messages) return [];
  const [most, next] = bearers;
  if (most && (!next || most[1] >= CLEARLY_MORE * next[1])) {
    const rival = most[1] < OWNER_SHARE * tally.messages ? namelessMain(tally, people) : null;
    return rival === null ? [most[0]] : [most[0], rival];
  }
  // Who bears another full name than the custodian is not the custodian, however much of the mail is theirs.
  const isOther = (person: string) => hasFullName(custodian) && isFullName(people.find(person)?.name ?? '');
  const main = () => mainPeople(tally).filter((person) => !isOther(person));
  const candidates = new Set(bearers.length ? bearers.map(([person]) => person) : main());
  for (const clue of [tally.sent, tally.delivered]) {
    const agreed = agreedOn(clue);
    if (agreed !== null && (bearers.length ? candidates.has(agreed) : !isOther(agreed))) return [agreed];
  }
  return [...candidates];
}

/** Share of the mail in which a mailbox without a name takes part that is the owner's, though somebody else bears the custodian's name. */
const NAMELESS_SHARE = 0.8;

/** A mailbox of which no name is known that sends, and takes part in nearly all of the mail: the custodian's own, perhaps. */
function namelessMain({ people, senders, messages }: Tally, { find }: PeopleIndex): string | null {
  for (const [person, n] of people)
    if (n >= NAMELESS_SHARE * messages && senders.has(person) && find(person)?.kind === 'unnamed') return person;
  return null;
}

/** Share of a custodian's messages with a withheld name from which whoever takes part in most of them is not their owner. */
const MOST_WITHHELD = 0.05;

const hasFullName = (custodian: string) =>
  wordsOf(custodian.split('@', 1)[0]!).filter((word) => word.length > 1 && !NO_NAME.test(word)).length >= 2;

/** True of two full names with two given names that are not forms of one: a married `Bo Holm` may be `Bo Roth`, `Britta Roth` is not. */
function isOtherGivenName(custodian: string, name: string): boolean {
  if (!hasFullName(custodian)) return false;
  const [own, other] = [readName(custodian), readName(name)];
  if (!own.full || !other.full || sameGivenName(own.given, other.given)) return false;
  if (!LATIN.test(own.given) || !LATIN.test(other.given)) return false;
  // The same words in another order, an initial, and a middle name are no other name.
  const words = new Set(wordsOf(custodian));
  if (wordsOf(name).some((word) => word !== own.family && words.has(word))) return false;
  return !own.given.startsWith(other.given) && !other.given.startsWith(own.given);
}

const LATIN = /^\p{Script=Latin}+$/u;

const isFullName = (name: string) => !name.includes('@') && wordsOf(name).filter((word) => word.length > 1).length >= 2;

/** Who takes part in most of the mail: those of at least half, and of as much as whoever of them also sends. */
function mainPeople({ people, senders, messages }: Tally): readonly string[] {
  const often = [...people].filter(([, n]) => n >= OWNER_SHARE * messages);
  const sending = often.filter(([person]) => senders.has(person)).map(([, n]) => n);
  const least = Math.max(...(sending.length ? sending : often.map(([, n]) => n)));
  return often.filter(([, n]) => n >= least).map(([person]) => person);
}

function agreedOn(clue: ReadonlyMap<string, number>): string | null {
  let total = 0;
  let best: readonly [string, number] | null = null;
  for (const [person, n] of clue) {
    total += n;
    if (best === null || n > best[1]) best = [person, n];
  }
  return best !== null && best[1] >= LEAST_AGREEING && best[1] >= AGREEING_SHARE * total ? best[0] : null;
}

const DELIVERED = /^(?:delivered-to|x-original-to|envelope-to|x-delivered-to|x-envelope-to)$/i;

function deliveredTo({ headers }: Message): readonly Mailbox[] {
  const found: Mailbox[] = [];
  for (const { value } of fieldsNamed(headers, DELIVERED)) {
    const address = /[^\s<>,;]{1,200}@[^\s<>,;]{1,200}/.exec(value.slice(0, 1000))?.[0];
    if (address) found.push({ name: '', address });
  }
  return found.slice(0, 1);
}

/** Words of a file's name that name nobody. */
const NO_NAME =
  /^(?:mail|mails|email|emails|inbox|sent|outbox|export|exports|mbox|pst|ost|box|mailbox|backup|archive|archives|all|documents|items|custodian|production|prod|data|file|files|case|dr|mr|mrs|ms|prof|von|van|der|den|de)$/;

/**
 * True if a custodian is named for a person: each word is one of the person's name or address, or the first letter of one.
 *
 * `renn`, `Tobias Renn`, `renn-t`, `t.renn@quay.example` and `trenn` are named for Tobias Renn <t.renn@quay.example>.
 */
function bearsName(custodian: string, id: string, people: PeopleIndex): boolean {
  const words = wordsOf(custodian.split('@', 1)[0]!).filter((word) => !NO_NAME.test(word));
  if (!words.some((word) => word.length > 1)) return false;
  const person = people.find(id);
  const names = person ? [...person.names, ...person.addresses.map(localPart)] : [localPart(id)];
  return names.some((name) => {
    const own = wordsOf(name);
    const squeezed = own.join('');
    return words.every((word) =>
      word.length === 1
        ? own.some((one) => one.startsWith(word))
        : own.includes(word) || squeezed === word || isJoined(word, own),
    );
  });
}

/** `trenn`, `rennt`, `tobiasr`: a name with the first letter of another. */
function isJoined(word: string, own: readonly string[]): boolean {
  if (word.length < 4) return false;
  return own.some(
    (one) =>
      one.length >= 3 && own.some((other) => other !== one && (word === one + other[0]! || word === other[0]! + one)),
  );
}

const localPart = (address: string) => address.split('@', 1)[0]!;
const wordsOf = (text: string): readonly string[] =>
  text
    .normalize('NFC')
    .match(/\p{L}+/gu)
    ?.map(foldWord) ?? [];
