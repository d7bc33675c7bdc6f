// Draws links of 0.9 and more, with the mail on both sides, to be read: does the message answer the one it is placed under?
//
//   node bench/link/draw-links.mjs INPUT [--truth truth.jsonl] [--count 200 --others 30 --seed 1 --out bench/out/links.txt] [--table FILE]
//
// INPUT is a mailbox or a folder of them. With a truth (../shared/tools/ablate.mjs writes one) the links that it calls wrong or doubtful are
// written, and --others of those it calls right; without, all. --table keeps the thread table for another draw. Links through recovered or
// missing messages count to the nearest produced one, with the least confidence on the way, which is written out. --through draws only such
// links. What is written holds real mail: keep it out of the repository.
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
    through: { type: 'boolean', default: false },
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
const drawn = links
  .filter(({ through }) => !options.through || through.length > 0)
  .sort((one, other) => rankOf(one) - rankOf(other))
  .slice(0, Number(options.count));
console.log(`${links.length} links at ${options.least} and more; ${drawn.length} drawn`);
const [right, wrong, doubtful] = ['right', 'WRONG', 'doubtful'].map((word) =>
  drawn.filter((link) => judge(link) === word),
);
if (truths) {
  const [low, high] = wilsonInterval(right.length, right.length + wrong.length);
  const interval = `${(100 * low).toFixed(1)} to ${(100 * high).toFixed(1)} %`;
  console.log(`by the truth ${right.length} right (${interval}), ${wrong.length} wrong, ${doubtful.length} doubtful`);
}
const shown = truths ? [...wrong, ...doubtful, ...right.slice(0, Number(options.others))] : drawn;
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
    through.push(at);
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

/** What the truth says of a link; doubtful is what has no reply header and may be an answer all the same. */
function judge({ child, parent }) {
  const truth = truths?.get(child.messageId);
  if (!truth || truth.doubt) return 'doubtful';
  return truth.parent === parent.messageId ? 'right' : 'WRONG';
}

/** FNV-1a: the same seed draws the same links. */
function rankOf({ child }) {
  let hash = 0x811c9dc5;
  for (const char of `${options.seed} ${child.key}`) hash = Math.imul(hash ^ char.charCodeAt(0), 0x01000193) >>> 0;
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
}

function show(link, at) {
  const { child, parent, confidence, through } = link;
  const truth = truths?.get(child.messageId);
  const real =
    truth?.parent && truth.parent !== parent.messageId
      ? table.find(({ messageId }) => messageId === truth.parent)
      : null;
  const evidence = (child.link?.evidence ?? [])
    .map(({ kind, weight, detail }) => `  ${kind} ${weight} ${detail}`)
    .join('\n');
  const parts = [
    `--- child\n${mailOf(child)}`,
    ...through.map((post) => `--- ${post.kind} ${whoWhenWhat(post)}, linked at ${post.link?.confidence}`),
    `--- parent\n${mailOf(parent)}`,
    ...(real ? [`--- true parent\n${mailOf(real)}`] : []),
  ];
  const said = truth ? `${judge(link)} ${truth.doubt ?? ''} ${real ? '' : (truth.parent ?? 'no parent')}` : '';
  return `##### ${at + 1} ${confidence} ${child.key} ${said}\n${evidence}\n${parts.join('\n')}\n`;
}

function whoWhenWhat({ from, date, subject }) {
  return `${from?.name ?? ''} <${from?.address ?? ''}> ${date} ${subject}`;
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
