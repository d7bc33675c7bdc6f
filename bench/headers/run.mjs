// Threads the same mail by headers alone with rethread, mblaze, mutt and neomutt, and prints messages/s, memory, ratios.
//
//   npm run bench:headers [-- --sizes 10k,100k,1m --runs 3 --only rethread,mblaze]
//
// The mail is made by make-mail.mjs (seeded) into bench/out/: an mbox, and a Maildir of the same messages for mblaze.
// What each job is:
//   rethread  node dist/cli/main.js list --headers-only MBOX      reads the mbox, threads it, prints a line a thread
//   mblaze    mlist MAILDIR | mthread                             reads the Maildir, threads it, prints a line a message
//   mutt      opens the mbox sorted by threads, and quits         (read-only, no configuration, no header cache)
//   neomutt   the same
// All files are read once before, so that they come from memory. Every job runs in turn, several times; the best wall
// clock time counts, as what is slower was disturbed. Peak memory is that of the largest process of a job.
import { existsSync, readFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
import { debianVersion, isInstalled, measure, quote, readSize, run, warm } from '../measure-command.mjs';
import { printHelp } from '../print-help.mjs';
import { writeMaildir, writeMbox } from './make-mail.mjs';

printHelp(import.meta.url);

const root = fileURLToPath(new URL('../../', import.meta.url));
const out = `${root}bench/out`;
const option = (name, otherwise) => {
  const at = process.argv.indexOf(`--${name}`);
  return at < 0 ? otherwise : process.argv[at + 1];
};
const sizes = option('sizes', '10k,100k,1m').split(',').map(readSize);
const only = option('only', 'rethread,mblaze,mutt,neomutt').split(',');
const openAndQuit = (program) => (files) =>
  `script -qec ${quote(
    `${program} -n -F /dev/null -R -f ${quote(files.mbox)} -e 'set folder=/tmp' -e 'set sort=threads' -e 'set quit=yes' -e 'push q'`,
  )} /dev/null </dev/null`;

const JOBS = [
  {
    name: 'rethread',
    needs: [],
    command: ({ mbox }) =>
      `${quote(process.execPath)} ${quote(`${root}dist/cli/main.js`)} list --headers-only ${quote(mbox)}`,
    version: () => `${JSON.parse(readFileSync(`${root}package.json`, 'utf8')).version}, node ${process.versions.node}`,
  },
  {
    name: 'mblaze',
    needs: ['mlist', 'mthread'],
    command: ({ maildir }) => `mlist ${quote(maildir)} | mthread`,
    version: () => debianVersion('mblaze'),
  },
  { name: 'mutt', needs: ['mutt', 'script'], command: openAndQuit('mutt'), version: () => debianVersion('mutt') },
  {
    name: 'neomutt',
    needs: ['neomutt', 'script'],
    command: openAndQuit('neomutt'),
    version: () => debianVersion('neomutt'),
  },
];

const jobs = JOBS.filter(({ name, needs }) => {
  if (!only.includes(name)) return false;
  const missing = needs.filter((program) => !isInstalled(program));
  if (missing.length > 0)
    console.log(`${name}: left out, ${missing.join(' and ')} not installed (apt-get install time mblaze mutt neomutt)`);
  return missing.length === 0;
});
if (!isInstalled('/usr/bin/time')) {
  console.error('/usr/bin/time is missing: apt-get install time');
  process.exit(2);
}
if (!existsSync(`${root}dist/cli/main.js`)) run(`cd ${quote(root)} && npm run build`);

console.log(`${cpus().length} x ${cpus()[0]?.model ?? 'processor'}, ${Math.round(totalmem() / 2 ** 30)} GB of memory`);
for (const job of jobs) console.log(`${job.name}: ${job.version()}`);
for (const size of sizes) benchSize(size);

function benchSize({ label, count }) {
  const files = { mbox: `${out}/mail-${label}.mbox`, maildir: `${out}/maildir-${label}` };
  if (!existsSync(files.mbox)) writeMbox(files.mbox, count, 1);
  if (jobs.some(({ name }) => name === 'mblaze') && !existsSync(files.maildir)) writeMaildir(files.maildir, count, 1);
  const runs = Number(option('runs', count > 500_000 ? 1 : count > 50_000 ? 3 : 5));
  const best = new Map();
  for (let turn = 0; turn < runs; turn++) {
    for (const job of jobs) {
      if (turn === 0) warm(job.name === 'mblaze' ? files.maildir : files.mbox);
      const result = measure(job.command(files));
      const before = best.get(job.name);
      if (result !== null && (before === undefined || result.wall < before.wall)) best.set(job.name, result);
    }
  }
  print(label, count, runs, best);
}

function print(label, count, runs, best) {
  console.log(`\n${label} messages, best of ${runs}`);
  console.log('            messages/s     wall s      cpu s   peak MB   rethread is');
  const own = best.get('rethread');
  for (const { name } of jobs) {
    const result = best.get(name);
    if (result === undefined) {
      console.log(`${name.padEnd(10)}   failed`);
      continue;
    }
    const ratio = own === undefined || name === 'rethread' ? '' : `${(result.wall / own.wall).toFixed(2)} x as fast`;
    console.log(
      [
        name.padEnd(10),
        String(Math.round(count / result.wall)).padStart(12),
        result.wall.toFixed(2).padStart(10),
        result.cpu.toFixed(2).padStart(10),
        String(result.memory).padStart(9),
        `   ${ratio}`,
      ].join(' '),
    );
  }
}
