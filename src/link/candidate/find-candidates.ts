// Long because each index that gives candidates is a function of its own, and nobody else calls them.

import { compareDates, compareNames, DATE, NAME } from '../feature/agreement.js';
import { type FeatureIndex, firstNotBefore } from '../feature/feature-index.js';
import type { Features, HeaderFeatures } from '../feature/features.js';
import { findRelated } from './find-related.js';
import { addBuildBefore, addEarlierVersions, addSeries } from './find-series-candidates.js';
import {
  CLOCK_TOLERANCE,
  DEEPER,
  mayPrecede,
  QUOTED,
  QUOTERS,
  type Scratch,
  scoreTexts,
  type TextScore,
  UNMARKED,
} from './score-texts.js';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
/** Posts of one author that are looked through for the one that an attribution describes. */
export const MOST_SCANNED = 200;
/** Posts of a subject that are gone back through for the first of a burst. */
export const MOST_OF_BURST = 300;

/** A post that may be what a child answers, with what the text index told about it. */
export interface Candidate {
  readonly post: number;
  /** Weighted share of the child's quoted runs that the candidate wrote, 0 to 1. */
  readonly share: number;
  readonly hits: number;
  /** How the child is related to the candidate's id: index in ID_RELATIONS. */
  readonly related: number;
}

/**
 * Posts that may be the parent of a child, from the indexes alone and bounded in number: those that wrote what it quotes, that
 * quote what its quotation quotes, that its attributions describe, that bear its subject, that were sent by whom it addresses.
 *
 * `self` is the child's number, -1 where the child is no produced post. `also` are candidates whatever the indexes say; `ofList`: the child
 * came through a list.
 */
export function findCandidates(
  featureIndex: FeatureIndex,
  child: Features,
  self: number,
  scratch: Scratch,
  { also, ofList }: { readonly also: readonly number[]; readonly ofList: boolean },
): Candidate[] {
  const candidateSet = new Set<number>(also);
  const quoted = scoreTexts(featureIndex, child.levels[1]!, child, self, scratch, QUOTED);
  for (const found of quoted.keys()) candidateSet.add(found);
  // Where only a deeper quotation is left, its author may be the parent: marks are miscounted, and replies trimmed.
  if (child.levels[1]!.length === 0) {
    for (const found of scoreTexts(featureIndex, child.levels[2]!, child, self, scratch, DEEPER).keys())
      candidateSet.add(found);
  }
  // Quotations without any mark stand in what seems the author's own text.
  if (!isFull(quoted))
    for (const found of scoreTexts(featureIndex, child.levels[0]!, child, self, scratch, UNMARKED).keys())
      candidateSet.add(found);
  addQuotersOf(featureIndex, child, self, scratch, candidateSet);
  for (const header of child.headers[1]!) addDescribed(featureIndex, header, child, self, candidateSet);
  for (const header of child.headers[2]!) addDescribed(featureIndex, header, child, self, candidateSet);
  addSameSubject(featureIndex, featureIndex.bySubject.get(child.subject.key), child, self, candidateSet, 40);
  addSameSubject(featureIndex, featureIndex.byLooseSubject.get(child.subject.loose), child, self, candidateSet, 20);
  if (child.subject.was !== '')
    addSameSubject(featureIndex, featureIndex.bySubject.get(child.subject.was), child, self, candidateSet, 10);
  for (const header of child.headers[1]!) {
    if (header.subject !== '')
      addSameSubject(featureIndex, featureIndex.bySubject.get(header.subject), child, self, candidateSet, 10);
  }
  addSeries(featureIndex, child, self, candidateSet);
  addEarlierVersions(featureIndex, child, self, candidateSet);
  if (ofList) addBuildBefore(featureIndex, child, self, candidateSet);
  const related = findRelated(featureIndex, child, self);
  for (const post of related.keys()) candidateSet.add(post);
  addAddressed(featureIndex, child, self, candidateSet);
  for (const file of child.attachments) addHolders(featureIndex, file.content, child, self, candidateSet);
  const candidates: Candidate[] = [];
  for (const post of candidateSet) {
    const found = quoted.get(post);
    candidates.push({
      post,
      share: found?.share ?? 0,
      hits: found?.hits ?? 0,
      related: related.get(post) ?? 0,
    });
  }
  return candidates.sort((a, b) => a.post - b.post);
}

function isFull(quoted: ReadonlyMap<number, TextScore>): boolean {
  for (const score of quoted.values()) if (score.share > 0.5) return true;
  return false;
}

/** Posts that quote what the child's quotation quotes: the parent quotes it too. */
function addQuotersOf(
  featureIndex: FeatureIndex,
  child: Features,
  self: number,
  scratch: Scratch,
  candidateSet: Set<number>,
): void {
  const text = child.levels[2]!;
  if (text.length === 0) return;
  const { quoted } = featureIndex;
  const touched: number[] = [];
  const { scores } = scratch;
  const opened = quoted.open(text, Math.max(1, Math.floor(text.length / QUOTERS.hashes)));
  for (let asked = 0; asked < opened; asked++) {
    const count = quoted.lookAt(asked, QUOTERS.owners);
    if (count > QUOTERS.owners) continue;
    for (let place = 0; place < count; place++) {
      const at = quoted.found[place]! * 2;
      if (scores[at] === 0) touched.push(at / 2);
      scores[at]!++;
    }
  }
  const ranked = touched
    .filter((post) => scores[post * 2]! > 1 && mayPrecede(featureIndex, post, child, self))
    .sort((a, b) => scores[b * 2]! - scores[a * 2]! || featureIndex.rank[b]! - featureIndex.rank[a]!);
  for (const post of ranked.slice(0, QUOTERS.posts)) candidateSet.add(post);
  for (const post of touched) scores[post * 2] = 0;
}

/** Posts whose author and date an attribution gives. */
function addDescribed(
  featureIndex: FeatureIndex,
  header: HeaderFeatures,
  child: Features,
  self: number,
  candidateSet: Set<number>,
): void {
  if (header.messageId !== null) {
    const named = featureIndex.byMessageId.get(header.messageId);
    if (named !== undefined && named !== self) candidateSet.add(named);
  }
  const date = header.date;
  if (date === null) {
    addLatestBy(featureIndex, header, child, self, candidateSet);
    return;
  }
  const slack = !date.precise ? 36 * HOUR : date.offset === null ? 15 * HOUR : 6 * MINUTE;
  const lists = listsOfAuthor(featureIndex, header);
  let budget = 12;
  for (const reading of date.readings) {
    const at = reading - (date.offset ?? 0) * MINUTE;
    for (const list of lists) {
      let scanned = 0;
      for (
        let place = firstNotBefore(featureIndex, list, at - slack);
        place < list.length && scanned < MOST_SCANNED;
        place++
      ) {
        scanned++;
        const post = list[place]!;
        if (!(featureIndex.times[post]! <= at + slack)) break;
        if (!mayPrecede(featureIndex, post, child, self)) continue;
        const candidate = featureIndex.posts[post]!;
        if (compareDates(date, candidate, child.offset) < DATE.day) continue;
        if (compareNames(header, candidate) < NAME.part) continue;
        if (!date.precise && candidate.subject.key !== child.subject.key) continue;
        candidateSet.add(post);
        if (--budget === 0) return;
      }
    }
    if (date.precise) addAtMinute(featureIndex, reading, date.offset, child, self, candidateSet);
  }
}

/**
 * The post whose author and minute an attribution gives; -1 if there is none, or the attribution gives no minute. A minute of
 * another hour, as other zones have it, counts only under the subject that the attribution or else its message bears.
 */
export function findDescribed(featureIndex: FeatureIndex, header: HeaderFeatures, reply: Features): number {
  const { offset } = reply;
  const subject = header.subject === '' ? reply.subject.key : header.subject;
  const { date } = header;
  if (date === null || !date.precise) return -1;
  for (const reading of date.readings) {
    const at = reading - (date.offset ?? 0) * MINUTE;
    const slack = date.offset === null ? 15 * HOUR : 6 * MINUTE;
    for (const list of listsOfAuthor(featureIndex, header)) {
      for (
        let place = firstNotBefore(featureIndex, list, at - slack), steps = 0;
        place < list.length && steps < MOST_SCANNED;
        place++
      ) {
        steps++;
        const post = list[place]!;
        if (!(featureIndex.times[post]! <= at + slack)) break;
        const candidate = featureIndex.posts[post]!;
        if (compareNames(header, candidate) < NAME.full) continue;
        const agreement = compareDates(date, candidate, offset);
        if (agreement === DATE.exact || (agreement === DATE.hourShift && candidate.subject.key === subject))
          return post;
      }
    }
  }
  return -1;
}

/** Posts sent in the very minute, whatever the name: names are written in many ways. */
function addAtMinute(
  featureIndex: FeatureIndex,
  reading: number,
  offset: number | null,
  child: Features,
  self: number,
  candidateSet: Set<number>,
): void {
  const offsets = offset !== null ? [offset] : child.offset !== null ? [child.offset] : [0];
  for (const minutes of offsets) {
    const at = reading - minutes * MINUTE;
    let budget = 6;
    for (
      let place = firstNotBefore(featureIndex, featureIndex.byTime, at - 61_000);
      place < featureIndex.byTime.length;
      place++
    ) {
      const post = featureIndex.byTime[place]!;
      if (!(featureIndex.times[post]! <= at + 61_000) || budget-- === 0) break;
      if (mayPrecede(featureIndex, post, child, self)) candidateSet.add(post);
    }
  }
}

/** The last posts before the child by the author whom an attribution without date names. */
function addLatestBy(
  featureIndex: FeatureIndex,
  header: HeaderFeatures,
  child: Features,
  self: number,
  candidateSet: Set<number>,
): void {
  for (const list of listsOfAuthor(featureIndex, header)) {
    let budget = 5;
    let steps = MOST_SCANNED;
    let place = firstNotBefore(featureIndex, list, child.time + HOUR) - 1;
    for (; place >= 0 && budget > 0 && steps > 0; place--, steps--) {
      const post = list[place]!;
      if (child.time - featureIndex.times[post]! > 21 * DAY) break;
      if (compareNames(header, featureIndex.posts[post]!) < NAME.full) continue;
      budget--;
      if (post !== self) candidateSet.add(post);
    }
  }
}

/** Lists of posts by the author that an attribution names: by address, else by the two rarest words of the name. */
function listsOfAuthor(featureIndex: FeatureIndex, header: HeaderFeatures): ArrayLike<number>[] {
  const lists: ArrayLike<number>[] = [];
  const byAddress = header.address === '' ? undefined : featureIndex.byAddress.get(header.address);
  if (byAddress) lists.push(byAddress);
  const byWord: { readonly list: ArrayLike<number>; readonly size: number }[] = [];
  for (const word of header.name) {
    const size = featureIndex.nameSize(word);
    if (size > 0) byWord.push({ list: featureIndex.byNameWord.get(word) ?? [], size });
  }
  byWord.sort((a, b) => a.size - b.size);
  lists.push(...byWord.slice(0, 3).map(({ list }) => list));
  return lists;
}

/** The posts of a subject shortly before the child, and its first ones. */
function addSameSubject(
  featureIndex: FeatureIndex,
  list: ArrayLike<number> | undefined,
  child: Features,
  self: number,
  candidateSet: Set<number>,
  most: number,
): void {
  if (!list) return;
  let budget = most;
  const end = Number.isNaN(child.time) ? list.length : firstNotBefore(featureIndex, list, child.time + CLOCK_TOLERANCE);
  let first = end;
  for (let place = end - 1; place >= 0 && budget > 0; place--) {
    const post = list[place]!;
    if (child.time - featureIndex.times[post]! > 180 * DAY) break;
    first = place;
    budget--;
    if (post !== self) candidateSet.add(post);
  }
  // The first post of the burst that the child belongs to: many replies go to it.
  for (let steps = 0; first > 0 && first < list.length && steps < MOST_OF_BURST; first--, steps++) {
    const gap = featureIndex.times[list[first]!]! - featureIndex.times[list[first - 1]!]!;
    if (gap > 45 * DAY) break;
  }
  const head = list[first];
  if (head !== undefined && head !== self && mayPrecede(featureIndex, head, child, self)) candidateSet.add(head);
}

/** A file that more posts than this have is a logo or the like. */
export const MOST_HOLDERS = 12;

/** Posts that had the same file attached before: the last ones and the first. */
function addHolders(
  featureIndex: FeatureIndex,
  file: number,
  child: Features,
  self: number,
  candidateSet: Set<number>,
): void {
  const holders = featureIndex.byAttachment.get(file);
  if (!holders || holders.length > MOST_HOLDERS) return;
  for (let place = 0; place < holders.length; place++)
    if (mayPrecede(featureIndex, holders[place]!, child, self)) candidateSet.add(holders[place]!);
}

/** The last posts by those whom the child is addressed to. */
function addAddressed(featureIndex: FeatureIndex, child: Features, self: number, candidateSet: Set<number>): void {
  if (child.to.length > 4) return;
  for (const address of child.to) {
    const list = featureIndex.byAddress.get(address);
    if (!list) continue;
    let budget = 4;
    for (let place = firstNotBefore(featureIndex, list, child.time + MINUTE) - 1; place >= 0 && budget > 0; place--) {
      const post = list[place]!;
      if (child.time - featureIndex.times[post]! > 7 * DAY) break;
      budget--;
      if (post !== self) candidateSet.add(post);
    }
  }
}
