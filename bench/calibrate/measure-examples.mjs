// Measures weights on examples that they were not fitted on, as the product chooses: the first question and, where the parent may be
// one that was not produced, the second. It links nothing: what the product does beside weighing is left out.
import { ABSENT_PARENT, NO_PARENT, UNTRUSTED } from './examples.mjs';

/** An absent parent less probable than this is not looked into, as in `src/link/content-links.ts`. */
const LEAST_ABSENT = 0.02;

/**
 * `set`: examples made with `everything`. Gives the share of children with the right parent, or rightly none, among those whose truth is
 * trusted, and by how much the mean confidence of the links is above the share that is right.
 */
export function measureExamples(set, weights, rateObservation, stateConfidence) {
  let children = 0;
  let right = 0;
  let links = 0;
  let rightLinks = 0;
  let stated = 0;
  set.children.forEach((child, example) => {
    const truth = set.truths[example];
    if (child < 0 || truth === UNTRUSTED) return;
    const chances = weigh(set, example, weights, rateObservation);
    let none = chances.get(NO_PARENT);
    const absent = chances.get(ABSENT_PARENT);
    if (absent >= LEAST_ABSENT && set.children[example + 1] < 0) {
      for (const [post, chance] of weigh(set, example + 1, weights, rateObservation)) {
        if (post === NO_PARENT) none += absent * chance;
        else chances.set(post, (chances.get(post) ?? 0) + absent * chance);
      }
    }
    let best = NO_PARENT;
    let most = none;
    for (const [post, chance] of chances) if (post >= 0 && chance > most) [best, most] = [post, chance];
    children++;
    if (best === truth) right++;
    if (best === NO_PARENT) return;
    links++;
    stated += stateConfidence(most);
    if (best === truth) rightLinks++;
  });
  return { children, right: right / children, over: (stated - rightLinks) / links };
}

/** The probability of each option of an example. */
function weigh(set, example, weights, rateObservation) {
  const chances = new Map();
  let most = Number.NEGATIVE_INFINITY;
  for (let option = set.starts[example]; option < set.starts[example + 1]; option++) {
    let sum = set.options[option] === ABSENT_PARENT ? weights[rateObservation] * set.absentOdds : 0;
    for (let at = set.optionStarts[option]; at < set.optionStarts[option + 1]; at++)
      sum += weights[set.observations[at]];
    chances.set(set.options[option], sum);
    if (sum > most) most = sum;
  }
  let total = 0;
  for (const [post, sum] of chances) {
    chances.set(post, Math.exp(sum - most));
    total += chances.get(post);
  }
  for (const [post, chance] of chances) chances.set(post, chance / total);
  return chances;
}
