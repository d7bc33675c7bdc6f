import { readAddress } from './name/address-form.js';
import { type Bearer, bearerName, isShared } from './name/bearer-name.js';
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
}

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
    const bearer = shared ? null : bearerName(use.names, use.form.spells);
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
  return { list, byKey: new Map(list.map((node, index) => [node.key, index])) };
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
