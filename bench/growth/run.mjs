// Measures how processor time and memory grow with one dimension of the mail at a time: the table of docs/security.md.
//
//     npm run bench:growth -- [--factor 4] [--only DIMENSION,...] [--command findings] [--runs 3]
//
// Each mailbox is invented, once, twice and four times as large as --factor says, and asked by COMMAND. Processor time is the least of --runs runs, without what
// a mailbox of one message costs. Growth is the time of the largest over twice that of the one of half its size: 1 is linear. More than 1.2
// ends with exit code 1.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { printHelp } from '../print-help.mjs';
import { DIMENSIONS } from './mail.mjs';

printHelp(import.meta.url);

const { values: options } = parseArgs({
  options: {
    factor: { type: 'string', default: '4' },
    only: { type: 'string', default: '' },
    command: { type: 'string', default: 'findings' },
    runs: { type: 'string', default: '3' },
  },
});
const asked = options.only === '' ? Object.keys(DIMENSIONS) : options.only.split(',');
for (const name of asked)
  if (!Object.hasOwn(DIMENSIONS, name))
    throw new Error(`--only ${name}: there are ${Object.keys(DIMENSIONS).join(', ')}`);
const folder = mkdtempSync(path.join(tmpdir(), 'rethread-growth-'));
const measure = fileURLToPath(new URL('measure.mjs', import.meta.url));

function ask(text) {
  const file = path.join(folder, 'a.mbox');
  writeFileSync(file, text);
  let best = null;
  for (let run = 0; run < Number(options.runs); run++) {
    const told = JSON.parse(execFileSync(process.execPath, [measure, options.command, file, '-q']).toString());
    if (told.status !== 0) throw new Error(`${options.command} ended with ${told.status}`);
    if (best === null || told.time < best.time) best = told;
  }
  return best;
}

const least = ask(
  'From a@b Tue Mar  1 10:00:00 2016\nFrom: a@moor.example\nDate: Tue, 1 Mar 2016 10:00:00 +0000\nSubject: s\n\nx\n',
);
const seconds = (time) => (time / 1000).toFixed(2);
console.log('| dimension | input, largest | 1x | 2x | 4x | growth | memory 1x, 2x, 4x |');
console.log('| --- | ---: | ---: | ---: | ---: | ---: | --- |');
let over = 0;
for (const name of asked) {
  const sizes = [1, 2, 4].map((times) => times * Number(options.factor));
  const texts = sizes.map((size) => DIMENSIONS[name](size));
  const told = texts.map(ask);
  const times = told.map(({ time }) => Math.max(1, time - least.time));
  const growth = times[2] / (2 * times[1]);
  if (growth > 1.2) over++;
  const size = `${(texts[2].length / 1e6).toFixed(1)} MB`;
  const memory = told.map((one) => Math.round(one.memory)).join(', ');
  console.log(`| ${[name, size, ...times.map(seconds), growth.toFixed(2), `${memory} MB`].join(' | ')} |`);
}
rmSync(folder, { recursive: true, force: true });
if (over > 0) process.exitCode = 1;
