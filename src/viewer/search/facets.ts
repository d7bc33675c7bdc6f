import type { QueryField } from '../../report/search-query.js';
import { visibleText } from '../../text/visible-text.js';
import { type CaseData, nameOf } from '../state/case-data.js';
import type { Decision } from '../state/decisions.js';

/** A value that posts of a list have, how many, and the condition that asks for it. */
export interface FacetValue {
  readonly label: string;
  readonly count: number;
  readonly field: QueryField;
  readonly value: string;
}

/** Values of one kind, most frequent first. */
export interface Facet {
  readonly name: string;
  readonly values: readonly FacetValue[];
}

/** Counts of one kind while posts are gone through. */
class Counts {
  readonly #counts = new Map<string, number>();

  add(value: string): void {
    this.#counts.set(value, (this.#counts.get(value) ?? 0) + 1);
  }

  facet(name: string, field: QueryField, write: (value: string) => readonly [label: string, asked: string]): Facet {
    const values = [...this.#counts].map(([value, count]): FacetValue => {
      const [label, asked] = write(value);
      return { label, count, field, value: asked };
    });
    return { name, values: values.sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1)) };
  }
}

/** What the posts of a list have in common, by kind, with counts; kinds without a value are left out. */
export function facetsOf(
  data: CaseData,
  found: Uint8Array,
  marks: ReadonlyMap<string, readonly Decision[]>,
): readonly Facet[] {
  const { posts, persons, custodians, custodianSets, findingKinds } = data.index;
  const [people, years, held, kinds, findings] = Array.from({ length: 5 }, () => new Counts());
  const [folders, bates, marked] = Array.from({ length: 3 }, () => new Counts());
  const seen = new Set<number>();
  for (let post = 0; post < found.length; post++) {
    if (!found[post]) continue;
    seen.clear();
    if (posts.from[post]! >= 0) seen.add(posts.from[post]!);
    for (const person of posts.to.of(post)) seen.add(person);
    for (const person of seen) people!.add(String(person));
    const time = data.time[post]!;
    if (!Number.isNaN(time)) years!.add(String(new Date(time * 1000).getUTCFullYear()).padStart(4, '0'));
    for (const custodian of custodianSets[posts.custodians[post]!]!) held!.add(custodians[custodian]!);
    kinds!.add(KIND_NAMES[posts.kind[post] as 'p']);
    const bits = posts.findings[post]!;
    findingKinds.forEach(({ name }, bit) => {
      if (bits & (1 << bit)) findings!.add(name);
    });
    for (const { reason } of marks.get(posts.key.at(post)!) ?? []) marked!.add(reason);
  }
  for (const [post, folder] of data.index.folders ?? []) if (found[post]) folders!.add(folder);
  for (const prefix of batesPrefixes(data, found)) bates!.add(prefix);
  const asIs = (value: string) => [visibleText(value), value.toLowerCase()] as const;
  return [
    people!.facet('Person', 'person', (number) => {
      const id = persons.id.at(Number(number))!;
      return [visibleText(nameOf(data, Number(number))), (/[@/]/.test(id) ? id : `=${id}`).toLowerCase()];
    }),
    held!.facet('Custodian', 'custodian', asIs),
    inOrder(years!.facet('Year', 'after', asIs)),
    folders!.facet('Folder', 'folder', asIs),
    bates!.facet('Bates', 'bates', asIs),
    findings!.facet('Finding', 'finding', (name) => [findingKinds.find((kind) => kind.name === name)!.label, name]),
    kinds!.facet('Kind', 'kind', asIs),
    marked!.facet('Mark', 'mark', asIs),
  ].filter(({ values }) => values.length > 0);
}

const KIND_NAMES = { p: 'produced', r: 'recovered', m: 'missing' } as const;

const inOrder = (facet: Facet): Facet => ({
  ...facet,
  values: [...facet.values].sort((a, b) => (a.label < b.label ? -1 : 1)),
});

/** The letters that begin the Bates numbers of a post, each once a post: `ENR0001` → `ENR`. */
function* batesPrefixes(data: CaseData, found: Uint8Array): Generator<string> {
  const seen = new Set<string>();
  for (const [post, begin] of data.index.produced ?? []) {
    const prefix = /^[^\d]+/.exec(begin ?? '')?.[0];
    if (!prefix || !found[post] || seen.has(`${post} ${prefix}`)) continue;
    seen.add(`${post} ${prefix}`);
    yield prefix;
  }
}
