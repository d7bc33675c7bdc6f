import { buildCase } from '../../../case/build-case.js';
import { CaseFilling } from '../../../case/case-filling.js';
import type { TextFile } from '../../../case/kept/text-file.js';
import { type BuiltCase, type CaseOptions, writeCase } from '../../../case/write-case.js';
import { replaceCaseFile } from '../../case-file.js';
import { addEngineOptions, type EngineArguments } from '../../engine/engine-options.js';
import { CommandError, type ExitCode, exitCode } from '../../exit-code.js';
import type { ToldProgress } from '../../grow/case-progress.js';
import {
  addCaseOptions,
  addOutputOption,
  type CaseArguments,
  type CaseInput,
  caseInputs,
} from '../../option/case-options.js';
import { linkingOptions } from '../../option/linking-options.js';
import { inTurn, progressBar } from '../../progress.js';
import { aboutCase, caseAmong } from '../../stored-case.js';
import { tellTrouble } from '../../tell-trouble.js';
import type { Command } from '../command.js';

interface BuildArguments extends CaseArguments, EngineArguments {
  readonly output?: string;
}

/** `rethread build INPUT... -o quay4.case`: reconstructs once, for every question that follows. */
export const buildCommand: Command<BuildArguments> = {
  options: (yargs) =>
    addEngineOptions(addOutputOption(addCaseOptions(yargs)))
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
      async (database, told, texts) => {
        const filling = new CaseFilling(database, texts);
        const built = await buildBy(args, inputs, { options, path, told, texts, filling });
        code = tellTrouble(built.reconstruction, inputs, false);
        writeCase(database, built, aboutCase(path, inputs, options), filling);
      },
    );
    return code;
  },
};

/** With what a case is built, and where its texts wait meanwhile. */
interface BuildHow {
  readonly options: CaseOptions;
  readonly path: string;
  readonly told: ToldProgress;
  readonly texts: TextFile;
  readonly filling: CaseFilling;
}

async function buildBy(
  args: BuildArguments,
  inputs: readonly CaseInput[],
  { options, path, told, texts, filling }: BuildHow,
): Promise<BuiltCase> {
  if (args.engine !== 'memory') {
    const { buildByEngine } = await import('../../engine/build-on-engine.js');
    return buildByEngine(args, inputs, options, path);
  }
  const progress = progressBar(args.quiet);
  const given = { inputs, texts, filling, onProgress: inTurn(progress?.update, told.update) };
  return buildCase(given, options).finally(() => progress?.stop());
}
