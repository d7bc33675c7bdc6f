import { readCandidateSet } from '../candidate/read-candidate-set.js';
import type { Scratch } from '../candidate/score-texts.js';
import { DATE } from './agreement.js';
import { type Customs, LONG_QUOTATION } from './customs.js';
import type { FeatureIndex } from './feature-index.js';
import type { Features } from './features.js';

/** How many messages are looked at: enough for a share that is right to a percent or two. */
const MOST_LOOKED_AT = 1000;
/** The share that is expected before anything is seen, and how many attributions that expectation is worth. */
const EXPECTED = 0.05;
const WORTH = 20;

/** How much of the conversation was not produced: shares from 0 to 1. */
export interface AbsentRate {
  /** The share of dated attributions that fit no produced message. */
  readonly direct: number;
  /** In an archive of lists: the share of quotations that fit no produced message, neither by heading nor by text; forwards left out. */
  readonly lists: number;
}

/**
 * Measures how much was not produced, on up to 1,000 quotations each. It is what a message with no attribution has to be judged by.
 * In mail of lists attributions are often undated or wrongly dated, and the text of what they quote tells more.
 */
export function measureAbsentRate(featureIndex: FeatureIndex, scratch: Scratch, customs: Customs | null): AbsentRate {
  const direct = measureDirect(featureIndex, scratch);
  return { direct, lists: customs === null ? direct : measureLists(featureIndex, scratch, customs) };
}

/** The least share of a quotation that its author wrote. */
const LEAST_SHARE = 0.15;

function measureLists(featureIndex: FeatureIndex, scratch: Scratch, customs: Customs): number {
  const looked = lookedAtInLists(featureIndex.posts);
  const unfit = looked.filter((number) => isUnfitInLists(featureIndex, number, scratch, customs));
  return absentRateOf(unfit.length, looked.length);
}

/** Numbers of the posts of an archive that are looked at: a shorter quotation may stand in no message because it was cut or changed. */
export function lookedAtInLists(posts: readonly Features[]): readonly number[] {
  const quoting: number[] = [];
  posts.forEach((post, number) => {
    if (!post.subject.forward && (isDated(post) || post.levels[1]!.length >= LONG_QUOTATION)) quoting.push(number);
  });
  return spread(quoting);
}

/** True where a quotation in an archive fits no message, neither by heading nor by text. */
export function isUnfitInLists(
  featureIndex: FeatureIndex,
  number: number,
  scratch: Scratch,
  customs: Customs,
): boolean {
  const post = featureIndex.posts[number]!;
  const { bestDate, bestShare } = readCandidateSet(featureIndex, post, number, scratch, { customs });
  return bestDate < DATE.minutes && bestShare < LEAST_SHARE;
}

function measureDirect(featureIndex: FeatureIndex, scratch: Scratch): number {
  const looked = lookedAt(featureIndex.posts);
  return absentRateOf(looked.filter((number) => isUnfit(featureIndex, number, scratch)).length, looked.length);
}

/** Numbers of the posts that are looked at: up to a thousand of those with a dated attribution. */
export function lookedAt(posts: readonly Features[]): readonly number[] {
  const dated: number[] = [];
  posts.forEach((post, number) => {
    if (isDated(post)) dated.push(number);
  });
  return spread(dated);
}

function spread(numbers: readonly number[]): readonly number[] {
  const step = Math.max(1, Math.ceil(numbers.length / MOST_LOOKED_AT));
  return numbers.filter((_, index) => index % step === 0);
}

/** True where a dated attribution of the post fits no message. */
export const isUnfit = (featureIndex: FeatureIndex, number: number, scratch: Scratch): boolean =>
  readCandidateSet(featureIndex, featureIndex.posts[number]!, number, scratch).bestDate < DATE.minutes;

/** The rate from how many of those looked at fit nobody. */
export const absentRateOf = (unfit: number, seen: number): number => (unfit + EXPECTED * WORTH) / (seen + WORTH);

/** An attribution that names somebody and gives the minute. */
function isDated(post: Features): boolean {
  return post.headers[1]!.some(
    (header) => header.date?.precise === true && (header.name.length > 0 || header.address !== ''),
  );
}

/** Log odds of the rate, 0 at the share of ordinary lists. */
export function absentOdds(rate: number): number {
  return Math.log(rate / (1 - rate)) + 2.5;
}
