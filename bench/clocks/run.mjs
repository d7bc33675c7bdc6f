// Measures the clocks inside messages: how often the time in a Message-ID, MIME boundary or Thread-Index is that of the Date header.
//
//     npm run bench:clocks -- [PATH...]      (files or folders of mail; the public lists of ../shared unless given)
//
// Prints a Markdown table: messages with a distinct id, within five minutes, within five minutes of a multiple of 15 minutes up to 14 hours.

import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const product = path.resolve(process.env.PRODUCT ?? 'dist');
const load = (file) => import(pathToFileURL(path.join(product, file)));
const { readSources, readMessages } = await load('index.js');
const { readMessageIdClock } = await load('message/message-id-clock.js');
const { boundaryOf, readBoundaryClock } = await load('message/boundary-clock.js');
const { parseThreadIndex } = await load('message/thread-index.js');
const paths = process.argv.slice(2);
const inputs = (paths.length ? paths : ['../shared/data/lists']).map((one) => ({ path: one, custodian: null }));

const MINUTE = 60_000;
const rows = new Map();
const seen = new Set();
function note(clock, zone, difference) {
  const row = rows.get(clock) ?? { zone, n: 0, near: 0, zoneOff: 0, early: 0 };
  rows.set(clock, row);
  row.n++;
  const rest = Math.abs(difference) % (15 * MINUTE);
  const isNear = Math.abs(difference) <= 5 * MINUTE;
  if (isNear) row.near++;
  else if (Math.abs(difference) <= 14.1 * 60 * MINUTE && Math.min(rest, 15 * MINUTE - rest) <= 5 * MINUTE)
    row.zoneOff++;
  if (zone === 'utc' && difference < -10 * MINUTE) row.early++;
}

for await (const batch of readMessages(readSources(inputs, { hash: false }), { bodies: true }))
  for (const { messageId, date, headers, threadIndex } of batch) {
    if (!date || (date.source !== 'date' && date.source !== 'record') || messageId === null || seen.has(messageId))
      continue;
    seen.add(messageId);
    const clock = readMessageIdClock(messageId);
    if (clock) note(`Message-ID ${clock.form}`, clock.zone, date.time - clock.time);
    const type = headers.find(({ name }) => name.toLowerCase() === 'content-type');
    const boundary = type ? boundaryOf(type) : null;
    const stamp = boundary ? readBoundaryClock(boundary) : null;
    if (stamp) note(`boundary ${stamp.form}`, stamp.zone, date.time - stamp.time);
    const index = threadIndex ? parseThreadIndex(threadIndex) : null;
    const level = index ? (index.levels.at(-1)?.time ?? index.headerTime) : null;
    if (level !== null)
      note(index.levels.length ? 'Thread-Index level' : 'Thread-Index root', 'utc', date.time - level);
  }
console.log(
  `${seen.size} distinct ids\n\n| clock | zone | messages | within 5 min | whole quarters of an hour off | Date earlier by over 10 min |\n|---|---|---|---|---|---|`,
);
const percent = (part, whole) => `${((100 * part) / whole).toFixed(1)} %`;
for (const [clock, { zone, n, near, zoneOff, early }] of [...rows].sort((a, b) => b[1].n - a[1].n))
  console.log(
    `| ${clock} | ${zone} | ${n} | ${percent(near, n)} | ${percent(zoneOff, n)} | ${zone === 'utc' ? percent(early, n) : '-'} |`,
  );
