// Changes outputs, cases and sources by seeds and asks `rethread verify` of each: all must be found, the untouched must pass.
//
//     npm run bench:verify -- [--count 300] [--seed 1] [--work DIR] [PATH...]
//
// PATH: the mail (default samples/case). Of --count tamperings a fifth each go into a report (JSON and page), a thread table, the findings,
// a case and the sources: one byte, one word, one link, one finding. The mail is copied to DIR and only the copy is changed. What verify
// makes again from untouched sources is made once; for each changed source and each changed bit
// of a case, and for every tenth change of another kind, the program itself is run.
import { spawnSync } from 'node:child_process';
import {
  copyFileSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { printHelp } from '../print-help.mjs';
import { changeByte, changeCase, changeFinding, changeLink, changeWord, flipBit, numbers } from './tamper.mjs';

printHelp(import.meta.url);

const { values: options, positionals } = parseArgs({
  options: {
    count: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    work: { type: 'string' },
  },
  allowPositionals: true,
});
const { compareOutputs } = await import('../../dist/verify/compare-outputs.js');
const { startTally } = await import('../../dist/verify/verification.js');
const { compareCases } = await import('../../dist/verify/compare-cases.js');
const { openDatabase } = await import('../../dist/source/database/sqlite-file.js');

const work = options.work ?? mkdtempSync(path.join(tmpdir(), 'rethread-tampered-'));
mkdirSync(work, { recursive: true });
const mail = (positionals.length > 0 ? positionals : ['samples/case']).map((from, at) => {
  const to = path.join(work, `mail-${at}`, path.basename(from));
  cpSync(from, to, { recursive: true });
  return to;
});
const main = path.resolve('dist/cli/main.js');
const rethread = (...args) => spawnSync(process.execPath, [main, ...args], { encoding: 'utf8', maxBuffer: 1 << 30 });
const file = (name) => path.join(work, name);
const made = [
  ['report', 'report.json', ['report', '--format', 'json']],
  ['page', 'report.html', ['report']],
  ['thread-table', 'posts.jsonl', ['export']],
  ['findings', 'findings.jsonl', ['findings', '--format', 'jsonl']],
  ['case', 'mail.case', ['build']],
];
for (const [, name, [command, ...flags]] of made) {
  const { status, stderr } = rethread(command, ...mail, ...flags, '-q', '-o', file(name));
  if (status > 1) throw new Error(`${command}: exit code ${status}: ${stderr}`);
}

/** What does not hold, what cannot be read any more, what is no output any more: never a fault of the program. */
const isFound = ({ status }) => [6, 3, 2].includes(status);

let wrong = 0;
const tell = (text) => {
  wrong++;
  console.log(text);
};
for (const [, name] of made) if (rethread('verify', file(name)).status !== 0) tell(`${name}: untouched and not passed`);

const originals = new Map(made.map(([, name]) => [name, readFileSync(file(name))]));
const textOf = (name) => originals.get(name).toString('utf8');

/** Whether verify finds a change of an output: by its own comparison, and every tenth time by the program. */
function findsOutput(form, name, changed, whole) {
  const tally = startTally();
  compareOutputs({ name, form, claimed: changed, found: textOf(name) }, true, tally);
  const found = !tally.result(name).holds;
  if (!whole || !found) return found;
  const copy = file(`changed-${name}`);
  writeFileSync(copy, changed);
  const manifest = file(`${name}.manifest.json`);
  try {
    copyFileSync(manifest, `${copy}.manifest.json`);
  } catch {
    // It keeps its manifest in itself.
  }
  return isFound(rethread('verify', copy));
}

const count = (database, table) => Number(database.prepare(`SELECT count(*) AS rows FROM ${table}`).get().rows);
const whole = openDatabase(file('mail.case'), { readOnly: true });
const counts = {
  posts: count(whole, 'post'),
  links: count(whole, 'link'),
  findings: count(whole, 'finding'),
  people: count(whole, 'person'),
};

function findsCase(change, byProgram) {
  const copy = file('changed.case');
  if (typeof change === 'string') {
    writeFileSync(copy, originals.get('mail.case'));
    const database = openDatabase(copy);
    database.exec(change);
    database.close();
  } else writeFileSync(copy, change);
  if (readFileSync(copy).equals(originals.get('mail.case'))) return null;
  if (byProgram || typeof change !== 'string') return isFound(rethread('verify', copy));
  const database = openDatabase(copy, { readOnly: true });
  const tally = startTally();
  try {
    compareCases(database, whole, tally);
  } finally {
    database.close();
  }
  return !tally.result(copy).holds;
}

const sources = mail.flatMap((each) =>
  statSync(each).isDirectory()
    ? readdirSync(each, { recursive: true })
        .map((name) => path.join(each, name))
        .filter((name) => statSync(name).isFile())
    : [each],
);
const read = new Set(JSON.parse(textOf('report.json')).manifest.sources.map(({ name }) => name.split(' › ')[0]));
const readSources = sources.filter((name) => read.has(name) && statSync(name).size > 0);

const ways = [
  [
    'byte of the report',
    (next, whole) => findsOutput('report', 'report.json', changeByte(textOf('report.json'), next), whole),
  ],
  [
    'word of the page',
    (next, whole) => findsOutput('page', 'report.html', changeWord(textOf('report.html'), next), whole),
  ],
  [
    'byte of the page',
    (next, whole) => findsOutput('page', 'report.html', changeByte(textOf('report.html'), next), whole),
  ],
  [
    'link of the thread table',
    (next, whole) => findsOutput('thread-table', 'posts.jsonl', changeLink(textOf('posts.jsonl'), next), whole),
  ],
  [
    'byte of the thread table',
    (next, whole) => findsOutput('thread-table', 'posts.jsonl', changeByte(textOf('posts.jsonl'), next), whole),
  ],
  [
    'finding',
    (next, whole) => findsOutput('findings', 'findings.jsonl', changeFinding(textOf('findings.jsonl'), next), whole),
  ],
  [
    'word of the findings',
    (next, whole) => findsOutput('findings', 'findings.jsonl', changeWord(textOf('findings.jsonl'), next), whole),
  ],
  ['row of the case', (next, whole) => findsCase(changeCase(counts, next), whole)],
  ['bit of the case', (next, whole) => findsCase(flipBit(originals.get('mail.case'), next), whole)],
  [
    'bit of a source',
    (next) => {
      const target = readSources[Math.floor(next() * readSources.length)];
      const bytes = readFileSync(target);
      writeFileSync(target, flipBit(bytes, next));
      const found = isFound(rethread('verify', file('posts.jsonl')));
      writeFileSync(target, bytes);
      return found;
    },
  ],
];
const results = new Map(ways.map(([name]) => [name, { tried: 0, found: 0, same: 0 }]));
for (let number = 0; number < Number(options.count); number++) {
  const [name, change] = ways[number % ways.length];
  const seed = Number(options.seed) * 100_003 + number;
  const found = change(numbers(seed), Math.floor(number / ways.length) % 10 === 0);
  const result = results.get(name);
  if (found === null) result.same++;
  else {
    result.tried++;
    if (found) result.found++;
    else tell(`${name}, seed ${seed}: not found`);
  }
}
whole.close();
console.log('| changed | tried | found |\n| --- | ---: | ---: |');
for (const [name, { tried, found }] of results) console.log(`| ${name} | ${tried} | ${found} |`);
const same = [...results.values()].reduce((sum, result) => sum + result.same, 0);
if (same > 0) console.log(`\n${same} changes left the bytes as they were`);
rmSync(work, { recursive: true, force: true });
if (wrong > 0) process.exitCode = 1;
