import type { Message } from '../../message/message.js';
import { isSameCopyText } from '../copy-text.js';
import { isNoteForSubject, isTextHidden } from '../hidden-text.js';
import type { IdIndex } from '../id-index.js';
import { senderIdentity } from '../post-key.js';
import { isMoved, isSameSecond, isSameSender, isSameTaggedSubject } from '../same-header.js';
import { MailText, relateTexts } from '../same-mail-text.js';

/** Different texts of one Message-ID and minute that are told apart; more are forged. */
const MOST_TEXTS = 16;
/** Letters and digits from which equal texts are one mail under another subject. */
const TELLING_LENGTH = 24;
const MINUTE = 60_000;

/** One message of an id, with its text made ready. */
interface Member {
  readonly index: number;
  readonly message: Message;
  readonly text: MailText | null;
}

/**
 * Joins copies that a gateway, a list or an export changed on the way: Message-ID, sender and minute are equal, and the texts are so once
 * known rewritings are undone, or one holds the other (a banner, a footer, a cut), or one is encrypted. Where they differ in substance, and where the
 * senders or minutes differ, the messages stay apart, as an id may be forged, but for what came to another custodian within the hour. Where an export left an id out, the second (as far as both tell it), a recipient and
 * the subject but for tags have to be equal instead, and the texts once known rewritings are undone. `firsts` has the index of the first copy of
 * each message, in canonical order, and is changed.
 */
export function joinGatewayCopies(messages: readonly Message[], ids: IdIndex, firsts: Int32Array): void {
  joinByIds(messages, ids, firsts);
  joinBySeconds(messages, firsts);
}

function joinByIds(messages: readonly Message[], ids: IdIndex, firsts: Int32Array): void {
  const joined = new Map<number, number>();
  for (const group of ids.groups()) {
    const heads = [...new Set(group.map((index) => firsts[index]!))];
    if (heads.length < 2) continue;
    const byMinute = new Map<number | null, number[]>();
    for (const head of heads) {
      const date = messages[head]!.date;
      const minute = date === null ? null : Math.floor(date.time / MINUTE);
      const list = byMinute.get(minute);
      if (list) list.push(head);
      else byMinute.set(minute, [head]);
    }
    for (const alike of byMinute.values()) if (alike.length > 1) joinGroup(messages, alike, joined, isSameMail);
    if (byMinute.size > 1 && heads.length <= MOST_TEXTS) joinLate(messages, group, firsts, joined);
  }
  replaceFirsts(firsts, joined);
}

/**
 * QUIRK: some exports date what came in by when it came. Joins two messages of an id, sender, recipient, subject and text less than an hour apart
 * of which no custodian, and no source without one, has both: who has both got it twice.
 */
function joinLate(
  messages: readonly Message[],
  group: readonly number[],
  firsts: Int32Array,
  joined: Map<number, number>,
): void {
  const byHead = new Map<number, Set<string>>();
  for (const index of group) {
    const head = joined.get(firsts[index]!) ?? firsts[index]!;
    const { custodian, origin } = messages[index]!;
    byHead.set(head, (byHead.get(head) ?? new Set()).add(custodian ?? `source ${origin.source}`));
  }
  const heads = [...byHead.keys()].sort((a, b) => a - b);
  for (const [place, head] of heads.entries()) {
    const first = heads.slice(0, place).find((one) => {
      const have = byHead.get(one);
      if (have === undefined || [...byHead.get(head)!].some((holder) => have.has(holder))) return false;
      return isSameLate(messages[one]!, messages[head]!);
    });
    if (first === undefined) continue;
    for (const holder of byHead.get(head)!) byHead.get(first)!.add(holder);
    byHead.delete(head);
    for (const [copy, of] of joined) if (of === head) joined.set(copy, first);
    joined.set(head, first);
  }
}

/** A message takes no longer on its way, where an export dates it by its end. */
const LONGEST_WAY = 60 * MINUTE;

function isSameLate(one: Message, other: Message): boolean {
  if (one.date === null || other.date === null || one.body === null || other.body === null) return false;
  if (Math.abs(one.date.time - other.date.time) >= LONGEST_WAY) return false;
  if (!isSameSender(one, other) || one.subject.text !== other.subject.text || !shareRecipient(one, other)) return false;
  return one.body.text.length >= TELLING_LENGTH && isSameCopyText(one, other, true);
}

/** Joins what one person sent in one second, where no two ids tell them apart. */
function joinBySeconds(messages: readonly Message[], firsts: Int32Array): void {
  const byMinute = new Map<string, number[]>();
  for (let i = 0; i < messages.length; i++) {
    const { date, from, body } = messages[i]!;
    if (firsts[i] !== i || date === null || date.precision === 'day' || from === null || body === null) continue;
    const label = `${Math.floor(date.time / MINUTE)} ${senderIdentity(messages[i]!)}`;
    const known = byMinute.get(label);
    if (known) known.push(i);
    else byMinute.set(label, [i]);
  }
  const joined = new Map<number, number>();
  for (const alike of byMinute.values())
    if (alike.length > 1 && alike.some((index) => messages[index]!.messageId === null))
      joinGroup(messages, alike, joined, isSameWithoutId);
  replaceFirsts(firsts, joined);
}

function replaceFirsts(firsts: Int32Array, joined: ReadonlyMap<number, number>): void {
  if (joined.size === 0) return;
  for (let i = 0; i < firsts.length; i++) firsts[i] = joined.get(firsts[i]!) ?? firsts[i]!;
}

/** Joins each message to the fullest text that holds its own: two texts that only share their beginning stay two. */
function joinGroup(
  messages: readonly Message[],
  group: readonly number[],
  joined: Map<number, number>,
  isSame: (one: Member, other: Member) => boolean,
): void {
  const members = group.map((index): Member => {
    const message = messages[index]!;
    return { index, message, text: message.body && new MailText(message.body.text) };
  });
  const order = [...members].sort((a, b) => (b.text?.length ?? -1) - (a.text?.length ?? -1) || a.index - b.index);
  const leaders: { readonly member: Member; readonly copies: number[] }[] = [];
  for (const member of order) {
    const leader = leaders.find((one) => isSame(one.member, member));
    if (leader) leader.copies.push(member.index);
    else if (leaders.length < MOST_TEXTS) leaders.push({ member, copies: [member.index] });
  }
  for (const { copies } of leaders) {
    if (copies.length < 2) continue;
    const first = copies.reduce((least, index) => Math.min(least, index));
    for (const copy of copies) if (copy !== first) joined.set(copy, first);
  }
}

function isSameMail(one: Member, other: Member): boolean {
  // What a release blacked out of one copy says nothing against the other.
  const isWithheld = one.message.from === null || other.message.from === null;
  const isSender = isSameSender(one.message, other.message) || isMoved(one.message.from, other.message.from);
  if (!isWithheld && !isSender) return false;
  const isSameSubject = isSameTaggedSubject(one.message.subject.text, other.message.subject.text);
  if (one.text === null || other.text === null) return isSameSubject;
  const relation = relateTexts(one.text, other.text);
  // Of a copy that is encrypted, or holds a note for its text, nothing can be compared but the header.
  if (relation === null) {
    const isSubjectOpen = isSameSubject || isNoteForSubject(one.message) !== isNoteForSubject(other.message);
    return isSubjectOpen && isTextHidden(one.message) !== isTextHidden(other.message);
  }
  return isSameSubject || (relation.at === 'equal' && one.text.length >= TELLING_LENGTH);
}

function isSameWithoutId(one: Member, other: Member): boolean {
  if (one.message.messageId !== null && other.message.messageId !== null) return false;
  if (!isSameSecond(one.message, other.message)) return false;
  if (!isSameTaggedSubject(one.message.subject.text, other.message.subject.text)) return false;
  if (!shareRecipient(one.message, other.message)) return false;
  if (Math.min(one.text?.length ?? 0, other.text?.length ?? 0) < TELLING_LENGTH) return false;
  return relateTexts(one.text!, other.text!)?.at === 'equal';
}

/** True if somebody got both, or one of them does not tell who got it. */
function shareRecipient(one: Message, other: Message): boolean {
  const [a, b] = [recipientsOf(one), recipientsOf(other)];
  return a.size === 0 || b.size === 0 || [...a].some((recipient) => b.has(recipient));
}

const recipientsOf = ({ to, cc, bcc }: Message): ReadonlySet<string> =>
  new Set([...to, ...cc, ...bcc].map(({ address, name }) => (address || name).toLowerCase()));
