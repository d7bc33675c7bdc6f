import { push } from './bearers.js';
import { readAddress } from './name/address-form.js';
import { compareNames, type NameForm, readName } from './name/name-form.js';
import type { Person } from './person.js';

/** Why two of the people may be one. */
export type OfferReason =
  /** The same full name, and nothing that ties the two. */
  | 'same-name'
  /** An address without a name whose letters are the initial and family name of one person of the organisation only: `jdoe@x.org`. */
  | 'initial-and-name'
  /** Two addresses with one part before the `@` in one organisation: `jdoe@x.org`, `jdoe@mail.x.org`. */
  | 'same-local-part';

/** Two people that may be one: nothing is joined, a reviewer decides. */
export interface JoinOffer {
  /** Ids of the two, who is known by name and stands in more headers first. */
  readonly persons: readonly [string, string];
  readonly reason: OfferReason;
  /** One plain phrase: what speaks for it. */
  readonly detail: string;
}

/** Namesakes of one name that are offered; further ones of so common a name are as many people. */
const MOST_NAMESAKES = 12;
/** Letters of a family name that an address must hold. */
const LEAST_LETTERS = 4;

/**
 * Namesakes and addresses that look like one person, each pair once, with what speaks for it. Sorted by ids; the same in any order of
 * input. People that the names themselves tell apart (`John A. Doe`, `John B. Doe`) are never offered.
 *
 *     offerJoins(people)[0] // {persons: ['jane@a.example', 'jane@b.example'], reason: 'same-name', detail: '…'}
 */
export function offerJoins({ persons }: { readonly persons: readonly Person[] }): readonly JoinOffer[] {
  const offers = new Map<string, JoinOffer>();
  const add = (one: Person, other: Person, reason: OfferReason, detail: string): void => {
    if (one === other) return;
    const pair = [one, other].sort(byRank).map(({ id }) => id) as [string, string];
    const key = pair.join('\0');
    if (!offers.has(key)) offers.set(key, { persons: pair, reason, detail });
  };
  offerNamesakes(persons, add);
  offerInitials(persons, add);
  offerLocalParts(persons, add);
  return [...offers.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, offer]) => offer);
}

type Add = (one: Person, other: Person, reason: OfferReason, detail: string) => void;

/** The people of one full name with the most used of them; each by the fullest form of its name. */
function offerNamesakes(persons: readonly Person[], add: Add): void {
  const namesakes = new Map<string, { readonly person: Person; readonly form: NameForm }[]>();
  for (const person of persons) {
    if (person.kind === 'group') continue;
    const forms = new Map<string, NameForm>();
    for (const name of [person.name, ...person.names]) {
      const form = readName(name);
      if (form.full && !forms.has(form.key)) forms.set(form.key, form);
    }
    for (const [key, form] of forms) push(namesakes, key, { person, form });
  }
  for (const group of namesakes.values()) {
    if (group.length < 2 || group.length > MOST_NAMESAKES) continue;
    const [first, ...others] = group.sort((a, b) => byRank(a.person, b.person));
    for (const other of others)
      if (compareNames(first!.form, other.form) === 'same')
        add(
          first!.person,
          other.person,
          'same-name',
          `the same full name, ${placeOf(first!.person)} and ${placeOf(other.person)}`,
        );
  }
}

const placeOf = ({ addresses: [address] }: Person): string => {
  if (address === undefined) return 'without an address';
  const { domain, organisation } = readAddress(address);
  return `at ${domain || organisation.replace(/^o=/, '') || address}`;
};

/** `jdoe@x.org`, beside which no name stands, and the only J. Doe of that organisation. */
function offerInitials(persons: readonly Person[], add: Add): void {
  const bearers = new Map<string, Set<Person>>();
  for (const person of persons) {
    if (person.kind !== 'person') continue;
    const { given, family, full } = readName(person.name);
    const letters = family.replace(/[^\p{L}]/gu, '');
    if (!full || letters.length < LEAST_LETTERS) continue;
    const start = given[0]! + letters.slice(0, LEAST_LETTERS);
    for (const organisation of new Set(person.addresses.map((address) => readAddress(address).organisation)))
      if (organisation) addTo(bearers, `${organisation}\0${start}`, person);
  }
  for (const person of persons) {
    const form = person.kind === 'unnamed' && person.addresses[0] ? readAddress(person.addresses[0]) : null;
    const local = form?.local ?? '';
    if (!form?.organisation || !/^\p{L}{5,}$/u.test(local)) continue;
    const fitting = [...(bearers.get(`${form.organisation}\0${local.slice(0, LEAST_LETTERS + 1)}`) ?? [])].filter(
      (bearer) => spelledBy(bearer.name, local),
    );
    if (fitting.length === 1)
      add(
        fitting[0]!,
        person,
        'initial-and-name',
        `"${local}" is the initial and name of the only one of that name there`,
      );
  }
}

/** `jdoe` and `jdasovi` of `Jane Doe`, `Jeff Dasovich`: initial and family name, cut off or not. */
function spelledBy(name: string, local: string): boolean {
  const { given, family } = readName(name);
  const whole = given[0]! + family.replace(/[^\p{L}]/gu, '');
  return whole.startsWith(local) && (local === whole || local.length >= LEAST_LETTERS + 2);
}

/** `jdoe@x.org` and `jdoe@mail.x.org`, where one of them has no name or both have the same. */
function offerLocalParts(persons: readonly Person[], add: Add): void {
  const groups = new Map<string, Person[]>();
  for (const person of persons) {
    if (person.kind === 'group') continue;
    const keys = new Set<string>();
    for (const address of person.addresses) {
      const { kind, local, organisation } = readAddress(address);
      if (kind === 'smtp' && organisation && /\p{L}{4}/u.test(local)) keys.add(`${organisation}\0${local}`);
    }
    for (const key of keys) push(groups, key, person);
  }
  for (const [key, group] of groups) {
    if (group.length < 2 || group.length > MOST_NAMESAKES) continue;
    const [first, ...others] = group.sort(byRank);
    const local = key.slice(key.indexOf('\0') + 1);
    for (const other of others)
      if (first!.kind === 'unnamed' || other.kind === 'unnamed' || compareNames(first!.name, other.name) === 'same')
        add(first!, other, 'same-local-part', `"${local}" at two hosts of one organisation`);
  }
}

/** Who is known by name first, then who stands in more headers. */
const byRank = (a: Person, b: Person): number =>
  Number(a.kind !== 'person') - Number(b.kind !== 'person') || b.uses - a.uses || (a.id < b.id ? -1 : 1);

function addTo<Key, Value>(map: Map<Key, Set<Value>>, key: Key, value: Value): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}
