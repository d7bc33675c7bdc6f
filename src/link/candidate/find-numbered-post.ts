import { findTellingHeader, type NumberedPost } from '../feature/absent-features.js';
import { compareDates, compareNames, DATE, NAME } from '../feature/agreement.js';
import { type FeatureIndex, firstNotBefore } from '../feature/feature-index.js';
import type { Features, HeaderFeatures } from '../feature/features.js';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
/** A series is sent within half a day. */
const LONGEST_SENDING = 12 * HOUR;
/** Posts of a series of one author that are looked at, and of people of a name. */
const MOST_OF_SERIES = 300;
const MOST_NAMESAKES = 40;
const MOST_AUTHORS = 4;
/** How long after a series a reply that gives no date of it may come. */
const LATEST_REPLY = 30 * DAY;

/**
 * The numbered post that a reply answers, where that was not produced: `Re: [PATCH 6/7]` answers `[PATCH 6/7]`, and no answer to it, if its
 * attribution names who sent the others of the series at that time; or else if no other post bears its subject. Where the deeper attribution
 * names him, the parent answers that post: what is above the one is above the other. Null for any other reply, and where nobody is named.
 */
export function findNumberedPost(featureIndex: FeatureIndex, reply: Features): NumberedPost | null {
  const { series, reply: isReply } = reply.subject;
  const described = reply.headers[1]![findTellingHeader(reply)];
  if (described === undefined || series === null || !isReply || series.of < 2) return null;
  for (const heading of [described, ...reply.headers[2]!.filter(({ date }) => date !== null)]) {
    for (const author of authorsNamed(featureIndex, heading, reply)) {
      const mates = sentWith(featureIndex, reply, heading, author);
      if (mates.length === 0) continue;
      if (mates.some((post) => post.subject.key === reply.subject.key)) return null;
      return { author, time: heading === described && isTimed(heading) ? null : timeAmong(mates, series.number) };
    }
  }
  const [author] = authorsNamed(featureIndex, described, reply);
  const bearers = featureIndex.bySubject.get(reply.subject.key)?.length ?? 0;
  return author === undefined || bearers > MOST_BEARERS ? null : { author, time: null };
}

/** The reply itself. */
const MOST_BEARERS = 1;

/** Addresses of the authors whom a heading may name, those who wrote last before the reply first. */
function authorsNamed(featureIndex: FeatureIndex, described: HeaderFeatures, reply: Features): readonly string[] {
  if (featureIndex.byAddress.has(described.address)) return [described.address];
  const authors = new Set<string>();
  for (const word of described.name) {
    const list = featureIndex.byNameWord.get(word) ?? [];
    const end = Number.isNaN(reply.time) ? list.length : firstNotBefore(featureIndex, list, reply.time + HOUR);
    for (let place = end - 1; place >= Math.max(0, end - MOST_NAMESAKES) && authors.size < MOST_AUTHORS; place--) {
      const post = featureIndex.posts[list[place]!]!;
      if (post.author !== '' && compareNames(described, post) === NAME.full) authors.add(post.author);
    }
  }
  return [...authors];
}

/** The posts of the series whose number the reply bears that its author sent when the heading says; none where that is told too vaguely. */
function sentWith(
  featureIndex: FeatureIndex,
  reply: Features,
  described: HeaderFeatures,
  author: string,
): readonly Features[] {
  const series = reply.subject.series!;
  const list = featureIndex.bySeries.get(`${series.of} ${author}`) ?? [];
  const end = Number.isNaN(reply.time) ? list.length : firstNotBefore(featureIndex, list, reply.time + HOUR);
  const found: Features[] = [];
  for (let place = end - 1; place >= Math.max(0, end - MOST_OF_SERIES); place--) {
    const post = featureIndex.posts[list[place]!]!;
    const theirs = post.subject.series!;
    if (Number.isNaN(post.time) || theirs.version !== series.version) continue;
    if (theirs.label !== series.label && theirs.number > 0) continue;
    if (found.length > 0 && found[0]!.time - post.time > LONGEST_SENDING) break;
    if (found.length > 0 || isSentThen(described, post, reply)) found.push(post);
  }
  return found;
}

/** Without a minute the heading may speak of an answer that the author gave below his own post; that would quote in turn. */
function isSentThen(described: HeaderFeatures, post: Features, reply: Features): boolean {
  const { date } = described;
  const deeper = reply.headers[2]!;
  if (date === null) return deeper.length === 0 && reply.time - post.time < LATEST_REPLY;
  const agreement = compareDates(date, post, reply.offset);
  // A patch itself begins with `From:` where another wrote it.
  if (!date.precise) return deeper.every((one) => one.date === null) && agreement >= DATE.day;
  if (agreement >= DATE.minutes) return true;
  return date.offset !== null && date.readings.some((at) => Math.abs(at - date.offset! * 60_000 - post.time) < HOUR);
}

/** The heading gives minute and zone. */
const isTimed = ({ date }: HeaderFeatures): boolean => date?.precise === true && date.offset !== null;

/** When the post of a number was sent: with the one before it. */
function timeAmong(mates: readonly Features[], number: number): number {
  let before: Features | null = null;
  let first = Number.POSITIVE_INFINITY;
  for (const mate of mates) {
    first = Math.min(first, mate.time);
    const count = mate.subject.series!.number;
    if (count < number && (before === null || count > before.subject.series!.number)) before = mate;
  }
  return before?.time ?? first;
}
