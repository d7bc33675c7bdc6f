// Draws messages at random and writes each as the splitter has it, to be read and judged: what is the author's own, whose words are quoted.
//
//   node bench/quotes/draw.mjs [FILE...] [--count 300] [--seed 1] [--quoting] [--out bench/out/drawn.txt] [--dist DIR]
//
// FILE is a mailbox or a folder; default: all of ../shared/data/lists, the Enron custodians and the annotated messages of ../shared/data/quotes.
// The same seed draws the same messages, evenly from all files. Of each line the mark tells kind and depth:
//
//   a0 |  own words        q1 |  quoted          @1 |  attribution        h1 |  header block       s0 |  signature       d0 |  disclaimer
//
// Above the lines of a quotation stands whom it names, with the date. Long runs are cut in the middle. --quoting draws only messages that quote, or
// hold a line that begins with a mark, a label or a rule. Keep the file out of the repository.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const root = fileURLToPath(new URL('../../', import.meta.url));
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    count: { type: 'string', default: '300' },
    seed: { type: 'string', default: '1' },
    quoting: { type: 'boolean', default: false },
    out: { type: 'string', default: `${root}bench/out/drawn.txt` },
    dist: { type: 'string', default: `${root}dist` },
  },
});
const { readMessages, readSources, splitMessage } = await import(
  pathToFileURL(path.resolve(options.dist, 'index.js')).href
);
const MARKS = { authored: 'a', quoted: 'q', attribution: '@', header: 'h', signature: 's', disclaimer: 'd' };
/** Lines of one run that are shown at its beginning and at its end. */
const SHOWN = { authored: 10, quoted: 4, attribution: 20, header: 20, signature: 6, disclaimer: 3 };

const MAY_QUOTE = /^[ \t]{0,8}(?:[>|:}#]|[-_=*]{4}|\w{1,8}>|[\p{L} ]{2,16}[:：])|(?:wrote|writes|schrieb|écrit)\s?:/mu;

const files = positionals.length ? positionals : defaults();
const share = Math.ceil(Number(options.count) / files.length);
const counts = { messages: 0, own: 0, quoted: 0, quotations: 0 };
const written = [];
for (const file of files) {
  const drawn = [];
  for await (const mail of mailsOf(file)) {
    const rank = rankOf(`${options.seed} ${mail.name}`);
    if (drawn.length === share && rank >= drawn.at(-1).rank) continue;
    drawn.push({ ...mail, rank });
    drawn.sort((one, other) => one.rank - other.rank).length = Math.min(drawn.length, share);
  }
  for (const mail of drawn) written.push(`##### ${written.length + 1} ${describe(mail)}`);
}
writeFileSync(options.out, written.join('\n'));
console.log(
  `${counts.messages} messages: ${counts.own} own lines, ${counts.quoted} quoted lines, ${counts.quotations} quotations`,
);

function defaults() {
  const data = path.join(root, '../shared/data');
  if (!existsSync(data)) return [];
  const lists = readdirSync(`${data}/lists`).filter((name) => !name.endsWith('.tsv'));
  const enron = readdirSync(`${data}/enron`).filter((name) => !name.includes('.tsv'));
  return [
    ...lists.map((name) => `${data}/lists/${name}`),
    ...enron.slice(0, 3).map((name) => `${data}/enron/${name}`),
    `${data}/quotes`,
  ];
}

/** Messages whose own text or quotations can be judged; annotated ones are texts without a header. */
async function* mailsOf(file) {
  if (path.basename(file) === 'quotes') {
    for (const name of readdirSync(file, { recursive: true }))
      if (/\.(?:txt|eml)$/.test(name) && !/readme/i.test(name)) {
        const text = readFileSync(path.join(file, name), 'utf8').replaceAll('\r\n', '\n');
        yield { name, from: '', date: null, subject: '', text, message: textMessage(text) };
      }
    return;
  }
  const batches = readMessages(readSources([{ path: file }], { hash: false }), { bodies: true, onProblem: () => {} });
  for await (const batch of batches)
    for (const message of batch) {
      const text = message.body?.text ?? '';
      if (text === '' || (options.quoting && !MAY_QUOTE.test(text))) continue;
      const { name, address } = message.from ?? { name: '', address: '' };
      const from = `${name} <${address}>`;
      const place = `${path.basename(message.origin.source)}:${message.origin.offset}`;
      yield { name: place, from, date: message.date?.time ?? null, subject: message.subject.text ?? '', text, message };
    }
}

function textMessage(text) {
  return {
    headers: { text: 'Subject:' },
    subject: { text: '' },
    date: null,
    from: null,
    to: [],
    cc: [],
    bcc: [],
    body: { text, html: null, textSource: 'plain' },
  };
}

function describe({ name, from, date, subject, text, message }) {
  const { segments, embedded } = splitMessage(message);
  counts.messages++;
  counts.quotations += embedded.length;
  let shown = `${name}  ${from}  ${date === null ? '' : new Date(date).toISOString().slice(0, 16)}  ${subject}\n`;
  let before = -1;
  for (const { kind, depth, start, end, embedded: owner } of segments) {
    const lines = text.slice(start, end).replace(/\n$/, '').split('\n');
    const full = lines.filter((line) => line.trim() !== '').length;
    if (kind === 'authored') counts.own += full;
    if (kind === 'quoted') counts.quoted += full;
    if (owner !== null && owner !== before) shown += `      [${tell(embedded[owner].header)}]\n`;
    before = owner;
    const most = SHOWN[kind];
    for (const [at, line] of lines.entries()) {
      if (line.trim() === '' && (at === 0 || lines[at - 1].trim() === '')) continue;
      const unmarked = kind === 'quoted' && !/^\s*[>|:}#]/.test(line) && depth > 0 && line.trim() !== '';
      if (at < most || at >= lines.length - most || (unmarked && at < 12))
        shown += `${MARKS[kind]}${depth} |${line.slice(0, 160)}\n`;
      else if (at === most) shown += `${MARKS[kind]}${depth} ... ${lines.length - 2 * most} lines\n`;
    }
  }
  return shown;
}

function tell({ style, from, date, subject }) {
  const who = from ? `${from.name} <${from.address}>` : 'nobody';
  const when = date ? `${new Date(date.local).toISOString().slice(0, 16)} ${date.precision}` : 'no date';
  return `${style}: ${who}, ${when}${subject ? `, ${subject}` : ''}`;
}

/** FNV-1a: the same seed draws the same messages. */
function rankOf(text) {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  return Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0;
}
