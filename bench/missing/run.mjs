// The benchmark of the request list: drops a fifth of a list's messages, and holds what `rethread missing` lists against the whole list.
//
//     npm run bench:missing -- [--lists a,b] [--corpora DIR] [--tools DIR] [--work DIR] [--samples N] [--custodians N] [--product DIR]
//
// listed: of the dropped messages that left a trace (an id in a kept header, words in a kept body), the share on the list.
// real:   of the rows that tell of a message of the archive, the share that tell of a dropped one, each once. Rows that tell of a message
//         which was never on the list (the whole archive gives them, too, or they cite an id that it does not hold, or words that no
//         message of it wrote) are counted apart.
// holders: the same mail, dealt to the N people who wrote most of it, each with what they sent and received, the rest to nobody: of the
//         rows that tell of a dropped message, the share whose expected holders are exactly those of the N who sent, received, answered or quote it;
//         behind it how many of the custodians named took part, and how many of those who took part are named. --custodians 0: not asked.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { printHelp } from '../print-help.mjs';
import { findTraces, indexRuns, readArchive, withoutMarks } from './archive-truth.mjs';
import { chooseCustodians, compareHolders, dealMail, holdersByMessage } from './custodians.mjs';
import { RowMatcher } from './match-rows.mjs';

printHelp(import.meta.url);

const { values: options } = parseArgs({
  options: {
    lists: { type: 'string', default: 'r-sig-mixed-models,twisted-python/twisted-python-2005.mbox.gz,openbmc' },
    variants: { type: 'string', default: 'none,refs' },
    corpora: { type: 'string', default: '../shared/data/lists' },
    tools: { type: 'string', default: '../shared/tools' },
    work: { type: 'string', default: 'bench/out/missing' },
    product: { type: 'string', default: 'dist' },
    samples: { type: 'string', default: '0' },
    custodians: { type: 'string', default: '5' },
    reuse: { type: 'boolean', default: false },
  },
});
const mail = await import(pathToFileURL(path.resolve(options.tools, 'mail.mjs')));
const { reconstruct } = await import(pathToFileURL(path.resolve(options.product, 'index.js')));

function ablate(list, variant) {
  const folder = path.join(options.work, `${path.basename(list).replace(/\..*$/, '')}-${variant}`);
  if (!existsSync(path.join(folder, 'truth.jsonl'))) {
    const args = [
      path.join(options.tools, 'ablate.mjs'),
      path.join(options.corpora, list),
      '--drop',
      '0.2',
      '--strip',
      variant,
    ];
    execFileSync(process.execPath, [...args, '--out', folder], { stdio: 'ignore' });
  }
  return folder;
}

/** The words that stand at some places of the input. */
const quotedBytes = (origins) =>
  origins
    .map(({ source, offset, length }) =>
      withoutMarks(
        readFileSync(source)
          .subarray(offset, offset + length)
          .toString('utf8'),
      ),
    )
    .join('\n');

/** The rows of the request list, with the text of recovered messages and the ids of the citing ones. */
async function listMissing(inputs) {
  const { findings, posts } = await reconstruct(inputs);
  const postOf = new Map(posts.map((post) => [post.key, post]));
  const idOf = (key) => {
    const post = postOf.get(key);
    return post?.kind === 'produced' ? post.message.messageId : null;
  };
  return findings
    .filter(({ kind }) => kind === 'missing-message')
    .map(({ key, posts: keys, summary, detail, origins }) => {
      const post = postOf.get(keys[0]);
      const recovered = detail.knownFrom === 'recovered' && post?.kind === 'recovered' ? post.recovered : null;
      const [earliest, latest] = detail.interval.map((iso) => (iso === null ? null : Date.parse(iso)));
      const isWritten = detail.from !== null && earliest !== null && latest !== null;
      return {
        key,
        summary,
        detail,
        from: detail.from,
        messageId: detail.messageId,
        text: recovered?.text ?? (detail.knownFrom === 'quoted' ? quotedBytes(origins) : null),
        local: recovered?.date?.local ?? (isWritten ? Math.floor((earliest + latest) / 120_000) * 60_000 : null),
        offset: recovered?.date?.offset ?? (isWritten && latest - earliest < 3_600_000 ? 0 : null),
        threadIndex: detail.threadIndex ?? null,
        citedBy: detail.citedBy.map(idOf).filter((id) => id !== null),
      };
    });
}

/** The same from a file, where one was written before. */
async function listOnce(folder) {
  const file = path.join(folder, 'rows.json');
  if (options.reuse && existsSync(file)) return JSON.parse(readFileSync(file, 'utf8'));
  const rows = await listMissing([{ path: path.join(folder, 'input.mbox') }]);
  writeFileSync(file, JSON.stringify(rows));
  return rows;
}

/** Holds the expected holders of the rows about dropped messages against who took part in those. */
async function measureHolders(folder, messages, matcher, dropped, traces) {
  const custodians = chooseCustodians(messages, Number(options.custodians));
  const rows = await listMissing(dealMail(folder, custodians, messages, mail));
  const pairs = new Map();
  for (const row of rows) {
    const match = row.detail.knownFrom === 'series' ? null : matcher.match(row);
    if (match && dropped.has(match.id) && !pairs.has(match.id)) pairs.set(match.id, { row, id: match.id });
  }
  const quotersOf = (id) =>
    new Set([...(traces.get(id)?.quoted ?? [])].map((quoting) => messages.get(quoting).from.email));
  return compareHolders([...pairs.values()], holdersByMessage(messages), custodians, quotersOf);
}

const identity = ({ messageId, text, from, local, summary }) =>
  messageId ??
  (text ? text.replace(/\s+/g, '').slice(0, 200) : '') +
    `${from?.name ?? ''}${from?.address ?? ''} ${local ?? summary}`;

/** The same message seen through another witness: its sender and its minute. */
const moment = ({ from, local, messageId }) =>
  from && local ? `${from.name}${from.address} ${local}` : `${messageId}`;

const percent = (part, whole) => (whole ? `${((100 * part) / whole).toFixed(1)} %` : '-');
mkdirSync(options.work, { recursive: true });
console.log(
  '| list | headers | dropped | with trace | listed | rows | of a dropped one | twice | of a produced one | new, unknown | never on the list | real | holders exact | named rightly | of those due |',
);
console.log(`|${'---|'.repeat(15)}`);
const report = [];
for (const list of options.lists.split(',')) {
  const files = mail.listFiles([path.join(options.corpora, list)]);
  const messages = readArchive(files, mail);
  const ownerOf = indexRuns(messages);
  const matcher = new RowMatcher(messages, ownerOf);
  for (const variant of options.variants.split(',')) {
    const folder = ablate(list, variant);
    const kept = new Set(mail.readJsonl(path.join(folder, 'truth.jsonl')).map(({ origId }) => origId));
    const dropped = new Set(mail.readJsonl(path.join(folder, 'dropped.jsonl')).map(({ id }) => id));
    const traces = findTraces(messages, kept, ownerOf, variant === 'none');
    for (const id of traces.keys()) if (!dropped.has(id)) traces.delete(id);
    const whole = path.join(options.work, `${path.basename(folder)}-whole`);
    if (!existsSync(whole)) {
      const args = [
        path.join(options.tools, 'ablate.mjs'),
        path.join(options.corpora, list),
        '--strip',
        variant,
        '--out',
        whole,
      ];
      execFileSync(process.execPath, args, { stdio: 'ignore' });
    }
    const before = new Set((await listOnce(whole)).flatMap((row) => [identity(row), moment(row)]));
    const rows = await listOnce(folder);
    const seen = new Map();
    const classes = { dropped: [], twice: [], produced: [], unknown: [], never: [], series: [] };
    const byId = (row) => (row.messageId !== null && messages.has(row.messageId) ? 0 : 1);
    for (const row of [...rows].sort((a, b) => byId(a) - byId(b))) {
      if (row.detail.knownFrom === 'series') {
        classes.series.push({ row });
        continue;
      }
      const isUnknownId = row.messageId !== null && !messages.has(row.messageId);
      const match = isUnknownId ? null : matcher.match(row);
      const kind =
        match && dropped.has(match.id)
          ? seen.has(match.id)
            ? 'twice'
            : 'dropped'
          : before.has(identity(row)) || before.has(moment(row)) || isUnknownId
            ? 'never'
            : match && kept.has(match.id)
              ? 'produced'
              : match || matcher.isForeign(row)
                ? 'never'
                : 'unknown';
      if (kind === 'dropped') seen.set(match.id, row);
      classes[kind].push({ row, match, first: kind === 'twice' ? seen.get(match.id) : undefined });
    }
    const covered = new Set(rows.flatMap((row) => matcher.covered(row)));
    const missed = [...traces].filter(([id]) => !seen.has(id) && !covered.has(id));
    const wrong = classes.twice.length + classes.produced.length + classes.unknown.length;
    const cells = [
      path.basename(list).replace(/\..*$/, ''),
      variant === 'none' ? 'kept' : 'hidden',
      dropped.size,
      traces.size,
      percent(traces.size - missed.length, traces.size),
      rows.length,
      classes.dropped.length,
      classes.twice.length,
      classes.produced.length,
      classes.unknown.length,
      classes.never.length,
      percent(classes.dropped.length, classes.dropped.length + wrong),
    ];
    const holding =
      Number(options.custodians) > 0
        ? await measureHolders(folder, messages, matcher, dropped, traces)
        : { tally: { rows: 0, exact: 0, right: 0, took: 0, named: 0, due: 0 }, wrong: [] };
    const { tally } = holding;
    cells.push(percent(tally.exact, tally.rows), percent(tally.right, tally.named), percent(tally.took, tally.due));
    console.log(`| ${cells.join(' | ')} |`);
    report.push({ cells, series: classes.series.length, holders: tally });
    const samples = Number(options.samples);
    if (samples) {
      const file = path.join(options.work, `${path.basename(folder)}-samples.json`);
      const pick = (entries) =>
        entries.filter((_, n) => n % Math.max(1, Math.floor(entries.length / samples)) === 0).slice(0, samples);
      const shown = Object.fromEntries(Object.entries(classes).map(([kind, entries]) => [kind, pick(entries)]));
      const missedShown = pick(missed).map(([id, trace]) => ({
        id,
        cited: [...trace.cited],
        quoted: [...trace.quoted],
        own: messages.get(id).own.slice(0, 400),
      }));
      writeFileSync(
        file,
        JSON.stringify(
          {
            ...shown,
            holders: holding.wrong.slice(0, samples),
            missed: missedShown,
            missedAll: missed.map(([id, trace]) => [id, trace.cited.size, trace.quoted.size]),
          },
          null,
          1,
        ),
      );
    }
  }
}
writeFileSync(path.join(options.work, 'missing.json'), JSON.stringify(report, null, 1));
