import { indexBearers, initialIn, MAIN_BEARER_DETAIL, MOST_RARE, mainBearer, push, splitByMiddle } from './bearers.js';
import { compareNames, type NameForm } from './name/name-form.js';
import type { PersonNodes } from './person-nodes.js';
import type { PersonSets } from './person-sets.js';

/** Exchange and Lotus names to the one address that bears the name, within the organisations that such names belong to. */
export function joinDirectoryNames(sets: PersonSets, nodes: PersonNodes): void {
  const bearers = indexBearers(nodes, (node) => node.address?.form.kind === 'smtp');
  const organisationOf = (node: number): string => nodes.list[node]!.address!.form.organisation;
  const found: { node: number; roots: Map<number, number[]> }[] = [];
  const homes = new Map<string, Map<string, number>>();
  for (const [index, node] of nodes.list.entries()) {
    const form = node.address?.form;
    if (!form || (form.kind !== 'exchange' && form.kind !== 'lotus') || !node.bearer || node.shared) continue;
    const roots = new Map<number, number[]>();
    for (const mate of bearers.get(node.bearer.form.key) ?? [])
      if (
        mayBeOne(nodes, nodes.list[mate]!.bearer!.form, node.bearer.form) &&
        !spellsOther(nodes.list[mate]!.address!.form.local, node.bearer.form)
      )
        push(roots, sets.rootOf(mate), mate);
    if (!roots.size) continue;
    found.push({ node: index, roots });
    if (roots.size > 1) continue;
    const counts = homes.get(form.organisation) ?? new Map<string, number>();
    for (const home of new Set([...roots.values()].flat().map(organisationOf)))
      counts.set(home, (counts.get(home) ?? 0) + 1);
    homes.set(form.organisation, counts);
  }
  for (const { node, roots } of found) {
    const directory = organisationOf(node);
    const uses = new Map<number, number>();
    for (const mates of roots.values()) {
      const mate = mates.find((one) => isHome(homes.get(directory), organisationOf(one)));
      if (mate !== undefined)
        uses.set(
          mate,
          mates.reduce((sum, one) => sum + nodes.list[one]!.uses, 0),
        );
    }
    const target = uses.size ? mainBearer(uses, node) : null;
    if (target === null) continue;
    if (uses.size > 1) sets.join(target, node, 'main-bearer', MAIN_BEARER_DETAIL);
    else
      sets.join(
        target,
        node,
        'directory-name',
        `the only address of that name where "${directory.slice(2)}" names belong`,
      );
  }
  joinDirectories(sets, nodes, homes);
}

/** Exchange and Lotus names of one full name in the directories of one organisation, where no address bears it and the family name is rare. */
function joinDirectories(
  sets: PersonSets,
  nodes: PersonNodes,
  homes: ReadonlyMap<string, ReadonlyMap<string, number>>,
): void {
  const bearers = new Set<string>();
  for (const { bearer, address } of nodes.list)
    if (bearer && address?.form.kind === 'smtp') bearers.add(bearer.form.key);
  const groups = new Map<string, number[]>();
  for (const [index, { address, bearer, shared }] of nodes.list.entries()) {
    if (!address || address.form.kind === 'smtp' || !bearer || shared || bearers.has(bearer.form.key)) continue;
    const home = mainHome(homes.get(address.form.organisation));
    if (home && (nodes.families.get(bearer.form.family) ?? 0) <= MOST_RARE)
      push(groups, `${home}\0${bearer.form.key}`, index);
  }
  for (const members of groups.values())
    for (const group of splitByMiddle(nodes, members))
      for (const member of group.slice(1))
        sets.join(
          group[0]!,
          member,
          'directory-name',
          'one full name, its family name rare here, in the directories of one organisation',
        );
}

/** The organisation that most names of a directory have their address in; '' where none has. */
function mainHome(counts: ReadonlyMap<string, number> | undefined): string {
  let [home, most, sum] = ['', 0, 0];
  for (const [organisation, count] of counts ?? []) {
    sum += count;
    if (count > most) [home, most] = [organisation, count];
  }
  return sum >= 5 && most * 2 > sum ? home : '';
}

/** True of an address that spells another middle initial: `mike.l.smith@x.org` is none of `Mike G Smith`. */
function spellsOther(local: string, { middle }: NameForm): boolean {
  const initial = initialIn(local);
  return initial !== '' && middle.length > 0 && middle.every((word) => word[0] !== initial);
}

/** Whether two namesakes may be one: also with a middle name on one side only, unless directories tell the two apart. */
function mayBeOne({ toldApart, turned }: PersonNodes, one: NameForm, other: NameForm): boolean {
  if (toldApart.has(one.key) && (one.middle.length === 0) !== (other.middle.length === 0)) return false;
  if (turned.has(one.key) && one.given !== other.given) return false;
  return compareNames(one, other) !== 'different';
}

/** An organisation is the home of directory names where at least a tenth of those that can be told have their address there. */
function isHome(counts: ReadonlyMap<string, number> | undefined, organisation: string): boolean {
  if (!counts) return true;
  let sum = 0;
  for (const count of counts.values()) sum += count;
  return sum < 5 || (counts.get(organisation) ?? 0) >= sum / 10;
}
