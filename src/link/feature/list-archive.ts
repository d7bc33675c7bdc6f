import type { Features } from './features.js';

/** How a collection that is the archive of lists tells which of its mail came through them. */
export interface ListArchive {
  /** Addresses of the lists. */
  readonly lists: ReadonlySet<string>;
  /** It is the mailbox of somebody who reads lists: what names no list is direct mail. Else all of it came through the lists. */
  readonly isMixed: boolean;
}

/** So many different authors write to a list, and it writes itself, if ever, this share of what it gets. */
const LEAST_AUTHORS = 8;
const MOST_WRITTEN = 0.01;
/** Of the mail that names no list, one who takes part in this share owns the mailbox. */
const LEAST_OF_OWNER = 0.25;
/** Less mail than this beside the lists tells of no owner. */
const LEAST_BESIDE = 20;

/**
 * The lists of a collection, if more than half of it goes to lists or does not tell to whom it goes; else null. The mailbox of a
 * person who never writes looks the same: `measureCustoms` tells them apart, as there most of what is quoted is not at hand.
 */
export function readListArchive(posts: readonly Features[]): ListArchive | null {
  const lists = findListAddresses(posts);
  const beside = posts.filter((post) => !goesToList(post, lists));
  if (beside.length * 2 >= posts.length) return null;
  return { lists, isMixed: beside.length >= LEAST_BESIDE && hasOwner(beside) };
}

/** Whether a post goes to a list, as far as it tells to whom it goes. */
export function goesToList(post: Features, lists: ReadonlySet<string>): boolean {
  return post.recipients.length === 0 || post.recipients.some((address) => lists.has(address));
}

function findListAddresses(posts: readonly Features[]): ReadonlySet<string> {
  const wrote = new Map<string, number>();
  const got = new Map<string, { count: number; readonly authors: string[] }>();
  for (const post of posts) {
    if (post.author === '') continue;
    wrote.set(post.author, (wrote.get(post.author) ?? 0) + 1);
    for (const address of new Set(post.recipients)) {
      const known = got.get(address);
      if (known === undefined) {
        got.set(address, { count: 1, authors: [post.author] });
        continue;
      }
      known.count++;
      if (known.authors.length < LEAST_AUTHORS && !known.authors.includes(post.author)) known.authors.push(post.author);
    }
  }
  const lists = new Set<string>();
  for (const [address, { count, authors }] of got)
    if (authors.length >= LEAST_AUTHORS && (wrote.get(address) ?? 0) <= count * MOST_WRITTEN) lists.add(address);
  return lists;
}

function hasOwner(posts: readonly Features[]): boolean {
  const counts = new Map<string, number>();
  let most = 0;
  for (const { author, recipients } of posts) {
    for (const address of new Set([author, ...recipients])) {
      const count = (counts.get(address) ?? 0) + 1;
      counts.set(address, count);
      if (address !== '' && count > most) most = count;
    }
  }
  return most >= posts.length * LEAST_OF_OWNER;
}
