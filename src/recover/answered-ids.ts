import type { Message } from '../message/message.js';
import type { EmbeddedMessage } from '../quote/segment.js';
import type { QuotingPost } from './embedded-facts.js';

/** Which produced post an embedded message repeats, if any: its key by post key and index. */
export type ProducedTargets = (post: string, embedded: number) => string | undefined;

/** More levels of quotation than this are not followed. */
const DEEPEST = 64;

/**
 * Tells the Message-IDs of the messages that a post quotes, level by level, from what headers say of them.
 *
 *     In-Reply-To: <c>        A reply answers what it quotes outermost,
 *     References: <a> <b> <c>
 *     > quoted                c
 *     >> quoted deeper        what c answers: c's own header tells, else the References of whoever cites it: b
 *     >>> and deeper          a
 *
 * A level that is known to repeat a produced message has that message's id, whatever the headers say.
 */
export class AnsweredIds {
  /** By ids in lower case: exports write them so. */
  private readonly byId = new Map<string, Message>();
  private readonly byKey = new Map<string, Message>();
  private readonly targets: ProducedTargets;
  /** Id → the one that stands before it in References; null where these disagree. */
  private readonly before = new Map<string, string | null>();

  constructor(posts: readonly QuotingPost[], targets: ProducedTargets) {
    this.targets = targets;
    for (const { key, message } of posts) {
      this.byKey.set(key, message);
      for (const id of [message.messageId, ...message.alternateIds])
        if (id !== null && !this.isProduced(id)) this.byId.set(id.toLowerCase(), message);
    }
    for (const { message } of posts) this.readReferences(message);
  }

  isProduced(id: string): boolean {
    return this.byId.has(id.toLowerCase());
  }

  /** The id of each embedded message of a post, as far as headers tell; null where they do not. */
  idsOf({ key, message, split }: QuotingPost): readonly (string | null)[] {
    const { embedded } = split;
    const ids: (string | null)[] = Array(embedded.length).fill(null);
    const below = new Map<number | null, number[]>();
    embedded.forEach(({ quotedBy, header, depth }, index) => {
      if (header.style === 'none' || depth > DEEPEST) return;
      const list = below.get(quotedBy);
      if (list) list.push(index);
      else below.set(quotedBy, [index]);
    });
    for (const [quotedBy, indexes] of [...below].sort((a, b) => (a[0] ?? -1) - (b[0] ?? -1))) {
      const own = indexes.filter((index) => this.targets(key, index) === undefined);
      for (const index of indexes) ids[index] = this.producedId(key, index);
      const answered = newest(own, embedded);
      if (answered === null) continue;
      const quoter = quotedBy === null ? null : ids[quotedBy]!;
      const id = quotedBy === null ? answeredBy(message) : quoter === null ? null : this.parentOf(quoter, message);
      if (id !== null && !this.isProduced(id) && !isDigest(id)) ids[answered] = id;
    }
    return ids;
  }

  private producedId(post: string, embedded: number): string | null {
    const target = this.targets(post, embedded);
    return target === undefined ? null : (this.byKey.get(target)?.messageId ?? null);
  }

  /** What the message of that id answers: itself says so, else the one who cites it, else anybody else's References. */
  private parentOf(id: string, witness: Message): string | null {
    const produced = this.byId.get(id.toLowerCase());
    if (produced) return answeredBy(produced);
    const told = predecessorOf(id, witness.references);
    return told ?? this.before.get(id) ?? null;
  }

  private readReferences({ references }: Message): void {
    for (let at = 1; at < references.length; at++) {
      const id = references[at]!;
      const told = predecessorOf(id, references);
      const known = this.before.get(id);
      if (told !== null) this.before.set(id, known === undefined || known === told ? told : null);
    }
  }
}

/** QUIRK: who answers a list's daily digest names the digest, and quotes one of the messages in it. */
export const isDigest = (id: string) => /^mailman\.\d+\.\d+\.\d+\./.test(id);

const answeredBy = ({ inReplyTo, references }: Message) => inReplyTo[0] ?? references.at(-1) ?? null;

/** Mailers that shorten References keep the first id and the last few: what stands right after the first is not sure to answer it. */
function predecessorOf(id: string, references: readonly string[]): string | null {
  const at = references.lastIndexOf(id);
  return at < 1 || (at === 1 && references.length > 3) ? null : references[at - 1]!;
}

/** Of several quotations side by side the newest is the one that is answered; null where dates do not tell. */
export function newest(indexes: readonly number[], embedded: readonly EmbeddedMessage[]): number | null {
  const [first, ...others] = indexes;
  if (first === undefined || !others.length) return first ?? null;
  const timeOf = (index: number) => {
    const { date } = embedded[index]!.header;
    return date === null ? null : date.local - (date.offset ?? 0) * 60_000;
  };
  const dated = indexes.map((index) => ({ index, time: timeOf(index) }));
  if (dated.some(({ time }) => time === null)) return null;
  dated.sort((a, b) => b.time! - a.time!);
  return dated[0]!.time! - dated[1]!.time! > LONGEST_ZONE ? dated[0]!.index : null;
}

/** Attributions leave zones out: two times this near may stand in either order. */
const LONGEST_ZONE = 14 * 3_600_000;
