// Splits every message with two builds and writes those that differ, line by line: what a new rule changes in real mail.
//
//   node bench/quotes/differ.mjs OLD-DIST [FILE...] [--dist DIR] [--out bench/out/differ.txt]
//
// FILE is a mailbox or a folder; default: all of ../shared/data/lists and ../shared/data/enron. Lines are marked as by draw.mjs, the old reading with `-`
// and the new one with `+`. Keep the file out of the repository.
import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dist: { type: 'string', default: `${root}dist` },
    out: { type: 'string', default: `${root}bench/out/differ.txt` },
  },
});
const [oldDist, ...files] = positionals;
const load = (dist) => import(pathToFileURL(path.resolve(dist, 'index.js')).href);
const { readMessages, readSources, splitMessage } = await load(options.dist);
const { splitMessage: splitBefore } = await load(oldDist);
const MARKS = { authored: 'a', quoted: 'q', attribution: '@', header: 'h', signature: 's', disclaimer: 'd' };

let messages = 0;
const differing = [];
for (const file of files.length ? files : defaults()) {
  const before = differing.length;
  const seen = new Set();
  const batches = readMessages(readSources([{ path: file }], { hash: false }), { bodies: true, onProblem: () => {} });
  for await (const batch of batches)
    for (const message of batch) {
      const text = message.body?.text ?? '';
      if (text === '' || seen.has(text)) continue;
      seen.add(text);
      messages++;
      const difference = compare(message, text);
      if (difference) differing.push(difference);
    }
  console.log(`${differing.length - before} differ  ${path.basename(file)}`);
}
writeFileSync(options.out, differing.join('\n'));
console.log(`${messages} messages, ${differing.length} differ: ${options.out}`);

function defaults() {
  const data = path.join(root, '../shared/data');
  if (!existsSync(data)) return [];
  const lists = readdirSync(`${data}/lists`).filter((name) => !name.endsWith('.tsv'));
  return [...lists.map((name) => `${data}/lists/${name}`), `${data}/enron`];
}

function compare(message, text) {
  const before = marksOf(splitBefore(message), text);
  const after = marksOf(splitMessage(message), text);
  const lines = text.split('\n');
  const changed = lines.map((_, at) => before.lines[at] !== after.lines[at]);
  if (!changed.includes(true) && before.told === after.told) return null;
  let shown = `##### ${path.basename(message.origin.source)}:${message.origin.offset} ${message.subject.text ?? ''}\n`;
  if (before.told !== after.told) {
    const [old, now] = [before.told.split('\n'), after.told.split('\n')];
    for (const line of old) if (!now.includes(line)) shown += `  - ${line}\n`;
    for (const line of now) if (!old.includes(line)) shown += `  + ${line}\n`;
  }
  let last = -1;
  for (let at = 0; at < lines.length; at++) {
    if (!changed.slice(Math.max(0, at - 2), at + 3).includes(true)) continue;
    if (last >= 0 && at > last + 1) shown += '  ...\n';
    last = at;
    const mark = changed[at] ? `${before.lines[at]}>${after.lines[at]}` : `${after.lines[at]}   `;
    shown += `${mark} |${lines[at].slice(0, 140)}\n`;
  }
  return shown;
}

/** The mark of each line, and what the quotations tell. */
function marksOf({ segments, embedded }, text) {
  const lines = [];
  for (const { kind, depth, start, end } of segments) {
    const count = text.slice(start, end).split('\n').length - (text[end - 1] === '\n' ? 1 : 0);
    for (let n = 0; n < count; n++) lines.push(`${MARKS[kind]}${depth}`);
  }
  const told = embedded
    .map(({ header: { style, from, to, date, subject }, depth }) =>
      [
        depth,
        style,
        from ? `${from.name} <${from.address}>` : 'nobody',
        date ? `${new Date(date.local).toISOString().slice(0, 16)} ${date.precision}` : 'no date',
        subject ?? '',
        `${to.length} to`,
      ].join(' | '),
    )
    .join('\n');
  return { lines, told };
}
