import type { Finding } from '../../finding/finding.js';
import { declarationOf } from '../../finding/finding-detail.js';
import type { Post } from '../../link/post/post.js';
import { agentOf, recipientsOf, senderOf, subjectOf, timeOf } from '../../link/post/post-facts.js';
import type { Mailbox } from '../../message/message.js';
import { offerJoins } from '../../people/offer-joins.js';
import type { People, Person } from '../../people/person.js';
import { indexPeople, type PeopleIndex } from '../../people/person-of.js';
import type { SplitBody } from '../../quote/segment.js';
import { splitsByPost } from '../../quote/splits-by-post.js';
import type { Thread, ThreadedPost } from '../../thread/thread.js';
import { batesGaps, gapText } from '../answer/bates.js';
import { groupProblems } from '../answer/problem-groups.js';
import type { Reconstruction } from '../answer/reconstruction.js';
import type { CaseEvent } from '../answer/report-file.js';
import { tidingsOf } from '../answer/tidings.js';
import { filesOf, sourceTree } from '../source/source-tree.js';
import { findingColumns } from './finding-columns.js';
import { NumberTable } from './number-table.js';
import { kindLetter, productionColumns, resentRows, undeliveredRows } from './post-rows.js';
import { requestColumns } from './request-columns.js';
import {
  DAY_ONLY,
  NOT_BEFORE,
  type ViewerFindingKind,
  type ViewerIndex,
  type ViewerPeople,
  type ViewerPosts,
  type ViewerSource,
} from './viewer-data.js';

/** What the page's index is made with. */
export interface IndexOptions {
  readonly title: string;
  readonly events: readonly CaseEvent[];
}

/** The index without where its blocks are kept. */
export type UnstoredIndex = Omit<ViewerIndex, 'blocks' | 'findingBlocks' | 'folder'>;

/** The page's index and the texts beside it. */
export interface BuiltIndex {
  readonly index: UnstoredIndex;
  readonly people: ViewerPeople;
}

/** Puts the threads into columns; findings are those of these threads. */
export function buildIndex(
  reconstruction: Reconstruction,
  threads: readonly Thread[],
  findings: readonly Finding[],
  options: IndexOptions,
): BuiltIndex {
  const tables: Tables = {
    people: indexPeople(reconstruction.people),
    identified: new Map(),
    persons: new NumberTable(),
    subjects: new NumberTable(),
    custodians: [...new Set(reconstruction.sources.flatMap(({ custodian }) => custodian ?? []))].sort(),
    custodianSets: new NumberTable(),
    findingKinds: new NumberTable(),
    findingBits: new Map(),
  };
  const counts = new Map<string, number>();
  for (const { kind, posts } of findings) {
    const bit = 1 << tables.findingKinds.numberOf(kind);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    for (const key of declarationOf(kind)?.concernsEvery ? posts : posts.slice(0, 1))
      tables.findingBits.set(key, (tables.findingBits.get(key) ?? 0) | bit);
  }
  const starts: number[] = [];
  let count = 0;
  for (const { posts } of threads) {
    starts.push(count);
    count += posts.length;
  }
  const posts = postColumns(threads, tables);
  const agents = agentsOf(threads, tables);
  const resent = resentRows(threads, (mailbox) => personNumber(mailbox, tables));
  const undelivered = undeliveredRows(threads, tidingsOf(reconstruction.posts), (mailbox) =>
    personNumber(mailbox, tables),
  );
  const quoted = quotedIn(threads, splitsByPost(reconstruction.splits), tables);
  const persons = tables.persons.values.map((id) => tables.people.find(id) ?? strangerOf(id));
  const gaps = batesGaps(reconstruction.sources).map(gapText);
  return {
    index: {
      format: 'rethread-viewer',
      version: 1,
      title: options.title,
      sources: sourcesOf(reconstruction),
      problems: groupProblems(reconstruction.problems),
      events: options.events,
      messages: reconstruction.sources.reduce((sum, source) => sum + source.messages, 0),
      hiddenThreads: reconstruction.threads.length - threads.length,
      custodians: tables.custodians,
      custodianSets: tables.custodianSets.values.map((set) => (set ? set.split(' ').map(Number) : [])),
      findingKinds: tables.findingKinds.values.map((kind) => kindOf(kind, counts.get(kind) ?? 0)),
      persons: {
        id: persons.map((person) => person.id),
        name: persons.map((person) => person.name),
        also: persons.map(otherNames),
        kind: persons.map(({ kind }) => kind[0]).join(''),
      },
      subjects: tables.subjects.values,
      threads: { key: threads.map((thread) => thread.key), start: starts },
      posts,
      agents,
      ...(resent.length ? { resent } : {}),
      ...(undelivered.length ? { undelivered } : {}),
      quoted,
      findings: findingColumns(findings, threads, (kind) => tables.findingKinds.numberOf(kind)),
      requests: requestColumns(findings),
      ...productionColumns(threads),
      ...(gaps.length ? { gaps } : {}),
    },
    people: {
      names: persons.map((person) => person.names),
      addresses: persons.map((person) => person.addresses),
      shared: persons.flatMap((person, number) => (person.shared ? [number] : [])),
      merges: persons.map((person) => person.merges),
      offers: offersAmong(reconstruction.people, tables),
    },
  };
}

function sourcesOf(reconstruction: Reconstruction): readonly ViewerSource[] {
  const found = new Map(filesOf(sourceTree(reconstruction)).map((node) => [node.path, node]));
  return reconstruction.sources.map(({ name, format, custodian, size, sha256, messages }) => {
    const {
      expected = null,
      failed = 0,
      first = null,
      last = null,
      custodianGuess: guess = null,
      problems = [],
    } = found.get(name) ?? {};
    const grave = problems.filter(({ severity }) => severity !== 'info');
    return {
      ...{ name, format, custodian, size, sha256, messages },
      ...(expected === null ? {} : { expected }),
      ...(failed ? { failed } : {}),
      ...(first === null || last === null ? {} : { days: [first, last] as const }),
      ...(guess === null ? {} : { guess }),
      ...(grave.length ? { problems: grave.map(({ code, severity }) => `${code} (${severity})`) } : {}),
    };
  });
}

function kindOf(name: string, count: number): ViewerFindingKind {
  const declaration = declarationOf(name);
  if (!declaration) return { name, label: name, count };
  const { label, about, kind, severities, detail, find, ...shown } = declaration;
  return { name, label, count, ...shown };
}

interface Tables {
  readonly people: PeopleIndex;
  readonly identified: Map<string, number>;
  readonly persons: NumberTable;
  readonly subjects: NumberTable;
  readonly custodians: readonly string[];
  readonly custodianSets: NumberTable;
  readonly findingKinds: NumberTable;
  readonly findingBits: Map<string, number>;
}

function postColumns(threads: readonly Thread[], tables: Tables): ViewerPosts {
  const placed = threads.flatMap((thread) => thread.posts);
  const posts = placed.map(({ post }) => post);
  return {
    key: posts.map((post) => post.key),
    kind: posts.map(kindLetter).join(''),
    depth: placed.map(({ depth }) => depth),
    parent: parentDistances(placed),
    time: posts.map(secondsOf),
    zone: posts.map(zoneOf),
    subject: posts.map((post) => tables.subjects.numberOf(subjectOf(post))),
    from: posts.map((post) => personNumber(senderOf(post), tables)),
    to: posts.map((post) => [...new Set(recipientsOf(post).map((mailbox) => personNumber(mailbox, tables)))]),
    custodians: posts.map((post) => tables.custodianSets.numberOf(custodiansOf(post, tables.custodians))),
    copies: posts.map((post) => (post.kind === 'produced' ? post.copies.length : 0)),
    attachments: posts.map((post) => (post.kind === 'produced' ? post.message.attachments.length : 0)),
    confidence: placed.map(({ confidence }) =>
      confidence === null ? -1 : Math.min(Math.floor(confidence * 1000), 1000),
    ),
    findings: posts.map((post) => tables.findingBits.get(post.key) ?? 0),
  };
}

function agentsOf(threads: readonly Thread[], tables: Tables): readonly (readonly [post: number, person: number])[] {
  const agents: (readonly [number, number])[] = [];
  let number = 0;
  for (const { posts } of threads)
    for (const { post } of posts) {
      const agent = agentOf(post);
      if (agent) agents.push([number, personNumber(agent, tables)]);
      number++;
    }
  return agents;
}

/** Who wrote what a body quotes, where the heading of the quotation tells. */
function quotedIn(
  threads: readonly Thread[],
  splits: ReadonlyMap<string, SplitBody>,
  tables: Tables,
): ViewerIndex['quoted'] {
  const quoted: (readonly [number, readonly number[]])[] = [];
  // Whom only quotations name writes to nobody here: no new people.
  const known = new Map(tables.persons.values.map((id, person) => [id, person]));
  let number = 0;
  for (const { posts } of threads)
    for (const { post } of posts) {
      const authors = (splits.get(post.key)?.embedded ?? []).flatMap(({ header }) => header.from ?? []);
      const persons = new Set(authors.flatMap((author) => known.get(tables.people.identify(author)) ?? []));
      if (persons.size) quoted.push([number, [...persons]]);
      number++;
    }
  return quoted;
}

/** How far before each post its parent stands; from the depths alone. */
function parentDistances(placed: readonly ThreadedPost[]): readonly number[] {
  const open: number[] = [];
  return placed.map(({ depth }, index) => {
    open.length = depth;
    const parent = depth === 0 ? undefined : open[depth - 1];
    open[depth] = index;
    return parent === undefined ? 0 : index - parent;
  });
}

function secondsOf(post: Post): number | null {
  const time = post.kind === 'missing' ? (post.interval[1] ?? post.interval[0]) : timeOf(post);
  return time === null ? null : Math.floor(time / 1000);
}

function zoneOf(post: Post): number | null {
  switch (post.kind) {
    case 'produced':
      return post.message.date?.offset ?? null;
    case 'recovered':
      return post.recovered.date?.precision === 'day' ? DAY_ONLY : (post.recovered.date?.offset ?? null);
    case 'missing':
      return post.interval[1] === null ? NOT_BEFORE : DAY_ONLY;
  }
}

function custodiansOf(post: Post, custodians: readonly string[]): string {
  if (post.kind !== 'produced') return '';
  const set = new Set(post.copies.flatMap(({ custodian }) => custodian ?? []));
  return [...set]
    .map((custodian) => custodians.indexOf(custodian))
    .sort((a, b) => a - b)
    .join(' ');
}

function personNumber(mailbox: Mailbox | null, tables: Tables): number {
  if (mailbox === null) return -1;
  const written = `${mailbox.name}\n${mailbox.address}`;
  let number = tables.identified.get(written);
  if (number === undefined) {
    number = tables.persons.numberOf(tables.people.identify(mailbox));
    tables.identified.set(written, number);
  }
  return number;
}

function strangerOf(id: string): Person {
  return { id, name: id, names: [], bareNames: [], addresses: [], uses: 0, kind: 'unnamed', shared: false, merges: [] };
}

/** Pairs of people of the page that may be one, by number. */
function offersAmong(people: People, { persons }: Tables): ViewerPeople['offers'] {
  const numbers = new Map(persons.values.map((id, number) => [id, number]));
  return offerJoins(people).flatMap(({ persons: [one, other], detail }) => {
    const [a, b] = [numbers.get(one), numbers.get(other)];
    return a === undefined || b === undefined ? [] : [[a, b, detail] as const];
  });
}

function otherNames({ id, name, names, addresses }: Person): string {
  return [...names, ...addresses]
    .filter((other) => other !== id && other !== name)
    .join('\n')
    .toLowerCase();
}
