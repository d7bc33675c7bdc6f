import type { AbsentCopyDetail } from '../../src/finding/absent-copy.js';
import type { AlteredQuoteDetail } from '../../src/finding/altered-quote/altered-quote.js';
import type { Finding } from '../../src/finding/finding.js';
import type { MissingMessageDetail } from '../../src/finding/missing-message/missing-message.js';
import type { ParticipantChangeDetail } from '../../src/finding/participant-change.js';
import type { Post } from '../../src/link/post/post.js';
import { fieldsNamed } from '../../src/message/header-text.js';
import type { Mailbox, Message } from '../../src/message/message.js';
import type { Reconstruction } from '../../src/report/answer/reconstruction.js';
import type { HandedOver } from './hand-over.js';
import { CIRCLE, type Letter, partakersOf } from './letters.js';

/** What is told of an export, held against what was written and handed over. */
export interface Held {
  /** Statements that are not true, by what is untrue about them. */
  readonly untrue: readonly { readonly about: Untrue; readonly told: string; readonly letter: number | null }[];
  /** True statements that were due, and how many of them were made. */
  readonly due: Readonly<
    Record<'missing' | 'missing, told plainly' | 'absent copy', readonly [told: number, due: number]>
  >;
}

export type Untrue =
  | 'missing, and produced'
  | 'missing, and produced with a holder named'
  | 'a holder who never had it'
  | 'a holder who produced it'
  | 'absent copy, and produced'
  | 'absent copy of a stranger'
  | 'another part in it'
  | 'another sender'
  | 'another recipient'
  | 'another time'
  | 'two letters in one'
  | 'an altered quotation'
  | 'somebody added or dropped';

const DAY = 86_400_000;

/** Holds every finding that names a person, or says that something is missing, against the truth. */
export function holdAgainst(
  { letters, held, whole, rows, custodians }: HandedOver,
  { posts, findings }: Reconstruction,
): Held {
  const untrue: { about: Untrue; told: string; letter: number | null }[] = [];
  const byKey = new Map(posts.map((post) => [post.key, post]));
  const letterOf = new Map<string, Letter>();
  for (const post of posts) {
    if (post.kind !== 'produced') continue;
    const places = new Set(post.copies.map((copy) => placeOf(copy, rows)));
    const [place] = places;
    letterOf.set(post.key, letters[place!]!);
    if (places.size > 1) untrue.push({ about: 'two letters in one', told: [...places].join(' '), letter: place! });
  }
  for (const post of posts) {
    const letter = post.kind === 'recovered' ? quotedLetter(post, letterOf) : undefined;
    if (letter) letterOf.set(post.key, letter);
  }
  const produced = new Set([...held.values()].flatMap((ids) => [...ids]));
  for (const id of whole) if (letters[id]!.attached) produced.add(letters[id]!.attached!.id);
  const named = (mailbox: Mailbox | null) => peopleNamed(mailbox);
  const told = { missing: new Set<number>(), plainly: new Set<number>(), absent: new Set<string>() };

  const hold = ({ summary }: Finding, letter: Letter | undefined, checks: Partial<Record<Untrue, boolean>>) => {
    for (const [about, isUntrue] of Object.entries(checks))
      if (isUntrue) untrue.push({ about: about as Untrue, told: summary, letter: letter?.id ?? null });
  };

  for (const finding of findings) {
    const { kind, detail, posts: keys } = finding;
    if (kind === 'missing-message') {
      const missing = detail as MissingMessageDetail;
      const letter = letterOfMissing(missing, byKey.get(keys[0]!), letterOf, letters);
      if (!letter) continue;
      if (!produced.has(letter.id)) told.missing.add(letter.id);
      const holders = missing.expectedHolders.map((name) => custodians.get(name)!);
      const isOpen = missing.whyNoHolder === 'perhaps-produced';
      if (!produced.has(letter.id) && !isOpen) told.plainly.add(letter.id);
      const recipients = [...letter.to, ...letter.cc, ...letter.bcc];
      const [earliest, latest] = missing.interval.map((time) => (time === null ? null : Date.parse(time)));
      hold(finding, letter, {
        'missing, and produced': produced.has(letter.id) && holders.length === 0 && !isOpen,
        'missing, and produced with a holder named': produced.has(letter.id) && holders.length > 0,
        'a holder who never had it': holders.some((holder) => !partakersOf(letter).includes(holder)),
        'a holder who produced it': holders.some((holder) => held.get(holder)!.has(letter.id)),
        'another sender': !isAmong(missing.from, [letter.from, letter.by ?? letter.from]),
        'another recipient': [...missing.to, ...missing.cc].some((mailbox) => !isAmong(mailbox, recipients)),
        'another time':
          (earliest != null && letter.date < earliest - DAY / 12) ||
          (latest != null && letter.date > latest + DAY / 12),
      });
    }
    if (kind === 'absent-copy') {
      const { custodian, role } = detail as AbsentCopyDetail;
      const person = custodians.get(custodian)!;
      const letter = letterOf.get(keys[0]!)!;
      if (!held.get(person)!.has(letter.id)) told.absent.add(`${person} ${letter.id}`);
      hold(finding, letter, {
        'absent copy, and produced': held.get(person)!.has(letter.id),
        'absent copy of a stranger': !partakersOf(letter).includes(person),
        'another part in it': partakersOf(letter).includes(person) && !hasPart(person, letter, role),
      });
    }
    if (kind === 'altered-quote') {
      const { changes } = detail as AlteredQuoteDetail;
      const letter = letterOf.get(keys[0]!);
      hold(finding, letter, { 'an altered quotation': changes.some((change) => change.class === 'substantive') });
    }
    if (kind === 'participant-change') {
      const { added, dropped } = detail as ParticipantChangeDetail;
      const [after, before] = keys.map((key) => shownIn(byKey.get(key)!));
      hold(finding, letterOf.get(keys[0]!), {
        'somebody added or dropped':
          added.some((mailbox) => before!.some((one) => isShownAs(one, mailbox))) ||
          dropped.some((mailbox) => after!.some((one) => isShownAs(one, mailbox))),
      });
    }
  }

  const isQuoted = new Set<number>();
  for (const id of produced)
    for (let at = letters[id]!; at.parent && at.text.length > at.own.length; at = at.parent) isQuoted.add(at.parent.id);
  const missingDue = [...isQuoted].filter((id) => !produced.has(id));
  const absentDue = [...held].flatMap(([person, ids]) => {
    const times = [...ids].map((id) => letters[id]!.date);
    const [first, last] = [Math.min(...times), Math.max(...times)];
    return letters
      .filter((letter) => partakersOf(letter).includes(person) && letter.bcc[0] !== person && letter.by !== person)
      .filter(
        ({ id, date }) => [...held.values()].some((one) => one.has(id)) && !ids.has(id) && date > first && date < last,
      )
      .map(({ id }) => `${person} ${id}`);
  });
  return {
    untrue,
    due: {
      missing: [missingDue.filter((id) => told.missing.has(id)).length, missingDue.length],
      'missing, told plainly': [missingDue.filter((id) => told.plainly.has(id)).length, missingDue.length],
      'absent copy': [absentDue.filter((one) => told.absent.has(one)).length, absentDue.length],
    },
  };
  function isAmong(mailbox: Mailbox | null, people: readonly number[]): boolean {
    const known = named(mailbox);
    return known.length === 0 || known.some((person) => people.includes(person));
  }
}

/** Number of the letter that a copy is one of: its field, the name of its file, or its row. */
function placeOf({ headers, origin }: Message, rows: HandedOver['rows']): number {
  const row = rows.get(origin.source)?.[origin.row ?? -1];
  const field = fieldsNamed(headers, /^x-place$/i)[0]?.value;
  return row ?? Number(field ?? /(\d+)\.txt$/.exec(origin.source)?.[1]);
}

/** Whom a mailbox may name; nobody where what stands there is blacked out. */
function peopleNamed(mailbox: Mailbox | null): readonly number[] {
  if (mailbox === null) return [];
  const byAddress = everybody.filter((person) =>
    CIRCLE[person]!.addresses.some((address) => address === mailbox.address.toLowerCase()),
  );
  if (byAddress.length) return byAddress;
  const words = wordsOf(mailbox.name || mailbox.address);
  return everybody.filter((person) => wordsOf(CIRCLE[person]!.name) === words);
}

/** The mailboxes that a post shows, whoever produced it. */
function shownIn(post: Post): readonly Mailbox[] {
  if (post.kind === 'missing') return post.to;
  const sides = post.kind === 'produced' ? post.copies : [post.recovered];
  return sides.flatMap((side) => {
    const sender = 'sender' in side ? side.sender : null;
    return [side.from, sender, ...side.to, ...side.cc, ...side.bcc].filter((mailbox) => mailbox !== null);
  });
}

/** True if a reader sees one person in both: one address, or one name. */
const isShownAs = (one: Mailbox, other: Mailbox) =>
  (one.address !== '' && one.address.toLowerCase() === other.address.toLowerCase()) ||
  (/[\p{L}].*\s.*[\p{L}]/u.test(one.name) && wordsOf(one.name) === wordsOf(other.name));

const everybody = CIRCLE.map((_, person) => person);
const wordsOf = (name: string) =>
  name
    .toLowerCase()
    .split(/[^\p{L}\p{M}]+/u)
    .filter((word) => word !== '')
    .sort()
    .join(' ');

function hasPart(person: number, letter: Letter, role: AbsentCopyDetail['role']): boolean {
  switch (role) {
    case 'sender':
      return person === letter.from || person === letter.by;
    case 'to':
    case 'cc':
    case 'bcc':
      return letter[role].includes(person);
    default:
      return true;
  }
}

const lettersIn = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');

/** The letters above one, nearest first: what it may quote. */
function above(letter: Letter): readonly Letter[] {
  const found: Letter[] = [];
  for (let at = letter.parent; at !== null; at = at.parent) found.push(at);
  return found;
}

/** The letter that a recovered message is: of those above its witnesses the one with its words, else the one so many levels up. */
function quotedLetter(
  { recovered }: Extract<Post, { kind: 'recovered' }>,
  letterOf: ReadonlyMap<string, Letter>,
): Letter | undefined {
  const text = lettersIn(recovered.text);
  const candidates = recovered.witnesses.flatMap(({ post, depth }) => {
    const witness = letterOf.get(post);
    return witness ? above(witness).map((letter, at) => ({ letter, isAtDepth: at + 1 === depth })) : [];
  });
  const bySaid = candidates.filter(({ letter }) => text.startsWith(lettersIn(letter.own)));
  return (bySaid.find(({ isAtDepth }) => isAtDepth) ?? bySaid[0] ?? candidates.find(({ isAtDepth }) => isAtDepth))
    ?.letter;
}

function letterOfMissing(
  { knownFrom, messageId, citedBy, known }: MissingMessageDetail,
  post: Post | undefined,
  letterOf: ReadonlyMap<string, Letter>,
  letters: readonly Letter[],
): Letter | undefined {
  if (knownFrom === 'recovered' && post) return letterOf.get(post.key);
  if (messageId !== null) return letters[Number(/^\d+/.exec(messageId)?.[0])];
  const citing = citedBy.flatMap((key) => letterOf.get(key) ?? []);
  const words = lettersIn(/holds the words "([^"]*?)(?: …)?"/.exec(known.join(' '))?.[1] ?? '');
  return (
    citing.flatMap(above).find(({ own }) => words !== '' && lettersIn(own).includes(words)) ??
    citing[0]?.parent ??
    undefined
  );
}
