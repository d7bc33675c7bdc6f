import { rowContextOf } from '../../report/format/link-row.js';
import { writeMessageView, writeThreadView } from '../../report/post/message-view.js';
import { openNear } from '../asked-case.js';
import { findByKey } from '../find-post.js';
import { addCaseOptions, addOutputOption, type CaseArguments } from '../option/case-options.js';
import { writeAll } from '../output.js';
import type { Command } from './command.js';

interface ShowArguments extends CaseArguments {
  readonly key: string;
  readonly quotes: boolean;
  readonly output?: string;
}

/** `rethread show`: one thread or one message in full. */
export const showCommand: Command<ShowArguments> = {
  options: (yargs) =>
    addCaseOptions(
      addOutputOption(yargs).positional('key', {
        type: 'string',
        describe: 'Key of a thread (t-…) or message as the views show it, or a Message-ID; the beginning is enough',
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
    const found = findByKey(reconstruction.threads, args.key);
    const view =
      found.kind === 'thread'
        ? writeThreadView(found.thread, context, args, output.style)
        : writeMessageView(found.post, context, args, output.style);
    await writeAll(output, view);
    return code;
  },
};
