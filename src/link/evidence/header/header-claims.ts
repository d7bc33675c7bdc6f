import type { PostTable } from '../../post/post-table.js';

/** "This post stands right before that one", said by the References of a later message. */
export interface AncestorVote {
  readonly parent: number;
  /** How many messages say so. */
  readonly count: number;
  /** Index of the produced post that said so first. */
  readonly witness: number;
  /** True where a mailer may have cut ids out between the two. */
  readonly doubtful: boolean;
}

/** Ids of one References header that are followed upwards. */
const MOST_ANCESTORS = 256;

/**
 * What In-Reply-To and References name, as posts. Absent messages that they name get their number here.
 *
 * References: `<a> <b> <c>` says that this message answers `c`. That `c` answers `b` is only hearsay, of use where `c`
 * itself cannot tell: it was not produced, or lost its own headers.
 */
export class HeaderClaims {
  /** Post named by In-Reply-To (the first that is known, else the first); -1 = none. */
  readonly inReplyTo: Int32Array;
  /** Post named by the last id of References; -1 = none. */
  readonly lastReference: Int32Array;
  /** Last whole id of References that were cut short behind it: an ancestor, and nobody knows whether the parent; -1 = none. */
  readonly cutReference: Int32Array;
  /** 1 where In-Reply-To names an absent message that References lack: the answered one stands below all of them. */
  private readonly belowReferences: Uint8Array;
  /** 1 where References hold more than one id, so that they tell of ancestors. */
  private readonly hasChain: Uint8Array;
  private readonly votes = new Map<number, AncestorVote[]>();
  private readonly table: PostTable;

  constructor(table: PostTable) {
    this.table = table;
    const count = table.produced.length;
    this.inReplyTo = new Int32Array(count).fill(-1);
    this.lastReference = new Int32Array(count).fill(-1);
    this.cutReference = new Int32Array(count).fill(-1);
    this.belowReferences = new Uint8Array(count);
    this.hasChain = new Uint8Array(count);
    for (let child = 0; child < count; child++) this.readOwnClaims(child);
    for (let child = 0; child < count; child++) this.readAncestors(child);
  }

  /** True if the post's own headers name a message it answers. */
  hasOwnClaim(post: number): boolean {
    return this.table.isProduced(post) && (this.inReplyTo[post]! >= 0 || this.lastReference[post]! >= 0);
  }

  /** The post that the headers name as the one answered: -1 = none. */
  parentNamedBy(post: number): number {
    if (!this.table.isProduced(post)) return -1;
    const answered = this.inReplyTo[post]!;
    const last = this.lastReference[post]!;
    if (answered < 0) return last;
    const isAncestor = this.table.isAbsent(answered) && last >= 0 && last !== answered;
    return isAncestor && !this.isAnswerBelowReferences(post) ? last : answered;
  }

  /** True where In-Reply-To names an absent message that does not stand in References. */
  isAnswerBelowReferences(child: number): boolean {
    return this.belowReferences[child] === 1;
  }

  /** What later messages say about the parent of a post that cannot tell itself. */
  votesFor(post: number): readonly AncestorVote[] {
    return this.votes.get(post) ?? [];
  }

  private readOwnClaims(child: number): void {
    const { table } = this;
    const messageId = table.messageId(child);
    const { inReplyTo, references } = table.produced[child]!.message;
    let answered = -1;
    for (let i = 0; i < inReplyTo.length && answered < 0; i++) {
      if (inReplyTo[i] === messageId) continue;
      const post = table.find(inReplyTo[i]!, child);
      if (post !== child && post >= 0 && !table.isAbsent(post)) answered = post;
    }
    if (answered < 0) {
      const id = inReplyTo.find((id) => id !== messageId && canNameAbsent(id));
      const post = id === undefined ? -1 : table.findOrAdd(id, child);
      if (post !== child) answered = post;
    }
    this.inReplyTo[child] = answered;
    if (references.length > 1) this.hasChain[child] = 1;
    for (let i = references.length - 1; i >= 0; i--) {
      if (references[i] === messageId) continue;
      const post = this.named(references[i]!, child);
      if (post === child || post < 0) continue;
      if (answered < 0 && isCutShort(references.at(-1)!) && i < references.length - 1) this.cutReference[child] = post;
      else this.lastReference[child] = post;
      break;
    }
  }

  /** Walks References from the end to the first post that can tell its own parent. */
  private readAncestors(child: number): void {
    const { table } = this;
    const last = this.lastReference[child]!;
    const answered = this.inReplyTo[child]!;
    if (last < 0) return;
    const differ = answered >= 0 && answered !== last;
    // QUIRK: Eudora puts its own earlier ids into References, in any order; In-Reply-To gives that away.
    if (differ && !table.isAbsent(answered)) return;
    if (!differ && (this.hasChain[child] === 0 || this.hasOwnClaim(last))) return;
    const messageId = table.messageId(child);
    const { references } = table.produced[child]!.message;
    let below = -1;
    if (differ && !references.some((id) => table.find(id, child) === answered)) {
      this.belowReferences[child] = 1;
      below = answered;
    } else if (differ && !table.isAbsent(last)) return; // References are not in order here.
    for (let i = references.length - 1; i >= 0; i--) {
      // Of a longer list the first id is the only other one that can be trusted to be an ancestor.
      if (references.length - i === MOST_ANCESTORS) i = 0;
      if (references[i] === messageId) continue;
      const post = this.named(references[i]!, child);
      if (post === child || post === below || post < 0) continue;
      // Mailers that shorten References keep the first id and the last few.
      if (below >= 0) this.vote(below, post, child, i === 0 && references.length > 3);
      if (this.hasOwnClaim(post)) return;
      below = post;
    }
  }

  private named(id: string, child: number): number {
    return canNameAbsent(id) ? this.table.findOrAdd(id, child) : this.table.find(id, child);
  }

  private vote(post: number, parent: number, witness: number, doubtful: boolean): void {
    const votes = this.votes.get(post);
    if (votes === undefined) {
      this.votes.set(post, [{ parent, count: 1, witness, doubtful }]);
      return;
    }
    const at = votes.findIndex((vote) => vote.parent === parent);
    const old = votes[at];
    if (old) votes[at] = { ...old, count: old.count + 1, doubtful: old.doubtful && doubtful };
    else if (votes.length < 8) votes.push({ parent, count: 1, witness, doubtful });
  }
}

/**
 * QUIRK: web mail writes its own numbers (`In-Reply-To: 6667`), the same in unrelated mail. Only what has the form of an id
 * names a message that nobody produced.
 */
const canNameAbsent = (id: string): boolean => id.indexOf('@') > 0;

/** QUIRK: archives and mailers cut long References short, in the middle of an id: `<a@x.org> <b@x.org> <c2f1`. */
const isCutShort = (id: string): boolean => !id.includes('@');
