import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { gatherPosts } from '../src/dedupe/gather-posts.js';
import { chooseParents } from '../src/link/choose-parents.js';
import { parseMessageDate } from '../src/message/header/message-date.js';
import { parseMessageIds } from '../src/message/header/message-id.js';
import type { Message } from '../src/message/message.js';
import { readMessages } from '../src/message/read-message.js';
import { readSources } from '../src/source/read-sources.js';
import { arrangeThreads } from '../src/thread/arrange-threads.js';
import type { ForestNode, ThreadableMessage } from '../src/thread/rfc5256/forest-node.js';
import { threadByOrderedSubject } from '../src/thread/rfc5256/ordered-subject-algorithm.js';
import { type ReferencesOptions, threadByReferences } from '../src/thread/rfc5256/references-algorithm.js';
import { formatThreadResponse } from './imap-thread.js';
import { makeMessage } from './message-fixture.js';
import { sharedData, withoutSharedData } from './shared-data.js';

type Key = string | number;
interface Tree {
  readonly m: Key | null;
  readonly c: readonly Tree[];
}
interface Case {
  readonly id: string;
  readonly algorithm?: string;
  readonly mbox?: string;
  readonly select?: readonly number[];
  readonly options?: { readonly noprune?: boolean; readonly nosubject?: boolean; readonly descending?: boolean };
  readonly messages?: readonly Readonly<Record<string, string>>[];
  readonly generate?: { readonly chain_depth: number };
  readonly raw?: string;
  readonly note?: string;
  readonly expect: {
    readonly forest?: readonly Tree[] | null;
    readonly imap?: string;
    readonly root_count?: number;
    readonly partition?: readonly (readonly Key[])[];
    readonly sibling_order?: boolean;
    readonly node_key?: string;
    readonly thread_paths?: Readonly<Record<string, string>>;
    readonly dropped_by_peer?: readonly Key[];
    readonly references_set?: readonly string[];
    readonly ghosts?: readonly string[];
    readonly asserted?: Readonly<Record<string, string | number>>;
  };
}

const folder = `${sharedData}conformance/`;
const PEERS = [
  'dovecot-imaptest',
  'cyrus-cassandane',
  'mailkit-jwz',
  'mail-thread',
  'jwzthreading',
  'mu',
  'evolution-camel',
  'mail-threading-js',
];

describe.skipIf(withoutSharedData('conformance.test.ts'))('expected trees of other implementations', () => {
  for (const peer of PEERS) {
    const file = `${folder}${peer}/cases.json`;
    if (!existsSync(file)) continue;
    const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { readonly cases: readonly Case[] };
    for (const one of cases) {
      it(`${peer} ${one.id}`, () => checkCase(peer, one));
    }
  }
});

interface KeyedMessage {
  readonly key: Key;
  readonly message: Message;
}

async function checkCase(peer: string, one: Case): Promise<void> {
  if (one.generate) return checkDeepChain(one.generate.chain_depth);
  if (one.raw) return checkReferences(one);
  const keyed = one.mbox ? await readCaseMbox(peer, one) : leaderFirst(one).map(readCaseMessage);
  const messages = keyed.map(({ message }) => message);
  const wanted = one.expect;
  if (wanted.partition) {
    expect(partitionOf(keyed)).toEqual(wanted.partition);
    return;
  }
  const nodes = threadCase(peer, one, messages);
  expect(
    nodes
      .filter(({ index }) => index >= 0)
      .map(({ index }) => index)
      .sort((a, b) => a - b),
  ).toEqual(messages.map((_, index) => index));
  if (wanted.imap) expect(formatThreadResponse(nodes)).toBe(wanted.imap);
  if (wanted.root_count !== undefined) expect(nodes.filter(({ depth }) => depth === 0)).toHaveLength(wanted.root_count);
  const dropped = new Set(wanted.dropped_by_peer ?? []);
  const keys = keyed.map(({ key }) => key);
  const forest = plantForest(nodes, (node) => (node.index < 0 ? null : keys[node.index]!)).filter(
    (tree) => tree.m === null || !dropped.has(tree.m),
  );
  if (wanted.forest)
    expect(outlineOf(forest, wanted.sibling_order ?? false)).toEqual(
      outlineOf(wanted.forest, wanted.sibling_order ?? false),
    );
  else if (wanted.thread_paths)
    expect(outlineOf(withoutDummies(forest), false)).toEqual(outlineOf(forestOfPaths(wanted.thread_paths), false));
  if (wanted.ghosts) expect(nodes.flatMap(({ absentId }) => absentId ?? []).sort()).toEqual(wanted.ghosts);
  for (const [path, value] of Object.entries(wanted.asserted ?? {})) checkChildren(nodes, path, value);
}

function threadCase(peer: string, one: Case, messages: readonly Message[]): readonly ForestNode<Message>[] {
  const algorithm = one.algorithm ?? '';
  if (algorithm === 'ORDEREDSUBJECT') return threadByOrderedSubject(messages);
  const options: ReferencesOptions = {
    prune: !algorithm.includes('step 1') && !one.options?.noprune,
    mergeSubjects: !/nosubject|step 1|camel/.test(algorithm) && !one.options?.nosubject,
    variant: algorithm.startsWith('JWZ') || peer === 'mailkit-jwz' || algorithm === 'camel' ? 'jwz' : 'rfc5256',
    duplicates: algorithm === 'JWZ-nosubject' ? 'below-first' : 'apart',
    absentRoots: algorithm === 'camel' ? 'oldest-child' : 'dummy',
  };
  return threadByReferences(messages, options);
}

function readCaseMessage(fields: Readonly<Record<string, string>>): KeyedMessage {
  const date = fields.date ?? fields.date_key ?? fields.date_serial ?? fields.date_sent;
  const parsed =
    date === undefined ? null : fields.date ? (parseMessageDate(date)?.time ?? Date.parse(date)) : Number(date) * 1000;
  const message = makeMessage({
    id: parseMessageIds(fields.message_id ?? '')[0] ?? null,
    inReplyTo: parseMessageIds(fields.in_reply_to ?? ''),
    references: parseMessageIds(fields.references ?? ''),
    subject: fields.subject ?? '',
    date: parsed,
  });
  return { key: fields.key!, message };
}

/** mu's index flags one of several messages with an id as their leader; for rethread it is the first. */
function leaderFirst(one: Case): readonly Readonly<Record<string, string>>[] {
  const leader = /(path\d) (?:flagged )?Leader/.exec(one.note ?? '')?.[1];
  const isLeader = (fields: Readonly<Record<string, string>>) => leader !== undefined && fields.key!.endsWith(leader);
  const messages = one.messages ?? [];
  return [...messages.filter(isLeader), ...messages.filter((fields) => !isLeader(fields))];
}

async function readCaseMbox(peer: string, one: Case): Promise<readonly KeyedMessage[]> {
  const reading = readSources([{ path: `${folder}${peer}/${one.mbox}` }]);
  const all: Message[] = [];
  for await (const batch of readMessages(reading, { bodies: false })) all.push(...batch);
  const positions = one.select ?? all.map((_, index) => index + 1);
  return positions.map((position) => {
    const message = all[position - 1]!;
    return { key: one.expect.node_key === 'message-id' ? message.messageId! : position, message };
  });
}

function checkDeepChain(depth: number): void {
  const chain: ThreadableMessage[] = Array.from({ length: depth }, (_, index) =>
    makeMessage({
      id: `m${index}@example.org`,
      date: index * 1000,
      references: index ? [`m${index - 1}@example.org`] : [],
    }),
  );
  expect(threadByReferences(chain).at(-1)!.depth).toBe(depth - 1);
  expect(threadByReferences([...chain].reverse()).at(-1)!.depth).toBe(depth - 1);
}

function checkReferences(one: Case): void {
  const header = (name: string) => new RegExp(`^${name}: (.*)$`, 'm').exec(one.raw!)?.[1] ?? '';
  const ids = new Set([...parseMessageIds(header('References')), ...parseMessageIds(header('In-Reply-To'))]);
  expect([...ids].sort()).toEqual([...one.expect.references_set!].sort());
}

function checkChildren(nodes: readonly ForestNode<Message>[], path: string, value: string | number): void {
  const [id, , place] = path.split(/[.[\]]/);
  const idOf = (node: ForestNode<Message>) => node.message?.messageId ?? node.absentId;
  const at = nodes.findIndex((node) => idOf(node) === id);
  const children = nodes.filter((node) => node.parent === at).map(idOf);
  expect(place ? children[Number(place)] : children.length).toBe(value);
}

/** Thread membership by rethread's own linking. */
function partitionOf(keyed: readonly KeyedMessage[]): readonly (readonly Key[])[] {
  const keyOf = new Map(keyed.map(({ key, message }) => [message, key]));
  const posts = gatherPosts(keyOf.keys(), { dedupe: 'global' });
  const linked = chooseParents(
    { posts, splits: new Map(), recovered: [], bindings: [] },
    { evidence: 'headers', minConfidence: 0 },
  );
  const threads = arrangeThreads(linked.posts, linked.links);
  const groups = threads.map((thread) =>
    thread.posts.flatMap(({ post }) => (post.kind === 'produced' ? post.copies.map((copy) => keyOf.get(copy)!) : [])),
  );
  return groups.map((group) => group.sort((a, b) => (a < b ? -1 : 1))).sort((a, b) => (a[0]! < b[0]! ? -1 : 1));
}

function plantForest(
  nodes: readonly ForestNode<Message>[],
  keyOf: (node: ForestNode<Message>) => Key | null,
): readonly Tree[] {
  const trees: { m: Key | null; c: Tree[] }[] = [];
  const roots: Tree[] = [];
  for (const node of nodes) {
    const tree = { m: keyOf(node), c: [] };
    trees.push(tree);
    (node.parent < 0 ? roots : trees[node.parent]!.c).push(tree);
  }
  return roots;
}

const withoutDummies = (forest: readonly Tree[]): readonly Tree[] =>
  forest.flatMap((tree) => (tree.m === null ? tree.c : [tree]));

/** mu's notation: `0:1` is the second child of the first root; of children of absent messages only the paths are there. */
function forestOfPaths(paths: Readonly<Record<string, string>>): readonly Tree[] {
  const trees = new Map<string, { m: Key; c: Tree[] }>();
  for (const [key, path] of Object.entries(paths)) trees.set(path.replace(/:z$/, ''), { m: key, c: [] });
  const roots: Tree[] = [];
  for (const [path, tree] of trees) {
    const parent = trees.get(path.slice(0, Math.max(0, path.lastIndexOf(':'))));
    (parent && path.includes(':') ? parent.c : roots).push(tree);
  }
  return roots;
}

/** One line a node, two spaces a level; sorted where the order of siblings is not asserted. */
function outlineOf(forest: readonly Tree[], isOrdered: boolean): readonly string[] {
  const lines = (tree: Tree): readonly string[] => [String(tree.m), ...linesOf(tree.c).map((line) => `  ${line}`)];
  const linesOf = (trees: readonly Tree[]): readonly string[] => {
    const blocks = trees.map(lines);
    return (isOrdered ? blocks : blocks.sort((a, b) => (a.join('\n') < b.join('\n') ? -1 : 1))).flat();
  };
  return linesOf(forest);
}
