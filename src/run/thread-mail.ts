import type { GatherOptions } from '../dedupe/gather-posts.js';
import { orderDays } from '../dedupe/order-days.js';
import type { ProducedPost } from '../dedupe/produced-post.js';
import { settleDates } from '../dedupe/settle-dates.js';
import type { Finding } from '../finding/finding.js';
import type { FindingInput } from '../finding/finding-context.js';
import type { LinkInput, LinkOptions } from '../link/choose-parents.js';
import { applyDecisions, explainDecided } from '../link/post/apply-decisions.js';
import type { DecisionFile } from '../link/post/decision-file.js';
import type { Post } from '../link/post/post.js';
import type { Message } from '../message/message.js';
import type { PeopleFile } from '../people/people-file.js';
import type { Envelope, People } from '../people/person.js';
import type { PostSplit } from '../quote/segment.js';
import { splitsByPost } from '../quote/splits-by-post.js';
import type { Recovery } from '../recover/recover-messages.js';
import type { ExplainedReconstruction, Reconstruction } from '../report/answer/reconstruction.js';
import { describeFault } from '../source/describe-fault.js';
import type { Origin, Problem } from '../source/source.js';
import { arrangeThreads } from '../thread/arrange-threads.js';
import type { CrossReference } from '../thread/cross-reference.js';
import { joinVersions } from '../thread/join-versions.js';
import type { Thread } from '../thread/thread.js';
import { type Readings, type ReadMail, readPrinted, withRefused } from './readings.js';
import { chooseSound, gatherSound, recoverSound, splitSound, type TellFault } from './sound-messages.js';

/** How to link. */
export interface ThreadOptions extends Partial<GatherOptions>, Partial<LinkOptions> {
  /** Who is who by hand: joins and separates names and addresses. */
  readonly people?: PeopleFile;
  /** A reviewer's joins, splits and dates; applied last. */
  readonly decisions?: DecisionFile;
  /** False leaves `findings` empty and does not load the stage: quicker for who reads threads only. True unless given. */
  readonly findings?: boolean;
  /** Whether to fill `people`; as `findings` unless given, which need them. */
  readonly whoIsWho?: boolean;
}

/**
 * Threads messages that a program has already: its own objects under the usual field names, mailparser's `ParsedMail`, or
 * `Message`s of `readMessages`, from any iterable, asynchronous or not.
 *
 *     const { threads } = await threadMessages([{ messageId: '1@x', from: 'ada@moor.example', text: '...' }]);
 */
export async function threadMessages(
  messages: AsyncIterable<unknown> | Iterable<unknown>,
  options: ThreadOptions = {},
): Promise<Reconstruction> {
  const { messageFromObject } = await import('../message/record/record-message.js');
  const read: Message[] = [];
  for await (const given of messages)
    read.push(await readPrinted(isMessage(given) ? given : messageFromObject(given, read.length)));
  return (await threadMail({ messages: read, sources: [], problems: [], gaps: [] }, options)).reconstruction;
}

function isMessage(value: unknown): value is Message {
  const { origin, subject } = (value ?? {}) as Partial<Message>;
  return typeof origin?.source === 'string' && typeof subject?.base === 'string';
}

/** The steps that cost most, and that may be worked out elsewhere. */
export interface ThreadSteps {
  /** The split bodies of the posts whose bodies were read. */
  split(posts: readonly ProducedPost[], tell: TellFault): Promise<readonly PostSplit[]>;
  /** The messages that only quotations tell of; none where bodies were not read. */
  recover(posts: readonly ProducedPost[], splits: FindingInput['splits'], tell: TellFault): Promise<Recovery>;
  /** Chooses parents, and says how. */
  choose(input: LinkInput, linking: LinkOptions, tell: TellFault): Promise<ReturnType<typeof chooseSound>>;
  /** Is told what is known by then, before findings are looked for. */
  arranged?(known: Arranged): void;
}

/** What is known before findings are looked for, and does not change any more. */
export type Arranged = Pick<ExplainedReconstruction, 'explain'> &
  Pick<Reconstruction, 'posts' | 'links' | 'threads' | 'splits' | 'people'>;

/** The steps, worked out here. */
export const HERE: ThreadSteps = {
  split: splitPosts,
  recover: recoverFrom,
  choose: async (...given) => chooseSound(...given),
};

/** From messages to findings, a line a stage: dates, dedupe, quote, recover, link, thread, people, finding. */
export async function threadMail(
  mail: ReadMail,
  options: ThreadOptions,
  steps: ThreadSteps = HERE,
): Promise<ExplainedReconstruction> {
  const { dedupe = 'global', evidence = 'all', minConfidence = 0, decisions } = options;
  const rows = options.rows === true && mail.messages.every(({ body }) => body === null);
  const faults: Problem[] = [];
  const tell = (problem: Problem) => void faults.push(problem);
  const { posts: produced, sources, problems: found, gaps } = gatherMail(mail, { dedupe, rows });
  const splits = await steps.split(produced, tell);
  const bodies = splitsByPost(splits);
  const { recovered, bindings } = await steps.recover(produced, bodies, tell);
  const chosen = await steps.choose(
    { posts: produced, splits: bodies, recovered, bindings, rows },
    { evidence, minConfidence },
    tell,
  );
  const decided = applyDecisions(chosen.posts, chosen.links, decisions?.decisions ?? []);
  const explain = explainDecided(chosen.explain, decided.applied);
  const threads = joinVersions(arrangeThreads(decided.posts, decided.links), produced);
  const crossReferences = await crossReferenced(threads, bodies, tell);
  const people = await whoIsWho(decided.posts, options);
  const { posts, links } = decided;
  steps.arranged?.({ posts, links, threads, splits, people, explain });
  const findings = await noticed({ sources, threads, splits: bodies, bindings, people, explain }, options, tell);
  return {
    explain,
    reconstruction: {
      sources,
      problems: [...found, ...decided.problems, ...faults].sort(compareProblems),
      gaps,
      posts,
      links,
      threads,
      splits,
      recovered,
      bindings,
      crossReferences,
      linking: chosen.linking,
      decisions: decided.applied,
      people,
      findings,
    },
  };
}

/** Messages gathered into posts, and what reading left beside them, in order: all that is known before anything is linked. */
export interface GatheredMail extends Readings {
  readonly posts: readonly ProducedPost[];
}

/** The first of the steps: settles dates and gathers copies; each message's own problems stand among those of the reading. */
export function gatherMail(mail: ReadMail, options: GatherOptions): GatheredMail {
  const lost: Problem[] = [];
  const messages = settleDates(orderDays(mail.messages));
  const posts = gatherSound(messages, options, (problem) => void lost.push(problem));
  const { sources, problems, gaps } = withRefused(mail, lost);
  return {
    posts,
    sources: [...sources].sort((a, b) => compareText(a.name, b.name)),
    problems: [...problems, ...problemsOf(messages)].sort(compareProblems),
    gaps: [...gaps].sort(compareOrigins),
  };
}

/** The split bodies of the posts whose bodies were read. A stage that a run does not need is not even loaded, here and below. */
async function splitPosts(posts: readonly ProducedPost[], tell: TellFault): Promise<readonly PostSplit[]> {
  if (posts.every((post) => post.message.body === null)) return [];
  const { splitMessage } = await import('../quote/split-message.js');
  return splitSound(posts, splitMessage, tell);
}

/** The messages that only quotations tell of; none where bodies were not read. */
async function recoverFrom(
  posts: readonly ProducedPost[],
  splits: FindingInput['splits'],
  tell: TellFault,
): Promise<Recovery> {
  if (!splits.size) return { recovered: [], bindings: [], unbound: [] };
  const { recoverMessages } = await import('../recover/recover-messages.js');
  const quoting = posts.flatMap(({ key, message, duplicateOf }) => {
    const split = duplicateOf === null ? splits.get(key) : undefined;
    return split ? [{ key, message, split }] : [];
  });
  return recoverSound(quoting, recoverMessages, tell);
}

/** Which messages quote others that they do not answer; a fault costs no more than that. */
async function crossReferenced(
  threads: readonly Thread[],
  splits: FindingInput['splits'],
  tell: TellFault,
): Promise<readonly CrossReference[]> {
  if (!splits.size) return [];
  const { findCrossReferences } = await import('../thread/cross-reference.js');
  try {
    return findCrossReferences(threads, splits);
  } catch (error) {
    tell(describeFault('quotations of other messages could not be looked up', null, error));
    return [];
  }
}

async function whoIsWho(posts: readonly Post[], options: ThreadOptions): Promise<People> {
  const { findings = true, whoIsWho = findings } = options;
  if (!whoIsWho) return { persons: [], mailboxes: [] };
  const { resolvePeople } = await import('../people/resolve-people.js');
  return resolvePeople(posts.flatMap(envelopesOf), options.people);
}

async function noticed(input: FindingInput, options: ThreadOptions, tell: TellFault): Promise<readonly Finding[]> {
  if (options.findings === false) return [];
  const { noticeFindings } = await import('../finding/notice-findings.js');
  return noticeFindings(input, tell);
}

/** The headers of a post that name people: those of every copy, or of every witness. */
function envelopesOf(post: Post): readonly Envelope[] {
  switch (post.kind) {
    case 'produced':
      return post.resendings
        ? [...post.copies, ...post.resendings.map(({ from, to }) => ({ from, to, cc: [], bcc: [] }))]
        : post.copies;
    case 'recovered':
      return post.recovered.witnesses.map((witness) => witness.header);
    case 'missing':
      return [{ from: post.from, to: post.to, cc: [], bcc: [] }];
  }
}

function problemsOf(messages: readonly Message[]): readonly Problem[] {
  const problems: Problem[] = [];
  for (const message of messages) for (const problem of message.problems) problems.push(problem);
  return problems;
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
