import type { Post } from '../link/post/post.js';
import { timeOf } from '../link/post/post-facts.js';
import type { Thread } from './thread.js';

/** Subject of the first post in reading order that has one; '' if none has. */
export function threadSubject(thread: Thread): string {
  for (const { post } of thread.posts) {
    const subject =
      post.kind === 'produced'
        ? post.message.subject.text
        : post.kind === 'recovered'
          ? post.recovered.subject
          : post.subject;
    if (subject) return subject;
  }
  return '';
}

/** The posts with the earliest and the latest date; null if nothing is dated. */
export function spanOf(posts: Iterable<Post>): { readonly first: Post | null; readonly last: Post | null } {
  let first: Post | null = null;
  let last: Post | null = null;
  let earliest = Number.POSITIVE_INFINITY;
  let latest = Number.NEGATIVE_INFINITY;
  for (const post of posts) {
    const time = timeOf(post);
    if (time === null) continue;
    if (time < earliest) {
      earliest = time;
      first = post;
    }
    if (time > latest) {
      latest = time;
      last = post;
    }
  }
  return { first, last };
}
