import type { CaseChanges } from '../../../case/case-changes.js';
import { writeChanges } from '../../../case/changes-text.js';
import { readMeta } from '../../../case/read-stored.js';
import { toJsonText } from '../../../report/format/json-text.js';
import { exitCode } from '../../exit-code.js';
import { addOutputOption } from '../../option/case-options.js';
import { openOutput, writeAll } from '../../output.js';
import { openStored } from '../../stored-case.js';
import type { Command } from '../command.js';

interface ChangesArguments {
  readonly case: string;
  readonly format: 'text' | 'json';
  readonly output?: string;
}

/** `rethread changes CASE`: what the last addition changed. */
export const changesCommand: Command<ChangesArguments> = {
  options: (yargs) =>
    addOutputOption(yargs)
      .positional('case', { type: 'string', demandOption: true, describe: 'The case' })
      .option('format', {
        choices: ['text', 'json'] as const,
        default: 'text' as const,
        describe: 'Form of the answer',
      })
      .example('rethread changes quay4.case', 'new posts, links that moved, findings gone and new'),
  run: async (args) => {
    const { database } = openStored(args.case);
    try {
      const changes = readMeta<CaseChanges | null>(database, 'changes');
      const output = openOutput(args.output, [args.case]);
      const text =
        changes === null ? ['Nothing was added since the case was built.\n'] : writeChanges(changes, output.style);
      await writeAll(output, args.format === 'json' ? [`${toJsonText(changes, 1)}\n`] : text);
      return exitCode.ok;
    } finally {
      database.close();
    }
  },
};
