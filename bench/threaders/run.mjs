// Measures threaders on the same mail with hidden headers, in one table: rethread, a baseline of rules, Zawinski's algorithm, and RFC
// 5256's REFERENCES and ORDEREDSUBJECT; any other one beside them. bench/README.md says what is measured and how to add one.
//
//     npm run bench:threaders -- [--lists FILE] [--corpora DIR] [--tools DIR] [--work DIR] [--variants none,refs,half,drop] [--only NAME,...]
//                                [--threader NAME=COMMAND]...
//
// COMMAND is given the mailbox as last argument and prints one post a line: {key, kind, messageId, thread, parent, link}.
import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bootstrapInterval } from '../accuracy/bootstrap.mjs';
import { predictEdges } from '../accuracy/predicted-edges.mjs';
import { readJsonLines } from '../calibrate/read-ablated.mjs';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const { values: options } = parseArgs({
  options: {
    lists: { type: 'string', default: '../shared/tools/lists.tsv' },
    corpora: { type: 'string', default: '../shared/data/lists' },
    tools: { type: 'string', default: '../shared/tools' },
    work: { type: 'string', default: 'bench/out/lists' },
    variants: { type: 'string', default: 'none,refs,half,drop' },
    only: { type: 'string', default: '' },
    threader: { type: 'string', multiple: true, default: [] },
  },
});
const VARIANTS = {
  none: ['--strip', 'none'],
  refs: ['--strip', 'refs'],
  half: ['--strip', 'half'],
  drop: ['--strip', 'refs', '--drop', '0.2'],
};
const tool = (name) => path.join(options.tools, name);
const rules = (variant) => (variant === 'none' || variant === 'half' ? 'refs+quote+subject' : 'quote+subject');

/** Name of a threader → its command for a mailbox. */
const threaders = new Map([
  ['rethread', () => ['dist/cli/main.js', 'export', '--format', 'jsonl', '--dedupe', 'none', '-q']],
  ['rules', (variant) => [tool('baselines.mjs'), '--method', rules(variant)]],
  ['JWZ', () => ['bench/threaders/by-headers.mjs', 'jwz']],
  ['REFERENCES', () => ['bench/threaders/by-headers.mjs', 'references']],
  ['ORDEREDSUBJECT', () => ['bench/threaders/by-headers.mjs', 'orderedsubject']],
]);
const commands = new Map(
  [...threaders].map(([name, args]) => [name, (variant) => [process.execPath, ...args(variant)]]),
);
for (const given of options.threader) {
  const at = given.indexOf('=');
  if (at < 1) throw new Error(`--threader ${given}: NAME=COMMAND is needed`);
  commands.set(given.slice(0, at), () => given.slice(at + 1).split(' '));
}
const asked = options.only === '' ? [...commands.keys()] : options.only.split(',');
const unknown = asked.filter((name) => !commands.has(name));
if (unknown.length > 0) throw new Error(`--only ${unknown.join(', ')}: there are ${[...commands.keys()].join(', ')}`);

const node = (args) =>
  execFileSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 1 << 28 }).toString();

function ablate(name, inputs, variant) {
  const folder = path.join(options.work, `${name}-${variant}`);
  if (existsSync(path.join(folder, 'truth.jsonl'))) return folder;
  const paths = inputs.replaceAll('$CORPORA', options.corpora).split(' ');
  node([tool('ablate.mjs'), ...paths, ...VARIANTS[variant], '--out', folder]);
  return folder;
}

function thread(name, variant, folder) {
  const file = path.join(folder, `links-${name}.jsonl`);
  const [command, ...args] = commands.get(name)(variant);
  const { status } = spawnSync(command, [...args, path.join(folder, 'input.mbox')], {
    stdio: ['ignore', openSync(file, 'w'), 'inherit'],
  });
  // rethread ends with 1 where some of the input could not be used.
  if (status !== 0 && !(name === 'rethread' && status === 1))
    throw new Error(`${name} ended with ${status} on ${folder}`);
  return file;
}

mkdirSync(options.work, { recursive: true });
const lists = readFileSync(options.lists, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'));
const percent = (share) => (100 * share).toFixed(1);
console.log('| list | headers | threader | right parent, trusted | 95 % interval | edges F1 | threads B³ F1 |');
console.log('| --- | --- | --- | ---: | --- | ---: | ---: |');
for (const [name, inputs] of lists)
  for (const variant of options.variants.split(',')) {
    const folder = ablate(name, inputs, variant);
    const truth = path.join(folder, 'truth.jsonl');
    for (const threader of asked) {
      const links = thread(threader, variant, folder);
      const result = JSON.parse(node([tool('score.mjs'), '--truth', truth, '--links', links, '--json']));
      const [low, high] = bootstrapInterval(predictEdges(readJsonLines(links), readJsonLines(truth)));
      const shown = [result.trustedAccuracy, result.trustedEdge.f1, result.trustedThreads.bcubed.f1];
      const [right, edges, threads] = shown.map(percent);
      console.log(
        `| ${[name, variant, threader, right, `${percent(low)}-${percent(high)}`, edges, threads].join(' | ')} |`,
      );
    }
  }
