// Reads and links one input and prints the seconds of each part as JSON: time-linking.mjs DIST INPUT [--strip]
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const [dist, input, strip] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(path.resolve(dist, file)).href);
const { readSources } = await load('source/read-sources.js');
const { readMessages } = await load('message/read-message.js');
const { splitMessage } = await load('quote/split-message.js');
const { recoverMessages } = await load('recover/recover-messages.js');
const { gatherPosts } = await load('dedupe/gather-posts.js');
const { chooseParents } = await load('link/choose-parents.js');
const { arrangeThreads } = await load('thread/arrange-threads.js');

const times = { read: 0, readCpu: 0, split: 0, splitCpu: 0, link: 0, linkCpu: 0 };
async function timed(part, work) {
  const started = performance.now();
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  times[part] += (performance.now() - started) / 1000;
  times[`${part}Cpu`] += (user + system) / 1e6;
  return result;
}

const messages = await timed('read', async () => {
  const read = [];
  for await (const batch of readMessages(readSources([{ path: input }], {}), { bodies: true }))
    for (const message of batch) read.push(strip ? withoutReplyHeaders(message) : message);
  return read;
});
const posts = await timed('link', () => gatherPosts(messages, { dedupe: 'global' }));
const { splits, recovered, bindings } = await timed('split', () => {
  const splits = new Map(posts.map((post) => [post.key, splitMessage(post.message)]));
  const quoting = posts.map(({ key, message }) => ({ key, message, split: splits.get(key) }));
  return { splits, ...recoverMessages(quoting) };
});
await timed('link', async () => {
  const chosen = await chooseParents({ posts, splits, recovered, bindings }, { evidence: 'all', minConfidence: 0 });
  return arrangeThreads(chosen.posts, chosen.links);
});
const memory = Math.round(process.resourceUsage().maxRSS / 1024);
console.log(JSON.stringify({ messages: messages.length, memory, ...times }));

/** A message of the same fields, each read now, that names nothing it answers. */
function withoutReplyHeaders(message) {
  const { origin, custodian, folder, messageId, alternateIds, date, from, sender, replyTo, to, cc, bcc } = message;
  const { subject, headers, body, attachments, embedded, problems } = message;
  const people = { from, sender, replyTo, to, cc, bcc };
  const hidden = { inReplyTo: [], references: [], threadIndex: null, providerThread: null };
  const told = { origin, custodian, folder, messageId, alternateIds, date, subject, headers, body, attachments };
  return { ...told, ...people, ...hidden, embedded, problems };
}
