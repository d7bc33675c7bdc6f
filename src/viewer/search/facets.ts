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
  /** How many values there are, those that are not written included. */
  readonly count: number;
}

/** Values of a kind that are written out, the most frequent: thousands of people are only counted. */
const WRITTEN = 100;
const DAY = 86_400;

/** How many posts have a value, by what stands for the value. */
type Counts<Value> = ReadonlyMap<Value, number>;

function facetOf<Value>(
  name: string,
  field: QueryField,
  counts: Counts<Value>,
  write: (value: Value) => readonly [label: string, asked: string],
): Facet {
  const most = [...counts].sort((a, b) => b[1] - a[1]).slice(0, WRITTEN);
  const values = most.map(([value, count]): FacetValue => {
    const [label, asked] = write(value);
    return { label, count, field, value: asked };
  });
  return { name, count: counts.size, values: values.sort((a, b) => b.count - a.count || (a.label < b.label ? -1 : 1)) };
}

/** Values with a count, by their numbers. */
function countsIn(counts: Uint32Array): Counts<number> {
  const found = new Map<number, number>();
  for (const [value, count] of counts.entries()) if (count) found.set(value, count);
  return found;
}

function countsOf<Value>(values: Iterable<Value>): Counts<Value> {
  const counts = new Map<Value, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}

/** What the posts of a list have in common, by kind, with counts; kinds without a value are left out. */
export function facetsOf(
  data: CaseData,
  found: Uint8Array,
  marks: ReadonlyMap<string, readonly Decision[]>,
): readonly Facet[] {
  const { posts, persons, custodians, custodianSets, findingKinds } = data.index;
  const people = new Uint32Array(persons.id.length);
  const sets = new Uint32Array(custodianSets.length);
  const findings = new Uint32Array(findingKinds.length);
  const days = new Map<number, number>();
  const kinds = new Map<string, number>();
  for (let post = 0; post < found.length; post++) {
    if (!found[post]) continue;
    const sender = posts.from[post]!;
    if (sender >= 0) people[sender]!++;
    posts.to.each(post, (person) => person !== sender && people[person]!++);
    const day = Math.floor(data.time[post]! / DAY);
    if (!Number.isNaN(day)) days.set(day, (days.get(day) ?? 0) + 1);
    sets[posts.custodians[post]!]!++;
    kinds.set(posts.kind[post]!, (kinds.get(posts.kind[post]!) ?? 0) + 1);
    for (let bits = posts.findings[post]!; bits !== 0; bits &= bits - 1) findings[31 - Math.clz32(bits & -bits)]!++;
  }
  const years = new Map<string, number>();
  for (const [day, count] of days) {
    const year = String(new Date(day * DAY * 1000).getUTCFullYear()).padStart(4, '0');
    years.set(year, (years.get(year) ?? 0) + count);
  }
  const held = new Map<string, number>();
  custodianSets.forEach((set, number) => {
    if (sets[number])
      for (const one of set) held.set(custodians[one]!, (held.get(custodians[one]!) ?? 0) + sets[number]!);
  });
  const asIs = (value: string) => [visibleText(value), value.toLowerCase()] as const;
  return [
    facetOf('Person', 'person', countsIn(people), (number) => {
      const id = persons.id.at(number)!;
      return [visibleText(nameOf(data, number)), (/[@/]/.test(id) ? id : `=${id}`).toLowerCase()];
    }),
    facetOf('Custodian', 'custodian', held, asIs),
    inOrder(facetOf('Year', 'after', years, asIs)),
    facetOf('Folder', 'folder', countsOf(foldersOf(data, found)), asIs),
    facetOf('Bates', 'bates', countsOf(batesPrefixes(data, found)), asIs),
    facetOf('Finding', 'finding', countsIn(findings), (kind) => [findingKinds[kind]!.label, findingKinds[kind]!.name]),
    facetOf('Kind', 'kind', kinds, (kind) => asIs(KIND_NAMES[kind as 'p'])),
    facetOf('Mark', 'mark', countsOf(marksOf(data, found, marks)), asIs),
  ].filter(({ values }) => values.length > 0);
}

const KIND_NAMES = { p: 'produced', r: 'recovered', m: 'missing', d: 'draft', a: 'automatic' } as const;

const inOrder = (facet: Facet): Facet => ({
  ...facet,
  values: [...facet.values].sort((a, b) => (a.label < b.label ? -1 : 1)),
});

function* foldersOf({ index }: CaseData, found: Uint8Array): Generator<string> {
  for (const [post, folder] of index.folders ?? []) if (found[post]) yield folder;
}

function* marksOf(
  { postByKey }: CaseData,
  found: Uint8Array,
  marks: ReadonlyMap<string, readonly Decision[]>,
): Generator<string> {
  for (const [key, of] of marks) if (found[postByKey.get(key) ?? -1]) for (const { reason } of of) yield reason;
}

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
