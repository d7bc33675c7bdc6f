import type { Features } from './features.js';

/** A numbered post that was not produced, as far as a reply to it and the other posts of its series tell. */
export interface NumberedPost {
  readonly author: string;
  /** Milliseconds since 1970 UTC, by the posts that were sent with it; null where the reply's heading tells more, or nothing does. */
  readonly time: number | null;
}

/**
 * What is known of a parent that was not produced, as far as its reply tells: its text and what it quotes stand one level deeper
 * there. `header` is the place in the reply's `headers[1]`; -1 where no attribution describes it. `numbered` is given where it is the
 * numbered post itself whose subject the reply bears, as `findNumberedPost` tells.
 */
export function readAbsentFeatures(reply: Features, header: number, numbered: NumberedPost | null = null): Features {
  const described = header < 0 ? null : reply.headers[1]![header]!;
  const date = described?.date ?? null;
  const offset = date === null ? null : (date.offset ?? reply.offset ?? 0);
  const written = date === null ? reply.time : date.readings[0]! - offset! * 60_000;
  const time = numbered?.time ?? written;
  const author = numbered?.author ?? null;
  const subject = described !== null && described.subject !== '' && described.subject !== reply.subject.key;
  return {
    time: Math.min(time, reply.time),
    offset,
    address: author ?? described?.address ?? '',
    name: described?.name ?? [],
    local: 0,
    account: 0,
    author: author ?? described?.address ?? '',
    to: [],
    recipients: [],
    people: NOTHING,
    subject: subject
      ? { ...reply.subject, base: described.subject, key: described.subject, loose: described.subject }
      : author !== null
        ? { ...reply.subject, reply: false }
        : reply.subject,
    levels: [...reply.levels.slice(1), NOTHING],
    words: NOTHING,
    headers: [[], ...reply.headers.slice(2), []],
    greeting: [],
    opening: [],
    messageId: described?.messageId ?? null,
    linkTags: [],
    attachments: [],
    scrubbed: false,
    asks: 0,
    thanks: false,
    reply,
  };
}

/** Which of the reply's depth-1 headings tells most of what it answers; -1 if there is none. */
export function findTellingHeader(reply: Features): number {
  const headers = reply.headers[1]!;
  const named = (index: number) => headers[index]!.name.length > 0 || headers[index]!.address !== '';
  const best = headers.findIndex((header, index) => header.date?.precise === true && named(index));
  if (best >= 0) return best;
  const next = headers.findIndex((_, index) => named(index));
  return next >= 0 ? next : headers.length > 0 ? 0 : -1;
}

const NOTHING = new Int32Array(0);
