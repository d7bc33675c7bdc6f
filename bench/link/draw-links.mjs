// Draws links of 0.9 and more, with the mail on both sides, to be read: does the message answer the one it is placed under?
//
//   node bench/link/draw-links.mjs INPUT [--truth truth.jsonl] [--count 200 --others 30 --seed 1 --out bench/out/links.txt] [--table FILE]
//
// INPUT is a mailbox or a folder of them. With a truth (../shared/tools/ablate.mjs writes one) the links that it calls wrong are written,
// and --others of those it calls right; without, all. --table keeps the thread table for another draw. Links through recovered or missing
// messages count to the nearest produced one, with the least confidence on the way. What is written holds real mail: keep it out of the
// repository.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { wilsonInterval } from '../altered/wilson.mjs';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    truth: { type: 'string' },
    count: { type: 'string', default: '200' },
    others: { type: 'string', default: '30' },
    seed: { type: 'string', default: '1' },
    least: { type: 'string', default: '0.9' },
    most: { type: 'string', default: '1500' },
    table: { type: 'string' },
    out: { type: 'string', default: `${root}bench/out/links.txt` },
    dist: { type: 'string', default: `${root}dist` },
  },
});
const table = readTable()
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line));
const posts = new Map(table.map((post) => [post.key, post]));
const links = table.flatMap((post) => {
  if (post.kind !== 'produced' || post.duplicateOf) return [];
  const found = producedParent(post);
  return found && found.confidence >= Number(options.least) ? [{ child: post, ...found }] : [];
});
const truths = options.truth ? readTruth(options.truth) : null;
const known = truths
  ? links.filter(({ child }) => truths.has(child.messageId) && !truths.get(child.messageId).doubt)
  : links;
const drawn = known.sort((one, other) => rankOf(one) - rankOf(other)).slice(0, Number(options.count));
console.log(
  `${links.length} links at ${options.least} and more${truths ? `, ${known.length} with a sure truth` : ''}; ${drawn.length} drawn`,
);
const wrong = truths
  ? drawn.filter(({ child, parent }) => truths.get(child.messageId).parent !== parent.messageId)
  : [];
if (truths) {
  const [low, high] = wilsonInterval(drawn.length - wrong.length, drawn.length);
  console.log(
    `by the truth ${drawn.length - wrong.length} right (${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)} %), ${wrong.length} wrong`,
  );
}
const shown = truths
  ? [...wrong, ...drawn.filter((link) => !wrong.includes(link)).slice(0, Number(options.others))]
  : drawn;
const kept = new Map();
writeFileSync(options.out, shown.map(show).join('\n'));

function readTable() {
  if (options.table && existsSync(options.table)) return readFileSync(options.table, 'utf8');
  const done = spawnSync(
    process.execPath,
    [`${options.dist}/cli/main.js`, 'export', '--format', 'jsonl', ...positionals],
    {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    },
  );
  if (options.table) writeFileSync(options.table, done.stdout);
  return done.stdout;
}

function producedParent(post) {
  let confidence = 1;
  let at = post;
  const through = [];
  for (let steps = 0; steps < 1000; steps++) {
    confidence = Math.min(confidence, at.link?.confidence ?? 1);
    if (at.parent === null) return null;
    at = posts.get(at.parent);
    if (at.duplicateOf) at = posts.get(at.duplicateOf) ?? at;
    if (at.kind === 'produced') return at === post ? null : { parent: at, confidence, through };
    through.push(at.kind);
  }
  return null;
}

function readTruth(file) {
  const rows = readFileSync(file, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line));
  return new Map(rows.map((row) => [row.id, row]));
}

/** FNV-1a: the same seed draws the same links. */
function rankOf({ child }) {
  let hash = 0x811c9dc5;
  for (const char of `${options.seed} ${child.key}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
}

function show({ child, parent, confidence, through }, at) {
  const truth = truths?.get(child.messageId);
  const real =
    truth && truth.parent !== parent.messageId ? table.find(({ messageId }) => messageId === truth.parent) : null;
  const said = truth ? (truth.parent === parent.messageId ? 'right' : `WRONG, true parent ${truth.parent}`) : '';
  const evidence = (child.link?.evidence ?? [])
    .map(({ kind, weight, detail }) => `  ${kind} ${weight} ${detail}`)
    .join('\n');
  const parts = [
    `--- child\n${mailOf(child)}`,
    `--- parent\n${mailOf(parent)}`,
    ...(real ? [`--- true parent\n${mailOf(real)}`] : []),
  ];
  return `##### ${at + 1} ${confidence} ${through.join(' ')} ${said}\n${evidence}\n${parts.join('\n')}\n`;
}

function mailOf({ origin }) {
  if (!kept.has(origin.source)) {
    const bytes = readFileSync(origin.source);
    kept.set(origin.source, bytes[0] === 0x1f ? gunzipSync(bytes) : bytes);
  }
  const text = kept
    .get(origin.source)
    .subarray(origin.offset, origin.offset + origin.length)
    .toString('utf8');
  const end = text.search(/\r?\n\r?\n/);
  const fields = text
    .slice(0, end)
    .split(/\r?\n(?![ \t])/)
    .filter((field) => /^(?:from|to|cc|date|subject):/i.test(field));
  return `${fields.map((field) => field.replaceAll(/\s+/g, ' ').slice(0, 300)).join('\n')}\n${text.slice(end).slice(0, Number(options.most))}`;
}
