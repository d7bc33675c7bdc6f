import type { Resending } from '../../dedupe/sending/resending.js';
import type { Finding } from '../../finding/finding.js';
import { declarationOf } from '../../finding/finding-detail.js';
import type { Post, RecoveredPost } from '../../link/post/post.js';
import { resendingsOf, timeOf } from '../../link/post/post-facts.js';
import { splitsByPost } from '../../quote/splits-by-post.js';
import { type LinkedPost, linkedPosts } from '../../thread/thread.js';
import { type EmailAction, emailActionOf } from './email-action.js';
import type { Reconstruction } from './reconstruction.js';
import { fitsFilter, isWithin, overlaps, type ReportFilter } from './thread-filter.js';

/** One post in the order of time, with what it answers. */
export interface Moment extends LinkedPost {
  /** Where the moment is not when the post was sent, but when somebody passed it on as it was. */
  readonly resending?: Resending;
  readonly thread: string;
  readonly action: EmailAction | null;
  /** Findings that cast doubt on the post itself: its clock, its copies, what it quotes, its place. */
  readonly findings: readonly Finding[];
}

/** The posts of a case in order of time. */
export interface Chronology {
  /**
   * Oldest first; a missing post stands at the latest moment that it can be of, a recovered one whose clock has no zone before what quotes
   * it, posts without any date last.
   */
  readonly moments: readonly Moment[];
  /** Missing posts that nothing dates on both sides: a filter by date leaves them out. */
  readonly undatedMissing: number;
}

/**
 * What happened, in order: every post that fits the filter by itself, whatever its thread.
 *
 * With `actions`, only posts that came to be so: `['forward']`. A missing post fits a filter by date if the days between which it was sent overlap it; it is never given a moment of its own.
 */
export function chronologyOf(
  reconstruction: Reconstruction,
  filter: ReportFilter,
  actions: readonly EmailAction[] = [],
): Chronology {
  const doubts = doubtsByPost(reconstruction.findings);
  const splits = splitsByPost(reconstruction.splits);
  const moments: Moment[] = [];
  let undatedMissing = 0;
  for (const thread of reconstruction.threads) {
    for (const linked of linkedPosts(thread)) {
      const { post, parent } = linked;
      for (const resending of resendingsOf(post))
        if (isAskedFor(post, resending, filter) && (!actions.length || actions.includes('forward')))
          moments.push({ ...linked, thread: thread.key, action: 'forward', findings: [], resending });
      if (!fits(post, filter)) {
        if (isUndated(post) && fits(post, { ...filter, since: null, until: null })) undatedMissing++;
        continue;
      }
      const action = emailActionOf(post, parent, splits.get(post.key));
      if (actions.length && (action === null || !actions.includes(action))) continue;
      moments.push({ ...linked, thread: thread.key, action, findings: doubts.get(post.key) ?? [] });
    }
  }
  const quotedAt = firstQuoted(reconstruction);
  const placed = moments.map((moment) => {
    const { post, resending } = moment;
    return {
      moment,
      time: resending ? (resending.date?.time ?? Number.POSITIVE_INFINITY) : placeInTime(post, quotedAt),
    };
  });
  placed.sort((a, b) => compare(a.time, b.time) || (a.moment.post.key < b.moment.post.key ? -1 : 1));
  return { moments: placed.map(({ moment }) => moment), undatedMissing };
}

function isAskedFor(post: Post, { date }: Resending, filter: ReportFilter): boolean {
  return isWithin(date?.time ?? null, filter) && fitsFilter([post], { ...filter, since: null, until: null });
}

function fits(post: Post, filter: ReportFilter): boolean {
  const { since, until } = filter;
  if (post.kind !== 'missing' || (since === null && until === null)) return fitsFilter([post], filter);
  return overlaps(post.interval, filter) && fitsFilter([post], { ...filter, since: null, until: null });
}

const isUndated = (post: Post): boolean =>
  post.kind === 'missing' && (post.interval[0] === null || post.interval[1] === null);

/** Where a post stands in the list; a missing one at the end of the days that it can be of, one of an unknown zone where it can have been sent. */
function placeInTime(post: Post, quotedAt: (post: RecoveredPost) => number): number {
  const time = post.kind === 'missing' ? (post.interval[1] ?? post.interval[0]) : timeOf(post);
  if (time === null) return Number.POSITIVE_INFINITY;
  return post.kind === 'recovered' && post.recovered.date?.offset === null ? Math.min(time, quotedAt(post) - 1) : time;
}

/** The moment at which a recovered post was first quoted, as far as known; infinite where nothing is. */
function firstQuoted({ posts }: Reconstruction): (post: RecoveredPost) => number {
  const times = new Map<string, number>();
  for (const post of posts) {
    const time = post.kind === 'produced' && post.message.date?.offset != null ? timeOf(post) : null;
    if (time !== null) times.set(post.key, time);
  }
  return ({ recovered }) =>
    recovered.witnesses.reduce(
      (first, { post }) => Math.min(first, times.get(post) ?? first),
      Number.POSITIVE_INFINITY,
    );
}

function doubtsByPost(findings: readonly Finding[]): ReadonlyMap<string, readonly Finding[]> {
  const byPost = new Map<string, Finding[]>();
  for (const finding of findings) {
    const doubted = declarationOf(finding.kind)?.castsDoubtOn;
    if (doubted === undefined) continue;
    for (const key of doubted === 'every' ? finding.posts : finding.posts.slice(0, 1)) {
      const list = byPost.get(key);
      if (list) list.push(finding);
      else byPost.set(key, [finding]);
    }
  }
  return byPost;
}

function compare(a: number, b: number): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
