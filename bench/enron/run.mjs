// Conversation indexes as truth: an e-discovery production whose mails partly bear a Thread-Index is threaded without it.
//
//     npm run bench:enron -- [--folder DIR] [--dist DIR] [--same DIR]
//
// DIR holds the production (production-001.zip unpacked, or the zip itself): *.eml. Thread-Index, Thread-Topic, References and
// In-Reply-To are taken away; the pairs child and parent whose indexes say so (the parent's is the child's without its last 5 bytes,
// MS-OXOMSG 2.2.1.3) are what is to be found. --same names a folder of mail in which the same messages are looked for by their text.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const { values: options } = parseArgs({
  options: {
    folder: { type: 'string', default: '../shared/data/enron-loadfile' },
    dist: { type: 'string', default: 'dist' },
    same: { type: 'string', default: '' },
  },
});
const { readLinks, reconstruct } = await import(pathToFileURL(path.resolve(options.dist, 'index.js')).href);
const HIDDEN = /^(thread-index|thread-topic|references|in-reply-to):/i;

/** The folder of .eml files: as given, or unpacked from the archive in it. */
function openProduction(folder) {
  const archive = readdirSync(folder).find((name) => name.endsWith('.zip'));
  if (!archive) return folder;
  const unpacked = temporaryFolder();
  execFileSync('unzip', ['-qo', path.join(folder, archive), '-d', unpacked]);
  return existsSync(path.join(unpacked, 'native')) ? path.join(unpacked, 'native') : unpacked;
}

/** A folder that is gone when the program ends. */
function temporaryFolder() {
  const folder = mkdtempSync(path.join(tmpdir(), 'rethread-bench-'));
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** The header without the fields that tell of threads, folded lines included. */
function hideThreads(text) {
  const end = text.search(/\r?\n\r?\n/);
  const header = end < 0 ? text : text.slice(0, end);
  const fields = header.split(/\r?\n(?![ \t])/).filter((field) => !HIDDEN.test(field));
  return fields.join('\r\n') + (end < 0 ? '' : text.slice(end));
}

const produced = ({ posts }) => posts.filter((post) => post.kind === 'produced');
const nameOf = (origin) => path.basename(origin.source);

/** Child to parent by file name, for every pair of produced mails whose indexes say so. */
function truthOf(reconstruction) {
  const byIndex = new Map();
  const indexed = produced(reconstruction).filter(({ message }) => message.threadIndex);
  for (const { message } of indexed)
    if (!byIndex.has(message.threadIndex)) byIndex.set(message.threadIndex, nameOf(message.origin));
  const pairs = new Map();
  const indexOf = new Map(indexed.map(({ message }) => [nameOf(message.origin), message.threadIndex]));
  for (const { message } of indexed) {
    const parent = byIndex.get(message.threadIndex.slice(0, -10));
    if (parent !== undefined && message.threadIndex.length > 44) pairs.set(nameOf(message.origin), parent);
  }
  return { pairs, indexOf, indexed: new Set(indexOf.keys()) };
}

/** How many of the true pairs a run without the headers finds; `namesOf` gives the file names that a post stands for. */
function score(reconstruction, { pairs, indexOf, indexed }, namesOf) {
  const names = new Map(reconstruction.posts.map((post) => [post.key, post.kind === 'produced' ? namesOf(post) : []]));
  const linkOf = new Map();
  for (const link of readLinks(reconstruction.posts, reconstruction.links))
    for (const name of names.get(link.child)) linkOf.set(name, link);
  const roots = new Map();
  for (const thread of reconstruction.threads)
    for (const { post } of thread.posts) for (const name of names.get(post.key)) roots.set(name, thread.key);
  const seen = [...pairs].filter(([child, parent]) => roots.has(child) && roots.has(parent));
  const found = seen.filter(([child, parent]) => names.get(linkOf.get(child)?.parent)?.includes(parent));
  const together = seen.filter(([child, parent]) => roots.get(child) === roots.get(parent));
  const claimed = [...indexed].filter((name) =>
    names.get(linkOf.get(name)?.parent)?.some((parent) => indexed.has(parent)),
  );
  const right = claimed.filter((name) => names.get(linkOf.get(name).parent).includes(pairs.get(name)));
  const above = claimed.filter((name) => {
    const parents = names.get(linkOf.get(name).parent);
    return (
      !parents.includes(pairs.get(name)) &&
      parents.some((parent) => indexOf.get(name).startsWith(indexOf.get(parent) ?? '-'))
    );
  });
  return `${found.length} of ${seen.length} pairs found, ${together.length} in one thread; of ${claimed.length} links between indexed mails ${claimed.length - right.length} say otherwise (${above.length} of them name a message further up)`;
}

const natives = openProduction(options.folder);
const hidden = temporaryFolder();
mkdirSync(hidden, { recursive: true });
for (const name of readdirSync(natives)) {
  const file = path.join(natives, name);
  if (name.endsWith('.eml'))
    writeFileSync(path.join(hidden, name), hideThreads(readFileSync(file, 'latin1')), 'latin1');
}
const shown = await reconstruct([{ path: natives }], { findings: false, evidence: 'headers' });
const truth = truthOf(shown);
console.log(
  `${produced(shown).length} mails, ${truth.indexed.size} with a conversation index, ${truth.pairs.size} pairs`,
);
const own = (post) => post.copies.map(({ origin }) => nameOf(origin));
console.log('with the headers:', score(await reconstruct([{ path: natives }], { findings: false }), truth, own));
console.log('without them:    ', score(await reconstruct([{ path: hidden }], { findings: false }), truth, own));
if (options.same) {
  const textOf = ({ message }) => (message.body?.text ?? '').replace(/\s+/g, '').slice(0, 200);
  const full = await reconstruct([{ path: natives }], { findings: false });
  const byText = new Map();
  for (const post of produced(full)) {
    const text = textOf(post);
    if (text.length >= 20) byText.set(text, [...(byText.get(text) ?? []), ...own(post)]);
  }
  const other = await reconstruct([{ path: options.same }], { findings: false });
  console.log(
    'the same mail in another export:',
    score(other, truth, (post) => byText.get(textOf(post)) ?? []),
  );
}
