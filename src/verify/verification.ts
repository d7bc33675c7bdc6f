/** Holds an output or a case against its sources again: what still holds, what does not. */

/** What kinds of claims are held against the sources, in the order in which they are told. */
export const CLAIM_KINDS = [
  'source',
  'manifest',
  'post',
  'link',
  'evidence',
  'finding',
  'place',
  'quoted words',
  'record',
  'line',
  'bytes',
] as const;

/** A kind of claim. */
export type ClaimKind = (typeof CLAIM_KINDS)[number];

/** A claim that does not hold. */
export interface Difference {
  readonly kind: ClaimKind;
  /** What it is about: a source's name, a post's key, a table and row. */
  readonly about: string;
  /** Which part of it: `link.evidence[0].weight`; '' for the whole. */
  readonly at: string;
  /** What the output says; undefined where it says nothing. */
  readonly claimed: unknown;
  /** What the sources say; undefined where they say nothing of it. */
  readonly found: unknown;
}

/** The result of a verification as plain data. */
export interface Verification {
  readonly format: 'rethread-verification';
  readonly version: 1;
  /** The output or case that was verified. */
  readonly verified: string;
  readonly holds: boolean;
  /** Claims that were checked, and those of them that do not hold, by kind. */
  readonly checked: readonly { readonly kind: ClaimKind; readonly claims: number; readonly wrong: number }[];
  readonly differences: readonly Difference[];
  /** What could not be checked, and why. */
  readonly notes: readonly string[];
}

/** Collects what was checked. */
export interface Tally {
  /** Counts claims that were looked at. */
  count(kind: ClaimKind, claims?: number): void;
  /** Tells of one that does not hold. */
  differ(difference: Difference): void;
  note(sentence: string): void;
  result(verified: string): Verification;
}

/** A tally with nothing in it. */
export function startTally(): Tally {
  const claims = new Map<ClaimKind, number>();
  const differences: Difference[] = [];
  const notes: string[] = [];
  return {
    count: (kind, more = 1) => void claims.set(kind, (claims.get(kind) ?? 0) + more),
    differ: (difference) => void differences.push(difference),
    note: (sentence) => void notes.push(sentence),
    result(verified) {
      const wrong = (kind: ClaimKind) =>
        new Set(differences.filter((one) => one.kind === kind).map(({ about }) => about)).size;
      const kinds = CLAIM_KINDS.filter((kind) => claims.has(kind) || wrong(kind) > 0);
      return {
        format: 'rethread-verification',
        version: 1,
        verified,
        holds: differences.length === 0,
        checked: kinds.map((kind) => ({
          kind,
          claims: Math.max(claims.get(kind) ?? 0, wrong(kind)),
          wrong: wrong(kind),
        })),
        differences,
        notes,
      };
    },
  };
}
