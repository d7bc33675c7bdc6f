import type { Features } from './features.js';
import type { PostLists } from './packed/post-lists.js';

/** So many different authors write to a list; a person who never writes is seldom written to by as many. */
const LEAST_AUTHORS = 8;
/** Of the replies that go to a list alone at least this share answers what somebody else wrote to it. */
const LEAST_FOLLOWING = 1 / 3;

/** Addresses that many write to and that never write: mailing lists, offices, groups. People whose mail is not here look alike, but for the replies. */
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
  for (const address of findAnswered(posts, lists)) lists.delete(address);
  return lists;
}

/**
 * Whoever is answered in mail to him alone is a person; mail to a list answers what others wrote to that list:
 *
 *     a person   Ada -> Ben   Re: Lunch               (what Ben wrote is not here)
 *     a list     Cy  -> list  Lunch
 *                Ada -> list  Re: Lunch
 */
function findAnswered(posts: readonly Features[], addresses: ReadonlySet<string>): readonly string[] {
  const replies = posts.filter((post) => isReplyToOne(post, addresses));
  const begun = new Map<string, FirstPosts>();
  for (const { recipients, subject } of replies) begun.set(topicOf(recipients[0]!, subject.key), new FirstPosts());
  if (begun.size === 0) return [];
  for (const post of posts)
    for (const address of post.recipients)
      if (addresses.has(address)) begun.get(topicOf(address, post.subject.key))?.add(post);
  const counts = new Map<string, { replies: number; following: number }>();
  for (const reply of replies) {
    const address = reply.recipients[0]!;
    const count = counts.get(address) ?? { replies: 0, following: 0 };
    count.replies++;
    if (begun.get(topicOf(address, reply.subject.key))!.hasBefore(reply)) count.following++;
    counts.set(address, count);
  }
  return [...counts].flatMap(([address, { replies, following }]) =>
    following < replies * LEAST_FOLLOWING ? [address] : [],
  );
}

const isReplyToOne = ({ recipients, subject, author, time }: Features, addresses: ReadonlySet<string>): boolean =>
  subject.reply &&
  recipients.length === 1 &&
  addresses.has(recipients[0]!) &&
  subject.key !== '' &&
  author !== '' &&
  !Number.isNaN(time);

const topicOf = (address: string, subject: string): string => `${address}\n${subject}`;

/** The first post of a topic, and the first that another author wrote. */
class FirstPosts {
  private author = '';
  private time = Number.POSITIVE_INFINITY;
  private othersTime = Number.POSITIVE_INFINITY;

  add({ author, time }: Features): void {
    if (Number.isNaN(time)) return;
    if (author === this.author) this.time = Math.min(this.time, time);
    else if (time < this.time) {
      this.othersTime = this.time;
      this.author = author;
      this.time = time;
    } else this.othersTime = Math.min(this.othersTime, time);
  }

  /** Whether somebody else than its author wrote of the topic before a reply. */
  hasBefore({ author, time }: Features): boolean {
    return (author === this.author ? this.othersTime : this.time) < time;
  }
}
