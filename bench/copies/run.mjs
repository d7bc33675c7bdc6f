// The benchmark of copies: joins the copies of several productions and holds them against what is known of them.
//
//     npm run bench:copies -- [--enron DIR] [--copies FILE] [--lists a.mbox.gz,...] [--tools DIR] [--corpora DIR] [--work DIR]
//
// Enron (DIR with a folder of mboxes a custodian; FILE names copies by key, custodian, mbox, position, Message-ID): the share of the named
// copies that stand in one post. Lists: `ablate.mjs --custodians 5` hands each message to one to five people; each copy must be found
// in the post of its Message-ID, and none lost. Everywhere: posts that hold two different texts (white space and notices of archives aside).
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const { values: options } = parseArgs({
  options: {
    enron: { type: 'string', default: '' },
    copies: { type: 'string', default: '../shared/data/enron/copies.tsv.gz' },
    lists: { type: 'string', default: 'r-sig-mixed-models,twisted-python/twisted-python-2005.mbox.gz,openbmc' },
    corpora: { type: 'string', default: '../shared/data/lists' },
    tools: { type: 'string', default: '../shared/tools' },
    work: { type: 'string', default: 'bench/out/copies' },
    product: { type: 'string', default: 'dist' },
  },
});
const product = path.resolve(options.product);
const { readSources, readMessages, gatherPosts } = await import(pathToFileURL(path.join(product, 'index.js')));
const { copyKeyOf } = await import(pathToFileURL(path.join(product, 'link/copy-key.js')));
const { ownTextOf } = await import(pathToFileURL(path.join(product, 'link/copy-text.js')));

async function readPosts(inputs) {
  const messages = [];
  for await (const batch of readMessages(readSources(inputs, { hash: false }), { bodies: true }))
    messages.push(...batch);
  return { messages, posts: gatherPosts(messages, { dedupe: 'global' }) };
}

/** The text without white space and without what an archive wrote in the place of an attachment, another link each time. */
const bare = (message) => ownTextOf(message).replace(/\s+/g, '');

function tell(name, { messages, posts }, more) {
  const keys = {};
  let mixed = 0;
  for (const { copies } of posts) {
    for (const copy of copies.slice(1)) keys[copyKeyOf(copies[0], copy)] = (keys[copyKeyOf(copies[0], copy)] ?? 0) + 1;
    if (copies.some((copy) => bare(copy) !== bare(copies[0]))) mixed++;
  }
  const copies = posts.reduce((sum, post) => sum + post.copies.length, 0);
  console.log(
    `${name}: ${messages.length} messages, ${copies} copies in ${posts.length} posts; ${more}; posts with two texts: ${mixed}; joined by ${JSON.stringify(keys)}`,
  );
}

if (options.enron) {
  const inputs = readdirSync(options.enron).map((custodian) => ({
    path: path.join(options.enron, custodian),
    custodian,
  }));
  const read = await readPosts(inputs);
  const postOf = new Map(read.posts.flatMap((post) => post.copies.map((copy) => [copy.messageId, post.key])));
  const rows = gunzipSync(readFileSync(options.copies)).toString().trim().split('\n').slice(1);
  const groups = new Map();
  for (const row of rows) {
    const [key, , , , id] = row.split('\t');
    groups.set(key, [...(groups.get(key) ?? []), id]);
  }
  let joined = 0;
  for (const ids of groups.values()) {
    const counts = new Map();
    for (const id of ids) counts.set(postOf.get(id), (counts.get(postOf.get(id)) ?? 0) + 1);
    joined += Math.max(...counts.values());
  }
  tell('enron', read, `named copies joined: ${joined} of ${rows.length}`);
}
for (const list of options.lists.split(',').filter(Boolean)) {
  const folder = path.join(options.work, path.basename(list).replace(/\..*$/, ''));
  mkdirSync(folder, { recursive: true });
  if (!existsSync(path.join(folder, 'custodian-5.mbox'))) {
    const args = [
      path.join(options.tools, 'ablate.mjs'),
      path.join(options.corpora, list),
      '--strip',
      'none',
      '--custodians',
      '5',
    ];
    execFileSync(process.execPath, [...args, '--out', folder], { stdio: 'ignore' });
  }
  const { copies: handedOut } = JSON.parse(readFileSync(path.join(folder, 'report.json'), 'utf8'));
  const inputs = [1, 2, 3, 4, 5].map((n) => ({ path: path.join(folder, `custodian-${n}.mbox`), custodian: `c${n}` }));
  const read = await readPosts(inputs);
  const byId = new Map();
  for (const { key, copies } of read.posts)
    for (const { messageId } of copies) byId.set(messageId, (byId.get(messageId) ?? new Set()).add(key));
  const split = [...byId.values()].filter((keys) => keys.size > 1).length;
  const lost = handedOut - read.messages.length;
  tell(
    path.basename(list),
    read,
    `copies lost: ${lost}; messages whose copies stand in several posts: ${split} of ${byId.size}`,
  );
}
for (const list of options.lists.split(',').filter((name) => name.includes('twisted'))) {
  const read = await readPosts([{ path: path.join(options.corpora, list), custodian: null }]);
  const byId = new Map();
  for (const { key, copies } of read.posts)
    for (const { messageId } of copies) byId.set(messageId, (byId.get(messageId) ?? new Set()).add(key));
  const split = [...byId.values()].filter((keys) => keys.size > 1).length;
  tell(`${path.basename(list)} as it is`, read, `ids in several posts: ${split} of ${byId.size}`);
}
