import type { Message } from '../message/message.js';
import { encodeHash, TextHash } from '../text/text-hash.js';

/** Keys of posts, equal on every run and in any order of input: each computed when first asked for. */
export class PostKeys {
  /** Four words a post; all zero where its key was not asked for. */
  private words: Uint32Array | null = null;
  private ordinals: ReadonlyMap<number, number> | null = null;
  private readonly messages: readonly Message[];
  private readonly hasOwnId: (index: number) => boolean;

  /**
   * @param messages the message that stands for each post, in canonical order.
   * @param hasOwnId true where no other of them has the Message-ID, so that no other can have the key.
   */
  constructor(messages: readonly Message[], hasOwnId: (index: number) => boolean) {
    this.messages = messages;
    this.hasOwnId = hasOwnId;
  }

  /** Key of the post at `index`: 20 characters; the second of an equal identity ends in `-2`, the third in `-3`. */
  at(index: number): string {
    const key = this.identity(index);
    if (this.hasOwnId(index)) return key;
    this.ordinals ??= this.numberEqual();
    const ordinal = this.ordinals.get(index);
    return ordinal === undefined ? key : `${key}-${ordinal}`;
  }

  private identity(index: number): string {
    this.words ??= new Uint32Array(this.messages.length * 4);
    const { words } = this;
    const at = index * 4;
    if ((words[at]! | words[at + 1]! | words[at + 2]! | words[at + 3]!) === 0)
      hashIdentity(this.messages[index]!).store(words, at);
    return encodeHash(words, at);
  }

  private numberEqual(): ReadonlyMap<number, number> {
    const seen = new Map<string, number>();
    const ordinals = new Map<number, number>();
    for (let index = 0; index < this.messages.length; index++) {
      if (this.hasOwnId(index)) continue;
      const key = this.identity(index);
      const count = (seen.get(key) ?? 0) + 1;
      seen.set(key, count);
      if (count > 1) ordinals.set(index, count);
    }
    return ordinals;
  }
}

/**
 * Key of a message by what its header says it is: Message-ID, date, sender, base subject.
 * The body is no part of it, so a run that reads headers only gives the same key.
 */
function hashIdentity(message: Message): TextHash {
  return new TextHash()
    .add(message.messageId ?? '')
    .add(message.date === null ? '' : String(message.date.time))
    .add(senderIdentity(message))
    .add(message.subject.base);
}

/** The sender as identity: lower-cased address, else the name; '' if there is none. */
export function senderIdentity(message: Message): string {
  const { from } = message;
  return from === null ? '' : (from.address || from.name).toLowerCase();
}

/** Key of a message that nobody produced, by what names it: `missing-` and 20 characters. */
export function missingKey(name: string): string {
  return `missing-${new TextHash().add(name).toString()}`;
}
