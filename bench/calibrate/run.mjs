// Fits the weights of the linker on ablated lists.
//
//     node bench/calibrate/run.mjs WORK [--out FILE.ts] [--each DIR] [--kinds FILE] [--dist DIR]
//
// WORK holds the folders LIST-refs, LIST-drop and, if wanted, LIST-half that ablate.mjs wrote; years of one list, such as
// r-help-2004 and r-help-2005, count as one list. --each writes DIR/LIST.js instead, for every list the weights that all the
// others give, so that it can be measured fairly; with --kinds, a file of lines LIST<tab>KIND, the weights that all lists of other
// kinds give. Then it prints how those weights do on the list that was left out, by the examples alone. Beside the lists as they are, the fit sees each with worn customs (see worn-customs.mjs).
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { printHelp } from '../print-help.mjs';
import { makeExamples } from './examples.mjs';
import { fitWeights, knownBefore, listRestraints } from './fit-weights.mjs';
import { measureExamples } from './measure-examples.mjs';
import { loadProduct } from './product.mjs';
import { readAblated } from './read-ablated.mjs';
import { formatWeights, keepFixed } from './weights-file.mjs';
import { wearCustoms } from './worn-customs.mjs';

printHelp(import.meta.url);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'src/link/weights/weights.ts' },
    each: { type: 'string', default: '' },
    kinds: { type: 'string', default: '' },
    dist: { type: 'string', default: 'dist' },
  },
});
const [work] = positionals;
if (!work)
  throw new Error('usage: node bench/calibrate/run.mjs WORK [--out FILE] [--each DIR] [--kinds FILE] [--dist DIR]');

/** What an example counts for in a list whose customs were worn. */
const SHARE_OF_WORN = 0.4;

const listOf = (folder) => folder.replace(/-(refs|drop|half)$/, '').replace(/-20\d\d$/, '');
const folders = readdirSync(work)
  .filter((name) => /-(refs|drop|half)$/.test(name))
  .sort();
const product = await loadProduct(values.dist);
const groups = new Map();
for (const folder of folders) {
  const set = await readAblated(path.join(work, folder), product);
  const sets = [makeExamples(set, product, { everything: values.each !== '' && !folder.endsWith('-half') })];
  if (!folder.endsWith('-half')) {
    const worn = makeExamples(wearCustoms(set, { seed: 11 + folder.length }), product);
    sets.push({ ...worn, isWorn: true, shares: worn.shares.map((share) => share * SHARE_OF_WORN) });
  }
  console.error(`${folder}: ${sets.map(({ labels }) => labels.length).join(' + ')} examples`);
  groups.set(listOf(folder), [...(groups.get(listOf(folder)) ?? []), ...sets]);
}

function fitLists(lists, out, form) {
  const { rate, observations } = product;
  const before = knownBefore(observations, rate);
  const { fixed, tables } = keepFixed(product, before);
  const weights = fitWeights(
    lists.map((list) => groups.get(list)),
    before,
    rate,
    fixed,
    listRestraints(observations),
  );
  const used = folders.filter((folder) => lists.includes(listOf(folder)));
  writeFileSync(out, formatWeights(weights, tables, used.join(', '), form));
  console.error(`${out}: ${weights.length} weights of ${lists.length} lists`);
  return weights;
}

/** List -> kind; every list must have one. */
function readKinds(file, lists) {
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '' && !line.startsWith('#'))
    .map((line) => line.split('\t'));
  const kinds = new Map(rows.map(([list, kind]) => [list, kind]));
  for (const list of lists) if (!kinds.has(list)) throw new Error(`${file}: no kind for ${list}`);
  return kinds;
}

const lists = [...groups.keys()];
const kinds = values.kinds ? readKinds(values.kinds, lists) : new Map();
if (values.each) {
  mkdirSync(values.each, { recursive: true });
  for (const left of lists) {
    const others = lists.filter((list) => list !== left && (kinds.size === 0 || kinds.get(list) !== kinds.get(left)));
    const weights = fitLists(others, path.join(values.each, `${left}.js`), 'js');
    for (const set of groups.get(left)) {
      if (set.isWorn || set.name.endsWith('-half')) continue;
      const { children, right, over } = measureExamples(set, weights, product.rate, product.stateConfidence);
      const share = (100 * right).toFixed(1);
      console.log(
        `${set.name}: of ${children} messages ${share} % right, confidence ${(100 * over).toFixed(1)} too high`,
      );
    }
  }
} else {
  fitLists(lists, values.out, 'ts');
  console.error('now build, and run bench/calibrate/zeros.mjs: explanations count weights from what it finds');
}
