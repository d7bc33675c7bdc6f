import type { ProducedPost } from '../../dedupe/produced-post.js';
import type { Post } from '../../link/post/post.js';
import { senderOf, subjectOf, timeOf } from '../../link/post/post-facts.js';
import type { Mailbox } from '../../message/message.js';

/** A number that is left out of a series of one sender: `[PATCH 2/5]`, `Report part 2/5`. */
export interface SeriesHole {
  readonly number: number;
  readonly total: number;
  /** What stands before the numbers, as it is compared. */
  readonly label: string;
  /** Those that were produced, by their numbers, in order. */
  readonly members: readonly (readonly [number, ProducedPost])[];
}

/** The number of a part, read from its subject. */
export interface SeriesPlace {
  readonly number: number;
  readonly total: number;
  readonly label: string;
}

interface Series {
  readonly label: string;
  readonly total: number;
  readonly members: Map<number, ProducedPost>;
  /** Numbers that are known from quotations: they are on the list already. */
  readonly recovered: Set<number>;
}

/** Longest series that is looked at. */
const LONGEST_SERIES = 200;
/** A series is sent within this time. */
const SERIES_SPAN = 3 * 86_400_000;

/** `"[plans] [PATCH v2 3/7] Raise the wall"` → 3 of 7 under `[plans] [patch v2 `; null where no numbers stand, or a date. */
export function seriesPlaceOf(subject: string): SeriesPlace | null {
  const match = /^(.{0,60}?)\b0{0,3}(\d{1,3})\/0{0,3}(\d{1,3})\b(?!\/)/.exec(subject);
  if (!match) return null;
  const [, label, number, total] = match;
  if (Number(total) < 2 || Number(total) > LONGEST_SERIES || Number(number) > Number(total)) return null;
  if (!/[[(]|\bpart\b|\bteil\b/i.test(label!)) return null;
  return { number: Number(number), total: Number(total), label: label!.toLowerCase().replace(/\s+/g, ' ') };
}

/** The holes of the numbered series of which two or more parts were produced. A cover (`0/5`) is no hole: nobody must send one. */
export function* findSeriesHoles(
  posts: readonly Post[],
  identify: (mailbox: Mailbox) => string,
): Generator<SeriesHole> {
  const all = new Map<string, Series[]>();
  const ofKind = (kind: Post['kind']) => posts.filter((post) => post.kind === kind);
  for (const post of [...ofKind('produced'), ...ofKind('recovered')]) addToSeries(post, all, identify);
  for (const { label, total, members, recovered } of [...all.values()].flat()) {
    if (members.size < 2) continue;
    const sorted = [...members].sort((a, b) => a[0] - b[0]);
    for (let number = 1; number <= total; number++)
      if (!members.has(number) && !recovered.has(number)) yield { number, total, label, members: sorted };
  }
}

function addToSeries(post: Post, all: Map<string, Series[]>, identify: (mailbox: Mailbox) => string): void {
  const sender = senderOf(post);
  const time = timeOf(post);
  if (!sender || time === null || (post.kind === 'produced' && post.duplicateOf !== null)) return;
  if (post.kind === 'produced' && (post.message.subject.reply || post.message.subject.forward)) return;
  const place = seriesPlaceOf(subjectOf(post));
  if (!place || isDay(place, time)) return;
  const key = [identify(sender), place.label, place.total].join('\n');
  const runs = all.get(key) ?? [];
  all.set(key, runs);
  let run = runs.find(({ members }) => {
    const [first] = members.values();
    return (
      first !== undefined &&
      !members.has(place.number) &&
      Math.abs((first.message.date?.time ?? 0) - time) <= SERIES_SPAN
    );
  });
  if (post.kind !== 'produced') {
    run?.recovered.add(place.number);
    return;
  }
  if (!run) {
    run = { label: place.label, total: place.total, members: new Map(), recovered: new Set() };
    runs.push(run);
  }
  run.members.set(place.number, post);
}

const PARTS = /\b(?:patch|part|teil|rfc|v\d+)\b/;
const DAYS_AROUND = 10;

/** True for a day and a month near the day of sending: `Meeting (3/5)` of the first of May. Where the label says that parts follow, it is none. */
function isDay({ number, total, label }: SeriesPlace, time: number): boolean {
  if (PARTS.test(label)) return false;
  const year = new Date(time).getUTCFullYear();
  return [
    [number, total],
    [total, number],
  ].some(([day, month]) => {
    if (day! < 1 || day! > 31 || month! < 1 || month! > 12) return false;
    return [year - 1, year, year + 1].some(
      (one) => Math.abs(Date.UTC(one, month! - 1, day!) - time) <= DAYS_AROUND * 86_400_000,
    );
  });
}
