import { filterThreads } from '../report/thread-filter.js';
import { writeThreadList } from '../report/thread-list.js';
import { addCaseOptions, addFilterOptions, type CaseArguments, caseInputs, reportFilter } from './case-options.js';
import type { Command } from './command.js';
import { openOutput, writeAll } from './output.js';
import { readCase } from './read-case.js';

interface ListArguments extends CaseArguments {
  readonly headersOnly: boolean;
  readonly output?: string;
}

/** `rethread list`: a line a thread. */
export const listCommand: Command<ListArguments> = {
  options: (yargs) =>
    addFilterOptions(addCaseOptions(yargs))
      .option('headers-only', {
        type: 'boolean',
        default: false,
        describe: 'Thread by headers alone and decode no body: much faster',
      })
      .option('output', {
        alias: 'o',
        type: 'string',
        requiresArg: true,
        describe: 'Write to this file instead of standard output',
      })
      .example('rethread list mail.mbox', 'first day … last day, posts (-3: three of them not produced), who began it')
      .example('rethread list --headers-only archive/ | head', 'a quick look at a big archive'),
  run: async (args) => {
    const inputs = caseInputs(args);
    const filter = reportFilter(args);
    const output = openOutput(
      args.output,
      inputs.map((input) => input.path),
    );
    const { reconstruction, code } = await readCase(args, inputs, {
      bodies: !args.headersOnly,
      recipients: filter.persons.length > 0,
      findings: false,
    });
    await writeAll(output, writeThreadList(filterThreads(reconstruction.threads, filter), output.style));
    return code;
  },
};
