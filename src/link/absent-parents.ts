import type { Mailbox } from '../message/message.js';
import { readAuthor } from '../quote/embedded-facts.js';
import { isListDigest } from '../quote/list-digest.js';
import type { EmbeddedHeader, SplitBody } from '../quote/segment.js';
import type { RecoveredPost } from './post.js';
import type { PostTable } from './post-table.js';

/** Which recovered message an embedded one is. */
export interface RecoveredBinding {
  readonly post: string;
  readonly embedded: number;
  readonly target: string;
  readonly kind: 'produced' | 'recovered';
}

/** A name without a date is little to claim a missing message on. */
const SURE_WITHOUT_DATE = 0.9;

/**
 * Finds the post that stands for a parent that was not produced: the recovered message that the child's quotation became,
 * else a missing one. Children whose quotations describe the same message share it.
 */
export class AbsentParents {
  private readonly table: PostTable;
  private readonly splits: ReadonlyMap<string, SplitBody>;
  private readonly recovered = new Map<string, number>();
  private readonly bound = new Map<string, string>();
  private readonly described = new Map<string, number>();

  constructor(
    table: PostTable,
    splits: ReadonlyMap<string, SplitBody>,
    recovered: readonly RecoveredPost[],
    bindings: readonly RecoveredBinding[],
  ) {
    this.table = table;
    this.splits = splits;
    recovered.forEach((post, index) => {
      this.recovered.set(post.key, table.produced.length + index);
    });
    for (const { post, embedded, target, kind } of bindings) {
      if (kind === 'recovered') this.bound.set(`${post} ${embedded}`, target);
    }
  }

  /** Number of the recovered post that the embedded message became, -1 if it became none. */
  findRecovered(child: number, embedded: number): number {
    const key = this.table.produced[child]!.key;
    const target = this.bound.get(`${key} ${embedded}`);
    return target === undefined ? -1 : (this.recovered.get(target) ?? -1);
  }

  /** Number of the post for the message that the child quotes; -1 where nothing tells who wrote it. */
  findOrAdd(child: number, embedded: number, confidence: number): number {
    const known = this.findRecovered(child, embedded);
    if (known >= 0) return known;
    const header = this.splits.get(this.table.produced[child]!.key)?.embedded[embedded]?.header;
    const message = this.table.message(child);
    const from = header === undefined ? null : readAuthor(header, message?.body?.text ?? '');
    if (header === undefined || from === null || isListDigest(from)) return -1;
    if (header.date === null && confidence < SURE_WITHOUT_DATE) return -1;
    const name = nameDescribed(header, from, message?.subject.base ?? '');
    const same = this.described.get(name);
    if (same !== undefined) return same;
    const { date, subject } = header;
    const post = this.table.add({ messageId: null, threadIndex: null, described: { name, from, date, subject } });
    this.described.set(name, post);
    return post;
  }
}

/** Equal for attributions of one message: the author and the minute, else the author and the subject. */
function nameDescribed(header: EmbeddedHeader, from: Mailbox, base: string): string {
  const who = (from.name || from.address).toLowerCase();
  if (header.date === null) return `attribution ${who} ${base.toLowerCase()}`;
  // The hour is left out: every reader writes it in a zone of his own.
  const minute = header.date.precision === 'day' ? '' : ` ${new Date(header.date.local).getUTCMinutes()}`;
  const day = Math.floor(header.date.local / 86_400_000);
  return `attribution ${who} ${day}${minute}`;
}
