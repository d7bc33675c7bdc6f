import type { ProducedPost } from '../dedupe/produced-post.js';
import type { SplitBody } from '../quote/segment.js';
import { NumberRows, type NumberStore } from '../text/number-rows.js';
import { findNumberedPost } from './candidate/find-numbered-post.js';
import { isQuoted } from './candidate/quoted-link.js';
import { type CandidateSet, readCandidateSet } from './candidate/read-candidate-set.js';
import { makeScratch, type Scratch } from './candidate/score-texts.js';
import { describeEvidence, type ShownEvidence } from './explain/describe-evidence.js';
import { findTellingHeader, type NumberedPost, readAbsentFeatures } from './feature/absent-features.js';
import { type AbsentRate, measureAbsentRate } from './feature/absent-rate.js';
import { compareDates, compareNames, DATE, NAME } from './feature/agreement.js';
import { type Customs, measureCustoms } from './feature/customs.js';
import { buildArchive, type FeatureIndex } from './feature/feature-index.js';
import type { HeaderFeatures } from './feature/features.js';
import { type Habits, readHabits } from './feature/habits.js';
import { PackedArchive } from './feature/packed/packed-features.js';
import { readAuthorName, readFeatures } from './feature/read-features.js';
import type { PostTable } from './post/post-table.js';
import { type Posterior, stateConfidence, weighPool } from './weights/posterior.js';

/** What the content of a child says about its parent. Posts are numbers of the table. */
export interface ContentChoice {
  readonly parent: 'none' | 'absent' | number;
  readonly confidence: number;
  /** For an absent parent: which of the child's depth-1 headings describes it (-1 = none), and what it answers in turn. */
  readonly heading: number;
  readonly above: number;
  readonly aboveConfidence: number;
  /** What speaks for that. */
  readonly aboveEvidence: readonly ShownEvidence[];
  /** A quotation points to the parent, or to what the absent parent answers. */
  readonly quoted: boolean;
}

/** A claim of the headers about a candidate: natural logarithm of its weight. */
export interface HeaderClaim {
  readonly post: number;
  readonly weight: number;
}

/** A child, its candidates, and how probable each is. */
export interface WeighedChild {
  readonly child: number;
  readonly claims: readonly HeaderClaim[];
  readonly candidateSet: CandidateSet;
  readonly posterior: Posterior;
}

/** What only all posts together tell; it is given to who holds a part of them. */
export interface WholeMeasures {
  readonly absentRate: AbsentRate;
  readonly customs: Customs | null;
  /** See `findNumberedPost`; asked for in archives of lists only. */
  numberedPost(child: number): NumberedPost | null;
}

/** An absent parent less probable than this is not looked into. */
const LEAST_ABSENT = 0.02;

/** Weighs for each child what the contents say. */
export class ContentLinks {
  readonly featureIndex: FeatureIndex;
  readonly measures: WholeMeasures;
  readonly scratch: Scratch;
  private readonly habits: Habits;
  /** What was weighed last, for who asks for its reasons straight after. */
  private last: WeighedChild | null = null;

  /** @param measures measured in the index unless given */
  constructor(featureIndex: FeatureIndex, habits: Habits, measures?: WholeMeasures) {
    this.featureIndex = featureIndex;
    this.scratch = makeScratch(featureIndex.posts.length);
    this.habits = habits;
    this.measures = measures ?? measureWhole(featureIndex, this.scratch);
  }

  /** The child's pool; `also` are posts that the headers name, candidates whatever the indexes say. */
  read(child: number, also: readonly number[] = []): CandidateSet {
    const post = this.featureIndex.posts[child]!;
    const mates = this.habits.mates.parents(post).filter((parent) => parent !== child);
    return readCandidateSet(this.featureIndex, post, child, this.scratch, {
      also: [...also, ...mates],
      habits: this.habits,
      customs: this.measures.customs,
    });
  }

  /** As `read` and `weigh` give it; of the child that was chosen for last, by the same claims, nothing is read again. */
  readWeighed(child: number, claims: readonly HeaderClaim[], also: readonly number[]): WeighedChild {
    const { last } = this;
    const holds = (post: number) => last!.candidateSet.pairs.some((pair) => pair.post === post);
    if (last?.child === child && areEqual(last.claims, claims) && also.every(holds)) return last;
    const candidateSet = this.read(child, also);
    return { child, claims, candidateSet, posterior: this.weigh(candidateSet, claims) };
  }

  weigh(candidateSet: CandidateSet, claims: readonly HeaderClaim[]): Posterior {
    const extra = claims.length === 0 ? null : candidateSet.pairs.map(({ post }) => claimedFor(claims, post));
    return weighPool(candidateSet, this.measures.absentRate, extra);
  }

  /**
   * Chooses between the candidates, an absent parent and none. If the parent is absent, what it answers in turn is the
   * nearest produced ancestor; a candidate counts with both its chances: to be the parent, and to be that ancestor.
   */
  choose(child: number, claims: readonly HeaderClaim[]): ContentChoice {
    const candidateSet = this.read(
      child,
      claims.map(({ post }) => post),
    );
    const posterior = this.weigh(candidateSet, claims);
    this.last = { child, claims, candidateSet, posterior };
    if (posterior.absent < LEAST_ABSENT) return chooseDirect(candidateSet, posterior);
    const features = this.featureIndex.posts[child]!;
    const heading = findTellingHeader(features);
    const { customs, absentRate } = this.measures;
    const author = customs === null ? null : this.measures.numberedPost(child);
    const described = readAbsentFeatures(features, heading, author);
    const above = readCandidateSet(this.featureIndex, described, child, this.scratch, {
      absent: true,
      customs,
    });
    const beyond = weighPool(above, absentRate);
    return chooseThrough(candidateSet, posterior, heading, above, beyond);
  }
}

function measureWhole(featureIndex: FeatureIndex, scratch: Scratch): WholeMeasures {
  const customs = measureCustoms(featureIndex, scratch);
  return {
    absentRate: measureAbsentRate(featureIndex, scratch, customs),
    customs,
    numberedPost: (child) => findNumberedPost(featureIndex, featureIndex.posts[child]!),
  };
}

/** Posts whose records are held in the heap: of more a record takes too much, of fewer it is quicker to compare. */
const MOST_RECORDS = 50_000;

/**
 * Reads all posts once.
 *
 * @param parentOf the post that the headers of a post name as the one answered; -1 = none
 * @param numbers where what was read of the posts waits until they are compared
 */
export function readContents(
  table: PostTable,
  splits: ReadonlyMap<string, SplitBody>,
  parentOf: (post: number) => number,
  numbers: NumberStore | null = null,
): ContentLinks {
  const packed = table.produced.length > MOST_RECORDS ? new PackedArchive(new NumberRows(numbers)) : null;
  const names = new Set<number>();
  for (const { message } of table.produced) for (const word of readAuthorName(message)) names.add(word);
  const featureIndex = buildArchive(
    table.produced.map((post) => {
      const features = readFeatures(post, splitOf(post, splits), 'texts', names);
      return packed?.add(features) ?? features;
    }),
  );
  return new ContentLinks(featureIndex, readHabits(featureIndex, parentOf));
}

/** How the body of a post was split that counts: a duplicate tells nothing that its first does not. */
export const splitOf = (post: ProducedPost, splits: ReadonlyMap<string, SplitBody>): SplitBody | null =>
  post.duplicateOf === null ? (splits.get(post.key) ?? null) : null;

/** The heading gives that post's author, minute and subject: it is the quoted message itself, and was produced. */
export function isDescribed(featureIndex: FeatureIndex, child: number, header: HeaderFeatures, post: number): boolean {
  const features = featureIndex.posts[post]!;
  if (header.subject === '' || header.subject !== features.subject.key) return false;
  if (compareNames(header, features) < NAME.full) return false;
  return compareDates(header.date, features, featureIndex.posts[child]!.offset) >= DATE.hourShift;
}

/** Both bear numbers of a series (`[PATCH 2/3]`, or answers to it), and not the same: whoever answers one does not answer the other. */
export function areNumberedApart(featureIndex: FeatureIndex, child: number, post: number): boolean {
  const [mine, theirs] = [child, post].map((one) => featureIndex.posts[one]!.subject.series);
  return Boolean(mine && theirs && mine.number !== theirs.number);
}

const areEqual = (some: readonly HeaderClaim[], others: readonly HeaderClaim[]): boolean =>
  some.length === others.length &&
  some.every(({ post, weight }, at) => post === others[at]!.post && weight === others[at]!.weight);

function claimedFor(claims: readonly HeaderClaim[], post: number): number {
  let weight = 0;
  for (const claim of claims) if (claim.post === post) weight += claim.weight;
  return weight;
}

const NOTHING = { heading: -1, above: -1, aboveConfidence: 0, aboveEvidence: [] } as const;

function chooseDirect(candidateSet: CandidateSet, posterior: Posterior): ContentChoice {
  const best = indexOfMost(posterior.candidates);
  if (best < 0 || posterior.candidates[best]! < posterior.none) {
    return { parent: 'none', confidence: posterior.none, ...NOTHING, quoted: false };
  }
  const confidence = stateConfidence(posterior.candidates[best]!);
  return { parent: candidateSet.pairs[best]!.post, confidence, ...NOTHING, quoted: isQuoted(candidateSet, best) };
}

function chooseThrough(
  candidateSet: CandidateSet,
  posterior: Posterior,
  heading: number,
  above: CandidateSet,
  beyond: Posterior,
): ContentChoice {
  const direct = new Map<number, number>();
  candidateSet.pairs.forEach(({ post }, index) => {
    direct.set(post, posterior.candidates[index]!);
  });
  let best = -1;
  let most = posterior.none + posterior.absent * beyond.none;
  let bestThrough = posterior.absent * beyond.none;
  const total = new Map(direct);
  above.pairs.forEach(({ post }, index) => {
    total.set(post, (total.get(post) ?? 0) + posterior.absent * beyond.candidates[index]!);
  });
  for (const [post, chance] of total) {
    if (chance <= most) continue;
    most = chance;
    best = post;
    bestThrough = chance - (direct.get(post) ?? 0);
  }
  const isTold = bestThrough > 0 && namesAnother(candidateSet, best, heading);
  if (bestThrough <= most / 2 && !isTold) {
    const quoted = isQuoted(candidateSet, placeOf(candidateSet, best));
    return { parent: best < 0 ? 'none' : best, confidence: stateConfidence(most), ...NOTHING, quoted };
  }
  const place = placeOf(above, best);
  return {
    parent: 'absent',
    confidence: stateConfidence(isTold ? Math.max(posterior.absent, most) : posterior.absent),
    heading,
    above: best,
    aboveConfidence: stateConfidence(most),
    aboveEvidence: place < 0 ? [] : describeEvidence(above, place),
    quoted: isQuoted(above, place) || isQuoted(candidateSet, placeOf(candidateSet, best)),
  };
}

function placeOf(candidateSet: CandidateSet, post: number): number {
  return candidateSet.pairs.findIndex((pair) => pair.post === post);
}

/**
 * The child's heading gives a name and a minute, and that of no candidate: then it does not answer the best one directly,
 * wherever in the conversation it stands.
 */
function namesAnother(candidateSet: CandidateSet, best: number, heading: number): boolean {
  const header = candidateSet.child.headers[1]![heading];
  if (!header?.date?.precise || (header.name.length === 0 && header.address === '')) return false;
  if (candidateSet.bestFit > 0 || candidateSet.bestDate >= DATE.minutes) return false;
  const pair = candidateSet.pairs.find(({ post }) => post === best);
  return pair === undefined || (pair.name === NAME.contradicts && pair.share < 0.15);
}

function indexOfMost(values: Float64Array): number {
  let best = -1;
  for (let index = 0; index < values.length; index++) if (best < 0 || values[index]! > values[best]!) best = index;
  return best;
}
