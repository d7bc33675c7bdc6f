import { fieldsNamed } from '../message/header-text.js';
import type { Mailbox, Message } from '../message/message.js';
import { makeSkeleton } from './text-skeleton.js';

/**
 * True if two copies name one sender: the same address or name, or a list that put its own address in its place and left the name
 * ("Ada Lind via Board"), the address in Reply-To or X-Original-From, or both as one (`ada=moor.example@lists.example`). Load files keep
 * names alone: `Lind, Ada` is `Ada Lind <ada@moor.example>` there.
 */
export function isSameSender(one: Message, other: Message): boolean {
  if (one.from === null || other.from === null) return one.from === other.from;
  const [a, b] = [identityOf(one.from), identityOf(other.from)];
  if (a === b || isNamedAlike(one.from, other.from)) return true;
  return isSentFor(one, other.from) || isSentFor(other, one.from);
}

/** True for one name and one account at two domains: where a house took another domain, programs write it into the mail of before as well. */
export function isMoved(one: Mailbox | null, other: Mailbox | null): boolean {
  if (one === null || other === null) return false;
  const [a, b] = [one, other].map(({ address }) => address.toLowerCase().split('@', 1)[0]!);
  const names = [namedWords(one.name), namedWords(other.name)];
  return a !== '' && a === b && names[0] === names[1] && names[0]!.includes(' ');
}

/** True where one has a name alone, and the other the same words as its name: `Lind, Ada` and `Ada Lind <ada@moor.example>`. */
export function isNamedAlike(one: Mailbox | undefined, other: Mailbox | undefined): boolean {
  if (!one || !other || (one.address.includes('@') && other.address.includes('@'))) return false;
  const [a, b] = [namedWords(one.name), namedWords(other.name)];
  return a !== '' && a === b;
}

/** The words of a name in one order, whatever stands between them: `Lind, Ada` → `ada lind`. */
export const namedWords = (name: string) => (name.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []).sort().join(' ');

/** What tells a mailbox from others: its address, else its name, in lower case. */
export const identityOf = ({ address, name }: Mailbox) => (address || name).toLowerCase();

/** True if a list sent the message in the name of somebody. */
export function isSentByList({ from }: Message): boolean {
  return from !== null && (VIA.test(from.name) || /^[^@]{1,100}=[^@]{1,100}@/.test(from.address));
}

/** `Ada Lind via Board`, `'Ada Lind' (via Board)`. */
const VIA = /^(.{1,120}?)["']? {1,3}\(?(?:via|über|par|por|tramite) .{1,120}$/i;

function isSentFor(list: Message, sender: Mailbox): boolean {
  if (list.from === null || !isSentByList(list)) return false;
  const address = sender.address.toLowerCase();
  if (address !== '') {
    if (list.replyTo.some((mailbox) => mailbox.address.toLowerCase() === address)) return true;
    if (list.from.address.toLowerCase().startsWith(`${address.replace('@', '=')}@`)) return true;
    const original = fieldsNamed(list.headers, /^(?:x-)?original-(?:from|sender)$/i)[0];
    if (original?.value.toLowerCase().includes(address)) return true;
  }
  const name = VIA.exec(list.from.name)?.[1] ?? '';
  const letters = lettersOf(name);
  return (
    letters !== '' && (letters === lettersOf(sender.name) || letters === lettersOf(sender.address.split('@', 1)[0]!))
  );
}

const lettersOf = (text: string) => makeSkeleton(text).letters;

/** A mark that a list or a filter puts before or behind a subject. */
const TAG =
  /^(?:\[[^\][]{1,60}\]|\{[^{}]{1,30}\}|\*{2,5}[^*]{1,30}\*{2,5}|\((?:external|ext|extern|spam|suspected spam)\)|(?:external|ext|extern|externe|externo|spam|suspected spam|caution|warning)(?: {0,2}[:|-]| e-?mail:))\s{0,4}/i;
const END_TAG = /\s{0,4}(?:\[(?:external|ext|extern|spam|list)[^\][]{0,40}\]|\((?:external|ext|extern)\))$/i;

interface TaggedSubject {
  readonly bare: string;
  readonly tags: readonly string[];
}

function readTags(subject: string): TaggedSubject {
  const tags: string[] = [];
  let rest = subject.trim();
  for (let round = 0; round < 20; round++) {
    const tag = TAG.exec(rest) ?? END_TAG.exec(rest.slice(-60));
    const left = tag && (TAG.test(rest) ? rest.slice(tag[0].length) : rest.slice(0, rest.length - tag[0].length));
    const mark = tag ? null : /^(?:re|aw|sv|fwd?|wg|tr|vs|antw) ?:\s{0,4}/i.exec(rest);
    const next = mark ? rest.slice(mark[0].length) : left;
    if (next === null || next.trim() === '') break;
    if (tag) tags.push(lettersOf(tag[0]));
    rest = next;
  }
  return { bare: lettersOf(rest), tags };
}

/** Letters of a subject without marks that lists and filters put there, and without those of answers. */
export const bareTaggedSubject = (subject: string): string => readTags(subject).bare;

/** True if two subjects are one but for marks that lists and filters put there: `[Board] Wall`, `***SPAM*** Wall`, `EXT: Wall`. */
export function isSameTaggedSubject(one: string, other: string): boolean {
  if (one === other) return true;
  const [a, b] = [readTags(one), readTags(other)];
  if (a.bare !== b.bare) return false;
  // A number in a tag tells the topic (a patch, a ticket); other tags come and go.
  const [topicsA, topicsB] = [a, b].map(({ tags }) => tags.filter((tag) => /\d/.test(tag)));
  const [few, many] = topicsA!.length <= topicsB!.length ? [topicsA!, topicsB!] : [topicsB!, topicsA!];
  return few.every((tag) => many.includes(tag));
}

/** Some exports cut the seconds off; where both have them, two times are two sendings. */
export function isSameSecond(a: Message, b: Message): boolean {
  const times = [a.date?.time ?? 0, b.date?.time ?? 0] as const;
  return times[0] === times[1] || times.some((time) => time % 60_000 === 0);
}
