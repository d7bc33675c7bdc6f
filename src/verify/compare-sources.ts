import type { Manifest } from '../report/manifest.js';
import type { Source } from '../source/source.js';
import type { Tally } from './verification.js';

/** Holds the sources that an output names against those that are there: hash, size, messages; none more, none less. */
export function compareSources(claimed: Manifest['sources'], found: readonly Source[], tally: Tally): void {
  const byName = new Map(found.map((source) => [source.name, source]));
  for (const source of claimed) {
    tally.count('source');
    const { name } = source;
    const there = byName.get(name);
    byName.delete(name);
    if (there === undefined) {
      tally.differ({ kind: 'source', about: name, at: '', claimed: source.sha256 ?? 'a source', found: undefined });
      continue;
    }
    for (const field of ['sha256', 'size', 'format', 'messages'] as const)
      if (source[field] !== there[field])
        tally.differ({ kind: 'source', about: name, at: field, claimed: source[field], found: there[field] });
  }
  for (const { name, sha256 } of byName.values())
    tally.differ({ kind: 'source', about: name, at: '', claimed: undefined, found: sha256 });
}
