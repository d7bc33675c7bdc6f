import { sourceTree } from '../../report/source/source-tree.js';
import { type SourcesFormat, sourceViews } from '../../report/source/source-tree-views.js';
import { addCaseOptions, addHeadersOnlyOption, addOutputOption, type CaseArguments } from '../option/case-options.js';
import { writeAll } from '../output.js';
import { openCase } from '../read-case.js';
import type { Command } from './command.js';

interface SourcesArguments extends CaseArguments {
  readonly headersOnly: boolean;
  readonly format: SourcesFormat;
  readonly output?: string;
}

/** `rethread sources`: what was found in what was handed over. */
export const sourcesCommand: Command<SourcesArguments> = {
  options: (yargs) =>
    addHeadersOnlyOption(addOutputOption(addCaseOptions(yargs)))
      .option('format', { choices: Object.keys(sourceViews), default: 'text', describe: 'Form of the result' })
      .example(
        'rethread sources dump/',
        'a tree of folders, archives and files: format, messages, days, custodian, SHA-256',
      )
      .example('rethread sources dump/ --format json -o sources.json', 'all files with all their problems'),
  run: async (args) => {
    const { output, reconstruction, code } = await openCase(args, {
      bodies: !args.headersOnly,
      hash: true,
      findings: false,
      allowEmpty: true,
    });
    await writeAll(output, sourceViews[args.format](sourceTree(reconstruction), output.style));
    return code;
  },
};
