import { idsOf } from '../dedupe/gathered-post.js';
import type { ProducedPost } from '../dedupe/produced-post.js';
import { isSameSender } from '../dedupe/same-header.js';
import type { Thread } from './thread.js';

const MINUTE = 60_000;
/** Messages of one id that are looked at; more are forged. */
const MOST_VERSIONS = 64;

/**
 * Puts threads into one where each holds a version of one message: one Message-ID, sender and minute, and texts that differ in substance.
 * No version answers another, so that each stays where it is, and one that stood alone stands at depth 0 as well. The thread has
 * the key of the earliest, and stands in its place.
 */
export function joinVersions(threads: readonly Thread[], produced: readonly ProducedPost[]): readonly Thread[] {
  const groups = [...idsOf(produced).groups()].flatMap((group) => versionsAmong(group, produced));
  if (!groups.length) return threads;
  const wanted = new Set(groups.flat());
  const threadOf = new Map<string, number>();
  for (const [at, { posts }] of threads.entries())
    for (const { post } of posts) if (wanted.has(post.key)) threadOf.set(post.key, at);
  const joined = new Map<number, number>();
  const rootOf = (at: number): number => {
    let root = at;
    for (let next = joined.get(root); next !== undefined; next = joined.get(root)) root = next;
    return root;
  };
  for (const [first, ...others] of groups)
    for (const other of others) {
      const [a, b] = [rootOf(threadOf.get(first!)!), rootOf(threadOf.get(other)!)];
      if (a !== b) joined.set(Math.max(a, b), Math.min(a, b));
    }
  const whole = new Map<number, Thread['posts'][number][]>();
  for (const at of [...joined.keys()].sort((a, b) => a - b)) {
    const root = rootOf(at);
    const posts = whole.get(root) ?? [...threads[root]!.posts];
    for (const post of threads[at]!.posts) posts.push(post);
    whole.set(root, posts);
  }
  return threads.flatMap((thread, at) => {
    if (joined.has(at)) return [];
    const posts = whole.get(at);
    return [posts === undefined ? thread : { ...thread, posts }];
  });
}

/** Keys of the posts of one id that have one sender and minute, a list for each such minute. */
function versionsAmong(group: readonly number[], produced: readonly ProducedPost[]): readonly (readonly string[])[] {
  const lists: ProducedPost[][] = [];
  for (const at of group.slice(0, MOST_VERSIONS)) {
    const post = produced[at]!;
    const minute = minuteOf(post);
    if (minute === null) continue;
    const list = lists.find(([first]) => minuteOf(first!) === minute && isSameSender(first!.message, post.message));
    if (list) list.push(post);
    else lists.push([post]);
  }
  return lists.filter((list) => list.length > 1).map((list) => list.map(({ key }) => key));
}

const minuteOf = ({ message: { date } }: ProducedPost): number | null =>
  date === null ? null : Math.floor(date.time / MINUTE);
