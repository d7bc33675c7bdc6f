import type { Features } from './features.js';
import type { PostLists } from './packed/post-lists.js';

/** So many different authors write to a list; a person who never writes is seldom written to by as many. */
const LEAST_AUTHORS = 8;

/** Addresses that many write to and that never write: mailing lists, offices, groups. */
export function findLists(posts: readonly Features[], byAddress: PostLists<string>): ReadonlySet<string> {
  const writers = new Map<string, string[]>();
  const lists = new Set<string>();
  for (const post of posts) {
    if (post.author === '') continue;
    for (const address of post.recipients) {
      if (byAddress.has(address) || lists.has(address)) continue;
      const known = writers.get(address);
      if (known === undefined) writers.set(address, [post.author]);
      else if (!known.includes(post.author) && known.push(post.author) >= LEAST_AUTHORS) lists.add(address);
    }
  }
  return lists;
}
