import { withoutFilterMark } from '../message/header/message-id.js';

/** Posts with one Message-ID that are told apart; more are forged. */
const MOST_NAMESAKES = 64;

/** Which messages bear which Message-ID. Built while copies are looked for, used again when ids are looked up. */
export class IdIndex {
  private readonly firsts = new Map<string, number>();
  private readonly namesakes = new Map<number, number[]>();
  /** Ids by their form with a lower-case domain, or without a filter's mark, where that is another one. */
  private readonly folded = new Map<string, number>();
  /** Ids that have capitals before the `@`, in lower case; null where several differ in nothing else. Made when first asked for. */
  private lower: Map<string, number | null> | null = null;

  /** @param ids in canonical order: the first message that bears an id stands for it. */
  constructor(ids: readonly (string | null)[]) {
    for (let index = 0; index < ids.length; index++) {
      const id = ids[index]!;
      if (id === null) continue;
      const first = this.firsts.get(id);
      if (first === undefined) {
        this.firsts.set(id, index);
        // What cites it may have dropped the mark of a filter.
        for (const other of [withLowerDomain(id), withoutFilterMark(id)])
          if (other !== id && !this.folded.has(other)) this.folded.set(other, index);
        continue;
      }
      const others = this.namesakes.get(first);
      if (others === undefined) this.namesakes.set(first, [index]);
      else others.push(index);
    }
  }

  /**
   * Index of the first message with that id, -1 if there is none; a domain in other case is the same domain. QUIRK: exports write ids in
   * lower case (or those that cite them): what differs in nothing but capitals is the same id where only one message can be meant.
   */
  find(id: string): number {
    const first = this.firsts.get(id);
    if (first !== undefined) return first;
    const domain = withLowerDomain(id);
    const known = this.folded.get(domain) ?? (domain === id ? undefined : this.firsts.get(domain));
    return known ?? this.findInLowerCase(id);
  }

  private findInLowerCase(id: string): number {
    const lower = id.toLowerCase();
    const first = lower === id ? undefined : this.firsts.get(lower);
    if (first !== undefined) return first;
    this.lower ??= this.readLower();
    return this.lower.get(lower) ?? -1;
  }

  private readLower(): Map<string, number | null> {
    const read = new Map<string, number | null>();
    for (const [id, index] of this.firsts) {
      const lower = id.toLowerCase();
      if (lower !== id) read.set(lower, read.has(lower) ? null : index);
    }
    return read;
  }

  /** Further messages with the id of this one, which is the first. */
  namesakesOf(first: number): readonly number[] {
    return this.namesakes.get(first) ?? [];
  }

  /** The messages of each id that several bear, in canonical order. */
  *groups(): Generator<readonly number[]> {
    for (const [first, others] of this.namesakes) yield [first, ...others];
  }

  /** All messages whose id others bear as well. */
  get repeated(): ReadonlySet<number> {
    const repeated = new Set<number>();
    for (const [first, others] of this.namesakes) {
      repeated.add(first);
      for (const other of others) repeated.add(other);
    }
    return repeated;
  }

  /** The same for posts: `posts[index]` is the post of a message. Its other posts with one id are at most 64. */
  ofPosts(posts: Int32Array, isDuplicate: (post: number) => boolean): PostIds {
    const namesakes = new Map<number, readonly number[]>();
    for (const [first, others] of this.namesakes) {
      const own = posts[first]!;
      const found = new Set<number>();
      for (const other of others) {
        if (found.size === MOST_NAMESAKES) break;
        if (posts[other] !== own && !isDuplicate(posts[other]!)) found.add(posts[other]!);
      }
      if (found.size) namesakes.set(own, [...found]);
    }
    return {
      find: (id) => {
        const index = this.find(id);
        return index < 0 ? -1 : posts[index]!;
      },
      namesakesOf: (post) => namesakes.get(post),
      groups: () => [...namesakes].map(([first, others]) => [first, ...others]),
    };
  }
}

/** Which posts bear which Message-ID. */
export interface PostIds {
  /** The first post with that id; -1 if there is none. */
  find(id: string): number;
  /** Further posts with the id of this one and other content. */
  namesakesOf(post: number): readonly number[] | undefined;
  /** The posts of each id that several bear, in canonical order. */
  groups(): Iterable<readonly number[]>;
}

/** True if two ids differ in nothing but capitals: exports write ids in lower case. */
export const isSameId = (one: string | null, other: string | null): boolean =>
  one !== null && other !== null && (one === other || one.toLowerCase() === other.toLowerCase());

/** `Local@Example.ORG` -> `Local@example.org`: gateways change the case of domains. */
function withLowerDomain(id: string): string {
  const at = id.lastIndexOf('@');
  for (let i = at + 1; at >= 0 && i < id.length; i++) {
    const unit = id.charCodeAt(i);
    if ((unit >= 65 && unit <= 90) || unit > 127) return id.slice(0, at) + id.slice(at).toLowerCase();
  }
  return id;
}
