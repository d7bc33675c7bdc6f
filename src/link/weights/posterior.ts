import type { CandidateSet } from '../candidate/read-candidate-set.js';
import { observeAbsentCorrespondent } from '../evidence/correspondents-evidence.js';
import { observeAbsentCustoms, observeAbsentRate, observeNoParentCustoms } from '../evidence/customs-evidence.js';
import { ABSENT_RATE, observeAbsentParent, observeNoParent } from '../evidence/no-parent-evidence.js';
import { observePair } from '../evidence/observe-candidates.js';
import { type AbsentRate, absentOdds } from '../feature/absent-rate.js';
import { WeightSum } from './observation.js';

/** Probabilities that add up to 1: each candidate of the pool, a parent that was not produced, no parent. */
export interface Posterior {
  readonly candidates: Float64Array;
  readonly absent: number;
  readonly none: number;
}

/**
 * How much of the doubt is left when measured: on lists whose mail the weights were not fitted on, links given 0.5 were right in
 * 0.59, those given 0.8 in 0.84. Fitted with the weights.
 */
const DOUBT = 0.82;

/** The probability as it is stated: calibrated, so that of the links given 0.9, nine in ten are right. */
export function stateConfidence(probability: number): number {
  return 1 - (1 - probability) * DOUBT;
}

/** log10 of the odds of a probability, `0.99` -> `2.0`; at most 9, more would be false precision. */
export function logOdds(probability: number): number {
  // Sums of probabilities come out a little above 1.
  const odds = Math.log10(probability) - Math.log10(Math.max(0, 1 - probability));
  return Math.max(-9, Math.min(9, odds));
}

/**
 * Weighs a pool: the probability of each answer is proportional to the exponential of the sum of its weights.
 *
 * `extra` adds what headers say about the candidates (natural logarithms), `absentRate` is the share of attributions in this
 * run that fit nothing produced.
 */
export function weighPool(
  candidateSet: CandidateSet,
  absentRate: AbsentRate,
  extra: readonly number[] | null = null,
): Posterior {
  const candidates = new Float64Array(candidateSet.pairs.length);
  const seen = new WeightSum(candidateSet.direct);
  for (let index = 0; index < candidates.length; index++) {
    seen.total = 0;
    observePair(candidateSet, index, seen);
    candidates[index] = seen.total + (extra?.[index] ?? 0);
  }
  const rate = candidateSet.direct ? absentRate.direct : absentRate.lists;
  seen.total = 0;
  observeNoParent(candidateSet, seen);
  observeNoParentCustoms(candidateSet, seen);
  if (candidateSet.absent) observeAbsentRate(candidateSet, rate, seen);
  let none = seen.total;
  let absent = Number.NEGATIVE_INFINITY;
  if (!candidateSet.absent) {
    seen.total = 0;
    observeAbsentParent(candidateSet, seen);
    observeAbsentCorrespondent(candidateSet, seen);
    observeAbsentCustoms(candidateSet, seen);
    observeAbsentRate(candidateSet, rate, seen);
    const weight = (candidateSet.direct ? ABSENT_RATE.direct : ABSENT_RATE.weights)[0]!;
    absent = seen.total + weight * absentOdds(rate);
  }
  let most = Math.max(none, absent);
  for (const score of candidates) if (score > most) most = score;
  none = Math.exp(none - most);
  absent = Math.exp(absent - most);
  let total = none + absent;
  for (let index = 0; index < candidates.length; index++) {
    candidates[index] = Math.exp(candidates[index]! - most);
    total += candidates[index]!;
  }
  for (let index = 0; index < candidates.length; index++) candidates[index]! /= total;
  return { candidates, absent: absent / total, none: none / total };
}
