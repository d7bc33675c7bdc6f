// Draws findings evenly over the kinds, with the mail that proves them, to be read: does each state only what is so?
//
//   npm run bench:draw [-- --count 150 --seed 1 --out bench/out/drawn.txt] [INPUT...]
//
// INPUT is a file, or a folder with a file or folder for each custodian; default: the Enron custodians (`npm run bench:findings` unpacks
// them) and five mailing lists of ../shared/data. Equal seeds draw equal findings from equal input. What is written holds real mail: keep
// it out of the repository.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const root = fileURLToPath(new URL('../../', import.meta.url));
const lists = path.join(root, '../shared/data/lists');
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '150' },
    seed: { type: 'string', default: '1' },
    kind: { type: 'string' },
    out: { type: 'string', default: `${root}bench/out/drawn.txt` },
    dist: { type: 'string', default: `${root}dist` },
  },
});
const inputs = positionals.length
  ? positionals
  : [
      `${root}bench/out/enron`,
      ...['imagej/imagej-devel', 'linux-hyperv/linux-hyperv-first-8000', 'cypherpunks/cypherpunks-1993'],
      ...['r-sig-mixed-models/r-sig-mixed-models-2015', 'openbmc/openbmc-first-6000'],
    ].map((name) => (path.isAbsolute(name) ? name : `${lists}/${name}.mbox.gz`));

const kept = new Map();
const pools = inputs.flatMap((input) => {
  if (existsSync(input)) return [readFindings(input)];
  console.error(`${input}: not there, left out`);
  return [];
});
const kinds = [...new Set(pools.flatMap((pool) => [...pool.keys()]))]
  .filter((kind) => options.kind === undefined || kind === options.kind)
  .sort();
const drawn = [];
for (const kind of kinds) {
  // The first pool has as many as all others together, where they have so many.
  const share = Math.ceil(Number(options.count) / kinds.length);
  const sorted = pools.map((pool) => [...(pool.get(kind) ?? [])].sort(byChance));
  const others = sorted.slice(1).flat().sort(byChance);
  const half = Math.max(Math.ceil(share / 2), share - others.length);
  const first = (sorted[0] ?? []).slice(0, half);
  drawn.push(...first, ...others.slice(0, share - first.length));
  console.log(`${kind}: ${sorted.map(({ length }) => length).join(' + ')} found`);
}
writeFileSync(options.out, drawn.slice(0, Number(options.count)).map(show).join('\n'));
console.log(`${Math.min(drawn.length, Number(options.count))} drawn to ${options.out}`);

function readFindings(input) {
  const folder = statSync(input).isDirectory();
  const args = ['findings', '--format', 'jsonl', ...(folder ? ['--custodians', input] : [input])];
  const done = spawnSync(process.execPath, [`${options.dist}/cli/main.js`, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  const byKind = new Map();
  for (const line of done.stdout.split('\n').filter(Boolean)) {
    const finding = JSON.parse(line);
    byKind.set(finding.kind, [...(byKind.get(finding.kind) ?? []), finding]);
  }
  return byKind;
}

function byChance(one, other) {
  const rank = ({ key }) => createHash('sha256').update(`${options.seed} ${key}`).digest('hex');
  return rank(one) < rank(other) ? -1 : 1;
}

function show({ key, kind, summary, detail, origins }, at) {
  const seen = new Set();
  const excerpts = origins.slice(0, 6).flatMap((origin) => {
    const name = `${origin.source}:${origin.offset}`;
    if (seen.has(name)) return [];
    seen.add(name);
    return [`--- ${name}+${origin.length}\n${excerpt(origin)}`];
  });
  const told = JSON.stringify(detail).slice(0, 1500);
  return `##### ${at + 1} ${kind} ${key}\n${summary}\n${told}\n${excerpts.join('\n')}\n`;
}

function excerpt({ source, offset, length }) {
  if (!kept.has(source)) {
    const bytes = readFileSync(source);
    kept.set(source, bytes[0] === 0x1f ? gunzipSync(bytes) : bytes);
  }
  return kept
    .get(source)
    .subarray(offset, offset + Math.min(length, 1800))
    .toString('utf8');
}
