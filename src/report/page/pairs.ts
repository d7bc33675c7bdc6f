import { type NumberRows, rowOf } from './number-lists.js';
import type { TextRows } from './text-column.js';
import type { ViewerPosts } from './viewer-data.js';

/** What pairs are counted from. */
interface Columns {
  readonly persons: { readonly id: TextRows; readonly name: TextRows };
  readonly posts: Pick<ViewerPosts, 'from' | 'kind' | 'time'> & { readonly to: NumberRows };
}

/** How often one person wrote to another, and when. */
export interface Pair {
  readonly from: number;
  readonly to: number;
  count: number;
  /** The first and the last of their posts that are dated, by number; -1 = none is. */
  first: number;
  last: number;
}

const kept = new WeakMap<Columns, readonly Pair[]>();

/** All pairs of sender and recipient, strongest first; somebody's mail to themselves is left out. */
export function pairsOf(index: Columns): readonly Pair[] {
  const known = kept.get(index);
  if (known) return known;
  const pairs = pairsAmong(index, () => true);
  kept.set(index, pairs);
  return pairs;
}

/** The same for some pairs alone: of a large case all of them are hundreds of thousands. */
export function pairsAmong(index: Columns, isAsked: (sender: number, recipient: number) => boolean): readonly Pair[] {
  const pairs = new Map<number, Pair>();
  const { from, to, kind, time } = index.posts;
  const persons = index.persons.id.length;
  for (let post = 0; post < from.length; post++) {
    const sender = from[post]!;
    // A missing post is only named, and a draft is kept: nothing shows that they passed between them.
    if (sender < 0 || kind[post] === 'm' || kind[post] === 'd') continue;
    const moment = time[post] ?? Number.NaN;
    for (const recipient of rowOf(to, post)) {
      if (recipient === sender || !isAsked(sender, recipient)) continue;
      const key = sender * persons + recipient;
      let pair = pairs.get(key);
      if (!pair) {
        pair = { from: sender, to: recipient, count: 0, first: -1, last: -1 };
        pairs.set(key, pair);
      }
      pair.count++;
      if (Number.isNaN(moment)) continue;
      if (pair.first < 0 || moment < time[pair.first]!) pair.first = post;
      if (pair.last < 0 || moment > time[pair.last]!) pair.last = post;
    }
  }
  return [...pairs.values()].sort((a, b) => b.count - a.count || a.from - b.from || a.to - b.to);
}

/** Two people and how often each wrote to the other. */
export interface Couple {
  readonly one: number;
  readonly other: number;
  readonly there: number;
  readonly back: number;
}

/** The couples who exchanged most: by the mail that went the lesser way, so that nobody who writes to all stands first; then by all of it. */
export function couplesOf(index: Columns, most: number, pairs = pairsOf(index)): readonly Couple[] {
  const couples = new Map<string, { one: number; other: number; there: number; back: number }>();
  for (const { from, to, count } of pairs) {
    const [one, other] = from < to ? [from, to] : [to, from];
    const key = `${one} ${other}`;
    let couple = couples.get(key);
    if (!couple) {
      couple = { one, other, there: 0, back: 0 };
      couples.set(key, couple);
    }
    if (from === one) couple.there += count;
    else couple.back += count;
  }
  return [...couples.values()]
    .sort(
      (a, b) =>
        Math.min(b.there, b.back) - Math.min(a.there, a.back) ||
        b.there + b.back - a.there - a.back ||
        a.one - b.one ||
        a.other - b.other,
    )
    .slice(0, most);
}

/** What a person sent and received. */
export interface Activity {
  readonly sent: Int32Array;
  readonly received: Int32Array;
}

const activities = new WeakMap<Columns, Activity>();

/** How much each person wrote and received. */
export function activityOf(index: Columns): Activity {
  const known = activities.get(index);
  if (known) return known;
  const count = index.persons.id.length;
  const activity = { sent: new Int32Array(count), received: new Int32Array(count) };
  const { from, to, kind } = index.posts;
  for (let post = 0; post < from.length; post++) {
    if (kind[post] === 'd') continue;
    const sender = from[post]!;
    if (sender >= 0) activity.sent[sender]!++;
    for (const recipient of rowOf(to, post)) activity.received[recipient]!++;
  }
  activities.set(index, activity);
  return activity;
}

/** Numbers of the people, most mail first. */
export function busiestOf(index: Columns): readonly number[] {
  const { sent, received } = activityOf(index);
  return Array.from(sent, (_, person) => person).sort(
    (a, b) => sent[b]! * 2 + received[b]! - sent[a]! * 2 - received[a]! || a - b,
  );
}
