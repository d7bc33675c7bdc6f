import { type GatherOptions, gatherPosts } from '../dedupe/gather-posts.js';
import type { ProducedPost } from '../dedupe/produced-post.js';
import { type LinkOptions, type WeighedLinks, weighParents } from '../link/choose-parents.js';
import type { Message } from '../message/message.js';
import type { PostSplit, SplitBody } from '../quote/segment.js';
import type { QuotingPost, Recovery } from '../recover/recover-messages.js';
import { describeFault } from '../source/describe-fault.js';
import type { Problem } from '../source/source.js';

/** Told of each message, or stage, that a fault of the program has cost. */
export type TellFault = (problem: Problem) => void;

/**
 * Gathers copies into posts. A message that a fault of the program lets no reader look at is left out and told of: one mail never
 * ends a run. Costs nothing where there is none.
 */
export function gatherSound(
  messages: readonly Message[],
  options: GatherOptions,
  tell: TellFault,
  gather: typeof gatherPosts = gatherPosts,
): readonly ProducedPost[] {
  const each = (message: Message) => gather([message], options);
  return withSound(
    messages,
    (some) => gather(some, options),
    each,
    ({ origin }, error) =>
      tell(describeFault('a message could not be compared with others, and was left out', origin, error)),
  );
}

/** The split bodies of the posts whose bodies were read; a body that cannot be split stays whole, and that is told. */
export function splitSound(
  posts: readonly ProducedPost[],
  split: (message: Message) => SplitBody,
  tell: TellFault,
): readonly PostSplit[] {
  const splits: PostSplit[] = [];
  for (const { key, message } of posts) {
    if (message.body === null) continue;
    try {
      splits.push({ post: key, split: split(message) });
    } catch (error) {
      tell(describeFault('a body could not be searched for quotations', message.origin, error));
    }
  }
  return splits;
}

/** Recovers what the posts quote; a post whose quotations cannot be read is passed over, and that is told. */
export function recoverSound(
  posts: readonly QuotingPost[],
  recover: (posts: readonly QuotingPost[]) => Recovery,
  tell: TellFault,
): Recovery {
  return withSound(
    posts,
    recover,
    (post) => recover([post]),
    ({ message }, error) => tell(describeFault('the quotations of a message could not be read', message.origin, error)),
  );
}

/** Chooses parents, and says how; where contents lead to a fault of the program, by headers alone, and that is told. */
export function chooseSound(
  input: Parameters<typeof weighParents>[0],
  options: LinkOptions,
  tell: TellFault,
  choose: typeof weighParents = weighParents,
): WeighedLinks & { readonly linking: LinkOptions } {
  try {
    return { ...choose(input, options), linking: options };
  } catch (error) {
    if (options.evidence === 'headers') throw error;
    tell(describeFault('answers were linked by their headers alone', null, error));
    const linking = { ...options, evidence: 'headers' } as const;
    return { ...choose(input, linking), linking };
  }
}

/** Does the work with all items; where that throws, with those that alone do not. */
function withSound<Item, Result>(
  items: readonly Item[],
  workAll: (items: readonly Item[]) => Result,
  workOne: (item: Item) => unknown,
  tell: (item: Item, error: unknown) => void,
): Result {
  try {
    return workAll(items);
  } catch (error) {
    const sound = items.filter((item) => {
      try {
        workOne(item);
        return true;
      } catch (fault) {
        tell(item, fault);
        return false;
      }
    });
    if (sound.length === items.length) throw error;
    return workAll(sound);
  }
}
