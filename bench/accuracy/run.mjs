// The accuracy benchmark: takes reply headers away from real mail, links it with the built product, compares with the headers.
//
//     npm run bench:accuracy -- [--lists FILE] [--corpora DIR] [--tools DIR] [--work DIR] [--variants refs,half,drop] [--weights DIR]
//
// FILE has one list a line: NAME, tab, arguments of ablate.mjs with $CORPORA for DIR. --weights measures each list
// with the weights DIR/LIST.js that bench/calibrate fitted on the others. Prints a Markdown table, writes bench/out/accuracy.json and calibration.svg.
// Ends with an error if a message of any input does not come out again.
import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { readJsonLines } from '../calibrate/read-ablated.mjs';
import { printHelp } from '../print-help.mjs';
import { bootstrapInterval } from './bootstrap.mjs';
import { drawCalibration } from './calibration-plot.mjs';
import { countLost, predictEdges } from './predicted-edges.mjs';

printHelp(import.meta.url);

const { values: options } = parseArgs({
  options: {
    lists: { type: 'string', default: '../shared/tools/lists.tsv' },
    corpora: { type: 'string', default: '../shared/data/lists' },
    tools: { type: 'string', default: '../shared/tools' },
    work: { type: 'string', default: 'bench/out/lists' },
    variants: { type: 'string', default: 'refs,half,drop' },
    weights: { type: 'string', default: '' },
  },
});
const VARIANTS = { refs: ['--strip', 'refs'], half: ['--strip', 'half'], drop: ['--strip', 'refs', '--drop', '0.2'] };
const variants = options.variants.split(',');
const lists = readFileSync(options.lists, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'));

const run = (args) =>
  execFileSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 28 });

function ablate(name, inputs, variant) {
  const folder = path.join(options.work, `${name}-${variant}`);
  if (existsSync(path.join(folder, 'truth.jsonl'))) return folder;
  const paths = inputs.replaceAll('$CORPORA', options.corpora).split(' ');
  run([path.join(options.tools, 'ablate.mjs'), ...paths, ...VARIANTS[variant], '--out', folder]);
  return folder;
}

/** A copy of the build with weights that were fitted without the list. */
function heldOutBuild(name) {
  const list = name.replace(/-20\d\d$/, '');
  const folder = path.join('bench/out', `without-${list}`);
  const dist = path.join(folder, 'dist');
  rmSync(folder, { recursive: true, force: true });
  cpSync('dist', dist, { recursive: true });
  cpSync('package.json', path.join(folder, 'package.json'));
  cpSync(path.join(options.weights, `${list}.js`), path.join(dist, 'link/weights/weights.js'));
  // The command line is one bundle with the weights in it; its modules are still there.
  const start =
    "import { runCommandLine } from './run-command-line.js';\nprocess.exitCode = await runCommandLine(process.argv.slice(2));\n";
  writeFileSync(path.join(dist, 'cli/main.js'), start);
  return dist;
}

function link(dist, folder) {
  const file = path.join(folder, 'table.jsonl');
  const args = [path.join(dist, 'cli/main.js'), 'export', '--format', 'jsonl', '--dedupe', 'none'];
  const done = spawnSync(process.execPath, [...args, path.join(folder, 'input.mbox')], {
    stdio: ['ignore', openSync(file, 'w'), 'inherit'],
  });
  if (done.status !== 0 && done.status !== 1) throw new Error(`${folder}: export ended with ${done.status}`);
  return file;
}

function score(folder, table) {
  const dropped = path.join(folder, 'dropped.jsonl');
  const more = existsSync(dropped) ? ['--dropped', dropped] : [];
  const args = ['--truth', path.join(folder, 'truth.jsonl'), '--links', table, '--json', ...more];
  return JSON.parse(run([path.join(options.tools, 'score.mjs'), ...args]).toString());
}

mkdirSync(options.work, { recursive: true });
for (const [name, inputs] of lists) for (const variant of variants) ablate(name, inputs, variant);
const percent = (share) => (100 * share).toFixed(1);
const cells = [];
const lost = [];
console.log('| list | variant | messages | trusted | 95 % interval | ECE | kept at 0.99 | dropped R/P |');
console.log('|---|---|---|---|---|---|---|---|');
for (const [name] of lists) {
  const dist = options.weights ? heldOutBuild(name) : 'dist';
  for (const variant of variants) {
    const folder = path.join(options.work, `${name}-${variant}`);
    const table = link(dist, folder);
    const result = score(folder, table);
    const posts = readJsonLines(table);
    const truth = readJsonLines(path.join(folder, 'truth.jsonl'));
    const rows = predictEdges(posts, truth);
    const [low, high] = bootstrapInterval(rows);
    const missed = countLost(posts, truth);
    if (missed > 0) lost.push(`${name} ${variant}: ${missed}`);
    const { ece, coverage } = result.trustedCalibration;
    const { dropped } = result;
    const again = dropped ? `${percent(dropped.recallWithKeptChild)}/${percent(dropped.precision)}` : '';
    const shown = [name, variant, result.messages, percent(result.trustedAccuracy), `${percent(low)}-${percent(high)}`];
    console.log(`| ${[...shown, percent(ece), percent(coverage['0.99'].coverage), again].join(' | ')} |`);
    cells.push({
      name: `${name} ${variant}`,
      interval: [low, high],
      result,
      edges: rows.filter((row) => row.confidence !== null),
    });
  }
}
writeFileSync('bench/out/calibration.svg', drawCalibration(cells));
const summary = cells.map(({ name, interval, result }) => ({ name, interval, ...result }));
writeFileSync('bench/out/accuracy.json', `${JSON.stringify(summary, null, 1)}\n`);
if (lost.length > 0) {
  console.error(`inputs lost: ${lost.join('; ')}`);
  process.exit(1);
}
