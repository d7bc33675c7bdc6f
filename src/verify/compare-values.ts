/** A place where two JSON values differ. */
export interface ValueDifference {
  /** `link.evidence[0].weight`; '' for the whole. */
  readonly at: string;
  readonly claimed: unknown;
  readonly found: unknown;
}

/** Places of one value that are told; one wrong place is enough to know that a claim does not hold. */
const MOST = 5;

/**
 * Where two JSON values differ, the first few places: `({a: [1, 2]}, {a: [1, 3]})` → `[{ at: 'a[1]', claimed: 2, found: 3 }]`.
 * A member that one lacks is undefined there. Walks with a stack of its own: a hostile file may nest as deep as it likes.
 */
export function compareValues(claimed: unknown, found: unknown): readonly ValueDifference[] {
  const differences: ValueDifference[] = [];
  const stack: ValueDifference[] = [{ at: '', claimed, found }];
  while (stack.length > 0 && differences.length < MOST) {
    const pair = stack.pop()!;
    if (pair.claimed === pair.found) continue;
    const names = membersOf(pair.claimed, pair.found);
    if (names === null) {
      differences.push(pair);
      continue;
    }
    const isList = Array.isArray(pair.claimed);
    for (const name of names.reverse())
      stack.push({
        at: isList ? `${pair.at}[${name}]` : pair.at === '' ? name : `${pair.at}.${name}`,
        claimed: memberOf(pair.claimed, name),
        found: memberOf(pair.found, name),
      });
  }
  return differences;
}

/** Names of the members of two lists or two objects, each once; null where they are not alike. */
function membersOf(a: unknown, b: unknown): string[] | null {
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return null;
  if (Array.isArray(a) !== Array.isArray(b)) return null;
  return [...new Set([...Object.keys(a), ...Object.keys(b)])];
}

const memberOf = (value: unknown, name: string): unknown =>
  Object.hasOwn(value as object, name) ? (value as Record<string, unknown>)[name] : undefined;
