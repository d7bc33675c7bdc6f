// Runs a command of rethread in this process, its output thrown away, and prints processor time (ms) and memory (MB) as JSON.
import { writeSync } from 'node:fs';
import { runCommandLine } from '../../dist/cli/run-command-line.js';

process.stdout.write = (_chunk, ...more) => {
  const done = more.find((each) => typeof each === 'function');
  if (done) queueMicrotask(done);
  return true;
};
const before = process.cpuUsage();
const status = await runCommandLine(process.argv.slice(2));
const { user, system } = process.cpuUsage(before);
writeSync(1, JSON.stringify({ status, time: (user + system) / 1000, memory: process.resourceUsage().maxRSS / 1024 }));
process.exit(0);
