import { datesAgree } from '../../date/date-agreement.js';
import { dateInterval, parseWrittenDate } from '../../date/written-date.js';
import { readPrintedLabel } from '../../language/header-labels.js';
import type { LabelRole } from '../../language/language.js';
import { foldWord } from '../../text/fold-word.js';
import type { Mailbox, MessageDate } from '../message.js';

/** What a record or a mail tells of its message beside the text. */
export interface RecordHead {
  readonly from: Mailbox | null;
  readonly subject: string;
  readonly date: MessageDate | null;
  /** Who a mail went to: what is printed must have gone to one of them, in that minute. Of records these are told too loosely. */
  readonly recipients?: readonly Mailbox[];
}

/** Lines in which the header must begin, and lines that it may take. */
const MOST_ABOVE = 24;
const LONGEST = 40;
const DAY = 86_400_000;
/** What agencies stamp above a released mail: lines without small letters, numbers of cases and pages, marks of release. */
const STAMP =
  /^(?:[^\p{Ll}]{0,200}|(?:U\.S\. Department of|Case No|Doc No|Document|Date:|Page |RELEASE|Released|STATE DEPT|SUBJECT TO|Classified by|Reason:|Declassify|B\d).{0,200})$/u;

/**
 * How many characters of a text are the header of its own message, printed above it, with the stamps above that: 0 where the text begins
 * with none. Only a header that says what the record says (subject, sender, and day where both are told) is its own; any other is of a
 * message that is quoted.
 *
 *     UNCLASSIFIED\nCase No. F-1\nFrom: Ann\nSent: Friday, …\nTo: Bo\nSubject: Plan\nYes.   →  up to `Yes.`
 */
export function ownHeaderLength(text: string, head: RecordHead): number {
  const found = new Map<LabelRole, string>();
  let at = 0;
  let end = 0;
  let last: LabelRole | null = null;
  let stamped = false;
  let odd = 0;
  for (let count = 0; count < MOST_ABOVE + LONGEST && at < text.length; count++) {
    const feed = text.indexOf('\n', at);
    const next = feed < 0 ? text.length : feed + 1;
    const line = text.slice(at, Math.min(next, at + 1000)).trim();
    const label = readPrintedLabel(line);
    // The stamp `Date: 05/13/2015` stands above the header, not in it.
    const role = found.size === 0 && STAMP.test(line) && !/^from/i.test(line) ? undefined : label?.readings[0]?.role;
    if (role !== undefined) {
      if (found.has(role)) break;
      found.set(role, label!.value);
      last = role;
      end = next;
    } else if (found.size === 0) {
      // The name of the agency stands between the stamps, in whatever letters.
      const isStamp = line === '' || STAMP.test(line);
      stamped ||= isStamp && /\p{Lu}{4}/u.test(line);
      if (count >= MOST_ABOVE || (!isStamp && (!stamped || line.length > 60 || /[.!?,;:]$/.test(line) || ++odd > 2)))
        return 0;
    } else if (line === '') {
      if (found.has('subject') || found.size >= 4) break;
    } else if (goesOn(last, found.get('subject') ?? '', line, head.subject)) {
      found.set(last!, `${found.get(last!)!} ${line}`.trim());
      end = next;
    } else break;
    at = next;
  }
  if (found.size < 3 || !found.has('from')) return 0;
  return isOf(found, head) ? end : 0;
}

/** A long list of people goes on in the next line, and so does a subject that is not yet all that the record says. */
function goesOn(last: LabelRole | null, told: string, line: string, subject: string): boolean {
  if (last === 'to' || last === 'cc' || last === 'bcc') return /[;,@<>]/.test(line) && line.length < 500;
  return last === 'subject' && told !== '' && plain(subject).startsWith(plain(`${told} ${line}`));
}

function isOf(found: ReadonlyMap<LabelRole, string>, { from, subject, date, recipients }: RecordHead): boolean {
  if (plain(found.get('subject') ?? '') !== plain(subject)) return false;
  if (from === null || !isNamed([from], found.get('from')!)) return false;
  if (recipients?.length && found.has('to') && !isNamed(recipients, found.get('to')!)) return false;
  const written = parseWrittenDate(found.get('date') ?? '', { near: date?.time ?? null });
  if (written === null || date === null) return true;
  if (recipients) return datesAgree(written, date.time, date.offset, date.precision === 'day').grade !== 'none';
  const { earliest, latest } = dateInterval(written);
  const slack = date.precision === 'day' ? DAY : 0;
  return date.time >= earliest - slack && date.time <= latest + slack;
}

const plain = (text: string): string => foldWord(text).replace(/[^\p{L}\p{N}]/gu, '');

/**
 * True where a label names one of these: by a word of the name or of the address before its domain. Colleagues have the domain, and a
 * middle initial, in common.
 */
function isNamed(mailboxes: readonly Mailbox[], written: string): boolean {
  const told = wordsOf(written.replace(DOMAINS, ' '));
  return mailboxes.some(({ name, address }) => {
    const own = wordsOf(`${name.replace(DOMAINS, ' ')} ${address.replace(/@.*$/s, '')}`);
    const isShort = own.every((word) => word.length === 1);
    return own.some((word) => (isShort || word.length > 1) && told.includes(word));
  });
}

/** Domains of addresses, and what Notes puts behind a name: `Ann Roe/HOU/ECT@ECT`. */
const DOMAINS = /[@/][^\s<>,;"']*/g;

const wordsOf = (text: string): readonly string[] => foldWord(text).match(/[\p{L}\p{N}]+/gu) ?? [];
