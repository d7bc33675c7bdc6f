import { chooseParents, type LinkOptions } from './link/choose-parents.js';
import { type GatherOptions, gatherPosts } from './link/gather-posts.js';
import type { ProducedPost } from './link/post.js';
import type { Message } from './message/message.js';
import { readMessages } from './message/read-message.js';
import type { SplitBody } from './quote/segment.js';
import { splitMessage } from './quote/split-message.js';
import type { Reconstruction } from './report/reconstruction.js';
import { type ReadSourcesOptions, readSources, type SourceInput } from './source/read-sources.js';
import type { Origin, Problem, Source } from './source/source.js';
import { arrangeThreads } from './thread/arrange-threads.js';

/** How to link. */
export interface ThreadOptions extends Partial<GatherOptions>, Partial<LinkOptions> {}

/** How to read and how to link. */
export interface ReconstructOptions extends ThreadOptions, ReadSourcesOptions {
  /** False threads by headers alone and decodes no body; true unless given. */
  readonly bodies?: boolean;
}

/**
 * The whole line: reads exports and gives back their threads, with the evidence for every link, what is missing and what
 * was wrong with the input.
 *
 *     const { threads } = await reconstruct([{ path: 'stone.mbox', custodian: 'Stone' }]);
 *
 * Never throws for what the inputs are; the same messages in any order give the same result.
 */
export async function reconstruct(
  inputs: readonly SourceInput[],
  options: ReconstructOptions = {},
): Promise<Reconstruction> {
  const { bodies = true, map = {} } = options;
  const refused: Problem[] = [];
  const reading = readSources(inputs, options);
  const messages: Message[] = [];
  for await (const batch of readMessages(reading, { bodies, map, onProblem: (problem) => refused.push(problem) }))
    for (const message of batch) messages.push(message);
  const { sources, problems, gaps } = reading;
  return threadRead(
    messages,
    { sources, problems: [...problems, ...refused], gaps: [...gaps, ...originsOf(refused)] },
    options,
  );
}

/** What reading left beside the messages. */
interface Readings {
  readonly sources: readonly Source[];
  readonly problems: readonly Problem[];
  readonly gaps: readonly Origin[];
}

/** From messages to threads: copies become posts, bodies are split, parents are chosen, threads arranged. */
function threadRead(messages: readonly Message[], read: Readings, options: ThreadOptions): Reconstruction {
  const { dedupe = 'global', evidence = 'all', minConfidence = 0 } = options;
  const produced = gatherPosts(messages, { dedupe });
  const splits = splitPosts(produced);
  const { posts, links } = chooseParents(
    { posts: produced, splits, recovered: [], bindings: [] },
    { evidence, minConfidence },
  );
  const threads = arrangeThreads(posts, links);
  return {
    sources: [...read.sources].sort((a, b) => compareText(a.name, b.name)),
    gaps: [...read.gaps].sort(compareOrigins),
    get problems() {
      return [...read.problems, ...messages.flatMap((message) => message.problems)].sort(compareProblems);
    },
    posts,
    links,
    threads,
    splits,
    findings: [],
  };
}

/** The split bodies of the posts whose bodies were read. */
function splitPosts(posts: readonly ProducedPost[]): ReadonlyMap<string, SplitBody> {
  const splits = new Map<string, SplitBody>();
  for (const post of posts) if (post.message.body !== null) splits.set(post.key, splitMessage(post.message));
  return splits;
}

function originsOf(problems: readonly Problem[]): readonly Origin[] {
  return problems.flatMap(({ origin }) => origin ?? []);
}

function compareProblems(a: Problem, b: Problem): number {
  if (a.origin && b.origin) return compareOrigins(a.origin, b.origin) || compareText(a.code, b.code);
  return Number(a.origin !== null) - Number(b.origin !== null) || compareText(a.message, b.message);
}

function compareOrigins(a: Origin, b: Origin): number {
  return compareText(a.source, b.source) || a.offset - b.offset;
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
