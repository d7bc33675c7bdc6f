import { Worker } from 'node:worker_threads';
import { readMessage } from '../../message/read-message.js';
import type { SourceInput } from '../../source/find-files.js';
import { readSources } from '../../source/read-sources.js';
import type { Origin, RawMessage } from '../../source/source.js';
import type { SecondReading } from '../../verify/mailparser-reading.js';
import type { MailparserAnswer } from '../../verify/mailparser-worker.js';
import { compareReadings, type ReadingDifference } from '../../verify/second-reading.js';

/** Differences of one field for one reason. */
export type DifferenceKind = Pick<ReadingDifference, 'field' | 'because' | 'right'> & { readonly count: number };

/** What two readers make of the same messages. */
export interface SecondReaderReport {
  readonly format: 'rethread-second-reading';
  readonly version: 1;
  /** Messages that both read. */
  readonly messages: number;
  /** Messages without bytes of their own (records, items of stores, printed texts), which mailparser cannot read. */
  readonly passedOver: number;
  /** Differences by field and reason, most first; `because` is null where nothing explains them. */
  readonly kinds: readonly DifferenceKind[];
  readonly differences: readonly (ReadingDifference & { readonly message: Origin })[];
  /** Messages over which mailparser hung, ran out of memory or threw. */
  readonly faults: readonly { readonly message: Origin; readonly fault: string }[];
}

/** Milliseconds after which a message is taken from the second reader, and the memory that it may use. */
const PATIENCE = 20_000;
const MEMORY = { maxOldGenerationSizeMb: 512 };
/** Longer messages are not handed to it. */
const LONGEST = 50_000_000;

/** Reads every message of the inputs by mailparser as well, and lists where the two differ. */
export async function readTwice(
  inputs: readonly SourceInput[],
  map: Readonly<Record<string, string>>,
): Promise<SecondReaderReport> {
  const reader = startReader();
  const differences: SecondReaderReport['differences'][number][] = [];
  const faults: SecondReaderReport['faults'][number][] = [];
  let messages = 0;
  let passedOver = 0;
  for await (const batch of readSources(inputs, { map, hash: false }))
    for (const raw of batch) {
      const bytes = plainBytes(raw);
      if (bytes === null) {
        passedOver++;
        continue;
      }
      const answer = await reader.read(bytes);
      if (typeof answer === 'string') {
        faults.push({ message: raw.origin, fault: answer });
        continue;
      }
      messages++;
      const message = await readMessage(raw, { bodies: true });
      for (const difference of compareReadings(message, answer, Date.now()))
        differences.push({ ...difference, message: raw.origin });
    }
  await reader.end();
  return {
    format: 'rethread-second-reading',
    version: 1,
    messages,
    passedOver,
    kinds: countKinds(differences),
    differences,
    faults,
  };
}

function countKinds(differences: readonly ReadingDifference[]): SecondReaderReport['kinds'] {
  const counts = new Map<string, { -readonly [Name in keyof DifferenceKind]: DifferenceKind[Name] }>();
  for (const { field, because, right } of differences) {
    const key = `${field} ${because}`;
    const known = counts.get(key);
    if (known) known.count++;
    else counts.set(key, { field, because, right, count: 1 });
  }
  return [...counts.values()].sort((a, b) => b.count - a.count || (a.field < b.field ? -1 : 1));
}

/** The bytes of a message as its sender's program wrote them: mbox quoting undone. null where it has none that stand so. */
function plainBytes({ bytes, isText, page, cell, utf16Length, fromQuoting }: RawMessage): Uint8Array | null {
  if (bytes === null || isText || page || cell || utf16Length !== undefined || bytes.length > LONGEST) return null;
  if (fromQuoting === 'none') return bytes;
  const quoted = fromQuoting === 'mboxrd' ? /^>(>*From )/gm : /^>(From )/gm;
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
  return Buffer.from(text.replace(quoted, '$1'), 'latin1');
}

/** mailparser in a thread; a message that it does not finish costs the thread, not the run. */
function startReader() {
  let worker: Worker | null = null;
  const end = async () => {
    await worker?.terminate();
    worker = null;
  };
  const read = (bytes: Uint8Array): Promise<SecondReading | string> =>
    new Promise((resolve) => {
      worker ??= new Worker(new URL('./mailparser-worker.js', import.meta.url), { resourceLimits: MEMORY });
      const current = worker;
      const settle = (answer: SecondReading | string) => {
        clearTimeout(timer);
        current.off('message', hear);
        current.off('error', fail);
        resolve(answer);
      };
      const hear = (answer: MailparserAnswer) => settle('reading' in answer ? answer.reading : answer.fault);
      const lose = (reason: string) => void end().then(() => settle(reason));
      const fail = (error: Error) => lose(error.message);
      const timer = setTimeout(() => lose(`did not finish in ${PATIENCE / 1000} s`), PATIENCE);
      current.on('message', hear);
      current.on('error', fail);
      // A view of a large buffer would be copied with all of it.
      const copy = Uint8Array.from(bytes);
      current.postMessage(copy, [copy.buffer]);
    });
  return { read, end };
}
