import { indexBearers, MAIN_BEARER_DETAIL, MOST_RARE, mainBearer, push, splitByMiddle } from './bearers.js';
import { isAmbiguousGivenName, sameGivenName } from './name/nicknames.js';
import { spellsName } from './name/spells-name.js';
import { entryKeys, offerKeys, type PeopleFile } from './people-file.js';
import type { PersonNode, PersonNodes } from './person-nodes.js';
import type { PersonSets } from './person-sets.js';
import type { MailboxTally } from './tally-mailboxes.js';

/** More addresses of one full name within one organisation than one person is likely to have. */
const MOST_ADDRESSES = 12;
/** In families with more addresses in one organisation, a short form may well be somebody else's. */
const MOST_NICKNAMED = 12;

/** What each entry of the people file lists is one person, and what an accepted offer joins. */
export function joinByHand(sets: PersonSets, nodes: PersonNodes, file: PeopleFile): void {
  for (const entry of file.people) {
    const members = entryKeys(entry).map((key) => nodes.byKey.get(key)!);
    for (const member of members.slice(1)) sets.join(members[0]!, member, 'by-hand', 'the people file lists both');
  }
  for (const offer of file.offers) {
    if (!offer.accept) continue;
    const [first, ...others] = offerKeys(offer).map((key) => nodes.byKey.get(key)!);
    for (const other of others) sets.join(first!, other, 'by-hand', 'the people file accepts the offer');
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
    const organisation = organisationLabel(form.organisation);
    push(groups, `${organisation}\0${node.bearer.form.key}`, index);
    push(families, `${organisation}\0${node.bearer.form.family}`, index);
  }
  for (const members of groups.values()) joinNamesakes(sets, nodes, members);
  for (const members of families.values()) joinNicknames(sets, nodes, members);
}

/** What the domains of one organisation share: `harbour` of `harbour.example` and `harbour.test`; short ones are as common as words. */
function organisationLabel(organisation: string): string {
  const label = organisation.slice(0, organisation.indexOf('.'));
  return label.length > 4 ? label : organisation;
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
    if (reason === 'writes-to-self' && mayBeNamesakes(nodes, a, b)) continue;
    const detail =
      reason === 'reply-to'
        ? 'From and Reply-To of one message, and both write'
        : 'a message from one to the other, the same full name on both';
    sets.join(a, b, reason, detail);
  }
}

/** True where two of one name may write to each other: `Karl Holm Jr.`, another initial, `anna.berg2@` beside `anna.berg@`. */
function mayBeNamesakes(nodes: PersonNodes, one: number, other: number): boolean {
  const [a, b] = [nodes.list[one]!.bearer!.form, nodes.list[other]!.bearer!.form];
  if (a.suffix !== b.suffix || splitByMiddle(nodes, [one, other]).length > 1) return true;
  const [from, to] = [nodes.list[one]!.address?.form, nodes.list[other]!.address?.form];
  return from?.organisation === to?.organisation && hasNumberedTwins(nodes, [one, other]);
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
  // Of several namesakes, one with a private mailbox may be anybody.
  if (
    uses.size > 1 &&
    !group.some((member) => sets.rootOf(member) === target && nodes.list[member]!.address?.form.organisation)
  )
    return;
  const mate = group.filter((member) => sets.rootOf(member) === target).sort((a, b) => compareRank(nodes, a, b))[0]!;
  const spelled = nodes.list[mate]!.bearer!.spelled;
  for (const name of names) {
    if (name === mate) continue;
    if (uses.size > 1) sets.join(mate, name, 'main-bearer', MAIN_BEARER_DETAIL);
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

/** `Bob Doe` without address, where the only Doe that can be meant is Robert. */
function joinShortName(
  sets: PersonSets,
  nodes: PersonNodes,
  names: readonly number[],
  families: ReadonlyMap<string, readonly number[]>,
): void {
  const form = nodes.list[names[0]!]!.bearer!.form;
  const relatives = families.get(form.family) ?? [];
  // `Pat Anderson` may be any Anderson; a rare family name is told by its short forms too.
  if (!relatives.length || (nodes.families.get(form.family) ?? 0) > MOST_RARE) return;
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

function addTo(map: Map<number, Set<number>>, key: number, value: number): void {
  const set = map.get(key);
  if (set) set.add(value);
  else map.set(key, new Set([value]));
}
