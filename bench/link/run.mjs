// How long it takes to link messages by all evidence, apart from reading them; and by how much it grows with the mail.
//
//   npm run bench:link [-- --sizes 10k,100k] [--runs 2] [--strip] [INPUT...]
//
// INPUT is real mail (mbox, .gz, folders), each a run of its own; --strip hides its reply headers. Made-up mail (see
// make-conversations.mjs; it has no reply headers) is written to bench/out/. Every run is a process of its own and prints
//   read      cutting, headers, bodies
//   split     bodies into what was written and what is quoted; messages recovered from quotations
//   link      copies joined into posts, evidence gathered and weighed, parents chosen, threads arranged
// in seconds by the clock (and of processor time), best of the runs by processor time of linking. 100,000 messages are to link in
// 15 s on two processors, 10 times the mail in 12 times the time.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cpus } from 'node:os';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { printHelp } from '../print-help.mjs';
import { writeConversations } from './make-conversations.mjs';

printHelp(import.meta.url);

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    sizes: { type: 'string', default: '10k,100k' },
    runs: { type: 'string', default: '1' },
    strip: { type: 'boolean', default: false },
    dist: { type: 'string', default: `${root}dist` },
  },
});

console.log(`${cpus().length} x ${cpus()[0]?.model ?? 'processor'}, node ${process.versions.node}`);
console.log(
  `\n${'mail'.padEnd(28)}  messages  read s (cpu)     split s (cpu)    link s (cpu)     link us each  peak MB`,
);
for (const input of positionals) measure(input.split('/').at(-1), input, options.strip);
const made = options.sizes.split(',').filter(Boolean).map(readSize);
let before = null;
for (const { label, count } of made) {
  const file = `${root}bench/out/conversations-${label}.mbox`;
  if (!existsSync(file)) writeConversations(file, count, 1);
  const result = measure(`made-up ${label}`, file, false);
  if (before !== null && result !== null) {
    const ratio = (part) => (result[part] / before[part]).toFixed(2);
    const times = (result.messages / before.messages).toFixed(1);
    console.log(
      `  ${times} times the mail takes ${ratio('linkCpu')} times the processor time to link (${ratio('link')} by the clock)`,
    );
  }
  before = result;
}

function measure(name, input, strip) {
  let best = null;
  for (let run = 0; run < Number(options.runs); run++) {
    const args = ['--max-old-space-size=6000', `${root}bench/link/time-linking.mjs`, options.dist, input];
    const done = spawnSync(process.execPath, strip ? [...args, '--strip'] : args, { encoding: 'utf8' });
    if (done.status !== 0) {
      console.error(`${name}: failed\n${done.stderr}`);
      process.exitCode = 1;
      return null;
    }
    const result = JSON.parse(done.stdout);
    if (best === null || result.linkCpu < best.linkCpu) best = result;
  }
  const pair = (part) => `${best[part].toFixed(2)} (${best[`${part}Cpu`].toFixed(2)})`.padEnd(15);
  const each = ((best.linkCpu / best.messages) * 1e6).toFixed(0);
  console.log(
    [name.padEnd(28), String(best.messages).padStart(8), '', pair('read'), pair('split'), pair('link')].join(' ') +
      `  ${each.padStart(10)}  ${String(best.memory).padStart(8)}`,
  );
  return best;
}

/** `100k` → 100,000 messages. */
function readSize(text) {
  const match = /^(\d+)(k?)$/i.exec(text.trim());
  if (match === null) {
    console.error(`--sizes: ${text} is no number of messages`);
    process.exit(2);
  }
  return { label: text.trim().toLowerCase(), count: Number(match[1]) * (match[2] ? 1000 : 1) };
}
