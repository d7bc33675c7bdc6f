import { filterFindings } from '../report/finding-filter.js';
import { type RequestFormat, requestViews } from '../report/request-list.js';
import {
  addCaseOptions,
  addFilterOptions,
  addOutputOption,
  type CaseArguments,
  caseInputs,
  reportFilter,
} from './case-options.js';
import type { Command } from './command.js';
import { openOutput, writeAll } from './output.js';
import { readCase } from './read-case.js';

interface MissingArguments extends CaseArguments {
  readonly format: RequestFormat;
  readonly output?: string;
}

/** `rethread missing`: the request list. */
export const missingCommand: Command<MissingArguments> = {
  options: (yargs) =>
    addOutputOption(addFilterOptions(addCaseOptions(yargs)))
      .option('format', { choices: Object.keys(requestViews), default: 'text', describe: 'Form of the list' })
      .example(
        'rethread missing samples/case',
        'what is known of each message that nobody produced, and who should hold it',
      )
      .example('rethread missing case/ --format markdown -o request.md', 'a table for a letter'),
  run: async (args) => {
    const inputs = caseInputs(args);
    const filter = reportFilter(args);
    const output = openOutput(
      args.output,
      inputs.map((input) => input.path),
    );
    const { reconstruction, code } = await readCase(args, inputs, { bodies: true });
    const findings = filterFindings(reconstruction, filter, { kinds: ['missing-message'], severity: 'info' });
    await writeAll(output, requestViews[args.format](findings, output.style));
    return code;
  },
};
