import { batesByPlace } from '../../report/answer/bates.js';
import { writeFinding } from '../../report/format/finding-list.js';
import { explainedOrigins, explainedPosts, writeExplanation } from '../../report/post/explanation.js';
import { indexCrossReferences } from '../../thread/cross-reference-index.js';
import { type LinkedPost, linkedPosts, type Thread } from '../../thread/thread.js';
import { openNear } from '../asked-case.js';
import { readExcerpts } from '../excerpts.js';
import { findByKey, findingByKey } from '../find-post.js';
import { addCaseOptions, addOutputOption, type CaseArguments } from '../option/case-options.js';
import { writeAll } from '../output.js';
import type { Command } from './command.js';

interface ExplainArguments extends CaseArguments {
  readonly key: string;
  readonly output?: string;
}

/** `rethread explain`: why a message stands where it stands. */
export const explainCommand: Command<ExplainArguments> = {
  options: (yargs) =>
    addCaseOptions(
      addOutputOption(yargs).positional('key', {
        type: 'string',
        describe:
          'Key of a message as the views show it, of a finding (f…: its first message), or a Message-ID; the beginning is enough',
      }),
    ).example(
      'rethread explain k2x7q4ab mail.mbox',
      'its parent, the evidence with the bytes, the candidates that were rejected',
    ),
  run: async (args) => {
    const { output, reconstruction, explain, lookUp, code } = await openNear(args, args.key);
    const found = findingByKey(reconstruction, args.key);
    const linked = found?.posts[0] ?? linkedAt(reconstruction.threads, args.key);
    const why = explain(linked.post.key);
    const references = indexCrossReferences(reconstruction.crossReferences);
    const shown = explainedOrigins(linked.post.key, why, references);
    const excerpts = await readExcerpts(shown, reconstruction.sources);
    const posts = lookUp(explainedPosts(linked, why, references));
    await writeAll(output, [
      ...(found ? writeFinding(found.finding, output.style, batesByPlace(reconstruction.posts)) : []),
      ...writeExplanation(linked, why, { posts, references, excerptOf: excerpts }, output.style),
    ]);
    return code;
  },
};

function linkedAt(threads: readonly Thread[], key: string): LinkedPost {
  const found = findByKey(threads, key);
  return found.kind === 'thread' ? [...linkedPosts(found.thread)][0]! : found.post;
}
