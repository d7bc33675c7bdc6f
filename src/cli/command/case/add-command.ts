import { growCase, SourceInCase, writeGrown } from '../../../case/build-case.js';
import type { CaseChanges } from '../../../case/case-changes.js';
import { CaseFilling } from '../../../case/case-filling.js';
import { writeChanges } from '../../../case/changes-text.js';
import { replaceCaseFile } from '../../case-file.js';
import { CommandError, type ExitCode, exitCode } from '../../exit-code.js';
import { addInputOptions, type CaseArguments, type CaseInput, caseInputs } from '../../option/case-options.js';
import { standardOutput, writeAll } from '../../output.js';
import { inTurn, progressBar } from '../../progress.js';
import { aboutCase, openStored } from '../../stored-case.js';
import { tellTrouble } from '../../tell-trouble.js';
import { version } from '../../version.js';
import type { Command } from '../command.js';

interface AddArguments extends CaseArguments {
  readonly case: string;
  readonly remove?: readonly string[];
}

/** `rethread add CASE INPUT...`: more mail into a case; only what is new is read. */
export const addCommand: Command<AddArguments> = {
  options: (yargs) =>
    addInputOptions(
      yargs.positional('case', {
        type: 'string',
        demandOption: true,
        describe: 'The case, as rethread build wrote it',
      }),
    )
      .option('remove', {
        type: 'string',
        array: true,
        requiresArg: true,
        describe: 'SOURCE: take a source out of the case, by its name as rethread check shows it (repeatable)',
        group: 'Reading:',
      })
      .option('quiet', { alias: 'q', type: 'boolean', default: false, describe: 'No progress on standard error' })
      .example(
        'rethread add quay4.case more.mbox --custodian Holt=more.mbox',
        'copies join, requests are fulfilled, keys stay',
      )
      .example('rethread changes quay4.case', 'what the last addition changed')
      .epilogue(
        'The result is that of building from all inputs at once, with the options that the case was built with.',
      ),
  run: async (args): Promise<ExitCode> => {
    const { database, about } = openStored(args.case);
    const without = new Set(args.remove ?? []);
    const isNamed = args.inputs?.length || args.custodian?.length || args.custodians?.length;
    const added = isNamed || !without.size ? caseInputs(args) : [];
    let code: ExitCode = exitCode.ok;
    let changes: CaseChanges | null = null;
    try {
      for (const name of without)
        if (!database.prepare('SELECT 1 FROM source WHERE name = ?').get(name))
          throw new CommandError(exitCode.notFound, `${name}: no source of ${args.case}; rethread check lists them`);
      const paths = added.map(({ path }) => path);
      await replaceCaseFile(args.case, paths, async (grown, told, texts) => {
        const progress = progressBar(args.quiet);
        const filling = new CaseFilling(grown, texts);
        const onProgress = inTurn(progress?.update, told.update);
        const found = await growCase(
          database,
          { inputs: added, without, texts, filling, program: version(), onProgress },
          about.options,
        )
          .catch((error: unknown) => {
            throw error instanceof SourceInCase ? inCase(args.case, error) : error;
          })
          .finally(() => progress?.stop());
        code = tellTrouble(found.built.reconstruction, added, true);
        const inputs: readonly CaseInput[] = [...about.inputs, ...added];
        writeGrown(grown, found, { ...aboutCase(args.case, inputs, about.options), base: about.base }, filling);
        changes = found.changes;
        database.close();
      });
    } catch (error) {
      database.close();
      throw error;
    }
    const output = standardOutput();
    await writeAll(output, writeChanges(changes!, output.style));
    return code;
  },
};

function inCase(path: string, { source, unchanged }: SourceInCase): CommandError {
  const what = unchanged
    ? 'is in the case already, with the same bytes'
    : `is in the case with other bytes: it was changed since. Take the old one out first: rethread add ${path} --remove ${source}`;
  return new CommandError(exitCode.usage, `${source}: ${what}`);
}
