import type { Message } from '../message/message.js';
import type { IdIndex } from './id-index.js';
import { isSameClock } from './same-clock.js';
import { isSameSender, isSameTaggedSubject, namedWords } from './same-header.js';
import { makeSkeleton } from './text-skeleton.js';

const MINUTE = 60_000;
const DAY = 86_400_000;
/** Messages of one id, or of one subject and minute of the hour, that are compared; a robot's are more. */
const MOST_COMPARED = 16;

/**
 * Joins what an export says about a message in a file beside it with that message: the lists and notes of programs (`index.csv`, `.meta`)
 * tell subject, time, sender or id, and no text. A record without text or attachments is a copy of the one message of the same custodian that has
 * the subject and a file of the same name, or the id, or the sender and the minute. Where two may be meant, or two records of one file mean the same, none
 * is joined: a list may name what is not there. `firsts` has the index of the first copy of each message, in canonical order, and is changed.
 *
 *     Dike 1.eml                                                 the message
 *     Dike 1.eml.meta   {"Subject": "Dike 1", "Date": ...}       tells of it
 */
export function joinOutlines(messages: readonly Message[], ids: IdIndex, firsts: Int32Array): void {
  const outlines = messages.flatMap((message, at) => (firsts[at] === at && isOutline(message) ? at : []));
  if (outlines.length === 0) return;
  const meant = findBeside(outlines, messages, firsts);
  for (const group of ids.groups()) {
    const heads = [...new Set(group.map((at) => firsts[at]!))];
    if (heads.length > MOST_COMPARED) continue;
    for (const head of heads.filter((at) => isOutline(messages[at]!) && !meant.has(at)))
      meant.set(
        head,
        heads.filter((other) => isMeantById(messages[head]!, messages[other]!)),
      );
  }
  const piles = pilesOf(outlines, messages, firsts);
  for (const outline of outlines)
    if (!meant.get(outline)?.length && messages[outline]!.messageId === null)
      meant.set(
        outline,
        (piles.get(labelOf(messages[outline]!) ?? '') ?? []).filter((other) =>
          isMeant(messages[outline]!, messages[other]!),
        ),
      );
  join(messages, meant, firsts);
}

/** True for a record that tells of a message and has nothing of what it says: neither text nor attachment. */
export const isOutline = ({ origin, body, headers, attachments, subject }: Message): boolean =>
  origin.row !== undefined &&
  headers.text === '' &&
  body?.textSource === 'none' &&
  attachments.length === 0 &&
  subject.text !== '';

/** Of records in a file of their own the message in the file beside it: `Dike 1.eml` and `Dike 1.eml.meta`, `15.eml` and `15.meta`. */
function findBeside(
  outlines: readonly number[],
  messages: readonly Message[],
  firsts: Int32Array,
): Map<number, readonly number[]> {
  const stems = new Map<string, number[]>();
  for (const at of outlines) {
    const stem = NOTE.exec(messages[at]!.origin.source)?.[1];
    if (stem !== undefined) stems.set(stem, []);
  }
  const meant = new Map<number, readonly number[]>();
  if (stems.size === 0) return meant;
  for (const [at, { origin }] of messages.entries()) {
    const stem = MAIL.exec(origin.source)?.[1];
    if (stem !== undefined) stems.get(stem)?.push(firsts[at]!);
  }
  for (const at of outlines) {
    const beside = stems
      .get(NOTE.exec(messages[at]!.origin.source)?.[1] ?? '')
      ?.filter((other) => isOfOne(messages[at]!, messages[other]!));
    if (beside?.length) meant.set(at, beside);
  }
  return meant;
}

const MAIL = /^(.+)\.(?:eml|emlx|msg)$/i;
const NOTE = /^(.+?)(?:\.(?:eml|emlx|msg))?\.(?:meta|json|metadata\.json)$/i;

/** Indexes of messages with a text by subject and place in the hour, where a record without one has both. */
function pilesOf(
  outlines: readonly number[],
  messages: readonly Message[],
  firsts: Int32Array,
): ReadonlyMap<string, readonly number[]> {
  const piles = new Map<string, number[]>();
  for (const at of outlines) {
    const label = messages[at]!.messageId === null ? labelOf(messages[at]!) : null;
    if (label !== null) piles.set(label, []);
  }
  if (piles.size === 0) return piles;
  for (let at = 0; at < messages.length; at++) {
    if (firsts[at] !== at) continue;
    const pile = piles.get(labelOf(messages[at]!) ?? '');
    if (pile && pile.length < MOST_COMPARED && !isOutline(messages[at]!)) pile.push(at);
  }
  return piles;
}

function labelOf({ date, subject }: Message): string | null {
  if (date === null || date.precision === 'day') return null;
  const letters = makeSkeleton(subject.base).letters;
  return letters === '' ? null : `${Math.floor(date.time / MINUTE) % 60} ${letters}`;
}

/** An id is enough, where nothing that is told beside it says otherwise. When mail came stands in such records as often as when it was sent. */
function isMeantById(outline: Message, other: Message): boolean {
  if (!isOfOne(outline, other) || (outline.from !== null && !isSameSender(outline, other))) return false;
  return outline.date === null || other.date === null || Math.abs(outline.date.time - other.date.time) < 2 * DAY;
}

function isMeant(outline: Message, other: Message): boolean {
  if (!isOfOne(outline, other) || outline.from === null || !isSameSender(outline, other)) return false;
  return isSameClock(outline.date!, other.date!) && shareRecipient(outline, other);
}

const isOfOne = (outline: Message, other: Message): boolean =>
  outline.custodian === other.custodian &&
  other.body !== null &&
  !isOutline(other) &&
  isSameTaggedSubject(outline.subject.text, other.subject.text);

/** True where one tells no recipients, or one of them is told by both. */
function shareRecipient(one: Message, other: Message): boolean {
  const [a, b] = [one, other].map(({ to, cc, bcc }) => [...to, ...cc, ...bcc]);
  if (a!.length === 0 || b!.length === 0) return true;
  const told = new Set(b!.flatMap(({ name, address }) => [namedWords(name), address.toLowerCase()]).filter(Boolean));
  return a!.some(({ name, address }) => told.has(address.toLowerCase()) || told.has(namedWords(name)));
}

function join(messages: readonly Message[], meant: ReadonlyMap<number, readonly number[]>, firsts: Int32Array): void {
  const times = new Map<string, number>();
  const claimOf = (outline: number, other: number) => `${other} ${messages[outline]!.origin.source}`;
  const claims = [...meant].filter(([, others]) => others.length === 1).map(([at, [other]]) => [at, other!] as const);
  for (const [at, other] of claims) {
    const claim = claimOf(at, other);
    times.set(claim, (times.get(claim) ?? 0) + 1);
  }
  // The first copy of a message is the first in canonical order, whichever has the text.
  const least = new Map<number, number>();
  const joined = new Map<number, number>();
  for (const [at, other] of claims) {
    if (times.get(claimOf(at, other)) !== 1) continue;
    joined.set(at, other);
    least.set(other, Math.min(least.get(other) ?? other, at));
  }
  if (joined.size === 0) return;
  for (let at = 0; at < firsts.length; at++) {
    const root = joined.get(firsts[at]!) ?? firsts[at]!;
    firsts[at] = least.get(root) ?? root;
  }
}
