import type { WeighedCandidate } from '../candidate/weighed-candidates.js';
import type { Evidence, Link, RejectedParent } from '../evidence/evidence.js';
import type { Post } from '../post/post.js';

/** Rejected candidates below this posterior are not worth a line. */
const LEAST_REJECTED = 0.001;

/** Puts the evidence about a child into words. */
export interface Explainer {
  /** The candidates with their evidence, most probable first; post -1 = no parent. */
  explain(child: number): readonly WeighedCandidate[];
  /** log10 of the odds of the chosen parent before that evidence about it. */
  prior(child: number, evidence: readonly Evidence[]): number;
}

/** The chosen parents as numbers; links put them into words when read. */
export class LinkTable {
  readonly posts: readonly Post[];
  private readonly places: Int32Array;
  private readonly parents: Int32Array;
  private readonly confidences: Float32Array;
  private readonly candidates: Explainer;
  /** What was explained last: who asks for the evidence asks for what was rejected next. */
  private explained: { readonly child: number; readonly candidates: readonly WeighedCandidate[] } | null = null;

  /** @param places for each number of the post table its index in `posts`; -1 = left out. */
  constructor(
    posts: readonly Post[],
    places: Int32Array,
    parents: Int32Array,
    confidences: Float32Array,
    candidates: Explainer,
  ) {
    this.posts = posts;
    this.places = places;
    this.parents = parents;
    this.confidences = confidences;
    this.candidates = candidates;
  }

  /** One link for each post that has a parent, in the order of the posts. */
  links(): readonly TableLink[] {
    const links: TableLink[] = [];
    for (let child = 0; child < this.parents.length; child++)
      if (this.parents[child]! >= 0 && this.places[child]! >= 0) links.push(new TableLink(this, child));
    return links;
  }

  /** Index in `posts`. */
  place(post: number): number {
    return this.places[post]!;
  }

  /** Key of a post; null where it was left out. */
  key(post: number): string | null {
    return this.posts[this.places[post]!]?.key ?? null;
  }

  parent(child: number): number {
    return this.parents[child]!;
  }

  confidence(child: number): number {
    return this.confidences[child]!;
  }

  explain(child: number): readonly WeighedCandidate[] {
    if (this.explained?.child !== child) this.explained = { child, candidates: this.candidates.explain(child) };
    return this.explained.candidates;
  }

  prior(child: number, evidence: readonly Evidence[]): number {
    return this.candidates.prior(child, evidence);
  }
}

/** A link of a table: two words of memory until somebody asks for its evidence. */
export class TableLink implements Link {
  readonly #table: LinkTable;
  readonly #child: number;

  constructor(table: LinkTable, child: number) {
    this.#table = table;
    this.#child = child;
  }

  get child(): string {
    return this.#table.key(this.#child)!;
  }

  get parent(): string {
    return this.#table.key(this.#table.parent(this.#child))!;
  }

  /** Rounded to 4 places, more would be false precision; never up to 1, as a probability is no certainty. */
  get confidence(): number {
    return Math.min(0.9999, Math.round(this.#table.confidence(this.#child) * 1e4) / 1e4);
  }

  get evidence(): readonly Evidence[] {
    const chosen = this.#table.parent(this.#child);
    return this.#table.explain(this.#child).find((candidate) => candidate.post === chosen)?.evidence ?? [];
  }

  get prior(): number {
    return this.#table.prior(this.#child, this.evidence);
  }

  get rejected(): readonly RejectedParent[] {
    const chosen = this.#table.parent(this.#child);
    const others = this.#table.explain(this.#child).filter(({ post }) => post !== chosen);
    return others.flatMap(({ post, confidence, evidence, listed = false }) => {
      const parent = post < 0 ? null : this.#table.key(post);
      const isLeftOut = post >= 0 && parent === null;
      return isLeftOut || (confidence < LEAST_REJECTED && !listed) ? [] : [{ parent, confidence, evidence }];
    });
  }

  /** Indexes of child and parent in the posts that the link was made with; null for any other list. */
  placesIn(posts: readonly unknown[]): readonly [child: number, parent: number] | null {
    const table = this.#table;
    if (table.posts !== posts) return null;
    return [table.place(this.#child), table.place(table.parent(this.#child))];
  }
}
