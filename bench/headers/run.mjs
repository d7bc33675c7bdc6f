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
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { fileURLToPath } from 'node:url';
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
const LIMIT = 900_000;

const quote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;
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

/** Wall clock and processor seconds, and peak memory in MB, of a shell command; null if it failed. */
function measure(command) {
  const times = `${out}/times.txt`;
  const piped = quote(`set -o pipefail; ${command}`);
  const started = process.hrtime.bigint();
  const done = spawnSync('bash', ['-c', `exec /usr/bin/time -o ${quote(times)} -f '%U %S %M' bash -c ${piped}`], {
    stdio: 'ignore',
    env: { ...process.env, TERM: 'xterm', LC_ALL: 'C.UTF-8' },
    timeout: LIMIT,
  });
  const wall = Number(process.hrtime.bigint() - started) / 1e9;
  if (done.status !== 0) return null;
  const last = readFileSync(times, 'utf8').trim().split('\n').at(-1);
  const [user, system, kilobytes] = last.split(' ').map(Number);
  return { wall, cpu: user + system, memory: Math.round(kilobytes / 1024) };
}

/** Reads everything once, so that no job pays for the disk. */
function warm(path) {
  const buffer = Buffer.allocUnsafeSlow(1 << 20);
  const files = existsSync(`${path}/cur`) ? readdirSync(`${path}/cur`).map((name) => `${path}/cur/${name}`) : [path];
  for (const file of files) {
    const descriptor = openSync(file, 'r');
    while (readSync(descriptor, buffer, 0, buffer.length, null) > 0);
    closeSync(descriptor);
  }
}

/** `100k` → 100,000 messages. */
function readSize(text) {
  const match = /^(\d+)([km]?)$/i.exec(text.trim());
  if (match === null) {
    console.error(`--sizes: ${text} is no number of messages`);
    process.exit(2);
  }
  const factor = { '': 1, k: 1000, m: 1_000_000 }[match[2].toLowerCase()];
  return { label: text.trim().toLowerCase(), count: Number(match[1]) * factor };
}

function isInstalled(program) {
  return run(`command -v ${program}`, true).status === 0;
}

function debianVersion(name) {
  const { stdout, status } = run(`dpkg-query -W -f '\${Version}' ${name}`, true);
  return status === 0 ? String(stdout) : 'version unknown';
}

function run(command, quiet = false) {
  return spawnSync('bash', ['-c', command], quiet ? {} : { stdio: 'inherit' });
}
