import { chooseParents, type LinkOptions } from './link/choose-parents.js';
import { type GatherOptions, gatherPosts } from './link/gather-posts.js';
import type { Message } from './message/message.js';
import { readMessages } from './message/read-message.js';
import type { SplitBody } from './quote/segment.js';
import type { Reconstruction } from './report/reconstruction.js';
import { type ReadSourcesOptions, readSources, type SourceInput } from './source/read-sources.js';
import type { Origin, Problem, Source } from './source/source.js';
import { arrangeThreads } from './thread/arrange-threads.js';

/** How to read and how to link. */
export interface ReconstructOptions extends Partial<GatherOptions>, Partial<LinkOptions>, ReadSourcesOptions {
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
  return threadRead(messages, reading.sources, [...reading.problems, ...refused], reading.gaps, options);
}

function threadRead(
  messages: readonly Message[],
  sources: readonly Source[],
  problems: readonly Problem[],
  gaps: readonly Origin[],
  options: ReconstructOptions,
): Reconstruction {
  const { dedupe = 'global', evidence = 'all', minConfidence = 0 } = options;
  const posts = gatherPosts(messages, { dedupe });
  const splits = new Map<string, SplitBody>();
  const linked = chooseParents({ posts, splits, recovered: [], bindings: [] }, { evidence, minConfidence });
  return {
    sources: [...sources].sort((a, b) => (a.name < b.name ? -1 : 1)),
    gaps: [...gaps].sort(compareOrigins),
    posts: linked.posts,
    links: linked.links,
    threads: arrangeThreads(linked.posts, linked.links),
    splits,
    findings: [],
    problems,
  };
}

function compareOrigins(a: Origin, b: Origin): number {
  return a.source === b.source ? a.offset - b.offset : a.source < b.source ? -1 : 1;
}
