import { mboxEntry, mboxKey } from '../report/format/mbox-export.js';
import { readSources } from '../source/read-sources.js';
import type { Thread } from '../thread/thread.js';
import { CommandError, exitCode } from './exit-code.js';
import { type CaseArguments, type CaseInput, fieldMap } from './option/case-options.js';
import type { Output } from './output.js';

/**
 * Writes the messages of the threads as one mboxrd file, in the order of the sources: reads the sources a second time and
 * copies the bytes, so that memory stays small and nothing is decoded and encoded again.
 */
export async function exportMbox(
  args: CaseArguments,
  inputs: readonly CaseInput[],
  threads: readonly Thread[],
  output: Output,
): Promise<void> {
  if (inputs.some((input) => input.path === '-'))
    throw new CommandError(
      exitCode.usage,
      '--format mbox: reads its inputs twice, which standard input cannot. Save it to a file',
    );
  const wanted = new Map(
    threads.flatMap(({ posts }) =>
      posts.flatMap(({ post }) =>
        post.kind === 'produced' ? [[mboxKey(post.message.origin), post.message] as const] : [],
      ),
    ),
  );
  for await (const batch of readSources(inputs, { map: fieldMap(args), hash: false }))
    for (const raw of batch) {
      const message = wanted.get(mboxKey(raw.origin));
      if (message) for (const piece of mboxEntry(raw, message)) await output.write(piece);
    }
  await output.end();
}
