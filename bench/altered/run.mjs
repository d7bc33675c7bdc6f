// Measures the finding of altered quotations (npm run bench:altered).
//
//     npm run bench:altered -- [--lists FILE] [--corpora DIR] [--only NAME,...] [--seeds 1,2] [--share 0.01] [--reading FILE]
//
// For each list: alters one word, number or negation in the quotation of a share of the replies (alter.mjs), draws the
// findings with the built product, and has alter.mjs score them; then draws them on the untouched list, where every one is a false
// alarm. Prints a Markdown table with 95 % intervals (Wilson) and writes bench/out/altered.json.
// FILE has one list a line: NAME, tab, mbox files or folders with $CORPORA for DIR. --reading writes every miss and
// every false alarm as a JSON line: for reading, not for publishing.
import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { readJsonLines } from '../calibrate/read-ablated.mjs';
import { printHelp } from '../print-help.mjs';
import { wilsonInterval } from './wilson.mjs';

printHelp(import.meta.url);

const here = (name) => fileURLToPath(new URL(name, import.meta.url));
const { values: options } = parseArgs({
  options: {
    lists: { type: 'string', default: '../shared/tools/lists.tsv' },
    corpora: { type: 'string', default: '../shared/data/lists' },
    tools: { type: 'string', default: '../shared/tools' },
    dist: { type: 'string', default: here('../../dist/') },
    work: { type: 'string', default: 'bench/out/altered' },
    only: { type: 'string', default: '' },
    seeds: { type: 'string', default: '1' },
    share: { type: 'string', default: '0.01' },
    reading: { type: 'string' },
    json: { type: 'string', default: 'bench/out/altered.json' },
  },
});
const { reconstruct } = await import(pathToFileURL(path.resolve(options.dist, 'reconstruct.js')).href);
const alter = path.join(options.tools, 'alter.mjs');
const run = (args) =>
  execFileSync(process.execPath, args, { stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 1 << 28 }).toString();
const only = options.only ? new Set(options.only.split(',')) : null;
const lists = readFileSync(options.lists, 'utf8')
  .split('\n')
  .filter((line) => line.trim() !== '' && !line.startsWith('#'))
  .map((line) => line.split('\t'))
  .filter(([name]) => !only || only.has(name));

/** Draws the findings on some mail and writes what alter.mjs scores. */
async function draw(inputs, work) {
  const { posts, findings } = await reconstruct(inputs.map((input) => ({ path: input })));
  const altered = findings.filter(({ kind }) => kind === 'altered-quote');
  const ids = posts.map((post) => ({
    key: post.key,
    messageId: post.kind === 'produced' ? post.message.messageId : null,
  }));
  const files = { findings: path.join(work, 'findings.jsonl'), links: path.join(work, 'links.jsonl') };
  for (const [file, rows] of [
    [files.findings, altered],
    [files.links, ids],
  ])
    writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return { altered, ids, files };
}

const score = (truth, { findings, links }) =>
  JSON.parse(run([alter, '--score', truth, '--findings', findings, '--links', links, '--json']));

function note(row) {
  if (options.reading) appendFileSync(options.reading, `${JSON.stringify(row)}\n`);
}

async function measure(name, inputs) {
  const work = path.join(options.work, name);
  mkdirSync(work, { recursive: true });
  const sum = { altered: 0, found: 0, exact: 0 };
  let eligible = 0;
  for (const seed of options.seeds.split(',')) {
    const [mbox, truth] = [path.join(work, 'altered.mbox'), path.join(work, 'truth.jsonl')];
    run([alter, ...inputs, '--out', mbox, '--truth', truth, '--share', options.share, '--seed', seed]);
    const { altered, ids, files } = await draw([mbox], work);
    const result = score(truth, files);
    for (const key of Object.keys(sum)) sum[key] += result[key];
    eligible = result.eligible;
    const idOf = new Map(ids.map(({ key, messageId }) => [key, messageId]));
    const told = new Set(altered.map(({ detail }) => idOf.get(detail.quoting)));
    for (const change of readJsonLines(truth).slice(1)) if (!told.has(change.id)) note({ miss: name, seed, ...change });
    rmSync(mbox);
  }
  const truth = path.join(work, 'untouched.jsonl');
  writeFileSync(truth, `${JSON.stringify({ eligible, altered: 0 })}\n`);
  const { altered, files } = await draw(inputs, work);
  for (const finding of altered) note({ falseAlarm: name, ...finding });
  return { name, ...sum, eligible, falseAlarms: score(truth, files).falseAlarms };
}

if (options.reading) rmSync(options.reading, { force: true });
const rows = [];
const share = (part, whole, scale, digits) => {
  const [low, high] = wilsonInterval(part, whole).map((bound) => (scale * bound).toFixed(digits));
  return `${((scale * part) / Math.max(1, whole)).toFixed(digits)} (${low}-${high})`;
};
console.log('| list | altered | found, % | word named, % | eligible | false alarms | in 1,000 | CPU s |');
console.log('| --- | --- | --- | --- | --- | --- | --- | --- |');
for (const [name, inputs] of lists) {
  const before = process.cpuUsage();
  const row = await measure(name, inputs.replaceAll('$CORPORA', options.corpora).split(' '));
  const { user, system } = process.cpuUsage(before);
  rows.push(row);
  const cells = [
    name,
    row.altered,
    share(row.found, row.altered, 100, 1),
    share(row.exact, row.altered, 100, 1),
    row.eligible,
    row.falseAlarms,
    share(row.falseAlarms, row.eligible, 1000, 2),
    ((user + system) / 1e6).toFixed(0),
  ];
  console.log(`| ${cells.join(' | ')} |`);
}
mkdirSync(path.dirname(options.json), { recursive: true });
writeFileSync(options.json, `${JSON.stringify({ share: options.share, seeds: options.seeds, rows }, null, 2)}\n`);
