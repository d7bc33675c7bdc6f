// Measures the recovery of messages that nobody produced (npm run bench:recovery).
// Leaves out a fifth of real mail, recovers it from the quotations in the rest, and compares.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { printHelp } from '../print-help.mjs';

printHelp(import.meta.url);

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    dist: { type: 'string', default: fileURLToPath(new URL('../../dist/', import.meta.url)) },
    tools: { type: 'string', default: fileURLToPath(new URL('../../../shared/tools/', import.meta.url)) },
    drop: { type: 'string', default: '0.2' },
    seed: { type: 'string', default: '1' },
    limit: { type: 'string' },
    out: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (values.help || !positionals.length) {
  console.log(`recovery.mjs INPUT... [--drop 0.2] [--seed 1] [--limit N] [--out FILE.jsonl]
  INPUT  mbox files or folders; all of one call are one archive
  --out  writes every recovered message and every miss, one JSON line each (for reading, not for publishing)`);
  process.exit(values.help ? 0 : 2);
}
const from = (path) => import(join(values.dist, path));
const { readSources } = await from('source/read-sources.js');
const { readMessages } = await from('message/read-message.js');
const { gatherPosts } = await from('dedupe/gather-posts.js');
const { splitMessage } = await from('quote/split-message.js');
const { recoverMessages } = await from('recover/recover-messages.js');
const { makeTextShingles } = await from('text/shingles.js');
const { readSender, compareSenders } = await from('recover/sender-match.js');

const folder = mkdtempSync(join(tmpdir(), 'recovery-'));
try {
  await measure();
} finally {
  rmSync(folder, { recursive: true });
}

async function measure() {
  const limit = values.limit ? ['--limit', values.limit] : [];
  execFileSync(process.execPath, [
    join(values.tools, 'ablate.mjs'),
    ...positionals,
    '--out',
    folder,
    '--drop',
    values.drop,
    '--seed',
    values.seed,
    ...limit,
  ]);
  const lines = (name) =>
    readFileSync(join(folder, name), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line));
  const droppedIds = new Set(lines('dropped.jsonl').map(({ id }) => id));
  const keptIds = new Set(lines('truth.jsonl').map(({ origId }) => origId));
  const started = performance.now();
  const kept = await split([join(folder, 'input.mbox')]);
  const recovering = performance.now();
  const { recovered, bindings, unbound } = recoverMessages(kept);
  const seconds = (performance.now() - recovering) / 1000;
  const all = await split(positionals);
  // Dropped is a message of which no copy is kept.
  const dropped = new Map();
  for (const post of all) {
    if (post.ids.some((id) => droppedIds.has(id)) && !post.ids.some((id) => keptIds.has(id)))
      dropped.set(post.key, post);
  }

  // Runs of words that one sender's message alone holds, among all that was written.
  const holders = new Map();
  const own = (post) => makeTextShingles(post.split.authored);
  const ownOf = new Map(all.map((post) => [post, own(post)]));
  for (const set of ownOf.values()) for (const run of set) holders.set(run, (holders.get(run) ?? 0) + 1);
  const quotedRuns = new Map();
  for (const post of kept) {
    const text = post.message.body?.text ?? '';
    const authored = new Set(own(post));
    for (const run of makeTextShingles(quotedText(text)))
      if (!authored.has(run)) quotedRuns.set(run, [...(quotedRuns.get(run) ?? []), post]);
  }
  // Dropped messages of which five runs that nobody else wrote, and a fifth of all such, stand quoted in a kept one.
  const quotable = [];
  for (const post of dropped.values()) {
    const rare = [...ownOf.get(post)].filter((run) => holders.get(run) === 1);
    const counts = new Map();
    for (const run of rare)
      for (const quoting of quotedRuns.get(run) ?? []) counts.set(quoting, (counts.get(quoting) ?? 0) + 1);
    const best = [...counts].sort((a, b) => b[1] - a[1])[0];
    if (best && best[1] >= 5 && best[1] >= rare.length / 5) quotable.push({ post, quoting: best[0] });
  }
  const byRun = new Map();
  recovered.forEach((entry, at) => {
    for (const run of makeTextShingles(entry.recovered.text)) byRun.set(run, [...(byRun.get(run) ?? []), at]);
  });
  const rows = [];
  const matched = new Map();
  const found = { all: 0, text: 0, sender: 0, day: 0, undated: 0 };
  for (const { post, quoting } of quotable) {
    const counts = new Map();
    for (const run of ownOf.get(post)) for (const at of byRun.get(run) ?? []) counts.set(at, (counts.get(at) ?? 0) + 1);
    const hits = [...counts].filter(([, count]) => count >= 3).sort((a, b) => b[1] - a[1]);
    const truth = features(post.message);
    let best = null;
    for (const [at] of hits.slice(0, 20)) {
      const grade = compare(recovered[at].recovered, truth);
      if (!best || grade.sender + grade.day > best.sender + best.day) best = { at, ...grade };
    }
    found.all++;
    if (best) found.text++;
    if (best?.sender) found.sender++;
    if (best?.sender && best.day) {
      found.day++;
      matched.set(best.at, post);
    } else if (best?.sender && recovered[best.at].recovered.date === null) found.undated++;
    if (!(best?.sender && best.day))
      rows.push({
        miss: truth.label,
        best: best && brief(recovered[best.at]),
        text: post.split.authored.slice(0, 300),
        quoting: quoting.message.body.text.slice(0, 3000),
      });
  }

  // What was recovered: a dropped message, one that is there (then it should have been bound), or one of outside.
  const keptIndex = senderDays(kept);
  const droppedIndex = senderDays([...dropped.values()]);
  const kinds = { dropped: 0, kept: 0, outside: 0 };
  recovered.forEach((entry, at) => {
    const kind =
      matched.has(at) || looksLike(entry.recovered, droppedIndex)
        ? 'dropped'
        : looksLike(entry.recovered, keptIndex)
          ? 'kept'
          : 'outside';
    kinds[kind]++;
    rows.push({
      recovered: kind,
      like: kind === 'kept' ? looksLike(entry.recovered, keptIndex) : null,
      ...brief(entry),
      text: entry.recovered.text.slice(0, 600),
      witnesses: entry.recovered.witnesses.length,
      style: entry.recovered.witnesses[0].header.style,
    });
  });

  // Where the reply header names the parent and the parent is there: is the first outermost quotation bound to it?
  const parents = new Map(
    lines('truth.jsonl').map(({ origId, parent, dropped_ancestors }) => [
      origId,
      dropped_ancestors.length ? null : parent,
    ]),
  );
  const placed = new Map(bindings.map((binding) => [`${binding.post} ${binding.embedded}`, binding]));
  const keys = new Map(kept.flatMap((post) => post.ids.map((id) => [id, post.key])));
  const byKey = new Map(kept.map((post) => [post.key, post]));
  const bound = { all: 0, right: 0, other: 0, recovered: 0, unbound: 0 };
  for (const post of kept) {
    const parent = keys.get(parents.get(post.message.messageId));
    const first = post.split.embedded.findIndex(({ depth }) => depth === 1);
    if (!parent || first < 0) continue;
    const runs = makeTextShingles(post.split.embedded[first].text);
    const there = new Set(makeTextShingles(byKey.get(parent).split.authored));
    if (runs.length < 5 || runs.filter((run) => there.has(run)).length < runs.length / 2) continue;
    const binding = placed.get(`${post.key} ${first}`);
    bound.all++;
    const kind = !binding
      ? 'unbound'
      : binding.kind === 'recovered'
        ? 'recovered'
        : binding.target === parent
          ? 'right'
          : 'other';
    bound[kind]++;
    if (kind !== 'right')
      rows.push({
        bound: kind,
        header: post.split.embedded[first].header,
        reasons: binding?.reasons,
        parent: features(byKey.get(parent).message).label,
        target: binding && byKey.get(binding.target) && features(byKey.get(binding.target).message).label,
        quoting: post.message.body.text.slice(0, 800),
      });
  }
  const produced = bindings.filter(({ kind }) => kind === 'produced').length;
  const share = (part, whole) => `${part}/${whole} = ${((100 * part) / Math.max(1, whole)).toFixed(1)} %`;
  console.log(
    `kept ${keptIds.size} (posts ${kept.length}), dropped ${dropped.size}, read and split in ${((recovering - started) / 1000).toFixed(1)} s, recovered in ${seconds.toFixed(1)} s`,
  );
  console.log(`dropped and quoted in a kept one: ${quotable.length}`);
  console.log(`  text recovered          ${share(found.text, found.all)}`);
  console.log(`  ... with right sender   ${share(found.sender, found.all)}`);
  console.log(
    `  ... and right day       ${share(found.day, found.all)}  (${found.undated} have the sender, but no witness gives a date)`,
  );
  console.log(
    `recovered ${recovered.length}: ${kinds.dropped} dropped, ${kinds.outside} of outside, ${kinds.kept} look like one that is there (${share(kinds.kept, recovered.length)})`,
  );
  console.log(
    `embedded: ${produced} bound to produced, ${bindings.length - produced} to recovered, ${unbound.length} unbound (${['no-header', 'no-sender', 'unknown-sender', 'no-text'].map((reason) => `${reason} ${unbound.filter((entry) => entry.reason === reason).length}`).join(', ')})`,
  );
  console.log(
    `replies that quote the parent their header names: ${share(bound.right, bound.all)} bound to it, ${bound.other} to another message, ${bound.recovered} recovered, ${bound.unbound} unbound`,
  );
  if (values.out) writeFileSync(values.out, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
}

async function split(paths) {
  const messages = [];
  const reading = readSources(
    paths.map((path) => ({ path })),
    { hash: false },
  );
  for await (const batch of readMessages(reading, { bodies: true, map: {}, onProblem: () => {} }))
    messages.push(...batch);
  return gatherPosts(messages, { dedupe: 'global' }).map(({ key, message, copies }) => ({
    key,
    message,
    split: splitMessage(message),
    ids: copies.map((copy) => copy.messageId),
  }));
}

/** All lines that may be quoted: marked ones, and what stands below a separator or a header block. */
function quotedText(text) {
  const out = [];
  let below = false;
  for (const line of text.split('\n')) {
    if (
      /^[\s>*]*(-{3,} ?(original|forwarded|ursprüngliche)|from:|sent:|on .{5,200}(wrote|writes):|.{2,80} on \d\d\/\d\d\/\d)|(^|\s)\d\d\/\d\d\/\d{2,4} \d\d:\d\d/i.test(
        line,
      )
    )
      below = true;
    if (below || /^\s*[>|:]/.test(line)) out.push(line.replace(/^[\s>|:]+/, ''));
  }
  return out.join('\n');
}

function features(message) {
  const sender = readSender(message.from ?? message.sender);
  return {
    sender,
    time: message.date?.time ?? null,
    offset: message.date?.offset ?? 0,
    label: `${message.from?.name} <${message.from?.address}> ${message.date?.raw} ${message.subject.text}`,
  };
}

function compare(recovered, truth) {
  const fit = compareSenders(readSender(recovered.from), truth.sender);
  const day =
    recovered.date === null || truth.time === null
      ? false
      : [recovered.date.local, ...recovered.date.alternatives]
          .slice(0, 1)
          .some((local) => isDay(local, recovered.date, truth.time));
  return { sender: fit === 'same' || fit === 'similar' ? 1 : 0, day: day ? 1 : 0 };
}

/** The written day is the message's day somewhere on earth. */
function isDay(local, date, time) {
  const zone = 14 * 3600e3;
  if (date.offset !== null) return Math.abs(local - date.offset * 60e3 - time) < 24 * 3600e3;
  return date.precision === 'day'
    ? time > local - zone && time < local + 24 * 3600e3 + zone
    : Math.abs(local - time) < zone + 600e3;
}

function senderDays(posts) {
  const index = new Map();
  for (const post of posts) {
    const truth = features(post.message);
    if (!truth.sender || truth.time === null) continue;
    const day = Math.floor(truth.time / 86400e3);
    const runs = new Set(makeTextShingles(post.message.body?.text ?? ''));
    index.set(day, [...(index.get(day) ?? []), { ...truth, runs }]);
  }
  return index;
}

/** A message of that sender and day holds at least a fifth of its text. */
function looksLike(recovered, index) {
  if (recovered.date === null) return false;
  const runs = makeTextShingles(recovered.text);
  const day = Math.floor(recovered.date.local / 86400e3);
  for (const near of [day - 1, day, day + 1]) {
    for (const truth of index.get(near) ?? []) {
      const { sender, day: same } = compare(recovered, truth);
      if (sender && same && (runs.length === 0 || runs.filter((run) => truth.runs.has(run)).length >= runs.length / 5))
        return truth.label;
    }
  }
  return false;
}

function brief({ key, recovered }) {
  return {
    key,
    from: recovered.from,
    date: recovered.date && { raw: recovered.date.raw, local: new Date(recovered.date.local).toISOString() },
    subject: recovered.subject,
  };
}
