import type { NameForm } from './name/name-form.js';
import type { PersonNode, PersonNodes } from './person-nodes.js';

/** Full names of one family name in the whole collection, up to which it counts as rare. */
export const MOST_RARE = 6;
/** How many times more often than all others together the main bearer of a name must stand in headers. */
const MAIN_BEARER = 10;
/** Said of a join with the main bearer of a name. */
export const MAIN_BEARER_DETAIL = `stands in headers over ${MAIN_BEARER} times as often as the others of that name`;

/** Nodes by the full name that they bear, shared addresses left out. */
export function indexBearers(nodes: PersonNodes, wanted: (node: PersonNode) => boolean): Map<string, number[]> {
  const index = new Map<string, number[]>();
  for (const [at, node] of nodes.list.entries())
    if (node.bearer && !node.shared && wanted(node)) push(index, node.bearer.form.key, at);
  return index;
}

/** The root that bears the name alone or almost alone; the name itself where no address does; null where it is open. */
export function mainBearer(uses: ReadonlyMap<number, number>, alone: number): number | null {
  if (!uses.size) return alone;
  const [first, second, ...rest] = [...uses].sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  if (!second) return first![0];
  const others = rest.reduce((sum, [, count]) => sum + count, second[1]);
  return first![1] > others * MAIN_BEARER ? first![0] : null;
}

/** All in one group where their middle names agree; else one group a middle initial, those without any apart. Names turned around apart. */
export function splitByMiddle(nodes: PersonNodes, members: readonly number[]): readonly (readonly number[])[] {
  const formOf = (member: number): NameForm => nodes.list[member]!.bearer!.form;
  const { key } = formOf(members[0]!);
  const orders = new Map<string, number[]>();
  for (const member of members) push(orders, nodes.turned.has(key) ? formOf(member).given : '', member);
  return [...orders.values()].flatMap((group) => {
    const initials = new Map<string, number[]>();
    for (const member of group)
      push(initials, formOf(member).middle[0]?.[0] ?? initialIn(nodes.list[member]!.address?.form.local ?? ''), member);
    const named = [...initials.keys()].filter(Boolean).length;
    return named > 1 || (named === 1 && nodes.toldApart.has(key)) ? [...initials.values()] : [group];
  });
}

/** The middle initial that an address spells: `l` of `jane.l.doe@x.org`. */
export const initialIn = (local: string): string =>
  /^[\p{L}'-]{2,40}[._](\p{L})[._][\p{L}'-]{2,40}$/u.exec(local)?.[1]?.toLowerCase() ?? '';

/** Adds a value to the list of a key. */
export function push<Key, Value>(map: Map<Key, Value[]>, key: Key, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
