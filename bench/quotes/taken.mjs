// Counts messages whose own words, as splitting has them, hold two lines in a row that another author wrote before: a quotation that was not
// seen, a text that was carried on, or a trace of a program that two people paste. Its search is its own, by the lines of the bodies.
// node bench/quotes/taken.mjs FILE... [--shown 10]
import { parseArgs } from 'node:util';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const { reconstruct, splitsByPost } = await import('../../dist/index.js');
const LONG = 40;
/** Lines that more messages hold are forms and notices. */
const COMMON = 4;
const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { shown: { type: 'string', default: '0' } },
});
const { posts, splits } = await reconstruct(
  positionals.map((path) => ({ path })),
  { findings: false },
);
const splitOf = splitsByPost(splits);
const mails = posts
  .filter((post) => post.kind === 'produced' && post.duplicateOf === null)
  .map((post) => ({
    key: post.key,
    time: post.message.date?.time ?? 0,
    from: post.message.from?.address ?? '',
    lines: (splitOf.get(post.key)?.authored ?? '')
      .split('\n')
      .map(plain)
      .filter((line) => line.length >= LONG),
  }))
  .sort((a, b) => a.time - b.time);
const held = new Map();
for (const { lines } of mails) for (const line of new Set(lines)) held.set(line, (held.get(line) ?? 0) + 1);
const writers = new Map();
const taken = [];
for (const { key, from, lines } of mails) {
  let run = [];
  let longest = [];
  for (const line of lines) {
    const writer = writers.get(line);
    run = writer !== undefined && writer !== from && held.get(line) <= COMMON ? [...run, line] : [];
    if (run.length > longest.length) longest = run;
  }
  if (longest.length > 1) taken.push({ key, longest });
  for (const line of lines) if (!writers.has(line)) writers.set(line, from);
}
for (const { key, longest } of taken.slice(0, Number(values.shown)))
  console.log(`${key}\n  ${longest.slice(0, 3).join('\n  ')}`);
console.log(
  `${mails.length} messages, ${taken.length} with two lines in a row of another author among their own words`,
);

function plain(line) {
  return line
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}
