import { countInSending } from '../candidate/related-ids.js';
import type { FeatureIndex } from './feature-index.js';
import type { Features } from './features.js';
import { readSendingRun } from './sending-run.js';

/** The posts of one numbered series, or of one sending, answer one message, or each the one before: what some are known to do. */
export interface Mates {
  /** Posts that mates of the child are known to answer. */
  parents(child: Features): readonly number[];
  /** What the mates are known to answer, in their order. */
  known(child: Features): readonly KnownMate[];
  /** How many mates are known to answer anything, and how many of them stand to what they answer as the child to the candidate. */
  compare(child: Features, candidate: Features): { readonly known: number; readonly alike: number };
  /** How many mates there are, known to answer anything or not; the first of a sending is none. */
  count(child: Features): number;
}

/** What one mate is known to answer. */
export interface KnownMate {
  readonly parent: number;
  /** That is the post before the mate in their series. */
  readonly isNext: boolean;
}

/** No header names a parent. */
export const NO_MATES: Mates = {
  parents: () => [],
  known: () => [],
  compare: () => ({ known: 0, alike: 0 }),
  count: () => 0,
};

interface Mate {
  readonly post: Features;
  /** Negative where no header names one. */
  readonly parent: number;
}

/** A series is sent within half a day; more of its posts than this tell nothing new. */
const LONGEST_SENDING = 12 * 3_600_000;
const MOST_MATES = 60;

/** Reads what numbered posts answer from the parents that headers name: numbers of posts, negative where the headers name none. */
export function readMates(featureIndex: FeatureIndex, parentOf: (post: number) => number): Mates {
  const groups = new Map<string, Mate[]>();
  const { posts } = featureIndex;
  let isAnyKnown = false;
  posts.forEach((post, number) => {
    const group = groupOf(post);
    if (group === '' || isCover(post)) return;
    const named = parentOf(number);
    const parent = named < posts.length ? named : -1;
    if (parent >= 0) isAnyKnown = true;
    const mates = groups.get(group);
    if (mates === undefined) groups.set(group, [{ post, parent }]);
    else if (mates.length < MOST_MATES) mates.push({ post, parent });
  });
  if (!isAnyKnown) return NO_MATES;
  const matesOf = (child: Features): readonly Mate[] => {
    const mates = groups.get(groupOf(child));
    if (mates === undefined || isCover(child)) return [];
    return mates.filter(({ post }) => post !== child && Math.abs(post.time - child.time) < LONGEST_SENDING);
  };
  const knownOf = (child: Features): readonly KnownMate[] =>
    matesOf(child).flatMap(({ post, parent }) =>
      parent < 0 ? [] : [{ parent, isNext: isNextOf(post, posts[parent]!) }],
    );
  return {
    parents: (child) => parentsOfMates(knownOf(child)),
    known: knownOf,
    compare: (child, candidate) =>
      compareMates(knownOf(child), child, candidate, (parent) => posts[parent] === candidate),
    count: (child) => matesOf(child).filter(({ post }) => !isFirst(post)).length,
  };
}

/** See `Mates.parents`. */
export const parentsOfMates = (mates: readonly KnownMate[]): readonly number[] =>
  [...new Set(mates.map(({ parent }) => parent))].slice(0, 4);

/** See `Mates.compare`. */
export function compareMates(
  mates: readonly KnownMate[],
  child: Features,
  candidate: Features,
  isCandidate: (parent: number) => boolean,
): { readonly known: number; readonly alike: number } {
  const isNext = isNextOf(child, candidate);
  const alike = mates.filter((mate) => isCandidate(mate.parent) || (isNext && mate.isNext)).length;
  return { known: mates.length, alike };
}

/** Equal for posts that were sent together; '' for a post that was not. */
function groupOf(post: Features): string {
  const { series, reply } = post.subject;
  if (reply || post.author === '' || series?.label.startsWith('bug ')) return '';
  const run = readSendingRun(post.messageId);
  if (run !== '') return `${run} ${post.author}`;
  return series === null || series.of < 2 ? '' : `${post.author} ${series.label} ${series.version}/${series.of}`;
}

/** The cover of a series answers something else than the others do. */
function isCover(post: Features): boolean {
  return post.subject.series !== null && post.subject.series.of > 1 && post.subject.series.number === 0;
}

/** The others may answer it. */
function isFirst(post: Features): boolean {
  return countInSending(post.messageId) === 1 || post.subject.series?.number === 1;
}

function isNextOf(post: Features, other: Features): boolean {
  const mine = post.subject.series;
  const theirs = other.subject.series;
  if (mine === null || theirs === null || post.author !== other.author || mine.of < 2) return false;
  return (
    mine.of === theirs.of && mine.version === theirs.version && theirs.number === mine.number - 1 && mine.number > 1
  );
}
