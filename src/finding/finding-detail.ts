import type { DetailOf, FindingDeclaration } from './declare-finding.js';
import type { Finding } from './finding.js';
import { FINDINGS } from './findings.js';

type Declared = (typeof FINDINGS)[number];

/** What `detail` holds, by the kind of the finding: `FindingDetail['altered-quote']`. */
export type FindingDetail = { readonly [Declaration in Declared as Declaration['kind']]: DetailOf<Declaration> };

/** A kind of finding, such as `missing-message`. */
export type FindingKind = Declared['kind'];

/** Every kind of finding, by name. */
export const FINDING_KINDS: readonly FindingKind[] = FINDINGS.map(({ kind }) => kind).sort();

/** How a kind was declared; undefined for a kind that this version does not know. */
export function declarationOf(kind: string): FindingDeclaration | undefined {
  return FINDINGS.find((declaration) => declaration.kind === kind);
}

/** A finding of one kind, its detail typed. */
export type FindingOf<K extends FindingKind> = Finding & { readonly kind: K; readonly detail: FindingDetail[K] };

/**
 * True for a finding of that kind, whose detail is then typed:
 *
 *     for (const finding of findings)
 *       if (isFindingOf(finding, 'altered-quote')) console.log(finding.detail.changes[0]?.before);
 */
export function isFindingOf<K extends FindingKind>(finding: Finding, kind: K): finding is FindingOf<K> {
  return finding.kind === kind;
}

/** The findings of one kind, in the order in which they stand: `findingsOf(findings, 'missing-message')`. */
export function findingsOf<K extends FindingKind>(findings: readonly Finding[], kind: K): readonly FindingOf<K>[] {
  return findings.filter((finding): finding is FindingOf<K> => isFindingOf(finding, kind));
}
