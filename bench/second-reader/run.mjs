// Reads mail by two readers, rethread and mailparser, and counts where they differ, for what reason and who is right: the table of
// docs/second-reader.md.
//
//     npm run bench:second-reader -- [--keep DIR] [PATH...]
//
// PATH: files and folders that are read one after the other (default: each file of ../shared/data/lists, then the folders of
// ../shared/data and ../shared/cases). --keep DIR: every difference with its bytes goes there, one JSON file a path; a path whose
// file is there already is not read again. What nothing explains is told with its place.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, openSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const { values: options, positionals } = parseArgs({ options: { keep: { type: 'string' } }, allowPositionals: true });
const keep = options.keep ?? mkdtempSync(path.join(tmpdir(), 'rethread-second-'));
mkdirSync(keep, { recursive: true });
const paths = positionals.length > 0 ? positionals : sharedMail();

function sharedMail() {
  const lists = '../shared/data/lists';
  const boxes = readdirSync(lists, { recursive: true }).filter((name) => name.endsWith('.mbox.gz'));
  const folders = ['enron', 'enron-loadfile', 'exports', 'quotes', 'torture'].map((name) => `../shared/data/${name}`);
  const cases = ['inputs', 'quotes', 'faults'].map((name) => `../shared/cases/${name}`);
  return [...boxes.sort().map((name) => path.join(lists, name)), ...folders, ...cases].filter((name) => statSync(name));
}

const counts = new Map();
const total = { messages: 0, passedOver: 0, differing: 0, faults: 0 };
for (const each of paths) {
  const file = path.join(keep, `${each.replace(/[^A-Za-z0-9]+/g, '-')}.json`);
  if (!existsSync(file) || statSync(file).size === 0) {
    const args = ['dist/cli/main.js', 'verify', '--second-reader', '--json', each];
    const { status } = spawnSync(process.execPath, args, { stdio: ['ignore', openSync(file, 'w'), 'inherit'] });
    if (status !== 0 && status !== 6) console.error(`${each}: exit code ${status}`);
  }
  const report = JSON.parse(readFileSync(file, 'utf8'));
  total.messages += report.messages;
  total.passedOver += report.passedOver;
  total.faults += report.faults.length;
  total.differing += new Set(report.differences.map(({ message }) => JSON.stringify(message))).size;
  for (const { field, because, right, count } of report.kinds) {
    const key = `${field}\t${right ?? 'open'}\t${because ?? 'not explained'}`;
    counts.set(key, (counts.get(key) ?? 0) + count);
  }
  for (const { field, because, ours, theirs, origin } of report.differences) {
    if (because !== null) continue;
    console.error(`${field}: ${origin.source}, bytes ${origin.offset} to ${origin.offset + origin.length}`);
    console.error(`    rethread    ${JSON.stringify(ours)}\n    mailparser  ${JSON.stringify(theirs)}`);
  }
  for (const { message, fault } of report.faults)
    console.error(
      `mailparser: ${fault}: ${message.source}, bytes ${message.offset} to ${message.offset + message.length}`,
    );
}

/** Fields in the order of a message; within one, most first. */
const ORDER = [
  'from',
  'to',
  'cc',
  'bcc',
  'date',
  'subject',
  'message-id',
  'in-reply-to',
  'references',
  'text',
  'html',
  'attachments',
];
const rows = [...counts].map(([key, count]) => [...key.split('\t'), count]);
rows.sort((a, b) => ORDER.indexOf(a[0]) - ORDER.indexOf(b[0]) || b[3] - a[3]);
const number = (value) => value.toLocaleString('en');
console.log(
  `${number(total.messages)} messages read by both, ${number(total.passedOver)} without bytes of their own passed over, ${number(total.differing)} with a difference, ${number(total.faults)} over which mailparser failed\n`,
);
console.log('| field | count | right | why they differ |\n| --- | ---: | --- | --- |');
for (const [field, right, because, count] of rows)
  console.log(`| ${field} | ${number(count)} | ${right} | ${because} |`);
const sums = new Map();
for (const [, right, , count] of rows) sums.set(right, (sums.get(right) ?? 0) + count);
console.log(`\nRight: ${[...sums].map(([right, count]) => `${right} ${number(count)}`).join(', ')}`);
