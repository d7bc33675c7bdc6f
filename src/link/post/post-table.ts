import type { WrittenDate } from '../../date/written-clock.js';
import { idsOf, messageIdOf, sentTimeOf } from '../../dedupe/gathered-post.js';
import type { PostIds } from '../../dedupe/id-index.js';
import type { ProducedPost } from '../../dedupe/produced-post.js';
import type { Mailbox, Message } from '../../message/message.js';
import type { RewrittenIds } from '../../recover/rewritten-ids.js';
import type { RecoveredPost } from './post.js';

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
  private readonly ids: PostIds;
  /** Posts by names that are not the Message-ID of any produced one. */
  private readonly otherNames = new Map<string, number>();

  /** True where a post quotes another: that is the one it means where several bear one id. */
  private readonly doesQuote: (child: number, post: number) => boolean;
  /** Which produced post a child means by an id that no message bears. */
  private readonly rewritten: RewrittenIds;
  private numbers: ReadonlyMap<string, number> | null = null;

  constructor(
    produced: readonly ProducedPost[],
    recovered: readonly RecoveredPost[],
    doesQuote: (child: number, post: number) => boolean = () => false,
    rewritten: RewrittenIds = () => undefined,
  ) {
    this.rewritten = rewritten;
    this.doesQuote = doesQuote;
    this.produced = produced;
    this.recovered = recovered;
    this.times = new Float64Array(produced.length);
    for (let post = 0; post < produced.length; post++) {
      this.times[post] = sentTimeOf(produced[post]!);
    }
    this.ids = idsOf(produced);
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
   * can have seen: one that it quotes, then same base subject, then not younger than the child, then the first.
   */
  find(id: string, child: number): number {
    const first = this.ids.find(id);
    if (first < 0) {
      const meant = this.findRewritten(id, child);
      return meant >= 0 ? meant : (this.otherNames.get(id) ?? this.otherNames.get(id.toLowerCase()) ?? -1);
    }
    const others = this.ids.namesakesOf(first);
    if (others === undefined) return first;
    const base = this.message(child)?.subject.base;
    const fitness = (post: number) =>
      (this.doesQuote(child, post) ? 4 : 0) +
      (this.message(post)?.subject.base === base ? 2 : 0) +
      (this.times[post]! > this.times[child]! ? 0 : 1);
    let best = first;
    for (const other of others) if (other !== child && (best === child || fitness(other) > fitness(best))) best = other;
    return best;
  }

  /** How a header of a child names a post: by an id of these that no message bears, else by the post's own. */
  nameIn(ids: readonly string[], child: number, post: number): { readonly id: string | null; readonly remark: string } {
    const other = ids.find((id) => this.findRewritten(id, child) === post);
    if (other === undefined) return { id: this.messageId(post), remark: '' };
    return { id: other, remark: ', an id that no message bears; the quotation shows that this one is meant' };
  }

  /** The produced post that a child means by an id that no message bears, as its quotation shows; -1 if it shows none. */
  findRewritten(id: string, child: number): number {
    const post = this.produced[child];
    const target = post === undefined ? undefined : this.rewritten(post.key, id);
    if (target === undefined) return -1;
    this.numbers ??= new Map(this.produced.map(({ key }, number) => [key, number]));
    const number = this.numbers.get(target) ?? -1;
    return number === child ? -1 : number;
  }

  /** The post that a child names by an id; a new absent one if nobody has it. */
  findOrAdd(id: string, child: number): number {
    const known = this.find(id, child);
    if (known >= 0) return known;
    const post = this.add({ messageId: id, threadIndex: null });
    this.nameOtherwise(id, post);
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

  /** QUIRK: exports write ids, or what cites them, in lower case: capitals make no other message of one that nobody bears. */
  private nameOtherwise(id: string, post: number): void {
    this.otherNames.set(id, post);
    const lower = id.toLowerCase();
    if (!this.otherNames.has(lower)) this.otherNames.set(lower, post);
  }

  /** Names that count only where no message bears them as its Message-ID. */
  private addOtherNames(): void {
    const add = (id: string | null, post: number) => {
      if (id !== null && this.ids.find(id) < 0 && !this.otherNames.has(id)) this.nameOtherwise(id, post);
    };
    const { produced, recovered } = this;
    for (let post = 0; post < produced.length; post++)
      for (const id of produced[post]!.message.alternateIds) add(id, post);
    for (let i = 0; i < recovered.length; i++) add(recovered[i]!.recovered.messageId, produced.length + i);
  }
}
