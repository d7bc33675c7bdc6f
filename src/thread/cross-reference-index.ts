import type { CrossReference } from './cross-reference.js';

/** Cross-references by the posts at both ends. */
export interface CrossReferenceIndex {
  /** By the post that quotes. */
  readonly quotes: ReadonlyMap<string, readonly CrossReference[]>;
  /** By the post that is quoted. */
  readonly quotedBy: ReadonlyMap<string, readonly CrossReference[]>;
}

/** Looks up cross-references from either end. */
export function indexCrossReferences(references: readonly CrossReference[]): CrossReferenceIndex {
  return {
    quotes: groupBy(references, ({ post }) => post),
    quotedBy: groupBy(references, ({ quoted }) => quoted),
  };
}

function groupBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): ReadonlyMap<string, readonly Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
