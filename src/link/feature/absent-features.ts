import { compareNames, NAME } from './agreement.js';
import type { FeatureIndex } from './feature-index.js';
import type { Features } from './features.js';

/**
 * What is known of a parent that was not produced, as far as its reply tells: its text and what it quotes stand one level deeper
 * there. `header` is the place in the reply's `headers[1]`; -1 where no attribution describes it. `author` is given where it is the
 * numbered post itself whose subject the reply bears, as `findNumberedAuthor` tells.
 */
export function readAbsentFeatures(reply: Features, header: number, author: string | null = null): Features {
  const described = header < 0 ? null : reply.headers[1]![header]!;
  const date = described?.date ?? null;
  const offset = date === null ? null : (date.offset ?? reply.offset ?? 0);
  const time = date === null ? reply.time : date.readings[0]! - offset! * 60_000;
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

/**
 * Who sent the numbered post that a reply answers, where that was not produced and no other post bears its subject: `Re: [PATCH 6/7]` then
 * answers `[PATCH 6/7]` and no answer to it. Null for any other reply, and where its attribution tells nobody who wrote.
 */
export function findNumberedAuthor(featureIndex: FeatureIndex, reply: Features): string | null {
  const { series, reply: isReply } = reply.subject;
  const described = reply.headers[1]![findTellingHeader(reply)];
  if (described === undefined || series === null || !isReply || series.of < 2) return null;
  if ((featureIndex.bySubject.get(reply.subject.key)?.length ?? 0) > MOST_BEARERS) return null;
  if (featureIndex.byAddress.has(described.address)) return described.address;
  const known = described.name.flatMap((word) => featureIndex.byNameWord.get(word)?.slice(-MOST_NAMESAKES) ?? []);
  const post = known.find((one) => compareNames(described, featureIndex.posts[one]!) === NAME.full);
  return post === undefined ? null : featureIndex.posts[post]!.author || null;
}

/** The reply itself. */
const MOST_BEARERS = 1;
/** Posts of people of a name that are looked at. */
const MOST_NAMESAKES = 20;

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
