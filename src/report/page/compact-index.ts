import type { NumberLists } from './number-lists.js';
import type { TextColumn } from './text-column.js';
import type { ViewerFindings, ViewerIndex, ViewerPosts, ViewerProduced, ViewerRequests } from './viewer-data.js';

/** The index as the viewer keeps it: columns, which a case of a million posts has the memory for. */
export interface CompactIndex
  extends Omit<ViewerIndex, 'posts' | 'findings' | 'quoted' | 'persons' | 'subjects' | 'threads' | 'requests' | Rowed> {
  readonly posts: Omit<ViewerPosts, 'to' | 'key' | 'zone'> & {
    readonly key: TextColumn;
    /** As in `ViewerPosts`, with `NO_ZONE` for null. */
    readonly zone: ArrayLike<number>;
    readonly to: NumberLists;
  };
  readonly threads: {
    /** Number of the first post of each. */
    readonly start: ArrayLike<number>;
    /** How many posts after the first of a thread the one stands that it is named for. */
    readonly root: ArrayLike<number>;
  };
  readonly persons: {
    readonly id: TextColumn;
    readonly name: TextColumn;
    /** Name, id and all else that somebody is called, lower case, a line each. */
    readonly writings: TextColumn;
    /** The words of each of these, a line each, every word behind a space: ` holt marian`. */
    readonly words: TextColumn;
    readonly kind: string;
  };
  readonly subjects: TextColumn;
  readonly findings: Omit<ViewerFindings, 'posts' | 'key'> & { readonly key: TextColumn; readonly posts: NumberLists };
  readonly requests: Omit<ViewerRequests, 'time' | 'holders'> & {
    /** NaN = unknown. */
    readonly time: Float64Array;
    readonly holders: NumberLists;
  };
  /** Posts in order, and who sent each for its author. */
  readonly agents: { readonly posts: ArrayLike<number>; readonly persons: ArrayLike<number> };
  /** People whose words posts quote: those posts in order, and the people of each. */
  readonly quoted: { readonly posts: ArrayLike<number>; readonly persons: NumberLists };
  readonly produced?: Iterable<ViewerProduced>;
  readonly folders?: Iterable<readonly [post: number, folder: string]>;
}

/** Columns that are rows of their own kind. */
export type Rowed = 'agents' | 'produced' | 'folders';

/** Stands for a zone that is not known. */
export const NO_ZONE = 9997;
