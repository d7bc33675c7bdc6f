import type { Message } from '../message/message.js';
import { IdIndex, type PostIds } from './id-index.js';
import type { PostKeys } from './post-key.js';
import type { ProducedPost } from './produced-post.js';

/** What was read once of all messages while gathering; reading a header field again costs a parse. */
export interface GatheredFacts {
  readonly keys: PostKeys;
  /** Milliseconds since 1970; Infinity where undated. */
  readonly times: Float64Array;
  readonly messageIds: readonly (string | null)[];
  readonly ids: PostIds;
  /** All copies of a post that has more than one. */
  readonly copies: ReadonlyMap<number, readonly Message[]>;
  /** The post that a post duplicates. */
  readonly duplicates: ReadonlyMap<number, number>;
}

const factsOf = new WeakMap<readonly ProducedPost[], GatheredFacts>();

/** Keeps what gathering found out beside the list that it gives. */
export function rememberFacts(posts: readonly ProducedPost[], facts: GatheredFacts): void {
  factsOf.set(posts, facts);
}

/** Which posts bear which id: as gathering found, or anew for a list that does not come from there. */
export function idsOf(posts: readonly ProducedPost[]): PostIds {
  const known = factsOf.get(posts);
  if (known !== undefined) return known.ids;
  const places = new Int32Array(posts.length);
  for (let post = 0; post < places.length; post++) places[post] = post;
  return new IdIndex(posts.map(messageIdOf)).ofPosts(places, (post) => isDuplicatePost(posts[post]!));
}

/** A produced post whose key is computed when first asked for: a run that prints no keys never pays for them. */
export class GatheredPost implements ProducedPost {
  readonly kind = 'produced';
  readonly message: Message;
  readonly #facts: GatheredFacts;
  readonly #index: number;
  #key = '';

  constructor(message: Message, facts: GatheredFacts, index: number) {
    this.message = message;
    this.#facts = facts;
    this.#index = index;
  }

  get key(): string {
    if (this.#key === '') this.#key = this.#facts.keys.at(this.#index);
    return this.#key;
  }

  get copies(): readonly Message[] {
    return this.#facts.copies.get(this.#index) ?? [this.message];
  }

  get duplicateOf(): string | null {
    const first = this.#facts.duplicates.get(this.#index);
    return first === undefined ? null : this.#facts.keys.at(first);
  }

  get isDuplicate(): boolean {
    return this.#facts.duplicates.has(this.#index);
  }

  /** Milliseconds since 1970; NaN where undated. */
  get time(): number {
    const time = this.#facts.times[this.#index]!;
    return time === Number.POSITIVE_INFINITY ? Number.NaN : time;
  }

  get messageId(): string | null {
    return this.#facts.messageIds[this.#index]!;
  }
}

/** Date of a produced post, milliseconds since 1970; NaN where undated. */
export const sentTimeOf = (post: ProducedPost): number =>
  post instanceof GatheredPost ? post.time : (post.message.date?.time ?? Number.NaN);

/** The Message-ID that stands for all copies of a post: that of its first; null if it has none. */
export const messageIdOf = (post: ProducedPost): string | null =>
  post instanceof GatheredPost ? post.messageId : post.message.messageId;

const isDuplicatePost = (post: ProducedPost): boolean =>
  post instanceof GatheredPost ? post.isDuplicate : post.duplicateOf !== null;
