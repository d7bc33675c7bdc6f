// Draws findings evenly over the kinds, with the mail that proves them, to be read: does each state only what is so?
//
//   npm run bench:draw [-- --count 150 --seed 1 --kind KIND --out bench/out/drawn.txt --found DIR --most 6000] [INPUT...]
//
// Each finding is written with all that it tells and with every mail it points into, whole, header fields first; a mail of more than
// --most characters is cut around the place pointed at, which is said. --found keeps what was found in a folder, for another draw.
//
// INPUT is a file, or a folder with a file or folder for each custodian; default: the Enron custodians (`npm run bench:findings` unpacks
// them) and five mailing lists of ../shared/data. Equal seeds draw equal findings from equal input. What is written holds real mail: keep
// it out of the repository.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
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
    found: { type: 'string' },
    most: { type: 'string', default: '6000' },
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

/** The classes of a whole production are longer; each of their messages is read elsewhere. */
const LONGEST_DETAIL = 20_000;

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
  const byKind = new Map();
  for (const line of findingLines(input).split('\n').filter(Boolean)) {
    const finding = JSON.parse(line);
    byKind.set(finding.kind, [...(byKind.get(finding.kind) ?? []), finding]);
  }
  return byKind;
}

function findingLines(input) {
  const kept = options.found && path.join(options.found, `${path.basename(input, '.mbox.gz')}.jsonl`);
  if (kept && existsSync(kept)) return readFileSync(kept, 'utf8');
  const folder = statSync(input).isDirectory();
  const args = ['findings', '--format', 'jsonl', ...(folder ? ['--custodians', input] : [input])];
  const done = spawnSync(process.execPath, [`${options.dist}/cli/main.js`, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  if (kept) {
    mkdirSync(options.found, { recursive: true });
    writeFileSync(kept, done.stdout);
  }
  return done.stdout;
}

function byChance(one, other) {
  const rank = ({ key }) => createHash('sha256').update(`${options.seed} ${key}`).digest('hex');
  return rank(one) < rank(other) ? -1 : 1;
}

function show({ key, kind, summary, detail, origins }, at) {
  const mails = new Map();
  for (const { source, offset, length } of origins) {
    const mail = mailAround(source, offset);
    const name = `${source}:${mail.from}`;
    if (!mails.has(name)) mails.set(name, { source, ...mail, places: [] });
    mails.get(name).places.push({ at: offset - mail.from, length });
  }
  const shown = [...mails].map(([name, mail]) => `--- ${name}+${mail.to - mail.from}\n${wholeMail(mail)}`);
  const told = JSON.stringify(detail);
  const cut = told.length > LONGEST_DETAIL ? ` [${told.length - LONGEST_DETAIL} more characters]` : '';
  return `##### ${at + 1} ${kind} ${key}\n${summary}\n${told.slice(0, LONGEST_DETAIL)}${cut}\n${shown.join('\n')}\n`;
}

/** The bytes of the mail that a place stands in: between two separators of an mbox. */
function mailAround(source, offset) {
  if (!kept.has(source)) {
    const bytes = readFileSync(source);
    kept.set(source, bytes[0] === 0x1f ? gunzipSync(bytes) : bytes);
  }
  const bytes = kept.get(source);
  const from = bytes.lastIndexOf('\n\nFrom ', offset);
  const to = bytes.indexOf('\n\nFrom ', offset);
  return { from: from < 0 ? 0 : from + 2, to: to < 0 ? bytes.length : to };
}

function wholeMail({ source, from, to, places }) {
  const most = Number(options.most);
  const text = kept.get(source).subarray(from, to).toString('utf8');
  const end = text.search(/\r?\n\r?\n/);
  const fields = (end < 0 ? text : text.slice(0, end))
    .split(/\r?\n(?![ \t])/)
    .filter((field) =>
      /^(?:from|to|cc|bcc|date|subject|sender|reply-to|in-reply-to|message-id|references|x-from|x-to|x-cc|x-folder|x-mailer)[: ]/i.test(
        field,
      ),
    )
    .map((field) => field.replaceAll(/\s+/g, ' '));
  const body = end < 0 ? '' : text.slice(end);
  const told = places.map(({ at, length }) => `${at}+${length}`).join(' ');
  if (body.length <= most) return `[${told}]\n${fields.join('\n')}${body}`;
  const middle = Math.max(0, Math.min(...places.map(({ at }) => at)) - end - most / 2);
  const rest = `[${body.length - most} of ${body.length} characters left out]`;
  return `[${told}]\n${fields.join('\n')}\n${rest}\n${body.slice(middle, middle + most)}`;
}
