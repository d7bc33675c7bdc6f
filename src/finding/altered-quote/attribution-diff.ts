import type { WrittenDate } from '../../date/written-clock.js';
import type { ProducedPost } from '../../dedupe/produced-post.js';
import { parseMessageDate } from '../../message/header/message-date.js';
import { fieldsNamed } from '../../message/header-text.js';
import type { Mailbox } from '../../message/message.js';
import type { EmbeddedHeader } from '../../quote/segment.js';
import { hasWithheldMarks } from '../../text/withheld-marks.js';
import type { FindingContext } from '../finding-context.js';

/** A statement of a quotation's header that the original contradicts. */
export interface AttributionChange {
  readonly before: string;
  readonly after: string;
}

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** Days by which a message may come later than it was sent: held for a moderator, or read in a digest. */
const LONGEST_DELAY = 7 * DAY;

/**
 * Compares what an attribution or embedded header says of a message with the message itself: another sender, another date
 * (beyond any zone), a recipient of the original that the copied block leaves out. `written` is the header as it stands:
 * a name anywhere in it ("on behalf of") is enough.
 */
export function compareAttribution(
  header: EmbeddedHeader,
  written: string,
  original: ProducedPost,
  quoting: ProducedPost,
  context: FindingContext,
): AttributionChange[] {
  const { message } = original;
  const { from, date } = header;
  if (from && message.from && isNamed(from) && isNamed(message.from) && !isSender(from, original, context)) {
    // Whoever quotes his own words out of another's answer names that one: the answer quoted them.
    const own = header.style !== 'block' && isSenderOf(quoting, message.from, context);
    const told =
      !own && isKnown(from, context) && !mentions(message.body?.text ?? '', from) && !mentions(written, message.from);
    return told ? [{ before: showMailbox(message.from), after: showMailbox(from) }] : [];
  }
  const changes: AttributionChange[] = [];
  if (date && message.date && contradictsDate(date, written, original, quoting, context))
    changes.push({ before: message.date.raw, after: date.raw });
  return [...changes, ...missingRecipients(header, written, message, context)];
}

/**
 * Recipients of the original that a copied block leaves out. A block that names fewer than half of them names a list, or was
 * cut; an address that an export garbled (`40ect@x.example`) is nobody's.
 */
function missingRecipients(
  header: EmbeddedHeader,
  written: string,
  message: ProducedPost['message'],
  context: FindingContext,
): AttributionChange[] {
  // Whoever is blacked out of it may be the one that it leaves out.
  if (header.style !== 'block' || !header.to.length || hasWithheldMarks(written)) return [];
  const shown = [...header.to, ...header.cc, ...header.bcc];
  // QUIRK: Mailman takes from Cc whoever has the mail already, each time otherwise.
  const copied = passedList(message, written) ? [] : message.cc;
  const recipients = [...message.to, ...copied].filter(
    ({ name, address }) => !/["<>]|^[\s']*'/.test(name + address) && (name || /^[a-z][\w.+-]*@/i.test(address)),
  );
  const text = written.toLowerCase();
  const words = text.match(/\p{L}{4,}/gu) ?? [];
  const shownWords = shown.map(nameWords);
  const writtenWords = wordsOf(written);
  const isShown = (recipient: Mailbox) => {
    if (shown.some((one) => isOnePerson(one, recipient, context))) return true;
    const names = new Set(nameWords(recipient));
    if (shownWords.some((one) => one.some((word) => names.has(word)))) return true;
    for (const word of names) if (writtenWords.has(word)) return true;
    const local = recipient.address.split('@')[0]!.toLowerCase();
    if ((local.length >= 4 && text.includes(local)) || words.some((word) => local.includes(word))) return true;
    return shown.some((one) => spellsName(one.address, recipient));
  };
  // A name in the block may be that of any bare address.
  const isNamedOnly = shown.some(({ address }) => !address.includes('@'));
  const isWordOfName = nameWordsAside(message);
  const missing = recipients.filter(
    (recipient) => !isShown(recipient) && !isWordOfName(recipient) && (recipient.name !== '' || !isNamedOnly),
  );
  if (2 * missing.length > recipients.length || isCut(written)) return [];
  return missing.map((recipient) => ({ before: showMailbox(recipient), after: '' }));
}

// QUIRK: an export made two recipients of `X-To: "Lind, Ada, M" <alind@quay.example>`: `ada@house.example, alind@quay.example`.
function nameWordsAside({ headers }: ProducedPost['message']): (recipient: Mailbox) => boolean {
  const quoted = fieldsNamed(headers, /^x-(?:to|cc)$/i).flatMap(
    ({ value }) => value.match(/"[^"<>]{1,80},[^"<>]{1,80}"/g) ?? [],
  );
  const words = new Set(quoted.flatMap((name) => name.toLowerCase().match(/\p{L}{2,}/gu) ?? []));
  return ({ name, address }) => name === '' && words.has(address.split('@')[0]!.toLowerCase());
}

/** True if a mailing list's program sent the message on, to us or to who quotes it. */
const passedList = ({ headers }: ProducedPost['message'], written: string): boolean =>
  /-bounces[+@]/i.test(written) || fieldsNamed(headers, /^list-(?:id|post)$/i).length > 0;

/** True if a list in a header has an empty place, or ends where the next name should stand. */
const isCut = (written: string) => /[,;]\n*[,;]|[,;]\n\n|[,;]\n*$/.test(written.replace(/[^\S\n]+/g, ''));

/** True for an account made of an initial and the beginning of a surname: `jdietri@x.example` for Janet Dietrich. */
function spellsName(address: string, { name }: Mailbox): boolean {
  const surname = /^\p{L}(\p{L}{4,})/u.exec(address.split('@')[0]!.toLowerCase())?.[1];
  return (
    surname !== undefined &&
    name
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .some((word) => word.startsWith(surname))
  );
}

/** True if a mailbox in a header stands for the one who wrote the original: the same person, or a name that may be his. */
function isSender(from: Mailbox, { message }: ProducedPost, context: FindingContext): boolean {
  return [message.from, message.sender, ...message.replyTo].some(
    (sender) => sender !== null && sameMailbox(from, sender, context),
  );
}

/** True if the person wrote a message. */
const isSenderOf = ({ message }: ProducedPost, person: Mailbox, context: FindingContext): boolean =>
  message.from !== null && context.identify(message.from) === context.identify(person);

/** True if a header may introduce what the original's author wrote: it names that person somewhere, or nobody. */
export function introduces(
  header: EmbeddedHeader,
  written: string,
  original: ProducedPost,
  context: FindingContext,
): boolean {
  const { from } = original.message;
  return !header.from || !from || isSender(header.from, original, context) || mentions(written, from);
}

/**
 * True if a date in a header is neither that of the original, in any zone, nor a time at which it may have arrived, nor
 * that of another message of the same sender. Dates that no person's clock made are no evidence.
 */
function contradictsDate(
  date: WrittenDate,
  written: string,
  original: ProducedPost,
  quoting: ProducedPost,
  context: FindingContext,
): boolean {
  const { message } = original;
  if (message.date?.source !== 'date' || !isWholeDate(date, written)) return false;
  // QUIRK: Mailman replaces a Date that cannot be by that of arrival, in the zone -0000.
  if (/-0000\b/.test(message.date.raw)) return false;
  const readings = [date.local, ...date.alternatives].flatMap((reading) => [reading, ...swapDayAndMonth(reading)]);
  // QUIRK: programs without a date write that of the Unix epoch.
  if (readings.some((reading) => Math.abs(reading) <= 2 * DAY)) return false;
  const slack = date.precision === 'day' ? 2 * DAY : 15 * 60 * MINUTE;
  const fits = (time: number) =>
    readings.some((reading) => Math.abs(reading - time) <= slack || isZoned(reading - time, date));
  const sent = message.date.time;
  // QUIRK: some programs write the time of arrival into an attribution.
  const latest = Math.min(sent + LONGEST_DELAY, (quoting.message.date?.time ?? sent) + slack);
  if (readings.some((reading) => reading >= sent - slack && reading <= latest)) return false;
  return !fits(sent) && !context.timesOf(message.from).some(fits) && !arrivalsOf(original).some(fits);
}

/** Times at which servers took a message on: a moderator may have held it for weeks. */
function arrivalsOf({ copies }: ProducedPost): number[] {
  return copies
    .flatMap(({ headers }) => fieldsNamed(headers, /^received$/i))
    .flatMap(({ value }) => parseMessageDate(value.slice(value.lastIndexOf(';') + 1).trim())?.time ?? []);
}

/** True if a difference may be one of time zones that was added twice: under 26 hours and whole quarters of one. */
function isZoned(difference: number, { precision }: WrittenDate): boolean {
  const quarter = 15 * MINUTE;
  const rest = Math.abs(difference) % quarter;
  return precision !== 'day' && Math.abs(difference) <= 26 * 60 * MINUTE && Math.min(rest, quarter - rest) <= MINUTE;
}

/** True if day, month and year were read, and nothing of the date was left behind: `Le lun 06/12` of `06/12/2004` says less. */
function isWholeDate({ raw }: WrittenDate, written: string): boolean {
  const numbers = raw.match(/\p{N}+/gu) ?? [];
  const whole =
    numbers.length >= 3 || (numbers.length >= 2 && /\p{L}{3}/u.test(raw) && numbers.some((one) => one.length === 4));
  const at = written.indexOf(raw);
  return whole && !/[@\n]/.test(raw) && !(at >= 0 && /^[/.-]?\p{N}/u.test(written.slice(at + raw.length)));
}

/** 2005-05-08 may be the 5th of August: programs write the day first even in this form. */
function swapDayAndMonth(reading: number): readonly number[] {
  const date = new Date(reading);
  const day = date.getUTCDate();
  if (day > 12) return [];
  return [Date.UTC(date.getUTCFullYear(), day - 1, date.getUTCMonth() + 1) + (reading % 86_400_000)];
}

/** True if a header gives an address or a readable name of two words: less says nobody. */
function isNamed({ name, address }: Mailbox): boolean {
  if (/(?:^|[-.])(?:bounces?|owner|request|admin)(?:[-+.@]|$)/i.test(address)) return false;
  if (/[?=}{\uFFFD\d@]/.test(name) || /@.*@|^[^\p{L}\p{N}]|^\d+[a-z]+@/iu.test(address)) return false;
  return address.includes('@') || (name.match(/\p{L}{2,}/gu)?.length ?? 0) >= 2;
}

/** True for an address, or for a name that somebody with an address bears: "somebody who asked" is nobody. */
function isKnown(mailbox: Mailbox, { personById, identify }: FindingContext): boolean {
  return mailbox.address.includes('@') || (personById(identify(mailbox))?.addresses.length ?? 0) > 0;
}

/** True if a word of the name or the address of a person stands in a text. */
function mentions(text: string, person: Mailbox): boolean {
  const words = wordsOf(text);
  return nameWords(person).some((word) => words.has(word));
}

const wordsOf = (text: string): ReadonlySet<string> => new Set(text.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? []);

const nameWords = ({ name, address }: Mailbox) =>
  `${name} ${address.split('@')[0]}`.toLowerCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];

/** Same person, or names of which one may stand for the other. */
function sameMailbox(written: Mailbox, real: Mailbox, context: FindingContext): boolean {
  if (isOnePerson(written, real, context)) return true;
  const known = new Set(nameWords(real));
  return nameWords(written).some((word) => known.has(word));
}

/** Same person, as far as people were resolved or the address tells. */
function isOnePerson(written: Mailbox, real: Mailbox, context: FindingContext): boolean {
  if (context.identify(written) === context.identify(real)) return true;
  return written.address !== '' && written.address.toLowerCase() === real.address.toLowerCase();
}

const showMailbox = ({ name, address }: Mailbox) => (name && address ? `${name} <${address}>` : name || address);
