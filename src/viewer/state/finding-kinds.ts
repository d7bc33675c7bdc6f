import type { ViewerFindingKind } from '../../report/page/viewer-data.js';
import type { CaseData } from './case-data.js';

/** How the page shows a kind of finding that the case has: `altered-quote` → `{ label: 'Altered quotation', mark: 'altered', ... }`. */
export function kindOf(data: CaseData, { kind }: { readonly kind: string }): ViewerFindingKind {
  return data.index.findingKinds.find(({ name }) => name === kind)!;
}

/** Its name: `Altered quotation`. */
export function kindName(data: CaseData, finding: { readonly kind: string }): string {
  return kindOf(data, finding).label;
}

/** Numbers of all findings of a kind. */
export function findingsOfKind({ index: { findings, findingKinds } }: CaseData, name: string): readonly number[] {
  const kind = findingKinds.findIndex((known) => known.name === name);
  return numbersOf(findings.kind.length, (number) => findings.kind[number] === kind);
}

/** The numbers below a count that fit. */
export function numbersOf(count: number, fits: (number: number) => boolean): readonly number[] {
  const numbers: number[] = [];
  for (let number = 0; number < count; number++) if (fits(number)) numbers.push(number);
  return numbers;
}
