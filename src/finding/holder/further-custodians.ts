import type { ProducedPost } from '../../dedupe/produced-post.js';
import { searchWords } from '../../people/name/name-search.js';

/** Columns that name everybody who held a document of which one copy was kept, letters alone: `AllCustodians`, `DupCustodian`, `Custodian - Others`. */
const COLUMN =
  /^(?:(?:all|others?|additional|further|dup(?:e|ed|licate)?|dedup(?:e|ed|licated?)?)s?custodians?(?:names?)?|custodians?(?:names?)?(?:all|others?|dup(?:licate)?s?))$/;

/**
 * Tells whether a load file names a custodian among those who held a message: a production without duplicates keeps the copy of one.
 *
 *     AllCustodians: Lind, Ada; Roth, Bo      Bo Roth held it too
 */
export function isNamedHolder({ copies }: ProducedPost, custodian: string): boolean {
  const wanted = nameKey(custodian);
  return copies.some(({ production }) =>
    (production?.fields ?? []).some(
      ({ name, value }) =>
        COLUMN.test(name.toLowerCase().replace(/[^a-z]+/g, '')) &&
        namesIn(value).some((one) => nameKey(one) === wanted),
    ),
  );
}

/** Names as lists part them; of commas nobody knows whether they part names or turn one around, so both are taken: silence accuses nobody. */
function namesIn(value: string): readonly string[] {
  const parts = value.split(/[;|,\n]/);
  return [...value.split(/[;|\n]/), ...parts, ...parts.slice(1).map((part, at) => `${parts[at]} ${part}`)];
}

/** The words of a name in any order: `Roth, Bo` and `Bo Roth`. */
const nameKey = (name: string): string => [...searchWords(name)].sort().join(' ');
