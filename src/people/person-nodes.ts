import { readAddress } from './name/address-form.js';
import { type Bearer, bearerName, isShared, withoutStrayNames } from './name/bearer-name.js';
import { nameNodeKey, readName } from './name/name-form.js';
import { entryKeys, offerKeys, type PeopleFile } from './people-file.js';
import type { AddressUse, MailboxTally } from './tally-mailboxes.js';

/** One address, or one name without address: what is joined into people. */
export interface PersonNode {
  /** `a:` and the address's key, or `n:` and the name's key. */
  readonly key: string;
  readonly address: AddressUse | null;
  /** Spellings and how often each is used. */
  readonly written: ReadonlyMap<string, number>;
  readonly uses: number;
  readonly shared: boolean;
  /** The name that this node stands for; null where there is none. */
  readonly bearer: Bearer | null;
}

/** The names and addresses that are to be joined into persons, each with how often it is used. */
export interface PersonNodes {
  /** Sorted by key. */
  readonly list: readonly PersonNode[];
  readonly byKey: ReadonlyMap<string, number>;
  /** How many different full names of each family name there are: how much one of them tells. */
  readonly families: ReadonlyMap<string, number>;
  /** Full names of common families that directories hold with a middle name and without: most likely two people. */
  readonly toldApart: ReadonlySet<string>;
  /** Full names that directories hold in both orders, `Allen Joe` and `Joe Allen`: two people, for they write the given name first. */
  readonly turned: ReadonlySet<string>;
}

/** Full names of one family, from which on the family name tells little. */
const COMMON_FAMILY = 12;

/** A node for each address, for each name without address (also beside a shared address), and for what the file lists. */
export function buildPersonNodes(tally: MailboxTally, file: PeopleFile): PersonNodes {
  const nodes = new Map<string, PersonNode>();
  const bare = new Map<string, { written: Map<string, number>; uses: number }>();
  const addBare = (key: string, name: string, uses: number): void => {
    let use = bare.get(key);
    if (!use) {
      use = { written: new Map(), uses: 0 };
      bare.set(key, use);
    }
    use.uses += uses;
    use.written.set(name, (use.written.get(name) ?? 0) + uses);
  };
  for (const [key, use] of tally.addresses) {
    const shared = use.relay || isShared(use.names);
    const bearer = shared ? null : bearerName(withoutStrayNames(use.names, use.form.local), use.form.spells);
    nodes.set(`a:${key}`, { key: `a:${key}`, address: use, written: use.written, uses: use.uses, shared, bearer });
    if (!shared) continue;
    for (const [name, uses] of use.names) if (readName(name).full) addBare(nameNodeKey(name), name, uses);
  }
  for (const use of tally.names.values()) for (const [name, uses] of use.written) addBare(use.key, name, uses);
  for (const [key, use] of bare) nodes.set(`n:${key}`, bareNode(key, use.written, use.uses));
  for (const entry of file.people) {
    const texts = [...entry.addresses, ...entry.names];
    for (const [index, key] of entryKeys(entry).entries())
      if (!nodes.has(key)) nodes.set(key, unseenNode(key, texts[index]!));
  }
  for (const offer of file.offers)
    for (const [index, key] of (offer.accept ? offerKeys(offer) : []).entries())
      if (!nodes.has(key)) nodes.set(key, unseenNode(key, offer.join[index]!));
  const list = [...nodes.values()].sort((a, b) => (a.key < b.key ? -1 : 1));
  const families = countFamilies(list);
  return {
    list,
    byKey: new Map(list.map((node, index) => [node.key, index])),
    families,
    toldApart: findToldApart(list, families),
    turned: findTurned(list),
  };
}

function countFamilies(list: readonly PersonNode[]): ReadonlyMap<string, number> {
  const keys = new Map<string, Set<string>>();
  for (const { bearer } of list) {
    if (!bearer?.form.full) continue;
    const known = keys.get(bearer.form.family);
    if (known) known.add(bearer.form.key);
    else keys.set(bearer.form.family, new Set([bearer.form.key]));
  }
  return new Map([...keys].map(([family, set]) => [family, set.size]));
}

function findTurned(list: readonly PersonNode[]): ReadonlySet<string> {
  const givens = new Map<string, string>();
  const turned = new Set<string>();
  for (const { address, bearer } of list) {
    if (address?.form.kind !== 'lotus' || !bearer?.form.full) continue;
    const { key, given } = bearer.form;
    if ((givens.get(key) ?? given) !== given) turned.add(key);
    givens.set(key, given);
  }
  return turned;
}

/** `Mark Evans/LON/ACME` beside `Mark A Evans/HOU/ACME`: a directory writes one person one way. */
function findToldApart(list: readonly PersonNode[], families: ReadonlyMap<string, number>): ReadonlySet<string> {
  const forms = new Map<string, number>();
  for (const { address, bearer } of list) {
    if (!address || address.form.kind === 'smtp' || !bearer?.form.full) continue;
    const { key, middle, family } = bearer.form;
    if ((families.get(family) ?? 0) >= COMMON_FAMILY) forms.set(key, (forms.get(key) ?? 0) | (middle.length ? 1 : 2));
  }
  return new Set([...forms].flatMap(([key, seen]) => (seen === 3 ? [key] : [])));
}

function bareNode(key: string, written: ReadonlyMap<string, number>, uses: number): PersonNode {
  return { key: `n:${key}`, address: null, written, uses, shared: false, bearer: bearerName(written, '') };
}

/** What only the people file knows. */
function unseenNode(key: string, text: string): PersonNode {
  const written = new Map([[text, 0]]);
  if (key.startsWith('n:')) return bareNode(key.slice(2), written, 0);
  const form = readAddress(text);
  const address: AddressUse = { form, written, names: new Map(), uses: 0, relay: false };
  return { key, address, written, uses: 0, shared: false, bearer: bearerName(address.names, form.spells) };
}
