import type { Archive } from './archive.js';
import { type Mates, NO_MATES, readMates } from './series-mates.js';
import type { Traits } from './traits.js';

/** How a numbered post stands to what it answers. */
export const HABITS = ['own series', 'earlier version', 'another message'] as const;

/**
 * How authors who number their posts thread them, as far as headers show it: some send a new version in reply to the former
 * one, some to the review, some on its own. What an author did before, he does again.
 */
export interface Habits {
  /** How often the author's posts of the child's class are known to answer so; 0 where nothing is known. */
  count(child: Traits, habit: number): number;
  /** How many of the author's posts of that class are known to answer anything. */
  total(child: Traits): number;
  /** What the other posts of the child's series are known to answer. */
  readonly mates: Mates;
}

/** Reads the habits from the parents that headers name: numbers of posts, negative where the headers name none. */
export function readHabits(archive: Archive, parentOf: (post: number) => number): Habits {
  const counts = new Map<string, number>();
  const add = (key: string) => counts.set(key, (counts.get(key) ?? 0) + 1);
  archive.posts.forEach((post, number) => {
    const kind = classOf(post);
    if (kind === '') return;
    const parent = parentOf(number);
    if (parent < 0 || parent >= archive.posts.length) return;
    add(kind);
    add(`${kind} ${habitOf(post, archive.posts[parent]!)}`);
  });
  return {
    count: (child, habit) => counts.get(`${classOf(child)} ${habit}`) ?? 0,
    total: (child) => counts.get(classOf(child)) ?? 0,
    mates: readMates(archive, parentOf),
  };
}

/** No header names a parent. */
export const NO_HABITS: Habits = { count: () => 0, total: () => 0, mates: NO_MATES };

/** Author, first or later version, and place in a series; '' for what is no numbered post of its own. */
function classOf(post: Traits): string {
  const { series, reply } = post.subject;
  if (series === null || reply || series.label.startsWith('bug') || post.author === '') return '';
  const place = series.of <= 1 ? 'single' : series.number === 0 ? 'cover' : 'member';
  return `${post.author} ${series.version > 1 ? 'later' : 'first'} ${place}`;
}

/** Index in HABITS. */
export function habitOf(child: Traits, parent: Traits): number {
  const mine = child.subject.series;
  const theirs = parent.subject.series;
  if (mine === null || theirs === null || parent.subject.reply || child.author !== parent.author) return 2;
  if (mine.of > 1 && mine.of === theirs.of && mine.version === theirs.version) return 0;
  return theirs.version < mine.version ? 1 : 2;
}
