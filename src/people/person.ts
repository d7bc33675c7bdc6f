/** Decides which names and addresses are the same person, and says why. */
import type { Mailbox } from '../message/message.js';

/** The people that one message (or one quoted header) names. Messages, recovered messages and embedded headers fit as they are. */
export interface Envelope {
  readonly from: Mailbox | null;
  readonly sender?: Mailbox | null;
  readonly replyTo?: readonly Mailbox[];
  readonly to: readonly Mailbox[];
  readonly cc: readonly Mailbox[];
  readonly bcc: readonly Mailbox[];
}

/** Why two of a person's names or addresses were taken for one. */
export type MergeReason =
  /** The same mailbox written differently: `jane+lists@x.org` and `jane@x.org`. */
  | 'address-variant'
  /** An Exchange X.500 or Lotus name and the only address that its person's name belongs to. */
  | 'directory-name'
  /** A name without address that only this person bears. */
  | 'only-bearer'
  /** A name without address that several people bear, one of them far more often than all others. */
  | 'main-bearer'
  /** A name without address that one address spells out: `Jane Doe` and `jane.doe@x.org`. */
  | 'address-spells-name'
  /** Two addresses of one organisation that the same full name stands beside. */
  | 'same-name-same-organisation'
  /** The same, the given name once in its short form: `Bob` and `Robert`. */
  | 'nickname-same-organisation'
  /** Somebody writes from one address to another, both under one full name. */
  | 'writes-to-self'
  /** From and Reply-To of one message, both under one full name. */
  | 'reply-to'
  /** `--people` says so. */
  | 'by-hand';

/** One reason why two names or addresses belong together. */
export interface Merge {
  readonly reason: MergeReason;
  /** The two addresses or names, as the person's `addresses` and `names` have them. */
  readonly between: readonly [string, string];
  /** One plain phrase: what ties them. */
  readonly detail: string;
}

/**
 * What a name or address stands for. `person`: somebody whose name is known. `group`: a list, an office, a machine, an address that
 * several people use. `unnamed`: an address beside which no name stands and which spells none; a name without address that is a single
 * word, or that several people bear. Nothing says who these are, or whether they are further people.
 */
export type PersonKind = 'person' | 'group' | 'unnamed';

/** One person behind one or more names and addresses. */
export interface Person {
  /** The address (or name) that stands for all: the most used one. Unique; equal in any order of input. */
  readonly id: string;
  readonly kind: PersonKind;
  /** The fullest of the names that are used most; the address if there is none. */
  readonly name: string;
  /** Names as written, most used first. */
  readonly names: readonly string[];
  /** Those of them that stood without an address, or beside a shared one. */
  readonly bareNames: readonly string[];
  /** SMTP addresses first, then Exchange and Lotus names; most used first. */
  readonly addresses: readonly string[];
  /** How often the person stands in a header. */
  readonly uses: number;
  /** True for an address that several people's names stand beside: a list, a robot, an office. */
  readonly shared: boolean;
  /** Every tie between two of the names and addresses; empty where there was nothing to tie. */
  readonly merges: readonly Merge[];
}

/** Who is who: `personOf(people, mailbox)` and `personById(people, id)` look it up. */
export interface People {
  /** Sorted by id. */
  readonly persons: readonly Person[];
  /** Whose each address and each name without address is. Sorted by key. */
  readonly mailboxes: readonly KnownMailbox[];
}

/** An address, or a name without address, and the person behind it. */
export interface KnownMailbox {
  /** `a:` and the address's key, or `n:` and the name's key. */
  readonly key: string;
  /** Id of the person. */
  readonly person: string;
  /** True for an address that several people's names stand beside: there the name tells who it is. */
  readonly shared: boolean;
}
