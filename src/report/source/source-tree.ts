import { sentTimeOf } from '../../dedupe/gathered-post.js';
import type { Post } from '../../link/post/post.js';
import { CONTAINER_FORMATS } from '../../source/container/archive-report.js';
import { INSIDE } from '../../source/inside.js';
import type { Problem, Source } from '../../source/source.js';
import { groupProblems } from '../answer/problem-groups.js';
import type { Reconstruction } from '../answer/reconstruction.js';
import { type CustodianGuess, guessCustodian } from './guess-custodian.js';

/** What was found of one source, or below one folder or archive. */
export interface SourceNode {
  /** Last part of its path: `holt.mbox`; for a folder `case`. */
  readonly name: string;
  /** The whole of it: `Source.name` of a source. */
  readonly path: string;
  readonly kind: 'folder' | 'archive' | 'file';
  /** null for a folder. */
  readonly format: string | null;
  readonly compression: Source['compression'];
  /** Bytes as it lies there; of a folder those of its files together. */
  readonly size: number;
  /** Files in it, itself included. */
  readonly files: number;
  /** Messages and items that it tells to hold, null where nothing says how many: most forms do not count. */
  readonly expected: number | null;
  /** Messages read. */
  readonly read: number;
  /**
   * Pieces that could not be read: problems of severity `warning` or `error` that are about no message that was read. What was read with a
   * remark is among `problems` alone.
   */
  readonly failed: number;
  /** First and last day of its messages (UTC), null where none is dated. */
  readonly first: string | null;
  readonly last: string | null;
  readonly sha256: string | null;
  /** As the user named it. */
  readonly custodian: string | null;
  /** Where the user named nobody: whose it may be, and what says so. Nothing rests on it. */
  readonly custodianGuess: CustodianGuess | null;
  readonly problems: readonly {
    readonly code: string;
    readonly severity: Problem['severity'];
    readonly count: number;
  }[];
  readonly children: readonly SourceNode[];
}

interface Facts {
  read: number;
  /** First and last byte of each message. */
  readonly places: (readonly [start: number, end: number])[];
  first: number;
  last: number;
  readonly labels: Map<string, number>;
  readonly problems: Problem[];
}

interface Branch {
  readonly name: string;
  readonly path: string;
  source: Source | null;
  readonly children: Map<string, Branch>;
}

/** The sources as a tree of folders, archives and files, in the order of their names; what was read of each, and what not. */
export function sourceTree(reconstruction: Reconstruction): readonly SourceNode[] {
  const facts = factsBySource(reconstruction);
  const root: Branch = { name: '', path: '', source: null, children: new Map() };
  for (const source of reconstruction.sources) branchOf(root, source.name).source = source;
  // Files that could not be opened are no sources, but were found.
  for (const [name, { problems }] of facts)
    if (problems.some(({ severity }) => severity === 'error') && name !== '') branchOf(root, name);
  return joinFolders([...root.children.values()]).map((branch) => nodeOf(branch, facts));
}

/** Every file of the tree, without the folders: rows of a table. */
export function filesOf(nodes: readonly SourceNode[]): readonly SourceNode[] {
  const files: SourceNode[] = [];
  const open = [...nodes].reverse();
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.kind !== 'folder') files.push(node);
    for (const child of node.children.toReversed()) open.push(child);
  }
  return files;
}

function factsBySource({ posts, problems, sources }: Reconstruction): ReadonlyMap<string, Facts> {
  const facts = new Map<string, Facts>();
  const of = (name: string): Facts => {
    const known = facts.get(name);
    if (known !== undefined) return known;
    const made = {
      read: 0,
      first: Number.NaN,
      last: Number.NaN,
      labels: new Map<string, number>(),
      problems: [],
      places: [],
    };
    facts.set(name, made);
    return made;
  };
  for (const { name } of sources) of(name);
  for (const post of posts) tallyCopies(post, of);
  const names = [...facts.keys()].sort((a, b) => b.length - a.length);
  for (const problem of problems) {
    const named = problem.origin?.source ?? names.find((name) => problem.message.startsWith(`${name}: `));
    of(named ?? problem.message.slice(0, Math.max(0, problem.message.indexOf(': ')))).problems.push(problem);
  }
  return facts;
}

function tallyCopies(post: Post, of: (name: string) => Facts): void {
  if (post.kind !== 'produced') return;
  const time = sentTimeOf(post);
  for (const { origin, production } of post.copies) {
    const fact = of(origin.source);
    fact.read++;
    fact.places.push([origin.offset, origin.offset + origin.length]);
    if (!(fact.first <= time)) fact.first = Number.isNaN(time) ? fact.first : time;
    if (!(fact.last >= time)) fact.last = Number.isNaN(time) ? fact.last : time;
    const label = production?.custodian;
    if (label) fact.labels.set(label, (fact.labels.get(label) ?? 0) + 1);
  }
}

/** The branch of a path; folders and archives on the way are made. */
function branchOf(root: Branch, name: string): Branch {
  let branch = root;
  let path = '';
  for (const [depth, part] of name.split(INSIDE).entries()) {
    const steps = part.split('/');
    for (const [index, step] of steps.entries()) {
      path += index > 0 ? `/${step}` : depth > 0 ? `${INSIDE}${step}` : step;
      if (step === '' && index === 0) continue;
      const own = index === 1 && steps[0] === '' && depth === 0 ? `/${step}` : step;
      let child = branch.children.get(own);
      if (child === undefined) {
        child = { name: own, path, source: null, children: new Map() };
        branch.children.set(own, child);
      }
      branch = child;
    }
  }
  return branch;
}

/** A folder that holds nothing but one folder is one line with it: `samples/case`. */
function joinFolders(branches: readonly Branch[]): readonly Branch[] {
  return branches.map((branch) => {
    let joined = branch;
    for (;;) {
      const [only] = joined.children.values();
      if (joined.source !== null || joined.children.size !== 1 || only === undefined) break;
      if (only.source !== null && only.children.size === 0) break;
      joined = { ...only, name: `${joined.name}/${only.name}` };
      if (only.source !== null) break;
    }
    return joined;
  });
}

/** Nodes are made from the leaves up, without recursion: a path may be as deep as an archive says. */
function nodeOf(top: Branch, facts: ReadonlyMap<string, Facts>): SourceNode {
  const order: Branch[] = [];
  const open = [top];
  for (let branch = open.pop(); branch !== undefined; branch = open.pop()) {
    order.push(branch);
    for (const child of branch.children.values()) open.push(child);
  }
  const made = new Map<Branch, SourceNode>();
  for (const branch of order.reverse()) {
    const children = [...branch.children.values()].map((child) => made.get(child)!);
    children.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
    made.set(branch, makeNode(branch, children, facts.get(branch.path)));
  }
  return made.get(top)!;
}

function makeNode(
  { name, path, source }: Branch,
  children: readonly SourceNode[],
  fact: Facts | undefined,
): SourceNode {
  const own = fact?.problems ?? [];
  const kind =
    source === null && children.length > 0 ? 'folder' : children.length > 0 || isArchive(source) ? 'archive' : 'file';
  const day = (time: number | undefined) =>
    time === undefined || Number.isNaN(time) ? null : new Date(time).toISOString().slice(0, 10);
  const days = [day(fact?.first), day(fact?.last), ...children.flatMap(({ first, last }) => [first, last])]
    .filter((one) => one !== null)
    .sort();
  const sum = (amount: (node: SourceNode) => number) => children.reduce((total, node) => total + amount(node), 0);
  const told = [source?.items?.expected ?? null, ...children.map(({ expected }) => expected)].filter(
    (one) => one !== null,
  );
  const custodian = source?.custodian ?? null;
  const read = (fact?.read ?? 0) + sum((node) => node.read);
  return {
    name,
    path,
    kind,
    format: source?.format ?? null,
    compression: source?.compression ?? null,
    size: source?.size ?? sum(({ size }) => size),
    files: sum(({ files }) => files) + (source === null ? 0 : 1),
    expected: told.length === 0 ? null : told.reduce((total, one) => total + one, 0),
    read,
    failed: (source?.items?.failed ?? lostOf(own, fact, read)) + sum(({ failed }) => failed),
    first: days[0] ?? null,
    last: days.at(-1) ?? null,
    sha256: source?.sha256 ?? null,
    custodian,
    custodianGuess: custodian !== null || kind === 'folder' ? null : guessCustodian(path, fact?.labels ?? new Map()),
    problems: groupProblems(own, 0).map(({ code, severity, count }) => ({ code, severity, count })),
    children,
  };
}

const ARCHIVES: ReadonlySet<string> = new Set(CONTAINER_FORMATS);
const isArchive = (source: Source | null): boolean => ARCHIVES.has(source?.format ?? '');

/** Problems that tell of a loss: not those about a message that was read, nor a mere warning about a source of which something was. */
function lostOf(problems: readonly Problem[], fact: Facts | undefined, read: number): number {
  const grave = problems.filter(({ severity }) => severity === 'error' || severity === 'warning');
  if (grave.length === 0) return 0;
  const places = (fact?.places ?? []).toSorted((a, b) => a[0] - b[0]);
  return grave.filter(({ severity, origin }) =>
    origin === null ? severity === 'error' || read === 0 : !isInMessage(places, origin.offset),
  ).length;
}

/** True for a byte in one of the stretches, which are sorted and do not overlap. */
function isInMessage(places: readonly (readonly [start: number, end: number])[], offset: number): boolean {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]![0] <= offset) low = middle + 1;
    else high = middle;
  }
  return low > 0 && offset < places[low - 1]![1];
}
