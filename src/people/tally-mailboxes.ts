import type { Mailbox } from '../message/message.js';
import { foldWord } from '../text/fold-word.js';
import type { AddressForm } from './name/address-form.js';
import { nameNodeKey } from './name/name-form.js';
import { type MailboxReading, readMailbox } from './name/read-mailbox.js';
import { isRelay } from './name/relay-address.js';
import type { Envelope } from './person.js';

/** An address and everything that stands beside it. */
export interface AddressUse {
  readonly form: AddressForm;
  /** Spellings of the address and how often each is used. */
  readonly written: ReadonlyMap<string, number>;
  readonly names: ReadonlyMap<string, number>;
  readonly uses: number;
  /** True where the address passes on what others wrote: a list, a tracker, a machine. */
  readonly relay: boolean;
}

/** A name that stands without address. */
export interface NameUse {
  readonly key: string;
  readonly written: ReadonlyMap<string, number>;
  readonly uses: number;
}

/** Two addresses that one message ties: keys in order. */
export interface SelfTie {
  readonly one: string;
  readonly other: string;
  readonly reason: 'writes-to-self' | 'reply-to';
}

/** How often each address and each name was used, and with which. */
export interface MailboxTally {
  readonly addresses: ReadonlyMap<string, AddressUse>;
  readonly names: ReadonlyMap<string, NameUse>;
  readonly ties: readonly SelfTie[];
  /** Keys of the addresses that somebody writes from. */
  readonly writers: ReadonlySet<string>;
}

/** A distinct mailbox and how often it stands in a header. */
interface CountedMailbox {
  readonly reading: MailboxReading | null;
  uses: number;
  /** How often it is the author's. */
  written: number;
}

/** Counts the mailboxes of all envelopes: which names stand beside which address, and who writes to an address under his own name. */
export function tallyMailboxes(envelopes: Iterable<Envelope>): MailboxTally {
  const counted = new Map<string, Map<string, CountedMailbox>>();
  const ties = new Map<string, SelfTie>();
  const writers = new Set<string>();
  const count = (mailbox: Mailbox, written = 0): MailboxReading | null => {
    let byName = counted.get(mailbox.address);
    if (!byName) {
      byName = new Map();
      counted.set(mailbox.address, byName);
    }
    let entry = byName.get(mailbox.name);
    if (!entry) {
      entry = { reading: readMailbox(mailbox), uses: 0, written: 0 };
      byName.set(mailbox.name, entry);
    }
    entry.uses++;
    entry.written += written;
    return entry.reading;
  };
  for (const envelope of envelopes) {
    const from = envelope.from && count(envelope.from, 1);
    if (from?.address) writers.add(from.address.key);
    if (envelope.sender) count(envelope.sender);
    for (const mailbox of envelope.replyTo ?? []) tie(ties, from, count(mailbox), 'reply-to');
    for (const mailbox of envelope.to) tie(ties, from, count(mailbox), 'writes-to-self');
    for (const mailbox of envelope.cc) tie(ties, from, count(mailbox), 'writes-to-self');
    for (const mailbox of envelope.bcc) tie(ties, from, count(mailbox), 'writes-to-self');
  }
  return { ...sumUses(counted), ties: [...ties.values()], writers };
}

// QUIRK: kernel developers write for which versions a mail is meant behind the address: `<stable@quay.example> # 3.4.x`.
// Bang paths are addresses of others: `toad.example!board, fen.example!ada`.
const REMARK = /^#|\S!\S/;

interface OpenUse {
  readonly form: AddressForm;
  readonly written: Map<string, number>;
  readonly names: Map<string, number>;
  uses: number;
  relay: boolean;
}

/** The counts of the distinct mailboxes, by address and by name. */
function sumUses(
  counted: ReadonlyMap<string, ReadonlyMap<string, CountedMailbox>>,
): Pick<MailboxTally, 'addresses' | 'names'> {
  const addresses = new Map<string, OpenUse>();
  const names = new Map<string, { key: string; written: Map<string, number>; uses: number }>();
  const isMisplaced = findMisplaced(counted);
  for (const byName of counted.values()) {
    for (const { reading, uses } of byName.values()) {
      if (!reading) continue;
      const misplaced = isMisplaced(reading);
      if (reading.name && (!reading.address || reading.relayed || misplaced)) {
        const key = nameNodeKey(reading.name);
        const use = names.get(key) ?? { key, written: new Map(), uses: 0 };
        names.set(key, use);
        use.uses += uses;
        add(use.written, reading.name, uses);
      }
      if (!reading.address) continue;
      const { key } = reading.address;
      const use = addresses.get(key) ?? {
        form: reading.address,
        written: new Map(),
        names: new Map(),
        uses: 0,
        relay: isRelay(reading.address),
      };
      addresses.set(key, use);
      use.uses += uses;
      if (reading.relayed) use.relay = true;
      add(use.written, reading.spelling, uses);
      if (reading.name && !reading.relayed && !misplaced && !REMARK.test(reading.name))
        add(use.names, reading.name, uses);
    }
  }
  return { addresses, names };
}

/** So many times must another address write under a name, and so many times more often than it stands beside this one. */
const CLEARLY_ANOTHERS = 3;

/**
 * Tells which names stand beside an address of somebody else: the address writes, but never under the name; another one does, time and
 * again; and the address has nothing of the name. A mailer that answers one person and copies another writes such.
 *
 *     From: ada.lind@quay.example (Ada Lind)       5 times
 *     From: moor_keeper@fen.example                3 times
 *     To: Ada Lind <moor_keeper@fen.example>       once: whose name that is, nobody knows
 */
function findMisplaced(
  counted: ReadonlyMap<string, ReadonlyMap<string, CountedMailbox>>,
): (reading: MailboxReading) => boolean {
  const writing = new Set<string>();
  const beside = new Map<
    string,
    { readonly uses: Map<string, number>; readonly written: Map<string, number>; most: number }
  >();
  for (const spellings of counted.values())
    for (const { reading, uses, written } of spellings.values()) {
      if (!reading?.address || reading.relayed) continue;
      const { key } = reading.address;
      if (written) writing.add(key);
      if (!reading.form.full) continue;
      const known = beside.get(reading.form.key) ?? { uses: new Map(), written: new Map(), most: 0 };
      beside.set(reading.form.key, known);
      add(known.uses, key, uses);
      add(known.written, key, written);
      known.most = Math.max(known.most, known.written.get(key)!);
    }
  return ({ address, form, relayed, name }) => {
    if (!address || relayed || !form.full || !writing.has(address.key)) return false;
    const { uses, written, most } = beside.get(form.key)!;
    if (written.get(address.key)! > 0 || most < CLEARLY_ANOTHERS * uses.get(address.key)!) return false;
    return !sharesWord(name, address.local);
  };
}

/** True if a word of a name, or its beginning, stands in the part of an address before the `@`. */
function sharesWord(name: string, local: string): boolean {
  const letters = foldWord(local).replace(/\P{L}/gu, '');
  return (name.match(/\p{L}{3,}/gu) ?? []).some((word) => letters.includes(foldWord(word).slice(0, 4)));
}

function tie(
  ties: Map<string, SelfTie>,
  from: MailboxReading | null,
  to: MailboxReading | null,
  reason: SelfTie['reason'],
): void {
  if (!from?.address || !to?.address || from.relayed || to.relayed || !from.form.key || from.form.key !== to.form.key)
    return;
  if (from.address.key === to.address.key || from.address.kind !== 'smtp' || to.address.kind !== 'smtp') return;
  const [one, other] = [from.address.key, to.address.key].sort() as [string, string];
  const key = `${one}\0${other}`;
  if (!ties.has(key) || reason > ties.get(key)!.reason) ties.set(key, { one, other, reason });
}

function add(map: Map<string, number>, key: string, count: number): void {
  map.set(key, (map.get(key) ?? 0) + count);
}
