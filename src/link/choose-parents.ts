import type { ProducedPost } from '../dedupe/produced-post.js';
import type { SplitBody } from '../quote/segment.js';
import type { NumberStore } from '../text/number-rows.js';
import { AbsentParents, type RecoveredBinding } from './candidate/absent-parents.js';
import { type WeighedCandidate, WeighedCandidates } from './candidate/weighed-candidates.js';
import { areNumberedApart, type ContentChoice, type HeaderClaim, isDescribed } from './content-links.js';
import { type Contents, contentsInMemory } from './contents.js';
import { byWeakness, cutLoops } from './cut-loops.js';
import type { Evidence, ExplainLink } from './evidence/evidence.js';
import { EVIDENCE_LEVELS, type EvidenceLevel, type LinkContext } from './evidence/evidence-source.js';
import { HeaderClaims } from './evidence/header/header-claims.js';
import { EVIDENCE_READERS } from './evidence-readers.js';
import { AbsentPlaces } from './explain/absent-places.js';
import { explainChoice } from './explain/explain-choice.js';
import { KeptReasons, type ReasonStore } from './explain/kept-reasons.js';
import { columnsOf, type LinkColumns } from './link-columns.js';
import { keepUsefulAbsent } from './post/missing-posts.js';
import { placeRecovered } from './post/place-recovered.js';
import type { Post, RecoveredPost } from './post/post.js';
import type { PostTable } from './post/post-table.js';
import { tableOf } from './post/table-of.js';
import { logOdds } from './weights/posterior.js';

/** How far to go, and how sure a link must be. */
export interface LinkOptions {
  /** How far the evidence may go; each level includes the ones before it. */
  readonly evidence: EvidenceLevel;
  /** Links below this posterior probability are not made. */
  readonly minConfidence: number;
}

/** What parents are chosen from. */
export interface LinkInput {
  /** In canonical order, as `gatherPosts` gives them. */
  readonly posts: readonly ProducedPost[];
  /** Split bodies by key of the produced post; empty where bodies were not read. */
  readonly splits: ReadonlyMap<string, SplitBody>;
  readonly recovered: readonly RecoveredPost[];
  readonly bindings: readonly RecoveredBinding[];
  /** True gives missing posts that work out their details when asked, as `GatherOptions.rows` does for produced ones. */
  readonly rows?: boolean;
  /** Where what was read of the posts waits until they are compared; in memory unless given. */
  readonly numbers?: NumberStore;
  /** Keeps what is told of a child's candidates: for who will ask for all. Else each is worked out when asked for. */
  readonly reasons?: ReasonStore;
}

/** Every post, and what hangs on what. */
export interface LinkResult {
  /** Produced posts in the order given, then recovered ones, then missing ones. */
  readonly posts: readonly Post[];
  /** One for each post that has a parent, in the order of the table of posts. */
  readonly links: LinkColumns;
}

/** The same with what was weighed still at hand. */
export interface WeighedLinks extends LinkResult {
  /** Tells why a post stands below its parent. */
  readonly explain: ExplainLink;
}

/** What headers of others say of a parent weighs more beside contents, whose sums spread wider. Measured on lists with half of the headers hidden. */
const CLAIM_FACTOR = 1.7;

/**
 * Weighs the evidence for each post's parent and chooses: one parent or none, no loops, whatever the input says.
 *
 *     const posts = gatherPosts(messages, { dedupe: 'global' });
 *     const splits = new Map(posts.map(({ key, message }) => [key, splitMessage(message)]));
 *     const quoting = posts.map(({ key, message }) => ({ key, message, split: splits.get(key) }));
 *     const { recovered, bindings } = recoverMessages(quoting);
 *     const chosen = chooseParents({ posts, splits, recovered, bindings }, { evidence: 'all', minConfidence: 0 });
 *     const threads = arrangeThreads(chosen.posts, chosen.links);
 */
export function chooseParents(input: LinkInput, options: LinkOptions): LinkResult {
  const { posts, links } = weighParents(input, options);
  return { posts, links };
}

/** As `chooseParents`, for who asks for reasons as well: what was weighed need not be weighed again. `contents` were weighed elsewhere. */
export function weighParents(input: LinkInput, options: LinkOptions, contents?: Contents): WeighedLinks {
  return new ParentChoice(input, options, contents).choose();
}

class ParentChoice {
  private readonly input: LinkInput;
  private readonly options: LinkOptions;
  private readonly table: PostTable;
  private readonly claims: HeaderClaims;
  private readonly headers: WeighedCandidates;
  private readonly content: Contents | null;
  private readonly absent: AbsentParents;
  private readonly parents: number[];
  private readonly confidences: number[];
  /** For children whose parent is a quoted message that was not produced: the heading that says so. */
  private readonly headings = new Map<number, number>();
  private readonly places = new AbsentPlaces();
  private readonly reasons: KeptReasons | null;

  constructor(input: LinkInput, options: LinkOptions, contents?: Contents) {
    this.input = input;
    this.options = options;
    const level = EVIDENCE_LEVELS.indexOf(options.evidence);
    this.table = tableOf(input);
    this.claims = new HeaderClaims(this.table);
    const { table, claims } = this;
    const context: LinkContext = { table, claims, splits: input.splits, bindings: input.bindings };
    const readers = EVIDENCE_READERS.filter((reader) => EVIDENCE_LEVELS.indexOf(reader.level) <= level);
    this.headers = new WeighedCandidates(readers.map((reader) => [reader.kind, reader.read(context)] as const));
    const isRead = level >= EVIDENCE_LEVELS.indexOf('quotes') && input.splits.size > 0;
    const weighed = () =>
      contents ?? contentsInMemory(table, input.splits, (post) => claims.parentNamedBy(post), input.numbers);
    this.content = isRead ? weighed() : null;
    this.absent = new AbsentParents(table, input.splits, input.recovered, input.bindings);
    this.parents = new Array<number>(table.size).fill(-1);
    this.confidences = new Array<number>(table.size).fill(0);
    this.reasons = input.reasons === undefined ? null : new KeptReasons(input.reasons, table.size);
  }

  choose(): WeighedLinks {
    const { table } = this;
    for (let child = 0; child < this.parents.length; child++) {
      if (this.chooseByHeaders(child) || this.content === null || !table.isProduced(child)) continue;
      this.chooseByContent(child, this.content);
      this.keepReasons(child, this.content);
    }
    const explained = this.placeRecovered();
    const parents = Int32Array.from(this.parents);
    const confidences = Float32Array.from(this.confidences);
    // What a message says of itself outlives what others say or show of it.
    const strengths = confidences.map((confidence, post) => confidence + (this.claims.hasOwnClaim(post) ? 1 : 0));
    cutLoops(
      parents,
      byWeakness(strengths, (post) => table.times[post] ?? Number.NaN),
    );
    const { posts, places } = keepUsefulAbsent(table, parents, explained, this.input.rows);
    const explain = explainChoice(posts, places, {
      parents,
      candidatesOf: (child, withPlaces) => this.explain(child, withPlaces),
      priorOf: (child, evidence) => this.prior(child, evidence),
    });
    return { posts, links: columnsOf(parents, places, confidences), explain };
  }

  private keepReasons(child: number, content: Contents): void {
    if (this.reasons === null) return;
    const parent = this.parents[child]!;
    const told = { always: parent, counted: true, places: true };
    this.reasons.keep(child, parent, content.explain(child, this.claimsFor(child), told));
  }

  /** Links the recovered messages that nobody chose; returns those that are explained by what was chosen. */
  private placeRecovered(): ReadonlySet<number> {
    const { table, input, content } = this;
    if (content === null) return new Set();
    const { links, explained } = placeRecovered(
      table,
      input.splits,
      input.bindings,
      this.parents,
      this.confidences,
      content.featureIndex,
    );
    this.places.order(links);
    for (const { child, parent, confidence } of links) this.link(child, parent, confidence);
    return explained;
  }

  /** True if the headers settle the child's parent, or if there is nothing else to go by. */
  private chooseByHeaders(child: number): boolean {
    const { headers, claims, table } = this;
    const best = headers.weigh(child);
    if (best < 0) return false;
    const settles = this.content === null || claims.hasOwnClaim(child) || !table.isProduced(child);
    if (!settles) return false;
    this.link(child, best, headers.confidence);
    return true;
  }

  private chooseByContent(child: number, content: Contents): void {
    const claims = this.claimsFor(child);
    const choice = this.restrict(content.choose(child, claims), claims);
    if (typeof choice.parent === 'number') {
      const between = this.absentBetween(child, choice.parent);
      this.link(child, between >= 0 ? between : choice.parent, choice.confidence);
      if (between >= 0 && (this.parents[between] ?? -1) < 0) this.link(between, choice.parent, choice.confidence);
      return;
    }
    const named = this.headers.weigh(child);
    if (named >= 0 && !this.table.isProduced(named)) {
      this.link(child, named, this.headers.confidence);
      return;
    }
    if (choice.parent === 'none') {
      // Contents that name nobody do not part what the provider holds for one thread.
      if (named >= 0 && this.isOneThread(child, named)) this.link(child, named, this.headers.confidence);
      return;
    }
    const header = content.featureIndex.posts[child]!.headers[1]![choice.heading];
    const embedded = header?.embedded ?? -1;
    const isTextless = header !== undefined && this.absent.findRecovered(child, embedded) < 0;
    if (isTextless && choice.above >= 0 && isDescribed(content.featureIndex, child, header, choice.above)) {
      this.link(child, choice.above, choice.aboveConfidence);
      return;
    }
    const absent = embedded < 0 ? -1 : this.absent.findOrAdd(child, embedded, choice.confidence);
    if (absent < 0) {
      const produced = embedded < 0 ? -1 : this.absent.findProduced(child, embedded);
      const isOther = choice.above >= 0 && (produced < 0 || areNumberedApart(content.featureIndex, child, produced));
      if (produced >= 0 && !isOther) this.link(child, produced, choice.confidence);
      else if (choice.above >= 0) this.link(child, choice.above, choice.aboveConfidence);
      return;
    }
    this.headings.set(child, choice.heading);
    this.link(child, absent, choice.confidence);
    if (choice.above >= 0 && choice.aboveConfidence > (this.confidences[absent] ?? 0)) {
      this.places.tell(absent, choice.above, choice.aboveEvidence);
      this.link(absent, choice.above, choice.aboveConfidence);
    }
  }

  private isOneThread(child: number, other: number): boolean {
    const thread = this.table.message(child)?.providerThread ?? null;
    return thread !== null && this.table.message(other)?.providerThread === thread;
  }

  /** Below the level `all` a link must rest on a quotation, or on what headers say. */
  private restrict(choice: ContentChoice, claims: readonly HeaderClaim[]): ContentChoice {
    if (this.options.evidence === 'all' || choice.parent === 'none' || choice.quoted) return choice;
    if (choice.parent === 'absent') return { ...choice, above: -1, aboveConfidence: 0 };
    return claims.some(({ post }) => post === choice.parent) ? choice : { ...choice, parent: 'none' };
  }

  /** The absent message that the child's Thread-Index puts between it and an ancestor; -1 if there is none. */
  private absentBetween(child: number, ancestor: number): number {
    const named = this.headers.weigh(child);
    const above = this.table.message(ancestor)?.threadIndex;
    const index = named < 0 ? null : this.table.absentMessage(named)?.threadIndex;
    return above && index && index.length > above.length && index.startsWith(above) ? named : -1;
  }

  /** What the headers claim about produced posts, as natural logarithms. */
  private claimsFor(child: number): readonly HeaderClaim[] {
    const claims = this.headers.claimsOf(child).filter(({ post }) => this.table.isProduced(post) && post !== child);
    return claims.map(({ post, weight }) => ({ post, weight: weight * Math.LN10 * CLAIM_FACTOR }));
  }

  private link(child: number, parent: number, confidence: number): void {
    if (confidence < this.options.minConfidence) return;
    while (this.parents.length < this.table.size) {
      this.parents.push(-1);
      this.confidences.push(0);
    }
    this.parents[child] = parent;
    this.confidences[child] = confidence;
  }

  /** The candidates with their evidence, most probable first; post -1 = no parent. */
  private explain(child: number, places: boolean): readonly WeighedCandidate[] {
    const byHeaders = this.headers.explain(child);
    const { table, content } = this;
    if (content === null) return byHeaders;
    if (!table.isProduced(child)) return byHeaders.length ? byHeaders : this.explainPlace(child);
    const chosen = this.parents[child]!;
    const isSettled = this.claims.hasOwnClaim(child);
    const told = { always: chosen, counted: !isSettled, places };
    const kept = places ? (this.reasons?.read(child, chosen) ?? null) : null;
    const byContent = kept ?? content.explain(child, this.claimsFor(child), told);
    const found = new Map<number, WeighedCandidate>(byHeaders.map((candidate) => [candidate.post, candidate]));
    for (const candidate of byContent) {
      const { post } = candidate;
      const named = found.get(post);
      const confidence = isSettled ? (named?.confidence ?? 0) : candidate.confidence;
      const byName = (named?.evidence ?? []).map((one) =>
        isSettled ? one : { ...one, weight: one.weight * CLAIM_FACTOR },
      );
      found.set(post, { ...candidate, confidence, evidence: [...byName, ...candidate.evidence] });
    }
    const heading = this.headings.get(child);
    if (heading !== undefined) {
      const confidence = this.confidences[child]!;
      found.set(chosen, { post: chosen, confidence, evidence: content.explainAbsent(child, heading, confidence) });
    }
    return [...found.values()].sort((a, b) => b.confidence - a.confidence || a.post - b.post);
  }

  /** log10 of the odds before the evidence for the chosen parent: what is left of the stated odds when its weights are taken away. */
  private prior(child: number, evidence: readonly Evidence[]): number {
    const odds = logOdds(this.confidences[child]!);
    return evidence.reduce((left, { weight, counted }) => (counted === false ? left : left - weight), odds);
  }

  private explainPlace(child: number): readonly WeighedCandidate[] {
    const parent = this.parents[child] ?? -1;
    if (parent < 0) return [];
    const witnesses = this.input.recovered[child - this.table.produced.length]?.recovered.witnesses ?? [];
    const origins = witnesses.map(({ origin }) => origin);
    return this.places.explain(child, parent, this.confidences[child]!, origins);
  }
}
