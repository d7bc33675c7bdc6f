import type { Mailbox, Message } from '../message/message.js';
import type { WrittenDate } from '../quote/segment.js';
import { hasCopies, isDuplicatePost, messageIdOf, sentTimeOf } from './gathered-post.js';
import type { ProducedPost, RecoveredPost } from './post.js';

/** What a quotation tells of a message that was neither produced nor recovered. */
export interface DescribedMessage {
  readonly from: Mailbox | null;
  readonly date: WrittenDate | null;
  readonly subject: string | null;
}

/** A message that is cited but was not handed over, while linking: named by an id, a Thread-Index, or both. */
export interface AbsentMessage {
  readonly messageId: string | null;
  /** Lower-case hex, as in `Message.threadIndex`. */
  readonly threadIndex: string | null;
  /** What quotations tell of it, and the name under which it is the same for all of them. */
  readonly described?: DescribedMessage & { readonly name: string };
}

/**
 * The posts under linking, as numbers: produced ones first, then recovered ones, then absent ones as they are named.
 *
 *     0 ......... produced.length ......... + recovered.length ......... size
 *       produced                  recovered                     absent
 */
export class PostTable {
  readonly produced: readonly ProducedPost[];
  readonly recovered: readonly RecoveredPost[];
  /** Milliseconds since 1970 of produced posts; NaN where undated. */
  readonly times: Float64Array;
  private readonly absent: AbsentMessage[] = [];
  private readonly posts = new Map<string, number>();
  /** Further produced posts with an id that an earlier one has: same id, other content. */
  private readonly sameId = new Map<number, number[]>();

  constructor(produced: readonly ProducedPost[], recovered: readonly RecoveredPost[]) {
    this.produced = produced;
    this.recovered = recovered;
    this.times = new Float64Array(produced.length);
    for (let post = 0; post < produced.length; post++) {
      this.times[post] = sentTimeOf(produced[post]!);
      const id = messageIdOf(produced[post]!);
      if (id !== null) this.nameProduced(id, post);
    }
    this.addOtherNames();
  }

  get size(): number {
    return this.produced.length + this.recovered.length + this.absent.length;
  }

  isProduced(post: number): boolean {
    return post < this.produced.length;
  }

  isAbsent(post: number): boolean {
    return post >= this.produced.length + this.recovered.length;
  }

  message(post: number): Message | null {
    return this.produced[post]?.message ?? null;
  }

  /** Message-ID of a produced or absent post. */
  messageId(post: number): string | null {
    const produced = this.produced[post];
    return produced ? messageIdOf(produced) : (this.absentMessage(post)?.messageId ?? null);
  }

  absentMessage(post: number): AbsentMessage | null {
    return this.absent[post - this.produced.length - this.recovered.length] ?? null;
  }

  /**
   * The post that a child names by an id, -1 if nobody has it. Where several posts share the id, the one that the child
   * can have seen: same base subject, then not younger than the child, then the first.
   */
  find(id: string, child: number): number {
    const first = this.posts.get(id) ?? this.posts.get(withLowerDomain(id)) ?? -1;
    const others = this.sameId.get(first);
    if (others === undefined) return first;
    const base = this.message(child)?.subject.base;
    const fitness = (post: number) =>
      (this.message(post)?.subject.base === base ? 2 : 0) + (this.times[post]! > this.times[child]! ? 0 : 1);
    let best = first;
    for (const other of others) if (other !== child && (best === child || fitness(other) > fitness(best))) best = other;
    return best;
  }

  /** The post that a child names by an id; a new absent one if nobody has it. */
  findOrAdd(id: string, child: number): number {
    const known = this.find(id, child);
    if (known >= 0) return known;
    const post = this.add({ messageId: id, threadIndex: null });
    this.posts.set(id, post);
    const lower = withLowerDomain(id);
    if (lower !== id) this.posts.set(lower, post);
    return post;
  }

  /** Adds an absent message that no id names. */
  add(absent: AbsentMessage): number {
    this.absent.push(absent);
    return this.size - 1;
  }

  /** Notes the Thread-Index of an absent message that an id names. */
  describe(post: number, threadIndex: string): void {
    const at = post - this.produced.length - this.recovered.length;
    const absent = this.absent[at];
    if (absent && absent.threadIndex === null) this.absent[at] = { ...absent, threadIndex };
  }

  private nameProduced(id: string, post: number): void {
    const first = this.posts.get(id);
    if (first === undefined) this.posts.set(id, post);
    else if (!isDuplicatePost(this.produced[post]!)) {
      const others = this.sameId.get(first);
      if (others) others.push(post);
      else this.sameId.set(first, [post]);
    }
  }

  /** Names that count only where no message bears them as its Message-ID. */
  private addOtherNames(): void {
    const add = (id: string | null, post: number) => {
      if (id !== null && !this.posts.has(id)) this.posts.set(id, post);
    };
    const { produced, recovered } = this;
    for (let post = 0; post < produced.length; post++) {
      const one = produced[post]!;
      const own = messageIdOf(one);
      if (own !== null) {
        const lower = withLowerDomain(own);
        if (lower !== own) add(lower, post);
      }
      for (const id of one.message.alternateIds) add(id, post);
      if (hasCopies(one)) for (const copy of one.copies) add(copy.messageId, post);
    }
    for (let i = 0; i < recovered.length; i++) add(recovered[i]!.recovered.messageId, produced.length + i);
  }
}

/** `Local@Example.ORG` -> `Local@example.org`: gateways change the case of domains. */
function withLowerDomain(id: string): string {
  const at = id.lastIndexOf('@');
  for (let i = at + 1; at >= 0 && i < id.length; i++) {
    const unit = id.charCodeAt(i);
    if ((unit >= 65 && unit <= 90) || unit > 127) return id.slice(0, at) + id.slice(at).toLowerCase();
  }
  return id;
}
