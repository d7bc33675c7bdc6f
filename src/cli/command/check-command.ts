import { checkSources, writeSourceCheck } from '../../report/answer/source-check.js';
import { toJsonText } from '../../report/format/json-text.js';
import { exitCode } from '../exit-code.js';
import { addCaseOptions, addOutputOption, type CaseArguments, caseInputs } from '../option/case-options.js';
import { openOutput, writeAll } from '../output.js';
import { readChecked } from '../read-checked.js';
import type { Command } from './command.js';

interface CheckArguments extends CaseArguments {
  readonly all: boolean;
  readonly headersOnly: boolean;
  readonly format: 'text' | 'json';
  readonly output?: string;
}

/** `rethread check`: what was read, every problem, and the proof that all bytes are accounted for. */
export const checkCommand: Command<CheckArguments> = {
  options: (yargs) =>
    addOutputOption(addCaseOptions(yargs))
      .option('all', { type: 'boolean', default: false, describe: 'List every problem, not three of a kind' })
      .option('headers-only', {
        type: 'boolean',
        default: false,
        describe: 'Do not decode bodies: faster, but tells no problems of bodies',
      })
      .option('format', {
        choices: ['text', 'json'] as const,
        default: 'text' as const,
        describe: 'Form of the result',
      })
      .example(
        'rethread check production/',
        'SHA-256, messages and gaps of each file; exit code 1 if bytes are unaccounted for',
      )
      .example('rethread check production/ --all --format json -o check.json', 'every problem with its place'),
  run: async (args) => {
    const output = openOutput(
      args.output,
      caseInputs(args).map(({ path }) => path),
    );
    const { reading, code } = await readChecked(args, !args.headersOnly);
    const check = checkSources(reading, args.all ? Number.POSITIVE_INFINITY : 3);
    await writeAll(
      output,
      args.format === 'json' ? [`${toJsonText(check, 2)}\n`] : writeSourceCheck(check, output.style),
    );
    return check.complete || code !== exitCode.ok ? code : exitCode.incomplete;
  },
};
