import type { Message } from '../message/message.js';
import type { ProducedPost } from './post.js';
import type { PostKeys } from './post-key.js';

/** What was read once of all messages while gathering; reading a header field again costs a parse. */
export interface GatheredFacts {
  readonly keys: PostKeys;
  /** Milliseconds since 1970; Infinity where undated. */
  readonly times: Float64Array;
  readonly messageIds: readonly (string | null)[];
}

/** A produced post whose key is computed when first asked for: a run that prints no keys never pays for them. */
export class GatheredPost implements ProducedPost {
  readonly kind = 'produced';
  readonly message: Message;
  readonly #facts: GatheredFacts;
  readonly #index: number;
  readonly #copies: readonly Message[] | null;
  readonly #first: number;

  /** @param first index of the post that this one duplicates; -1 = none. */
  constructor(message: Message, facts: GatheredFacts, index: number, copies: readonly Message[] | null, first: number) {
    this.message = message;
    this.#facts = facts;
    this.#index = index;
    this.#copies = copies;
    this.#first = first;
  }

  get key(): string {
    return this.#facts.keys.at(this.#index);
  }

  get copies(): readonly Message[] {
    return this.#copies ?? [this.message];
  }

  get duplicateOf(): string | null {
    return this.#first < 0 ? null : this.#facts.keys.at(this.#first);
  }

  get hasCopies(): boolean {
    return this.#copies !== null;
  }

  get isDuplicate(): boolean {
    return this.#first >= 0;
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

export const messageIdOf = (post: ProducedPost): string | null =>
  post instanceof GatheredPost ? post.messageId : post.message.messageId;

export const isDuplicatePost = (post: ProducedPost): boolean =>
  post instanceof GatheredPost ? post.isDuplicate : post.duplicateOf !== null;

export const hasCopies = (post: ProducedPost): boolean =>
  post instanceof GatheredPost ? post.hasCopies : post.copies.length > 1;
