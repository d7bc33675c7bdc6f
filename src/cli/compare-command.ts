import { basename } from 'node:path';
import { compareProductions, writeComparison } from '../report/production-comparison.js';
import { addCaseOptions, addOutputOption, type CaseArguments } from './case-options.js';
import type { Command } from './command.js';
import { openOutput, writeAll } from './output.js';
import { readCase } from './read-case.js';

interface CompareArguments extends CaseArguments {
  readonly output?: string;
  readonly first: string;
  readonly second: string;
}

/** `rethread compare A B`: two productions held against each other. */
export const compareCommand: Command<CompareArguments> = {
  options: (yargs) =>
    addOutputOption(addCaseOptions(yargs))
      .positional('first', { type: 'string', demandOption: true, describe: 'One production: a file or folder' })
      .positional('second', { type: 'string', demandOption: true, describe: 'The other' })
      .example(
        'rethread compare samples/case/holt.mbox samples/case/quill',
        'only in one, only in the other, differing',
      ),
  run: async (args) => {
    const [first, second] = [args.first, args.second];
    const names = nameBoth(first, second);
    const inputs = [
      { path: first, custodian: names[0] },
      { path: second, custodian: names[1] },
    ];
    const { reconstruction, code } = await readCase(args, inputs, { bodies: true });
    const output = openOutput(
      args.output,
      inputs.map((input) => input.path),
    );
    await writeAll(output, writeComparison(compareProductions(reconstruction, names), output.style));
    return code;
  },
};

/** `a/holt.mbox`, `b/quill` → `holt`, `quill`; the whole paths where these are equal. */
function nameBoth(first: string, second: string): readonly [string, string] {
  const short = [first, second].map((path) => basename(path).replace(/\.[a-z]+$/i, ''));
  return short[0] === short[1] ? [first, second] : [short[0]!, short[1]!];
}
