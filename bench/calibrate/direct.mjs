// Fits the weights that only direct mail can teach: who writes to whom (src/link/evidence/correspondents-evidence.ts).
//
//     node bench/calibrate/direct.mjs MAIL [--most N] [--dist DIR]
//
// MAIL holds a file or folder for each custodian; --most reads the first N of them. Such mail has no reply headers. The truth is a quotation
// that gives name and minute and text of one message, or of none that is there; then the quotation is hidden, and the two tables are fitted
// beside all other weights of direct mail, which stay as they are. Prints the fitted weights beside those in the house, and what they are worth:
// fitted on every other custodian, how many parents are found on the others, without the tables, with them as fitted and as in the house.
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { printHelp } from '../print-help.mjs';
import { ABSENT_PARENT, NO_PARENT, startExamples } from './examples.mjs';
import { fitWeights, listRestraints } from './fit-weights.mjs';
import { loadProduct } from './product.mjs';

printHelp(import.meta.url);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { most: { type: 'string', default: '1000' }, dist: { type: 'string', default: 'dist' } },
});
const [mail] = positionals;
if (!mail) throw new Error('usage: node bench/calibrate/direct.mjs MAIL [--most N] [--dist DIR]');

const FITTED = ['participants: direct mail', 'prior: absent parent: direct mail'];
/** Beside the share of absent parents as it is: one that is nearer to that of a whole production. */
const FEW_ABSENT = 0.12;
/** A quotation of fewer runs of words may be of many messages; one of a message that is not there has to be longer. */
const LEAST_RUNS = 5;
const LEAST_RUNS_ABSENT = 12;

const product = await loadProduct(values.dist);
const { rate, observations, tables, OBSERVATION_TABLES } = product;
const house = Float64Array.from(OBSERVATION_TABLES.flatMap(({ direct }) => [...direct]));
const fittedCells = tables
  .filter(({ name }) => FITTED.includes(name))
  .flatMap(({ first, size }) => Array.from({ length: size }, (_, cell) => first + cell));
const without = house.map((weight, cell) => (fittedCells.includes(cell) ? 0 : weight));
const fixed = new Set(observations.keys());
for (const cell of fittedCells) fixed.delete(cell);

const groups = [];
for (const name of readdirSync(mail).sort().slice(0, Number(values.most))) {
  const sets = await readCustodian(path.join(mail, name));
  if (sets === null) continue;
  groups.push(sets);
  const [{ labels, absentShare }] = sets;
  console.error(`${name}: ${labels.length} known, ${(100 * absentShare).toFixed(0)} % of them not there`);
}

const fitDirect = (some) => fitWeights(some, without, rate, fixed, listRestraints(observations));
const halves = [0, 1].map((half) => groups.filter((_, place) => place % 2 === half));
if (halves[1].length > 0)
  halves.forEach((half, place) => {
    const other = fitDirect(halves[1 - place]);
    for (const [title, weights] of Object.entries({ without, 'fitted on the others': other, 'in the house': house }))
      console.log(`half ${place + 1}, ${title}: ${describe(half, weights)}`);
  });
const fitted = fitDirect(groups);
const counts = countParents();
for (const cell of fittedCells) {
  const { right, wrong } = counts.get(cell) ?? { right: 0, wrong: 0 };
  const seen = `${right} parents, ${wrong} others`;
  console.log(`${observations[cell].name}: ${fitted[cell].toFixed(2)}, in the house ${house[cell]} (${seen})`);
}

/** The examples of one custodian, at both shares of absent parents; null where nothing is known. */
async function readCustodian(file) {
  const messages = [];
  const reading = product.readSources([{ path: file, custodian: null, stream: null }], { hash: false });
  for await (const batch of product.readMessages(reading, { bodies: true })) messages.push(...batch);
  const posts = product.gatherPosts(messages, { dedupe: 'global' }).map((post) => {
    const isSplit = post.duplicateOf === null && post.message.body;
    return product.readFeatures(post, isSplit ? product.splitMessage(post.message) : null);
  });
  const featureIndex = product.buildArchive(posts);
  const scratch = product.makeScratch(posts.length);
  const { flat, addOption } = startExamples(path.basename(file), product);
  posts.forEach((post, number) => {
    const truth = readTruth(product.readCandidateSet(featureIndex, post, number, scratch));
    if (truth === null) return;
    const candidateSet = product.readCandidateSet(featureIndex, hideQuotation(post), number, scratch);
    const { pairs } = candidateSet;
    if (truth >= 0 && !pairs.some((pair) => pair.post === truth)) return;
    pairs.forEach((pair, index) => {
      addOption(pair.post, (out) => product.observePair(candidateSet, index, out));
    });
    addOption(ABSENT_PARENT, (out) => {
      product.observeAbsentParent(candidateSet, out);
      product.observeAbsentCorrespondent(candidateSet, out);
    });
    addOption(NO_PARENT, (out) => product.observeNoParent(candidateSet, out));
    flat.starts.push(flat.options.length);
    flat.labels.push(truth);
    flat.shares.push(1);
    flat.children.push(number);
    flat.truths.push(post.subject.reply);
  });
  if (flat.labels.length === 0) return null;
  const absent = flat.labels.filter((label) => label === ABSENT_PARENT).length;
  const absentShare = absent / flat.labels.length;
  const measured = product.measureAbsentRate(featureIndex, scratch, null).direct;
  const scale = absent === 0 ? 1 : (FEW_ABSENT * (flat.labels.length - absent)) / ((1 - FEW_ABSENT) * absent);
  const fewShares = flat.labels.map((label) => (label === ABSENT_PARENT ? Math.min(1, scale) : 1));
  return [
    { ...flat, absentShare, absentOdds: product.absentOdds(measured) },
    { ...flat, absentShare, absentOdds: product.absentOdds(FEW_ABSENT), shares: fewShares },
  ];
}

/** The post that the quotation names and holds, or that none that is there does; null where it does not tell. */
function readTruth({ child, pairs }) {
  const { DATE, NAME } = product;
  if (child.levels[1].length < LEAST_RUNS) return null;
  const named = child.headers[1].filter(
    ({ date, name, address }) => date?.precise && (name.length > 0 || address !== ''),
  );
  if (named.length !== 1) return null;
  const fitting = pairs.filter(({ share, date, name }) => share > 0.6 && date >= DATE.minutes && name >= NAME.part);
  if (fitting.length === 1) return fitting[0].post;
  const isUnknown = pairs.every(({ share, date }) => share < 0.15 && date < DATE.minutes);
  return isUnknown && child.levels[1].length >= LEAST_RUNS_ABSENT ? ABSENT_PARENT : null;
}

function hideQuotation(post) {
  const none = new Int32Array(0);
  return { ...post, levels: [post.levels[0], none, none, none], headers: [[], [], [], []] };
}

/** What weights find under a reply mark: of the parents that are there those found, of the links above 0.9 those that are right. */
function describe(half, weights) {
  let known = 0;
  let found = 0;
  let sure = 0;
  let right = 0;
  for (const [set] of half)
    set.labels.forEach((label, example) => {
      if (!set.truths[example]) return;
      const { option, confidence } = chooseBest(set, example, weights);
      if (label >= 0) known++;
      if (label >= 0 && option === label) found++;
      if (option < 0 || confidence < 0.9) return;
      sure++;
      if (option === label) right++;
    });
  return `${found} of ${known} parents found, ${right} of ${sure} links above 0.9 right`;
}

function chooseBest(set, example, weights) {
  const sums = [];
  for (let option = set.starts[example]; option < set.starts[example + 1]; option++) {
    let sum = set.options[option] === ABSENT_PARENT ? weights[rate] * set.absentOdds : 0;
    for (let at = set.optionStarts[option]; at < set.optionStarts[option + 1]; at++)
      sum += weights[set.observations[at]];
    sums.push(sum);
  }
  const most = Math.max(...sums);
  const total = sums.reduce((all, sum) => all + Math.exp(sum - most), 0);
  return { option: set.options[set.starts[example] + sums.indexOf(most)], confidence: 1 / total };
}

/** How often each fitted cell was seen of the right option, and of others. */
function countParents() {
  const seen = new Map(fittedCells.map((cell) => [cell, { right: 0, wrong: 0 }]));
  for (const [set] of groups)
    set.labels.forEach((label, example) => {
      for (let option = set.starts[example]; option < set.starts[example + 1]; option++)
        for (let at = set.optionStarts[option]; at < set.optionStarts[option + 1]; at++) {
          const count = seen.get(set.observations[at]);
          if (count) count[set.options[option] === label ? 'right' : 'wrong']++;
        }
    });
  return seen;
}
