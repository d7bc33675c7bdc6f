// Holds what is told of made exports against the truth: letters of a circle, handed over by several custodians in clumsy exports.
//
//     npm run bench:made -- [--seeds 300] [--from 1] [--without redaction,ids] [--show "missing, and produced"]
//
// Prints a Markdown table: statements that are not true, by what is untrue about them, and how many of the true ones due are made.
// `--without` leaves distortions out (ids, redaction, twice, form, clock, gateway, names); `--show` prints the untrue statements whose
// kind begins so, with their seeds (`all` for every one).

import { mkdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '300' },
    from: { type: 'string', default: '1' },
    without: { type: 'string', default: '' },
    show: { type: 'string' },
  },
});
const folder = path.resolve('bench/out');
mkdirSync(folder, { recursive: true });
const outfile = path.join(folder, `made-${process.pid}.mjs`);
await build({
  entryPoints: ['tests/made-export/run-made.ts'],
  outfile,
  bundle: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  logLevel: 'error',
});
const { runMade } = await import(pathToFileURL(outfile));
rmSync(outfile);

const without = Object.fromEntries(values.without.split(',').flatMap((name) => (name ? [[name, false]] : [])));
const [first, seeds] = [Number(values.from), Number(values.seeds)];
const untrue = new Map();
const due = {};
for (let seed = first; seed < first + seeds; seed++) {
  const held = await runMade(seed, without);
  for (const { about, told, letter } of held.untrue) {
    const known = untrue.get(about) ?? { statements: 0, seeds: new Set() };
    untrue.set(about, known);
    known.statements++;
    known.seeds.add(seed);
    if (values.show === 'all' || (values.show && about.startsWith(values.show)))
      console.log(`seed ${seed}, ${about}, letter ${letter}: ${told}`);
  }
  for (const [name, [told, all]] of Object.entries(held.due)) {
    const sum = due[name] ?? [0, 0];
    due[name] = [sum[0] + told, sum[1] + all];
  }
}
console.log('| statement | | |\n| --- | ---: | ---: |');
for (const [about, { statements, seeds: of }] of [...untrue].sort())
  console.log(`| not true: ${about} | ${statements} | in ${of.size} of ${seeds} exports |`);
for (const [name, [told, all]] of Object.entries(due))
  console.log(`| true: ${name} | ${told} of ${all} | ${((100 * told) / all).toFixed(1)} % |`);
