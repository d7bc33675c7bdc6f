/** Gathers evidence that one message answers another, weighs it, and chooses parents. One file a kind of evidence. */
import type { Origin } from '../../source/source.js';

/** What was observed. `docs/method.md` tells what each kind looks at. */
export type EvidenceKind =
  | 'in-reply-to'
  | 'references'
  | 'thread-index'
  | 'provider-thread'
  | 'meeting'
  | 'recall'
  | 'quoted-text'
  | 'embedded-header'
  | 'attribution'
  | 'subject'
  | 'participants'
  | 'time'
  | 'series'
  | 'attachment'
  | 'salutation'
  | 'decision';

/** One typed observation for or against "child answers parent". */
export interface Evidence {
  readonly kind: EvidenceKind;
  /**
   * log10 of the likelihood ratio: > 0 speaks for the link, < 0 against. +2 = a hundred times as likely if the child does answer
   * that message as if it answers another.
   */
  readonly weight: number;
  /** One plain phrase: what was seen. */
  readonly detail: string;
  /** The bytes that show it, in the child and in the parent. */
  readonly origins: readonly Origin[];
  /** False where it was seen but not weighed: the child's own reply headers name its parent. */
  readonly counted?: boolean;
}

/**
 * Tells why a post stands below its parent, or why below none of its candidates: then `evidence` is empty. Null for a post that is
 * not there. With `places: false` what contents show comes without its `origins`, which take time to look up.
 */
export type ExplainLink = (child: string, options?: { readonly places?: boolean }) => LinkExplanation | null;

/** A candidate parent that was not chosen. `parent: null` = no parent. */
export interface RejectedParent {
  readonly parent: string | null;
  readonly confidence: number;
  readonly evidence: readonly Evidence[];
}

/** What answers what, and how surely. Why, tells `explainLinks`. */
export interface Link {
  /** Key of the child post. */
  readonly child: string;
  /** Key of the parent post. */
  readonly parent: string;
  /** Posterior probability in [0, 1] that this is the parent. */
  readonly confidence: number;
}

/** Why a post stands below its parent: the evidence for that, and the candidates that were rejected. */
export interface LinkExplanation {
  readonly evidence: readonly Evidence[];
  /**
   * log10 of the odds of this parent before that evidence, against all other answers (another message, one that was not
   * produced, none) with what speaks for them. The weights that count and this add up to log10 of the odds of `confidence`.
   */
  readonly prior?: number;
  readonly rejected: readonly RejectedParent[];
}
