import type { Finding } from '../../finding/finding.js';
import { countOf } from '../format/phrases.js';

/** What a report says of the findings in a few lines. */
export interface FindingDigest {
  /** `"3 warnings, 20 notices, 55 details"`. */
  readonly counts: string;
  /** Kinds with their numbers, the most frequent first: `"absent-copy 12, missing-message 7"`. */
  readonly kinds: string;
  /** The gravest, as many as fit. */
  readonly gravest: readonly Finding[];
  /** How many findings of the same severity are not among the gravest. */
  readonly more: number;
}

const MOST_SHOWN = 5;

/** Sums findings up, most severe first as they come; null where there are none but the inclusive set. */
export function digestFindings(findings: readonly Finding[]): FindingDigest | null {
  const told = findings.filter(({ kind }) => kind !== 'inclusive');
  if (!told.length) return null;
  const count = (severity: Finding['severity']) => told.filter((finding) => finding.severity === severity).length;
  const parts = [
    [count('warning'), 'warning'],
    [count('notice'), 'notice'],
    [count('info'), 'detail'],
  ] as const;
  const kinds = new Map<string, number>();
  for (const { kind } of told) kinds.set(kind, (kinds.get(kind) ?? 0) + 1);
  const grave = told.filter(({ severity }) => severity === told[0]!.severity);
  const gravest = spread(grave).slice(0, MOST_SHOWN);
  return {
    counts: parts.flatMap(([number, noun]) => (number ? countOf(number, noun) : [])).join(', '),
    kinds: [...kinds]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .map(([kind, number]) => `${kind} ${number}`)
      .join(', '),
    gravest,
    more: grave.length - gravest.length,
  };
}

/** One of each kind in turn, so that one frequent kind does not hide the others. */
function spread(findings: readonly Finding[]): readonly Finding[] {
  const byKind = new Map<string, Finding[]>();
  for (const finding of findings) {
    const list = byKind.get(finding.kind);
    if (list) list.push(finding);
    else byKind.set(finding.kind, [finding]);
  }
  const longest = Math.max(...[...byKind.values()].map(({ length }) => length));
  const all: Finding[] = [];
  for (let turn = 0; turn < Math.min(longest, MOST_SHOWN); turn++)
    for (const list of byKind.values()) all.push(...list.slice(turn, turn + 1));
  return all;
}
