// What the measurements beside other programs share: running a shell command and taking its time and memory.
import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync, readdirSync, readFileSync, readSync } from 'node:fs';
import { tmpdir } from 'node:os';

const LIMIT = 900_000;

/** A word for a shell. */
export const quote = (text) => `'${text.replaceAll("'", `'\\''`)}'`;

/** Wall clock and processor seconds, and peak memory in MB, of a shell command; null if it failed. */
export function measure(command) {
  const times = `${tmpdir()}/rethread-times-${process.pid}.txt`;
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
export function warm(path) {
  const buffer = Buffer.allocUnsafeSlow(1 << 20);
  const files = existsSync(`${path}/cur`) ? readdirSync(`${path}/cur`).map((name) => `${path}/cur/${name}`) : [path];
  for (const file of files) {
    const descriptor = openSync(file, 'r');
    while (readSync(descriptor, buffer, 0, buffer.length, null) > 0);
    closeSync(descriptor);
  }
}

/** `100k` → 100,000 messages. */
export function readSize(text) {
  const match = /^(\d+)([km]?)$/i.exec(text.trim());
  if (match === null) {
    console.error(`--sizes: ${text} is no number of messages`);
    process.exit(2);
  }
  const factor = { '': 1, k: 1000, m: 1_000_000 }[match[2].toLowerCase()];
  return { label: text.trim().toLowerCase(), count: Number(match[1]) * factor };
}

export function isInstalled(program) {
  return run(`command -v ${program}`, true).status === 0;
}

export function debianVersion(name) {
  const { stdout, status } = run(`dpkg-query -W -f '\${Version}' ${name}`, true);
  return status === 0 ? String(stdout) : 'version unknown';
}

export function run(command, quiet = false) {
  return spawnSync('bash', ['-c', command], quiet ? {} : { stdio: 'inherit' });
}
