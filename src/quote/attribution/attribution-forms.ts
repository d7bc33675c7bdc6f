import type { WrittenDate } from '../../date/written-clock.js';
import { type FoundDate, findWrittenDate, parseWrittenDate } from '../../date/written-date.js';
import { type FoundVerb, findVerb } from '../../language/attribution-words.js';
import type { Mailbox } from '../../message/message.js';
import { readPerson } from '../header-block/embedded-mailbox.js';

/** `* Ann Example <ann@example.org>:`, `* Ann Example <ann@example.org> [200103 10:05]:`, `Ann ????:` have no verb. */
const WITH_ADDRESS = /^[^<>@:\d]{1,60}<[^<>@\s]{1,64}(?:@| at )[^<>@\s]{1,80}>\s?(?:\[[\d\s:.,+/-]{4,30}\]\s?)?:$/;
const STARRED = /^\*\s[\p{Lu}"][^:@<>[\]]{2,60}(?:\[[\d\s:.,+-]{4,30}\])?:$/u;
const LOST_VERB = /^[^?:@<>]{2,60}\s\?{4,30}:$/u;

/** IMP and web forums: `En réponse à Ann Example :`; archives lose the accents. */
const IN_REPLY =
  /^(?:En r(?:é|\?{1,2})ponse (?:à|\?{1,2})|In repl(?:y|ying) to|According to|Replying to|In risposta a|Em resposta a|En respuesta a|In Antwort auf|Als antwoord op|Som svar på|W odpowiedzi na|В ответ на) ([^:]{2,120}?)\s?:$/u;

/** The person of a sentence that has no verb, directly above a quotation; null where the sentence is something else. */
export function readBarePerson(sentence: string, text: string): Mailbox | null {
  const last = text.charCodeAt(text.length - 1);
  if (last !== 0x3a) return null;
  const reply = IN_REPLY.exec(text);
  if (reply)
    return reply[1]!.includes('@') || isNameLike(`${reply[1]!}:`) || / at \S+\.\S/.test(reply[1]!)
      ? readPerson(reply[1]!)
      : null;
  const bare = WITH_ADDRESS.test(text) || LOST_VERB.test(text);
  if (!bare && !(STARRED.test(sentence) && isNameLike(sentence.slice(2)))) return null;
  const name = (bare ? text : sentence).replace(/^[\s*]{1,12}/, '').replace(/(?:\s?\[[^\]]{0,40}\])?[\s?]{0,30}:$/, '');
  return readPerson(name);
}

/** One to five words, each capitalised or a particle; no list entry such as `* Buffer mode:`. */
function isNameLike(text: string): boolean {
  const words = text
    .replace(/(?:\[[^\]]*\])?:$/, '')
    .trim()
    .split(/\s+/);
  return (
    words.length <= 5 &&
    words.every(
      (word) =>
        /^["'(]?\p{Lu}[^\d,;]*$/u.test(word) || /^(?:van|von|de|der|den|da|di|la|le|el|al|bin|y|zu)$/.test(word),
    )
  );
}

/**
 * The sentence with a plain colon at its end: `Ann writes....`, `--- Ann <ann@example.org> :>` (Yahoo in some languages),
 * `Ann Examplewrote:`.
 */
export function closeTail(sentence: string): string {
  const whole = PARTLY.test(sentence) ? sentence.replace(PARTLY, ':') : sentence;
  const text = whole.replace(WENT_ON, ' wrote:');
  const last = text.charCodeAt(text.length - 1);
  if (last === 0x2e || last === 0x2026) {
    const plain = text.length <= 80 ? text.replace(/\s?(?:\.{2,8}|…)$/, ':') : text;
    return plain !== text && findVerb(plain)?.end === plain.length - 1 ? plain : text;
  }
  if (last === 0x3e) return text.endsWith(':>') ? text.slice(0, -1) : text;
  if (last !== 0x3a) return text;
  if (/>[?\ufffd]{2,20}:$/.test(text)) return text.replace(/[?\ufffd]{2,20}:$/, ':');
  return text.length <= 80 && /\p{Ll}wrote:$/u.test(text) ? `${text.slice(0, -6)} wrote:` : text;
}

/** `Ann went on:`, `Ann goes on to say:`. */
const WENT_ON = / (?:went|goes) on(?: to (?:say|write|add|ask|explain))?\s?:$/i;

/** `Ann wrote, in part...`. */
const PARTLY = /,? (?:in part|among other things)\s?(?:\.{2,8}|…|:)$/i;

/** Bugzilla: `(In reply to Ann Example from comment #2)`, `--- Comment #12 from Ann Example (ann@example.org) ---`. */
export function readComment(
  sentence: string,
): { readonly from: Mailbox | null; readonly date: WrittenDate | null } | null {
  if (sentence.endsWith(')')) {
    const reply = /^\(In reply to (?:(.{2,60}) from )?comment #\d{1,5}\)$/.exec(sentence);
    return reply && { from: readPerson(reply[1] ?? ''), date: null };
  }
  const comment = sentence.endsWith('---') ? /^-{2,6} ?Comment #\d{1,5} from (.{2,160}) -{2,6}$/.exec(sentence) : null;
  if (!comment) return null;
  const dated = findWrittenDate(comment[1]!);
  const name = dated ? comment[1]!.slice(0, dated.start).replace(/ on $/, '') : comment[1]!;
  return { from: readPerson(name), date: dated?.date ?? null };
}

const MBOX =
  /^From (\S{1,64}(?:@| at )\S{1,80})\s{1,3}(\p{L}{3} \p{L}{3} [ \d]\d \d\d:\d\d(?::\d\d)?(?: \p{Lu}{3,4})? \d{4})$/u;
/** Envelope senders of lists and mail systems: they wrote nothing. */
const SOFTWARE =
  /(?:^|-)(?:request|owner|bounces?|errors|admin|relay|(?:mailer-)?daemon|majordomo|listserv)(?:-|@| at )/i;
const EXCERPTS = /^Excerpts from [\w.+-]{1,40}: (\d{1,2}-\p{L}{3}-\d{2,4}) (.{0,200})$/u;

/**
 * Lines that a program wrote above what it quoted, without a verb: the separator of a mailbox, and the Andrew Message System's
 * `Excerpts from mail: 22-Feb-93 Re: Plan by Ann Example@mail.exam. (1183)`, which cuts subject and host short. It parts subject and author
 * by `by` at best: where it does not, nobody is named.
 */
export function readExcerptLine(
  sentence: string,
): { readonly from: Mailbox | null; readonly date: WrittenDate | null } | null {
  if (sentence.startsWith('From ') || sentence.startsWith('>From ')) {
    const line = MBOX.exec(sentence.replace(/^>/, ''));
    return line && { from: SOFTWARE.test(line[1]!) ? null : readPerson(line[1]!), date: parseWrittenDate(line[2]!) };
  }
  const found = sentence.startsWith('Excerpts from ') ? EXCERPTS.exec(sentence) : null;
  if (!found) return null;
  const author = /(?:^| )by (\S.{1,80}?)(?: \(\d{1,7}\))?$/.exec(found[2]!)?.[1];
  const named = author === undefined ? null : /^([^@]+)@([\w.-]+)$/.exec(author.trim());
  const whole =
    named !== null && /\.(?:com|edu|org|net|gov|mil|int|[a-z]{2})$/i.test(named[2]!) && !/\s/.test(named[1]!);
  const from = whole
    ? readPerson(author!)
    : named && /\s/.test(named[1]!)
      ? { name: named[1]!.replaceAll('"', '').trim(), address: '' }
      : null;
  return { from, date: parseWrittenDate(found[1]!) };
}

/** Lines that forums and Nextcloud write above a quotation: the groups are the name, the address and the date. */
const FORUM_LINES: readonly RegExp[] = [
  // Simple Machines Forum.
  /^Quote from: (?<name>[^<>]{2,60}?) on (?<date>\p{L}{3,12} \d{1,2}.{6,40})$/u,
  // vBulletin; its gateways to mail write the number of the post.
  /^Originally posted by:? (?<name>[^<>:]{2,60}?)(?: View Post)?:?$/iu,
  /^(?<name>[^<>:;]{2,60});\d{2,10} [Ww]rote:$/u,
  /^(?:Quote|Quoted) by:? (?<name>[^<>:]{2,60}?):?$/u,
  // SquirrelMail, Mutt, Trac, Phabricator.
  /^<quote who="(?<name>[^"<>]{2,60})">$/u,
  // BBCode.
  /^\[quote=["“']?(?<name>[^"“”'\][=;<>@]{2,60}?)["”']?(?:[;,] ?(?:\d{1,12}|post:.{0,60})| (?:post_id|time|date|link|msg|author)=.{0,100})?\]$/iu,
  /^\[quote (?:author|name|user)=["']?(?<name>[^"'\][=;<>@]{2,60}?)["']?(?: (?:\w{1,12})=.{0,100})?\]$/iu,
  /^begin {1,2}(?<name>[^<>:]{2,60}?) {1,2}quotation:$/iu,
  /^Replying to \[(?:comment|ticket):[\d:a-z]{1,24} (?<name>[^\]<>@]{1,60})\]:?$/u,
  /^In [A-Z]\d{1,8}(?:#\d{1,9})?(?: <https?:[^<>\s]{4,160}>)?, @(?<name>[\w.-]{2,40}) wrote:$/u,
  // phpBB.
  /^(?<name>[^<>:]{2,60}?) wrote: ?↑ ?(?<date>.{8,60})$/u,
  // Nextcloud Mail.
  /^"?(?<name>[^"<>@]{2,60}?)"? <?(?<address>[\w.+-]{1,64}@[\w.-]{3,80})>? [–-] (?<date>.{8,60}\d.{0,12})$/u,
];

/** False for most sentences: none of the lines begins so or holds such a sign. */
function mayBeForumLine(sentence: string): boolean {
  switch (sentence.charCodeAt(0) | 0x20) {
    case 0x71: // q
    case 0x62: // b
    case 0x72: // r
    case 0x3c: // <
    case 0x7b: // [
      return true;
    case 0x6f: // o, not `On`
      if ((sentence.charCodeAt(1) | 0x20) === 0x72) return true;
      break;
    case 0x69: // i, not `In article`
      if (/^In [A-Z]\d/.test(sentence)) return true;
      break;
  }
  return /[;↑]| [–-] /.test(sentence);
}

/** `Quote from: Ann Example on January 03, 2020, 10:05:00 AM`, `"Ann Example" ann@example.org – January 3, 2020 10:05 AM`. */
export function readForumLine(
  sentence: string,
  near: number | null,
): { readonly from: Mailbox | null; readonly date: WrittenDate | null } | null {
  if (sentence.length > 200 || !mayBeForumLine(sentence)) return null;
  if (/^(?:\[quote\]|\{quote\})$/i.test(sentence)) return { from: null, date: null };
  for (const form of FORUM_LINES) {
    const groups = form.exec(sentence)?.groups;
    if (!groups) continue;
    const { name = '', address = '', date: written } = groups;
    const date = written === undefined ? null : parseWrittenDate(written, { near });
    if (written === undefined || date) return { from: { name: name.trim(), address: address.toLowerCase() }, date };
  }
  return null;
}

/** True where what stands behind a verb is the rest of another sentence: `The manual says the call should be as follows:`. */
export function goesOn(tail: string): boolean {
  return (
    tail.length > 12 &&
    !tail.startsWith(' (') &&
    /(?:^|\s)\p{Ll}+ \p{Ll}+ \p{Ll}+ \p{Ll}+/u.test(tail) &&
    !/[@<]/.test(tail)
  );
}

/** `Ann Example ` and no more: two to four capitalised words. */
function isFullName(text: string): boolean {
  return text.length <= 60 && /^(?!From )(?:\p{Lu}[\p{L}'’-]{0,30}\.? ){2,4}$/u.test(text);
}

/** Words of MesNews, and of people, before the name of the one who told something. */
const TELLING_LEAD =
  /^(?:Il se trouve que|It happens that|Es begab sich, dass|(?:And |Then )?(?:to|at|on) which|And then|And|Then) /i;
const AUXILIARY = /(?<= )(?:a|s['’]est|avait|vient de nous|hat|hatte|ha|aveva|había|has|had|just|then|also) $/;

/**
 * True where a verb that also says other things has a full name before it, and no more than a few words behind it: `Ann Example explained on
 * 03/01/2020 :`, `Ann Example a émis l'idée suivante :`, `Il se trouve que Ann Example a formulé :` (MesNews).
 */
export function isToldBy(text: string, verb: FoundVerb, dated: { readonly end: number } | null): boolean {
  const from = dated && dated.end < verb.start ? dated.end : 0;
  const name = text
    .slice(from, verb.start)
    .replace(/^[\s,]{1,4}/, '')
    .replace(TELLING_LEAD, '')
    .replace(AUXILIARY, '');
  if (!isFullName(name)) return false;
  const tail = text.slice(dated && dated.end > verb.end ? dated.end : verb.end);
  return verb.end >= text.length - 3 || /^(?: [\p{L}'’]{1,14}){0,5}\s?:$/u.test(tail);
}

/** True for a sentence that tells nobody's name: `I wrote:`, `?????? wrote:` (an archive lost it), `<ann at ...> writes:`. */
export function isNameless(text: string, verb: FoundVerb | null): boolean {
  if (!verb || verb.weak) return false;
  if (/^I (?:wrote|said)\b/i.test(text)) return true;
  const before = text.slice(0, verb.start);
  return (
    before.length <= 80 && /^(?:<[^<>\s@]{1,64} at \.{2,3}>|[?\ufffd][?\ufffd ]{0,40}(?<=[?\ufffd]))\s$/.test(before)
  );
}

/**
 * True where a sentence above a quotation is a name beside a date and no more: `Ann Example [Fri, 3 Jan 2020 at 10:05]:`,
 * `Received Fri 03 Jan 2020 10:05 from Ann Example:`.
 */
export function isDatedName(
  text: string,
  from: Mailbox,
  dated: { readonly start: number; readonly end: number },
): boolean {
  const bracketed =
    /[[(]\s?$/.test(text.slice(0, dated.start)) && /^[^\])]{0,20}[\])]\s?:$/.test(text.slice(dated.end));
  if (bracketed) return text.startsWith(from.name) || /^[\p{Lu}"'„«]/u.test(text);
  const words = text.length - (dated.end - dated.start) - from.name.length - from.address.length;
  return (
    words <= 24 && /^\p{Lu}/u.test(from.name) && /\d{4}|\d\d[./-]\d\d[./-]\d\d/.test(text.slice(dated.start, dated.end))
  );
}

/**
 * True for what goes on behind a date, and names nobody: a line of a log (` [-] Traceback (most recent call last):`), something that happened
 * (`On 5 March 2024 at 10:05 the pier was closed by Ann Example <ann@example.org>:`).
 */
export function isEvent(behind: string): boolean {
  return /^\s?(?:\p{L}{2,5} )?\[[^\]@]{0,80}\](?: \S|$)/u.test(behind) || HAPPENED.test(behind);
}

const HAPPENED =
  /^[^<@]{0,120}\s(?:was|were|is|has|had|have|will|wurden?|war|ist|hat(?= \p{Ll})|est|a été|fue|será|è stat[oa]|werd|blev)\s/u;

/** `[200103 10:05]` as some people set their mail program: year, month and day, or day, month and year, whichever fits. */
export function findCompactDate(text: string, near: number | null): FoundDate | null {
  const found = /\[(\d\d)(\d\d)(\d\d),? (\d{1,2}:\d\d)\]/.exec(text);
  if (!found) return null;
  const [, first, second, third, time] = found as unknown as [string, string, string, string, string];
  let best: WrittenDate | null = null;
  for (const [year, day] of [
    [first, third],
    [third, first],
  ] as const) {
    const date = parseWrittenDate(`20${year}-${second}-${day} ${time}`);
    if (date && (!best || (near !== null && Math.abs(date.local - near) < Math.abs(best.local - near)))) best = date;
  }
  const raw = found[0].slice(1, -1);
  return best && { date: { ...best, raw }, start: found.index + 1, end: found.index + 1 + raw.length };
}

/** A year of four figures and a time, a person with an address, and a colon at the end. */
const STRANGER =
  /^(?=.{0,120}\p{N}[:.]\p{N}\p{N})(?=.{0,120}(?<!\p{N})\p{N}{4}(?!\p{N}))([^<>@]{4,160})<([^<>@\s]{1,64}(?:@| at )[^<>@\s]{3,80})>[^<>@]{0,40}[:：։៖፦፡]$/u;

/**
 * The person of a sentence in a language that is not known, directly above a quotation: by the address, and by the name where capitalised
 * words of Latin letters stand before it. Its date stays unread.
 */
export function readStranger(text: string): Mailbox | null {
  const found = STRANGER.exec(text);
  if (!found) return null;
  const name = /(?:^|[\s,])((?:\p{Lu}[\p{Script=Latin}.'’-]{1,30} ){1,4})$/u.exec(found[1]!)?.[1] ?? '';
  return readPerson(`${name}<${found[2]!}>`);
}

const MONGOLIAN = /(\d{4}) оны (\d{1,2})-р сарын (\d{1,2})(?:[^\d<]{1,24}(\d{1,2}:\d\d))?/u;

const NUMBERED =
  /(?:^\p{L}{1,14}\.?,? )?(?<![\w.,:])(\d{1,2}) (?:de |)(\d{1,2}) (?:del? |)((?:19|20)\d\d)(?![\w/@:])(?:[, ]{1,3}(?:kl\.?|a les|a las|klo|at|à|às|alle|om)? ?(\d{1,2}[:.]\d\d))?(?: ([+-]\d{4}))?/u;

/** `16 08 2005 kl. 13:06 +0200` (Evolution in Danish), `15 de 12 del 2005 a les 08:17` (in Catalan): the month is a number. */
export function findNumberedMonth(text: string, near: number | null): FoundDate | null {
  const counted = text.includes('оны') ? MONGOLIAN.exec(text) : null;
  const found = counted ?? NUMBERED.exec(text);
  if (!found) return null;
  const [all, day, month, year, time, zone] = counted
    ? [counted[0], counted[3], counted[2], counted[1], counted[4]]
    : found;
  const date = parseWrittenDate(`${year}-${month}-${day}${time ? ` ${time}` : ''}${zone ? ` ${zone}` : ''}`, { near });
  return date && { date: { ...date, raw: all.trim() }, start: found.index, end: found.index + all.length };
}
