// What the splitter leaves among the author's own words: attributions, and lines that another message wrote.
//
//   node bench/quotes/left.mjs [FILE...] [--show 20] [--draw 300 --seed 1 --out bench/out/own.txt] [--dist DIR]
//
// FILE is a mailbox or a folder; default: each list of ../shared/data/lists and the Enron custodians. For each it prints
//
//   attributions   how many were found
//   left, own      lines of the author's own text with a name or address of the collection, a date, and a quotation directly below
//   left, quoted   the same within quoted text, above a deeper quotation
//   lines, own     lines the author wrote, below or between quotations of a message that has any
//   of others      such lines (five words and more) that an earlier message of another author wrote, word for word
//
// --draw writes the own text of messages that quote, to be read, with the line above and below each run. Keep it out of the repository.
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
    show: { type: 'string', default: '0' },
    draw: { type: 'string', default: '0' },
    seed: { type: 'string', default: '1' },
    out: { type: 'string', default: `${root}bench/out/own.txt` },
    dist: { type: 'string', default: `${root}dist` },
  },
});
const { readMessages, readSources, splitMessage, findWrittenDate } = await import(
  pathToFileURL(path.resolve(options.dist, 'index.js')).href
);
const drawn = [];
let shown = { authored: 0, quoted: 0, others: 0 };
const total = { messages: 0, attributions: 0, own: 0, quoted: 0, lines: 0, others: 0 };
console.log('messages  attributions  left, own  left, quoted  lines, own  of others');
for (const file of positionals.length ? positionals : defaults()) {
  drawn.push([]);
  const counts = measure(await read(file));
  for (const name of Object.keys(total)) total[name] += counts[name];
  print(counts, path.basename(file));
}
print(total, 'all');
if (Number(options.draw) > 0) {
  // Evenly from all files.
  const share = Math.ceil(Number(options.draw) / drawn.length);
  const chosen = drawn.flatMap((mails) => mails.sort((one, other) => one.rank - other.rank).slice(0, share));
  writeFileSync(options.out, chosen.map(({ text }, at) => `##### ${at + 1} ${text}`).join('\n'));
}

function defaults() {
  const data = path.join(root, '../shared/data');
  if (!existsSync(data)) return [];
  const lists = readdirSync(`${data}/lists`).filter((name) => !name.endsWith('.tsv'));
  return [...lists.map((name) => `${data}/lists/${name}`), `${data}/enron`];
}

async function read(file) {
  const mails = [];
  const seen = new Set();
  const batches = readMessages(readSources([{ path: file }], { hash: false }), { bodies: true, onProblem: () => {} });
  for await (const batch of batches)
    for (const message of batch) {
      const text = message.body?.text ?? '';
      const key = `${message.from?.address} ${message.date?.time} ${text.length}`;
      if (text === '' || seen.has(key)) continue;
      seen.add(key);
      mails.push({ message, text, split: splitMessage(message) });
    }
  return mails.sort((one, other) => (one.message.date?.time ?? 0) - (other.message.date?.time ?? 0));
}

function measure(mails) {
  const known = knownPeople(mails);
  const wrote = new Map();
  const counts = { messages: mails.length, attributions: 0, own: 0, quoted: 0, lines: 0, others: 0 };
  for (const mail of mails) {
    counts.attributions += mail.split.embedded.filter(({ header }) => header.style === 'attribution').length;
    const lines = linesOf(mail);
    const quotes = lines.some(({ kind }) => kind === 'quoted');
    for (const { line, kind, sentence } of leftIn(lines, known)) {
      counts[kind === 'authored' ? 'own' : 'quoted']++;
      show(kind, mail, `${sentence}\n      ${lines[line + 1]?.text ?? ''}`);
    }
    const first = lines.findIndex(({ kind }) => kind === 'quoted');
    const author = mail.message.from?.address ?? mail.message.from?.name ?? '';
    for (const [at, { kind, text }] of lines.entries()) {
      if (kind !== 'authored' || text.trim() === '') continue;
      const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
      const key = words.join(' ');
      if (quotes && at > first) {
        counts.lines++;
        const before = words.length > 4 && wrote.get(key);
        if (before && before !== author) {
          counts.others++;
          show('others', mail, `${lines[at - 1]?.text ?? ''}\n    * ${text}\n      ${lines[at + 1]?.text ?? ''}`);
        }
      }
      if (words.length > 4 && !wrote.has(key)) wrote.set(key, author);
    }
    if (quotes && Number(options.draw) > 0) keepForReading(mail, lines);
  }
  return counts;
}

/** Names of two words and more, and addresses, as headers tell them. */
function knownPeople(mails) {
  const names = new Set();
  const addresses = new Set();
  for (const { message } of mails)
    for (const { name, address } of [message.from, ...message.to].filter(Boolean)) {
      if (/^\S{2,}( \S+){0,2} \S{2,}$/.test(name)) names.add(name.toLowerCase());
      if (address.includes('@')) addresses.add(address.toLowerCase());
    }
  return { names, addresses };
}

function linesOf({ text, split }) {
  return split.segments.flatMap(({ kind, depth, start, end }) =>
    text
      .slice(start, end)
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => ({ kind, depth, text: line })),
  );
}

/** One to three lines that name somebody and a date, with a quotation below that is deeper than they are. */
function leftIn(lines, known) {
  const found = [];
  for (const [line, { kind, depth, text }] of lines.entries()) {
    if ((kind !== 'authored' && kind !== 'quoted') || text.trim() === '') continue;
    let below = line + 1;
    while (below < lines.length && below < line + 3 && lines[below].text.replaceAll(/[\s>]/g, '') === '') below++;
    const next = lines[below];
    if (next?.kind !== 'quoted' || next.depth <= depth) continue;
    let sentence = '';
    for (let first = line; first >= 0 && first > line - 3; first--) {
      if (lines[first].kind !== kind || lines[first].depth !== depth || lines[first].text.trim() === '') break;
      sentence = `${lines[first].text.replace(/^[\s>|]+/, '')} ${sentence}`.trim();
      if (sentence.length > 400 || !named(sentence, known) || !findWrittenDate(sentence)) continue;
      found.push({ line, kind, sentence });
      break;
    }
  }
  return found;
}

function named(sentence, { names, addresses }) {
  const low = sentence.toLowerCase();
  for (const [address] of low.replaceAll(' at ', '@').matchAll(/[\w.+-]+@[\w.-]+\w/g))
    if (addresses.has(address)) return true;
  const words = low.match(/[\p{L}\p{M}.'’-]+/gu) ?? [];
  for (let at = 0; at < words.length; at++)
    for (const count of [2, 3, 4]) if (names.has(words.slice(at, at + count).join(' '))) return true;
  return false;
}

function keepForReading({ message }, lines) {
  let text = `${message.origin.source}:${message.origin.offset} ${message.from?.name ?? ''}\n`;
  for (const [at, line] of lines.entries()) {
    const own = line.kind === 'authored' && line.text.trim() !== '';
    const near = [lines[at - 1], lines[at + 1]].some((other) => other?.kind === 'authored' && other.text.trim() !== '');
    if (own) text += `    ${line.text}\n`;
    else if (near && line.text.trim() !== '')
      text += `${line.kind.slice(0, 1)}${line.depth} | ${line.text.slice(0, 100)}\n`;
  }
  drawn.at(-1).push({ text, rank: rankOf(`${options.seed} ${message.origin.source} ${message.origin.offset}`) });
}

/** FNV-1a: the same seed draws the same messages. */
function rankOf(text) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
}

function show(kind, { message }, text) {
  if (shown[kind]++ >= Number(options.show)) return;
  console.log(`  ${kind} ${message.origin.source}:${message.origin.offset}\n      ${text}`);
}

function print({ messages, attributions, own, quoted, lines, others }, name) {
  shown = { authored: 0, quoted: 0, others: 0 };
  const share = (part, whole) => `${part} (${((100 * part) / Math.max(1, whole)).toFixed(2)} %)`;
  const columns = [
    messages,
    attributions,
    share(own, attributions),
    share(quoted, attributions),
    lines,
    share(others, lines),
  ];
  console.log(`${columns.join('  ')}  ${name}`);
}
