// Every measurement of speed and memory that the documentation states, one after the other: `npm run bench`.
//
//   npm run bench [-- --only headers,link,findings]
//
//   headers    threads by headers alone, beside mblaze, mutt and neomutt     npm run bench:headers -- --help
//   link       linking by all evidence, and how it grows with the mail       npm run bench:link -- --help
//   findings   files to findings, 58,555 Enron messages                      npm run bench:findings -- --help
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { printHelp } from './print-help.mjs';

printHelp(import.meta.url);

const PARTS = ['headers', 'link', 'findings'];
const { values: options } = parseArgs({ options: { only: { type: 'string', default: PARTS.join(',') } } });
const asked = options.only.split(',');
const unknown = asked.filter((part) => !PARTS.includes(part));
if (unknown.length > 0) {
  console.error(`--only: no measurement is called ${unknown.join(', ')}; there are ${PARTS.join(', ')}`);
  process.exit(2);
}
for (const part of PARTS.filter((part) => asked.includes(part))) {
  console.log(`\n== ${part}\n`);
  const file = fileURLToPath(new URL(`${part}/run.mjs`, import.meta.url));
  if (spawnSync(process.execPath, [file], { stdio: 'inherit' }).status !== 0) process.exitCode = 1;
}
