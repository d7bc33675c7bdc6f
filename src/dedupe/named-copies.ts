import type { Mailbox, Message } from '../message/message.js';
import { hasSendersId } from './copy-signature.js';
import { isSameId } from './id-index.js';
import { isSameClock } from './same-clock.js';
import { isNamedAlike, isSameTaggedSubject, namedWords } from './same-header.js';
import { MailText, relateTexts } from './same-mail-text.js';
import { textBelowHeader } from './text-below-header.js';
import { makeSkeleton } from './text-skeleton.js';

const MINUTE = 60_000;
/** Letters and digits from which equal texts are one mail; shorter ones need the same recipients. */
const TELLING_LENGTH = 24;
/** Messages of one subject and place in the hour that are compared; a robot's are more. */
const MOST_COMPARED = 16;

/**
 * Joins copies of which one names its sender by an address and the other by the name alone or by an address of Exchange, as prints, tables
 * and stores without a directory do, and of which not both have an id. Name, minute, subject and text agree. `firsts` has the index of the
 * first copy of each message, in canonical order, and is changed.
 *
 *     Mira Holm <m.holm@quay.example>   Mon, 4 Apr 2016 09:12:05 +0200   <1@quay.example>
 *     Holm, Mira                        2016-04-04 09:12                                     the same mail
 *
 * A time without a zone is the sender's own clock, or UTC. Where two senders of that name have an address each, nothing is joined: it
 * might be either's.
 */
export function joinNamedCopies(messages: readonly Message[], firsts: Int32Array): void {
  const wanted = new Set<string>();
  for (let i = 0; i < messages.length; i++)
    if (firsts[i] === i && isNamedOnly(messages[i]!)) {
      const label = labelOf(messages[i]!);
      if (label !== null) wanted.add(label);
    }
  if (wanted.size === 0) return;
  const piles = new Map<string, number[]>();
  for (let i = 0; i < messages.length; i++) {
    const label = firsts[i] === i ? labelOf(messages[i]!) : null;
    if (label === null || !wanted.has(label)) continue;
    const pile = piles.get(label);
    if (pile) pile.push(i);
    else piles.set(label, [i]);
  }
  const joined = new Map<number, number>();
  for (const pile of piles.values())
    if (pile.length > 1 && pile.length <= MOST_COMPARED)
      for (const group of groupsOf(pile, messages)) for (const one of group.slice(1)) joined.set(one, group[0]!);
  if (joined.size === 0) return;
  for (let i = 0; i < firsts.length; i++) firsts[i] = joined.get(firsts[i]!) ?? firsts[i]!;
}

const isNamedOnly = ({ from }: Message): boolean => from !== null && !from.address.includes('@');

/** Subject and place in the hour. */
function labelOf({ from, date, body, subject }: Message): string | null {
  if (from === null || date === null || date.precision === 'day' || body === null) return null;
  const letters = makeSkeleton(subject.base).letters;
  return letters === '' ? null : `${Math.floor(date.time / MINUTE) % 60} ${letters}`;
}

/** The groups of a pile that are one message each: of several that hang together, at most one has an address, and one an Exchange account. */
function groupsOf(pile: readonly number[], messages: readonly Message[]): readonly (readonly number[])[] {
  const group = pile.map((_, at) => at);
  for (let one = 0; one < pile.length; one++)
    for (let other = 0; other < one; other++) {
      if (!isSameMail(messages[pile[one]!]!, messages[pile[other]!]!)) continue;
      const [from, to] = [group[one]!, group[other]!];
      for (let at = 0; at < group.length; at++) if (group[at] === from) group[at] = to;
    }
  return [...new Set(group)].flatMap((root) => {
    const members = pile.filter((_, at) => group[at] === root);
    const senders = members.map((member) => messages[member]!.from!.address.toLowerCase());
    const mailboxes = members.filter((member) => !isNamedOnly(messages[member]!));
    const accounts = new Set(senders.filter((address) => address !== '' && !address.includes('@')));
    return members.length > 1 && mailboxes.length <= 1 && accounts.size <= 1 ? [members] : [];
  });
}

function isSameMail(one: Message, other: Message): boolean {
  if (!isNamedOnly(one) && !isNamedOnly(other)) return false;
  if (one.messageId !== null && other.messageId !== null) {
    if (!isSameId(one.messageId, other.messageId) && hasSendersId(one) && hasSendersId(other)) return false;
  }
  if (!isSameClock(one.date!, other.date!) || !isSameTaggedSubject(one.subject.text, other.subject.text)) return false;
  if (!isNamedAlike(one.from!, other.from!) && !isAccountOf(one.from!, other.from!)) return false;
  const texts = [new MailText(textBelowHeader(one)), new MailText(textBelowHeader(other))] as const;
  if (relateTexts(...texts)?.at !== 'equal') return false;
  return Math.min(texts[0].length, texts[1].length) >= TELLING_LENGTH || haveSameRecipients(one, other);
}

/** `/O=QUAY/OU=NA/CN=RECIPIENTS/CN=MHOLM` is the account of `mholm@quay.example`, where no names say otherwise. */
function isAccountOf(one: Mailbox, other: Mailbox): boolean {
  const account = accountOf(one.address) ?? accountOf(other.address);
  const mailbox = [one, other].find(({ address }) => address.includes('@'));
  const local = mailbox?.address.split('@', 1)[0]?.toLowerCase();
  if (account === null || account !== local) return false;
  const names = [one, other].map(({ name, address }) => (name === address ? '' : name));
  return names.some((name) => name === '' || name.startsWith('/'));
}

const accountOf = (address: string): string | null =>
  /^\/o=.{1,200}\/cn=([^/=]{1,64})$/i.exec(address)?.[1]?.toLowerCase() ?? null;

function haveSameRecipients(one: Message, other: Message): boolean {
  const words = ({ to, cc }: Message) =>
    [...to, ...cc].map((mailbox) => namedWords(mailbox.name) || mailbox.address.toLowerCase()).sort();
  const [a, b] = [words(one), words(other)];
  return a.length > 0 && a.length === b.length && a.every((word, at) => word === b[at]);
}
