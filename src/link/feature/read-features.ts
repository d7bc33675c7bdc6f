import type { ProducedPost } from '../../dedupe/produced-post.js';
import { tellsOfWithholding } from '../../message/address/withheld-person.js';
import type { Mailbox } from '../../message/message.js';
import type { EmbeddedHeader, SplitBody } from '../../quote/segment.js';
import { withoutRemark } from '../../recover/sender-match.js';
import { cutScrubNotices } from '../../text/scrub-notices.js';
import { type HashSet, makeHashSet, makeShingles, makeWordSet } from '../../text/shingles.js';
import { hashWord, hashWords } from '../../text/word-hashes.js';
import { accountHash, accountsOf, withoutRoute } from './accounts.js';
import { readAttachmentFeatures } from './attachment-features.js';
import type { DateFeatures, Features, HeaderFeatures, SubjectFeatures } from './features.js';
import { opensBuildNotice, readTicket } from './notices.js';
import { isPatch } from './patch-text.js';
import { readLinkTags } from './read-link-tags.js';
import { readEmbeddedSubject, readSubjectFeatures } from './subject-features.js';

/** How deep quotations are looked into. */
const DEEPEST = 3;
/** Words of a text that are looked at; longer texts tell no more. */
const MOST_WORDS = 4000;

/**
 * Reads what a produced post and its split body tell the linker; without `texts` what headers and headings tell, many times as quick.
 *
 * @param names the words of the names of all authors: of the first words of a text only these are kept. All are kept unless given.
 */
export function readFeatures(
  post: Pick<ProducedPost, 'message'>,
  split: SplitBody | null,
  texts: 'texts' | 'no texts' = 'texts',
  names?: ReadonlySet<number>,
): Features {
  const { message } = post;
  const address = readAddress(message.from);
  const text = message.body?.text ?? '';
  const isRead = texts === 'texts';
  const authored = isRead ? cutScrubNotices(readAuthored(message.subject.reply, split)) : '';
  const hashes = hashWords(authored, MOST_WORDS);
  const rest = split === null || !isRead ? '' : readRest(text, split);
  const own = makeShingles(rest === '' ? hashes : hashWords(rest, MOST_WORDS, hashes));
  const quoted = readQuoted(text, split, message.subject.reply, isRead);
  const to = addressesOf(message.to);
  const others = addressesOf([...message.cc, ...message.bcc]);
  return {
    time: message.date?.time ?? Number.NaN,
    offset: message.date?.offset ?? null,
    ...(message.date?.precision === 'day' ? { dayOnly: true } : {}),
    address,
    name: readAuthorName(message),
    local: localHash(address),
    account: accountHash(address),
    author: address || (message.from?.name || message.from?.address || '').toLowerCase(),
    to,
    recipients: others.length === 0 ? to : to.concat(others),
    people: hashPeople(address, to, others),
    subject: readSubject(message, split),
    // A copy has no room to spare, as a list that others were put behind has.
    levels: [own, ...quoted.levels].slice(),
    words: makeWordSet(hashes),
    headers: quoted.headers,
    greeting: trimmed(readGreeting(authored)),
    opening: trimmed(readOpening(hashes, names)),
    messageId: message.messageId,
    linkTags: trimmed(readLinkTags(authored)),
    attachments: readAttachmentFeatures(message.attachments),
    scrubbed: isRead && authored.trim() === '' && (split?.authored ?? '').trim() !== '',
    asks: countQuestions(authored),
    thanks: readThanks(hashes),
    reply: null,
  };
}

function readSubject({ subject, messageId }: ProducedPost['message'], split: SplitBody | null): SubjectFeatures {
  const features = readSubjectFeatures(subject);
  const ticket = features.series === null && !features.reply ? readTicket(features.base, messageId) : null;
  if (ticket !== null) return { ...features, series: ticket };
  // Some archives take away the mark of a reply: then who answers a notice of a build server bears its very subject.
  if (features.build === null || split === null || opensBuildNotice(split.authored)) return features;
  return { ...features, build: null };
}

function hashPeople(author: string, ...recipients: readonly (readonly string[])[]): HashSet {
  const addresses = recipients.flat();
  if (addresses.length === 0) return NO_HASHES;
  if (author !== '') addresses.push(author);
  return makeHashSet(Int32Array.from(addresses.slice(0, MOST_PEOPLE), hashWord));
}

/** Hashes of the words of the name of who sent a message. */
export const readAuthorName = ({ from }: Pick<ProducedPost['message'], 'from'>): readonly number[] =>
  readNameWords(readName(from));

const NONE: readonly never[] = [];

/** A copy without the room to spare of a list that grew; the one empty list where it is empty. There are many of them for each post. */
const trimmed = <T>(list: readonly T[]): readonly T[] => (list.length === 0 ? NONE : list.slice());

/** Recipients that are looked at: a mailing to more is no conversation. */
const MOST_PEOPLE = 100;

/** QUIRK: some archives mask addresses by writing @ for letters; nothing can be compared with them. */
function readAddress(mailbox: Mailbox | null): string {
  const address = mailbox?.address.toLowerCase() ?? '';
  return address.indexOf('@') === address.lastIndexOf('@') ? withoutRoute(address) : '';
}

/** QUIRK: masked addresses keep the name in parentheses: `anna@b @ending from x (Anna Bell)`. */
function readName(mailbox: Mailbox | null): string {
  const name = mailbox?.name ?? '';
  const open = name.indexOf('(');
  return open > 0 && name.endsWith(')') && name.slice(0, open).includes('@') ? name.slice(open + 1, -1) : name;
}

function addressesOf(mailboxes: readonly Mailbox[]): readonly string[] {
  return trimmed(mailboxes.map(({ address }) => withoutRoute(address.toLowerCase())).filter((found) => found !== ''));
}

/** Signature and footers of the author: they are quoted along. */
function readRest(text: string, split: SplitBody): string {
  let rest = '';
  for (const segment of split.segments) {
    if (segment.depth !== 0 || (segment.kind !== 'signature' && segment.kind !== 'disclaimer')) continue;
    rest += text.slice(segment.start, segment.end);
  }
  return rest;
}

interface Quoted {
  readonly levels: readonly HashSet[];
  readonly headers: readonly (readonly HeaderFeatures[])[];
}

const NO_HASHES = new Int32Array(0);

/** What the author wrote; of a message that is no reply also the patches that stand in it. */
function readAuthored(isReply: boolean, split: SplitBody | null): string {
  if (split === null) return '';
  const patches = isReply ? [] : split.embedded.filter(isPatch);
  if (patches.length === 0) return split.authored;
  return [split.authored, ...patches.map(({ text }) => text)].join('\n');
}

const NOTHING_QUOTED: Quoted = { levels: [NO_HASHES, NO_HASHES, NO_HASHES], headers: [[], [], [], []] };

function readQuoted(text: string, split: SplitBody | null, isReply: boolean, isRead: boolean): Quoted {
  const texts: string[] = ['', '', ''];
  if (split === null || split.embedded.length === 0) return NOTHING_QUOTED;
  const headers: HeaderFeatures[][] = [[], [], [], []];
  for (const [index, embedded] of split.embedded.entries()) {
    if (embedded.depth < 1 || embedded.depth > DEEPEST || (!isReply && isPatch(embedded))) continue;
    if (isRead && embedded.text !== '') texts[embedded.depth - 1] += `${embedded.text}\n`;
    const found = headers[embedded.depth]!;
    if (embedded.header.style === 'none' || found.length >= 4) continue;
    const header = readHeader(embedded.header, index, text);
    if (header !== null) found.push(header);
  }
  return {
    levels: texts.map((text) => (text === '' ? NO_HASHES : makeShingles(hashWords(text, MOST_WORDS)))),
    headers: headers.some(({ length }) => length > 0) ? headers.map(trimmed) : NOTHING_QUOTED.headers,
  };
}

function readHeader(header: EmbeddedHeader, embedded: number, text: string): HeaderFeatures | null {
  const { from, date } = header;
  const isSilent = from === null && date === null && header.messageId === null && header.subject === null;
  if (isSilent && !(header.style === 'attribution' && tellsOfWithholding(text.slice(header.start, header.end))))
    return null;
  const address = withoutRoute(from?.address.toLowerCase() ?? '');
  const local = localHash(address);
  const behalf = readBehalf(text.slice(header.start, header.end), address);
  const named = readNameWords(withoutRemark(from?.name ?? ''));
  const name = behalf.length === 0 ? named : [...named, ...behalf];
  return {
    embedded,
    address,
    name: local === 0 || name.includes(local) ? name : [...name, local],
    accounts: trimmed(accountsOf(withoutRemark(from?.name ?? ''))),
    date:
      date === null
        ? null
        : ({
            readings: [date.local, ...date.alternatives],
            offset: date.offset,
            precise: date.precision !== 'day',
          } satisfies DateFeatures),
    subject: header.subject === null ? '' : readEmbeddedSubject(header.subject),
    messageId: header.messageId,
  };
}

/**
 * Outlook names a list that passed the message on first, and the author only behind it, in the user's language:
 * `From: list-bounces@x On Behalf Of Anna Bell`, `Namens Anna Bell`. Then all words of the line may be the name.
 */
function readBehalf(header: string, address: string): readonly number[] {
  if (!address.includes('-bounces') && !address.startsWith('owner-') && !address.includes('-request@')) return [];
  const lines = header
    .split('\n', 6)
    .map((line) => line.trim())
    .filter((line) => line !== '' && !isRule(line));
  return hashName(lines.slice(0, 3).join(' ').slice(0, 240), 24);
}

/** `-----Original Message-----`, `________` */
function isRule(line: string): boolean {
  return line.includes('---') || line.includes('___');
}

/** Names that were read last: the same people write most mail. */
const namesRead = new Map<string, readonly number[]>();
const MOST_NAMES = 4096;

/** The words of an author's name, as `hashName` gives them. */
function readNameWords(name: string): readonly number[] {
  let words = namesRead.get(name);
  if (words !== undefined) return words;
  words = hashName(name);
  if (namesRead.size === MOST_NAMES) namesRead.clear();
  words = trimmed(words);
  namesRead.set(name, words);
  return words;
}

/** Hashes of the words of a name; single letters say nothing, nor do words that lost letters to a wrong charset. */
function hashName(name: string, most = 8): readonly number[] {
  const words: number[] = [];
  let start = 0;
  let broken = false;
  for (let index = 0; index <= name.length && words.length < most; index++) {
    const char = index < name.length ? name[index]! : ' ';
    if (char === '?' || char === '\u00c3' || char === '\ufffd') broken = true;
    else if (isSeparator(char)) {
      if (index - start > 1 && !broken) words.push(hashWord(name.slice(start, index)));
      start = index + 1;
      broken = false;
    }
  }
  return words;
}

function isSeparator(char: string): boolean {
  const code = char.charCodeAt(0);
  return code < 48 || (code > 57 && code < 65) || (code > 90 && code < 97) || (code > 122 && code < 0xaa);
}

function localHash(address: string): number {
  const at = address.indexOf('@');
  return at < 2 ? 0 : hashWord(address.slice(0, at));
}

/** The words of the first line up to a comma or the like: `Hi Anna,` → hi, anna. None where the line is long. */
function readGreeting(authored: string): readonly number[] {
  let start = 0;
  while (start < authored.length && authored.charCodeAt(start) <= 32) start++;
  let end = start;
  while (end < authored.length && end < start + 48 && !ENDS_GREETING.includes(authored[end]!)) end++;
  if (end - start >= 48 || end - start < 3) return [];
  const words = hashWords(authored.slice(start, end));
  return words.length > 5 ? [] : [...words];
}

/** Words at the beginning in which people name whom they answer: `Thanks, Anna, that helped.` */
const OPENING_WORDS = 40;

function readOpening(hashes: Int32Array, names?: ReadonlySet<number>): readonly number[] {
  const words: number[] = [];
  let count = 0;
  for (let index = 0; index < hashes.length && count < OPENING_WORDS; index++) {
    if (hashes[index] === 0) continue;
    count++;
    if (names === undefined || names.has(hashes[index]!)) words.push(hashes[index]!);
  }
  return words;
}

const ENDS_GREETING = ',.!:-\n;';

/** Question marks behind a word; an archive writes them within words for letters that it cannot show. */
function countQuestions(authored: string): number {
  let count = 0;
  for (let at = authored.indexOf('?'); at >= 0 && count < 9; at = authored.indexOf('?', at + 1)) {
    const before = authored.charCodeAt(at - 1);
    const after = authored.charCodeAt(at + 1);
    if (before > 32 && before !== 63 && !(after > 32 && after !== 34 && after !== 41)) count++;
  }
  return count;
}

const THANKS = new Set(
  'thanks thank thx danke dank merci gracias grazie obrigado obrigada bedankt tack takk tak kiitos dziękuję dzięki děkuji спасибо'
    .split(' ')
    .map(hashWord),
);
const THANKING_WORDS = 40;

function readThanks(hashes: Int32Array): boolean {
  const end = Math.min(hashes.length, THANKING_WORDS);
  for (let index = 0; index < end; index++) if (THANKS.has(hashes[index]!)) return true;
  return false;
}
