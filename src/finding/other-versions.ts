import { messageIdOf } from '../dedupe/gathered-post.js';
import type { ProducedPost } from '../dedupe/produced-post.js';
import { isSameSender } from '../dedupe/same-header.js';
import { makeSkeleton } from '../dedupe/text-skeleton.js';
import type { Mailbox } from '../message/message.js';

/** Who holds another version of a message: its text is another in substance, the message is not absent. */
export interface Versions {
  /** Posts of one sender and minute with the Message-ID or the subject of this one. */
  of(post: ProducedPost): readonly ProducedPost[];
  /** Custodians whose production has one of these. */
  heldBy(post: ProducedPost): readonly string[];
}

const MINUTE = 60_000;
/** Versions of one message that are looked at: a robot sends many mails a minute. */
const MOST_VERSIONS = 16;

/** Looks up versions by Message-ID, sender and minute, and by sender, subject and minute. */
export function findVersions(produced: readonly ProducedPost[], identify: (mailbox: Mailbox) => string): Versions {
  const byLabel = new Map<string, ProducedPost[]>();
  for (const post of produced)
    for (const label of labelsOf(post, identify)) {
      const list = byLabel.get(label);
      if (!list) byLabel.set(label, [post]);
      else if (list.length < MOST_VERSIONS) list.push(post);
    }
  const of = (post: ProducedPost) => {
    const found = labelsOf(post, identify).flatMap((label) => byLabel.get(label) ?? []);
    return [...new Set(found)].filter(
      (other) =>
        other.key !== post.key &&
        (isSameSender(post.message, other.message) || personOf(post, identify) === personOf(other, identify)),
    );
  };
  return {
    of,
    heldBy: (post) => of(post).flatMap(({ copies }) => copies.flatMap(({ custodian }) => custodian ?? [])),
  };
}

const personOf = ({ message: { from } }: ProducedPost, identify: (mailbox: Mailbox) => string) =>
  from === null ? '' : identify(from);

function labelsOf(post: ProducedPost, identify: (mailbox: Mailbox) => string): readonly string[] {
  const { date, subject, from } = post.message;
  if (date === null || from === null) return [];
  const minute = Math.floor(date.time / MINUTE);
  const id = messageIdOf(post);
  const bare = makeSkeleton(subject.base).letters;
  return [
    ...(id === null ? [] : [`id ${minute} ${id}`]),
    ...(bare === '' ? [] : [`subject ${minute} ${identify(from)} ${bare}`]),
  ];
}
