// What sharing a build out costs, and how it grows with the mail: the same made-up mail built in memory and by DuckDB.
//
//   npm run bench:engine [-- --sizes 1k,4k,16k] [--part-size 4096] [INPUT...]
//
// INPUT is real mail (mbox, .gz, folders), each a run of its own. Made-up mail (bench/link/make-conversations.mjs) is written to bench/out/.
// Prints for each build processor seconds (all processes), seconds by the clock, and the memory of its largest process; says whether `export` is the same byte
// for byte; and, for DuckDB, the rows of each table of the plan. Needs /usr/bin/time and npm install --no-save @duckdb/node-api.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { writeConversations } from '../link/make-conversations.mjs';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: 'string', default: '1k,4k,16k' },
    'part-size': { type: 'string', default: '4096' },
    dist: { type: 'string', default: `${root}dist` },
  },
});
const { DuckDBInstance } = createRequire(import.meta.url)('@duckdb/node-api');
const program = `${options.dist}/cli/main.js`;
const folder = mkdtempSync(path.join(tmpdir(), 'rethread-bench-'));
const TABLES = 'posting asked frequency holder found listed reach near counted looked wanted feed'.split(' ');

for (const input of positionals) await measure(path.basename(input), input);
for (const label of options.sizes.split(',').filter(Boolean)) {
  const file = `${root}bench/out/conversations-${label}.mbox`;
  if (!existsSync(file)) writeConversations(file, Number(label.replace('k', '000').replace('m', '000000')), 1);
  await measure(`made-up ${label}`, file);
}
rmSync(folder, { recursive: true });

async function measure(name, input) {
  const work = path.join(folder, 'work');
  const shared = ['--engine', 'duckdb', '--work', work, '--part-size', options['part-size']];
  const exports = [];
  for (const [way, given] of [
    ['memory', []],
    ['duckdb', shared],
  ]) {
    const file = path.join(folder, `${way}.case`);
    const start = Date.now();
    const timed = ['-o', path.join(folder, 'time'), '-f', '%U %S %M', process.execPath, program];
    const { status, stderr } = spawnSync('/usr/bin/time', [...timed, 'build', input, '-o', file, ...given]);
    if (status !== 0 && status !== 1) throw new Error(`${name} ${way}: ${stderr}`);
    const [user, system, peak] = readFileSync(path.join(folder, 'time'), 'utf8').trim().split('\n').at(-1).split(' ');
    const seconds = `${(Number(user) + Number(system)).toFixed(1)} s of processor, ${((Date.now() - start) / 1000).toFixed(1)} s`;
    console.log(`${name}, ${way}: ${seconds}, largest process ${Math.round(Number(peak) / 1024)} MB`);
    exports.push(spawnSync(process.execPath, [program, 'export', file], { maxBuffer: 1 << 30 }).stdout);
    rmSync(file);
  }
  const lines = exports[0].toString('utf8').split('\n').length - 1;
  console.log(`${name}: export of ${lines} lines ${exports[0].equals(exports[1]) ? 'the same' : 'DIFFERS'}`);
  const instance = await DuckDBInstance.create(path.join(work, 'duckdb', 'plan.duckdb'));
  const connection = await instance.connect();
  const counts = [];
  for (const table of TABLES)
    counts.push(`${table} ${(await connection.runAndReadAll(`SELECT count(*) FROM ${table}`)).getRows()[0][0]}`);
  console.log(`${name}: rows ${counts.join(', ')}`);
  connection.closeSync();
  instance.closeSync();
  rmSync(work, { recursive: true });
}
