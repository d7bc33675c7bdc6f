import type { SplitBody } from '../../quote/segment.js';
import { LIKELY_PRODUCED, numberProduced, type RecoveredBinding } from '../candidate/absent-parents.js';
import { findDescribed } from '../candidate/find-candidates.js';
import { CLOCK_TOLERANCE } from '../candidate/score-texts.js';
import { compareDates, compareNames, DATE, NAME } from '../feature/agreement.js';
import type { FeatureIndex } from '../feature/feature-index.js';
import type { RecoveredPost } from './post.js';
import type { PostTable } from './post-table.js';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** How sure it is that a message answers what its own witness quotes right below it. */
const CHAIN_CONFIDENCE = 0.9;
/** The same where the message was produced and does not show that quotation itself. */
const HEARSAY_CONFIDENCE = 0.6;

/** What is to be done with recovered posts that no child chose. */
export interface RecoveredPlaces {
  readonly links: readonly { readonly child: number; readonly parent: number; readonly confidence: number }[];
  /** Recovered posts that are the quotation of a message that has its place already. */
  readonly explained: ReadonlySet<number>;
}

/**
 * Finds the place of recovered messages by the order in which their witnesses quote them: what stands right above a quotation
 * answers it. A recovered message that its witness's chosen parent explains is no message of its own.
 *
 *     witness            chose a parent    -> explained, if the heading fits that parent
 *       > quotation T    has no parent     -> T answers R
 *       > > quotation R
 */
export function placeRecovered(
  table: PostTable,
  splits: ReadonlyMap<string, SplitBody>,
  bindings: readonly RecoveredBinding[],
  parents: readonly number[],
  confidences: readonly number[],
  featureIndex: FeatureIndex,
): RecoveredPlaces {
  const numbers = numberPosts(table);
  const targets = new Map<string, number>();
  for (const { post, embedded, target } of bindings) {
    const number = numbers.get(target);
    if (number !== undefined) targets.set(`${post} ${embedded}`, number);
  }
  const answered = new Set(parents);
  const linked = new Map<number, { child: number; parent: number; confidence: number }>();
  const explained = new Set<number>();
  table.recovered.forEach((post, index) => {
    const number = table.produced.length + index;
    let needed = answered.has(number);
    let isExplained = false;
    for (const { post: key, embedded } of post.recovered.witnesses) {
      const above = splits.get(key)?.embedded[embedded]?.quotedBy ?? null;
      const quoting = above === null ? numbers.get(key) : targets.get(`${key} ${above}`);
      const described = needed ? -1 : findHeadingIn(featureIndex, numbers.get(key), embedded);
      if (described >= 0) isExplained = true;
      if (quoting === undefined || quoting === number || quoting === described) continue;
      const parent = linked.get(quoting)?.parent ?? parents[quoting] ?? -1;
      if (parent === number) continue;
      const isProduced = table.isProduced(quoting);
      if (parent >= 0 && isProduced && (above !== null || fits(post, parent, table, featureIndex, numbers)))
        isExplained = true;
      else if (above !== null && (parent < 0 || !isProduced)) {
        const answers = described >= 0 ? described : number;
        if (leadsTo(answers, quoting, parents, linked) || isYounger(table, answers, quoting)) continue;
        const confidence = isProduced ? HEARSAY_CONFIDENCE : CHAIN_CONFIDENCE;
        const linkedBefore = linked.get(quoting);
        linked.set(quoting, { child: quoting, parent: answers, confidence });
        if (described >= 0) continue;
        // The last of what stands below takes over the ancestor, and how sure that was.
        const last = parent < 0 ? -1 : lastBelow(number, parents, linked);
        if (
          last >= 0 &&
          !table.isProduced(last) &&
          !leadsTo(parent, last, parents, linked) &&
          !isYounger(table, parent, last)
        ) {
          const known = linkedBefore?.confidence ?? confidences[quoting] ?? 0;
          linked.set(last, { child: last, parent, confidence: Math.min(CHAIN_CONFIDENCE, known) });
        }
        needed = true;
      }
    }
    if (!needed && isExplained) explained.add(number);
  });
  // What stands right below a recovered message may be a produced one.
  for (const { post, embedded, target, kind, score = 0 } of bindings) {
    if (kind !== 'produced' || score < LIKELY_PRODUCED) continue;
    const above = splits.get(post)?.embedded[embedded]?.quotedBy ?? null;
    const quoting = above === null ? undefined : targets.get(`${post} ${above}`);
    const produced = numbers.get(target);
    if (quoting === undefined || produced === undefined || table.isProduced(quoting)) continue;
    if ((linked.get(quoting)?.parent ?? parents[quoting] ?? -1) >= 0) continue;
    if (leadsTo(produced, quoting, parents, linked) || isYounger(table, produced, quoting)) continue;
    linked.set(quoting, { child: quoting, parent: produced, confidence: CHAIN_CONFIDENCE });
  }
  return { links: [...linked.values()], explained };
}

function numberPosts(table: PostTable): ReadonlyMap<string, number> {
  const numbers = numberProduced(table);
  table.recovered.forEach((post, index) => {
    numbers.set(post.key, table.produced.length + index);
  });
  return numbers;
}

/** The produced post that a heading gives by author and minute, -1 if none. */
function findHeadingIn(featureIndex: FeatureIndex, number: number | undefined, embedded: number): number {
  const reply = featureIndex.posts[number ?? -1];
  const header = reply?.headers.flat().find((one) => one.embedded === embedded);
  return reply && header ? findDescribed(featureIndex, header, reply) : -1;
}

/** The heading under which a message was recovered may be that of the parent. */
function fits(
  post: RecoveredPost,
  parent: number,
  table: PostTable,
  featureIndex: FeatureIndex,
  numbers: ReadonlyMap<string, number>,
): boolean {
  if (!table.isProduced(parent)) return false;
  const features = featureIndex.posts[parent]!;
  for (const { post: key, embedded } of post.recovered.witnesses) {
    const reply = featureIndex.posts[numbers.get(key) ?? -1];
    const header = reply?.headers.flat().find((one) => one.embedded === embedded);
    if (header === undefined) continue;
    const name = compareNames(header, features);
    const date = compareDates(header.date, features, reply!.offset);
    if (name !== NAME.contradicts && date !== DATE.contradicts) return true;
  }
  return false;
}

/** True where a message was sent so long after another that this one cannot answer it, whatever the clocks, zones and readings. */
function isYounger(table: PostTable, parent: number, child: number): boolean {
  return timesOf(table, parent).earliest - timesOf(table, child).latest > CLOCK_TOLERANCE;
}

/** Between which moments a post was sent; NaN where nothing is known. */
function timesOf(table: PostTable, post: number): { readonly earliest: number; readonly latest: number } {
  if (table.isProduced(post)) return { earliest: table.times[post]!, latest: table.times[post]! };
  const date = table.recovered[post - table.produced.length]?.recovered.date ?? null;
  if (date === null) return { earliest: Number.NaN, latest: Number.NaN };
  const readings = [date.local, ...date.alternatives].map((local) => local - (date.offset ?? 0) * MINUTE);
  return { earliest: Math.min(...readings), latest: Math.max(...readings) + (date.precision === 'day' ? DAY : 0) };
}

/** The last post to which the order of the quotations leads from `from`, -1 where that one has a parent of its own. */
function lastBelow(
  from: number,
  parents: readonly number[],
  linked: ReadonlyMap<number, { readonly parent: number }>,
): number {
  let at = from;
  for (let steps = 0; linked.has(at) && steps < 100; steps++) at = linked.get(at)!.parent;
  return linked.has(at) || (parents[at] ?? -1) >= 0 ? -1 : at;
}

/** True if the parents of `from` lead to `to`: a link from `to` to `from` would close a loop. */
function leadsTo(
  from: number,
  to: number,
  parents: readonly number[],
  linked: ReadonlyMap<number, { readonly parent: number }>,
): boolean {
  let at = from;
  for (let steps = 0; at >= 0 && steps < 100; steps++) {
    if (at === to) return true;
    at = linked.get(at)?.parent ?? parents[at] ?? -1;
  }
  return at >= 0;
}
