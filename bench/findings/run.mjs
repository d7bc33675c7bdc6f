// How long it takes to find everything in a case, from files to findings, and how much memory that needs.
//
//   npm run bench:findings [-- --runs 1] [INPUT...]
//
// INPUT is a folder with a file or folder for each custodian; default: the 26 Enron custodians of ../shared/data/enron, which are
// unpacked into bench/out/enron first. Every run is the command line itself: `rethread findings --custodians INPUT`.
// The 58,555 messages of Enron are to take under 60 s and 1.5 GB on two processors.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, renameSync } from 'node:fs';
import { cpus } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: { runs: { type: 'string', default: '1' }, dist: { type: 'string', default: `${root}dist` } },
});
const inputs = positionals.length > 0 ? positionals : [unpackEnron()];

console.log(`${cpus().length} x ${cpus()[0]?.model ?? 'processor'}, node ${process.versions.node}`);
console.log('\n  findings    wall s     cpu s   peak MB');
for (const input of inputs) for (let run = 0; run < Number(options.runs); run++) measure(input);

function measure(input) {
  const command = [`${options.dist}/cli/main.js`, 'findings', '--format', 'jsonl', '--custodians', input];
  const started = performance.now();
  const done = spawnSync('/usr/bin/time', ['-f', '%U %S %M', process.execPath, ...command], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const wall = (performance.now() - started) / 1000;
  const [user, system, kilobytes] = (done.stderr ?? '').trim().split('\n').at(-1).split(' ').map(Number);
  if (done.status !== 0 || !(kilobytes > 0)) {
    console.error(`${input}: failed (needs /usr/bin/time)\n${done.error?.message ?? done.stderr}`);
    process.exitCode = 1;
    return;
  }
  const count = done.stdout.split('\n').filter(Boolean).length;
  const columns = [String(count), wall.toFixed(1), (user + system).toFixed(1), String(Math.round(kilobytes / 1024))];
  console.log(columns.map((text) => text.padStart(10)).join(''));
}

function unpackEnron() {
  const from = path.join(root, '../shared/data/enron');
  const to = `${root}bench/out/enron`;
  if (existsSync(to)) return to;
  if (!existsSync(from)) {
    console.error('There is no ../shared/data/enron: name a folder with a file or folder for each custodian.');
    process.exit(2);
  }
  mkdirSync(`${to}.partial`, { recursive: true });
  for (const name of readdirSync(from)) {
    const file = path.join(from, name);
    if (name.endsWith('.tar.gz') && !name.includes('copies')) run('tar', ['xzf', file, '-C', `${to}.partial`]);
    if (name.endsWith('.zip')) run('unzip', ['-qo', file, '-d', `${to}.partial`]);
  }
  renameSync(`${to}.partial`, to);
  return to;
}

function run(program, args) {
  const done = spawnSync(program, args, { stdio: 'inherit' });
  if (done.status !== 0) throw new Error(`${program} failed: ${args.join(' ')}`);
}
