import { compareNames, type NameForm } from './name/name-form.js';
import { isAmbiguousGivenName, sameGivenName } from './name/nicknames.js';
import { entryKeys, type PeopleFile } from './people-file.js';
import type { PersonNode, PersonNodes } from './person-nodes.js';
import type { PersonSets } from './person-sets.js';
import type { MailboxTally } from './tally-mailboxes.js';

/** More addresses of one full name within one organisation than one person is likely to have. */
const MOST_ADDRESSES = 12;
/** How many times more often than all others together the main bearer of a name must stand in headers. */
const MAIN_BEARER = 10;
/** Addresses of one family name that are looked through for a bare name. */
const MOST_RELATIVES = 300;
/** In families with more addresses in one organisation, a short form may well be somebody else's. */
const MOST_NICKNAMED = 12;

/** What each entry of the people file lists is one person. */
export function joinByHand(sets: PersonSets, nodes: PersonNodes, file: PeopleFile): void {
  for (const entry of file.people) {
    const members = entryKeys(entry).map((key) => nodes.byKey.get(key)!);
    for (const member of members.slice(1)) sets.join(members[0]!, member, 'by-hand', 'the people file lists both');
  }
}

/** `jane+lists@x.org` is `jane@x.org`. */
export function joinVariants(sets: PersonSets, nodes: PersonNodes): void {
  const first = new Map<string, number>();
  for (const [index, node] of nodes.list.entries()) {
    const form = node.address?.form;
    if (form?.kind !== 'smtp') continue;
    const mate = first.get(form.base);
    if (mate === undefined) first.set(form.base, index);
    else sets.join(mate, index, 'address-variant', 'the same mailbox with a tag or other dots');
  }
}

/** The same full name at several addresses of one organisation: `jane.doe@`, `jdoe@`. */
export function joinWithinOrganisations(sets: PersonSets, nodes: PersonNodes): void {
  const groups = new Map<string, number[]>();
  const families = new Map<string, number[]>();
  for (const [index, node] of nodes.list.entries()) {
    const form = node.address?.form;
    if (form?.kind !== 'smtp' || !form.organisation || node.shared || !node.bearer) continue;
    if (!spellsName(form.local, node.bearer.form)) continue;
    push(groups, `${form.organisation}\0${node.bearer.form.key}`, index);
    push(families, `${form.organisation}\0${node.bearer.form.family}`, index);
  }
  for (const members of groups.values()) joinNamesakes(sets, nodes, members);
  for (const members of families.values()) joinNicknames(sets, nodes, members);
}

function joinNamesakes(sets: PersonSets, nodes: PersonNodes, members: readonly number[]): void {
  if (members.length < 2 || members.length > MOST_ADDRESSES || hasNumberedTwins(nodes, members)) return;
  for (const group of splitByMiddle(nodes, members)) {
    if (new Set(group.map((member) => nodes.list[member]!.bearer!.form.suffix)).size > 1) continue;
    for (const member of group.slice(1)) {
      const form = nodes.list[member]!.address!.form;
      sets.join(group[0]!, member, 'same-name-same-organisation', `the same full name at ${form.organisation}`);
    }
  }
}

/** `john.smith@x` and `john.smith2@x`: somebody had to be told apart. */
function hasNumberedTwins(nodes: PersonNodes, members: readonly number[]): boolean {
  const stems = new Map<string, string>();
  for (const member of members) {
    const { local } = nodes.list[member]!.address!.form;
    const stem = local.replace(/[\d._-]/g, '');
    const other = stems.get(stem);
    if (other !== undefined && other.replace(/\D/g, '') !== local.replace(/\D/g, '')) return true;
    stems.set(stem, local);
  }
  return false;
}

/** `bob.doe@x` (Bob Doe) and `robert.doe@x` (Robert Doe), where nobody else could be meant. */
function joinNicknames(sets: PersonSets, nodes: PersonNodes, members: readonly number[]): void {
  if (members.length < 2 || members.length > MOST_NICKNAMED) return;
  const mates = new Map<number, Set<number>>();
  for (let one = 0; one < members.length; one++) {
    for (let other = one + 1; other < members.length; other++) {
      const a = nodes.list[members[one]!]!.bearer!.form;
      const b = nodes.list[members[other]!]!.bearer!.form;
      if (a.key === b.key || a.family !== b.family || !sameGivenName(a.given, b.given)) continue;
      if (isAmbiguousGivenName(a.given) || isAmbiguousGivenName(b.given)) continue;
      const [left, right] = [sets.rootOf(members[one]!), sets.rootOf(members[other]!)];
      if (left === right) continue;
      addTo(mates, left, right);
      addTo(mates, right, left);
    }
  }
  for (const [root, others] of [...mates].sort((a, b) => a[0] - b[0])) {
    if (others.size !== 1) continue;
    const mate = [...others][0]!;
    if (mates.get(mate)!.size !== 1 || mate < root) continue;
    const given = `${nodes.list[root]!.bearer?.form.given} and ${nodes.list[mate]!.bearer?.form.given}`;
    sets.join(
      root,
      mate,
      'nickname-same-organisation',
      `${given} are forms of one given name, and nobody else there bears it`,
    );
  }
}

/**
 * Somebody writes to himself, or wants answers at another address, under the same full name. A Reply-To that never writes
 * itself ties nothing: that is how answers are led astray.
 */
export function joinSelfTies(sets: PersonSets, nodes: PersonNodes, tally: MailboxTally): void {
  const sorted = [...tally.ties].sort((a, b) => (a.one < b.one || (a.one === b.one && a.other < b.other) ? -1 : 1));
  for (const { one, other, reason } of sorted) {
    if (reason === 'reply-to' && !(tally.writers.has(one) && tally.writers.has(other))) continue;
    const a = nodes.byKey.get(`a:${one}`)!;
    const b = nodes.byKey.get(`a:${other}`)!;
    const [left, right] = [nodes.list[a]!.bearer, nodes.list[b]!.bearer];
    if (!left || !right || left.form.key !== right.form.key) continue;
    const detail =
      reason === 'reply-to'
        ? 'From and Reply-To of one message, and both write'
        : 'a message from one to the other, the same full name on both';
    sets.join(a, b, reason, detail);
  }
}

/** Exchange and Lotus names to the one address that bears the name, within the organisations that such names belong to. */
export function joinDirectoryNames(sets: PersonSets, nodes: PersonNodes): void {
  const bearers = indexBearers(nodes, (node) => node.address?.form.kind === 'smtp');
  const found: { node: number; roots: Map<number, number> }[] = [];
  const homes = new Map<string, Map<string, number>>();
  for (const [index, node] of nodes.list.entries()) {
    const form = node.address?.form;
    if (!form || (form.kind !== 'exchange' && form.kind !== 'lotus') || !node.bearer || node.shared) continue;
    const roots = new Map<number, number>();
    for (const mate of bearers.get(node.bearer.form.key) ?? [])
      if (compareNames(nodes.list[mate]!.bearer!.form, node.bearer.form) !== 'different')
        roots.set(sets.rootOf(mate), mate);
    if (!roots.size) continue;
    found.push({ node: index, roots });
    if (roots.size > 1) continue;
    const home = nodes.list[[...roots.values()][0]!]!.address!.form.organisation;
    const counts = homes.get(form.organisation) ?? new Map<string, number>();
    counts.set(home, (counts.get(home) ?? 0) + 1);
    homes.set(form.organisation, counts);
  }
  for (const { node, roots } of found) {
    const organisation = nodes.list[node]!.address!.form.organisation;
    const mates = [...roots.values()].filter((mate) =>
      isHome(homes.get(organisation), nodes.list[mate]!.address!.form.organisation),
    );
    if (mates.length !== 1) continue;
    sets.join(
      mates[0]!,
      node,
      'directory-name',
      `the only address of that name where "${organisation.slice(2)}" names belong`,
    );
  }
}

/** An organisation is the home of directory names where at least a tenth of those that can be told have their address there. */
function isHome(counts: ReadonlyMap<string, number> | undefined, organisation: string): boolean {
  if (!counts) return true;
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum < 5 || (counts.get(organisation) ?? 0) >= sum / 10;
}

/** Names without address to the one person that bears them. */
export function joinBareNames(sets: PersonSets, nodes: PersonNodes): void {
  const addresses = indexBearers(nodes, (node) => node.address !== null);
  const bare = indexBearers(nodes, (node) => node.address === null);
  const families = new Map<string, number[]>();
  for (const members of addresses.values())
    for (const member of members) push(families, nodes.list[member]!.bearer!.form.family, member);
  for (const [key, names] of bare) {
    const mates = addresses.get(key) ?? [];
    for (const group of splitByMiddle(nodes, [...mates, ...names])) joinGroup(sets, nodes, group);
    if (!mates.length) joinShortName(sets, nodes, names, families);
  }
}

/** Where one person bears the name, or nearly always one, the names without address are this person's. */
function joinGroup(sets: PersonSets, nodes: PersonNodes, group: readonly number[]): void {
  const uses = new Map<number, number>();
  for (const member of group) {
    if (!nodes.list[member]!.address) continue;
    const root = sets.rootOf(member);
    uses.set(root, (uses.get(root) ?? 0) + nodes.list[member]!.uses);
  }
  const names = group.filter((member) => !nodes.list[member]!.address);
  if (!names.length) return;
  const target = mainBearer(uses, sets.rootOf(names[0]!));
  if (target === null) return;
  const mate = group.filter((member) => sets.rootOf(member) === target).sort((a, b) => compareRank(nodes, a, b))[0]!;
  const spelled = nodes.list[mate]!.bearer!.spelled;
  for (const name of names) {
    if (name === mate) continue;
    if (uses.size > 1)
      sets.join(
        mate,
        name,
        'main-bearer',
        `stands in headers over ${MAIN_BEARER} times as often as the others of that name`,
      );
    else if (spelled) sets.join(mate, name, 'address-spells-name', 'the only address that spells the name');
    else sets.join(mate, name, 'only-bearer', 'nobody else bears the name');
  }
}

/** SMTP addresses before others, then the most used: what a merge is best shown with. */
function compareRank(nodes: PersonNodes, one: number, other: number): number {
  const [a, b] = [nodes.list[one]!, nodes.list[other]!];
  const rank = (node: PersonNode): number => (node.address === null ? 2 : node.address.form.kind === 'smtp' ? 0 : 1);
  return rank(a) - rank(b) || b.uses - a.uses || one - other;
}

/** The root that bears the name alone or almost alone; the name itself where no address does; null where it is open. */
function mainBearer(uses: ReadonlyMap<number, number>, alone: number): number | null {
  if (!uses.size) return alone;
  const [first, second, ...rest] = [...uses].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  if (!second) return first![0];
  const others = rest.reduce((sum, [, count]) => sum + count, second[1]);
  return first![1] > others * MAIN_BEARER ? first![0] : null;
}

/** `Bob Doe` without address, where the only Doe that can be meant is Robert. */
function joinShortName(
  sets: PersonSets,
  nodes: PersonNodes,
  names: readonly number[],
  families: ReadonlyMap<string, readonly number[]>,
): void {
  const form = nodes.list[names[0]!]!.bearer!.form;
  const relatives = families.get(form.family) ?? [];
  if (!relatives.length || relatives.length > MOST_RELATIVES) return;
  const roots = new Map<number, number>();
  for (const relative of relatives) {
    const mate = nodes.list[relative]!.bearer!.form;
    if (mate.family === form.family && sameGivenName(mate.given, form.given))
      roots.set(sets.rootOf(relative), relative);
  }
  if (roots.size !== 1) return;
  const [mate] = roots.values();
  for (const name of names)
    sets.join(
      mate!,
      name,
      'only-bearer',
      `${form.given} is a form of ${nodes.list[mate!]!.bearer!.form.given}, and nobody else could be meant`,
    );
}

/** All in one group where their middle names agree; else one group a middle initial, those without any apart. */
function splitByMiddle(nodes: PersonNodes, members: readonly number[]): readonly (readonly number[])[] {
  const initials = new Map<string, number[]>();
  for (const member of members) push(initials, nodes.list[member]!.bearer!.form.middle[0]?.[0] ?? '', member);
  const named = [...initials.keys()].filter(Boolean);
  return named.length > 1 ? [...initials.values()] : [members];
}

function indexBearers(nodes: PersonNodes, wanted: (node: PersonNode) => boolean): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (const [at, node] of nodes.list.entries())
    if (node.bearer && !node.shared && wanted(node)) push(index, node.bearer.form.key, at);
  return index;
}

/** Whether an address's local part is made of the name: `jane.doe`, `jdoe`, `doej`, `jane`, `jane.d`, `s..doe`. */
function spellsName(local: string, name: NameForm): boolean {
  const letters = local.replace(/[^\p{L}]/gu, '');
  const family = name.family.replace(/[^\p{L}]/gu, '');
  const given = name.given.replace(/[^\p{L}]/gu, '');
  if (letters.length < 2) return false;
  if (family.length > 2 && letters.includes(family.slice(0, 6))) return true;
  if (given.length > 2 && letters.startsWith(given)) return true;
  return letters === given[0]! + family[0]! || letters === given[0]! + (name.middle[0]?.[0] ?? '') + family[0]!;
}

function push<Key>(map: Map<Key, number[]>, key: Key, value: number): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}

function addTo(map: Map<number, Set<number>>, key: number, value: number): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}
