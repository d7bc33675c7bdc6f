import type { Post } from '../../link/post/post.js';
import { timeOf } from '../../link/post/post-facts.js';
import type { Attendee, Mailbox, Meeting, Message, Receipt } from '../../message/message.js';
import { isoDate } from './iso-date.js';

/** What another message tells of a post: that it arrived or not, was opened or deleted; who accepted the meeting that it asks to. */
export interface Tiding {
  readonly kind: Receipt['action'] | Exclude<Attendee['answer'], 'none'>;
  /** Whom it arrived at, who opened it, who answered. */
  readonly who: Mailbox;
  /** When, as the report tells, else when the answer was sent (ISO 8601); null where nothing tells it. */
  readonly date: string | null;
  /** Status code and words of a server; '' where there are none. */
  readonly detail: string;
  /** Key of the post that tells it. */
  readonly by: string;
}

/** By the key of the post that they are about, in the order of the posts that tell them. */
export type Tidings = ReadonlyMap<string, readonly Tiding[]>;

/**
 * Finds what posts tell of others: delivery reports and read receipts by the Message-ID that they name, answers to meetings by the meeting's
 * own id. A report that names no message is about none here: it is shown where it stands.
 */
export function tidingsOf(posts: Iterable<Post>): Tidings {
  const tidings = new Map<string, Tiding[]>();
  const produced = [...posts].filter((post) => post.kind === 'produced');
  const told = produced.flatMap((post) => {
    const receipts = receiptsOf(post.copies);
    return receipts.length ? [{ post, receipts }] : [];
  });
  const add = (key: string, tiding: Tiding) => {
    const list = tidings.get(key);
    if (list) list.push(tiding);
    else tidings.set(key, [tiding]);
  };
  if (told.length) {
    const byId = new Map<string, string>();
    for (const { key, copies } of produced)
      for (const { messageId, alternateIds } of copies)
        for (const id of [messageId, ...alternateIds]) if (id !== null && !byId.has(id)) byId.set(id, key);
    for (const { post, receipts } of told)
      for (const { action, recipient, about, date, detail } of receipts) {
        const key = about === null ? undefined : byId.get(about);
        if (key === undefined || key === post.key) continue;
        add(key, { kind: action, who: recipient, date: date && isoDate(date), detail, by: post.key });
      }
  }
  for (const [asking, answers] of meetingsOf(produced))
    for (const { post, meeting } of answers) {
      const key = askedBy(asking, post);
      if (key === null) continue;
      for (const { mailbox, answer } of meeting.attendees)
        if (answer !== 'none') add(key, { kind: answer, who: mailbox, date: sentAt(post), detail: '', by: post.key });
    }
  return tidings;
}

type Produced = Extract<Post, { kind: 'produced' }>;
interface Met {
  readonly post: Produced;
  readonly meeting: Meeting;
}

/** What a post reports, by the first of its copies that says it. */
export const receiptsOf = (copies: readonly Message[]): readonly Receipt[] =>
  copies.find(({ receipts }) => receipts?.length)?.receipts ?? [];

/** The meeting that a post is about, by the first of its copies that says it. */
export const meetingOf = (copies: readonly Message[]): Meeting | null =>
  copies.find(({ meeting }) => meeting)?.meeting ?? null;

/** Invitations and answers to one meeting. */
function meetingsOf(posts: readonly Produced[]): Iterable<readonly [asking: readonly Met[], answers: readonly Met[]]> {
  const byId = new Map<string, [Met[], Met[]]>();
  for (const post of posts) {
    const meeting = meetingOf(post.copies);
    if (meeting?.uid == null || (meeting.method !== 'request' && meeting.method !== 'reply')) continue;
    const found = byId.get(meeting.uid) ?? [[], []];
    byId.set(meeting.uid, found);
    found[meeting.method === 'request' ? 0 : 1].push({ post, meeting });
  }
  return byId.values();
}

/** The invitation that an answer answers: the last one before it, where times tell; null where nobody asked in what was produced. */
function askedBy(asking: readonly Met[], answer: Produced): string | null {
  const at = timeOf(answer) ?? Number.POSITIVE_INFINITY;
  let found: Produced | null = null;
  for (const { post } of asking) {
    const time = timeOf(post) ?? Number.NEGATIVE_INFINITY;
    if (time <= at && (found === null || time >= (timeOf(found) ?? Number.NEGATIVE_INFINITY))) found = post;
  }
  return (found ?? asking[0]?.post)?.key ?? null;
}

function sentAt({ message }: Produced): string | null {
  return message.date === null ? null : isoDate(message.date);
}
