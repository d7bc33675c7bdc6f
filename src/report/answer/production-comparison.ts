import type { ProducedPost } from '../../dedupe/produced-post.js';
import type { Finding } from '../../finding/finding.js';
import { findVersions } from '../../finding/holder/other-versions.js';
import { indexPeople } from '../../people/person-of.js';
import { splitsByPost } from '../../quote/splits-by-post.js';
import { isoDateOf } from './iso-date.js';
import type { Reconstruction } from './reconstruction.js';

/** Two productions held against each other. */
export interface ProductionComparison {
  readonly names: readonly [string, string];
  /** First and last day of each, ISO 8601; null where nothing is dated. */
  readonly spans: readonly [readonly [string, string] | null, readonly [string, string] | null];
  readonly onlyFirst: readonly ProducedPost[];
  readonly onlySecond: readonly ProducedPost[];
  readonly both: readonly ProducedPost[];
  /** Posts of which the other production has a version with another text: in neither list above. */
  readonly versions: readonly ProducedPost[];
  /** Posts of both whose copies differ, and findings that name one production as the expected holder of what the other has. */
  readonly differing: readonly Finding[];
  readonly absent: readonly Finding[];
}

/** Compares two productions that were read as the custodians of these names, with the copies of both joined (`dedupe: 'global'`). */
export function compareProductions(
  { posts, findings, people, splits }: Reconstruction,
  names: readonly [string, string],
): ProductionComparison {
  const produced = posts.filter((post): post is ProducedPost => post.kind === 'produced');
  const isIn = (post: ProducedPost, name: string) => post.copies.some(({ custodian }) => custodian === name);
  const [first, second] = names;
  const span = (name: string): readonly [string, string] | null => {
    const days = produced
      .filter((post) => isIn(post, name))
      .flatMap((post) => isoDateOf(post)?.slice(0, 10) ?? [])
      .sort();
    return days.length ? [days[0]!, days.at(-1)!] : null;
  };
  const authored = splitsByPost(splits);
  const versions = findVersions(
    produced,
    indexPeople(people).identify,
    ({ key }) => authored.get(key)?.authored ?? null,
  );
  const hasVersion = (post: ProducedPost) => {
    const custodians = versions.heldBy(post);
    return (isIn(post, first) ? [second] : [first]).some((name) => custodians.includes(name));
  };
  const inOne = produced.filter((post) => isIn(post, first) !== isIn(post, second));
  const alone = inOne.filter((post) => !hasVersion(post));
  return {
    names,
    spans: [span(first), span(second)],
    onlyFirst: alone.filter((post) => isIn(post, first)),
    onlySecond: alone.filter((post) => isIn(post, second)),
    both: produced.filter((post) => isIn(post, first) && isIn(post, second)),
    versions: inOne.filter(hasVersion),
    differing: findings.filter(({ kind }) => kind === 'copies-differ' || kind === 'shared-message-id'),
    absent: findings.filter(({ kind }) => kind === 'absent-copy'),
  };
}
