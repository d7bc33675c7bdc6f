import type { SplitBody } from '../../quote/segment.js';
import type { PostTable } from '../post/post-table.js';
import type { Evidence, EvidenceKind } from './evidence.js';
import type { HeaderClaims } from './header/header-claims.js';

/** How far the evidence may go: each level includes the ones before it. */
export const EVIDENCE_LEVELS = ['headers', 'provider', 'quotes', 'all'] as const;
/** How far linking may go, each level with those before it: `headers`, `provider`, `quotes`, `all`. */
export type EvidenceLevel = (typeof EVIDENCE_LEVELS)[number];

/** What the kinds of evidence read. Posts are numbers of the table. */
export interface LinkContext {
  readonly table: PostTable;
  readonly claims: HeaderClaims;
  /** Split bodies by key of the produced post; empty where bodies were not read. */
  readonly splits: ReadonlyMap<string, SplitBody>;
  readonly bindings: unknown;
}

/** "The child may answer this candidate", with log10 of the likelihood ratio. */
export type Claim = (candidate: number, weight: number) => void;

/** One kind of evidence over one set of posts. It must name the same candidates each time it is asked. */
export interface EvidenceSource {
  /** Names the candidates that this evidence speaks for (or against) as parent of the child. */
  propose(child: number, claim: Claim): void;
  /** Weighs a candidate that another kind named; 0 = says nothing. Added to what `propose` claims. */
  judge?(child: number, candidate: number): number;
  /** Puts into words what `propose` and `judge` weighed. */
  explain(child: number, candidate: number, weight: number): Omit<Evidence, 'kind' | 'weight'>;
}

/** A kind of evidence: reads what it needs from the context once, then answers for each child. */
export interface EvidenceReader {
  readonly kind: EvidenceKind;
  readonly level: EvidenceLevel;
  read(context: LinkContext): EvidenceSource;
}
