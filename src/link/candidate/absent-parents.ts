import { compareWritten } from '../../date/date-agreement.js';
import type { WrittenDate } from '../../date/written-clock.js';
import type { Mailbox } from '../../message/message.js';
import { isListDigest } from '../../quote/attribution/list-digest.js';
import type { EmbeddedHeader, SplitBody } from '../../quote/segment.js';
import { readAuthor } from '../../recover/read-author.js';
import { compareSenders, readSender, type SenderFeatures, senderKeys } from '../../recover/sender-match.js';
import type { RecoveredPost } from '../post/post.js';
import type { PostTable } from '../post/post-table.js';
import { CLOCK_TOLERANCE } from './score-texts.js';

/** Which recovered message an embedded one is. */
export interface RecoveredBinding {
  readonly post: string;
  readonly embedded: number;
  readonly target: string;
  readonly kind: 'produced' | 'recovered';
  /** How surely the quotation is of a produced message: two good reasons are 3, all that there can be 9; 0 for a recovered one. */
  readonly score?: number;
}

/** A name without a date is little to claim a missing message on. */
const SURE_WITHOUT_DATE = 0.9;
/**
 * Where the quotation itself is that of a produced message, an absent parent of the same description is not believed: on five lists
 * no such parent was real from the higher score on, and a third from the lower one on where it was not sure.
 */
const SURELY_PRODUCED = 7;
/** From which score on a quotation is held to be the produced message that it is bound to. */
export const LIKELY_PRODUCED = 5;

/** What is told of a message that was not produced. */
interface Told {
  readonly post: number;
  readonly sender: SenderFeatures;
  readonly date: WrittenDate | null;
  readonly base: string;
}

/**
 * Finds the post that stands for a parent that was not produced: the recovered message that the child's quotation became,
 * else a missing one. Children whose quotations describe the same message share it.
 */
export class AbsentParents {
  private readonly table: PostTable;
  private readonly splits: ReadonlyMap<string, SplitBody>;
  private readonly recovered = new Map<string, number>();
  private readonly bound = new Map<string, string>();
  private readonly produced = new Map<string, { readonly target: number; readonly score: number }>();
  private readonly described = new Map<string, number>();
  private told: Map<string, Told[]> | null = null;

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
    const numbers = numberProduced(table);
    for (const { post, embedded, target, kind, score = 0 } of bindings) {
      if (kind === 'recovered') this.bound.set(`${post} ${embedded}`, target);
      else if (score >= LIKELY_PRODUCED)
        this.produced.set(`${post} ${embedded}`, { target: numbers.get(target) ?? -1, score });
    }
  }

  /** Number of the recovered post that the embedded message became, -1 if it became none. */
  findRecovered(child: number, embedded: number): number {
    const key = this.table.produced[child]!.key;
    const target = this.bound.get(`${key} ${embedded}`);
    return target === undefined ? -1 : (this.recovered.get(target) ?? -1);
  }

  /** Number of the produced message that the embedded one is, where that is likely and it can be; -1 if there is none. */
  findProduced(child: number, embedded: number): number {
    const { table } = this;
    const target = this.produced.get(`${table.produced[child]!.key} ${embedded}`)?.target ?? -1;
    return target === child || table.times[target]! - table.times[child]! > CLOCK_TOLERANCE ? -1 : target;
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
    const score = this.produced.get(`${this.table.produced[child]!.key} ${embedded}`)?.score ?? 0;
    if (score >= SURELY_PRODUCED || (score >= LIKELY_PRODUCED && confidence < 0.9)) return -1;
    const name = nameDescribed(header, from, message?.subject.base ?? '');
    const same = this.described.get(name);
    if (same !== undefined) return same;
    const { date, subject } = header;
    const base = message?.subject.base.toLowerCase() ?? '';
    const sender = readSender(from);
    const other = sender === null ? -1 : this.findTold(sender, date, base);
    if (other >= 0) return other;
    const post = this.table.add({ messageId: null, threadIndex: null, described: { name, from, date, subject } });
    this.described.set(name, post);
    if (sender !== null) note(this.told!, { post, sender, date, base });
    return post;
  }

  /** The post that was told of with that sender and that minute, whole hours apart, under the subject; -1 if none. */
  private findTold(sender: SenderFeatures, date: WrittenDate | null, base: string): number {
    this.told ??= this.readTold();
    if (date === null || base === '') return -1;
    for (const key of senderKeys(sender))
      for (const one of this.told.get(`${key} ${base}`) ?? []) {
        if (one.date === null) continue;
        const fit = compareWritten(one.date, date);
        if (fit !== 'same-minute' && fit !== 'whole-hours') continue;
        if (compareSenders(one.sender, sender) === 'same') return one.post;
      }
    return -1;
  }

  private readTold(): Map<string, Told[]> {
    const { table } = this;
    const told = new Map<string, Told[]>();
    const bases = new Map(table.produced.map(({ key, message }) => [key, message.subject.base.toLowerCase()]));
    table.recovered.forEach(({ recovered }, index) => {
      const sender = readSender(recovered.from);
      const base = bases.get(recovered.witnesses[0]?.post ?? '') ?? '';
      if (sender !== null) note(told, { post: table.produced.length + index, sender, date: recovered.date, base });
    });
    return told;
  }
}

/** Numbers of the produced posts by key. */
export function numberProduced(table: PostTable): Map<string, number> {
  const numbers = new Map<string, number>();
  for (let post = 0; post < table.produced.length; post++) {
    if (table.produced[post]!.duplicateOf === null) numbers.set(table.produced[post]!.key, post);
  }
  return numbers;
}

function note(told: Map<string, Told[]>, one: Told): void {
  for (const key of senderKeys(one.sender)) {
    const list = told.get(`${key} ${one.base}`);
    if (list) list.push(one);
    else told.set(`${key} ${one.base}`, [one]);
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
