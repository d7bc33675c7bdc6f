// Fits the weights of the linker on ablated lists.
//
//     node bench/calibrate/run.mjs WORK [--out FILE.ts] [--each DIR] [--dist DIR]
//
// WORK holds the folders LIST-refs, LIST-drop and, if wanted, LIST-half that ablate.mjs wrote; years of one list, such as
// r-help-2004 and r-help-2005, count as one list. --each writes DIR/LIST.js instead, for every list the weights that all the
// others give, so that it can be measured fairly.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { printHelp } from '../print-help.mjs';
import { makeExamples } from './examples.mjs';
import { fitWeights, knownBefore, listRestraints } from './fit-weights.mjs';
import { loadProduct } from './product.mjs';
import { readAblated } from './read-ablated.mjs';
import { formatWeights, keepFixed } from './weights-file.mjs';

printHelp(import.meta.url);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    out: { type: 'string', default: 'src/link/weights/weights.ts' },
    each: { type: 'string', default: '' },
    dist: { type: 'string', default: 'dist' },
  },
});
const [work] = positionals;
if (!work) throw new Error('usage: node bench/calibrate/run.mjs WORK [--out FILE] [--each DIR] [--dist DIR]');

const listOf = (folder) => folder.replace(/-(refs|drop|half)$/, '').replace(/-20\d\d$/, '');
const folders = readdirSync(work)
  .filter((name) => /-(refs|drop|half)$/.test(name))
  .sort();
const product = await loadProduct(values.dist);
const groups = new Map();
for (const folder of folders) {
  const examples = makeExamples(await readAblated(path.join(work, folder), product), product);
  console.error(`${folder}: ${examples.labels.length} examples`);
  groups.set(listOf(folder), [...(groups.get(listOf(folder)) ?? []), examples]);
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
}

const lists = [...groups.keys()];
if (values.each) {
  mkdirSync(values.each, { recursive: true });
  for (const left of lists) {
    const others = lists.filter((list) => list !== left);
    fitLists(others, path.join(values.each, `${left}.js`), 'js');
  }
} else {
  fitLists(lists, values.out, 'ts');
  console.error('now build, and run bench/calibrate/zeros.mjs: explanations count weights from what it finds');
}
