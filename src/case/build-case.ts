import type { ProducedPost } from '../dedupe/produced-post.js';
import { settleDates } from '../dedupe/settle-dates.js';
import type { Message } from '../message/message.js';
import type { PostSplit, SplitBody } from '../quote/segment.js';
import type { ExplainedReconstruction } from '../report/answer/reconstruction.js';
import { readMail } from '../run/read-mail.js';
import type { Readings, ReadMail } from '../run/readings.js';
import { HERE, type ThreadSteps, threadMail } from '../run/thread-mail.js';
import type { Database } from '../source/database/sqlite-file.js';
import type { SourceInput } from '../source/find-files.js';
import type { ReadProgress } from '../source/read-progress.js';
import type { Origin } from '../source/source.js';
import { type CaseChanges, compareCases } from './case-changes.js';
import type { CaseFilling } from './case-filling.js';
import { keepRecovered } from './kept/kept-recovered.js';
import { keepSplit } from './kept/kept-split.js';
import { keepBinding, keepExplanations, messageKeeper, reasonStore } from './kept/kept-texts.js';
import { KnownSplits } from './kept/known-splits.js';
import { ownStrings } from './kept/own-strings.js';
import { TextFile } from './kept/text-file.js';
import { readAbout, readMeta, readStored, visitMessages } from './read-stored.js';
import { type BuiltCase, type CaseAbout, type CaseOptions, type DoubtedMessage, writeCase } from './write-case.js';

/** What is built from: inputs, and what tells how far reading is. */
export interface CaseInputs {
  readonly inputs: readonly SourceInput[];
  readonly onProgress?: (progress: ReadProgress) => void;
  /** Where texts wait between the stages; in memory unless given. */
  readonly texts?: TextFile;
  /** What writes each part of the case as soon as it is known; `writeCase` writes all unless given. */
  readonly filling?: CaseFilling;
}

/** Reads inputs, reconstructs, and gives what a case is filled with. */
export async function buildCase(
  { inputs, onProgress, texts = new TextFile(), filling }: CaseInputs,
  options: CaseOptions,
): Promise<BuiltCase> {
  const steps = keeping(texts, { filling: fillingBy(options, filling) });
  return threadCase(await read(inputs, options, texts, onProgress), options, steps);
}

/** Reviewers may date messages, which is known late: then all is written at the end. */
const fillingBy = ({ decisions }: CaseOptions, filling: CaseFilling | undefined): CaseFilling | undefined =>
  decisions?.decisions.length ? undefined : filling;

const read = (
  inputs: readonly SourceInput[],
  { map }: CaseOptions,
  texts: TextFile,
  onProgress: CaseInputs['onProgress'],
): Promise<ReadMail> => {
  const keep = messageKeeper(texts);
  return readMail(inputs, { map, hash: true, keep, ...(onProgress ? { onProgress } : {}) });
};

/** Posts whose texts are in the heap at once. */
const TOGETHER = 200;

/** The steps, after each of which its texts wait outside of the heap, and nothing holds on to what it was worked out from. */
const keeping = (
  texts: TextFile,
  { known = new KnownSplits(), filling }: { readonly known?: KnownSplits; readonly filling?: CaseFilling | undefined },
): ThreadSteps => ({
  async split(all, tell) {
    const kept: PostSplit[] = [];
    const posts: ProducedPost[] = [];
    const splits = new Map<string, SplitBody>();
    for (const post of all) {
      const split = known.of(post.message);
      if (split === null) posts.push(post);
      else splits.set(post.key, split);
    }
    for (let at = 0; at < posts.length; at += TOGETHER) {
      const some = posts.slice(at, at + TOGETHER);
      const bodies = new Map(some.map(({ key, message }) => [key, message.body]));
      for (const { post, split } of await HERE.split(some, tell))
        splits.set(post, keepSplit(split, bodies.get(post) ?? null, texts));
    }
    // In the order of the posts.
    for (const { key } of all) {
      const split = splits.get(key);
      if (split !== undefined) kept.push({ post: key, split });
    }
    filling?.messages(all, kept);
    return kept;
  },
  async recover(posts, splits, tell) {
    const { bindings, recovered, ...recovery } = await HERE.recover(posts, splits, tell);
    const own = ownStrings();
    return {
      ...recovery,
      recovered: recovered.map((one) => keepRecovered(one, texts, own)),
      bindings: bindings.map((binding) => keepBinding(binding, texts)),
    };
  },
  async choose(input, linking, tell) {
    const waiting = { numbers: texts.numbers(), reasons: reasonStore(texts) };
    const { explain, ...chosen } = await HERE.choose({ ...input, ...waiting }, linking, tell);
    return { ...chosen, explain: keepExplanations(chosen.posts, explain, texts) };
  },
  arranged: (known) => filling?.arranged(known),
});

/** Reconstructs from what was read, and gives what a case is filled with; `steps` may be worked out elsewhere. */
export async function threadCase(
  mail: ReadMail,
  { map, people, decisions, ...options }: CaseOptions,
  steps?: ThreadSteps,
): Promise<BuiltCase> {
  const given = { ...(people ? { people } : {}), ...(decisions ? { decisions } : {}) };
  const { messages, ...readings } = mail;
  const settled = settleDates(messages);
  const doubted = messages.flatMap((message, at) => (settled[at] === message ? [] : asRead(message)));
  return { ...(await threadMail(mail, { ...options, ...given }, steps)), mail: readings, doubted };
}

/** Links what a case was built from anew, by other options; nothing is read again. */
export async function rethreadCase(database: Database, options: CaseOptions): Promise<ExplainedReconstruction> {
  return threadCase(storedMail(database), options);
}

/** What a case was built from, read back: nothing of it needs its sources. `keep` is told how a body was split that stands for all. */
function storedMail(
  database: Database,
  keep: (message: Message, split: SplitBody | null) => Message | null = (message) => message,
): ReadMail {
  const asWas = undoubted(readMeta(database, 'doubted'));
  const messages: Message[] = [];
  visitMessages(database, (message, split) => {
    const kept = keep(message, split);
    if (kept !== null) messages.push(asWas(kept));
  });
  return { ...readMeta<Readings>(database, 'mail'), messages };
}

const asRead = ({ origin, date, doubtedDate, problems }: Message): DoubtedMessage => ({
  origin,
  date,
  problems,
  ...(doubtedDate === undefined ? {} : { doubtedDate }),
});

/** Gives a message the date back that it was read with: what lies outside of the other dates depends on what they are. */
function undoubted(doubted: readonly DoubtedMessage[]): (message: Message) => Message {
  const placeOf = ({ source, offset, length, row }: Origin) => JSON.stringify([source, offset, length, row]);
  const byPlace = new Map(doubted.map((message) => [placeOf(message.origin), message]));
  return (message) => {
    const read = byPlace.get(placeOf(message.origin));
    if (read === undefined) return message;
    const { doubtedDate, ...rest } = message;
    return { ...rest, ...read };
  };
}

/** A case that grew or shrank, and what that changed. */
export interface GrownCase {
  readonly built: BuiltCase;
  readonly changes: CaseChanges;
}

/**
 * Adds inputs to what a case holds, or takes sources out of it. Only what is new is read; the rest is linked anew with it, so that the
 * result is that of building from all inputs at once. How a body was split is taken over where the version `program` of rethread built the case.
 *
 * @throws SourceInCase where a source that is added is in the case already
 */
export async function growCase(
  database: Database,
  {
    inputs,
    onProgress,
    texts = new TextFile(),
    filling,
    without = new Set(),
    program,
  }: CaseInputs & { readonly without?: ReadonlySet<string>; readonly program?: string },
  options: CaseOptions,
): Promise<GrownCase> {
  const keep = messageKeeper(texts);
  const isSame = readAbout(database).program === program;
  const splits = new KnownSplits();
  const stored = leaveOut(
    storedMail(database, (message, split) => {
      if (without.has(message.origin.source)) return null;
      const kept = keep(message);
      if (isSame && split !== null) splits.add(kept, keepSplit(split, kept.body, texts));
      return kept;
    }),
    without,
  );
  const added = inputs.length
    ? await read(inputs, options, texts, onProgress)
    : { messages: [], sources: [], problems: [], gaps: [] };
  const known = new Map(stored.sources.map((source) => [source.name, source]));
  for (const source of added.sources) {
    const same = known.get(source.name);
    if (same) throw new SourceInCase(source.name, same.sha256 === source.sha256);
  }
  const built = await threadCase(
    {
      messages: [...stored.messages, ...added.messages],
      sources: [...stored.sources, ...added.sources],
      problems: [...stored.problems, ...added.problems],
      gaps: [...stored.gaps, ...added.gaps],
    },
    options,
    keeping(texts, { known: splits, filling: fillingBy(options, filling) }),
  );
  const before = readStored(database, {
    bodies: false,
    fields: false,
    people: false,
    findings: true,
  }).reconstruction;
  return { built, changes: compareCases(before, built.reconstruction) };
}

/** Says that a source is in the case already. */
export class SourceInCase extends Error {
  override name = 'SourceInCase';
  readonly source: string;
  /** True where its bytes are the same. */
  readonly unchanged: boolean;

  constructor(source: string, unchanged: boolean) {
    super(`${source} is in the case already`);
    this.source = source;
    this.unchanged = unchanged;
  }
}

/** Leaves out what reading told of sources; their messages were not read back. */
function leaveOut(mail: ReadMail, without: ReadonlySet<string>): ReadMail {
  if (!without.size) return mail;
  const stays = (origin: Origin | null) => origin === null || !without.has(origin.source);
  return {
    messages: mail.messages,
    sources: mail.sources.filter(({ name }) => !without.has(name)),
    problems: mail.problems.filter(({ origin }) => stays(origin)),
    gaps: mail.gaps.filter(stays),
  };
}

/** Writes a case that grew, with what that changed. */
export function writeGrown(
  database: Database,
  { built, changes }: GrownCase,
  about: CaseAbout,
  filling?: CaseFilling,
): void {
  writeCase(database, built, about, filling);
  database.prepare('INSERT INTO meta VALUES (?, ?)').run('changes', JSON.stringify(changes));
}
