import { orderByTime } from '../../date/time-order.js';
import { type HashIndex, indexHashes, MOST_FOUND } from '../../text/hash-index.js';
import type { HashSet } from '../../text/shingles.js';
import type { Features } from './features.js';
import { findLists } from './list-addresses.js';

/** All posts of a run with the indexes that candidates come from. Posts are named by their number. */
export interface FeatureIndex {
  readonly posts: readonly Features[];
  /** Their times: milliseconds since 1970, NaN where unknown. */
  readonly times: Float64Array;
  /** Numbers in order of time; posts without time last. */
  readonly byTime: Int32Array;
  /** Place in `byTime`. */
  readonly rank: Int32Array;
  /** Who wrote a run of words himself. */
  readonly authored: HashIndex;
  /** Who quotes a run of words at depth 1. */
  readonly quoted: HashIndex;
  /** Numbers by base subject, by loose subject and by message id, in order of time. */
  readonly bySubject: ReadonlyMap<string, readonly number[]>;
  readonly byLooseSubject: ReadonlyMap<string, readonly number[]>;
  /** Numbers by each word of the author's name and by the author's address, in order of time. */
  readonly byNameWord: ReadonlyMap<number, readonly number[]>;
  readonly byAddress: ReadonlyMap<string, readonly number[]>;
  /** Unanswered numbered posts by series, author and count; posts of a bug by its number. In order of time. */
  readonly bySeries: ReadonlyMap<string, readonly number[]>;
  /** Unanswered numbered posts that begin something, by author: number 0 or 1, or the only one. In order of time. */
  readonly byOpener: ReadonlyMap<string, readonly number[]>;
  readonly byMessageId: ReadonlyMap<string, number>;
  /** Numbers by the content of attached files, in order of time. */
  readonly byAttachment: ReadonlyMap<number, readonly number[]>;
  /** What finding a run tells if so many posts wrote it: 1 if none or one, less the more there are. */
  readonly rarity: Float64Array;
  /** Addresses of lists and groups. */
  readonly lists: ReadonlySet<string>;
  /** How many posts hold a word; a table of buckets. */
  readonly wordCounts: Int32Array;
  /** Of the posts that quote, the share whose subject has a reply mark: some archives take the marks away. */
  readonly replyMarks: number;
}

/** Number of buckets in which the rarity of words is counted: a power of two. */
export const WORD_BUCKETS = 1 << 20;

/** Indexes the posts; time and memory grow linearly with the mail. */
export function buildArchive(posts: readonly Features[]): FeatureIndex {
  const times = Float64Array.from(posts, (post) => post.time);
  const byTime = orderByTime(times.map((time) => (Number.isNaN(time) ? Number.POSITIVE_INFINITY : time)));
  const rank = new Int32Array(posts.length);
  byTime.forEach((post, place) => {
    rank[post] = place;
  });
  const bySubject = new Map<string, number[]>();
  const byLooseSubject = new Map<string, number[]>();
  const byNameWord = new Map<number, number[]>();
  const byAddress = new Map<string, number[]>();
  const bySeries = new Map<string, number[]>();
  const byOpener = new Map<string, number[]>();
  const byMessageId = new Map<string, number>();
  const byAttachment = new Map<number, number[]>();
  const wordCounts = new Int32Array(WORD_BUCKETS);
  let quoting = 0;
  let marked = 0;
  for (const number of byTime) {
    const post = posts[number]!;
    if (post.subject.key !== '') append(bySubject, post.subject.key, number);
    if (post.subject.loose !== '') append(byLooseSubject, post.subject.loose, number);
    for (const word of new Set(post.name)) append(byNameWord, word, number);
    if (post.local !== 0 && !post.name.includes(post.local)) append(byNameWord, post.local, number);
    if (post.address !== '') append(byAddress, post.address, number);
    const series = seriesKey(post);
    if (series !== '') append(bySeries, series, number);
    if (series !== '' && beginsSeries(post)) append(byOpener, post.author, number);
    for (const { content } of post.attachments) append(byAttachment, content, number);
    if (post.messageId !== null && !byMessageId.has(post.messageId)) byMessageId.set(post.messageId, number);
    for (const word of post.words) wordCounts[word & (WORD_BUCKETS - 1)]!++;
    if (post.levels[1]!.length > 3) {
      quoting++;
      if (post.subject.reply) marked++;
    }
  }
  const level = (depth: number): HashSet[] => posts.map((post) => post.levels[depth]!);
  return {
    posts,
    times,
    byTime,
    rank,
    authored: indexHashes(level(0)),
    quoted: indexHashes(level(1)),
    bySubject,
    byLooseSubject,
    byNameWord,
    byAddress,
    bySeries,
    byOpener,
    byMessageId,
    byAttachment,
    lists: findLists(posts, byAddress),
    rarity: Float64Array.from({ length: MOST_FOUND + 1 }, (_, count) => rarityOf(count, posts.length)),
    wordCounts,
    replyMarks: (marked + 1) / (quoting + 2),
  };
}

function rarityOf(count: number, posts: number): number {
  return Math.log(1 + posts / Math.max(1, count)) / Math.log(1 + posts);
}

/** Posts that may belong to one series have equal keys; '' for a post of no series. */
export function seriesKey(post: Features): string {
  const series = post.subject.series;
  if (series === null) return '';
  if (series.label.startsWith('bug ')) return series.label;
  return post.subject.reply ? '' : `${series.of} ${post.author}`;
}

function beginsSeries(post: Features): boolean {
  const series = post.subject.series!;
  return post.author !== '' && !post.subject.reply && !series.label.startsWith('bug ') && series.number <= 1;
}

function append<Key>(groups: Map<Key, number[]>, key: Key, value: number): void {
  const group = groups.get(key);
  if (group) group.push(value);
  else groups.set(key, [value]);
}

/** First place in a list ordered by time whose post is not before `time`. */
export function firstNotBefore(featureIndex: FeatureIndex, ordered: ArrayLike<number>, time: number): number {
  let low = 0;
  let high = ordered.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const at = featureIndex.times[ordered[middle]!]!;
    if (at < time) low = middle + 1;
    else high = middle;
  }
  return low;
}
