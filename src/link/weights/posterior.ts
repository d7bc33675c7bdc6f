import { listObservationTables, type ObservationSink } from '../candidate/observation.js';
import type { CandidateSet } from '../candidate/read-candidate-set.js';
import { observeAbsentCorrespondent } from '../evidence/correspondents-evidence.js';
import { ABSENT_RATE_OBSERVATION, observeAbsentParent, observeNoParent } from '../evidence/no-parent-evidence.js';
import { observePair } from '../evidence/observe-candidates.js';
import { absentOdds } from '../feature/absent-rate.js';
import { FIXED_WEIGHTS } from './fixed-weights.js';
import { WEIGHTS } from './weights.js';

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

/** The weights (natural logarithms) by number of observation. */
const WEIGHT = readWeights();

function readWeights(): Float64Array {
  const tables = listObservationTables();
  const last = tables.at(-1)!;
  const weights = new Float64Array(last.first + last.size);
  for (const { name, first, size } of tables) {
    const stored = FIXED_WEIGHTS[name] ?? WEIGHTS[name];
    if (stored === undefined) continue;
    if (stored.length !== size) throw new Error(`weights of "${name}" are out of date: run bench/calibrate`);
    weights.set(stored, first);
  }
  return weights;
}

/** Adds the weights of what is observed, without a list of it. */
class WeightSum implements ObservationSink {
  total = 0;

  push(observation: number): void {
    this.total += WEIGHT[observation]!;
  }
}

/** The weight of single observations, for explanations. */
export function sum(observations: readonly number[]): number {
  let total = 0;
  for (const observation of observations) total += WEIGHT[observation]!;
  return total;
}

/**
 * Weighs a pool: the probability of each answer is proportional to the exponential of the sum of its weights.
 *
 * `extra` adds what headers say about the candidates (natural logarithms), `absentRate` is the share of attributions in this
 * run that fit nothing produced.
 */
export function weighPool(
  candidateSet: CandidateSet,
  absentRate: number,
  extra: readonly number[] | null = null,
): Posterior {
  const candidates = new Float64Array(candidateSet.pairs.length);
  const seen = new WeightSum();
  for (let index = 0; index < candidates.length; index++) {
    seen.total = 0;
    observePair(candidateSet, index, seen);
    candidates[index] = seen.total + (extra?.[index] ?? 0);
  }
  seen.total = 0;
  observeNoParent(candidateSet, seen);
  let none = seen.total;
  let absent = Number.NEGATIVE_INFINITY;
  if (!candidateSet.absent) {
    seen.total = 0;
    observeAbsentParent(candidateSet, seen);
    observeAbsentCorrespondent(candidateSet, seen);
    absent = seen.total + WEIGHT[ABSENT_RATE_OBSERVATION]! * absentOdds(absentRate);
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
