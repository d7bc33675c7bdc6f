import { join } from 'node:path';
import { mboxEntry, mboxKey } from '../report/format/mbox-export.js';
import { readSources } from '../source/read-sources.js';
import type { Thread } from '../thread/thread.js';
import { evidenceFiles } from './evidence-files.js';
import { CommandError, exitCode } from './exit-code.js';
import { makeFolder } from './make-folder.js';
import { type CaseArguments, type CaseInput, fieldMap } from './option/case-options.js';
import { openOutput, writeAll } from './output.js';

/** A thread whose messages are being collected. */
interface Collected {
  readonly name: string;
  /** Entries in reading order; undefined where the message was not met yet. */
  readonly entries: (readonly Uint8Array[] | undefined)[];
  missing: number;
}

/**
 * Writes an mboxrd file a thread into a folder, named by the thread's key, its messages in reading order, bytes as produced.
 * Reads the sources a second time; a thread is kept in memory until its last message was met.
 */
export async function exportThreads(
  args: CaseArguments,
  inputs: readonly CaseInput[],
  threads: readonly Thread[],
  folder: string | undefined,
): Promise<void> {
  if (folder === undefined)
    throw new CommandError(exitCode.usage, '--format mbox-threads: gives a file a thread; name a folder with -o');
  if (inputs.some((input) => input.path === '-'))
    throw new CommandError(
      exitCode.usage,
      '--format mbox-threads: reads its inputs twice, which standard input cannot. Save it to a file',
    );
  const places = placesOf(threads);
  const isEvidence = evidenceFiles(inputs.map(({ path }) => path));
  makeFolder(folder);
  for await (const batch of readSources(inputs, { map: fieldMap(args), hash: false }))
    for (const raw of batch) {
      const place = places.get(mboxKey(raw.origin));
      if (!place || place.thread.entries[place.at]) continue;
      place.thread.entries[place.at] = [...mboxEntry(raw, place.message)].map((piece) => piece.slice());
      place.thread.missing--;
      if (place.thread.missing > 0) continue;
      const output = openOutput(join(folder, `${place.thread.name}.mbox`), isEvidence);
      await writeAll(
        output,
        place.thread.entries.flatMap((entry) => entry ?? []),
      );
      place.thread.entries.length = 0;
    }
}

function placesOf(threads: readonly Thread[]) {
  const places = new Map<string, { thread: Collected; at: number; message: Parameters<typeof mboxEntry>[1] }>();
  for (const { key, posts } of threads) {
    const messages = posts.flatMap(({ post }) => (post.kind === 'produced' ? [post.message] : []));
    const thread: Collected = {
      name: key.replace(/[^\w.-]/g, '_'),
      entries: new Array(messages.length),
      missing: messages.length,
    };
    for (const [at, message] of messages.entries()) places.set(mboxKey(message.origin), { thread, at, message });
  }
  return places;
}
