import { heldBytes, type MapiProperty, TYPE } from '../mapi-object.js';
import { subNodes } from './data-tree.js';
import { readPropertyContext } from './property-context.js';
import { faultOf, type StoreFile, type StoreNode } from './store-file.js';
import { readTable } from './table-context.js';

/** A folder of a store. */
export interface StoreFolder {
  readonly name: string;
  readonly parent: number;
  /** Items that the folder says it holds; null where it says nothing. */
  readonly told: number | null;
  /** Numbers of the items in its table of contents; null where that cannot be read. */
  readonly listed: ReadonlySet<number> | null;
}

/** Kinds of nodes (MS-PST 2.2.2.1), the lowest five bits of their numbers. */
export const NODE_KIND = { folder: 0x02, message: 0x04, contents: 0x0e } as const;

/** The kind of a node. */
export const kindOf = ({ id }: Pick<StoreNode, 'id'>): number => id & 0x1f;

const ROOT_FOLDER = 0x122;
const MESSAGE_STORE = 0x21;
const DISPLAY_NAME = 0x3001;
const CONTENT_COUNT = 0x3602;
const SUBTREE_ENTRY = 0x35e0;
const DEEPEST = 100;

/** Reads a folder: its name, its count of items, the numbers in its table of contents. */
export function readFolder(store: StoreFile, node: StoreNode, onFault: (fault: string) => void): StoreFolder {
  const { properties } = readPropertyContext(store, node);
  const count = properties.get(CONTENT_COUNT);
  const name = properties.get(DISPLAY_NAME);
  return {
    name: name ? textOf(name) : '',
    parent: node.parent,
    told: count && count.value.length >= 4 ? heldBytes(count.value).readInt32LE(0) : null,
    listed: readListed(store, node, onFault),
  };
}

function readListed(store: StoreFile, node: StoreNode, onFault: (fault: string) => void): ReadonlySet<number> | null {
  try {
    const table = store.node(node.id - kindOf(node) + NODE_KIND.contents);
    if (table === null) return null;
    const listed = new Set<number>();
    let isWhole = true;
    const rows = readTable(store, table, subNodes(store, table.sub), new Set(), (fault) => {
      isWhole = false;
      onFault(fault);
    });
    for (const { id } of rows) listed.add(id);
    return isWhole ? listed : null;
  } catch (error) {
    onFault(faultOf(error));
    return null;
  }
}

function textOf({ type, value }: MapiProperty): string {
  if (value.length > 2000) return '';
  return heldBytes(value).toString(type === TYPE.unicode ? 'utf16le' : 'latin1');
}

/** The folder that the user sees as the top of his mailbox; the root where the store does not tell. */
export function topFolder(store: StoreFile): number {
  try {
    const node = store.node(MESSAGE_STORE);
    const entry = node && readPropertyContext(store, node).properties.get(SUBTREE_ENTRY);
    const bytes = entry ? heldBytes(entry.value) : null;
    return bytes && bytes.length >= 24 ? bytes.readUInt32LE(20) : ROOT_FOLDER;
  } catch (error) {
    faultOf(error);
    return ROOT_FOLDER;
  }
}

/** `Inbox/Plans`, from the top of the mailbox; what lies beside the top is named from the root. '' for the top; null for a folder that is gone. */
export function folderPath(folders: ReadonlyMap<number, StoreFolder>, id: number, top: number): string | null {
  const names: string[] = [];
  let at = id;
  for (let depth = 0; depth < DEEPEST && at !== top && at !== ROOT_FOLDER; depth++) {
    const folder = folders.get(at);
    if (folder === undefined) return names.length ? names.join('/') : null;
    // QUIRK: an .ost does not tell its top; the folder above what the user sees has this name in every one.
    if (folder.name === 'IPM_SUBTREE') break;
    names.unshift(folder.name || '(no name)');
    at = folder.parent;
  }
  return names.join('/');
}
