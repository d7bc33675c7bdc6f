// Splits the bodies of a list archive with the built package and prints messages a second of processor time.
// node bench/quotes/speed.mjs [LIST.mbox(.gz)] [--module FILE]; default: ../shared/data/lists/r-help/r-help-2005.mbox.gz
import { readFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const args = process.argv.slice(2);
const moduleAt = args.indexOf('--module');
const module =
  moduleAt >= 0
    ? pathToFileURL(args.splice(moduleAt, 2)[1])
    : new URL('../../dist/quote/split-body.js', import.meta.url);
const { splitBody } = await import(module);
const file =
  args[0] ?? fileURLToPath(new URL('../../../shared/data/lists/r-help/r-help-2005.mbox.gz', import.meta.url));
const bytes = readFileSync(file);
const text = (bytes[0] === 0x1f ? gunzipSync(bytes) : bytes).toString('latin1');
const bodies = text.split(/\n(?=From [^\n]* \d{4}\n)/).map((message) => {
  const end = message.indexOf('\n\n');
  return end < 0 ? '' : Buffer.from(message.slice(end + 2), 'latin1').toString('utf8');
});
const characters = bodies.reduce((sum, body) => sum + body.length, 0);
for (let round = 0; round < 5; round++) {
  const before = process.cpuUsage();
  const started = performance.now();
  for (const body of bodies) splitBody(body);
  const used = process.cpuUsage(before);
  const seconds = (used.user + used.system) / 1e6;
  const wall = (performance.now() - started) / 1000;
  console.log(
    `${bodies.length} messages of ${Math.round(characters / bodies.length)} characters: ${Math.round(bodies.length / seconds)} a processor second, ${Math.round(bodies.length / wall)} a second`,
  );
}
