import type { Message } from '../message/message.js';
import { messageTime, sortCanonically } from './canonical-order.js';
import { isSameCopyText } from './copy-text.js';
import { findFirstCopies } from './first-copies.js';
import { type GatheredFacts, GatheredPost, rememberFacts } from './gathered-post.js';
import { isTextHidden } from './hidden-text.js';
import { IdIndex } from './id-index.js';
import { PostKeys } from './post-key.js';
import type { ProducedPost } from './produced-post.js';
import { isSentByList } from './same-header.js';
import { MailText } from './same-mail-text.js';
import { unmarkAnswered } from './sending/answered-drafts.js';
import { resendingsOfCopies } from './sending/resending.js';
import { sendingOfCopies } from './sending/sending.js';
import { textBelowHeader } from './text-below-header.js';
import { clockGrade } from './vague-copies.js';

/** What becomes one post. */
export interface GatherOptions {
  /**
   * Which copies become one post: all (`global`), those of one custodian (`custodian`), or none; a copy that stays
   * a post of its own names the first one as `duplicateOf`.
   */
  readonly dedupe: 'global' | 'custodian' | 'none';
  /** True gives posts that work out their key when it is asked for, instead of records: quicker for who prints no keys. */
  readonly rows?: boolean;
}

/**
 * Makes posts of messages: copies of one message become one post, in canonical order, whatever the order of input.
 *
 * Identity is content, never the Message-ID alone: messages that share an id and differ in date, sender, subject or text
 * stay apart, and copies that got an id each (as collections give them) are joined by what they say.
 */
export function gatherPosts(messages: Iterable<Message>, options: GatherOptions): readonly ProducedPost[] {
  const canonical = sortCanonically([...messages]);
  const sorted = canonical.messages;
  const ids = new IdIndex(canonical.messageIds);
  const firsts = findFirstCopies(sorted, ids);
  const places: number[] = [];
  const heads: Message[] = [];
  const copies = new Map<number, Message[]>();
  const duplicates = new Map<number, number>();
  const postOf = new Int32Array(sorted.length);
  const postOfCustodian = new Map<string, number>();
  for (let i = 0; i < sorted.length; i++) {
    const message = sorted[i]!;
    const first = firsts[i]!;
    const repeated = first !== i;
    const joined = repeated ? postToJoin(message, first) : -1;
    if (joined >= 0) {
      postOf[i] = joined;
      const list = copies.get(joined);
      if (list) list.push(message);
      else copies.set(joined, [heads[joined]!, message]);
      continue;
    }
    const post = heads.push(message) - 1;
    places.push(i);
    postOf[i] = post;
    if (!repeated) continue;
    duplicates.set(post, postOf[first]!);
    postOfCustodian.set(`${first} ${message.custodian}`, post);
  }
  const sameId = ids.repeated;
  for (const [post, list] of copies) heads[post] = fullest(list);
  const times = new Float64Array(heads.length);
  for (let post = 0; post < times.length; post++)
    times[post] = copies.has(post) ? messageTime(heads[post]!) : canonical.times[places[post]!]!;
  const facts: GatheredFacts = {
    keys: new PostKeys(heads, (post) => Boolean(canonical.messageIds[places[post]!]) && !sameId.has(places[post]!)),
    times,
    messageIds: places.map((place, post) => (copies.has(post) ? heads[post]!.messageId : canonical.messageIds[place]!)),
    ids: ids.ofPosts(postOf, (post) => duplicates.has(post)),
    copies,
    duplicates,
  };
  const gathered = heads.map((message, index) => new GatheredPost(message, facts, index));
  const posts = options.rows ? gathered : unmarkAnswered(gathered.map(plainPost));
  rememberFacts(posts, facts);
  return posts;

  function postToJoin(message: Message, first: number): number {
    switch (options.dedupe) {
      case 'global':
        return postOf[first]!;
      case 'custodian':
        return sorted[first]!.custodian === message.custodian
          ? postOf[first]!
          : (postOfCustodian.get(`${first} ${message.custodian}`) ?? -1);
      case 'none':
        return -1;
    }
  }
}

/**
 * The copy that stands for all: one whose text can be read; the first of those that tell most of their place, as an export without headers does not. Where texts
 * differ, a whole text comes before a cut one, and the sender's own before what a gateway put into it.
 */
function fullest(copies: readonly Message[]): Message {
  const tells = ({ messageId, inReplyTo, references, from }: Message) =>
    (messageId === null ? 0 : 4) +
    (inReplyTo.length || references.length ? 2 : 0) +
    (from?.address.includes('@') ? 1 : 0);
  const readable = copies.filter((copy) => !isTextHidden(copy));
  const rivals = wholeTexts(readable.length ? readable : copies);
  // Copies that were joined without a clock: the one that has it tells when.
  const minutes = new Set(copies.map(({ date }) => (date === null ? null : Math.floor(date.time / 60_000))));
  const clocks = minutes.size === 1 ? null : Math.max(...rivals.map(({ date }) => clockGrade(date)));
  const clocked = clocks === null ? rivals : rivals.filter(({ date }) => clockGrade(date) === clocks);
  return clocked.reduce((best, copy) => (tells(copy) > tells(best) ? copy : best));
}

/** Copies whose text is whole, those that were changed least first; all as they stand where the texts do not differ. */
function wholeTexts(copies: readonly Message[]): readonly Message[] {
  const first = copies[0]!;
  const differs = copies.some(
    (copy) => copy.subject.text !== first.subject.text || isSentByList(copy) || !isSameCopyText(first, copy, true),
  );
  if (!differs) return copies;
  const measured = copies.map((copy) => {
    const text = textBelowHeader(copy);
    return { copy, own: new MailText(text).length, raw: text.replace(/\s+/g, '').length };
  });
  const longest = Math.max(...measured.map(({ own }) => own));
  const added = ({ copy, raw }: (typeof measured)[number]) =>
    Number(isSentByList(copy)) * 1e9 + raw + copy.subject.text.length;
  return measured
    .filter(({ own }) => own >= WHOLE_SHARE * longest)
    .sort((a, b) => added(a) - added(b))
    .map(({ copy }) => copy);
}

/** Share of the longest text that a copy must hold to stand for all. */
const WHOLE_SHARE = 0.9;

/** The post as a record of its own. */
function plainPost({ key, message, copies, duplicateOf }: ProducedPost): ProducedPost {
  if (message.body === null) return { kind: 'produced', key, message, copies, duplicateOf };
  const sending = sendingOfCopies(copies);
  const resendings = resendingsOfCopies(copies);
  return {
    ...{ kind: 'produced', key, message, copies, duplicateOf },
    ...(sending && { sending }),
    ...(resendings.length > 0 && { resendings }),
  };
}
