import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { threadCase } from '../case/build-case.js';
import type { BuiltCase, CaseOptions } from '../case/write-case.js';
import type { Message } from '../message/message.js';
import type { PostSplit, SplitBody } from '../quote/segment.js';
import type { Readings } from '../run/readings.js';
import { HERE } from '../run/thread-mail.js';
import { checkInputs } from '../source/read-sources.js';
import type { Origin, Problem, Source } from '../source/source.js';
import { chooseOnEngine } from './distributed-choice.js';
import { type DistributedWork, numbered, type ReadLines } from './distributed-work.js';
import type { Engine } from './engine.js';
import type { EngineRow } from './engine-tables.js';
import { readLines, writeTable } from './line-files.js';
import type { ReadingPlan } from './plan-reading.js';
import { type LinePlace, messageOfLine } from './posted-message.js';

/**
 * Builds a case as `buildCase` does, byte for byte: reading, splitting, searching for candidates and weighing them is done by processes of an
 * engine; what is decided once for all posts is decided here.
 */
export async function buildOnEngine(
  engine: Engine,
  plan: ReadingPlan,
  options: CaseOptions,
  work: DistributedWork,
): Promise<BuiltCase> {
  const { folder, version } = work;
  const tasks = plan.tasks.map((task, number) => ({
    name: `${numbered(number)}.jsonl`,
    rows: [{ record: JSON.stringify(task) }],
  }));
  const from = writeTable(join(folder, 'task'), tasks);
  const files = await engine.pipe({ stage: 'read', version, from, to: join(folder, 'read') });
  const { readings, messages, lines } = await readBack(files);
  const problems = [...plan.problems, ...readings.problems];
  await checkInputs(plan.inputs, plan.files, { sources: readings.sources, problems }, { hash: true });
  return threadCase({ ...readings, problems, messages }, options, {
    ...HERE,
    async split(posts, tell) {
      const known: PostSplit[] = [];
      const left = posts.filter(({ key, message }) => {
        const split = lines.splitOf(message);
        if (split !== null) known.push({ post: key, split });
        return split === null;
      });
      const anew = left.length ? await HERE.split(left, tell) : [];
      const byPost = new Map([...known, ...anew].map((split) => [split.post, split]));
      return posts.flatMap(({ key }) => byPost.get(key) ?? []);
    },
    choose: (input, linking) => chooseOnEngine(engine, input, linking, { ...work, lines }),
  });
}

interface ReadBack {
  readonly readings: Readings & { readonly sources: Source[]; readonly problems: Problem[] };
  readonly messages: readonly Message[];
  readonly lines: ReadLines;
}

/** Reads the messages back that processes read. */
async function readBack(files: readonly string[]): Promise<ReadBack> {
  const sources: Source[] = [];
  const problems: Problem[] = [];
  const gaps: Origin[] = [];
  const messages: Message[] = [];
  const read = new Map<Message, { readonly line: LinePlace; readonly split: SplitBody | null }>();
  const lists = { source: sources, problem: problems, gap: gaps } as Record<string, unknown[]>;
  for (const file of files)
    for await (const { text, byte, length } of readLines(createReadStream(file))) {
      const row = JSON.parse(text) as EngineRow<'read'>;
      if (row.kind !== 'message') {
        lists[row.kind as string]!.push(JSON.parse(row.record as string));
        continue;
      }
      const { message, split } = messageOfLine(row);
      messages.push(message);
      read.set(message, { line: { file, byte, length }, split });
    }
  const byPlace = new Map<string, Message>();
  const nameOf = ({ source, offset, length, row }: Origin) => JSON.stringify([source, offset, length, row]);
  for (const message of messages) byPlace.set(nameOf(message.origin), message);
  // A message whose date was settled is another object, of the same place.
  const asRead = (message: Message) => (read.has(message) ? message : byPlace.get(nameOf(message.origin))!);
  return {
    readings: { sources, problems, gaps },
    messages,
    lines: {
      asRead,
      placeOf: (message) => read.get(asRead(message))!.line,
      splitOf: (message) => read.get(message)?.split ?? null,
    },
  };
}
