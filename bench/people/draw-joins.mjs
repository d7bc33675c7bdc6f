// Who is who, to be read by a person: counts people, groups and unnamed addresses of a collection and draws joins by seed.
//
//     npm run bench:people -- [--seed N] [--count N] [--reason NAME] [--dist DIR] PATH...
//
// Prints one line a join: the reason, the two names or addresses that were joined, and the person they became. Read each: is it one
// person, by all that the mail tells? The same seed draws the same joins from the same mail.
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seed: { type: 'string', default: '1' },
    count: { type: 'string', default: '300' },
    reason: { type: 'string', default: '' },
    dist: { type: 'string', default: 'dist' },
  },
});
const { reconstruct, offerJoins } = await import(pathToFileURL(path.resolve(options.dist, 'index.js')).href);
const paths = positionals.length ? positionals : ['../shared/data/enron'];
const { people } = await reconstruct(paths.map((one) => ({ path: one, custodian: null })));

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
function randomFrom(seed) {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const tally = (values) => {
  const counts = new Map();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return [...counts]
    .sort((a, b) => b[1] - a[1])
    .map(([value, count]) => `${value} ${count}`)
    .join(', ');
};

const joins = people.persons.flatMap((person) => person.merges.map((merge) => ({ person, merge })));
console.log(`${people.persons.length} entries: ${tally(people.persons.map(({ kind }) => kind))}`);
console.log(`${joins.length} joins: ${tally(joins.map(({ merge }) => merge.reason))}`);
console.log(`offers: ${tally(offerJoins(people).map(({ reason }) => reason))}`);
const drawn = joins.filter(({ merge }) => !options.reason || merge.reason === options.reason);
const random = randomFrom(Number(options.seed));
for (let at = 0; at < Math.min(Number(options.count), drawn.length); at++) {
  const other = at + Math.floor(random() * (drawn.length - at));
  [drawn[at], drawn[other]] = [drawn[other], drawn[at]];
  const { person, merge } = drawn[at];
  const names = person.names.slice(0, 6).join('; ');
  console.log(
    `${at + 1}\t${merge.reason}\t${merge.between.join(' = ')}\t[${person.name}] ${person.addresses.slice(0, 8).join('; ')} | ${names}`,
  );
}
