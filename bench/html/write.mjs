// Times the steps of writing a report. `npm run build && node bench/html/write.mjs FOLDER OUT`: each folder in FOLDER is a custodian.
import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { writeHtmlReport } from '../../dist/report/page/html-report.js';
import { reconstruct } from '../../dist/run/reconstruct.js';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const [folder, out] = process.argv.slice(2);
const inputs = readdirSync(folder)
  .sort()
  .map((name) => ({ path: join(folder, name), custodian: name }));
let last = performance.now();
let cpu = process.cpuUsage();
const step = (name) => {
  const used = process.cpuUsage(cpu);
  console.log(
    `${name}: ${((performance.now() - last) / 1000).toFixed(1)} s, ${((used.user + used.system) / 1e6).toFixed(1)} s of processor`,
  );
  last = performance.now();
  cpu = process.cpuUsage();
};
const reconstruction = await reconstruct(inputs, { hash: true });
step('reading and threading');
void reconstruction.people;
step('people');
void reconstruction.findings;
step('findings');
let size = 0;
let files = 0;
for (const { path, content } of writeHtmlReport(reconstruction, { title: basename(folder) })) {
  const place = join(out, path);
  mkdirSync(dirname(place), { recursive: true });
  writeFileSync(place, content);
  size += Buffer.byteLength(content);
  files++;
}
step('page');
console.log(`${(size / 1e6).toFixed(1)} MB in ${files} files`);
for (const [, id, json] of (await import('node:fs'))
  .readFileSync(join(out, 'index.html'), 'utf8')
  .matchAll(/<script type="application\/json" id="([a-z]+)">([^<]*)/g))
  console.log(`  ${id}: ${(json.length / 1e6).toFixed(1)} MB`);
