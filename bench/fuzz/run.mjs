// Attacks the whole line with inputs made by seeds: readers, splitter, linker, finders, page, case. Every input must be read without a
// fault, accounted for to the byte, told alike a second time and by a case, and within its budget of processor time and memory.
//
//     npm run bench:fuzz -- [--minutes 5] [--seed 1] [--shared ../shared] [--out DIR] [--only SEED]
//
// A watchdog ends what goes over its budget (20 s of processor time and 1 GB, whatever the size) and names the input. What fails is
// written into DIR (a temporary folder unless given) as SEED.input with SEED.txt. Inputs may hold real mail where ../shared is there.
import { fork } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { printHelp } from '../print-help.mjs';
import { inputMaker } from './make-input.mjs';

printHelp(import.meta.url);

const { values: options } = parseArgs({
  options: {
    minutes: { type: 'string', default: '5' },
    seed: { type: 'string', default: '1' },
    only: { type: 'string' },
    shared: { type: 'string', default: '../shared' },
    dist: { type: 'string', default: 'dist' },
    out: { type: 'string' },
  },
});
const SECONDS = 20;
const MEMORY = 1_000_000_000;
const shared = existsSync(options.shared) ? options.shared : '';
const out = options.out ?? mkdtempSync(path.join(tmpdir(), 'rethread-fuzz-found-'));
mkdirSync(out, { recursive: true });
const makeInput = inputMaker(shared);
const end = Date.now() + Number(options.minutes) * 60_000;
let seed = Number(options.only ?? options.seed);
const first = seed;
const kinds = new Map();
let failures = 0;
let processorSeconds = 0;
let worst = { seconds: 0, how: '' };
let child;
let begun = null;

/** Processor seconds and resident bytes of the child, from /proc; nulls where there is none. */
function costOf(pid) {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /, '')
      .split(' ');
    return { seconds: (Number(fields[11]) + Number(fields[12])) / 100, rss: Number(fields[21]) * 4096 };
  } catch {
    return { seconds: null, rss: null };
  }
}

function note(number, how, wrong) {
  failures++;
  console.log(`seed ${number}: ${wrong[0].slice(0, 400)} (${how})`);
  writeFileSync(path.join(out, `${number}.input`), makeInput(number).bytes);
  writeFileSync(path.join(out, `${number}.txt`), `${how}\n${wrong.join('\n')}\n`);
}

function start() {
  child = fork(fileURLToPath(new URL('worker.mjs', import.meta.url)), [options.dist, shared], {
    execArgv: ['--max-old-space-size=1500'],
  });
  child.on('message', (message) => {
    if (message.begins) begun = { ...message, from: costOf(child.pid) };
    else {
      if (message.wrong) {
        const spent = (costOf(child.pid).seconds ?? 0) - (begun?.from.seconds ?? 0);
        processorSeconds += spent;
        if (spent > worst.seconds) worst = { seconds: spent, how: `seed ${message.seed}: ${message.how}` };
        kinds.set(kindOf(message.how), (kinds.get(kindOf(message.how)) ?? 0) + 1);
        if (message.wrong.length) note(message.seed, message.how, message.wrong);
        begun = null;
        seed++;
      }
      if (Date.now() >= end || (options.only !== undefined && message.wrong)) finish();
      else child.send(seed);
    }
  });
  child.on('exit', () => {
    if (begun !== null) {
      note(begun.seed, begun.how, [begun.reason ?? 'the process died']);
      begun = null;
      seed++;
    }
    if (Date.now() >= end || options.only !== undefined) finish();
    else start();
  });
}

const kindOf = (how) =>
  how.endsWith(', mutated') && !how.startsWith('made')
    ? how.includes('shared')
      ? 'real mail, mutated'
      : 'invented mail, mutated'
    : how.startsWith('made')
      ? how
      : 'hostile structure';

const watch = setInterval(() => {
  if (begun === null) return;
  const { seconds, rss } = costOf(child.pid);
  if (seconds === null) return;
  if (seconds - begun.from.seconds > SECONDS)
    begun.reason = `more than ${SECONDS} s of processor time (${begun.size} bytes)`;
  else if (rss > MEMORY) begun.reason = `more than ${MEMORY / 1e9} GB of memory (${begun.size} bytes)`;
  else return;
  child.kill('SIGKILL');
}, 500);

function finish() {
  clearInterval(watch);
  child.removeAllListeners('exit');
  child.kill();
  console.log(
    `seeds ${first} to ${seed - 1}, ${(processorSeconds / 60).toFixed(1)} processor minutes, ${failures} failed (${out})`,
  );
  for (const [kind, count] of [...kinds].sort()) console.log(`  ${count} ${kind}`);
  console.log(`  longest: ${worst.seconds.toFixed(1)} s, ${worst.how}`);
  process.exit(failures ? 1 : 0);
}

process.on('SIGTERM', finish);
process.on('SIGINT', finish);
start();
