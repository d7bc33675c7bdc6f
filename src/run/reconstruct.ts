import type { GatherOptions } from '../dedupe/gather-posts.js';
import type { ProducedPost } from '../dedupe/produced-post.js';
import type { Finding } from '../finding/finding.js';
import type { LinkOptions } from '../link/choose-parents.js';
import { compareEvidence, type EvidenceStep } from '../link/explain/compare-evidence.js';
import { applyDecisions } from '../link/post/apply-decisions.js';
import type { DecisionFile } from '../link/post/decision-file.js';
import type { Post } from '../link/post/post.js';
import { copyMessage } from '../message/copy-message.js';
import type { Message } from '../message/message.js';
import { readMessages } from '../message/read-message.js';
import type { PeopleFile } from '../people/people-file.js';
import type { Envelope, People } from '../people/person.js';
import type { SplitBody } from '../quote/segment.js';
import type { Recovery } from '../recover/recover-messages.js';
import type { Reconstruction } from '../report/answer/reconstruction.js';
import { describeFault } from '../source/describe-fault.js';
import type { SourceInput } from '../source/find-files.js';
import { type ReadSourcesOptions, readSources } from '../source/read-sources.js';
import type { Origin, Problem, Source } from '../source/source.js';
import { arrangeThreads } from '../thread/arrange-threads.js';
import { chooseSound, gatherSound, recoverSound, splitSound, type TellFault } from './sound-messages.js';

/** How to link. */
export interface ThreadOptions extends Partial<GatherOptions>, Partial<LinkOptions> {
  /** Who is who by hand: joins and separates names and addresses. */
  readonly people?: PeopleFile;
  /** A reviewer's joins, splits and dates; applied last. */
  readonly decisions?: DecisionFile;
  /** False leaves `people` and `findings` empty and loads neither stage: quicker for who reads threads only. */
  readonly findings?: boolean;
}

/** How to read and how to link. */
export interface ReconstructOptions extends ThreadOptions, ReadSourcesOptions {
  /** False threads by headers alone and decodes no body; true unless given. */
  readonly bodies?: boolean;
  /** False, with headers alone, for who asks for no recipients: saves a quarter of the memory; true unless given. */
  readonly recipients?: boolean;
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
  const notices: Problem[] = [];
  const beside = bodies
    ? null
    : (await import('../message/header/read-beside.js')).readBeside({ recipients: options.recipients ?? true });
  const shareFile = beside === null ? {} : { shareFile: beside.shareFile };
  const reading = readSources(inputs, { ...options, ...shareFile, reuseBuffers: !bodies });
  const messages: Message[] = [];
  const told = {
    onProblem: (problem: Problem) => refused.push(problem),
    onNotice: (problem: Problem) => notices.push(problem),
  };
  for await (const batch of readMessages(reading, { bodies, map, ...told }))
    for (const message of batch) {
      try {
        messages.push(message.from === null && message.body !== null ? await readPrinted(message) : message);
      } catch (error) {
        refused.push(describeFault('a message could not be read', message.origin, error));
      }
    }
  if (beside !== null) for (const message of beside.messages()) messages.push(message);
  const texts = new Set(reading.sources.filter(({ format }) => format === 'text').map(({ name }) => name));
  if (texts.size === 0) return threadRead(messages, withRefused(reading, refused, notices), options);
  const { tellsNoMail } = await import('../quote/printed/printed-message.js');
  const isNoMail = (message: Message) => texts.has(message.origin.source) && tellsNoMail(message);
  const named = new Set(inputs.map(({ path }) => path.replaceAll('\\', '/')));
  for (const { origin } of messages.filter(isNoMail)) refused.push(noMailProblem(origin, named.has(origin.source)));
  const mails = messages.filter((message) => !isNoMail(message));
  const kept = bodies
    ? mails
    : mails.map((message) => (message.body === null ? message : copyMessage(message, { body: null })));
  return threadRead(kept, withRefused(reading, refused, notices), options);
}

/** A text without a header has its sender and date in its body: it is read for them even where bodies are not. */
async function readPrinted(message: Message): Promise<Message> {
  const { readPrintedMessage } = await import('../quote/printed/printed-message.js');
  return readPrintedMessage(message);
}

/** An error where the user named the file, as any other file that is no mail. */
const noMailProblem = (origin: Origin, named: boolean): Problem => ({
  code: 'not-mail',
  severity: named ? 'error' : 'warning',
  message: `${origin.source}: text without a header, a date or a quoted message, left out`,
  origin,
});

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
  for await (const given of messages) {
    const message = isMessage(given) ? given : messageFromObject(given, read.length);
    read.push(message.from === null && message.body !== null ? await readPrinted(message) : message);
  }
  return threadRead(read, { sources: [], problems: [], gaps: [] }, options);
}

function isMessage(value: unknown): value is Message {
  const { origin, subject } = (value ?? {}) as Partial<Message>;
  return typeof origin?.source === 'string' && typeof subject?.base === 'string';
}

/** Records that are no message become gaps with a problem: their bytes are accounted for as such. */
function withRefused(reading: Readings, refused: readonly Problem[], notices: readonly Problem[]): Readings {
  const origins = refused.flatMap(({ origin }) => origin ?? []);
  const lost = (source: Source) => origins.filter((origin) => origin.source === source.name).length;
  return {
    sources: refused.length
      ? reading.sources.map((source) => ({ ...source, messages: source.messages - lost(source) }))
      : reading.sources,
    problems: [...reading.problems, ...refused, ...notices],
    gaps: [...reading.gaps, ...origins],
  };
}

/** What reading left beside the messages. */
interface Readings {
  readonly sources: readonly Source[];
  readonly problems: readonly Problem[];
  readonly gaps: readonly Origin[];
}

/**
 * From messages to threads: copies become posts, bodies are split, parents are chosen, threads arranged.
 * Stages that a run does not need are not even loaded: that halves the start of a quick look at headers.
 */
async function threadRead(
  messages: readonly Message[],
  given: Readings,
  options: ThreadOptions,
): Promise<Reconstruction> {
  const { dedupe = 'global', evidence = 'all', minConfidence = 0 } = options;
  const faults: Problem[] = [];
  const tell = (problem: Problem) => void faults.push(problem);
  const lost: Problem[] = [];
  const produced = gatherSound(messages, { dedupe }, (problem) => void lost.push(problem));
  const read = withRefused(given, lost, []);
  const splits = await splitPosts(produced, tell);
  const { recovered, bindings } = await recoverFrom(produced, splits, tell);
  const input = { posts: produced, splits, recovered, bindings };
  const chosen = chooseSound(input, { evidence, minConfidence }, tell);
  const { posts, links, problems } = applyDecisions(chosen.posts, chosen.links, options.decisions?.decisions ?? []);
  const threads = arrangeThreads(posts, links);
  const sources = [...read.sources].sort((a, b) => compareText(a.name, b.name));
  const stages = options.findings === false ? null : await loadFindingStages();
  let people: People | undefined;
  const whoIsWho = () => {
    people ??= stages?.resolvePeople(posts.flatMap(envelopesOf), options.people) ?? NOBODY;
    return people;
  };
  let evidenceSteps: readonly EvidenceStep[] | undefined;
  let findings: readonly Finding[] | undefined;
  return {
    sources,
    gaps: [...read.gaps].sort(compareOrigins),
    get problems() {
      return [...read.problems, ...problems, ...faults, ...problemsOf(messages)].sort(compareProblems);
    },
    posts,
    links,
    threads,
    splits,
    bindings,
    get evidenceSteps() {
      evidenceSteps ??= compareEvidence(input, minConfidence, evidence);
      return evidenceSteps;
    },
    get people() {
      return whoIsWho();
    },
    get findings() {
      findings ??= stages?.noticeFindings({ sources, threads, splits, bindings, people: whoIsWho() }, tell) ?? [];
      return findings;
    },
  };
}

function problemsOf(messages: readonly Message[]): readonly Problem[] {
  const problems: Problem[] = [];
  for (const message of messages) for (const problem of message.problems) problems.push(problem);
  return problems;
}

/** Where nobody asked who is who: each spelling is a person of its own. */
const NOBODY: People = {
  persons: [],
  identify: ({ name, address }) => (address || name).toLowerCase(),
  find: () => undefined,
};

async function loadFindingStages() {
  const [{ resolvePeople }, { noticeFindings }] = await Promise.all([
    import('../people/resolve-people.js'),
    import('../finding/notice-findings.js'),
  ]);
  return { resolvePeople, noticeFindings };
}

/** The headers of a post that name people: those of every copy, or of every witness. */
function envelopesOf(post: Post): readonly Envelope[] {
  switch (post.kind) {
    case 'produced':
      return post.copies;
    case 'recovered':
      return post.recovered.witnesses.map((witness) => witness.header);
    case 'missing':
      return [{ from: post.from, to: post.to, cc: [], bcc: [] }];
  }
}

/** The split bodies of the posts whose bodies were read. */
async function splitPosts(posts: readonly ProducedPost[], tell: TellFault): Promise<ReadonlyMap<string, SplitBody>> {
  if (posts.every((post) => post.message.body === null)) return new Map();
  const { splitMessage } = await import('../quote/split-message.js');
  return splitSound(posts, splitMessage, tell);
}

/** The messages that only quotations tell of; none where bodies were not read. */
async function recoverFrom(
  posts: readonly ProducedPost[],
  splits: ReadonlyMap<string, SplitBody>,
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
