import type { ProducedPost } from '../../dedupe/produced-post.js';
import type { Post } from '../../link/post/post.js';
import { timeOf } from '../../link/post/post-facts.js';
import type { FindingContext } from '../finding-context.js';
import { joinWords, readWords } from './quotation-words.js';

/** Posts of a thread that are looked through. */
const MOST_POSTS = 300;

/** Tells whether a passage stands, word for word, in another message of the thread that was sent before. */
export interface KnownPassages {
  /** One of the phrases, words as `joinWords` gives them; `except` is the message that they are said to be a quotation of. */
  standsEarlier(phrases: readonly string[], post: ProducedPost, except: Post): boolean;
}

/**
 * Looks up passages among the messages of a thread: what a reply quotes otherwise than its parent has it may be the
 * wording of an earlier version, of another answer, or of the message that the parent altered.
 */
export function createKnownPassages(context: FindingContext): KnownPassages {
  let thread: string | null = null;
  const texts = new Map<string, string>();
  const textOf = (post: ProducedPost): string => {
    let text = texts.get(post.key);
    if (text === undefined) {
      text = ` ${joinWords(readWords(post.message.body?.text ?? ''))} `;
      texts.set(post.key, text);
    }
    return text;
  };
  return {
    standsEarlier(phrases, post, except) {
      const place = context.threadOf.get(post.key);
      if (!place || !phrases.length) return false;
      if (place.key !== thread) texts.clear();
      thread = place.key;
      const time = timeOf(post);
      return place.posts.slice(0, MOST_POSTS).some(({ post: other }) => {
        if (other.kind !== 'produced' || other === post || other.key === except.key || other.duplicateOf) return false;
        const sent = timeOf(other);
        if (time !== null && sent !== null && sent >= time) return false;
        return phrases.some((phrase) => textOf(other).includes(` ${phrase} `));
      });
    },
  };
}
