import type { ProducedPost } from '../dedupe/produced-post.js';
import { isUnsent } from '../dedupe/sending/sending.js';
import type { ExplainLink } from '../link/evidence/evidence.js';
import type { Post, RecoveredPost } from '../link/post/post.js';
import { latestTimeOf, recipientFields, senderOf, subjectOf } from '../link/post/post-facts.js';
import type { Mailbox } from '../message/message.js';
import type { People, Person } from '../people/person.js';
import { indexPeople } from '../people/person-of.js';
import type { SplitBody } from '../quote/segment.js';
import type { EmbeddedBinding } from '../recover/recover-messages.js';
import { findRewrittenIds, type RewrittenIds } from '../recover/rewritten-ids.js';
import type { Source } from '../source/source.js';
import { type LinkedPost, linkedPosts, type Thread } from '../thread/thread.js';
import { findHolders, type Holder, type Holders, isShownIn } from './holder/holders.js';
import { findVersions, type Versions } from './holder/other-versions.js';
import { shortSubject } from './name-some.js';

/** What the findings are drawn from. */
export interface FindingInput {
  readonly sources: readonly Source[];
  readonly threads: readonly Thread[];
  /** Body of each produced post, by post key. */
  readonly splits: ReadonlyMap<string, SplitBody>;
  /** Which post each embedded message is a quotation of. */
  readonly bindings: readonly EmbeddedBinding[];
  /** Who is who. */
  readonly people: People;
  /** Why a post stands below its parent: `explainLinks(reconstruction)`. */
  readonly explain: ExplainLink;
}

/** The same with the indexes that several kinds of finding need. */
export interface FindingContext extends FindingInput {
  /** Stable id of the person behind a mailbox. */
  identify(mailbox: Mailbox): string;
  /** The person's name as it is used most; the address where there is none. */
  nameOf(mailbox: Mailbox): string;
  /** The person of an id, if there is one. */
  personById(id: string): Person | undefined;
  /** Post key → for each embedded message of its body the key of the post that it is a quotation of, or null. */
  readonly originals: ReadonlyMap<string, readonly (string | null)[]>;
  readonly posts: readonly Post[];
  readonly produced: readonly ProducedPost[];
  readonly placeOf: ReadonlyMap<string, LinkedPost>;
  readonly threadOf: ReadonlyMap<string, Thread>;
  readonly holders: Holders;
  /** Every address that sends or gets a produced message, lower case. */
  readonly addresses: ReadonlySet<string>;
  /** Which custodians hold another version of a post. */
  readonly versions: Versions;
  /** Which produced message is meant by an id that no message bears. */
  readonly rewritten: RewrittenIds;
  /** Some of the mail is that of a named custodian. */
  readonly hasCustodians: boolean;
  /** Posts that stand directly below one. */
  childrenOf(key: string): readonly Post[];
  /** Times of all produced messages of a sender, ms since 1970 UTC. */
  timesOf(sender: Mailbox | null): readonly number[];
}

/** Makes the indexes that several kinds of finding need. */
export function createContext(input: FindingInput): FindingContext {
  const placeOf = new Map<string, LinkedPost>();
  const threadOf = new Map<string, Thread>();
  const posts: Post[] = [];
  for (const thread of input.threads) {
    for (const place of linkedPosts(thread)) {
      posts.push(place.post);
      placeOf.set(place.post.key, place);
      threadOf.set(place.post.key, thread);
    }
  }
  const produced = posts.filter((post): post is ProducedPost => post.kind === 'produced' && post.duplicateOf === null);
  const { people } = input;
  const who = indexPeople(people);
  const { identify } = who;
  const nameOf = (mailbox: Mailbox) => who.find(identify(mailbox))?.name ?? (mailbox.name || mailbox.address);
  const originals = mapOriginals(input);
  const times = new Map<string, number[]>();
  for (const { message } of produced) {
    if (!message.from || !message.date) continue;
    const person = identify(message.from);
    const list = times.get(person);
    if (list) list.push(message.date.time);
    else times.set(person, [message.date.time]);
  }
  const children = new Map<string, Post[]>();
  for (const { post, link } of placeOf.values()) {
    if (!link) continue;
    const list = children.get(link.parent);
    if (list) list.push(post);
    else children.set(link.parent, [post]);
  }
  const childrenOf = (key: string) => children.get(key) ?? [];
  const timesOf = (sender: Mailbox | null) => (sender ? (times.get(identify(sender)) ?? []) : []);
  return {
    ...input,
    identify,
    nameOf,
    personById: who.find,
    childrenOf,
    timesOf,
    originals,
    posts,
    produced,
    placeOf,
    threadOf,
    holders: findHolders(produced, who),
    addresses: new Set(people.persons.flatMap(({ addresses }) => addresses.map((address) => address.toLowerCase()))),
    rewritten: findRewrittenIds(produced, input.splits, input.bindings),
    versions: findVersions(produced, identify, ({ key }) => input.splits.get(key)?.authored ?? null),
    hasCustodians: produced.some(({ copies }) => copies.some(({ custodian }) => custodian !== null)),
  };
}

function mapOriginals({ bindings, splits }: FindingInput): ReadonlyMap<string, readonly (string | null)[]> {
  const originals = new Map<string, (string | null)[]>();
  for (const [key, split] of splits)
    if (split.embedded.length) originals.set(key, Array(split.embedded.length).fill(null));
  for (const { post, embedded, target } of bindings) {
    const list = originals.get(post);
    if (list && embedded < list.length) list[embedded] = target;
  }
  return originals;
}

/** Custodians whose production holds a copy, each once. */
export function custodiansOf(post: ProducedPost): readonly string[] {
  return [...new Set(post.copies.map((copy) => copy.custodian).filter((custodian) => custodian !== null))];
}

/** Sender and recipients of a post; for a produced one those of all its copies (Bcc is seen by the sender only). */
export function participantsOf(post: Post): readonly Mailbox[] {
  const sides = post.kind === 'produced' ? post.copies : [recipientFields(post)];
  const sender = senderOf(post);
  return [...(sender ? [sender] : []), ...sides.flatMap(({ to, cc, bcc }) => [...to, ...cc, ...bcc])];
}

/**
 * Custodians whose mail should hold the post, in the time that their production covers: its sender, a recipient, or somebody who
 * answers it; of a message that was not produced also who quotes it at first hand. A draft is nobody's but its author's; a produced message
 * without a date may be of a time that no production covers.
 */
export function expectedHolders(post: Post, context: FindingContext): readonly Holder[] {
  if (context.holders.length === 0 || (post.kind === 'produced' && latestTimeOf(post) === null)) return [];
  const mailboxes = [...participantsOf(post)];
  for (const child of context.childrenOf(post.key)) {
    if (child.kind !== 'produced' || (post.kind === 'produced' && !isSureAnswer(child, context))) continue;
    const sender = senderOf(child);
    if (sender) mailboxes.push(sender);
  }
  if (post.kind === 'recovered') mailboxes.push(...quotersOf(post, context));
  const found = holdersAmong(mailboxes, latestTimeOf(post), context);
  return found.length > 0 && post.kind === 'produced' && isUnsent(post.copies) ? [] : found;
}

/** Confidence of a link from which the answer shows that its author had the message. */
const SURE = 0.95;

const isSureAnswer = ({ key }: Post, { placeOf }: FindingContext) => (placeOf.get(key)?.link?.confidence ?? 0) >= SURE;

/** Who quotes a message at first hand: not those who quote the quotation. */
function quotersOf({ recovered }: RecoveredPost, { placeOf, splits }: FindingContext): readonly Mailbox[] {
  return recovered.witnesses.flatMap(({ post: key, embedded: index }) => {
    const split = splits.get(key);
    const by = split?.embedded[index]?.quotedBy ?? null;
    const quoting = placeOf.get(key)?.post;
    const quoter = by === null ? quoting && senderOf(quoting) : split!.embedded[by]!.header.from;
    return quoter ? [quoter] : [];
  });
}

/**
 * Who may have had a message that the post answers, beside its author: its recipients where there are several, as people answer to all; or they
 * were added by the answer. Those to whom it is passed on need not have had it, nor the one recipient, who may be somebody else.
 */
export function answeredWith(answer: ProducedPost): readonly Mailbox[] {
  const { to, cc } = recipientFields(answer);
  return to.length + cc.length > 1 && !answer.message.subject.forward ? [...to, ...cc] : [];
}

/** Custodians whose person is among the mailboxes, whoever of the candidates it is, and whose production covers the time; null for the time asks for the person alone. */
export function holdersAmong(
  mailboxes: readonly Mailbox[],
  time: number | null,
  { holders, identify, personById: find }: Pick<FindingContext, 'holders' | 'identify' | 'personById'>,
): readonly Holder[] {
  const people = new Map<string, Mailbox[]>();
  for (const mailbox of mailboxes) {
    const known = people.get(identify(mailbox));
    if (known) known.push(mailbox);
    else people.set(identify(mailbox), [mailbox]);
  }
  return holders.filter((holder) => {
    const { people: owners, coverage } = holder;
    if (time !== null && (time < coverage[0] || time > coverage[1])) return false;
    return owners.every((owner) =>
      people.get(owner)?.some((mailbox) => isShownIn(holder, mailbox, { identify, find })),
    );
  });
}

/** True for an id that is somebody's address: `In-Reply-To: Your message of Monday <ann@quay.example>`. */
export function isAddress(id: string, { addresses }: Pick<FindingContext, 'addresses'>): boolean {
  return addresses.has(id.toLowerCase());
}

/** `"Ana Lind to B. Roth, 2005-01-03, \"Lunch\""`: a post in a sentence. */
export function describePost(post: Post, { nameOf }: Pick<FindingContext, 'nameOf'>): string {
  const sender = senderOf(post);
  const day = writtenDayOf(post);
  const subject = subjectOf(post);
  const parts = [sender ? nameOf(sender) : 'somebody'];
  const to = recipientFields(post).to;
  if (to.length) parts.push(`to ${nameOf(to[0]!)}${to.length > 1 ? ` and ${to.length - 1} more` : ''}`);
  if (day !== null) parts.push(`of ${day}`);
  if (subject) parts.push(`"${shortSubject(subject)}"`);
  return parts.join(' ');
}

/** The day that the message or its quotation gives, in the zone of its own: of `Mon, 29 Oct 2001 17:36 -0800` it is the 29th. */
function writtenDayOf(post: Post): string | null {
  const time = latestTimeOf(post);
  if (time === null) return null;
  const own =
    post.kind === 'produced'
      ? time + (post.message.date?.offset ?? 0) * 60_000
      : post.kind === 'recovered'
        ? (post.recovered.date?.local ?? time)
        : time;
  return new Date(own).toISOString().slice(0, 10);
}
