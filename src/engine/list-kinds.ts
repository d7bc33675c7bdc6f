import { LIST_NAMES, type ListName } from '../link/feature/index-lists.js';
import { TextHash } from '../text/text-hash.js';

/** The kinds of lists as tables name them: by their places, from 1 on. Runs of words and files come first: those lists are read whole or not at all. */
const LIST_KINDS = [
  'authored',
  'quoted',
  'attachment',
  ...LIST_NAMES.filter((name) => name !== 'attachment'),
  'minute',
] as const;

/** A kind of list. */
export type ListKind = 'authored' | 'quoted' | 'minute' | ListName;

/** The number of a kind. */
export const kindOf = (kind: ListKind): number => (LIST_KINDS as readonly ListKind[]).indexOf(kind) + 1;

/** What a list is of, as a number in decimal: a number itself, or 62 bits of the hash of a text. Hashing is ours, as no two engines agree on one. */
export function keyOf(key: string | number): string {
  if (typeof key === 'number') return String(key);
  new TextHash().add(key).store(WORDS, 0);
  return String((BigInt(WORDS[0]! >>> 2) << 32n) | BigInt(WORDS[1]!));
}

const WORDS = new Uint32Array(4);

/** Moments as integers: undated posts are last, and the ends of time are beyond all. */
const UNDATED = Number.MAX_SAFE_INTEGER - 1;

/** A moment that is looked up, as an integer. */
export const momentOf = (time: number): number =>
  Math.max(-Number.MAX_SAFE_INTEGER, Math.min(Number.MAX_SAFE_INTEGER, Math.ceil(time)));

/** The time of a post as an integer. */
export const timeOf = (time: number): number => (Number.isNaN(time) ? UNDATED : Math.floor(time));
