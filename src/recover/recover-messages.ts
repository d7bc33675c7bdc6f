import { compareWritten } from '../date/date-agreement.js';
import type { WrittenDate } from '../date/written-clock.js';
import { undoRewritings } from '../dedupe/gateway/gateway-rewritings.js';
import { makeSkeleton } from '../dedupe/text-skeleton.js';
import { locateInBody } from '../message/locate-in-body.js';
import type { Mailbox } from '../message/message.js';
import { isListDigest } from '../quote/attribution/list-digest.js';
import type { Origin } from '../source/source.js';
import { hashFields } from '../text/text-hash.js';
import { indexTexts } from '../text/text-index.js';
import { type BindingReason, type BoundMessage, bindEmbedded } from './bind-embedded.js';
import { type EmbeddedFacts, gatherEmbedded, ownText, type QuotingPost } from './embedded-facts.js';
import { mergeEmbedded } from './merge-embedded.js';
import { nameRecovered } from './name-recovered.js';
import { isNameless } from './nameless-sender.js';
import { indexProduced, type ProducedIndex } from './produced-index.js';
import type { Recovered, RecoveredMessage, Witness } from './recovered-message.js';
import type { SenderFeatures } from './sender-match.js';

export type { BindingReason } from './bind-embedded.js';
export type { QuotingPost } from './embedded-facts.js';

/** Says which message an embedded one is. */
export interface EmbeddedBinding {
  /** Key of the post whose body quotes it. */
  readonly post: string;
  /** Index into that post's `split.embedded`; past its end for attached messages. */
  readonly embedded: number;
  /** Key of the produced post that it repeats, or of the recovered one. */
  readonly target: string;
  readonly kind: 'produced' | 'recovered';
  /** Sum of the reasons' scores; from 3 on it is bound to a produced message. 0 for a recovered one. */
  readonly score: number;
  readonly reasons: readonly BindingReason[];
}

/** A quotation of which no message can be stated: nothing shows that somebody wrote it, or nothing of it is left. */
export interface UnboundQuotation {
  readonly post: string;
  readonly embedded: number;
  /**
   * `unknown-sender`: a bare "X wrote:" without date or address, and nobody of that name wrote anything else;
   * `list-digest`: what a list sent as a digest of messages.
   */
  readonly reason: 'no-header' | 'no-sender' | 'unknown-sender' | 'list-digest' | 'no-text';
}

/** What the quotations of all posts tell. */
export interface Recovery {
  /** In the order of their keys. */
  readonly recovered: readonly Recovered[];
  /** Every embedded message that is bound, in the order of the posts' keys. */
  readonly bindings: readonly EmbeddedBinding[];
  /** The others, in the same order. */
  readonly unbound: readonly UnboundQuotation[];
}

/**
 * Recovers the messages that nobody produced from those that quote them.
 *
 * Each embedded message is bound to the produced one that it repeats (by cited id, sender and minute, text). Of the
 * others, those with a sender and a text become recovered messages, also where the sender is withheld; what several witnesses
 * quote is one message. A quotation that nothing attributes to anybody stays unbound. The result does not depend on the order of the posts.
 *
 *     recoverMessages(posts.map(({ key, message }) => ({ key, message, split: splitMessage(message) })));
 */
export function recoverMessages(input: readonly QuotingPost[]): Recovery {
  const posts = [...input].sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
  const produced = indexProduced(posts);
  const texts = indexTexts(ownTexts(posts));
  const bindings: EmbeddedBinding[] = [];
  const unbound: UnboundQuotation[] = [];
  /** What is bound to no message, and what is bound by its heading alone to one whose text was taken out. */
  const open: EmbeddedFacts[] = [];
  const byHeading = new Map<EmbeddedFacts, EmbeddedBinding>();
  const all = gatherEmbedded(posts);
  const people = knownPeople(produced, all);
  const bounds = bindAll(all, (facts, without) => bindEmbedded(facts, produced, texts, without));
  for (const [at, facts] of all.entries()) {
    const place = { post: facts.post.key, embedded: facts.index };
    const bound = bounds[at]!;
    if (bound) {
      const { score, reasons } = bound;
      const binding = { ...place, target: posts[bound.place]!.key, kind: 'produced' as const, score, reasons };
      bindings.push(binding);
      if (!produced.features[bound.place]!.scrubbed) continue;
      byHeading.set(facts, binding);
      open.push(facts);
      continue;
    }
    const reason = reasonNotToState(facts, people);
    if (reason) unbound.push({ ...place, reason });
    else open.push(facts);
  }
  const recovered: RecoveredMessage[] = [];
  for (const witnesses of mergeEmbedded(open)) {
    const known = witnesses.flatMap((facts) => byHeading.get(facts) ?? []);
    if (!known.length) recovered.push(stateMessage(witnesses));
    else bindings.push(...bindAlike(witnesses, byHeading, known));
  }
  const named = nameMessages(recovered);
  for (const { key, recovered: message } of named) {
    for (const { post, embedded } of message.witnesses)
      bindings.push({ post, embedded, target: key, kind: 'recovered', score: 0, reasons: [] });
  }
  bindings.sort((a, b) => (a.post < b.post ? -1 : a.post > b.post ? 1 : a.embedded - b.embedded));
  return { recovered: nameRecovered(named, posts, bindings), bindings, unbound };
}

/** One after the other: all of them together would fill the memory. */
function* ownTexts(posts: readonly QuotingPost[]): Generator<{ readonly key: number; readonly text: string }> {
  for (const [key, post] of posts.entries()) yield { key, text: ownText(post) };
}

/**
 * The produced message that each quotation repeats. One message is not quoted in one body under two minutes: where two headings fit the same
 * message, people having written twice within the hour, it is the better one's, and the other quotes another message.
 */
function bindAll(
  all: readonly EmbeddedFacts[],
  bind: (facts: EmbeddedFacts, without: ReadonlySet<number>) => BoundMessage | null,
): readonly (BoundMessage | null)[] {
  const bounds = all.map((facts) => bind(facts, NONE));
  for (let start = 0; start < all.length; ) {
    let end = start;
    while (end < all.length && all[end]!.place === all[start]!.place) end++;
    for (let at = start; at < end; at++) {
      const isRival = (_: unknown, other: number) => isBetterQuoted(all, bounds, start + other, at);
      if (bounds[at] && all.slice(start, end).some(isRival)) bounds[at] = bind(all[at]!, new Set([bounds[at]!.place]));
    }
    start = end;
  }
  return bounds;
}

const NONE: ReadonlySet<number> = new Set();
const TWO_MINUTES: ReadonlySet<string> = new Set(['quarter-hours', 'near', 'none']);

/** True if a quotation of one body is of the message that another one is bound to, at another minute and more surely. */
function isBetterQuoted(
  all: readonly EmbeddedFacts[],
  bounds: readonly (BoundMessage | null)[],
  one: number,
  other: number,
): boolean {
  const [a, b] = [bounds[one], bounds[other]];
  if (one === other || !a || !b || a.place !== b.place || a.score <= b.score) return false;
  return TWO_MINUTES.has(compareWritten(all[one]!.embedded.header.date, all[other]!.embedded.header.date));
}

/** Other quotations of a text are of the same message as the one whose heading tells which it is. */
function bindAlike(
  witnesses: readonly EmbeddedFacts[],
  byHeading: ReadonlyMap<EmbeddedFacts, EmbeddedBinding>,
  known: readonly EmbeddedBinding[],
): readonly EmbeddedBinding[] {
  const best = known.reduce((one, other) => (other.score > one.score ? other : one));
  const reasons: readonly BindingReason[] = [
    { kind: 'text', score: best.score, detail: 'the same text as a quotation that is bound by its heading' },
  ];
  return witnesses
    .filter((facts) => !byHeading.has(facts))
    .map((facts) => ({ ...best, post: facts.post.key, embedded: facts.index, reasons }));
}

function reasonNotToState(facts: EmbeddedFacts, people: ReadonlySet<string>): UnboundQuotation['reason'] | null {
  const { embedded, sender } = facts;
  if (embedded.header.style === 'none') return 'no-header';
  if (sender === null) {
    if (!isNameless(facts)) return 'no-sender';
    return embedded.text.trim() === '' ? 'no-text' : null;
  }
  if (isListDigest(facts.from!)) return 'list-digest';
  if (!isCertain(facts) && !sender.words.some((_, at) => people.has(sender.words.slice(at, at + 2).join(' '))))
    return 'unknown-sender';
  return embedded.text.trim() === '' ? 'no-text' : null;
}

/** A header that says more than a name: `"The manual says:"` stands above quotations too. */
function isCertain({ embedded, sender }: EmbeddedFacts): boolean {
  const { style, date, messageId, subject, to } = embedded.header;
  if (date !== null || messageId !== null) return true;
  return style === 'attribution' ? sender!.address !== '' : subject !== null || to.length > 0;
}

/** The names, in pairs of neighbouring words, of all who wrote something: produced messages, and quoted ones whose header is certain. */
function knownPeople(produced: ProducedIndex, all: readonly EmbeddedFacts[]): ReadonlySet<string> {
  const people = new Set<string>();
  const add = ({ words }: SenderFeatures): void => {
    for (let at = 0; at + 1 < words.length; at++) {
      people.add(`${words[at]} ${words[at + 1]}`);
      people.add(`${words[at + 1]} ${words[at]}`);
    }
    if (words.length === 1) people.add(words[0]!);
  };
  for (const { sender } of produced.features) if (sender) add(sender);
  for (const facts of all) if (facts.sender && isCertain(facts)) add(facts.sender);
  return people;
}

/** Joins what the witnesses of one message tell; each field from the witness that tells most of it. */
function stateMessage(facts: readonly EmbeddedFacts[]): RecoveredMessage {
  const headers = facts.map(({ embedded }) => embedded.header);
  const longest = (field: 'to' | 'cc' | 'bcc') =>
    headers.reduce<readonly Mailbox[]>((one, header) => (header[field].length > one.length ? header[field] : one), []);
  return {
    from: facts.reduce<Mailbox | null>((one, { from }) => richer(one, from), null),
    to: longest('to'),
    cc: longest('cc'),
    bcc: longest('bcc'),
    date: headers.reduce<WrittenDate | null>((one, header) => finer(one, header.date), null),
    subject: headers.find((header) => header.subject)?.subject ?? null,
    messageId: headers.find((header) => header.messageId)?.messageId ?? null,
    text: fullestText(facts.map(({ embedded }) => embedded.text)),
    witnesses: facts.map(witness),
  };
}

/**
 * The longest of the texts; of those that are equal but for what gateways put there, the shortest: a notice below a mail is not of
 * whoever is quoted last.
 */
function fullestText(texts: readonly string[]): string {
  const longest = texts.reduce((one, other) => (other.length > one.length ? other : one));
  if (texts.every((text) => text.length === longest.length)) return longest;
  const bare = (text: string) => makeSkeleton(undoRewritings(text)).letters;
  const wanted = bare(longest);
  if (wanted === '') return longest;
  const equal = texts.filter((text) => text.length < longest.length && bare(text) === wanted);
  return equal.reduce((one, other) => (other.length < one.length ? other : one), longest);
}

function richer(one: Mailbox | null, other: Mailbox | null): Mailbox | null {
  const worth = (mailbox: Mailbox | null) =>
    mailbox === null ? -1 : (mailbox.address.includes('@') ? 100 : 0) + Math.min(99, mailbox.name.length);
  return worth(other) > worth(one) ? other : one;
}

function finer(one: WrittenDate | null, other: WrittenDate | null): WrittenDate | null {
  const worth = (date: WrittenDate | null) =>
    date === null
      ? -1
      : (date.offset === null ? 0 : 4) +
        { day: 0, minute: 2, second: 3 }[date.precision] -
        (date.alternatives.length ? 1 : 0);
  return worth(other) > worth(one) ? other : one;
}

function witness({ post, index, embedded, attached }: EmbeddedFacts): Witness {
  const { header, ranges, depth } = embedded;
  if (attached)
    return {
      post: post.key,
      embedded: index,
      depth,
      attached: true,
      headerOrigin: attached.origin,
      origin: attached.origin,
      header,
    };
  const locate = (start: number, end: number): Origin =>
    post.message.body ? locateInBody(post.message.body, { start, end }) : post.message.origin;
  const first = ranges[0]?.start ?? header.end;
  const last = ranges.at(-1)?.end ?? header.end;
  return {
    post: post.key,
    embedded: index,
    depth,
    headerOrigin: header.end > header.start ? locate(header.start, header.end) : null,
    origin: locate(first, last),
    header,
  };
}

/** Keys from content, `recovered-` and 20 characters; the second of equal content ends in `-2`. Sorted by key. */
function nameMessages(messages: readonly RecoveredMessage[]): readonly Recovered[] {
  const seen = new Map<string, number>();
  const named = messages.map((recovered) => {
    const name = nameOf(recovered);
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return { kind: 'recovered' as const, key: count > 1 ? `${name}-${count}` : name, recovered };
  });
  return named.sort((a, b) => (a.key < b.key ? -1 : a.key > b.key ? 1 : 0));
}

function nameOf({ from, date, messageId, text }: RecoveredMessage): string {
  const fields = [from?.name ?? '', from?.address ?? '', date ? String(date.local) : '', messageId ?? '', text];
  return `recovered-${hashFields(fields)}`;
}
