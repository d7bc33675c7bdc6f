// Mutation testing by a seeded sample: changes one sign of the code of a room at a time, in a copy, and runs the room's tests. A mutant that no
// test fails for has survived, and is printed to be read.
//
//     npm run bench:mutants -- [--rooms thread,dedupe,link,quote,finding] [--count 20] [--seed 1]
//
// --count mutants a room: a comparison turned round, `&&` for `||`, a boundary moved by one, `some` for `every`, a condition negated. Types, imports
// and comments are left alone. Tests: tests/ROOM, stopped at the first failure.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const { values: options } = parseArgs({
  options: {
    rooms: { type: 'string', default: 'thread,dedupe,link,quote,finding' },
    count: { type: 'string', default: '20' },
    seed: { type: 'string', default: '1' },
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

let state = Number(options.seed);
const next = () => {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
  return state / 2 ** 32;
};

/** Every place of a room where a change applies. */
function placesOf(room) {
  const files = readdirSync(path.join('src', room), { recursive: true }).filter((name) => name.endsWith('.ts'));
  return files.flatMap((name) => {
    const file = path.join('src', room, name);
    return readFileSync(file, 'utf8')
      .split('\n')
      .flatMap((line, at) => {
        if (/^\s*(?:\/\/|\/?\*|import |export type|readonly |\|)/.test(line)) return [];
        return CHANGES.filter(([from]) => line.includes(from)).map((change) => ({ file, at, line, change }));
      });
  });
}

const passes = (room) =>
  spawnSync('npx', ['vitest', 'run', `tests/${room}`, '--bail', '1'], { cwd: copy, encoding: 'utf8', timeout: 300_000 })
    .status === 0;

let [killed, tried] = [0, 0];
for (const room of options.rooms.split(',')) {
  if (!passes(room)) throw new Error(`tests/${room} fails without a change`);
  const places = placesOf(room);
  let [dead, count] = [0, 0];
  for (let number = 0; number < Number(options.count) && places.length > 0; number++) {
    const { file, at, line, change } = places.splice(Math.floor(next() * places.length), 1)[0];
    const target = path.join(copy, file);
    const text = readFileSync(target, 'utf8');
    const lines = text.split('\n');
    lines[at] = line.replace(change[0], change[1]);
    writeFileSync(target, lines.join('\n'));
    const survived = passes(room);
    writeFileSync(target, text);
    count++;
    if (!survived) dead++;
    else
      console.log(
        `survived: ${file}:${at + 1}: ${change[0].trim()} → ${change[1].trim() || 'nothing'}: ${line.trim()}`,
      );
  }
  console.log(`${room}: ${dead} of ${count} mutants died`);
  killed += dead;
  tried += count;
}
console.log(`${killed} of ${tried} (${((100 * killed) / tried).toFixed(0)} %)`);
rmSync(copy, { recursive: true, force: true });
