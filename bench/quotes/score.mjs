// Scores the built package on annotated quotations: npm run bench:quotes [-- FOLDER...] [-- --errors 20]
// Folders hold the forms that ../shared/tools/gold-quotes.mjs reads; without arguments all of ../shared/data/quotes.
import { execFileSync } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const shared = here('../../../shared/');
const errors = process.argv.indexOf('--errors');
const more = errors >= 0 ? process.argv.splice(errors, 2) : [];
const module = process.argv.indexOf('--module');
const built = module >= 0 ? process.argv.splice(module, 2) : [];
let folders = process.argv.slice(2);
if (!existsSync(join(shared, 'tools/score-quotes.mjs'))) {
  console.error('bench:quotes needs ../shared/tools and ../shared/data/quotes');
  process.exit(1);
}
if (!folders.length)
  folders = readdirSync(join(shared, 'data/quotes')).map((name) => join(shared, 'data/quotes', name));

const run = (file, args) => execFileSync(process.execPath, [file, ...args], { encoding: 'utf8', maxBuffer: 1 << 30 });
const work = mkdtempSync(join(tmpdir(), 'quotes-'));
const [gold, predicted, messages] = ['gold', 'predicted', 'messages'].map((name) => join(work, `${name}.jsonl`));
for (const folder of folders) {
  const name = basename(resolve(folder));
  const tool = join(shared, 'tools/gold-quotes.mjs');
  writeFileSync(messages, run(tool, [folder, '--name', name, '--messages']));
  appendFileSync(gold, run(tool, [folder, '--name', name]));
  appendFileSync(predicted, run(here('predict.mjs'), [messages, ...built]));
  if (!name.startsWith('webis')) continue;
  // Scored twice: as predict.mjs says, and with the headers inside quote marks, which this gold does not annotate.
  writeFileSync(messages, run(tool, [folder, '--name', `${name}, with inner headers`, '--messages']));
  appendFileSync(gold, run(tool, [folder, '--name', `${name}, with inner headers`]));
  appendFileSync(predicted, run(here('predict.mjs'), [messages, ...built, '--all']));
}
process.stdout.write(run(join(shared, 'tools/score-quotes.mjs'), [gold, predicted, ...more]));
rmSync(work, { recursive: true });
