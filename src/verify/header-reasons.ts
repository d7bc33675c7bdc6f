import { decodeHeaderText } from '../message/header/encoded-word.js';
import { fieldsNamed } from '../message/header-text.js';
import type { Mailbox, Message } from '../message/message.js';
import { makeVisible } from '../text/visible-text.js';
import {
  bothRight,
  flatText,
  isSameButForCharset,
  lettersOf,
  oursRight,
  type Reason,
  SAME,
  theirsRight,
} from './reading-reason.js';

/** One field of people as two readers read it. */
export interface MailboxDifference {
  readonly message: Message;
  readonly field: 'from' | 'to' | 'cc' | 'bcc';
  readonly raw: readonly string[];
  readonly ours: readonly Mailbox[];
  readonly theirs: readonly Mailbox[];
}

/** Fields in which Exchange's exporters keep names beside the addresses. */
const BESIDE = { from: /^x-from$/i, to: /^x-to$/i, cc: /^x-cc$/i, bcc: /^x-bcc$/i } as const;

const REPEATED = bothRight('the field stands there more than once: all of it is read by us, one of it by mailparser');
const OVERWRITTEN = oursRight(
  'letters overwritten by an archive: the name alone to us, an invented address to mailparser',
);
const EMPTY_GROUP = oursRight('a group without members: nobody to us, its name is a recipient to mailparser');
const PLACEHOLDER = bothRight('words in place of a person: nobody to us, a name to mailparser');

/** Why the people of a field differ: each pair by a reason of its own, of which the gravest is told; null where one pair has none. */
export function whyMailboxes(difference: MailboxDifference): Reason | null {
  const { message, field, raw, ours, theirs } = difference;
  const text = raw.join('\n');
  if (raw.length > 1) return REPEATED;
  if (text.includes('@ending from') || (text.match(/@/g)?.length ?? 0) > 2 * theirs.length + 1) return OVERWRITTEN;
  if (/:\s*(?:<\s*)?;/.test(text) && ours.length < theirs.length) return EMPTY_GROUP;
  if (
    ours.length === 0 &&
    theirs.length === 1 &&
    /^[x*]{3,}@|^(?:undisclosed|unlisted|redacted|withheld)/i.test(nameOrAddress(theirs[0]!))
  )
    return PLACEHOLDER;
  if (ours.length !== theirs.length) return whyCounts(text, ours, theirs);
  const beside = fieldsNamed(message.headers, BESIDE[field])
    .map(({ value }) => value)
    .join('\n');
  const reasons = ours.flatMap((one, at) => {
    const reason = whyMailbox(one, theirs[at]!, text, beside);
    return reason === SAME ? [] : [reason];
  });
  return reasons.includes(null) ? null : (reasons.sort((a, b) => weight(a!) - weight(b!))[0] ?? null);
}

/** Two values of a field that an archive kept as one, a separator of files between them. */
const isTwoValues = (text: string): boolean =>
  ['\u001c', '\u001d', '\u001e', '\u001f'].some((sign) => text.includes(sign));

const nameOrAddress = ({ name, address }: Mailbox): string => address || name;

/** The graver first: that mailparser is right, then that we are, then that both are. */
const weight = ({ right }: Reason): number => ['mailparser', 'rethread', 'both'].indexOf(right);

const JOINED = oursRight('a name with a comma or semicolon in it: one person to us, several to mailparser');

function whyCounts(text: string, ours: readonly Mailbox[], theirs: readonly Mailbox[]): Reason | null {
  if (isTwoValues(text)) return CONTROL;
  const letters = (people: readonly Mailbox[]) => lettersOf(people.map(({ name, address }) => name + address).join(''));
  return ours.length < theirs.length && letters(ours) === letters(theirs) ? JOINED : null;
}

const MASKED = oursRight(
  'an address that an archive masked (ada at moor.example): read as it was by us, a name to mailparser',
);
const NAMED_BESIDE = bothRight('a bare address: we add the name of X-From, X-To, X-cc, which stand beside it');
const COMMENT = bothRight('a comment beside an address: kept with the name by us, left out by mailparser');
const MARKS = oursRight(
  'quotation marks or brackets around an address: no part of it to us, a part of it to mailparser',
);
const RAW_BYTES = oursRight('bytes beyond ASCII in a header: UTF-8 or windows-1252 to us, UTF-8 alone to mailparser');
const UNDECODED = oursRight('encoded words that do not follow RFC 2047: read by us, left as they stand by mailparser');
const BARE = bothRight('a word that is no full address: kept, as name by one reader and as address by the other');
const NO_ADDRESS = oursRight('two @ in one address: no address to us, a wrong one to mailparser');
const CONTROL = oursRight('control characters between two values: two people to us, run into one by mailparser');
const COMMA = oursRight('a stray comma or semicolon: no part of the name to us, a part of it to mailparser');
const NAME_JOINED = oursRight('an address within a name in encoded words: read by us, nobody to mailparser');
const QUOTED_LOCAL = bothRight('quotation marks that the local part does not need: left out by us, kept by mailparser');
const SPACE = bothRight('white space, signs or case in a name');

function whyMailbox(ours: Mailbox, theirs: Mailbox, raw: string, beside: string): Reason | null | typeof SAME {
  const [own, other] = [ours.address.toLowerCase(), theirs.address.toLowerCase()];
  const sameName = lettersOf(ours.name) === lettersOf(theirs.name);
  if (own === other) {
    if (sameName) return flatText(ours.name) === flatText(theirs.name) ? SAME : nameMarks(theirs.name);
    if (lettersOf(`${ours.name}${theirs.name}`).toLowerCase() === lettersOf(own)) return SAME;
    if (theirs.name === '' && ours.name !== '') return whyNamed(ours.name, beside);
    if (theirs.name.includes('=?') || UTF7.test(theirs.name)) return UNDECODED;
    if (isSameButForCharset(ours.name, theirs.name) && /[\x80-\xff]/.test(raw)) return RAW_BYTES;
    if (isTwoValues(raw)) return CONTROL;
    if (isCommented(ours.name, theirs.name)) return COMMENT;
    return null;
  }
  if (other === '' && theirs.name.replace(/ (?:at|AT) /, '@').toLowerCase() === own) return MASKED;
  if (other === '' && own === '' && isCommented(ours.name, theirs.name)) return COMMENT;
  if (isTwoValues(raw)) return CONTROL;
  if (own === '' && (other.match(/@/g) ?? []).length > 1) return NO_ADDRESS;
  if (own === '' ? ours.name.toLowerCase() === other : own === theirs.name.toLowerCase()) return BARE;
  if (theirs.address === '' && theirs.name === '' && raw.includes('=?')) return NAME_JOINED;
  if (other.replace(/"/g, '') === own) return QUOTED_LOCAL;
  return other.replace(/[<>'"\s]/g, '') === own.replace(/\s/g, '') ? MARKS : null;
}

/** UTF-7 as it is written: `M+APw-ller`. */
const UTF7 = /\+[A-Za-z0-9/]{3,}-/;

const nameMarks = (theirs: string): Reason => (/^[\s,;]|[,;]$/.test(theirs) ? COMMA : SPACE);

/** A name that only we have: from the field beside, or from a comment. */
function whyNamed(name: string, beside: string): Reason | null {
  const known = new Set(wordsOf(beside));
  return wordsOf(name).every((word) => known.has(word)) ? NAMED_BESIDE : null;
}

/** Words of a name, of which a fold may have cut one. */
const wordsOf = (text: string): readonly string[] => decodeHeaderText(text).match(/[\p{L}\p{N}]+/gu) ?? [];

/** `Ada (Moor Ltd)` and `Ada`; `Bob (Bob)` and `Bob`. */
const isCommented = (ours: string, theirs: string): boolean =>
  ours.includes('(') && lettersOf(ours.slice(0, ours.indexOf('('))) === lettersOf(theirs);

const NOW = oursRight('a date that mailparser cannot read: it gives the moment of reading');
const UNREADABLE = bothRight('a date that neither can read: mailparser gives the moment of reading');
const DOUBTED = bothRight('a date at which no mail was sent: told by us and not believed, taken by mailparser');
const NO_SUCH_DAY = oursRight('a day that the calendar does not have: no date to us, the next month to mailparser');
const NO_ZONE = bothRight(
  'no zone that means anything: UTC to us, and told; the zone of the machine or 0 to mailparser',
);
const SHORT_YEAR = oursRight('a year of two or three digits (RFC 5322 §4.3): another century to mailparser');
const LEAP = bothRight('second 60: the next minute to us, the same one to mailparser');
const ZONE = oursRight('a zone by letters or without sign that only we know');
const TWO_DATES = bothRight('two Date fields: the first is read by us');

/** Why two readings of Date differ; SAME where neither has one. */
export function whyDate(
  message: Message,
  raw: readonly string[],
  { ours, theirs, now }: { readonly ours: number | null; readonly theirs: number | null; readonly now: number },
): Reason | null | typeof SAME {
  const text = raw.join('\n');
  const isNow = theirs !== null && Math.abs(theirs - now) < 120_000;
  if (ours === null && (theirs === null || (isNow && text.trim() === ''))) return SAME;
  if (isNow) return ours === null ? UNREADABLE : NOW;
  if (theirs === null) return oursRight('a date that mailparser cannot read: it gives none');
  if (raw.length > 1) return TWO_DATES;
  if (ours === null) {
    if (message.doubtedDate !== undefined) return DOUBTED;
    const day = Number(/\b\d{1,2}\b/.exec(text)?.[0]);
    return day > 28 && new Date(theirs).getUTCDate() < 4 ? NO_SUCH_DAY : null;
  }
  if (/:60\b/.test(text) && Math.abs(ours - theirs) === 60_000) return LEAP;
  if (Math.abs(ours - theirs) > 40 * 365 * 86_400_000 && /\b\d{2,3}\s+\d\d?:/.test(text)) return SHORT_YEAR;
  if (message.date?.offset === null) return NO_ZONE;
  return (ours - theirs) % 900_000 === 0 && Math.abs(ours - theirs) <= 26 * 3_600_000 ? ZONE : null;
}

const TWO_SUBJECTS = bothRight('two Subject fields: the first is read by us');
const SUBJECT_BYTES = oursRight(
  'bytes beyond ASCII in a subject: UTF-8 or windows-1252 to us, UTF-8 alone to mailparser',
);
const SUBJECT_WORDS = oursRight('encoded words that do not follow RFC 2047 or name a charset that only we know');
const SUBJECT_SIGNS = bothRight('signs and white space of a subject');

/** Why two subjects differ. */
export function whySubject(ours: string, theirs: string, raw: readonly string[]): Reason | null {
  const text = raw.join('\n');
  if (raw.length > 1) return TWO_SUBJECTS;
  if (theirs.includes('=?') && !ours.includes('=?')) return SUBJECT_WORDS;
  if (ours.includes('=?') && !theirs.includes('=?')) return theirsRight('encoded words that only mailparser reads');
  if (lettersOf(makeVisible(ours)) === lettersOf(makeVisible(theirs))) return SUBJECT_SIGNS;
  if (/[\x80-\xff]/.test(text) && isSameButForCharset(ours, theirs)) return SUBJECT_BYTES;
  return /=\?/.test(text) && (theirs.includes('\ufffd') || /utf-7/i.test(text)) ? SUBJECT_WORDS : null;
}

const TWO_FIELDS = bothRight('the field stands there more than once: all of it is read by us, one of it by mailparser');
const REPEATED_ID = bothRight('an id that stands there twice: once to us, as written to mailparser');
const NO_BRACKETS = bothRight(
  'words beside ids, or an id without brackets: told apart by us, taken as they stand by mailparser',
);
const COMMENTED = bothRight('parentheses in an id: a comment to us, a part of it to mailparser');
const PROSE = oursRight('words and no id (Your message of Monday): none to us, an id to mailparser');
const PERSON = oursRight('the address of a person beside ids: no id to us, one to mailparser');
const UNBRACKETED = oursRight(
  'an id without brackets among others that have them: an id to us, left out by mailparser',
);
const COMMAS = oursRight('ids with commas between them: read by us, the commas are taken along by mailparser');
const MENDED = oursRight('an id that was folded, masked or wrapped by a program: put together by us');

/** An id without white space and quotation marks. */
const packedId = (id: string): string => id.replace(/[\s"]+/g, '');

/** Why two readings of Message-ID, In-Reply-To or References differ. */
export function whyIds(ours: readonly string[], theirs: readonly string[], raw: readonly string[]): Reason | null {
  if (raw.length > 1) return TWO_FIELDS;
  const text = raw.join('\n');
  if ([...new Set(theirs)].join(' ') === ours.join(' ')) return REPEATED_ID;
  const bare = theirs.map((id) => packedId(id.replace(/\([^()]*\)/g, ''))).join(' ');
  if (text.includes('(') && bare === ours.join(' ')) return COMMENTED;
  const uncommaed = theirs.flatMap((id) => id.split(/[,;]/)).filter(Boolean);
  if ([...new Set(uncommaed)].join(' ') === ours.join(' ')) return COMMAS;
  if (ours.length === 0 && theirs.every((id) => /\s/.test(id) || !id.includes('@'))) return PROSE;
  const more = theirs.filter((id) => !ours.includes(id));
  if (more.length === theirs.length - ours.length && more.every((id) => /^[^\d\s@]+@[^\s@]+$/.test(id))) return PERSON;
  const unbracketed = ours.filter((id) => !theirs.includes(id));
  if (unbracketed.length > 0 && unbracketed.every((id) => !text.includes(`<${id}`) && text.includes(id)))
    return UNBRACKETED;
  const packed = packedId(text);
  if (theirs.map(packedId).join(' ') === ours.map(packedId).join(' ')) return MENDED;
  if (ours.length > 0 && ours.every((id) => packed.includes(id))) {
    const bracketed = [...text.matchAll(/<([^<>\s]+@[^<>\s]+)>/g)].map(([, id]) => id!);
    if (/<[^>]*\s[^>]*>/.test(text)) return MENDED;
    const beside = text.replace(/<[^<>\s]+@[^<>\s]+>|[\s,;]+/g, '');
    if (beside !== '' && [...new Set(bracketed)].join(' ') === ours.join(' ')) return NO_BRACKETS;
  }
  return null;
}
