import type { Message } from '../message/message.js';
import { hasSendersId, hourPileOf, signatureWithoutDate } from './copy-signature.js';
import { isSameCopyText } from './copy-text.js';
import { isSameId } from './id-index.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** The widest difference between two zones, and an hour of summer time. */
const MOST_HOURS = 14;
/** People whose mail must be shifted alike before a shift is one of the export, and not two sendings. */
const LEAST_SENDERS = 3;
/** ... or days and subjects, where a folder holds what one person sent: a program that reports twice a day does so on more days than one. */
const LEAST_DAYS = 12;

/** Two messages, by index, that say the same at times whole hours apart. */
interface Shifted {
  readonly first: number;
  readonly second: number;
  readonly hours: number;
  readonly sender: string;
  readonly subject: string;
  readonly day: number;
  readonly custodians: ReadonlySet<string>;
}

/**
 * Joins copies that an export dated in another zone: sender, subject and text are equal, the times whole hours apart to the second.
 *
 * QUIRK: mail that was moved from one system to another lies there twice, once hours later: an archive of a company has whole
 * folders 10, 11 or 12 hours after the same mail in `all_documents`.
 *
 *     03:52  all_documents  "Below is the availability of rooms ..."
 *     15:52  personal       the same
 *
 * A program that reports at 06:00 and at 18:00 looks alike. So the text must be long enough to be one of its kind, must stand at
 * these two times and no third, and the same shift (give or take the hour of summer time) must be borne by mail of other people in
 * the same production, or by a dozen subjects on as many days: an export shifts what everybody wrote. `firsts` has the index of the first copy of each message, in
 * canonical order, and is changed.
 */
export function joinShiftedCopies(messages: readonly Message[], firsts: Int32Array): void {
  const pairs = findShifted(messages, firsts);
  if (pairs.length < LEAST_SENDERS) return;
  const senders = new Map<string, Set<string>>();
  const subjects = new Map<string, Set<string>>();
  const days = new Map<string, Set<number>>();
  for (const { custodians, hours, sender, subject, day } of pairs)
    for (const custodian of custodians) {
      note(senders, `${hours} ${custodian}`, sender);
      note(subjects, `${hours} ${custodian}`, subject);
      note(days, `${hours} ${custodian}`, day);
    }
  const joined = new Map<number, number>();
  for (const { first, second, hours, custodians } of pairs) {
    const alike = [...custodians].some((custodian) => {
      const around = <T>(known: ReadonlyMap<string, ReadonlySet<T>>) =>
        new Set([hours - 1, hours, hours + 1].flatMap((one) => [...(known.get(`${one} ${custodian}`) ?? [])])).size;
      return around(senders) >= LEAST_SENDERS || Math.min(around(subjects), around(days)) >= LEAST_DAYS;
    });
    if (alike) joined.set(second, first);
  }
  if (joined.size === 0) return;
  for (let i = 0; i < firsts.length; i++) firsts[i] = joined.get(firsts[i]!) ?? firsts[i]!;
}

function note<T>(sets: Map<string, Set<T>>, key: string, value: T): void {
  const known = sets.get(key);
  if (known) known.add(value);
  else sets.set(key, new Set([value]));
}

function findShifted(messages: readonly Message[], firsts: Int32Array): readonly Shifted[] {
  const piles = new Map<string, number[]>();
  for (let i = 0; i < messages.length; i++) {
    const label = firsts[i] === i ? hourPileOf(messages[i]!) : null;
    if (label === null) continue;
    const pile = piles.get(label);
    if (pile) pile.push(i);
    else piles.set(label, [i]);
  }
  const candidates = [...piles.values()].filter((pile) => pile.length > 1);
  if (candidates.length === 0) return [];
  const copies = listCopies(firsts, new Set(candidates.flat()));
  return candidates.flatMap((pile) => findPairs(messages, pile, copies));
}

/** The copies of each of some first ones. */
function listCopies(firsts: Int32Array, wanted: ReadonlySet<number>): ReadonlyMap<number, readonly number[]> {
  const copies = new Map<number, number[]>();
  for (let i = 0; i < firsts.length; i++) {
    const first = firsts[i]!;
    if (!wanted.has(first)) continue;
    const known = copies.get(first);
    if (known) known.push(i);
    else copies.set(first, [i]);
  }
  return copies;
}

/** The pairs among messages of one sender, subject and place in the hour: a text that stands at two times, and no third. */
function findPairs(
  messages: readonly Message[],
  pile: readonly number[],
  copies: ReadonlyMap<number, readonly number[]>,
): readonly Shifted[] {
  const bySignature = new Map<string, number[]>();
  for (const i of pile) {
    const signature = signatureWithoutDate(messages[i]!);
    if (signature === null) continue;
    const alike = bySignature.get(signature);
    if (alike) alike.push(i);
    else bySignature.set(signature, [i]);
  }
  return [...bySignature.values()].flatMap((alike): Shifted[] => {
    const [first, second, third] = alike as [number, number?, number?];
    if (second === undefined || third !== undefined) return [];
    const one = messages[first]!;
    const other = messages[second]!;
    const hours = Math.round((other.date!.time - one.date!.time) / HOUR);
    if (hours < 1 || hours > MOST_HOURS || !isSameCopyText(one, other, false)) return [];
    if (!isSameId(one.messageId, other.messageId) && hasSendersId(one) && hasSendersId(other)) return [];
    const all = [...(copies.get(first) ?? []), ...(copies.get(second) ?? [])];
    const custodians = new Set(all.map((copy) => messages[copy]!.custodian ?? ''));
    const day = Math.floor(one.date!.time / DAY);
    const sender = one.from!.address || one.from!.name;
    return [{ first, second, hours, sender, subject: one.subject.text, day, custodians }];
  });
}
