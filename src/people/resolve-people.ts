import { foldWord } from '../text/fold-word.js';
import { joinDirectoryNames } from './directory-names.js';
import { joinBareNames, joinByHand, joinSelfTies, joinVariants, joinWithinOrganisations } from './joining-rules.js';
import { byUse, withoutStrayNames } from './name/bearer-name.js';
import { isOffice, readName, spellLocalPart } from './name/name-form.js';
import { entryKeys, NO_PEOPLE_FILE, type PeopleFile } from './people-file.js';
import type { Envelope, Merge, People, Person, PersonKind } from './person.js';
import { buildPersonNodes, type PersonNode, type PersonNodes } from './person-nodes.js';
import { mainSpelling, PersonSets } from './person-sets.js';
import { tallyMailboxes } from './tally-mailboxes.js';

/**
 * Decides which mailboxes are one person, and says why.
 *
 * Works on distinct addresses and names, by indexes over full names and organisations: cost grows with the number of distinct
 * mailboxes. A tie joins; equal names alone do not: `Jane Doe <jane@a.example>` and `Jane Doe <jane@b.example>` stay two people
 * until she writes from one to the other, or the people file says so. The order of the envelopes does not matter.
 *
 *     const people = resolvePeople(messages);
 *     personOf(people, { name: 'Jane Doe', address: 'jane@a.example' })?.addresses;
 */
export function resolvePeople(envelopes: Iterable<Envelope>, file: PeopleFile = NO_PEOPLE_FILE): People {
  const tally = tallyMailboxes(envelopes);
  const nodes = buildPersonNodes(tally, file);
  const sets = new PersonSets(nodes.list, ownersOf(file));
  joinByHand(sets, nodes, file);
  joinVariants(sets, nodes);
  joinWithinOrganisations(sets, nodes);
  joinSelfTies(sets, nodes, tally);
  joinDirectoryNames(sets, nodes);
  joinBareNames(sets, nodes);
  return buildPeople(sets, nodes, file);
}

/** The entry of the people file that lists each node. */
function ownersOf(file: PeopleFile): ReadonlyMap<string, number> {
  const owners = new Map<string, number>();
  for (const [index, entry] of file.people.entries()) for (const key of entryKeys(entry)) owners.set(key, index);
  return owners;
}

function buildPeople(sets: PersonSets, nodes: PersonNodes, file: PeopleFile): People {
  const members = new Map<number, PersonNode[]>();
  for (const [index, node] of nodes.list.entries()) {
    const root = sets.rootOf(index);
    const list = members.get(root);
    if (list) list.push(node);
    else members.set(root, [node]);
  }
  const merges = sets.mergesByRoot();
  const given = new Map<number, string>();
  for (const entry of file.people) {
    const [first] = entryKeys(entry);
    if (entry.name && first !== undefined) given.set(sets.rootOf(nodes.byKey.get(first)!), entry.name);
  }
  const borne = new Set<string>();
  for (const { address, bearer } of nodes.list) if (address && bearer?.form.key) borne.add(bearer.form.key);
  const idOfKey = new Map<string, string>();
  const persons: Person[] = [];
  for (const [root, list] of members) {
    const person = describePerson(list, merges.get(root) ?? [], given.get(root), borne);
    persons.push(person);
    for (const node of list) idOfKey.set(node.key, person.id);
  }
  persons.sort((a, b) => (a.id < b.id ? -1 : 1));
  const mailboxes = nodes.list.map(({ key, shared }) => ({ key, person: idOfKey.get(key)!, shared }));
  return { persons, mailboxes };
}

function describePerson(
  members: readonly PersonNode[],
  merges: readonly Merge[],
  givenName: string | undefined,
  borne: ReadonlySet<string>,
): Person {
  const names = new Map<string, number>();
  const bareNames = new Map<string, number>();
  const addresses: PersonNode[] = [];
  let uses = 0;
  for (const node of members) {
    uses += node.uses;
    if (node.address) addresses.push(node);
    else for (const [name, count] of node.written) add(bareNames, name, count);
    for (const [name, count] of node.address ? node.address.names : node.written) add(names, name, count);
  }
  addresses.sort((a, b) => kindRank(a) - kindRank(b) || b.uses - a.uses || (a.key < b.key ? -1 : 1));
  const ordered = [...names].sort(byUse);
  const written = addresses.map(mainSpelling);
  const shared = members.some((node) => node.shared);
  const locals = addresses.map((node) => node.address!.form.local);
  const name =
    givenName ??
    chooseName(shared ? [] : [...withoutStrayNames(new Map(ordered), locals.join(' '))]) ??
    ordered[0]?.[0] ??
    written[0]!;
  return {
    id: (addresses[0] ?? [...members].sort((a, b) => b.uses - a.uses || (a.key < b.key ? -1 : 1))[0]!).key.slice(2),
    kind: shared ? 'group' : kindOf(members, givenName, borne),
    name,
    names: ordered.map(([text]) => text),
    bareNames: [...bareNames].sort(byUse).map(([text]) => text),
    addresses: written,
    uses,
    shared,
    merges,
  };
}

function kindOf(members: readonly PersonNode[], givenName: string | undefined, borne: ReadonlySet<string>): PersonKind {
  if (givenName !== undefined) return 'person';
  const bearers = members.filter((node) => node.bearer !== null);
  if (bearers.length) {
    const isOpen =
      members.every((node) => node.address === null) && bearers.some(({ bearer }) => borne.has(bearer!.form.key));
    return isOpen ? 'unnamed' : 'person';
  }
  const names = members.flatMap((node) => [...(node.address ? node.address.names : node.written).keys()]);
  if (
    names.some((name) => isOffice(name) || /^\S+\.(?:com|net|org|gov|edu)$/i.test(name)) ||
    members.some((node) => node.address !== null && isOffice(spellLocalPart(node.address.form.local)))
  )
    return 'group';
  // A single word beside an address names somebody, unless the address says the same.
  return members.some(
    (node) =>
      node.address !== null &&
      [...node.address.names.keys()].some((name) => namesBearer(name, node.address!.form.local)),
  )
    ? 'person'
    : 'unnamed';
}

function namesBearer(name: string, local: string): boolean {
  const { family } = readName(name);
  return (
    /\p{L}{2}/u.test(family) &&
    !/\d/.test(name) &&
    foldWord(name).replace(/\P{L}/gu, '') !== local.replace(/\P{L}/gu, '')
  );
}

/** The most used full name, written first name first where it is so written at all. */
function chooseName(ordered: readonly (readonly [string, number])[]): string | undefined {
  const top = ordered.find(([name]) => readName(name).full);
  if (!top) return undefined;
  const { key } = readName(top[0]);
  return ordered.find(([name]) => !/[,/@]/.test(name) && readName(name).key === key)?.[0] ?? top[0];
}

function kindRank(node: PersonNode): number {
  return node.address!.form.kind === 'smtp' ? 0 : node.address!.form.kind === 'exchange' ? 1 : 2;
}

function add(map: Map<string, number>, key: string, count: number): void {
  map.set(key, (map.get(key) ?? 0) + count);
}
