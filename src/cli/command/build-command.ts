import { buildCase } from '../../case/build-case.js';
import { writeCase } from '../../case/write-case.js';
import { replaceCaseFile } from '../case-file.js';
import { CommandError, type ExitCode, exitCode } from '../exit-code.js';
import { addCaseOptions, addOutputOption, type CaseArguments, caseInputs } from '../option/case-options.js';
import { linkingOptions } from '../option/linking-options.js';
import { progressBar } from '../progress.js';
import { aboutCase, caseAmong } from '../stored-case.js';
import { tellTrouble } from '../tell-trouble.js';
import type { Command } from './command.js';

interface BuildArguments extends CaseArguments {
  readonly output?: string;
}

/** `rethread build INPUT... -o quay4.case`: reconstructs once, for every question that follows. */
export const buildCommand: Command<BuildArguments> = {
  options: (yargs) =>
    addOutputOption(addCaseOptions(yargs))
      .example('rethread build samples/case -o quay4.case', 'read, link and search once')
      .example('rethread list quay4.case', 'then ask: a case is an input like any other')
      .example('rethread search quay4.case lantern', 'every post that holds a word')
      .epilogue('docs/case.md tells what stands in the file: any SQLite tool opens it.'),
  run: async (args): Promise<ExitCode> => {
    const path = args.output;
    if (path === undefined) throw new CommandError(exitCode.usage, 'build: name the case with -o, as in -o quay4.case');
    const inputs = caseInputs(args);
    if (caseAmong(inputs) !== null)
      throw new CommandError(
        exitCode.usage,
        `${inputs[0]!.path}: is a case already; rethread add puts more mail into it`,
      );
    const options = await linkingOptions(args);
    let code: ExitCode = exitCode.ok;
    await replaceCaseFile(
      path,
      inputs.map((input) => input.path),
      async (database) => {
        const progress = progressBar(args.quiet);
        const built = await buildCase(
          { inputs, ...(progress ? { onProgress: progress.update } : {}) },
          options,
        ).finally(() => progress?.stop());
        code = tellTrouble(built.reconstruction, inputs, false);
        writeCase(database, built, aboutCase(path, inputs, options));
      },
    );
    return code;
  },
};
