// Mutation testing by a seeded sample: changes one sign of the code of a room at a time, in a copy, and runs the tests. A mutant that no
// test fails for has survived, and is printed to be read: it is equal in meaning, or a rule is not tested.
//
//     npm run bench:mutants -- [--rooms thread,dedupe,link,quote,finding] [--count 20] [--seed 1] [--patience 300] [--only FILE:LINE,...]
//
// --count mutants a room: a comparison turned round, `&&` for `||`, a boundary moved by one, `some` for `every`, a condition negated. Types,
// imports and comments are left alone, and what would not be read as a program. A room's sample depends on the seed and its code alone.
// First run tests/ROOM, the quickest files first and stopped at the first failure; what survives these, the tests elsewhere that import the
// changed file, for at most --patience seconds (0: not at all). What takes four times as long as the unchanged program and a minute has died.
// Tests run the sources: what only the built program shows is not seen. --only changes every sign of these lines instead of a sample.
import { spawn } from 'node:child_process';
import {
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { transformSync } from 'esbuild';
import { wilsonInterval } from '../altered/wilson.mjs';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const { values: options } = parseArgs({
  options: {
    rooms: { type: 'string', default: 'thread,dedupe,link,quote,finding' },
    count: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
    patience: { type: 'string', default: '300' },
    only: { type: 'string', default: '' },
  },
});
/** What is put for what. */
const CHANGES = [
  [' === ', ' !== '],
  [' !== ', ' === '],
  [' < ', ' <= '],
  [' > ', ' >= '],
  [' <= ', ' < '],
  [' >= ', ' > '],
  [' && ', ' || '],
  [' || ', ' && '],
  [' + 1', ''],
  [' - 1', ''],
  ['.some(', '.every('],
  ['.every(', '.some('],
  ['Math.min(', 'Math.max('],
  ['Math.max(', 'Math.min('],
  ['if (!', 'if ('],
  ['return true;', 'return false;'],
  ['return false;', 'return true;'],
];
const copy = mkdtempSync(path.join(tmpdir(), 'rethread-mutants-'));
for (const name of readdirSync('.'))
  if (!['node_modules', '.git', 'bench'].includes(name)) cpSync(name, path.join(copy, name), { recursive: true });
symlinkSync(path.resolve('node_modules'), path.join(copy, 'node_modules'));
// Newer than any source: the tests' setup builds nothing.
utimesSync(path.join(copy, 'dist/cli/main.js'), 4e9, 4e9);
// One worker; modules that did not change are compiled once for all runs.
writeFileSync(
  path.join(copy, 'vitest.mutants.config.ts'),
  `import { readFileSync } from 'node:fs';
import { mergeConfig } from 'vitest/config';
import { BaseSequencer } from 'vitest/node';
import base from './vitest.config.js';

class QuickestFirst extends BaseSequencer {
  override async sort(files) {
    const durations = JSON.parse(readFileSync('durations.json', 'utf8'));
    const durationOf = (file) => durations[file.moduleId] ?? 1e9 + readFileSync(file.moduleId).length;
    return [...files].sort((a, b) => durationOf(a) - durationOf(b));
  }
}
export default mergeConfig(base, {
  cacheDir: 'vitest-cache',
  test: {
    maxWorkers: 1,
    sequence: { sequencer: QuickestFirst },
    experimental: { fsModuleCache: true, fsModuleCachePath: 'vitest-cache/modules' },
  },
});
`,
);
/** The sources as they were at the beginning, by their path in the copy: the checkout may change while this runs. */
const originals = new Map(
  readdirSync(path.join(copy, 'src'), { recursive: true })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => [path.join('src', name), readFileSync(path.join(copy, 'src', name), 'utf8')]),
);
const durations = {};
const writeDurations = () => writeFileSync(path.join(copy, 'durations.json'), JSON.stringify(durations));
writeDurations();

/** Numbers below one, the same for the same seed and room. */
function drawing(seed, room) {
  let state = [...`${seed} ${room}`].reduce((sum, sign) => (Math.imul(sum, 31) + sign.codePointAt(0)) >>> 0, 7);
  const next = () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
  next();
  return next;
}

/** Every place of a room where a change applies. */
function placesOf(room) {
  const files = [...originals.keys()].filter((file) => file.startsWith(`src/${room}/`));
  return files.sort().flatMap((file) => {
    return originals
      .get(file)
      .split('\n')
      .flatMap((line, at) => {
        if (/^\s*(?:\/\/|\/?\*|import |export type|readonly |\|)/.test(line)) return [];
        const code = line.replace(/ \/\/ .*/, '');
        return CHANGES.flatMap(([from, to]) =>
          [...allPlaces(code, from)].map((column) => ({ file, at, line, column, from, to })),
        );
      });
  });
}

function* allPlaces(line, part) {
  for (let at = line.indexOf(part); at >= 0; at = line.indexOf(part, at + 1)) yield at;
}

/** The source with the change in it; null where that is no program. */
function mutate({ file, at, column, from, to }) {
  const lines = originals.get(file).split('\n');
  lines[at] = lines[at].slice(0, column) + to + lines[at].slice(column + from.length);
  const text = lines.join('\n');
  try {
    transformSync(text, { loader: 'ts' });
    return text;
  } catch {
    return null;
  }
}

/** How a run of the tests ended: `passed`, `failed`, or `late`. All that it started ends with it. */
function test(args, seconds) {
  const vitest = path.join(copy, 'node_modules/vitest/vitest.mjs');
  const command = [vitest, ...args, '--run', '--bail', '1', '--config', 'vitest.mutants.config.ts'];
  const child = spawn(process.execPath, command, { cwd: copy, stdio: 'ignore', detached: true });
  return new Promise((resolve) => {
    let late = false;
    const timer = setTimeout(() => {
      late = true;
      process.kill(-child.pid, 'SIGKILL');
    }, seconds * 1000);
    child.on('exit', (code) => {
      clearTimeout(timer);
      resolve(late ? 'late' : code === 0 ? 'passed' : 'failed');
    });
  });
}

/** How long the room's tests take without a change, in seconds. */
async function measure(room) {
  const report = path.join(copy, 'report.json');
  const began = Date.now();
  const ended = await test([`tests/${room}/`, '--reporter', 'json', '--outputFile', report], 3600);
  if (ended !== 'passed') throw new Error(`tests/${room} fails without a change`);
  for (const { name, startTime, endTime } of JSON.parse(readFileSync(report, 'utf8')).testResults)
    durations[name] = endTime - startTime;
  writeDurations();
  return (Date.now() - began) / 1000;
}

const share = (part, whole) => {
  const [low, high] = wilsonInterval(part, whole).map((edge) => (100 * edge).toFixed(0));
  return `${part} of ${whole} (${((100 * part) / whole).toFixed(0)} %, 95 % interval ${low} to ${high})`;
};
const patience = Number(options.patience);
const told = ({ near, elsewhere, tried }) =>
  `${share(near, tried)} died by the tests of the room${patience ? `, ${share(near + elsewhere, tried)} with the tests elsewhere` : ''}`;

/** A mutant's end: `near` by the tests of its room, `elsewhere` by others, or null. */
async function endOf(place, room, limit) {
  const { file, at, column, line, from, to } = place;
  const target = path.join(copy, file);
  writeFileSync(target, mutate(place));
  const near = await test([`tests/${room}/`], limit);
  const far =
    near === 'passed' && patience ? await test(['related', file, '--exclude', `tests/${room}/**`], patience) : 'passed';
  writeFileSync(target, originals.get(file));
  const name = `${file}:${at + 1}:${column + 2}: ${from.trim()} → ${to.trim() || 'nothing'}: ${line.trim()}`;
  if (near !== 'passed') {
    console.error(`died (${near}): ${name}`);
    return 'near';
  }
  console.log(
    far === 'failed'
      ? `died elsewhere: ${name}`
      : `survived${far === 'late' ? ' (tests elsewhere not finished)' : ''}: ${name}`,
  );
  return far === 'failed' ? 'elsewhere' : null;
}

const only = options.only ? options.only.split(',') : null;
const all = { near: 0, elsewhere: 0, tried: 0 };
for (const room of options.rooms.split(',')) {
  const next = drawing(options.seed, room);
  const places = placesOf(room).filter(({ file, at }) => !only || only.includes(`${file}:${at + 1}`));
  if (!places.length) continue;
  const limit = 60 + 4 * (await measure(room));
  const sum = { near: 0, elsewhere: 0, tried: 0 };
  while (places.length > 0 && (only || sum.tried < Number(options.count))) {
    const place = places.splice(only ? 0 : Math.floor(next() * places.length), 1)[0];
    if (mutate(place) === null) continue;
    const end = await endOf(place, room, limit);
    sum.tried++;
    if (end) sum[end]++;
  }
  console.log(`${room}: ${told(sum)}`);
  for (const part of Object.keys(all)) all[part] += sum[part];
}
console.log(`all: ${told(all)}`);
rmSync(copy, { recursive: true, force: true });
