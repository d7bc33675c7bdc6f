import type { Features } from './features.js';

/**
 * What is known of a parent that was not produced, as far as its reply tells: its text and what it quotes stand one level deeper
 * there. `header` is the place in the reply's `headers[1]`; -1 where no attribution describes it.
 */
export function readAbsentFeatures(reply: Features, header: number): Features {
  const described = header < 0 ? null : reply.headers[1]![header]!;
  const date = described?.date ?? null;
  const offset = date === null ? null : (date.offset ?? reply.offset ?? 0);
  const time = date === null ? reply.time : date.readings[0]! - offset! * 60_000;
  const subject = described !== null && described.subject !== '' && described.subject !== reply.subject.key;
  return {
    time: Math.min(time, reply.time),
    offset,
    address: described?.address ?? '',
    name: described?.name ?? [],
    local: 0,
    author: described?.address ?? '',
    to: [],
    recipients: [],
    people: NOTHING,
    subject: subject
      ? { ...reply.subject, base: described.subject, key: described.subject, loose: described.subject }
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
