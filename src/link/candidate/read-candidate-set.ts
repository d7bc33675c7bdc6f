import { DATE, NAME } from '../feature/agreement.js';
import { type Customs, LEAST_TOLD } from '../feature/customs.js';
import { type FeatureIndex, firstNotBefore } from '../feature/feature-index.js';
import type { Features } from '../feature/features.js';
import { type Habits, NO_HABITS } from '../feature/habits.js';
import { goesToList } from '../feature/list-archive.js';
import { findTwins } from '../feature/sent-twice.js';
import { comparePair, type Pair } from './compare-pair.js';
import { findCandidates } from './find-candidates.js';
import type { Scratch } from './score-texts.js';

/** A child, its candidates compared, and what the candidates together tell. */
export interface CandidateSet {
  readonly child: Features;
  /** Number of the child, or of the post that cites it where the child itself was not produced. */
  readonly self: number;
  /** The child is a post that was not produced. */
  readonly absent: boolean;
  readonly pairs: readonly Pair[];
  readonly bestShare: number;
  readonly secondShare: number;
  /** The best share of those whom a heading of the quotation names; of all where no heading names anybody. */
  readonly namedShare: number;
  /** When the first who wrote the child's deeper quotation did so; -Infinity where nobody did. */
  readonly grandTime: number;
  /** When the first who quotes the same as the child did so; Infinity where nobody does. */
  readonly quotedSince: number;
  readonly bestDeeper: number;
  readonly bestLikeness: number;
  readonly secondLikeness: number;
  /** Best agreement of a dated attribution with any candidate whose name agrees. */
  readonly bestDate: number;
  readonly bestName: number;
  /** A candidate fits the attribution in name and minute and wrote what is quoted: 2; only one of them: 1. */
  readonly bestFit: number;
  /** A candidate fits what the child says of its deeper quotation: its heading, or its text. */
  readonly deeperFits: boolean;
  /** A candidate quotes most of what the child quotes, and nobody in the pool wrote it. */
  readonly sharedUnknown: boolean;
  /** For each pair: 0 = the last post of the child's subject before it, 1 = the one before, ...; -1 = other subject or later. */
  readonly recency: readonly number[];
  /** For each pair: how many posts of the subject the pool holds before it. */
  readonly seniority: readonly number[];
  /** For each pair: whether its author sent the same text again, or had sent it before. */
  readonly twins: ReturnType<typeof findTwins>;
  readonly anyGreeted: boolean;
  readonly anyNamed: boolean;
  /** Author of the first post of the subject in the pool, '' if none. */
  readonly opener: string;
  /** When the child's author last wrote under the subject before; -Infinity if never. */
  readonly lastOwn: number;
  /** The pool holds number 0, or number 1, of the child's own numbered series. */
  readonly hasCover: boolean;
  readonly hasFirst: boolean;
  /** The notice that opened the child's bug: whether it is a candidate, and else whether other bugs of the run have one. */
  readonly opening: 'there' | 'missing' | 'unknown';
  /** ms since the last earlier post of the same subject; Infinity if there is none. */
  readonly subjectGap: number;
  readonly habits: Habits;
  /** How people answer in this run; null in direct mail, which is weighed as before these were measured. */
  readonly customs: Customs | null;
  /** The child, or for a post that was not produced its reply, goes to people and to no list. */
  readonly direct: boolean;
  /** Addresses of lists and groups in this run. */
  readonly lists: ReadonlySet<string>;
  /** Replies of this run keep their reply marks: a subject without one then begins something. */
  readonly marksKept: boolean;
  /** How many posts of the run bear the subject. */
  readonly subjectCount: number;
}

/** What else is known when candidates are gathered. */
export interface PoolOptions {
  /** The child was not produced itself. */
  readonly absent?: boolean;
  readonly habits?: Habits;
  /** Null in a collection of direct mail. */
  readonly customs?: Customs | null;
  /** Posts that are candidates whatever the indexes say. */
  readonly also?: readonly number[];
}

/** Gathers the candidates of one child from all indexes, each with what the pair shows. */
export function readCandidateSet(
  featureIndex: FeatureIndex,
  child: Features,
  self: number,
  scratch: Scratch,
  options: PoolOptions = {},
): CandidateSet {
  const { absent = false, also = [] } = options;
  const measured = options.customs ?? null;
  const direct =
    measured === null || (measured.archive.isMixed && !goesToList(child.reply ?? child, measured.archive.lists));
  const customs = direct ? null : measured;
  const isDateTold = customs === null || customs.datesTold >= LEAST_TOLD;
  const candidates = findCandidates(featureIndex, child, self, scratch, { also, ofList: !direct });
  if (candidates.length > 0) scratch.texts.open(featureIndex, child);
  const pairs = candidates.map((found) => comparePair(featureIndex, child, found, scratch.texts, isDateTold));
  let bestShare = 0;
  let secondShare = 0;
  let namedShare = 0;
  let grandTime = Number.NEGATIVE_INFINITY;
  let quotedSince = Number.POSITIVE_INFINITY;
  let bestDeeper = 0;
  let bestLikeness = 0;
  let secondLikeness = 0;
  let bestDate: number = DATE.none;
  let bestName: number = NAME.none;
  let anyGreeted = false;
  let anyNamed = false;
  let bestFit = 0;
  let deeperFits = false;
  let requoted = 0;
  for (const pair of pairs) {
    if (pair.share > bestShare) {
      secondShare = bestShare;
      bestShare = pair.share;
    } else if (pair.share > secondShare) secondShare = pair.share;
    if (pair.name !== NAME.contradicts && pair.share > namedShare) namedShare = pair.share;
    if (pair.grand > 0.6 && (grandTime === Number.NEGATIVE_INFINITY || pair.candidate.time < grandTime))
      grandTime = pair.candidate.time;
    if (pair.requoted > 0.6 && pair.candidate.time < quotedSince) quotedSince = pair.candidate.time;
    if (pair.likeness > bestLikeness) {
      secondLikeness = bestLikeness;
      bestLikeness = pair.likeness;
    } else if (pair.likeness > secondLikeness) secondLikeness = pair.likeness;
    if (pair.deeper > bestDeeper) bestDeeper = pair.deeper;
    if (pair.name !== NAME.contradicts && pair.date > bestDate) bestDate = pair.date;
    if (pair.name > bestName) bestName = pair.name;
    if (pair.greeted) anyGreeted = true;
    if (pair.named && !pair.self) anyNamed = true;
    const fit = (pair.share > 0.6 ? 1 : 0) + (pair.date >= DATE.hourShift && pair.name >= NAME.part ? 1 : 0);
    if (fit > bestFit) bestFit = fit;
    if (pair.grand > 0.6 || (pair.grandDate >= DATE.minutes && pair.grandName >= NAME.part)) deeperFits = true;
    if (pair.requoted > requoted) requoted = pair.requoted;
  }
  const places = placeBySubject(featureIndex, pairs, self);
  const firstAlike = places.seniority.indexOf(0);
  let lastOwn = Number.NEGATIVE_INFINITY;
  pairs.forEach((pair, index) => {
    if (pair.self && places.seniority[index]! >= 0) lastOwn = Math.max(lastOwn, pair.candidate.time);
  });
  const group = featureIndex.bySubject.get(child.subject.key);
  return {
    child,
    self,
    absent,
    pairs,
    bestShare,
    secondShare,
    namedShare,
    grandTime,
    quotedSince,
    bestDeeper,
    bestLikeness,
    secondLikeness,
    bestDate,
    bestName,
    bestFit,
    deeperFits,
    sharedUnknown: requoted > 0.6 && bestShare < 0.15,
    ...places,
    twins: findTwins(featureIndex, pairs),
    anyGreeted,
    anyNamed,
    opener: firstAlike < 0 ? '' : pairs[firstAlike]!.candidate.author,
    lastOwn,
    hasCover: pairs.some((pair) => isOfSeries(child, pair) && pair.candidate.subject.series!.number === 0),
    hasFirst: pairs.some((pair) => isOfSeries(child, pair) && pair.candidate.subject.series!.number === 1),
    opening: findOpening(featureIndex, child, pairs),
    subjectGap: gapToSubject(featureIndex, group, child, self),
    habits: options.habits ?? NO_HABITS,
    customs,
    direct,
    lists: featureIndex.lists,
    marksKept: customs === null ? featureIndex.replyMarks >= 0.3 : customs.marks(child.author) >= 0.5,
    subjectCount: featureIndex.subjectSize(child.subject.key),
  };
}

/** Both are posts of one numbered series, such as `[PATCH v2 3/7]` and `[PATCH v2 0/7]`, sent together by one author. */
export function isOfSeries(child: Features, pair: Pair): boolean {
  const mine = child.subject.series;
  const theirs = pair.candidate.subject.series;
  if (mine === null || theirs === null || child.subject.reply || pair.candidate.subject.reply) return false;
  if (mine.of === 0 || mine.of !== theirs.of || mine.version !== theirs.version || mine.number === theirs.number)
    return false;
  return pair.self && Math.abs(pair.lag) < 12 * 3600e3;
}

/** Bugzilla opens a bug with `[Bug 12] New: ...`, and all later notices answer that. */
function findOpening(featureIndex: FeatureIndex, child: Features, pairs: readonly Pair[]): CandidateSet['opening'] {
  const label = child.subject.series?.label ?? '';
  if (!label.startsWith('bug ') || label.includes('#')) return 'unknown';
  if (pairs.some(({ candidate: { subject } }) => subject.series?.label === label && subject.series.opens))
    return 'there';
  return featureIndex.opensBugs ? 'missing' : 'unknown';
}

function placeBySubject(
  featureIndex: FeatureIndex,
  pairs: readonly Pair[],
  self: number,
): Pick<CandidateSet, 'recency' | 'seniority'> {
  const recency = new Array<number>(pairs.length).fill(-1);
  const seniority = new Array<number>(pairs.length).fill(-1);
  const alike = [...pairs.keys()].filter((index) => {
    const pair = pairs[index]!;
    if (pair.subject === 'different' || pair.subject === 'near' || pair.subject === 'none') return false;
    return pair.lag > 0 || (pair.lag === 0 && featureIndex.rank[pair.post]! < featureIndex.rank[self]!);
  });
  alike.sort((a, b) => featureIndex.rank[pairs[a]!.post]! - featureIndex.rank[pairs[b]!.post]!);
  alike.forEach((index, place) => {
    recency[index] = alike.length - 1 - place;
    seniority[index] = place;
  });
  return { recency, seniority };
}

function gapToSubject(
  featureIndex: FeatureIndex,
  group: ArrayLike<number> | undefined,
  child: Features,
  self: number,
): number {
  if (!group || Number.isNaN(child.time)) return Number.POSITIVE_INFINITY;
  for (let place = firstNotBefore(featureIndex, group, child.time + 1) - 1; place >= 0; place--) {
    if (group[place] !== self) return child.time - featureIndex.times[group[place]!]!;
  }
  return Number.POSITIVE_INFINITY;
}
