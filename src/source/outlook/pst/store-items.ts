import type { RandomBytes } from '../../container/random-bytes.js';
import { learnAddresses } from '../exchange-addresses.js';
import { classOf, otherKind } from '../item-class.js';
import { type MapiObject, OutlookFault } from '../mapi-object.js';
import { ENTERPRISE } from './crypt.js';
import { faultOf, StoreFile, type StoreNode } from './store-file.js';
import { folderPath, kindOf, NODE_KIND, readFolder, type StoreFolder, topFolder } from './store-folders.js';
import { namesOfStore, readStoreObject } from './store-object.js';

/** An item of a store with what its place says. */
export interface StoreItem {
  readonly object: MapiObject;
  /** Path of its folder; null where it is in none any more. */
  readonly folder: string | null;
  readonly recovered: boolean;
}

/** What a store held, complete once its items were read. */
export interface StoreTally {
  readonly form: string;
  /** Items in the node tree. */
  expected: number;
  /** Items that were read, messages and others. */
  read: number;
  messages: number;
  recovered: number;
  /** Items that could not be read. */
  failed: number;
  /** What is no message, by what it is. */
  readonly others: Map<string, number>;
  readonly faults: string[];
}

/** A store, opened. */
export interface OpenStore {
  readonly tally: StoreTally;
  /** SMTP addresses by X.500 names in lower case, from every place of the store where both stand together. */
  readonly addresses: ReadonlyMap<string, string>;
  items(): Generator<StoreItem>;
}

const MOST_FAULTS = 50;
const MOST_ADDRESSES = 500_000;

/**
 * Opens a .pst or .ost and sweeps its node tree: every item that is there is read, whether or not a folder's table lists it, and each by
 * itself. Throws `OutlookFault` where the store as a whole cannot be read.
 */
export function openStore(bytes: RandomBytes): OpenStore {
  const store = new StoreFile(bytes);
  const { form, crypt } = store.header;
  if (crypt === ENTERPRISE)
    throw new OutlookFault('it is encrypted by Windows (Information Protection) and cannot be read without its keys');
  if (crypt > 2) throw new OutlookFault(`it is encrypted in a way that is not known (${crypt})`);
  const tally: StoreTally = {
    form,
    expected: 0,
    read: 0,
    messages: 0,
    recovered: 0,
    failed: 0,
    others: new Map(),
    faults: [],
  };
  const fault = (text: string) => {
    if (tally.faults.length < MOST_FAULTS && !tally.faults.includes(text)) tally.faults.push(text);
  };
  const folders = new Map<number, StoreFolder>();
  const addresses = new Map<string, string>();
  const names = guarded(() => namesOfStore(store), new Map<string, number>(), fault);
  for (const node of store.nodes(fault)) {
    if (kindOf(node) === NODE_KIND.folder)
      guarded(
        () =>
          void folders.set(
            node.id,
            readFolder(store, node, (text) => fault(`the table of a folder: ${text}`)),
          ),
        undefined,
        fault,
      );
    else if (kindOf(node) === NODE_KIND.message) {
      tally.expected++;
      if (addresses.size < MOST_ADDRESSES)
        guarded(
          () => learnAddresses(readStoreObject(store, node, names), addresses),
          undefined,
          () => {},
        );
    }
  }
  const top = guarded(() => topFolder(store), 0, fault);
  return { tally, addresses, items: () => sweep(store, { folders, names, tally, top, fault }) };
}

interface Sweep {
  readonly folders: ReadonlyMap<number, StoreFolder>;
  readonly names: ReadonlyMap<string, number>;
  readonly tally: StoreTally;
  readonly top: number;
  readonly fault: (text: string) => void;
}

function* sweep(store: StoreFile, { folders, names, tally, top, fault }: Sweep): Generator<StoreItem> {
  const perFolder = new Map<number, number>();
  for (const node of store.nodes(() => {})) {
    if (kindOf(node) !== NODE_KIND.message) continue;
    perFolder.set(node.parent, (perFolder.get(node.parent) ?? 0) + 1);
    let object: MapiObject;
    try {
      object = readStoreObject(store, node, names);
    } catch (error) {
      tally.failed++;
      fault(`an item: ${faultOf(error)}`);
      continue;
    }
    tally.read++;
    const other = otherKind(classOf(object));
    if (other !== null) {
      tally.others.set(other[1], (tally.others.get(other[1]) ?? 0) + 1);
      continue;
    }
    tally.messages++;
    const recovered = isOrphan(node, folders);
    if (recovered) tally.recovered++;
    yield { object, folder: folderPath(folders, node.parent, top), recovered };
  }
  for (const [id, { told, listed }] of folders) {
    const found = perFolder.get(id) ?? 0;
    const most = Math.max(told ?? 0, listed?.size ?? 0);
    if (found < most)
      fault(
        `the folder ${folderPath(folders, id, top) || '(top)'} says that it holds ${most} items; ${found} are there`,
      );
  }
}

/** True for an item whose folder is gone, or whose folder's table, read in full, does not list it. */
function isOrphan(node: StoreNode, folders: ReadonlyMap<number, StoreFolder>): boolean {
  const folder = folders.get(node.parent);
  if (folder === undefined) return folders.size > 0;
  return folder.listed !== null && !folder.listed.has(node.id);
}

function guarded<T>(read: () => T, otherwise: T, onFault: (fault: string) => void): T {
  try {
    return read();
  } catch (error) {
    onFault(faultOf(error));
    return otherwise;
  }
}
