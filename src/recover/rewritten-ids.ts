import { datesAgree } from '../date/date-agreement.js';
import type { ProducedPost } from '../dedupe/produced-post.js';
import { makeSkeleton } from '../dedupe/text-skeleton.js';
import { readMessageIdClock } from '../message/header/message-id-clock.js';
import type { Message } from '../message/message.js';
import type { EmbeddedMessage, SplitBody } from '../quote/segment.js';
import { isDigest, newest } from './answered-ids.js';
import { readAuthor } from './read-author.js';
import { compareSenders, readSender } from './sender-match.js';

/** Which produced message an embedded one repeats, by keys. */
interface Bound {
  readonly post: string;
  readonly embedded: number;
  readonly target: string;
  readonly kind: 'produced' | 'recovered';
}

/** Key of the produced post that a post means by an id that no message bears; undefined where nothing shows it. */
export type RewrittenIds = (post: string, id: string) => string | undefined;

/** Letters of a quotation that tell enough beside its author and minute; of one with a day only, more. */
const FEWEST_LETTERS = 40;
const FEWEST_WITHOUT_TIME = 120;
/** The same under one subject, where all that the author wrote is quoted. */
const FEWEST_UNDER_SUBJECT = 12;
/** Share of what its author wrote that is quoted where no time is told. */
const NEARLY_WHOLE = 0.8;
const SURE = new Set(['same-minute', 'whole-hours']);
/** A server that gives a message its id does so soon. */
const LONGEST_WAY = 6 * 3_600_000;
const CLOCK_SLACK = 15 * 60_000;

/**
 * Finds the messages that were produced under another id than the one by which they are answered: archives, gateways and servers number
 * anew what passes through, and a list's digest has an id of its own. A reply says what it answers: its outermost quotation names the author
 * and the minute and repeats the words to the letter.
 *
 *     In-Reply-To: <r-77012@relay.example>         the message lies there as <archive.0.1331@list.example>
 *     On 13 May 2019, at 10:04, Ada Lind wrote:
 *     > ...
 *
 * Another message is meant, and stays missing, where References name the quoted one beside it, where the id was made when the reply was
 * written (people send on what they wrote before), and where replies to one id quote different messages.
 */
export function findRewrittenIds(
  posts: readonly ProducedPost[],
  splits: ReadonlyMap<string, SplitBody>,
  bindings: readonly Bound[],
): RewrittenIds {
  const known = found.get(bindings);
  if (known?.posts.size === posts.length && posts.every((post) => known.posts.has(post))) return known.ids;
  const ids = lookForRewrittenIds(posts, splits, bindings);
  found.set(bindings, { posts: new Set(posts), ids });
  return ids;
}

/** Links and findings ask for those of the same posts: they are worked out once. */
const found = new WeakMap<
  readonly Bound[],
  { readonly posts: ReadonlySet<ProducedPost>; readonly ids: RewrittenIds }
>();

function lookForRewrittenIds(
  posts: readonly ProducedPost[],
  splits: ReadonlyMap<string, SplitBody>,
  bindings: readonly Bound[],
): RewrittenIds {
  const known = new Set<string>();
  for (const post of posts) for (const id of idsOf(post)) known.add(id.toLowerCase());
  const targets = new Map<string, Bound>();
  for (const bound of bindings) targets.set(`${bound.post} ${bound.embedded}`, bound);
  const byKey = new Map(posts.map((post) => [post.key, post]));
  const authoredBy = ({ key }: ProducedPost) => splits.get(key)?.authored ?? '';
  const answered = new Map<string, Map<string, string | null>>();
  for (const post of posts) {
    const [id, ...others] = post.message.inReplyTo;
    if (id === undefined || others.length || known.has(id.toLowerCase())) continue;
    const split = splits.get(post.key);
    const place = split === undefined ? -1 : outermost(split.embedded);
    const bound = targets.get(`${post.key} ${place}`);
    if (bound === undefined) continue;
    const original = bound.kind === 'produced' ? byKey.get(bound.target) : undefined;
    const isMeant =
      original !== undefined &&
      isRepeated(split!.embedded[place]!, post.message, original.message, isDigest(id) ? null : authoredBy(original)) &&
      canBear(post.message, id, original);
    const name = id.toLowerCase();
    const told = answered.get(name) ?? new Map<string, string | null>();
    told.set(post.key, isMeant ? bound.target : null);
    answered.set(name, told);
  }
  const meant = new Map<string, string>();
  for (const [id, told] of answered) {
    const all = new Set(told.values());
    const [only] = all;
    if (all.size === 1 && only) meant.set(id, only);
  }
  return (post, id) => {
    const name = id.toLowerCase();
    return isDigest(id) ? (answered.get(name)?.get(post) ?? undefined) : meant.get(name);
  };
}

function idsOf({ message, copies }: ProducedPost): readonly string[] {
  return (copies.length ? copies : [message]).flatMap(({ messageId, alternateIds }) =>
    messageId === null ? alternateIds : [messageId, ...alternateIds],
  );
}

/** Index of the quotation that a reply answers: the only one that nothing else quotes, or the newest; -1 where that is not told. */
function outermost(embedded: readonly EmbeddedMessage[]): number {
  const own: number[] = [];
  embedded.forEach(({ quotedBy, header }, index) => {
    if (quotedBy === null && header.style !== 'none') own.push(index);
  });
  return newest(own, embedded) ?? -1;
}

/** True if the quotation names author and time of the message, and repeats it word for word; `authored` null asks for no words. */
function isRepeated(
  { header, text }: EmbeddedMessage,
  reply: Message,
  original: Message,
  authored: string | null,
): boolean {
  const { date } = original;
  const author = readAuthor(header, reply.body?.text ?? '');
  const sender = original.from ?? original.sender;
  if (author === null || sender === null || header.date === null || date === null) return false;
  if (compareSenders(readSender(author), readSender(sender)) !== 'same') return false;
  const { grade } = datesAgree(header.date, date.time, date.offset, date.precision === 'day');
  if (authored === null) return SURE.has(grade);
  const quoted = makeSkeleton(text).letters;
  const own = makeSkeleton(authored).letters;
  // What leaves a firm has a notice below that the sender's own copy lacks.
  const isSameSubject = reply.subject.base !== '' && reply.subject.base === original.subject.base;
  const isWhole = own.length >= (isSameSubject ? FEWEST_UNDER_SUBJECT : FEWEST_LETTERS) && quoted.startsWith(own);
  if (SURE.has(grade)) return isWhole || (quoted.length >= FEWEST_LETTERS && own.includes(quoted));
  if (grade !== 'same-day' || header.date.precision !== 'day' || quoted.length < FEWEST_WITHOUT_TIME) return false;
  return isWhole || (quoted.length >= NEARLY_WHOLE * own.length && own.includes(quoted));
}

/** True if the id can be one of the quoted message: nothing says that it is another one's. */
function canBear(reply: Message, id: string, original: ProducedPost): boolean {
  const { message } = original;
  const own = idsOf(original);
  if (reply.references.some((one) => own.includes(one))) return false;
  if (isDigest(id)) return true;
  // Who quotes himself answers somebody who quoted him; and an id of the house of who answers is of what he wrote there before.
  if (compareSenders(readSender(reply.from), readSender(message.from)) === 'same') return false;
  if (isOfAccount(id, reply.messageId) && !isOfAccount(id, message.messageId)) return false;
  const house = hostOf(id);
  const isOwnHouse = house === hostOf(reply.messageId ?? '') && house === hostOf(reply.from?.address ?? '');
  if (isOwnHouse && house !== hostOf(message.from?.address ?? '')) return false;
  const clock = readMessageIdClock(id);
  if (clock?.zone !== 'utc' || message.date === null || message.date.precision === 'day') return true;
  const late = clock.time - message.date.time;
  return late > -CLOCK_SLACK && late < LONGEST_WAY && !(reply.date && clock.time > reply.date.time + CLOCK_SLACK);
}

/** `Ann@Moor.example` → `moor.example`. */
const hostOf = (address: string): string => address.slice(address.lastIndexOf('@') + 1).toLowerCase();

/** True if Gmail made both ids for one account: the first letters are the account's. */
function isOfAccount(id: string, other: string | null): boolean {
  const account = /^CA[\w+=-]{5}(?=.{30,60}@mail\.gmail\.com$)/.exec(id)?.[0];
  return account !== undefined && other?.startsWith(account) === true;
}
