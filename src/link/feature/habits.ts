import type { FeatureIndex } from './feature-index.js';
import type { Features } from './features.js';
import { type Mates, NO_MATES, readMates } from './series-mates.js';

/** How a numbered post stands to what it answers. */
export const HABITS = ['own series', 'earlier version', 'another message'] as const;

/**
 * How authors who number their posts thread them, as far as headers show it: some send a new version in reply to the former
 * one, some to the review, some on its own. What an author did before, he does again.
 */
export interface Habits {
  /** How often the author's posts of the child's class are known to answer so; 0 where nothing is known. */
  count(child: Features, habit: number): number;
  /** How many of the author's posts of that class are known to answer anything. */
  total(child: Features): number;
  /** How likely a post of the child's class answers something though no header of its own says so; null where nothing is known. */
  answering(child: Features): Answering | null;
  /** How many posts that were sent with the child would have a header if all were replies; 0 if any has, or nothing is known. */
  silentMates(child: Features): number;
  /** What the other posts of the child's series are known to answer. */
  readonly mates: Mates;
}

/**
 * Where headers survive on a part of the mail, they tell which of its posts answer nothing: of 12 posts alike whose author's replies
 * keep their headers every other time, 6 would have one if all were replies.
 */
export interface Answering {
  /** Share of the posts without header that must be replies, 0 to 1. */
  readonly share: number;
  /** How many of the posts would have a header if all were replies. */
  readonly expected: number;
}

/** Reads the habits from the parents that headers name: numbers of posts, negative where the headers name none. */
export function readHabits(featureIndex: FeatureIndex, parentOf: (post: number) => number): Habits {
  const counts = new Map<string, number>();
  const sent = new Map<string, number>();
  const kept = new Map<string, number>();
  const add = (to: Map<string, number>, key: string) => to.set(key, (to.get(key) ?? 0) + 1);
  const note = (key: string, parent: number) => {
    add(sent, key);
    if (parent >= 0) add(kept, key);
  };
  featureIndex.posts.forEach((post, number) => {
    const parent = parentOf(number);
    if (isReply(post)) for (const author of [ANYBODY, post.author]) note(`${author} replies`, parent);
    else note(`${post.author} ${classOf(post)}`, parent);
    const kind = numberedClassOf(post);
    if (kind === '' || parent < 0 || parent >= featureIndex.posts.length) return;
    add(counts, kind);
    add(counts, `${kind} ${habitOf(post, featureIndex.posts[parent]!)}`);
  });
  /** The share of an author's replies that kept their headers; -1 where it is not known. */
  const keptBy = (author: string, least: number): number => {
    const replies = sent.get(`${author} replies`) ?? 0;
    return replies < least ? -1 : (kept.get(`${author} replies`) ?? 0) / replies;
  };
  const keeps = (author: string, seen: number): number => {
    const own = keptBy(author, LEAST_REPLIES);
    return own >= 0 || seen === 0 ? own : keptBy(ANYBODY, LEAST_REPLIES);
  };
  const mates = readMates(featureIndex, parentOf);
  return {
    count: (child, habit) => counts.get(`${numberedClassOf(child)} ${habit}`) ?? 0,
    total: (child) => counts.get(numberedClassOf(child)) ?? 0,
    answering(child) {
      if (child.author === '' || isReply(child)) return null;
      const kind = `${child.author} ${classOf(child)}`;
      return estimate(sent.get(kind) ?? 0, kept.get(kind) ?? 0, keeps(child.author, kept.get(kind) ?? 0));
    },
    silentMates(child) {
      const others = mates.count(child);
      const share = others === 0 || mates.compare(child, child).known > 0 ? 0 : keeps(child.author, 0);
      return share < LEAST_KEPT ? 0 : share * others;
    },
    mates,
  };
}

/** Of `posts` alike, `known` have a header that names what they answer, and replies keep their headers with the chance `keeps`. */
function estimate(posts: number, known: number, keeps: number): Answering | null {
  const silent = posts - known;
  if (keeps < LEAST_KEPT || silent < 1) return null;
  return { share: Math.min(1, (known * (1 - keeps)) / keeps / silent), expected: keeps * posts };
}

/** An author's replies tell from so many on how often they keep their headers. */
const LEAST_REPLIES = 3;
/** Where fewer replies than this keep their headers, the few that do are another matter. */
const LEAST_KEPT = 0.1;
const ANYBODY = '\0';

/** No header names a parent. */
export const NO_HABITS: Habits = {
  count: () => 0,
  total: () => 0,
  answering: () => null,
  silentMates: () => 0,
  mates: NO_MATES,
};

/** It bears a reply mark, or quotes. */
function isReply(post: Features): boolean {
  return post.subject.reply || post.levels[1]!.length > 3;
}

/** Author and class; '' for what is no numbered post of its own. */
function numberedClassOf(post: Features): string {
  const kind = classOf(post);
  return kind === 'plain' || post.author === '' ? '' : `${post.author} ${kind}`;
}

/** First or later version, and place in a series; 'plain' for what is no numbered post of its own. */
function classOf(post: Features): string {
  const { series, reply } = post.subject;
  if (series === null || reply || series.label.startsWith('bug')) return 'plain';
  const place = series.of <= 1 ? 'single' : series.number === 0 ? 'cover' : 'member';
  return `${series.version > 1 ? 'later' : 'first'} ${place}`;
}

/** Index in HABITS. */
export function habitOf(child: Features, parent: Features): number {
  const mine = child.subject.series;
  const theirs = parent.subject.series;
  if (mine === null || theirs === null || parent.subject.reply || child.author !== parent.author) return 2;
  if (mine.of > 1 && mine.of === theirs.of && mine.version === theirs.version) return 0;
  return theirs.version < mine.version ? 1 : 2;
}
