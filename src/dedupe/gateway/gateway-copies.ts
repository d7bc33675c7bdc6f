import type { Message } from '../../message/message.js';
import type { IdIndex } from '../id-index.js';
import { senderIdentity } from '../post-key.js';
import { isSameSecond, isSameSender, isSameTaggedSubject } from '../same-header.js';
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
 * known rewritings are undone, or one holds the other (a banner, a footer, a cut). Where they differ in substance, and where the
 * senders or minutes differ, the messages stay apart: an id may be forged. Where an export left an id out, the second (as far as both tell it), a recipient and
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
  }
  replaceFirsts(firsts, joined);
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
  if (!isWithheld && !isSameSender(one.message, other.message)) return false;
  const isSameSubject = isSameTaggedSubject(one.message.subject.text, other.message.subject.text);
  if (one.text === null || other.text === null) return isSameSubject;
  const relation = relateTexts(one.text, other.text);
  if (relation === null) return false;
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
