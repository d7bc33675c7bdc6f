import { basename } from 'node:path';
import { compareProductions } from '../../report/answer/production-comparison.js';
import { type ComparisonFormat, comparisonViews } from '../../report/format/comparison-views.js';
import { CommandError, exitCode } from '../exit-code.js';
import { addEventOption, caseEvents } from '../option/case-events.js';
import { addLinkingOptions, addOutputOption, type CaseArguments } from '../option/case-options.js';
import { writeAll } from '../output.js';
import { openCase } from '../read-case.js';
import type { Command } from './command.js';

interface CompareArguments extends CaseArguments {
  readonly output?: string;
  readonly event?: readonly string[];
  readonly format: ComparisonFormat;
  readonly first: string;
  readonly second: string;
}

/** `rethread compare A B`: two productions held against each other. */
export const compareCommand: Command<CompareArguments> = {
  options: (yargs) =>
    addOutputOption(addEventOption(addLinkingOptions(yargs)))
      .positional('first', { type: 'string', demandOption: true, describe: 'One production: a file or folder' })
      .positional('second', { type: 'string', demandOption: true, describe: 'The other' })
      .option('format', {
        choices: Object.keys(comparisonViews),
        default: 'text',
        describe: 'Form of the answer; csv: a line a message, with the production that has it',
      })
      .example(
        'rethread compare samples/case/holt.mbox samples/case/quill',
        'only in one, only in the other, differing',
      ),
  run: async (args) => {
    refuseDedupe(args);
    const events = caseEvents(args.event ?? []);
    const [first, second] = [args.first, args.second];
    const names = nameBoth(first, second);
    const inputs = [
      { path: first, custodian: names[0] },
      { path: second, custodian: names[1] },
    ];
    const { output, reconstruction, explain, code } = await openCase(args, { bodies: true }, inputs);
    const comparison = compareProductions(reconstruction, names);
    await writeAll(output, comparisonViews[args.format]({ comparison, reconstruction, explain, events }, output.style));
    return code;
  },
};

/** A comparison is about which copies are the same message: kept apart, nothing would be in both. */
function refuseDedupe({ dedupe }: CaseArguments): void {
  if (dedupe !== 'global')
    throw new CommandError(exitCode.usage, `--dedupe ${dedupe} keeps copies apart: compare needs them joined`);
}

/** `a/holt.mbox`, `b/quill` → `holt`, `quill`; the whole paths where these are equal. */
function nameBoth(first: string, second: string): readonly [string, string] {
  const short = [first, second].map((path) => basename(path).replace(/\.[a-z]+$/i, ''));
  return short[0] === short[1] ? [first, second] : [short[0]!, short[1]!];
}
