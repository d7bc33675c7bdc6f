import { NO_ZONE } from '../../report/page/compact-index.js';
import type { ViewerResending } from '../../report/page/viewer-data.js';

/** That somebody passed a post on as it was. */
export interface Resent {
  readonly post: number;
  readonly from: number;
  readonly to: readonly number[];
  /** Seconds since 1970 UTC; NaN = unknown. */
  readonly time: number;
  /** As in the column of posts, with `NO_ZONE` for unknown. */
  readonly zone: number;
}

/** The rows of an index, each person as whom he was joined to. */
export function readResent(rows: readonly ViewerResending[], of: (person: number) => number): readonly Resent[] {
  return rows.map(([post, from, to, time, zone]) => ({
    ...{ post, from: of(from), to: [...new Set(to.map(of))] },
    ...{ time: time ?? Number.NaN, zone: zone ?? NO_ZONE },
  }));
}

/** 1 = the post was passed on as it was by or to somebody who is marked, as asked for. */
export function resentAmong(
  { resent, postCount }: { readonly resent: readonly Resent[]; readonly postCount: number },
  marked: Uint8Array,
  ends: { readonly from?: boolean; readonly to?: boolean },
): Uint8Array {
  const found = new Uint8Array(postCount);
  for (const { post, from, to } of resent)
    if ((ends.from && marked[from] === 1) || (ends.to && to.some((person) => marked[person] === 1))) found[post] = 1;
  return found;
}
