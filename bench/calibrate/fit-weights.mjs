// Fits the weights of a multinomial choice by gradient ascent on the likelihood: the probability of an option is
// proportional to the exponential of the sum of the weights of its observations.
import { ABSENT_PARENT } from './examples.mjs';

/** No list counts for more than so many examples, however large it is. */
const MOST_OF_A_LIST = 7_000;
const EPOCHS = 12;
const STEP = 0.15;
/** How strongly weights are drawn to what was known before. */
const RESTRAINT = 2;
/** Few lists hold numbered posts, and few senders send most of them: their weights are drawn more. */
const RESTRAINT_OF_SERIES = 3;
const OF_SERIES = [
  'place /',
  'opening of the bug',
  'its id',
  'sent by one command',
  'posts sent with it',
  'no parent: series',
  'no parent: its id',
  'absent parent: series',
  'absent parent: its id',
];

/**
 * `groups`: examples of one list each; `before`: the weights that hold where the lists show nothing; `fixed`: numbers of
 * observations whose weights stay as they are; `restraints`: what `listRestraints` gives.
 */
export function fitWeights(groups, before, rateObservation, fixed, restraints) {
  const weights = Float64Array.from(before);
  const squares = new Float64Array(weights.length).fill(1e-3);
  const lessons = groups.flatMap(listLessons);
  const random = makeRandom(7);
  const chances = [];
  for (let epoch = 0; epoch < EPOCHS; epoch++) {
    shuffle(lessons, random);
    const step = STEP / Math.sqrt(1 + epoch);
    const move = (observation, slope) => {
      if (fixed.has(observation)) return;
      squares[observation] += slope * slope;
      weights[observation] += (step * slope) / Math.sqrt(squares[observation]);
    };
    for (const { set, example, right, share } of lessons) {
      score(set, example, weights, rateObservation, chances);
      const first = set.starts[example];
      for (let option = 0; option < chances.length; option++) {
        const slope = ((option === right ? 1 : 0) - chances[option]) * share;
        if (Math.abs(slope) < 1e-5) continue;
        const end = set.optionStarts[first + option + 1];
        for (let at = set.optionStarts[first + option]; at < end; at++) move(set.observations[at], slope);
        if (set.options[first + option] === ABSENT_PARENT) move(rateObservation, slope * set.absentOdds);
      }
    }
    for (let index = 0; index < weights.length; index++) {
      const kept = Math.max(0, 1 - (step * restraints[index]) / Math.sqrt(squares[index]));
      weights[index] = before[index] + (weights[index] - before[index]) * kept;
    }
  }
  return weights;
}

/** How strongly each weight is drawn to what was known before. */
export function listRestraints(observations) {
  return observations.map(({ name }) =>
    OF_SERIES.some((start) => name.startsWith(start)) ? RESTRAINT_OF_SERIES : RESTRAINT,
  );
}

/** What is known of numbered posts from the programs that send them, where the lists show none. */
export function knownBefore(observations, rateObservation) {
  const known = [
    ['place / first of bug', 4],
    ['place / later of bug', -1],
    ['no parent: series / bug', -1],
    ['no parent: series / member, cover there', -2],
    ['place / sibling', -2],
    ['place / cover', 3],
    ['place / cover, other', 2],
    // A later version is sent as the first one was.
    ['place / cover of a later version', 3],
    // git sends a series by one command, within seconds, each message in answer to the cover.
    ['sent by one command / yes / cover', 1.5],
    ['its id counts a cover / yes / cover', 1],
    ['lag in hours / 0-0.08 / numbered', 0.4],
    ['place / first /', 3],
    ['posts sent with it answer so / all / <2', 3],
    ['posts sent with it answer so / all / 2-5', 5],
    ['posts sent with it answer so / all / >=5', 7],
    ['posts sent with it answer so / most', 3],
    ['posts sent with it answer so / none / <2', -2],
    ['posts sent with it answer so / none / 2-5', -4],
    ['posts sent with it answer so / none / >=5', -5],
    ['its id counts a cover / yes / first', -2],
    ['absent parent: its id counts a cover / yes / first there', 2],
    ['absent parent: its id counts a cover / yes / neither', 2],
    ['its id counts a cover / nothing before', -3],
    ['no parent: its id counts a cover / nothing before', 1],
    ['no parent: posts sent with it answer nothing / 0.4-1', 0.5],
    ['no parent: posts sent with it answer nothing / 1-2', 1],
    ['no parent: posts sent with it answer nothing / 2-4', 2],
    ['no parent: posts sent with it answer nothing / >=4', 4],
    ['opening of the bug / it opens it', 2],
    ['opening of the bug / another does', -1],
    ['opening of the bug / it is missing', -4],
    ['its id / continues it', 9],
    ['its id / holds it', 7],
    ['its id / first of its sending', 2.5],
    ['its id / first of its sending / unnumbered', 4],
    ['its id / named by its Link tag / unnumbered', 3],
  ];
  const before = new Float64Array(observations.length);
  for (const [name, weight] of known) {
    observations.forEach((observation, index) => {
      if (`${observation.name} /`.startsWith(name)) before[index] = weight;
    });
  }
  before[rateObservation] = 1;
  return before;
}

function listLessons(sets) {
  const size = sets.reduce((sum, { shares }) => sum + shares.filter((share) => share > 0).length, 0);
  const scale = Math.min(1, MOST_OF_A_LIST / size);
  const lessons = [];
  for (const set of sets) {
    set.labels.forEach((label, example) => {
      if (set.shares[example] === 0) return;
      const right = set.options.indexOf(label, set.starts[example]) - set.starts[example];
      if (right < 0 || right >= set.starts[example + 1] - set.starts[example]) return;
      lessons.push({ set, example, right, share: set.shares[example] * scale });
    });
  }
  return lessons;
}

function score(set, example, weights, rateObservation, chances) {
  const first = set.starts[example];
  chances.length = set.starts[example + 1] - first;
  let most = Number.NEGATIVE_INFINITY;
  for (let option = 0; option < chances.length; option++) {
    let sum = set.options[first + option] === ABSENT_PARENT ? weights[rateObservation] * set.absentOdds : 0;
    const end = set.optionStarts[first + option + 1];
    for (let at = set.optionStarts[first + option]; at < end; at++) sum += weights[set.observations[at]];
    chances[option] = sum;
    if (sum > most) most = sum;
  }
  let total = 0;
  for (let option = 0; option < chances.length; option++) {
    chances[option] = Math.exp(chances[option] - most);
    total += chances[option];
  }
  for (let option = 0; option < chances.length; option++) chances[option] /= total;
}

function makeRandom(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 4294967296;
  };
}

function shuffle(list, random) {
  for (let index = list.length - 1; index > 0; index--) {
    const other = Math.floor(random() * (index + 1));
    [list[index], list[other]] = [list[other], list[index]];
  }
}
