import { orderByTime } from '../../date/time-order.js';
import { HashFilter } from '../../text/hash-filter.js';
import { type HashIndex, indexHashes, MOST_FOUND, PartHashIndex } from '../../text/hash-index.js';
import type { Features } from './features.js';
import { type ListName, seriesKey, visitLists } from './index-lists.js';
import { findLists } from './list-addresses.js';
import { type PostLists, PostListWriter } from './packed/post-lists.js';

export { seriesKey };

/** All posts of a run, or a part of them, with the indexes that candidates come from. Posts are named by their number. */
export interface FeatureIndex {
  readonly posts: readonly Features[];
  /** How many posts the run has; as many as `posts` holds unless that is a part of them. */
  readonly count: number;
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
  readonly bySubject: PostLists<string>;
  readonly byLooseSubject: PostLists<string>;
  /** How many posts of the run bear a base subject, and have a word in their author's name. */
  subjectSize(key: string): number;
  nameSize(word: number): number;
  /** Numbers by each word of the author's name and by the author's address, in order of time. */
  readonly byNameWord: PostLists<number>;
  readonly byAddress: PostLists<string>;
  /** Unanswered numbered posts by series, author and count; posts of a bug by its number. In order of time. */
  readonly bySeries: PostLists<string>;
  /** Unanswered numbered posts that begin something, by author: number 0 or 1, or the only one. In order of time. */
  readonly byOpener: PostLists<string>;
  /** The last notice of a build server about each build. */
  readonly byBuild: ReadonlyMap<string, number>;
  /** Notices that open a bug are kept here: at least a third of the bugs have one. */
  readonly opensBugs: boolean;
  readonly byMessageId: ReadonlyMap<string, number>;
  /** Numbers by the content of attached files, in order of time. */
  readonly byAttachment: PostLists<number>;
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

/** What an index of a part of the posts is told of the whole, so that it answers as the index of the whole would. */
export interface WholeIndex {
  readonly count: number;
  readonly lists: ReadonlySet<string>;
  readonly wordCounts: Int32Array;
  readonly replyMarks: number;
  readonly opensBugs: boolean;
  /** How many posts of the whole wrote a run, or quote it, where more than a few do; undefined where few do. */
  runCount(index: 'authored' | 'quoted', hash: number): number | undefined;
  /** How many posts of the whole stand in a list; undefined where nobody has counted. */
  listSize(list: ListName, key: string | number): number | undefined;
}

/**
 * Indexes the posts; time and memory grow linearly with the mail. Of a part of the posts, in their order, with `whole`: what is asked for a
 * child is answered as by the index of all, if the part holds what `probeChild` names for that child.
 */
export function buildArchive(posts: readonly Features[], whole?: WholeIndex): FeatureIndex {
  const times = Float64Array.from(posts, (post) => post.time);
  const byTime = orderByTime(times.map((time) => (Number.isNaN(time) ? Number.POSITIVE_INFINITY : time)));
  const rank = new Int32Array(posts.length);
  byTime.forEach((post, place) => {
    rank[post] = place;
  });
  const writers = {
    subject: new PostListWriter<string>(),
    looseSubject: new PostListWriter<string>(),
    nameWord: new PostListWriter<number>(),
    address: new PostListWriter<string>(),
    series: new PostListWriter<string>(),
    opener: new PostListWriter<string>(),
    attachment: new PostListWriter<number>(),
  } satisfies Record<Exclude<ListName, 'messageId' | 'build'>, PostListWriter<string> | PostListWriter<number>>;
  const byBuild = new Map<string, number>();
  const byMessageId = new Map<string, number>();
  const wordCounts = whole?.wordCounts ?? new Int32Array(WORD_BUCKETS);
  for (const number of byTime) {
    const post = posts[number]!;
    visitLists(post, (list, key) => {
      if (list === 'build') byBuild.set(key as string, number);
      else if (list !== 'messageId') (writers[list] as PostListWriter<string | number>).add(key, number);
      else if (!byMessageId.has(key as string)) byMessageId.set(key as string, number);
    });
    if (whole !== undefined) continue;
    for (const word of post.words) wordCounts[word & (WORD_BUCKETS - 1)]!++;
  }
  const bySubject = writers.subject.close();
  const byNameWord = writers.nameWord.close();
  const byAddress = writers.address.close();
  const bySeries = writers.series.close();
  const asked = askedRuns(posts);
  const run = (depth: number, index: 'authored' | 'quoted'): HashIndex => {
    const sets = { length: posts.length, at: (post: number) => posts[post]!.levels[depth]! };
    const found = indexHashes(sets, asked[index]);
    return whole === undefined ? found : new PartHashIndex(found, (hash) => whole.runCount(index, hash));
  };
  const count = whole?.count ?? posts.length;
  return {
    posts,
    count,
    times,
    byTime,
    rank,
    authored: run(0, 'authored'),
    quoted: run(1, 'quoted'),
    bySubject,
    byLooseSubject: writers.looseSubject.close(),
    subjectSize: (key) => (key === '' ? 0 : (whole?.listSize('subject', key) ?? bySubject.size(key))),
    nameSize: (word) => whole?.listSize('nameWord', word) ?? byNameWord.size(word),
    byNameWord,
    byAddress,
    bySeries,
    byOpener: writers.opener.close(),
    byBuild,
    opensBugs: whole?.opensBugs ?? areBugsOpened(posts, bySeries),
    byMessageId,
    byAttachment: wholeLists(writers.attachment.close(), (file) => whole?.listSize('attachment', file)),
    lists: whole?.lists ?? findLists(posts, byAddress),
    rarity: Float64Array.from({ length: MOST_FOUND + 1 }, (_, found) => rarityOf(found, count)),
    wordCounts,
    replyMarks: whole?.replyMarks ?? shareOfReplyMarks(posts),
  };
}

/** The lists that are as long as those of the whole: of the others the posts that are not here would be missed. */
const wholeLists = (lists: PostLists<number>, sizeOf: (key: number) => number | undefined): PostLists<number> => ({
  ...lists,
  get: (key) => ((sizeOf(key) ?? 0) > lists.size(key) ? undefined : lists.get(key)),
});

/** The runs that somebody may ask for. */
interface AskedRuns {
  /**
   * Of those that posts wrote: what somebody quotes, and what two wrote. A run that only its own author knows is most of what an index would
   * hold, and whether one wrote it or none is the same to who asks.
   */
  readonly authored: HashFilter;
  /** Of those that posts quote: what somebody quotes at the second depth, or at the third for the parent of a post that is not there. */
  readonly quoted: HashFilter;
}

function askedRuns(posts: readonly Features[]): AskedRuns {
  let authored = 0;
  let deeper = 0;
  for (const { levels } of posts)
    for (let depth = 0; depth < levels.length; depth++) {
      if (depth === 0) authored += levels[depth]!.length;
      if (depth > 1) deeper += levels[depth]!.length;
    }
  const once = new HashFilter(authored);
  const asked = { authored: new HashFilter(authored), quoted: new HashFilter(deeper) };
  for (const { levels } of posts)
    for (let depth = 0; depth < levels.length; depth++)
      for (const hash of levels[depth]!) {
        if (depth > 0 || once.mark(hash)) asked.authored.mark(hash);
        if (depth > 1) asked.quoted.mark(hash);
      }
  return asked;
}

/** Of the posts that quote, the share of those whose subject has a reply mark. */
export function shareOfReplyMarks(posts: readonly Features[]): number {
  let quoting = 0;
  let marked = 0;
  for (const { levels, subject } of posts) {
    if (levels[1]!.length <= 3) continue;
    quoting++;
    if (subject.reply) marked++;
  }
  return (marked + 1) / (quoting + 2);
}

function areBugsOpened(posts: readonly Features[], bySeries: PostLists<string>): boolean {
  let bugs = 0;
  let opened = 0;
  for (const key of bySeries.keys()) {
    if (!key.startsWith('bug ') || key.includes('#')) continue;
    bugs++;
    const members = Array.from(bySeries.get(key)!);
    if (members.some((post) => posts[post]!.subject.series!.opens)) opened++;
  }
  return bugs > 0 && opened * 3 >= bugs;
}

function rarityOf(count: number, posts: number): number {
  return Math.log(1 + posts / Math.max(1, count)) / Math.log(1 + posts);
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
