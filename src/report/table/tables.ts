import type { ExplainLink } from '../../link/evidence/evidence.js';
import { explainLinks } from '../../link/explain/explain-links.js';
import { recipientsOf, senderOf } from '../../link/post/post-facts.js';
import type { Mailbox } from '../../message/message.js';
import { indexPeople } from '../../people/person-of.js';
import { linkedPosts } from '../../thread/thread.js';
import { spanOf, threadSubject } from '../../thread/thread-span.js';
import { batesByPlace, batesOfPlaces, batesSpan } from '../answer/bates.js';
import { isoDateOf } from '../answer/iso-date.js';
import { inclusiveClasses } from '../answer/reading-set.js';
import type { Reconstruction } from '../answer/reconstruction.js';
import type { ReportFile } from '../answer/report-file.js';
import { filterThreads, type ReportFilter } from '../answer/thread-filter.js';
import { evidenceName } from '../format/phrases.js';
import { threadTable } from '../format/thread-table.js';
import { verbalSupport } from '../post/verbal-scale.js';
import { csvLines } from './csv-lines.js';
import { writeCsvTable } from './csv-table.js';

/** What the CSV tables hold beside the threads. */
export interface TablesOptions {
  readonly filter: ReportFilter;
  /** What tells why links were made: `explainLinks(reconstruction)` unless given. */
  readonly explain?: ExplainLink;
}

type Cell = string | number | null;

/**
 * The case as five CSV tables (RFC 4180, UTF-8 with the mark that Excel needs): posts, links, threads, people, findings. Cells
 * that a spreadsheet would run as a formula get an apostrophe before them.
 */
export function* writeTables(
  reconstruction: Reconstruction,
  options: TablesOptions,
): Generator<ReportFile, void, undefined> {
  const { filter, explain = explainLinks(reconstruction) } = options;
  const threads = filterThreads(reconstruction.threads, filter);
  const keys = new Set(threads.flatMap(({ posts }) => posts.map(({ post }) => post.key)));
  const batesAt = batesByPlace(reconstruction.posts);
  yield {
    path: 'posts.csv',
    content: [
      ...writeCsvTable(threadTable(reconstruction, { threads, explain }), {
        byteOrderMark: true,
        inclusive: inclusiveClasses(reconstruction),
      }),
    ].join(''),
  };
  yield table('links.csv', linkColumns, linkRows(threads, explain));
  yield table('threads.csv', threadColumns, threads.map(threadRow));
  yield table('people.csv', personColumns, personRows(reconstruction, threads));
  yield table(
    'findings.csv',
    findingColumns,
    reconstruction.findings
      .filter(({ posts }) => threads === reconstruction.threads || posts.some((key) => keys.has(key)))
      .map(({ key, kind, severity, summary, posts, origins }) => [
        key,
        kind,
        severity,
        summary,
        posts.join('; '),
        origins.map(({ source, offset, length }) => `${source} ${offset}+${length}`).join('; '),
        batesOfPlaces(origins, batesAt).join('; '),
      ]),
  );
}

const linkColumns = [
  'child',
  'parent',
  'thread',
  'confidence',
  'chosen',
  'evidence',
  'weight',
  'support',
  'detail',
  'places',
];

/** One row an observation: for the chosen parent, then for the rejected ones. */
function linkRows(threads: ReturnType<typeof filterThreads>, explain: ExplainLink): readonly Cell[][] {
  const rows: Cell[][] = [];
  for (const thread of threads)
    for (const { link } of linkedPosts(thread)) {
      if (link === null) continue;
      const why = explain(link.child) ?? { evidence: [], rejected: [] };
      const candidates = [
        { parent: link.parent, confidence: link.confidence, evidence: why.evidence, chosen: 'yes' },
        ...why.rejected.map(({ parent, confidence, evidence }) => ({ parent, confidence, evidence, chosen: 'no' })),
      ];
      for (const { parent, confidence, chosen, evidence } of candidates) {
        const start = [
          link.child,
          parent ?? '(no parent)',
          thread.key,
          Math.round(confidence * 10_000) / 10_000,
          chosen,
        ];
        if (!evidence.length) rows.push([...start, null, null, null, null, null]);
        for (const { kind, weight, detail, origins } of evidence)
          rows.push([
            ...start,
            evidenceName(kind),
            Math.round(weight * 100) / 100,
            verbalSupport(weight),
            detail,
            origins.map(({ source, offset, length }) => `${source} ${offset}+${length}`).join('; '),
          ]);
      }
    }
  return rows;
}

const threadColumns = ['key', 'subject', 'first', 'last', 'posts', 'produced', 'recovered', 'missing', 'bates'];

function threadRow(thread: ReturnType<typeof filterThreads>[number]): Cell[] {
  const posts = thread.posts.map(({ post }) => post);
  const { first, last } = spanOf(posts);
  const count = (kind: string) => posts.filter((post) => post.kind === kind).length;
  return [
    thread.key,
    threadSubject(thread),
    first && isoDateOf(first),
    last && isoDateOf(last),
    posts.length,
    count('produced'),
    count('recovered'),
    count('missing'),
    batesSpan(posts),
  ];
}

const personColumns = ['id', 'name', 'names', 'addresses', 'sent', 'received', 'shared', 'merges'];

function personRows(reconstruction: Reconstruction, threads: ReturnType<typeof filterThreads>): readonly Cell[][] {
  const people = indexPeople(reconstruction.people);
  const counts = new Map<string, { sent: number; received: number }>();
  const countOf = (mailbox: Mailbox) => {
    const id = people.identify(mailbox);
    let count = counts.get(id);
    if (!count) {
      count = { sent: 0, received: 0 };
      counts.set(id, count);
    }
    return count;
  };
  for (const { posts } of threads)
    for (const { post } of posts) {
      const sender = senderOf(post);
      if (sender) countOf(sender).sent++;
      for (const count of new Set(recipientsOf(post).map(countOf))) count.received++;
    }
  return [...counts]
    .sort((a, b) => (a[0] < b[0] ? -1 : 1))
    .map(([id, { sent, received }]) => {
      const person = people.find(id);
      return [
        id,
        person?.name ?? id,
        person?.names.join('; ') ?? '',
        person?.addresses.join('; ') ?? '',
        sent,
        received,
        person?.shared ? 'yes' : 'no',
        person?.merges.map(({ reason, between }) => `${between.join(' = ')} (${reason})`).join('; ') ?? '',
      ];
    });
}

const findingColumns = ['key', 'kind', 'severity', 'summary', 'posts', 'places', 'bates'];

function table(path: string, columns: readonly string[], rows: readonly Cell[][]): ReportFile {
  return { path, content: `\ufeff${csvLines([columns, ...rows])}` };
}
