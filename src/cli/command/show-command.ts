import type { Post } from '../../link/post/post.js';
import { batesByPlace } from '../../report/answer/bates.js';
import { writeFinding } from '../../report/format/finding-list.js';
import { type RowContext, rowContextOf } from '../../report/format/link-row.js';
import type { TextStyle } from '../../report/format/text-style.js';
import { type MessageViewOptions, writeMessageView, writeThreadView } from '../../report/post/message-view.js';
import { openNear } from '../asked-case.js';
import { findByKey, findingByKey } from '../find-post.js';
import { addCaseOptions, addOutputOption, type CaseArguments } from '../option/case-options.js';
import { writeAll } from '../output.js';
import type { Command } from './command.js';

interface ShowArguments extends CaseArguments {
  readonly key: string;
  readonly quotes: boolean;
  readonly output?: string;
}

/** `rethread show`: one thread, one message, or one finding with its messages, in full. */
export const showCommand: Command<ShowArguments> = {
  options: (yargs) =>
    addCaseOptions(
      addOutputOption(yargs).positional('key', {
        type: 'string',
        describe:
          'Key of a thread (t-…), message or finding (f…) as the views show it, or a Message-ID; the beginning is enough',
      }),
    )
      .option('quotes', {
        type: 'boolean',
        default: false,
        describe: 'Show quotations in full instead of one line that says whose they are',
      })
      .example('rethread show t-5uzsivdo mail.mbox', 'every message of a thread')
      .example('rethread show 5uzsivdo mail.mbox --quotes', 'one message with what it quotes'),
  run: async (args) => {
    const { output, reconstruction, explain, tidings, code } = await openNear(args, args.key);
    const context = rowContextOf(reconstruction, explain, tidings);
    const found = findingByKey(reconstruction, args.key);
    if (found) {
      await writeAll(output, writeFindingAndPosts(found, context, args, output.style, reconstruction.posts));
      return code;
    }
    const place = findByKey(reconstruction.threads, args.key);
    const view =
      place.kind === 'thread'
        ? writeThreadView(place.thread, context, args, output.style)
        : writeMessageView(place.post, context, args, output.style);
    await writeAll(output, view);
    return code;
  },
};

function* writeFindingAndPosts(
  { finding, posts }: NonNullable<ReturnType<typeof findingByKey>>,
  context: RowContext,
  options: MessageViewOptions,
  style: TextStyle,
  all: readonly Post[],
): Generator<string> {
  yield* writeFinding(finding, style, batesByPlace(all));
  for (const linked of posts) {
    yield* writeMessageView(linked, context, options, style);
    yield '\n';
  }
}
