import type { Message, MessageDate } from '../message/message.js';
import type { IdIndex } from './id-index.js';
import { isSameSender, isSameTaggedSubject } from './same-header.js';
import { MailText, relateTexts } from './same-mail-text.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** The widest difference between two zones, and an hour of summer time. */
const MOST_HOURS = 14;
/** Letters and digits from which equal texts are one mail though the clocks do not tell. */
const TELLING_LENGTH = 24;
/** Dates of one Message-ID that are told apart; more are forged. */
const MOST_HEADS = 16;

/**
 * Joins copies of which one has no clock that could tell it from the other: an export kept the day alone, no date at all, or the hours
 * without their zone. Message-ID, sender, subject and text are equal, and the vague date allows the other; where it allows two messages, it
 * joins none. The line above a message in a mailbox (`From `) tells when it was put there. `firsts` has the index of the first copy of each message, in canonical order, and is changed.
 *
 *     2016-04-04T09:12:05+02:00  and  2016-04-04             one message
 *     2016-04-04T09:12:05+02:00  and  2016-04-04T09:12:05    one message, in whatever zone
 */
export function joinVagueCopies(messages: readonly Message[], ids: IdIndex, firsts: Int32Array): void {
  const joined = new Map<number, number>();
  for (const group of ids.groups()) {
    const heads = [...new Set(group.map((index) => firsts[index]!))];
    if (heads.length < 2 || heads.length > MOST_HEADS) continue;
    const grades = new Map(heads.map((head) => [head, clockGrade(messages[head]!.date)]));
    for (const head of heads) {
      const grade = grades.get(head)!;
      if (grade === 3 || joined.has(head)) continue;
      const finer = heads.filter(
        (other) => grades.get(other)! > grade && isSameMail(messages[other]!, messages[head]!),
      );
      if (finer.length === 1) joined.set(head, finer[0]!);
    }
  }
  if (joined.size === 0) return;
  const resolve = (head: number): number => {
    const other = joined.get(head);
    return other === undefined ? head : resolve(other);
  };
  // The first copy of a message is the first in canonical order, whichever has the better clock.
  const least = new Map<number, number>();
  for (const head of joined.keys()) {
    const root = resolve(head);
    least.set(root, Math.min(least.get(root) ?? root, head));
  }
  for (let i = 0; i < firsts.length; i++) {
    const root = resolve(firsts[i]!);
    firsts[i] = least.get(root) ?? root;
  }
}

/** How much a date tells of when a message was sent: 0 nothing, as the line above it in a mailbox, 1 the day, 2 the time without its zone, 3 the moment. */
export function clockGrade(date: MessageDate | null): 0 | 1 | 2 | 3 {
  if (date === null || date.source === 'from-line') return 0;
  if (date.precision === 'day') return 1;
  return date.offset === null && date.source === 'record' ? 2 : 3;
}

/** True if a vague date may mean the moment of the other. */
export function mayBeSameMoment(vague: MessageDate | null, other: MessageDate | null): boolean {
  if (vague === null || other === null || clockGrade(vague) === 0) return true;
  const apart = Math.abs(vague.time - other.time);
  if (vague.precision === 'day') return apart < 2 * DAY;
  const hours = Math.round(apart / HOUR);
  return hours <= MOST_HOURS && Math.abs(apart - hours * HOUR) < MINUTE;
}

function isSameMail(finer: Message, vague: Message): boolean {
  if (!mayBeSameMoment(vague.date, finer.date) || !isSameSender(finer, vague)) return false;
  if (!isSameTaggedSubject(finer.subject.text, vague.subject.text) || !finer.body || !vague.body) return false;
  const texts = [new MailText(finer.body.text), new MailText(vague.body.text)] as const;
  return Math.min(texts[0].length, texts[1].length) >= TELLING_LENGTH && relateTexts(...texts)?.at === 'equal';
}
