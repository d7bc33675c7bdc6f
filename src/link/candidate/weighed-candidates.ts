import type { Evidence, EvidenceKind } from '../evidence/evidence.js';
import type { Claim, EvidenceSource } from '../evidence/evidence-source.js';

/** A candidate with its posterior probability and the evidence about it. */
export interface WeighedCandidate {
  readonly post: number;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
  /** To be told of however improbable: headers outweigh what the contents say. */
  readonly listed?: boolean;
}

/** Adds up what all kinds of evidence say about the candidates of one child. */
export class WeighedCandidates {
  /** Posterior probability of the candidate that `weigh` returned last. */
  confidence = 0;
  private readonly sources: readonly (readonly [EvidenceKind, EvidenceSource])[];
  private readonly posts: number[] = [];
  private readonly weights: number[] = [];
  private readonly claim: Claim;

  constructor(sources: readonly (readonly [EvidenceKind, EvidenceSource])[]) {
    this.sources = sources;
    this.claim = (post, weight) => {
      const at = this.posts.indexOf(post);
      if (at >= 0) this.weights[at]! += weight;
      else {
        this.posts.push(post);
        this.weights.push(weight);
      }
    };
  }

  /** The best candidate as parent of the child, -1 if there is none. */
  weigh(child: number): number {
    this.collect(child);
    const { posts, weights } = this;
    let best = -1;
    for (let i = 0; i < posts.length; i++) {
      const ahead = best < 0 ? 1 : weights[i]! - weights[best]! || posts[best]! - posts[i]!;
      if (ahead > 0) best = i;
    }
    // Below 0 no parent at all is more probable.
    if (best < 0 || weights[best]! < 0) return -1;
    this.confidence = this.posterior(best);
    return posts[best]!;
  }

  /** What all kinds say together about each candidate of the child. */
  claimsOf(child: number): readonly { readonly post: number; readonly weight: number }[] {
    this.collect(child);
    return this.posts.map((post, i) => ({ post, weight: this.weights[i]! }));
  }

  /** All candidates of the child with their evidence, most probable first. */
  explain(child: number): readonly WeighedCandidate[] {
    this.collect(child);
    const posts = [...this.posts];
    const confidences = posts.map((_, i) => this.posterior(i));
    return posts
      .map((post, i) => ({ post, confidence: confidences[i]!, evidence: this.evidenceFor(child, post) }))
      .sort((a, b) => b.confidence - a.confidence || a.post - b.post);
  }

  private collect(child: number): void {
    this.posts.length = 0;
    this.weights.length = 0;
    for (const [, source] of this.sources) source.propose(child, this.claim);
    for (const [, source] of this.sources) {
      if (source.judge === undefined) continue;
      for (let i = 0; i < this.posts.length; i++) this.weights[i]! += source.judge(child, this.posts[i]!);
    }
  }

  /** Probability over {each candidate, no parent}: a candidate's odds are 10 to its weight, those of no parent 1. */
  private posterior(at: number): number {
    let sum = 10 ** -this.weights[at]!;
    for (const weight of this.weights) sum += 10 ** (weight - this.weights[at]!);
    return 1 / sum;
  }

  private evidenceFor(child: number, candidate: number): readonly Evidence[] {
    const found: Evidence[] = [];
    for (const [kind, source] of this.sources) {
      let weight = source.judge?.(child, candidate) ?? 0;
      let named = weight !== 0;
      source.propose(child, (post, more) => {
        if (post !== candidate) return;
        named = true;
        weight += more;
      });
      if (named) found.push({ kind, weight, ...source.explain(child, candidate, weight) });
    }
    return found;
  }
}
